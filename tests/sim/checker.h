// What must hold in a simulated world (DESIGN.md section 4, SYNC-NOTES.md 1.4), read from the databases themselves: the journals say
// what there is, the bureau's tables what arrived.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kiosk/journal/journal_reader.h"
#include "tests/sim/box.h"
#include "tests/sim/office.h"

namespace openday::sim {

// A record that some journal held once, by its hash in the chain.
struct Fact {
  base::Uuid device;
  std::string inc;
  std::uint64_t seq = 0;
  std::string previous;       // hash before it
  event::Record record;
};

class Checker {
 public:
  // Takes down what the journal holds now: before its disk is replaced, and at the end.
  void note_journal(const std::string& state);

  // After a step: nothing is acknowledged that the bureau does not hold (S2), and durable is not above it.
  void check_acks(Machine& box, journal::Inbox& inbox, Office& office);
  // An answer of the service itself: durable not above ack, the same batch gets the same answer (S6).
  void check_answer(const transport::HttpRequest& request, const transport::HttpAnswer& answer, int generation);

  // Each record of its journal is there, once.
  void check_everything_arrived(Machine& box, Office& office);
  // What is there, some journal held (all were taken down), each chain without a gap.
  void check_tables(Office& office) const;
  // Of the batches in its journal the first ballot that the bureau does not count; empty: it counts them all.
  [[nodiscard]] std::string missing_ballots(Machine& box, Office& office) const;
  // None is counted twice.
  void check_ballots(Office& office);
  // When all is quiet: all of it.
  void check_all(const std::vector<std::unique_ptr<Box>>& boxes, Office& office, bool counts_rows);

  [[nodiscard]] std::size_t records() const { return facts_.size(); }
  [[nodiscard]] std::size_t ballots() const { return ballots_; }

 private:
  void check_quarantine(Office& office) const;
  void check_attendance(Office& office, bool counts_rows) const;
  void check_box(Box& box, Office& office) const;

  struct Answered {
    int generation = 0;
    std::uint64_t ack = 0;
    std::vector<std::pair<std::uint64_t, std::string>> aside;
  };
  std::map<std::string, Fact> facts_;                        // by hash
  std::map<std::pair<int, std::string>, std::uint64_t> looked_;   // by box and incarnation: the acknowledgement looked at last
  std::map<std::string, Answered> answered_;                 // by request
  std::size_t ballots_ = 0;
};

}  // namespace openday::sim
