// Every Hanzi of GB 18030-2022 level 3: shown by a font of assets/fonts.toml, typed and by what, found in a list of guests. The list is
// counted first. build/reports/hanzi.txt has the counts, hanzi.tsv each of them.
#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <memory>
#include <regex>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <ft2build.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H

#include "kiosk/base/file.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/engine.h"
#include "kiosk/text/name_index.h"
#include "kiosk/text/stroke_engine.h"
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
      if (FT_New_Face(library_, (*at)[1].str().c_str(), (*at)[2].matched ? std::stol((*at)[2]) : 0, &face) == 0) {
        faces_.push_back(face);
        names_.push_back(std::filesystem::path((*at)[1].str()).stem().string());
      }
    }
  }
  ~Fonts() { FT_Done_FreeType(library_); }   // with its faces
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  // Which one shows it, from 0; as many as there are: none.
  [[nodiscard]] std::size_t showing(char32_t c) const {
    const auto found = std::ranges::find_if(faces_, [c](FT_Face face) { return FT_Get_Char_Index(face, c) != 0; });
    return static_cast<std::size_t>(found - faces_.begin());
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  FT_Library library_ = nullptr;
  std::vector<FT_Face> faces_;
  std::vector<std::string> names_;
};

// By what a Hanzi is typed, the easiest way.
enum class Typed { pinyin, strokes, radical, number, not_at_all };
constexpr std::array<const char*, 5> kTypedWords{"pinyin", "strokes", "radical and number of strokes", "number of strokes", "nothing"};

// One line a block, numbers in columns.
class CountTable {
 public:
  explicit CountTable(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  void count(const std::string& block, std::size_t column) {
    if (rows_.empty() || rows_.back().first != block) rows_.emplace_back(block, std::vector<std::size_t>(columns_.size()));
    ++rows_.back().second[column];
  }
  [[nodiscard]] std::size_t total(std::size_t column) const {
    std::size_t out = 0;
    for (const auto& [block, counts] : rows_) out += counts[column];
    return out;
  }
  [[nodiscard]] std::string text() const {
    std::string out = fmt::format("{:12}", "block");
    for (const std::string& column : columns_) out += fmt::format("  {}", column);
    const auto line = [&](const std::string& name, auto number) {
      out += fmt::format("\n{:12}", name);
      for (std::size_t i = 0; i < columns_.size(); ++i) out += fmt::format("  {:>{}}", number(i), columns_[i].size());
    };
    for (const auto& [block, counts] : rows_) line(block, [&](std::size_t i) { return counts[i]; });
    line("all", [&](std::size_t i) { return total(i); });
    return out + "\n";
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> rows_;
};

// Beside what other tests report; kept from the last run of this one.
void write_report(const std::string& file, const std::string& text) {
  const std::filesystem::path folder = OPENDAY_SOURCE_DIR "/build/reports";
  std::filesystem::create_directories(folder);
  ASSERT_TRUE(base::write_file_durably(folder / file, text, 0644));
}

class Level3 : public testing::Test {
 protected:
  void read_strokes() {
    const auto unknown = [](char stroke) { return stroke == kUnknownStroke; };
    for (StrokeEntry& entry : strokes_->entries()) {
      auto& [by, keys] = ways_.try_emplace(entry.character, Typed::not_at_all, std::string()).first->second;
      const Typed way = std::ranges::none_of(entry.strokes, unknown) ? Typed::strokes : std::ranges::all_of(entry.strokes, unknown) ? Typed::number : Typed::radical;
      if (way < by) by = way, keys = entry.strokes;
    }
  }
  [[nodiscard]] Typed typed(char32_t c) const {
    const auto way = ways_.find(c);
    return !readings_->of(c).empty() ? Typed::pinyin : way == ways_.end() ? Typed::not_at_all : way->second.first;
  }
  // One for each: the Hanzi, and 明.
  [[nodiscard]] std::vector<event::Guest> guests() const {
    std::vector<event::Guest> out(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) out[i].name = base::to_utf8(all_[i]) + "明";
    return out;
  }
  // Which of them come first when their Hanzi is typed; 明明 is found by every 明, its own character twice.
  [[nodiscard]] std::vector<bool> find_each() const {
    const NameIndex index(guests(), readings_);
    std::vector<bool> out;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Hits found = index.find(base::to_utf8(all_[i]), 2);
      out.push_back(!found.hits.empty() && found.hits.front().guest == i);
    }
    return out;
  }
  // Its readings, and how it is written.
  [[nodiscard]] std::string keys(char32_t c) const {
    std::string out;
    for (const std::string& syllable : spellings_of(*readings_, c)) out += syllable + " ";
    const auto way = ways_.find(c);
    return out + (way == ways_.end() ? "" : way->second.second);
  }
  const List list_ = level3();
  const std::vector<char32_t> all_ = all_of(list_);
  const std::shared_ptr<const Readings> readings_ = built_readings();
  const std::shared_ptr<const StrokeTable> strokes_ = std::make_shared<const StrokeTable>(*StrokeTable::load(OPENDAY_TEXT_DATA_DIR));
  std::unordered_map<char32_t, std::pair<Typed, std::string>> ways_;   // of writing: the one that is known best
};

TEST_F(Level3, has_87887_hanzi_and_each_once) {
  EXPECT_EQ(all_.size(), kLevel3);
  EXPECT_EQ(std::set<char32_t>(all_.begin(), all_.end()).size(), kLevel3);
  EXPECT_TRUE(std::ranges::all_of(all_, base::is_han));
}

TEST_F(Level3, is_shown_typed_and_found) {
  read_strokes();
  const Fonts fonts;
  auto columns = fonts.names();
  columns.emplace_back("no font");
  CountTable shown(columns), typed_by({kTypedWords.begin(), kTypedWords.end()}), found({"found by itself", "not found"});
  const auto found_by_itself = find_each();
  std::string each;
  std::size_t at = 0;
  for (const auto& [name, characters] : list_) {
    for (const char32_t c : characters) {
      const std::size_t font = fonts.showing(c);
      const auto way = static_cast<std::size_t>(typed(c));
      const bool is_found = found_by_itself[at++];
      shown.count(name, font);
      typed_by.count(name, way);
      found.count(name, is_found ? 0 : 1);
      each += fmt::format("U+{:04X}\t{}\t{}\t{}\t{}\t{}\n", static_cast<std::uint32_t>(c), base::to_utf8(c), columns[font], kTypedWords[way], keys(c), is_found ? "found" : "not found");
    }
  }
  const std::string counts = fmt::format("{} Hanzi of GB 18030-2022 level 3\n\nshown by the first font of assets/fonts.toml that has it\n{}\ntyped by\n{}\nfound in a list of guests by one character\n{}",
                                         all_.size(), shown.text(), typed_by.text(), found.text());
  write_report("hanzi.txt", counts);
  write_report("hanzi.tsv", each);
  std::cout << counts;
  EXPECT_EQ(shown.total(fonts.names().size()), 0U);
  EXPECT_EQ(typed_by.total(static_cast<std::size_t>(Typed::not_at_all)), 0U);
  EXPECT_EQ(found.total(1), 0U);
}

// Every hundredth that no pinyin types, every tenth of which only the number of strokes is known; what is unknown is typed as 横.
TEST_F(Level3, is_offered_by_the_keyboard_for_its_strokes) {
  read_strokes();
  StrokeEngine engine(strokes_);
  std::size_t number = 0;
  for (const char32_t c : all_) {
    const Typed by = typed(c);
    if (by == Typed::pinyin || ++number % (by == Typed::number ? 10 : 100) != 0) continue;
    std::string keys = ways_.at(c).second.substr(0, kMaxKeys);
    std::ranges::replace(keys, kUnknownStroke, 'h');
    EXPECT_NE(rank_of(engine, keys, base::to_utf8(c)), SIZE_MAX) << keys;
  }
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

TEST_F(Level3, is_found_in_a_list_of_guests_by_each_reading) {
  const NameIndex index(guests(), readings_);
  std::unordered_set<std::size_t> by_pinyin;
  for (Syllable syllable = 0; syllable < readings_->tables().syllables.size(); ++syllable) {
    for (const Hit& hit : index.find(std::string(readings_->spelling(syllable)) + " ming", all_.size()).hits) by_pinyin.insert(hit.guest);
  }
  const auto readable = static_cast<std::size_t>(std::ranges::count_if(all_, [&](char32_t c) { return !readings_->of(c).empty(); }));
  EXPECT_EQ(by_pinyin.size(), readable);
}

}  // namespace
}  // namespace openday::text
