#include "kiosk/event/conflict_cards.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace openday::event {

namespace {

constexpr std::size_t kMostAlike = 6;       // names on one card: more help nobody
constexpr std::size_t kMostOnCard = 2'000;  // the rest are on the next one: a settlement names each, and a body has its limit

class Cards {
 public:
  Cards(const Attendance& attendance, std::string_view event) : attendance_(attendance), event_(event), all_(attendance.admissions(event)), settled_(attendance.settled()) {}

  void admitted_twice() {
    std::unordered_map<base::Uuid, const Admission*, UuidHash> by_id;
    for (const Admission& one : all_) by_id.emplace(one.record, &one);
    for (const Conflict& conflict : attendance_.conflicts(event_)) {
      ConflictCard card{conflict.kind == ConflictKind::too_many_persons ? CardKind::too_many_persons : CardKind::admitted_elsewhere, conflict.session, {}, {}};
      for (const base::Uuid& id : conflict.records)
        if (const auto found = by_id.find(id); found != by_id.end()) card.admissions.push_back(*found->second);
      const auto by_code = std::ranges::count(card.admissions, Way::code, &Admission::way);
      if (card.kind == CardKind::admitted_elsewhere && by_code > 1) card.kind = CardKind::code_twice;
      out.push_back(std::move(card));
    }
  }

  void near_names(const Roster* roster, const NameKeys& keys) {
    std::vector<const Admission*> walk_ins;
    for (const Admission& one : all_)
      if (one.walk_in && !one.name.empty()) walk_ins.push_back(&one);
    if (walk_ins.empty()) return;
    std::map<std::string, std::vector<const Admission*>, std::less<>> wanted;
    for (const Admission* one : walk_ins)
      for (std::string& key : keys(one->name)) wanted[std::move(key)].push_back(one);
    std::map<const Admission*, std::vector<const Guest*>> guests;
    const std::span<const Guest> listed = roster ? std::span<const Guest>(roster->guests()) : std::span<const Guest>();
    for (const Guest& guest : listed)
      for (const std::string& key : keys(guest.name)) {
        const auto found = wanted.find(key);
        if (found == wanted.end()) continue;
        for (const Admission* one : found->second) add_unique(guests[one], &guest);
      }
    for (const Admission* one : walk_ins) near_name(*one, guests[one], earlier_alike(*one, wanted, keys));
  }

  void clocks_in_doubt() {
    std::map<std::pair<std::string, base::Uuid>, ConflictCard> boxes;
    for (const Admission& one : all_) {
      if (!one.time_in_doubt || settled_.contains(one.record)) continue;
      ConflictCard& card = boxes[{one.session, one.device}];
      card.kind = CardKind::clock_in_doubt, card.session = one.session;
      if (card.admissions.size() < kMostOnCard) card.admissions.push_back(one);
    }
    for (auto& [box, card] : boxes) out.push_back(std::move(card));
  }

  std::vector<ConflictCard> out;

 private:
  template <class T>
  static void add_unique(std::vector<const T*>& list, const T* one) {
    if (list.size() < kMostAlike && std::ranges::find(list, one) == list.end()) list.push_back(one);
  }

  static std::vector<const Admission*> earlier_alike(const Admission& walk_in, const std::map<std::string, std::vector<const Admission*>, std::less<>>& by_key, const NameKeys& keys) {
    std::vector<const Admission*> found;
    for (const std::string& key : keys(walk_in.name))
      for (const Admission* other : by_key.at(key)) {
        if (other == &walk_in) break;   // those after it have cards of their own
        if (other->registration != walk_in.registration) add_unique(found, other);
      }
    return found;
  }

  void near_name(const Admission& walk_in, const std::vector<const Guest*>& guests, const std::vector<const Admission*>& others) {
    if (guests.empty() && others.empty()) return;
    if (settled_.contains(walk_in.record)) return;
    ConflictCard card{CardKind::near_name, walk_in.session, {}, {}};
    for (const Admission* other : others) card.admissions.push_back(*other);
    for (const Guest* guest : guests) {
      const auto came = std::ranges::find_if(all_, [&](const Admission& one) { return one.registration == guest->registration && one.session == walk_in.session; });
      if (came == all_.end()) card.resembles.push_back(guest->registration);
      else card.admissions.push_back(*came);
    }
    card.admissions.push_back(walk_in);
    out.push_back(std::move(card));
  }

  const Attendance& attendance_;
  std::string_view event_;
  std::vector<Admission> all_;
  UuidSet settled_;
};

}  // namespace

std::vector<ConflictCard> conflict_cards(const Attendance& attendance, std::string_view event, const Roster* roster, const NameKeys& keys) {
  Cards cards(attendance, event);
  cards.admitted_twice();
  cards.near_names(roster, keys);
  cards.clocks_in_doubt();
  return std::move(cards.out);
}

std::string_view to_string(CardOutcome outcome) {
  switch (outcome) {
    case CardOutcome::same_person: return "same-person";
    case CardOutcome::other_person: return "other-person";
    case CardOutcome::as_is: return "as-is";
    case CardOutcome::undone: return "undone";
    case CardOutcome::time_right: return "time-right";
    case CardOutcome::time_wrong: break;
  }
  return "time-wrong";
}

std::span<const CardOutcome> outcomes_of(const ConflictCard& card) {
  static constexpr std::array kTwice{CardOutcome::same_person, CardOutcome::other_person, CardOutcome::undone};
  static constexpr std::array kMany{CardOutcome::as_is, CardOutcome::undone};
  static constexpr std::array kName{CardOutcome::same_person, CardOutcome::other_person};
  static constexpr std::array kClock{CardOutcome::time_right, CardOutcome::time_wrong};
  static constexpr std::array kNobodyYet{CardOutcome::other_person};
  switch (card.kind) {
    case CardKind::admitted_elsewhere:
    case CardKind::code_twice: return kTwice;
    case CardKind::too_many_persons: return kMany;
    case CardKind::near_name: return card.admissions.size() > 1 || card.resembles.size() == 1 ? std::span<const CardOutcome>(kName) : kNobodyYet;
    case CardKind::clock_in_doubt: break;
  }
  return kClock;
}

Settlement settle(const ConflictCard& card, CardOutcome outcome, std::string role) {
  Settlement out{{"settled", std::move(role), std::string(to_string(outcome))}, {}, {}};
  const auto name = [&](const Admission& one) { out.settled.detail += " " + base::to_string(one.record); };
  if (card.admissions.empty()) return out;
  // A near name is settled for its walk-in: the others may be on cards of their own.
  if (card.kind == CardKind::near_name) name(card.admissions.back());
  else std::ranges::for_each(card.admissions, name);
  const bool takes_back = outcome == CardOutcome::undone || (card.kind == CardKind::near_name && outcome == CardOutcome::same_person);
  if (takes_back) out.voids.push_back(card.admissions.back().record);
  if (takes_back && card.admissions.size() == 1 && card.resembles.size() == 1) out.admits = card.resembles.front();
  return out;
}

}  // namespace openday::event
