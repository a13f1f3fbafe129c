// Sentences from nine keys. libime decodes letters only, so its dictionary is walked with every syllable that a run of keys can be: a
// path is a way through its tries along syllables that stand one after another, and ends where words lie. Only ways that the dictionary
// knows go on, which keeps them few. Words are joined by the trigram model, the best few sentences at each key kept (beam search,
// Viterbi over keys). One key more costs the syllables that end at it and nothing of what lies before.
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include <libime/core/datrie.h>
#include <libime/core/languagemodel.h>
#include <libime/core/lattice.h>
#include <libime/pinyin/pinyinencoder.h>

#include "kiosk/text/libime_words.h"

namespace openday::text {
namespace {

constexpr std::size_t kBeam = 8;             // sentences kept at each key
constexpr std::size_t kMostPaths = 1500;     // ways through the dictionary that end at one key
constexpr std::size_t kMostWords = 12;       // of one spelling, in sentences
constexpr std::size_t kMostSyllables = 8;    // of a word
constexpr std::size_t kMostOfOne = 400;      // words and characters of one spelling at all
constexpr std::size_t kSentences = 2;
constexpr float kBegun = -1.2f;              // log10: a last syllable that was only begun is less likely than a whole one

using Trie = libime::DATrie<float>;

struct Word {
  std::string text;
  libime::WordIndex index = 0;
  float cost = 0;       // of this reading, log10
  float alone = 0;      // of the word, whatever stands before it
};

struct Path {
  std::size_t trie = 0;
  Trie::position_type at = 0;
  std::uint16_t start = 0;                    // the key of its first syllable
  std::uint8_t count = 0;
  std::array<Syllable, kMostSyllables> syllables{};
};

// A sentence up to some key: its last word, and the sentence before it.
struct Sentence {
  float score = 0;
  libime::State state{};
  std::size_t before = 0, number = 0;         // the key at which that one ends, and which of them
  std::string text;
  Path path{};
};

struct Step {
  std::vector<Path> paths;
  std::vector<Sentence> best;
};

class NineKeyLibime final : public SpelledSource {
 public:
  NineKeyLibime(std::shared_ptr<LibimeWords> words, std::shared_ptr<const NineKeySyllables> syllables)
      : words_(std::move(words)), syllables_(std::move(syllables)), model_(words_->ime.model()->languageModelFile()) {
    encode_syllables();
    reset();
  }

  std::vector<SpelledGuess> guess(std::string_view keys, std::size_t most) override {
    while (!keys.empty() && keys.back() == '\'') keys.remove_suffix(1);
    type(keys);
    if (keys.empty()) return {};
    Step begun;
    begin_syllables(begun);
    std::vector<SpelledGuess> out;
    add_sentences(out, begun);
    add_words(out, begun, most);
    if (out.size() > most) out.resize(most);
    return out;
  }

  void reset() override {
    keys_.clear();
    steps_.assign(1, {});
    steps_[0].best.push_back({0, model_.beginState(), 0, 0, {}, {}});
  }

 private:
  // ---- the dictionary ----
  void encode_syllables() {
    const auto& spellings = syllables_->readings().tables().syllables;
    encoded_.resize(spellings.size());
    for (std::size_t i = 0; i < spellings.size(); ++i) {
      try {
        const std::vector<char> two = libime::PinyinEncoder::encodeFullPinyin(spellings[i]);
        if (two.size() == 2) encoded_[i] = {two[0], two[1]};
      } catch (const std::exception&) {   // its own word for a syllable it does not know
      }
    }
  }
  [[nodiscard]] const Trie& trie(std::size_t number) const { return *words_->ime.dict()->trie(number); }

  // One syllable further; nothing when no word goes on so.
  [[nodiscard]] std::optional<Path> longer(const Path& path, Syllable syllable) const {
    const auto& code = encoded_[syllable];
    if (!code || path.count == kMostSyllables) return std::nullopt;
    Path out = path;
    if (Trie::isNoPath(trie(path.trie).traverse(code->data(), code->size(), out.at))) return std::nullopt;
    out.syllables[out.count++] = syllable;
    return out;
  }

  [[nodiscard]] std::vector<Word> words_at(const Path& path) const {
    std::vector<Word> out;
    const Trie& dictionary = trie(path.trie);
    Trie::position_type at = path.at;
    if (Trie::isNoPath(dictionary.traverse("!", 1, at))) return out;
    dictionary.foreach(
        [&](float cost, std::size_t length, Trie::position_type end) {
          Word word;
          dictionary.suffix(word.text, length, end);
          word.cost = cost;
          out.push_back(std::move(word));
          return out.size() < kMostOfOne;
        },
        at);
    libime::State ignored;
    for (Word& word : out) {
      word.index = model_.index(word.text);
      word.alone = model_.score(model_.nullState(), libime::WordNode(word.text, word.index), ignored) + word.cost;
    }
    std::ranges::sort(out, [](const Word& a, const Word& b) { return a.alone != b.alone ? a.alone > b.alone : a.text < b.text; });
    return out;
  }

  // Of single syllables, which nearly every key asks for, kept.
  const std::vector<Word>& words_of(const Path& path, std::vector<Word>& own) {
    if (path.count > 1) return own = words_at(path);
    const auto key = static_cast<std::uint32_t>(path.trie) << 16 | path.syllables[0];
    const auto known = of_one_.find(key);
    return known != of_one_.end() ? known->second : of_one_.emplace(key, words_at(path)).first->second;
  }

  // ---- keys ----
  void type(std::string_view keys) {
    std::size_t same = 0;
    while (same < keys.size() && same < keys_.size() && keys[same] == keys_[same]) ++same;
    keys_ = keys;
    steps_.resize(same + 1);
    while (steps_.size() <= keys_.size()) {
      Step step;
      if (keys_[steps_.size() - 1] != '\'') end_syllables(step, steps_.size(), [this](std::string_view part) { return syllables_->whole(part); });
      find_best(step, steps_.size(), 0);
      steps_.push_back(std::move(step));
    }
  }

  // Every path whose last syllable ends at `end`. A mark between syllables is passed over.
  template <class SyllablesOf>
  void end_syllables(Step& step, std::size_t end, const SyllablesOf& syllables_of) const {
    for (std::size_t from = end; from-- > 0 && end - from <= kLongestSyllable && keys_[from] != '\'';) {
      const auto some = syllables_of(std::string_view(keys_).substr(from, end - from));
      if (some.empty()) continue;
      const Step& before = steps_[behind_mark(from)];
      if (!before.best.empty())
        for (std::size_t number = 0; number < words_->ime.dict()->dictSize(); ++number) add_longer(step, {number, 0, static_cast<std::uint16_t>(from), 0, {}}, some);
      for (const Path& path : before.paths) add_longer(step, path, some);
    }
  }
  void add_longer(Step& step, const Path& path, const std::vector<Syllable>& some) const {
    for (const Syllable syllable : some) {
      if (step.paths.size() == kMostPaths) return;
      if (auto further = longer(path, syllable)) step.paths.push_back(*further);
    }
  }
  // Where syllables end that one beginning at `from` follows.
  [[nodiscard]] std::size_t behind_mark(std::size_t from) const { return from > 0 && keys_[from - 1] == '\'' ? from - 1 : from; }

  // The last syllable is only begun.
  void begin_syllables(Step& step) {
    end_syllables(step, keys_.size(), [this](std::string_view part) { return syllables_->begun(part); });
    find_best(step, keys_.size(), kBegun);
  }

  struct Found {
    float score;
    std::size_t before, number;
    const Path* path;
    Word word;
    libime::State state;
  };
  void find_best(Step& step, std::size_t end, float bonus) {
    std::vector<Found> found;
    std::vector<Word> own;
    for (const Path& path : step.paths) {
      const std::size_t before = behind_mark(path.start);
      if (before >= end) continue;
      const auto& words = words_of(path, own);
      for (std::size_t w = 0; w < std::min(kMostWords, words.size()); ++w) {
        const libime::WordNode node(words[w].text, words[w].index);
        for (std::size_t n = 0; n < steps_[before].best.size(); ++n) {
          const Sentence& sentence = steps_[before].best[n];
          libime::State state;
          const float score = sentence.score + words[w].cost + bonus + model_.score(sentence.state, node, state);
          if (found.size() >= kBeam && score <= found.back().score) continue;
          const auto at = std::ranges::upper_bound(found, score, std::greater<>(), &Found::score);
          found.insert(at, {score, before, n, &path, words[w], state});
          if (found.size() > kBeam) found.pop_back();
        }
      }
    }
    for (Found& one : found) step.best.push_back({one.score, one.state, one.before, one.number, std::move(one.word.text), *one.path});
  }

  // ---- answers ----
  [[nodiscard]] std::string spelled(const Path& path) const {
    std::string out;
    for (std::size_t i = 0; i < path.count; ++i) out.append(out.empty() ? "" : "'").append(syllables_->readings().spelling(path.syllables[i]));
    return out;
  }
  [[nodiscard]] SpelledGuess told(const Sentence& last, std::size_t keys) const {
    SpelledGuess out{last.text, keys, spelled(last.path)};
    for (const Sentence* one = &last; one->before > 0;) {
      one = &steps_[one->before].best[one->number];
      out.text.insert(0, one->text);
      out.spelling.insert(0, spelled(one->path) + "'");
    }
    return out;
  }

  // Of all keys; where they are none, of as many as are some.
  void add_sentences(std::vector<SpelledGuess>& out, const Step& begun) const {
    std::size_t end = keys_.size();
    std::vector<const Sentence*> all;
    for (const Sentence& one : steps_[end].best) all.push_back(&one);
    for (const Sentence& one : begun.best) all.push_back(&one);
    while (all.empty() && --end > 0)
      for (const Sentence& one : steps_[end].best) all.push_back(&one);
    std::ranges::stable_sort(all, std::greater<>(), [](const Sentence* one) { return one->score; });
    for (std::size_t i = 0; i < std::min(kSentences, all.size()); ++i) out.push_back(told(*all[i], end));
  }

  // Words and characters of the beginning: those of more keys first.
  void add_words(std::vector<SpelledGuess>& out, const Step& begun, std::size_t most) {
    add_words_of(out, begun, keys_.size(), kBegun);
    for (std::size_t end = keys_.size(); end > 0 && out.size() < most; --end) add_words_of(out, steps_[end], end, 0);
  }
  void add_words_of(std::vector<SpelledGuess>& out, const Step& step, std::size_t end, float bonus) {
    struct Scored {
      float score;
      SpelledGuess guess;
    };
    std::vector<Scored> scored;
    std::vector<Word> own;
    for (const Path& path : step.paths) {
      if (path.start > 0) continue;
      for (const Word& word : words_of(path, own)) {
        if (bonus < 0 && word.index == model_.unknown()) continue;
        scored.push_back({word.alone + bonus, {word.text, end, spelled(path)}});
      }
    }
    const std::size_t kept = std::min(scored.size(), bonus < 0 ? kMostWords : kMostOfOne);
    std::ranges::partial_sort(scored, scored.begin() + static_cast<std::ptrdiff_t>(kept), [](const Scored& a, const Scored& b) { return a.score != b.score ? a.score > b.score : a.guess.text < b.guess.text; });
    for (std::size_t i = 0; i < kept; ++i) out.push_back(std::move(scored[i].guess));
  }

  std::shared_ptr<LibimeWords> words_;
  std::shared_ptr<const NineKeySyllables> syllables_;
  libime::LanguageModel model_;
  std::vector<std::optional<std::array<char, 2>>> encoded_;        // of each syllable
  std::unordered_map<std::uint32_t, std::vector<Word>> of_one_;    // words of one syllable; the dictionary's, nothing of a guest's
  std::string keys_;
  std::vector<Step> steps_;                                        // [n]: what ends behind key n
};

}  // namespace

std::unique_ptr<SpelledSource> nine_key_source(std::shared_ptr<LibimeWords> words, std::shared_ptr<const NineKeySyllables> syllables) {
  return std::make_unique<NineKeyLibime>(std::move(words), std::move(syllables));
}

}  // namespace openday::text
