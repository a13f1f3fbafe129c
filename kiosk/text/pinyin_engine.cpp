#include "kiosk/text/pinyin_engine.h"

#include <algorithm>
#include <unordered_set>

#include "kiosk/base/utf8.h"
#include "kiosk/text/candidate_list.h"
#include "kiosk/text/nine_keys.h"

namespace openday::text {
namespace {

constexpr std::size_t kMostGuesses = 400;          // of the sentence source; single characters follow from the table
constexpr std::size_t kMostCompletions = 4;        // phrases of which only the beginning was typed
constexpr std::size_t kSureInitials = 3;           // from so many on initials stand before the best sentence
constexpr std::string_view kVowelsOfV = "jqxy";    // after these ü is written u, and v may be typed

std::string clean(std::string_view keys) {
  std::string out;
  for (const char key : keys) {
    const char lower = key >= 'A' && key <= 'Z' ? static_cast<char>(key - 'A' + 'a') : key;
    const bool letter = lower >= 'a' && lower <= 'z';
    const bool divides = lower == '\'' && !out.empty() && out.back() != '\'';
    if ((letter || divides) && out.size() < kMaxKeys) out += lower;
  }
  return out;
}

// How the table writes what may be typed otherwise: jv -> ju, lue -> lve; else as typed.
std::string table_spelling(std::string_view typed) {
  std::string out(typed);
  const std::size_t v = out.find('v');
  if (v == 1 && kVowelsOfV.find(out[0]) != std::string_view::npos) out[1] = 'u';
  if (out == "lue" || out == "nue") out[1] = 'v';
  return out;
}

std::string joined(const std::vector<std::string>& syllables) {
  std::string out;
  for (const std::string& syllable : syllables) out += (out.empty() ? "" : "'") + syllable;
  return out;
}

}  // namespace

// Candidates in their order, each text once.
class PinyinEngine::Collector {
 public:
  explicit Collector(std::vector<Candidate>& into) : into_(into) { into_.clear(); }
  void add(std::string text, std::size_t keys, Source source) {
    if (seen_.insert(text).second) into_.push_back({std::move(text), keys, source});
  }
  void add(const std::vector<const Phrase*>& phrases, std::size_t keys, Source source) {
    for (const Phrase* phrase : phrases) add(phrase->text, keys, source);
  }

 private:
  std::vector<Candidate>& into_;
  std::unordered_set<std::string> seen_;
};

PinyinEngine::PinyinEngine(PinyinParts parts) : parts_(std::move(parts)) {
  if (!parts_.sentences) return;
  for (const Phrase& phrase : parts_.phrases.phrases()) parts_.sentences->add_word(phrase.text, joined(phrase.syllables));
}

void PinyinEngine::feed(std::string_view keys) {
  std::string cleaned = clean(keys);
  if (cleaned == keys_) return;
  keys_ = std::move(cleaned);
  collect();
}

void PinyinEngine::collect() {
  Collector to(found_);
  if (keys_.empty()) return;
  const auto guesses = parts_.sentences ? parts_.sentences->guess(keys_, kMostGuesses) : std::vector<Guess>();
  collect_phrases(to, guesses);
  // Single characters that are not standard wait for the table, where they come after those that are.
  for (const Guess& guess : guesses) {
    const std::u32string characters = base::to_code_points(guess.text);
    if (characters.size() > 1 || parts_.readings->is_standard(characters.front())) to.add(guess.text, guess.keys, Source::sentence);
  }
  collect_characters(to);
}

void PinyinEngine::collect_phrases(Collector& to, const std::vector<Guess>& guesses) const {
  const std::size_t all = keys_.size();
  to.add(parts_.phrases.spelled(keys_), all, Source::phrase);
  to.add(parts_.names.spelled(keys_), all, Source::name);
  if (all < kSureInitials && !guesses.empty()) to.add(guesses.front().text, guesses.front().keys, Source::sentence);
  if (all > 1) to.add(parts_.phrases.initialled(keys_), all, Source::phrase);
  if (all > 1) to.add(parts_.names.initialled(keys_), all, Source::name);
  if (!guesses.empty()) to.add(guesses.front().text, guesses.front().keys, Source::sentence);
  to.add(parts_.phrases.beginning(keys_, kMostCompletions), all, Source::phrase);
  to.add(parts_.names.beginning(keys_, kMostCompletions), all, Source::name);
}

// The characters of the longest syllable at the beginning, then of shorter ones: fang'an, fan'gan.
void PinyinEngine::collect_characters(Collector& to) const {
  const std::string_view first(keys_.data(), std::min({keys_.find('\''), kLongestSyllable, keys_.size()}));
  for (std::size_t length = first.size(); length > 0; --length) {
    const auto syllable = parts_.readings->find(table_spelling(first.substr(0, length)));
    if (!syllable) continue;
    for (const char32_t character : parts_.readings->characters(*syllable)) to.add(base::to_utf8(character), length, Source::character);
  }
}

Page PinyinEngine::candidates(std::size_t first, std::size_t count) const { return cut_page(keys_, found_, first, count); }

std::optional<Choice> PinyinEngine::choose(std::size_t number) {
  auto choice = take_candidate(keys_, found_, number);
  if (!choice) return choice;
  feed(choice->keys_left);
  choice->keys_left = keys_;
  return choice;
}

void PinyinEngine::reset() {
  keys_.clear();
  found_.clear();
  if (parts_.sentences) parts_.sentences->reset();
}

}  // namespace openday::text
