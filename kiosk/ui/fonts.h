// The kiosk's faces, as assets/fonts.toml lists them: files of the system, mapped read-only (ImGui's own loading would copy
// 100 MB), with fall-backs merged so that every Hanzi of a name has a glyph. A missing file is a problem said aloud, never a
// reason to stop: the face goes on with what there is, at worst ImGui's built-in Latin font. UI thread; one object, made after
// the ImGui context and before its first frame, destroyed before it (the atlas then lets go of the mapped files).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct ImFont;

namespace openday::ui {

enum class Face { regular, bold, serif, icon };

class Fonts {
 public:
  // Reads `fonts_toml` and adds the faces to the current ImGui context.
  explicit Fonts(const std::filesystem::path& fonts_toml);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  [[nodiscard]] ImFont* font(Face face) const;
  // ImGui measures a font by ascent + descent; a designer by its em.
  [[nodiscard]] float imgui_size(Face face, float em_px) const;
  [[nodiscard]] bool has_icons() const;
  [[nodiscard]] bool has_chinese() const;                        // a sans face with U+4E2D: without it nothing can be said
  [[nodiscard]] bool first_time_missing(char32_t c) const;       // true once a character: it is logged once
  [[nodiscard]] const std::vector<std::string>& problems() const;  // one sentence each, for log and screen

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::ui
