// Every Hanzi of GB 18030-2022 level 3: shown by a font of assets/fonts.toml, typed and by what, found in a list of guests. The list is
// counted first; the table goes to the test's output.
#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <regex>
#include <set>
#include <unordered_set>

#include <fmt/format.h>
#include <ft2build.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H

#include "kiosk/base/file.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/engine.h"
#include "kiosk/text/name_index.h"
#include "kiosk/text/stroke_table.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

struct Block {
  const char* name;
  char32_t first, last;
};
// The unified ideographs as that edition has them: the basic block up to U+9FEF, extensions A to F, and the twelve of the compatibility
// block that have no other code point (GBK's two-byte codes FE50 and following).
constexpr std::array<Block, 7> kBlocks{{{"basic", 0x4E00, 0x9FEF}, {"A", 0x3400, 0x4DB5}, {"B", 0x20000, 0x2A6D6}, {"C", 0x2A700, 0x2B734},
                                        {"D", 0x2B740, 0x2B81D}, {"E", 0x2B820, 0x2CEA1}, {"F", 0x2CEB0, 0x2EBE0}}};
constexpr std::u32string_view kCompatibility = U"\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29";
constexpr std::size_t kLevel3 = 87'887;

using List = std::vector<std::pair<std::string, std::vector<char32_t>>>;

List level3() {
  List out;
  for (const Block& block : kBlocks) {
    auto& characters = out.emplace_back(block.name, std::vector<char32_t>()).second;
    for (char32_t c = block.first; c <= block.last; ++c) characters.push_back(c);
  }
  out.emplace_back("twelve more", std::vector<char32_t>(kCompatibility.begin(), kCompatibility.end()));
  return out;
}

std::vector<char32_t> all_of(const List& list) {
  std::vector<char32_t> out;
  for (const auto& [name, characters] : list) out.insert(out.end(), characters.begin(), characters.end());
  return out;
}

// The fonts of the face `regular`, in the order in which a missing glyph falls through them.
class Fonts {
 public:
  Fonts() {
    FT_Init_FreeType(&library_);
    const std::string toml = *base::read_file(OPENDAY_SOURCE_DIR "/assets/fonts.toml");
    const std::string regular = toml.substr(toml.find("regular"), toml.find(']', toml.find("regular")) - toml.find("regular"));
    const std::regex file(R"re("([^"#]+)(?:#(\d+))?")re");
    for (auto at = std::sregex_iterator(regular.begin(), regular.end(), file); at != std::sregex_iterator(); ++at) {
      FT_Face face = nullptr;
      if (FT_New_Face(library_, (*at)[1].str().c_str(), (*at)[2].matched ? std::stol((*at)[2]) : 0, &face) == 0) faces_.push_back(face);
    }
  }
  ~Fonts() { FT_Done_FreeType(library_); }   // with its faces
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  [[nodiscard]] bool show(char32_t c) const {
    return std::ranges::any_of(faces_, [c](FT_Face face) { return FT_Get_Char_Index(face, c) != 0; });
  }

 private:
  FT_Library library_ = nullptr;
  std::vector<FT_Face> faces_;
};

class Level3 : public testing::Test {
 protected:
  // Those whose strokes the table has, and those of which it knows the radical only.
  void read_strokes() {
    for (const StrokeEntry& entry : strokes_->entries()) (entry.strokes.find(kUnknownStroke) == std::string::npos ? sure_ : by_radical_).insert(entry.character);
  }
  const List list_ = level3();
  const std::vector<char32_t> all_ = all_of(list_);
  const std::shared_ptr<const Readings> readings_ = built_readings();
  const std::shared_ptr<const StrokeTable> strokes_ = std::make_shared<const StrokeTable>(*StrokeTable::load(OPENDAY_TEXT_DATA_DIR));
  std::unordered_set<char32_t> sure_, by_radical_;
};

TEST_F(Level3, has_87887_hanzi_and_each_once) {
  EXPECT_EQ(all_.size(), kLevel3);
  EXPECT_EQ(std::set<char32_t>(all_.begin(), all_.end()).size(), kLevel3);
  EXPECT_TRUE(std::ranges::all_of(all_, base::is_han));
}

TEST_F(Level3, is_shown_and_typed) {
  read_strokes();
  const Fonts fonts;
  std::size_t total_shown = 0, typed = 0;
  std::cout << fmt::format("{:12} {:>7} {:>7} {:>7} {:>8} {:>8} {:>7}\n", "block", "Hanzi", "glyph", "pinyin", "strokes", "radical", "untyped");
  for (const auto& [name, characters] : list_) {
    std::array<std::size_t, 5> counts{};   // glyph, pinyin, strokes, only by radical, not at all
    for (const char32_t c : characters) {
      const bool pinyin = !readings_->of(c).empty(), sure = sure_.contains(c), radical = by_radical_.contains(c);
      counts[0] += fonts.show(c);
      counts[1] += pinyin;
      counts[2] += sure;
      counts[3] += !pinyin && !sure && radical;
      counts[4] += !pinyin && !sure && !radical;
      typed += pinyin || sure || radical;
    }
    total_shown += counts[0];
    std::cout << fmt::format("{:12} {:7} {:7} {:7} {:8} {:8} {:7}\n", name, characters.size(), counts[0], counts[1], counts[2], counts[3], counts[4]);
  }
  std::cout << fmt::format("shown {} and typed {} of {}\n", total_shown, typed, all_.size());
  EXPECT_EQ(total_shown, kLevel3);
  EXPECT_GE(typed, 87'800U);
}

// Every two hundredth way of writing: each costs a search.
TEST_F(Level3, is_offered_for_its_strokes) {
  const auto entries = strokes_->entries();
  for (std::size_t i = 0; i < entries.size(); i += 200) {
    std::string keys = entries[i].strokes;
    if (keys.size() > kMaxKeys) continue;
    std::ranges::replace(keys, kUnknownStroke, 'h');   // whatever it is: an unknown stroke takes any key
    const auto all = strokes_->find(keys, SIZE_MAX);
    ASSERT_NE(std::ranges::find(all, entries[i].character), all.end()) << keys;
  }
}

TEST_F(Level3, is_found_in_a_list_of_guests) {
  std::vector<event::Guest> guests(all_.size());
  for (std::size_t i = 0; i < all_.size(); ++i) guests[i].name = base::to_utf8(all_[i]) + "明";
  const NameIndex index(guests, readings_);
  std::size_t by_itself = 0;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Hits found = index.find(base::to_utf8(all_[i]), 2);
    // 明明 is found by every 明, its own character twice.
    by_itself += !found.hits.empty() && found.hits.front().guest == i;
  }
  std::unordered_set<std::size_t> by_pinyin;
  for (Syllable syllable = 0; syllable < readings_->tables().syllables.size(); ++syllable) {
    for (const Hit& hit : index.find(std::string(readings_->spelling(syllable)) + " ming", all_.size()).hits) by_pinyin.insert(hit.guest);
  }
  const auto readable = static_cast<std::size_t>(std::ranges::count_if(all_, [&](char32_t c) { return !readings_->of(c).empty(); }));
  std::cout << fmt::format("found by itself {}, by pinyin {} of {} that have a reading\n", by_itself, by_pinyin.size(), readable);
  EXPECT_EQ(by_itself, kLevel3);
  EXPECT_EQ(by_pinyin.size(), readable);
}

}  // namespace
}  // namespace openday::text
