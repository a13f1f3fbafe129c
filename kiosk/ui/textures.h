// Pictures made by the processor and kept on the renderer: hills, shadows, round corners, the camera's frame. They travel
// through Dear ImGui's texture requests, so that this folder knows no renderer. UI thread; needs a current ImGui context for
// its whole life. The least recently used large ones give way when kLargeKept are held.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct ImTextureData;

namespace openday::ui {

// RGBA, not premultiplied, row by row without padding.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
  Pixels() = default;
  Pixels(int w, int h) : width(w), height(h), rgba(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4) {}
  [[nodiscard]] std::uint8_t* at(int x, int y) { return rgba.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4; }
};

class Textures {
 public:
  Textures();
  ~Textures();
  Textures(const Textures&) = delete;
  Textures& operator=(const Textures&) = delete;

  void begin_frame();  // lets go of what is no longer used
  // The picture of that name, made on its first use.
  [[nodiscard]] ImTextureData* get(const std::string& name, const std::function<Pixels()>& make);
  // A picture that changes: made anew when `serial` does (all of one name have one size at a time).
  [[nodiscard]] ImTextureData* get_changing(const std::string& name, std::uint64_t serial, const std::function<Pixels()>& make);

 private:
  struct Entry;
  Entry& insert(const std::string& name, const Pixels& pixels);
  void retire(std::unique_ptr<Entry> entry);
  std::unordered_map<std::string, std::unique_ptr<Entry>> entries_;
  std::vector<std::unique_ptr<Entry>> retired_;
  std::uint64_t frame_ = 0;
};

}  // namespace openday::ui
