// Conflict cards at the desk: what is open now, and the records that settle one.
#include <algorithm>

#include "kiosk/app/conflicts_list.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/near_names.h"
#include "kiosk/app/tuning.h"
#include "kiosk/text/shared_readings.h"

namespace openday::app {

namespace {

bool same(const event::ConflictCard& a, const event::ConflictCard& b) {
  return a.kind == b.kind && a.session == b.session && a.resembles == b.resembles && std::ranges::equal(a.admissions, b.admissions, {}, &event::Admission::record, &event::Admission::record);
}

}  // namespace

std::vector<event::ConflictCard> JournalDesk::State::open_conflicts() {
  if (!documents) return {};
  std::shared_ptr<const text::Readings> readings;   // loaded when the first walk-in's name is looked up
  const auto keys = [&](std::string_view name) {
    if (!readings) readings = options.readings ? options.readings->get_or_letters() : std::make_shared<const text::Readings>(text::Readings::letters_only());
    return name_keys(name, *readings);
  };
  return event::conflict_cards(attendance, documents->plan.id, documents->roster ? &*documents->roster : nullptr, keys);
}

// Two boxes that nobody named apart are told apart by the end of their numbers.
std::string JournalDesk::State::box_named(const base::Uuid& device) const {
  const auto box = box_names.find(device);
  if (box == box_names.end()) return {};
  const bool unique = std::ranges::count_if(box_names, [&](const auto& other) { return other.second == box->second; }) == 1;
  const std::string number = base::to_string(device);
  return unique ? box->second : box->second + "-" + number.substr(number.size() - 4);
}

void JournalDesk::State::say_conflicts(VisitId visit, ConflictSaved saved) {
  auto list = std::make_shared<ConflictList>();
  if (documents)
    *list = make_conflict_list(*documents, open_conflicts(), [this](const base::Uuid& device) { return box_named(device); });
  say(ConflictsAnswer{visit, std::move(list), saved});
}

void JournalDesk::State::carry_out(const LoadConflicts& wanted, const base::Moment&) {
  if (!may(ui::StaffRole::steward, "the cards to settle")) return say(ConflictsAnswer{wanted.visit, nullptr, ConflictSaved::nothing});
  say_conflicts(wanted.visit, ConflictSaved::nothing);
}

void JournalDesk::State::carry_out(const SettleConflict& wanted, const base::Moment& now) {
  if (!may(ui::StaffRole::steward, "settling a card")) return say(ConflictsAnswer{wanted.visit, nullptr, ConflictSaved::failed});
  const auto open = open_conflicts();
  if (std::ranges::none_of(open, [&](const event::ConflictCard& card) { return same(card, wanted.card); })) return say_conflicts(wanted.visit, ConflictSaved::changed);
  event::Settlement done = event::settle(wanted.card, wanted.outcome, role_on_duty());
  done.settled.entry = on_duty->id;
  std::vector<journal::Draft> drafts;
  for (const base::Uuid& id : done.voids) drafts.push_back(void_of(id, kConflictReason));
  if (const event::Guest* guest = done.admits && documents->roster ? documents->roster->find(*done.admits) : nullptr) {
    event::CheckInBody body{guest->registration, wanted.card.session, std::min(wanted.card.admissions.back().persons, guest->persons), guest->category, event::Way::staff};
    body.seats = guest->persons;
    drafts.push_back({event::Kind::check_in, documents->plan.id, to_json(body)});
  }
  drafts.push_back({event::Kind::staff, documents->plan.id, to_json(done.settled)});
  say_conflicts(wanted.visit, append(drafts, now) ? ConflictSaved::saved : ConflictSaved::failed);
}

}  // namespace openday::app
