// The order of records from any boxes (DESIGN.md section 4): each boot's offset, t = offset + mono, t' = running maximum of t over
// seq, sorted by (t', device, inc, seq). A pure function of the set, kept up to date as records arrive in any order: one that
// comes last in its (device, inc) and brings no new offset costs O(log n), another makes everything be reckoned anew when asked.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "kiosk/base/uuid.h"
#include "kiosk/event/record.h"

namespace openday::event {

// What the order needs to know of a record.
struct Stamp {
  base::Uuid id, device;
  std::string inc;
  std::uint64_t seq = 0;
  std::string boot;
  std::int64_t mono = 0;
  std::optional<std::int64_t> wall_ms;   // synced or free-running only: a guessed clock says nothing
  struct BootReport {                    // a `device` record that tells a boot's offset
    std::string boot;
    std::int64_t offset_ms = 0, uncertainty_ms = 0;
  };
  std::optional<BootReport> report;
};
[[nodiscard]] Stamp stamp_of(const Record& record);

class RecordOrder {
 public:
  static constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::max();   // sorts last

  // Each id once, by the caller's care. Gives the index of the record.
  std::size_t add(Stamp stamp);
  [[nodiscard]] const Stamp& stamp(std::size_t index) const { return entries_[index].stamp; }
  [[nodiscard]] bool before(std::size_t a, std::size_t b);
  // When it was written, in ms since 1970, as its boot's offset says; nothing where no clock of the boot was ever right.
  [[nodiscard]] std::optional<std::int64_t> time_ms(std::size_t index);
  // Changes whenever records added earlier may have changed their order.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

 private:
  struct Entry {
    Stamp stamp;
    std::int64_t time = kNoTime, latest = kNoTime;   // t and t'
  };
  using Boot = std::pair<base::Uuid, std::string>;   // of one device
  struct Offset {
    std::optional<std::tuple<std::int64_t, base::Uuid, std::int64_t>> reported;   // uncertainty, id, offset: the least one counts
    std::optional<std::tuple<std::int64_t, base::Uuid, std::int64_t>> own;        // mono, id, at - mono: the first one counts
    [[nodiscard]] std::optional<std::int64_t> value() const;
  };
  using Run = std::map<std::pair<std::uint64_t, base::Uuid>, std::size_t>;   // by seq; by id where a fork gave one seq twice

  bool note_offsets(const Stamp& stamp);
  bool improve(const Boot& boot, std::optional<std::tuple<std::int64_t, base::Uuid, std::int64_t>> Offset::*which,
               std::tuple<std::int64_t, base::Uuid, std::int64_t> candidate);
  void reckon(Entry& entry, const Entry* previous) const;
  void reckon_all();

  std::deque<Entry> entries_;
  std::map<std::pair<base::Uuid, std::string>, Run> runs_;
  std::map<Boot, Offset> offsets_;
  bool stale_ = false;
  std::uint64_t generation_ = 0;
};

}  // namespace openday::event
