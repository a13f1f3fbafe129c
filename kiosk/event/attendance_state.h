// The fold behind Attendance. Internal to attendance*.cpp: one part takes records in and folds groups, one answers questions.
#pragma once

#include <concepts>
#include <map>
#include <unordered_map>
#include <variant>

#include "kiosk/event/attendance.h"
#include "kiosk/event/attendance_erased.h"
#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/record_order.h"

namespace openday::event {

namespace attendance_fold {

using Index = std::size_t;
using Place = std::pair<std::string, std::string>;   // event, session

struct GroupKey {
  Place place;
  RegistrationId registration;
  bool operator==(const GroupKey&) const = default;
};
struct GroupKeyHash {
  std::size_t operator()(const GroupKey& key) const {
    const std::hash<std::string> text;
    return RegistrationIdHash{}(key.registration) ^ (text(key.place.first) * 31 + text(key.place.second)) * 0x9E3779B97F4A7C15u;
  }
};

// Admissions of one registration to one session, and what they amount to.
struct Group {
  std::vector<Index> admissions;
  std::vector<Index> screenings;
  std::optional<Presence> presence;
  std::optional<Screened> screened;
  std::optional<Conflict> conflict;
  Index first = 0;                 // the admission that stands
  bool stale = false;
};

using Body = std::variant<std::monostate, CheckInBody, ScreeningBody, VoidBody, CorrectionBody, StaffBody>;

struct Fact {
  std::string event, at;
  base::Uuid id, device;
  Body body;
  bool has_body = false;
  bool walk_in = false, declared = false;
  std::string name;                // of a walk-in
};

}  // namespace attendance_fold

struct Attendance::State {
  using Index = attendance_fold::Index;
  using Place = attendance_fold::Place;
  using Group = attendance_fold::Group;
  using GroupKey = attendance_fold::GroupKey;
  using GroupKeyHash = attendance_fold::GroupKeyHash;
  using Fact = attendance_fold::Fact;

  RecordOrder order;
  std::vector<Fact> facts;                                    // same index as in the order
  std::unordered_map<base::Uuid, Index, UuidHash> by_id;
  std::unordered_map<GroupKey, Group, GroupKeyHash> groups;   // nodes do not move
  std::unordered_map<RegistrationId, std::vector<Group*>, RegistrationIdHash> groups_of;
  std::unordered_map<RegistrationId, int, RegistrationIdHash> seats;
  std::map<Place, std::map<std::string, int, std::less<>>> totals;
  struct Refusal {
    Index index = 0;
    std::string category, department;   // empty: not known
  };
  std::map<Place, std::vector<Refusal>> refused;
  std::unordered_map<base::Uuid, base::Uuid, UuidHash> voids;
  std::unordered_multimap<base::Uuid, Index, UuidHash> voids_of;   // from a record to the voids that name it
  UuidSet voided;
  ErasedNumbers erased;
  std::vector<Index> corrections, settlements, overrides;
  std::vector<Group*> stale;
  std::uint64_t generation = 0;

  void add(const Record& record);
  void take_body(Index index, const Record& record);
  void judge_voids();
  void refresh();
  [[nodiscard]] UuidSet settled() const;
  [[nodiscard]] int refusals(std::string_view event, std::string_view session, std::predicate<const Refusal&> auto&& of_them) const;
  [[nodiscard]] bool counts(Index index) const { return !voided.contains(facts[index].id) && !erased.names(facts[index].id); }

 private:
  Group& group_of(Index index, const std::string& session, const RegistrationId& registration);
  void join(Index index, const CheckInBody& body);
  void join_walk_in(Index index, const WalkInBody& body);
  void join_screening(Index index, const ScreeningBody& body);
  void mark(Group& group);
  void mark_record(const base::Uuid& id);
  void fold(Group& group);
  [[nodiscard]] std::vector<Index> standing(const std::vector<Index>& records);   // those that count, in order
  void fold_presence(Group& group, const std::vector<Index>& standing);
  [[nodiscard]] const CheckInBody& check_in(Index index) const { return std::get<CheckInBody>(facts[index].body); }
  [[nodiscard]] int seats_of(const std::vector<Index>& standing) const;
  void add_to_totals(const Presence& presence, int sign);
};

}  // namespace openday::event
