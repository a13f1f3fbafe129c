#include "kiosk/report/print_fonts.h"

#include <array>
#include <cstdlib>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <fmt/format.h>

#include "kiosk/base/options.h"
#include "kiosk/base/utf8.h"

namespace openday::report {
namespace {

constexpr std::array<const char*, 3> kFaceKeys{"regular", "bold", "serif"};

struct FreeDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using Description = std::unique_ptr<PangoFontDescription, FreeDescription>;
struct DestroyConfig {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
struct DestroyPattern {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};

// "path" or "path#index" (the face of a collection), as the kiosk reads the list.
Description describe(FcConfig* config, const std::string& entry) {
  const auto hash = entry.rfind('#');
  const std::string path = entry.substr(0, hash);
  const unsigned index = hash == std::string::npos ? 0 : static_cast<unsigned>(std::atoi(entry.c_str() + hash + 1));
  const auto* file = reinterpret_cast<const FcChar8*>(path.c_str());
  int count = 0;
  const std::unique_ptr<FcPattern, DestroyPattern> pattern(FcFreeTypeQuery(file, index, nullptr, &count));
  if (!pattern || !FcConfigAppFontAddFile(config, file)) return nullptr;
  return Description(pango_fc_font_description_from_pattern(pattern.get(), FALSE));
}

}  // namespace

void ReleaseMap::operator()(PangoFontMap* map) const {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
  g_object_unref(map);
}

struct PrintFonts::Faces {
  std::array<Description, kFaceKeys.size()> descriptions;

  // The first file gives family and weight; the others follow in the list of families.
  bool load(std::size_t face, FcConfig* config, const std::vector<std::string>& entries) {
    std::string families;
    for (const std::string& entry : entries) {
      Description found = describe(config, entry);
      if (!found) continue;
      families += (families.empty() ? "" : ",") + std::string(pango_font_description_get_family(found.get()));
      if (!descriptions[face]) descriptions[face] = std::move(found);
    }
    if (descriptions[face]) pango_font_description_set_family(descriptions[face].get(), families.c_str());
    return descriptions[face] != nullptr;
  }
};

PrintFonts::PrintFonts() : faces_(std::make_unique<Faces>()) {}
PrintFonts::~PrintFonts() = default;
PrintFonts::PrintFonts(PrintFonts&&) noexcept = default;
PrintFonts& PrintFonts::operator=(PrintFonts&&) noexcept = default;

base::Result<PrintFonts, FontsError> PrintFonts::load(const std::filesystem::path& fonts_toml) {
  auto options = base::Options::load(fonts_toml);
  if (!options) return base::fail(FontsError::unusable, options.error().what);
  const std::unique_ptr<FcConfig, DestroyConfig> config(FcConfigCreate());
  PrintFonts out;
  for (std::size_t face = 0; face < kFaceKeys.size(); ++face) {
    const std::string key = fmt::format("faces.{}", kFaceKeys[face]);
    if (!out.faces_->load(face, config.get(), options->texts(key)))
      return base::fail(FontsError::unusable, fmt::format("{}: no font of {} can be read; install fonts-noto-cjk or change the list", fonts_toml.string(), key));
  }
  out.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(out.map_.get()), config.get());
  out.context_.reset(pango_font_map_create_context(out.map_.get()));
  pango_context_set_language(out.context_.get(), pango_language_from_string("zh-cn"));
  pango_context_set_round_glyph_positions(out.context_.get(), FALSE);
  return out;
}

const PangoFontDescription* PrintFonts::description(Face face) const { return faces_->descriptions[static_cast<std::size_t>(face)].get(); }

bool PrintFonts::has(Face face, char32_t character) {
  const auto key = std::pair(face, character);
  if (character < 0x80 || known_.count(key) > 0) return true;
  if (lacking_.count(key) > 0) return false;
  const GPtr<PangoLayout> layout(pango_layout_new(context_.get()));
  pango_layout_set_font_description(layout.get(), description(face));
  const std::string text = base::to_utf8(character);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  const bool found = pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
  (found ? known_ : lacking_).insert(key);
  if (!found) missing_.insert(character);
  return found;
}

}  // namespace openday::report
