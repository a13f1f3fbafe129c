// What staff did with groups of guests, over records of any boxes in any order: who was there when the roll was called, who moved in
// the waiting list. A pure function of the set: of two taps about the same, the last in record order stands; voided and erased ones never
// were. One thread an object; questions may bring it up to date.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "kiosk/event/record_bodies_group.h"
#include "kiosk/event/record_ledger.h"

namespace openday::event {

struct RollMark {
  base::Uuid record, device;
  std::string at;                     // RFC 3339, as its box stored it
  int persons = 0;
  bool operator==(const RollMark&) const = default;
};
using RollMarks = std::unordered_map<RegistrationId, RollMark, RegistrationIdHash>;

struct GuestMove {
  base::Uuid record;
  std::string at;
  WaitlistMove move = WaitlistMove::up;
  base::ClockState clock = base::ClockState::synced;
  bool operator==(const GuestMove&) const = default;
};
using GuestMoves = std::unordered_map<RegistrationId, GuestMove, RegistrationIdHash>;

class GroupFold {
 public:
  void add(const Record& record);
  // Who was called at this stop, those of whom nobody was there included.
  [[nodiscard]] RollMarks called(std::string_view event, std::string_view session, std::string_view stop);
  [[nodiscard]] std::set<std::string> stops(std::string_view event, std::string_view session);   // with a mark that stands
  [[nodiscard]] GuestMoves moves(std::string_view event);
  // Changes with every record that may have changed moves().
  [[nodiscard]] std::uint64_t moves_changed() const { return moves_changed_; }

 private:
  using Index = RecordLedger::Index;
  using Stop = std::tuple<std::string, std::string, std::string>;   // event, session, stop
  struct Tap {
    Index index = 0;
    RegistrationId registration;
    RollMark mark;
  };
  struct Step {
    Index index = 0;
    std::string event;
    RegistrationId registration;
    GuestMove move;
  };

  RecordLedger ledger_;
  std::map<Stop, std::vector<Tap>> taps_;
  std::vector<Step> steps_;
  std::uint64_t moves_changed_ = 0;
};

}  // namespace openday::event
