#include "kiosk/text/nine_key_engine.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_set>

#include "kiosk/base/utf8.h"
#include "kiosk/text/candidate_list.h"

namespace openday::text {
namespace {

constexpr std::size_t kMostGuesses = 400;          // of the sentence source; single characters follow from the table
constexpr std::size_t kMostCompletions = 4;        // phrases of which only the beginning was typed
constexpr std::size_t kSureInitials = 4;           // from so many on initials stand before the best sentence: three keys are many things
constexpr std::size_t kMostBegun = 12;             // characters of each syllable that was only begun
constexpr std::size_t kMostReadings = 16;          // to choose from: after one key, all that it begins are sixty
constexpr std::string_view kDigits = "23456789";

std::string clean(std::string_view keys) {
  std::string out;
  for (const char key : keys) {
    const bool counts = (key >= '2' && key <= '9') || (key >= 'a' && key <= 'z');
    const bool divides = key == '\'' && !out.empty() && out.back() != '\'';
    if ((counts || divides) && out.size() < kMaxKeys) out += key;
  }
  return out;
}

// The letters among the keys are those of `spelling` at their places.
bool settled_letters_fit(std::string_view keys, std::string_view spelling) {
  std::size_t at = 0;
  for (const char key : keys) {
    if (key == '\'') continue;
    if (at >= spelling.size() || !stands_for(key, spelling[at])) return false;
    ++at;
  }
  return true;
}

std::string joined(const std::vector<std::string>& syllables, std::string_view between) {
  std::string out;
  for (const std::string& syllable : syllables) out.append(out.empty() ? std::string_view() : between).append(syllable);
  return out;
}

std::string initials_of(const std::vector<std::string>& syllables) {
  std::string out;
  for (const std::string& syllable : syllables) out += syllable.front();
  return out;
}

// As much of a spelling as `keys` letters of it were typed.
std::string cut_to(std::string_view spelling, std::size_t keys) {
  std::string out;
  for (const char letter : spelling) {
    if (letter != '\'' && keys-- == 0) break;
    out += letter;
  }
  return out;
}

std::size_t letters_in(std::string_view keys) { return keys.size() - static_cast<std::size_t>(std::ranges::count(keys, '\'')); }

}  // namespace

// Candidates in their order, each text once. A mark behind the keys of a candidate goes with them.
class NineKeyEngine::Collector {
 public:
  Collector(std::string_view keys, std::vector<Candidate>& into) : keys_(keys), into_(into) { into_.clear(); }
  void add(std::string text, std::size_t keys, Source source) {
    if (!seen_.insert(text).second) return;
    if (keys < keys_.size() && keys_[keys] == '\'') ++keys;
    into_.push_back({std::move(text), keys, source});
  }
  // The k-th of every list before the next one of any.
  void add_in_turn(const std::vector<std::span<const char32_t>>& lists, std::size_t most, std::size_t keys) {
    std::size_t longest = 0;
    for (const auto& list : lists) longest = std::max(longest, std::min(most, list.size()));
    for (std::size_t k = 0; k < longest; ++k)
      for (const auto& list : lists)
        if (k < std::min(most, list.size())) add(base::to_utf8(list[k]), keys, Source::character);
  }

 private:
  std::string_view keys_;
  std::vector<Candidate>& into_;
  std::unordered_set<std::string> seen_;
};

NineKeyEngine::NineKeyEngine(std::shared_ptr<const NineKeySyllables> syllables, PhraseList phrases, std::unique_ptr<SpelledSource> sentences)
    : syllables_(std::move(syllables)), phrases_(std::move(phrases)), on_keys_(phrases_.rewritten(keys_of)), sentences_(std::move(sentences)) {}

void NineKeyEngine::feed(std::string_view keys) {
  std::string cleaned = clean(keys);
  if (cleaned == keys_) return;
  keys_ = std::move(cleaned);
  collect();
}

void NineKeyEngine::collect() {
  Collector to(keys_, found_);
  spelled_.clear();
  readings_.clear();
  if (keys_.empty()) return;
  const auto guesses = sentences_ ? sentences_->guess(keys_, kMostGuesses) : std::vector<SpelledGuess>();
  collect_phrases(to, guesses);
  for (const SpelledGuess& guess : guesses) {
    const std::u32string characters = base::to_code_points(guess.text);
    if (characters.size() > 1 || syllables_->readings().is_standard(characters.front())) to.add(guess.text, guess.keys, Source::sentence);
  }
  collect_characters(to);
  const auto& first = found_.empty() ? std::string() : found_.front().text;
  const auto phrase = std::ranges::find(phrases_.phrases(), first, &Phrase::text);
  const std::string letters = phrase == phrases_.phrases().end() ? std::string() : joined(phrase->syllables, "'");
  // Initials of a phrase are no spelling of it.
  if (!letters.empty() && settled_letters_fit(keys_, joined(phrase->syllables, ""))) spelled_ = letters;
  else spelled_ = guesses.empty() ? spelling_without_sentences() : guesses.front().spelling + keys_.substr(std::min(guesses.front().keys, keys_.size()));
  spelled_ = cut_to(spelled_, letters_in(keys_));
  collect_readings(spelled_);
}

void NineKeyEngine::collect_phrases(Collector& to, const std::vector<SpelledGuess>& guesses) const {
  const std::string digits = keys_of(keys_);
  const std::size_t all = keys_.size();
  const auto add = [&](const std::vector<const Phrase*>& some, bool initials) {
    for (const Phrase* phrase : some) {
      const Phrase& lettered = phrases_.phrases()[static_cast<std::size_t>(phrase - on_keys_.phrases().data())];
      if (settled_letters_fit(keys_, initials ? initials_of(lettered.syllables) : joined(lettered.syllables, ""))) to.add(phrase->text, all, Source::phrase);
    }
  };
  const auto best = [&] {
    if (!guesses.empty()) to.add(guesses.front().text, guesses.front().keys, Source::sentence);
  };
  add(on_keys_.spelled(digits), false);
  if (all < kSureInitials) best();
  if (all > 1) add(on_keys_.initialled(digits), true);
  best();
  add(on_keys_.beginning(digits, kMostCompletions), false);
}

// The characters of the longest syllables at the beginning, some of those that all the keys only begin, then of shorter ones.
void NineKeyEngine::collect_characters(Collector& to) const {
  const std::string_view first(keys_.data(), std::min({keys_.find('\''), kLongestSyllable, keys_.size()}));
  const auto lists_of = [&](const std::vector<Syllable>& some) {
    std::vector<std::span<const char32_t>> lists;
    for (const Syllable syllable : some) lists.push_back(syllables_->readings().characters(syllable));
    return lists;
  };
  for (std::size_t length = first.size(); length > 0; --length) {
    to.add_in_turn(lists_of(syllables_->whole(first.substr(0, length))), SIZE_MAX, length);
    if (length == keys_.size()) to.add_in_turn(lists_of(syllables_->begun(first)), kMostBegun, length);
  }
}

// Of the first syllable with a digit in it: that of the best candidate, then the longer ones first.
void NineKeyEngine::collect_readings(std::string_view likeliest) {
  const std::size_t from = keys_.find_first_of(kDigits);
  if (from == std::string::npos) return;
  const std::string_view rest = std::string_view(keys_).substr(from, keys_.find('\'', from) - from);
  const std::string_view likely = likeliest.substr(std::min(from, likeliest.size()));
  const std::string best(likely.substr(0, likely.find('\'')));
  const auto add = [this](const std::vector<Syllable>& some) {
    for (const Syllable syllable : some) readings_.emplace_back(syllables_->readings().spelling(syllable));
  };
  for (std::size_t length = std::min(kLongestSyllable, rest.size()); length > 0; --length) add(syllables_->whole(rest.substr(0, length)));
  if (readings_.empty()) add(syllables_->begun(rest.substr(0, kLongestSyllable)));
  if (const auto at = std::ranges::find(readings_, best); at != readings_.end()) std::rotate(readings_.begin(), at, at + 1);
  if (readings_.size() > kMostReadings) readings_.resize(kMostReadings);
}

// The longest syllables from the left; keys that are none as they stand.
std::string NineKeyEngine::spelling_without_sentences() const {
  std::string out;
  for (std::size_t at = 0; at < keys_.size();) {
    if (keys_[at] == '\'') {
      ++at;
      continue;
    }
    const std::string_view rest = std::string_view(keys_).substr(at, keys_.find('\'', at) - at);
    std::size_t length = std::min(kLongestSyllable, rest.size());
    std::vector<Syllable> some;
    for (; length > 0 && some.empty(); --length) some = syllables_->whole(rest.substr(0, length));
    if (some.empty() && rest.size() <= kLongestSyllable) some = syllables_->begun(rest);
    if (!out.empty()) out += '\'';
    out += some.empty() ? std::string(rest.substr(0, 1)) : std::string(syllables_->readings().spelling(some.front()));
    at += some.empty() ? 1 : std::min(rest.size(), syllables_->readings().spelling(some.front()).size());
  }
  return out;
}

Page NineKeyEngine::candidates(std::size_t first, std::size_t count) const {
  Page out = cut_page(keys_, found_, first, count);
  out.spelled = spelled_;
  out.readings = readings_;
  return out;
}

std::optional<Choice> NineKeyEngine::choose(std::size_t number) {
  auto choice = take_candidate(keys_, found_, number);
  if (!choice) return choice;
  feed(choice->keys_left);
  choice->keys_left = keys_;
  return choice;
}

void NineKeyEngine::reset() {
  keys_.clear();
  spelled_.clear();
  found_.clear();
  readings_.clear();
  if (sentences_) sentences_->reset();
}

}  // namespace openday::text
