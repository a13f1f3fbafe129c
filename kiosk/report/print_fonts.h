// The fonts of paper: the files that assets/fonts.toml names for the screen, loaded into a Fontconfig of their own, so that a
// page looks the same on every machine that has them. One thread.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <pango/pangocairo.h>

#include "kiosk/base/result.h"
#include "kiosk/report/outline_text.h"

namespace openday::report {

// Pango keeps its reference to the Fontconfig for ever unless it is told to let go.
struct ReleaseMap {
  void operator()(PangoFontMap* map) const;
};

enum class Face { regular, bold, serif };
enum class FontsError { unusable };

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using GPtr = std::unique_ptr<T, Unref>;

class PrintFonts {
 public:
  // A missing fall-back is passed over; a face without any file is an error that names the list and the package.
  [[nodiscard]] static base::Result<PrintFonts, FontsError> load(const std::filesystem::path& fonts_toml);
  ~PrintFonts();
  PrintFonts(PrintFonts&&) noexcept;
  PrintFonts& operator=(PrintFonts&&) noexcept;

  [[nodiscard]] PangoContext* context() const { return context_.get(); }
  // Owned by this; its size is set by the caller on a copy.
  [[nodiscard]] const PangoFontDescription* description(Face face) const;
  // Whether a file of this face draws the character. Remembered.
  [[nodiscard]] bool has(Face face, char32_t character);
  [[nodiscard]] OutlineText& outlines() { return outlines_; }
  [[nodiscard]] const std::set<char32_t>& missing() const { return missing_; }

 private:
  struct Faces;
  PrintFonts();
  std::unique_ptr<Faces> faces_;
  std::unique_ptr<PangoFontMap, ReleaseMap> map_;
  GPtr<PangoContext> context_;
  OutlineText outlines_;
  std::set<std::pair<Face, char32_t>> known_, lacking_;
  std::set<char32_t> missing_;
};

}  // namespace openday::report
