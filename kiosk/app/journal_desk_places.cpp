// The desk's side of places left, and who waits for one. A move is a record that every box follows: from then on the roster that this box
// decides by says so. A steward lets in whom he sees, also from the waiting list (Way::staff); to promise a place to somebody who is not
// here, or to give one away, is a supervisor's.
#include <algorithm>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/places_list.h"

namespace openday::app {

namespace {

using event::WaitlistMove;
using ui::PlacesSaved;

constexpr std::string_view kTakenBack = "move-taken-back";

std::optional<WaitlistMove> move_of(PlacesWork work) {
  switch (work) {
    case PlacesWork::move_up: return WaitlistMove::up;
    case PlacesWork::decline: return WaitlistMove::declined;
    case PlacesWork::release: return WaitlistMove::released;
    case PlacesWork::look:
    case PlacesWork::take_back: break;
  }
  return std::nullopt;
}

}  // namespace

// Where the moves changed, the documents are the loaded ones with the roster as the moves leave it.
void JournalDesk::State::follow_moves() {
  if (!loaded || !loaded->roster || moves_seen == groups.moves_changed()) return;
  moves_seen = groups.moves_changed();
  event::GuestMoves now = groups.moves(loaded->plan.id);
  if (now == moves) return;
  moves = std::move(now);
  if (!event::moves_anybody(*loaded->roster, moves)) {
    documents = loaded;
    return;
  }
  auto changed = std::make_shared<Documents>(*loaded);
  changed->roster = event::with_moves(*loaded->roster, moves);
  documents = std::move(changed);
}

void JournalDesk::State::carry_out(const WorkOnPlaces& wanted, const base::Moment& now) {
  const PlacesJob& job = *wanted.job;
  auto news = std::make_shared<PlacesNews>();
  news->work = job.work;
  news->saved = job.work == PlacesWork::look ? PlacesSaved::saved : PlacesSaved::failed;
  const event::Session* looked_at = documents ? documents->plan.session(job.session) : nullptr;
  const std::string id = looked_at ? looked_at->id : session(now) ? session(now)->id : std::string();
  if (documents && !id.empty() && may(ui::StaffRole::steward, "the places")) {
    if (job.work != PlacesWork::look && may(ui::StaffRole::supervisor, "a move in the waiting list")) news->saved = write_move(job, id, now);
    PlacesList list = make_places_list(places_input(id, now), job.view);   // by the documents as they are now
    list.shown.may_change = on_duty->role == ui::StaffRole::supervisor;
    const auto waived = [&](const event::Category& category) { return event::absent_waived(category, context_of(documents->plan.session(id), now)); };
    list.shown.waived = !documents->plan.categories.empty() && std::ranges::all_of(documents->plan.categories, waived);
    news->list = std::make_shared<const PlacesList>(std::move(list));
  }
  say(PlacesAnswer{wanted.visit, std::move(news)});
}

PlacesInput JournalDesk::State::places_input(const std::string& session_id, const base::Moment& now) const {
  return {*documents, *documents->plan.session(session_id), attendance, moves, [this, now](const event::Session& session) { return event::keepers(context_of(&session, now)); }};
}

PlacesSaved JournalDesk::State::write_move(const PlacesJob& job, const std::string& session_id, const base::Moment& now) {
  const event::Guest* guest = documents->roster ? documents->roster->find(job.guest) : nullptr;
  if (!journal || !guest) return PlacesSaved::failed;
  const auto came = [&](const event::Session& one) { return attendance.find(documents->plan.id, one.id, job.guest) != nullptr; };
  const bool is_in = std::ranges::any_of(documents->plan.sessions, came);
  const auto moved = moves.find(job.guest);
  if (job.work == PlacesWork::take_back) {
    if (moved == moves.end()) return PlacesSaved::changed;
    if (is_in && moved->second.move == WaitlistMove::up) return PlacesSaved::changed;
    return append({void_of(moved->second.record, kTakenBack)}, now) ? PlacesSaved::saved : PlacesSaved::failed;
  }
  // Who moved up and stays away gives the place back like anyone else.
  const bool gives_back = job.work == PlacesWork::release && moved != moves.end() && moved->second.move == WaitlistMove::up;
  if (is_in || (moved != moves.end() && !gives_back)) return PlacesSaved::changed;
  if (job.work == PlacesWork::release && guest->state != event::GuestState::expected) return PlacesSaved::changed;
  if (job.work != PlacesWork::release) {
    const auto line = line_of(places_input(session_id, now));
    const auto at = std::ranges::find(line, guest, &event::InLine::guest);
    if (at == line.end()) return PlacesSaved::changed;
    if (job.work == PlacesWork::move_up && !at->may_move) return PlacesSaved::full;
  }
  const event::WaitlistBody body{*move_of(job.work), job.guest, session_id, role_on_duty(), on_duty->id};
  return append(event::Kind::waitlist, documents->plan.id, to_json(body), now) ? PlacesSaved::saved : PlacesSaved::failed;
}

}  // namespace openday::app
