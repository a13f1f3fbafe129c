#include "kiosk/ui/fonts.h"

#include <map>
#include <optional>
#include <set>

#include <fcntl.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <fmt/core.h>

#include "kiosk/base/options.h"
#include "kiosk/base/unique_fd.h"

namespace openday::ui {
namespace {

constexpr std::size_t kFaces = 4;
constexpr const char* kFaceKeys[kFaces] = {"regular", "bold", "serif", "icon"};
constexpr float kReferenceSize = 100;  // ImGui's size of a face's first file; merged files are sized against it

class Mapping {
 public:
  static std::optional<Mapping> open(const std::filesystem::path& file) {
    const base::UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!fd || ::fstat(fd.get(), &status) != 0 || status.st_size <= 0) return std::nullopt;
    void* data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, fd.get(), 0);
    if (data == MAP_FAILED) return std::nullopt;
    return Mapping(data, static_cast<std::size_t>(status.st_size));
  }
  ~Mapping() {
    if (data_) ::munmap(data_, size_);
  }
  Mapping(Mapping&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
  Mapping& operator=(Mapping&&) = delete;
  [[nodiscard]] void* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  Mapping(void* data, std::size_t size) : data_(data), size_(size) {}
  void* data_;
  std::size_t size_;
};

// (ascent + descent) / em of a face; nothing when FreeType cannot read it.
std::optional<float> height_per_em(const Mapping& file, int face_index) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return std::nullopt;
  std::optional<float> ratio;
  FT_Face face = nullptr;
  if (FT_New_Memory_Face(library, static_cast<const FT_Byte*>(file.data()), static_cast<FT_Long>(file.size()), face_index, &face) == 0) {
    if (face->units_per_EM > 0) ratio = static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
    FT_Done_Face(face);
  }
  FT_Done_FreeType(library);
  return ratio;
}

}  // namespace

struct Fonts::State {
  std::map<std::string, Mapping> files;
  ImFont* fonts[kFaces] = {};
  float height_per_em[kFaces] = {1, 1, 1, 1};
  std::vector<std::string> problems;
  std::set<char32_t> missing;

  const Mapping* map(const std::string& path) {
    if (const auto found = files.find(path); found != files.end()) return &found->second;
    auto mapping = Mapping::open(path);
    if (!mapping) return nullptr;
    return &files.emplace(path, std::move(*mapping)).first->second;
  }
  void add(std::size_t face, const std::string& entry);
  void load(std::size_t face, const std::vector<std::string>& entries);
};

// "path" or "path#index".
void Fonts::State::add(std::size_t face, const std::string& entry) {
  const auto hash = entry.rfind('#');
  const std::string path = entry.substr(0, hash);
  const int index = hash == std::string::npos ? 0 : std::atoi(entry.c_str() + hash + 1);
  const Mapping* file = map(path);
  if (!file) {
    problems.push_back(fmt::format("font {} is missing: install its package (config/packages.list) or change assets/fonts.toml", path));
    return;
  }
  const auto ratio = openday::ui::height_per_em(*file, index);
  if (!ratio) {
    problems.push_back(fmt::format("font {} face {} cannot be read: reinstall its package", path, index));
    return;
  }
  ImFont*& font = fonts[face];
  ImFontConfig config;
  config.FontNo = static_cast<ImU32>(index);
  config.MergeMode = font != nullptr;
  config.DstFont = font;
  config.SizePixels = font ? kReferenceSize * *ratio / height_per_em[face] : kReferenceSize;
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_NoHinting;  // at these sizes hinting only bends the strokes
  config.FontDataOwnedByAtlas = true;  // so that ImGui 1.92.2 does not copy it; taken back below
  ImFont* added = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(file->data(), static_cast<int>(file->size()), config.SizePixels, &config);
  if (!added) return;
  added->Sources.back()->FontDataOwnedByAtlas = false;
  if (!font) height_per_em[face] = *ratio;
  font = added;
}

void Fonts::State::load(std::size_t face, const std::vector<std::string>& entries) {
  for (const auto& entry : entries) add(face, entry);
}

Fonts::Fonts(const std::filesystem::path& fonts_toml) : state_(std::make_unique<State>()) {
  auto options = base::Options::load(fonts_toml);
  if (!options) {
    state_->problems.push_back(options.error().what);
  } else {
    for (std::size_t face = 0; face < kFaces; ++face) state_->load(face, options->texts(fmt::format("faces.{}", kFaceKeys[face])));
    for (auto& problem : options->problems()) state_->problems.push_back(std::move(problem));
  }
  auto& fonts = state_->fonts;
  constexpr auto kRegular = static_cast<std::size_t>(Face::regular), kIcon = static_cast<std::size_t>(Face::icon);
  for (std::size_t face = 0; face < kFaces; ++face) {  // a face without a file borrows the nearest
    if (fonts[face] || face == kIcon) continue;
    for (std::size_t other = kIcon; other-- > 0;)
      if (fonts[other]) fonts[face] = fonts[other], state_->height_per_em[face] = state_->height_per_em[other];
  }
  if (!fonts[kRegular]) {
    ImFont* built_in = ImGui::GetIO().Fonts->AddFontDefault();
    for (std::size_t face = 0; face < kIcon; ++face) fonts[face] = built_in;
    state_->problems.emplace_back("no text font could be loaded: only Latin letters can be shown; install fonts-noto-cjk");
  }
  ImGui::GetIO().FontDefault = fonts[kRegular];
}

// The atlas lets go of the mapped files before they are unmapped.
Fonts::~Fonts() {
  if (ImGui::GetCurrentContext()) ImGui::GetIO().Fonts->ClearFonts();
}

ImFont* Fonts::font(Face face) const { return state_->fonts[static_cast<std::size_t>(face)]; }
float Fonts::imgui_size(Face face, float em_px) const { return em_px * state_->height_per_em[static_cast<std::size_t>(face)]; }
bool Fonts::has_icons() const { return font(Face::icon) != nullptr; }
bool Fonts::has_chinese() const { return font(Face::regular)->IsGlyphInFont(0x4E2D); }
bool Fonts::first_time_missing(char32_t c) const { return state_->missing.insert(c).second; }
const std::vector<std::string>& Fonts::problems() const { return state_->problems; }

}  // namespace openday::ui
