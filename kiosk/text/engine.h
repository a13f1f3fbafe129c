// One interface for every way of turning keys into text: pinyin, strokes. The screen keeps what was typed; an engine turns it into
// candidates. Nothing is learned and nothing is written: after reset() an engine is as it was when it was made.
// An engine belongs to one thread; the kiosk's lives behind a base::NewestWorker.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openday::text {

// Where a candidate comes from; staff's phrases and names stand first.
enum class Source { phrase, name, sentence, character };

struct Candidate {
  std::string text;        // UTF-8
  std::size_t keys = 0;    // how many of Page::keys it stands for; those after them stay to be chosen
  Source source = Source::sentence;
  bool operator==(const Candidate&) const = default;
};

struct Page {
  std::string keys;                    // those that count: what was fed without the keys that mean nothing to the engine
  std::vector<Candidate> candidates;   // best first
  std::size_t first = 0, total = 0;    // the number of the first one here, and how many there are in all
  // Engines whose keys stand for several letters: how the first candidate reads the keys, and what the first syllable that is not
  // settled may be, the likeliest first.
  std::string spelled{};
  std::vector<std::string> readings{};
  bool operator==(const Page&) const = default;
};

struct Choice {
  std::string text;        // to be put into the field
  std::string keys_left;   // what the engine now holds; empty: all was chosen
  bool operator==(const Choice&) const = default;
};

class Engine {
 public:
  virtual ~Engine() = default;
  // All keys not yet chosen, as they were typed, in place of those fed before; feeding one more or one less is cheap. Keys that mean
  // nothing to the engine are passed over; at most kMaxKeys count.
  virtual void feed(std::string_view keys) = 0;
  // Candidates `first` to `first + count` of the keys fed; none past the end.
  [[nodiscard]] virtual Page candidates(std::size_t first, std::size_t count) const = 0;
  // Takes candidate `number` and feeds the keys it left over; nothing when there is no such candidate.
  virtual std::optional<Choice> choose(std::size_t number) = 0;
  virtual void reset() = 0;
};

inline constexpr std::size_t kMaxKeys = 60;          // a sentence of some twenty characters; longer ones are chosen in parts

}  // namespace openday::text
