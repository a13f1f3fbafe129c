// One guest at the desk: what happened, and what staff put right. Each change is one transaction of voids and admissions, so that every
// box and the bureau fold it to the same attendance; it is shown when it is on the disk.
#include <algorithm>

#include "kiosk/app/guest_page.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/tuning.h"
#include "kiosk/event/admission_seats.h"

namespace openday::app {

using event::StoryFact;
using event::StoryKind;
using ui::GuestSaved;
using ui::StaffRole;

namespace {

using Story = std::vector<StoryFact>;

const StoryFact* find(const Story& story, const base::Uuid& record) {
  const auto at = std::ranges::find(story, record, &StoryFact::record);
  return at == story.end() ? nullptr : &*at;
}

// The same guest admitted again: so many, in this session.
journal::Draft admission_again(const std::string& event, const StoryFact& first, std::string session, int persons) {
  if (first.kind == StoryKind::walk_in) {
    event::WalkInBody body{first.admission.registration, std::move(session), persons, first.admission.category, first.declared};
    body.name = first.name;
    return {event::Kind::walk_in, event, to_json(body)};
  }
  event::CheckInBody body = first.admission;
  body.session = std::move(session);
  body.persons = persons;
  body.way = event::Way::staff;
  body.early = body.late = body.validity_unverified = false;
  return {event::Kind::check_in, event, to_json(body)};
}

}  // namespace

void JournalDesk::State::carry_out(const WorkOnGuest& wanted, const base::Moment& now) {
  GuestAnswer answer{wanted.visit, wanted.work, GuestSaved::not_allowed, nullptr};
  if (may(StaffRole::steward, "a guest's page") && documents) {
    answer.saved = work_on_guest(wanted, now);
    const event::Session* today = session(now);
    std::vector<GuestCall> calls;
    if (today) {
      const event::Plan& plan = documents->plan;
      const event::Presence* here = attendance.find(plan.id, today->id, wanted.guest);
      calls = calls_of(plan, event::itinerary_at(plan, *today, attendance.corrections(plan.id), now.wall), today->id, groups, wanted.guest, here ? std::string_view(here->first_at) : std::string_view());
    }
    const GuestPageInput in{*documents, today ? std::string_view(today->id) : std::string_view(), attendance, box_names, pins, journal ? journal->device() : base::Uuid{},
                            on_duty->role == StaffRole::supervisor, calls, now};
    answer.guest = make_guest_page(in, wanted.guest);
  }
  say(std::move(answer));
}

GuestSaved JournalDesk::State::work_on_guest(const WorkOnGuest& wanted, const base::Moment& now) {
  if (wanted.work == GuestWork::look) return GuestSaved::saved;
  if (!journal) return GuestSaved::failed;
  std::vector<journal::Draft> drafts;
  const Story story = attendance.story(documents->plan.id, wanted.guest);
  GuestSaved planned = GuestSaved::failed;
  switch (wanted.work) {
    case GuestWork::undo:
    case GuestWork::restore: planned = plan_void(wanted, story, drafts); break;
    case GuestWork::move: planned = plan_move(wanted, story, now, drafts); break;
    case GuestWork::persons: planned = plan_persons(wanted, story, now, drafts); break;
    case GuestWork::look: break;
  }
  if (planned != GuestSaved::saved || drafts.empty()) return planned;
  return append(drafts, now) ? GuestSaved::saved : GuestSaved::failed;
}

journal::Draft JournalDesk::State::void_of(const base::Uuid& record, std::string_view reason) const {
  return {event::Kind::void_record, documents->plan.id, to_json(event::VoidBody{record, std::string(reason), role_on_duty(), on_duty->id})};
}

// An admission is undone by a void, an undoing by a void of that void: whatever it named counts again, if there is still room.
GuestSaved JournalDesk::State::plan_void(const WorkOnGuest& wanted, const Story& story, std::vector<journal::Draft>& drafts) const {
  const StoryFact* meant = find(story, wanted.record);
  if (!meant) return GuestSaved::failed;
  if (!meant->counts) return GuestSaved::already;
  if (wanted.work == GuestWork::undo && !admits(*meant)) return GuestSaved::failed;
  if (wanted.work == GuestWork::restore) {
    const StoryFact* named = meant->kind == StoryKind::voiding ? find(story, *meant->names) : nullptr;
    if (!named || (named->kind != StoryKind::check_in && named->kind != StoryKind::walk_in)) return GuestSaved::failed;
    const event::Guest* listed = documents->roster ? documents->roster->find(wanted.guest) : nullptr;
    const int seats = std::max(seats_of(story, listed), listed ? 1 : named->admission.seats);
    if (persons_counted(story, named->session) + named->admission.persons > seats) return GuestSaved::full;
  }
  drafts.push_back(void_of(wanted.record, wanted.reason));
  return GuestSaved::saved;
}

GuestSaved JournalDesk::State::plan_move(const WorkOnGuest& wanted, const Story& story, const base::Moment& now, std::vector<journal::Draft>& drafts) const {
  if (!may(StaffRole::supervisor, "a move to another session")) return GuestSaved::not_allowed;
  const event::Plan& plan = documents->plan;
  if (!plan.session(wanted.session)) return GuestSaved::failed;
  const event::Session* today = session(now);
  const event::Guest* listed = documents->roster ? documents->roster->find(wanted.guest) : nullptr;
  const std::string counted = session_counted_in(story, today ? std::string_view(today->id) : std::string_view());
  if (counted == wanted.session) return GuestSaved::already;
  const bool own_seat = listed && (listed->session.empty() || listed->session == wanted.session);
  if (counted.empty()) {   // a guest of another session who stands here now
    if (!listed || listed->state == event::GuestState::cancelled || !today || today->id != wanted.session || !plan.screening.empty()) return GuestSaved::failed;
    if (!own_seat && !has_room_in(wanted.session, listed->category, 1)) return GuestSaved::full;
    event::CheckInBody body{wanted.guest, wanted.session, 1, listed->category, event::Way::staff};
    body.seats = listed->persons;
    drafts.push_back({event::Kind::check_in, plan.id, to_json(body)});
    return GuestSaved::saved;
  }
  const int persons = persons_counted(story, counted);
  if (persons_counted(story, wanted.session) + persons > seats_of(story, listed)) return GuestSaved::full;
  const StoryFact* first = nullptr;
  for (const StoryFact& fact : story) {
    if (!admits(fact) || fact.session != counted) continue;
    if (!first) first = &fact;
    drafts.push_back(void_of(fact.record, kMovedReason));
  }
  if (!own_seat && !has_room_in(wanted.session, first->admission.category, persons)) return GuestSaved::full;
  drafts.push_back(admission_again(plan.id, *first, wanted.session, persons));
  return GuestSaved::saved;
}

// Behind those who are expected there and have not come yet.
bool JournalDesk::State::has_room_in(std::string_view session, const std::string& category, int persons) const {
  const event::Plan& plan = documents->plan;
  const event::Category* known = plan.category(category);
  const event::Roster* roster = documents->roster ? &*documents->roster : nullptr;
  const auto left = known ? event::seats_left({plan, plan.session(session), session, roster, attendance, [](const event::Guest&, const event::Category&) { return true; }}, *known) : std::nullopt;
  return !left || persons <= *left;
}

// More came: another admission of the rest. Fewer: the last ones are undone, and who stays is admitted anew. A walk-in's seats are its
// persons, so it is always written anew.
GuestSaved JournalDesk::State::plan_persons(const WorkOnGuest& wanted, const Story& story, const base::Moment& now, std::vector<journal::Draft>& drafts) const {
  const event::Session* today = session(now);
  const event::Guest* listed = documents->roster ? documents->roster->find(wanted.guest) : nullptr;
  const std::string counted = session_counted_in(story, today ? std::string_view(today->id) : std::string_view());
  if (counted.empty() || wanted.persons < 1) return GuestSaved::failed;
  std::vector<const StoryFact*> standing;
  for (const StoryFact& fact : story)
    if (admits(fact) && fact.session == counted) standing.push_back(&fact);
  const bool walk_in = standing.front()->kind == StoryKind::walk_in;
  const int before = persons_counted(story, counted);
  if (wanted.persons == before) return GuestSaved::saved;
  if (!walk_in && wanted.persons > seats_of(story, listed)) return GuestSaved::full;
  if (walk_in && wanted.persons > before && !has_room(standing.front()->admission.category, wanted.persons - before, now)) return GuestSaved::full;
  int left = before;
  while (!standing.empty() && (walk_in || left > wanted.persons)) {
    left -= standing.back()->admission.persons;
    drafts.push_back(void_of(standing.back()->record, kNumberReason));
    if (standing.size() == 1) break;
    standing.pop_back();
  }
  if (left < wanted.persons) drafts.push_back(admission_again(documents->plan.id, *standing.front(), counted, wanted.persons - left));
  return GuestSaved::saved;
}

bool JournalDesk::State::has_room(const std::string& category, int persons, const base::Moment& now) const {
  const event::Category* known = documents->plan.category(category);
  const auto left = known ? event::walk_in_seats(*known, context_of(session(now), now)) : std::nullopt;
  return persons <= kMaxWalkInPersons && (!left || persons <= *left);
}

}  // namespace openday::app
