// Papers that the bureau names and that did not come: damaged there, refused, or broken off on the way. Each waits by itself, so that a
// bad one keeps back neither the others nor the hall's records, and is asked for again at a pace of its own. Memory only: a new Puller
// asks for all at once. Time comes in; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/agent/back_off.h"
#include "sync/protocol/messages_pull.h"

namespace openday::agent {

// A paper on its way.
struct PaperFetch {
  protocol::DocumentName document;
  std::string bytes;                     // what is here of it
};

// line: nothing is known to be wrong with it, it is asked for again as soon as the line lets; damaged: its bytes are not those that were
// announced; refused: the bureau names it and does not hand it out; too_large: it is not asked for at all.
enum class PaperTrouble { line, damaged, refused, too_large };

class AsidePapers {
 public:
  explicit AsidePapers(std::uint64_t seed) : seed_(seed) {}

  void put(PaperFetch fetch, PaperTrouble trouble, std::int64_t now_ms);
  // Forgets those that the bureau does not name any more, replaced or withdrawn.
  void keep_only(const std::vector<protocol::DocumentName>& named);
  enum class Place { unknown, due, waiting };   // unknown: it never failed
  [[nodiscard]] Place place_of(const protocol::DocumentName& document, std::int64_t now_ms) const;
  // To go on with one; it stays known until it came.
  [[nodiscard]] PaperFetch resume(const protocol::DocumentName& document);
  void forget(const protocol::DocumentName& document);   // it came
  [[nodiscard]] bool empty() const { return papers_.empty(); }
  // Those that failed kTriesBeforeTold times and by no fault of the line, one a line: KIND VERSION damaged|refused|too-large.
  [[nodiscard]] std::string told() const;

 private:
  struct Paper {
    PaperFetch fetch;
    BackOff back_off;
    PaperTrouble trouble = PaperTrouble::line;
    int failures = 0;                    // by no fault of the line
    std::int64_t again_ms = 0;
  };
  std::uint64_t seed_;
  std::vector<Paper> papers_;
};

}  // namespace openday::agent
