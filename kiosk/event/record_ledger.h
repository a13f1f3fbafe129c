// What every fold of records has to know before it counts one: its place in the order, whether a void or an erase takes it out,
// and that each id counts once. Order of arrival and repetition play no part. One thread; questions may bring it up to date.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_order.h"

namespace openday::event {

class RecordLedger {
 public:
  using Index = std::size_t;

  // The record's index when its body is to be read now: it is new and has one, or an erased copy came before. Kinds `void` and
  // `erase` are taken in here; the rest is the caller's.
  std::optional<Index> add(const Record& record);

  [[nodiscard]] bool before(Index a, Index b) { return order_.before(a, b); }
  // When it was written, by its boot's offset; nothing where no clock of that boot was ever right.
  [[nodiscard]] std::optional<std::int64_t> time_ms(Index index) { return order_.time_ms(index); }
  [[nodiscard]] const base::Uuid& id(Index index) const { return order_.stamp(index).id; }
  [[nodiscard]] bool stands(Index index);                      // neither void nor named by an erase
  [[nodiscard]] bool erased(const base::Uuid& id) const { return named_.contains(id); }

  struct Erase {
    Index index = 0;
    std::string event;
    EraseBody body;
  };
  // Those whose numbers count, in record order: one all of whose records earlier ones named adds nothing.
  [[nodiscard]] std::vector<const Erase*> counting_erases();

 private:
  [[nodiscard]] bool voided(const base::Uuid& id);
  void judge_voids();

  RecordOrder order_;
  struct Known {
    Index index = 0;
    bool has_body = false;
  };
  std::unordered_map<base::Uuid, Known, UuidHash> known_;
  std::unordered_map<base::Uuid, base::Uuid, UuidHash> voids_;
  std::vector<Erase> erases_;
  UuidSet named_, voided_;
  bool stale_ = false;   // voids are to be judged anew
};

}  // namespace openday::event
