#include "kiosk/text/phrase_list.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"

namespace openday::text {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

using Usual = std::map<char32_t, std::string>;   // what a list says is usual, where it is not what Unihan says

// Each character as it is usually read; nothing when one has no reading.
std::optional<std::vector<std::string>> usual_syllables(std::u32string_view text, const Usual& usual, const Readings& readings) {
  std::vector<std::string> out;
  for (const char32_t character : text) {
    const auto of_list = usual.find(character);
    if (of_list == usual.end() && readings.of(character).empty()) return std::nullopt;
    out.emplace_back(of_list != usual.end() ? of_list->second : readings.spelling(readings.of(character).front()));
  }
  return out;
}

std::optional<std::vector<std::string>> name_syllables(std::u32string name, const Readings& readings) {
  const std::size_t surname = event::surname_length(name);
  std::erase(name, U'\u00B7');
  auto out = usual_syllables(name, {}, readings);
  const auto special = readings.of_surname(std::u32string_view(name).substr(0, surname));
  for (std::size_t i = 0; out && i < special.size(); ++i) (*out)[i] = readings.spelling(special[i]);
  return out;
}

base::Result<std::vector<std::string>, PhraseError> given_syllables(std::string_view text, std::size_t characters, const Readings& readings) {
  auto syllables = words(text);
  if (syllables.size() != characters) return base::fail(PhraseError::invalid, fmt::format("{} syllables for {} characters; write one for each", syllables.size(), characters));
  for (const std::string& syllable : syllables) {
    if (!readings.find(syllable)) return base::fail(PhraseError::invalid, fmt::format("{} is no syllable; write toneless pinyin, v for ü", syllable));
  }
  return syllables;
}

// One line; a phrase without syllables is a "=" line, which went into `usual`.
base::Result<Phrase, PhraseError> read_line(std::string_view line, Usual& usual, const Readings& readings) {
  const bool says_usual = line.front() == '=';
  if (says_usual) line.remove_prefix(1);
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string text(line.substr(0, tab));
  const std::u32string characters = base::to_code_points(text);
  if (characters.empty() || (says_usual && characters.size() != 1)) return base::fail(PhraseError::invalid, says_usual ? "one character belongs after =" : "no phrase before the tab");
  if (tab == line.size() && !says_usual) {
    auto syllables = usual_syllables(characters, usual, readings);
    if (!syllables) return base::fail(PhraseError::invalid, "a character without a reading; write the phrase's syllables after a tab");
    return Phrase{text, std::move(*syllables)};
  }
  auto syllables = given_syllables(line.substr(std::min(tab + 1, line.size())), characters.size(), readings);
  if (!syllables) return tl::unexpected(syllables.error());
  if (!says_usual) return Phrase{text, std::move(*syllables)};
  usual[characters.front()] = syllables->front();
  return Phrase{};
}

std::string without_apostrophes(std::string_view keys) {
  std::string out(keys);
  std::erase(out, '\'');
  return out;
}

// Every apostrophe of the keys stands where a syllable ends.
bool apostrophes_fit(std::string_view keys, const std::vector<std::string>& syllables) {
  std::size_t at = 0, letters = 0, end = 0;
  for (const char key : keys) {
    if (key != '\'') {
      ++letters;
      continue;
    }
    while (end < letters && at < syllables.size()) end += syllables[at++].size();
    if (end != letters) return false;
  }
  return true;
}

}  // namespace

void PhraseList::add(Phrase phrase) {
  std::string spelling, initials;
  for (const std::string& syllable : phrase.syllables) {
    spelling += syllable;
    initials += syllable.front();
  }
  spellings_.push_back({std::move(spelling), phrases_.size()});
  initials_.push_back({std::move(initials), phrases_.size()});
  phrases_.push_back(std::move(phrase));
}

void PhraseList::sort() {
  std::ranges::sort(spellings_);
  std::ranges::sort(initials_);
}

base::Result<PhraseList, PhraseError> PhraseList::parse(std::string_view text, std::string_view name, const Readings& readings) {
  PhraseList out;
  Usual usual;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    if (line.empty()) continue;
    auto phrase = read_line(line, usual, readings);
    if (!phrase) return base::fail(PhraseError::invalid, fmt::format("{}:{}: error: {}", name, number, phrase.error().what));
    if (!phrase->syllables.empty()) out.add(std::move(*phrase));
  }
  out.sort();
  return out;
}

PhraseList PhraseList::of_names(std::span<const std::string> names, const Readings& readings) {
  PhraseList out;
  for (const std::string& name : names) {
    if (auto syllables = name_syllables(base::to_code_points(name), readings); syllables && !syllables->empty()) out.add({name, std::move(*syllables)});
  }
  out.sort();
  return out;
}

PhraseList PhraseList::rewritten(const std::function<std::string(std::string_view)>& written) const {
  PhraseList out;
  for (Phrase phrase : phrases_) {
    for (std::string& syllable : phrase.syllables) syllable = written(syllable);
    out.add(std::move(phrase));
  }
  out.sort();
  return out;
}

std::vector<const Phrase*> PhraseList::with_key(const std::vector<Key>& keys, std::string_view letters) const {
  std::vector<const Phrase*> out;
  for (auto at = std::ranges::lower_bound(keys, letters, {}, &Key::letters); at != keys.end() && at->letters == letters; ++at) out.push_back(&phrases_[at->phrase]);
  return out;
}

std::vector<const Phrase*> PhraseList::spelled(std::string_view keys) const {
  auto out = with_key(spellings_, without_apostrophes(keys));
  std::erase_if(out, [&](const Phrase* phrase) { return !apostrophes_fit(keys, phrase->syllables); });
  return out;
}

std::vector<const Phrase*> PhraseList::initialled(std::string_view keys) const {
  return with_key(initials_, without_apostrophes(keys));
}

std::vector<const Phrase*> PhraseList::beginning(std::string_view keys, std::size_t most) const {
  const std::string letters = without_apostrophes(keys);
  std::vector<std::size_t> found;
  for (auto at = std::ranges::upper_bound(spellings_, letters, {}, &Key::letters); at != spellings_.end() && at->letters.starts_with(letters); ++at) found.push_back(at->phrase);
  std::ranges::sort(found);
  std::vector<const Phrase*> out;
  for (const std::size_t phrase : found) {
    const bool past_the_first = letters.size() > phrases_[phrase].syllables.front().size();
    if (out.size() < most && past_the_first && apostrophes_fit(keys, phrases_[phrase].syllables)) out.push_back(&phrases_[phrase]);
  }
  return out;
}

}  // namespace openday::text
