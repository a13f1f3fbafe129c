#include "kiosk/app/model_more.h"

#include <cstdio>

#include "kiosk/app/staff_pages.h"
#include "kiosk/base/time.h"

namespace openday::app {

namespace {

void put_people(const VisitState& visit, ui::Model& model) {
  const PeopleProgress& people = visit.people;
  if (people.people) model.people = *people.people;
  model.people.step = people.step;
  const bool types = people.step == ui::PeopleStep::label;
  model.people.label = types ? people.typed.text() : people.label;
  model.people.adding = people.role;
  model.people.problem = people.problem;
  model.people.attempt = people.attempt;
  model.people.saving = visit.asked.has_value();
}

void put_conflicts(const VisitState& visit, ui::Model& model) {
  ui::StaffConflicts& out = model.conflicts;
  out.loaded = visit.conflicts != nullptr;
  if (out.loaded) out.cards = visit.conflicts->shown;
  out.saving = visit.asked && visit.asked->what == Question::conflict;
  out.failed = visit.conflict_saved == ConflictSaved::failed;
  out.changed = visit.conflict_saved == ConflictSaved::changed;
}

// "good 12 attention 2 bad 1 todo 1: printer", as self_test_detail() writes it.
std::optional<ui::LastSelfTest> last_self_test(const ModelInput& in) {
  const auto& note = in.report.self_test;
  ui::LastSelfTest out;
  int good = 0;
  if (!note || std::sscanf(note->detail.c_str(), "good %d attention %d bad %d todo %d", &good, &out.attention, &out.bad, &out.todo) != 4) return std::nullopt;
  const base::Minutes zone = in.report.documents ? in.report.documents->plan.zone : base::kChinaOffset;
  out.when = base::clock_text(base::minutes_of_day(note->at, zone));
  const base::Date day = base::date_in(note->at, zone);
  if (day != base::date_in(in.now.wall, zone)) out.when = base::to_string(day).substr(5) + " " + out.when;
  return out;
}

}  // namespace

void put_more(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  model.role = visit.role;
  if (!visit.staff) return;
  model.more.worker = visit.worker;
  const int open = visit.conflicts ? static_cast<int>(visit.conflicts->shown.size()) : 0;
  for (const ui::Page page : pages_of(visit.role)) model.more.tiles.push_back({page, page == ui::Page::staff_conflicts ? open : 0});
  if (visit.page == ui::Page::staff_more) model.more.self_test = last_self_test(in);
  if (visit.page == ui::Page::staff_people) put_people(visit, model);
  if (visit.page == ui::Page::staff_conflicts) put_conflicts(visit, model);
  if (visit.page != ui::Page::staff_guest) return;
  if (visit.guest_page.shown) model.guest = *visit.guest_page.shown;
  model.guest.saving = visit.asked.has_value();
  model.guest.saved = visit.guest_page.saved;
  model.guest.badge_sent = visit.guest_page.badge_sent;
}

}  // namespace openday::app
