#include "kiosk/app/model_door.h"

#include <fmt/format.h>

#include "kiosk/app/tuning.h"
#include "kiosk/event/person_name.h"

namespace openday::app {

namespace {

std::string name_for(const VisitState& visit, const Outcome& outcome) { return visit.staff ? outcome.name : event::mask_name(outcome.name); }

ui::Party party_of(const VisitState& visit, const event::Plan* plan) {
  const Outcome& asked = visit.door->asked;
  ui::Party out;
  out.name = name_for(visit, asked);
  if (const event::Category* category = plan ? plan->category(asked.category) : nullptr) out.category = category->label;
  out.left = asked.left;
  out.seats = asked.seats;
  out.confirm_guest = visit.staff;
  return out;
}

ui::Screening screening_of(const VisitState& visit) {
  const DoorProgress& door = *visit.door;
  ui::Screening out;
  if (door.screening_page >= door.asked.screening.size()) return out;
  const ScreeningPage& page = door.asked.screening[door.screening_page];
  out.index = static_cast<int>(door.screening_page) + 1;
  out.count = static_cast<int>(door.asked.screening.size());
  out.by_staff = page.by_staff;
  out.name = name_for(visit, door.asked);
  for (const ScreeningStep& step : page.steps)
    out.steps.push_back({step.label, step.symptoms, step.days.value_or(0), step.threshold ? fmt::format("{:.1f}", *step.threshold) : std::string()});
  return out;
}

ui::WalkIn walk_in_of(const ModelInput& in, const event::Plan& plan) {
  const VisitState& visit = in.machine.state();
  ui::WalkIn out;
  for (const std::string& id : in.machine.facts().walk_in_categories) {
    const event::Category* category = plan.category(id);
    out.categories.push_back(category ? category->label : id);
  }
  out.category = static_cast<int>(visit.walk_in.category);
  out.persons = visit.walk_in.persons;
  out.name = visit.walk_in.name.text();
  out.most = kMaxWalkInPersons;
  if (visit.attendance) {
    out.left = visit.attendance->walk_in_left;
    out.seats_released = visit.attendance->seats_released;
  }
  out.declarations = declarations_of(plan.eligibility);
  for (const std::size_t given : visit.walk_in.declared)
    if (given < out.declarations.size()) out.declarations[given].given = true;
  return out;
}

}  // namespace

void put_door(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  const event::Plan* plan = in.report.documents ? &in.report.documents->plan : nullptr;
  model.can_register_walk_in = !in.machine.facts().walk_in_categories.empty();
  if (visit.page == ui::Page::staff_walk_in && plan) model.walk_in = walk_in_of(in, *plan);
  if (visit.outcome) {
    model.result.referred = visit.outcome->referred;
    const bool overridable = visit.staff && visit.door && visit.outcome->overridable && visit.outcome->saved;
    model.result.can_override = overridable && visit.role == ui::StaffRole::supervisor;
    model.result.needs_supervisor = overridable && !model.result.can_override;
  }
  if (!visit.door) return;
  if (visit.page == ui::Page::party) model.party = party_of(visit, plan);
  if (visit.page == ui::Page::screening) model.screening = screening_of(visit);
  if (visit.page == ui::Page::confirm_fact) {
    model.fact.wrong = visit.door->asked.fact_wrong;
    model.fact.wait_seconds = in.machine.locked_seconds(in.now);
    model.fact.attempt = visit.door->attempt;
  }
}

std::vector<ui::Declaration> declarations_of(const event::Eligibility& eligibility) {
  using ui::DeclarationKind;
  std::vector<ui::Declaration> out;
  if (eligibility.min_age) out.push_back({DeclarationKind::age, {std::to_string(*eligibility.min_age)}, false});
  if (!eligibility.residency.empty()) out.push_back({DeclarationKind::residency, eligibility.residency, false});
  if (eligibility.full_capacity) out.push_back({DeclarationKind::full_capacity, {}, false});
  if (!eligibility.exclude.empty()) out.push_back({DeclarationKind::exclude, eligibility.exclude, false});
  if (!eligibility.text.empty()) out.push_back({DeclarationKind::text, {eligibility.text}, false});
  return out;
}

std::vector<std::string> walk_in_categories(const event::Plan& plan) {
  std::vector<std::string> out;
  if (!plan.registration.walk_in) return out;
  if (!plan.registration.walk_in_category.empty()) return {plan.registration.walk_in_category};
  for (const event::Category& category : plan.categories)
    if (category.role == event::CategoryRole::external) out.push_back(category.id);
  return out;
}

}  // namespace openday::app
