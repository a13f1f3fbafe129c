#include "kiosk/app/badges.h"

#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/event/badge_code.h"
#include "kiosk/ui/strings.h"

namespace openday::app {

using ui::BadgeTrouble;
using ui::PaperStage;

namespace {

constexpr std::size_t kMostFailed = 200;      // badges not printed that are remembered

BadgeTrouble trouble_of(PaperStage stage) {
  switch (stage) {
    case PaperStage::out_of_paper: return BadgeTrouble::out_of_paper;
    case PaperStage::jammed: return BadgeTrouble::jammed;
    case PaperStage::stopped: return BadgeTrouble::stopped;
    default: return BadgeTrouble::none;
  }
}

report::Badge begin_badge(const event::Plan& plan, base::Instant now) {
  report::Badge out;
  out.event = plan.name;
  out.day = base::to_string(base::date_in(now, plan.zone));
  return out;
}

// Who gave no name is called by the category.
void end_badge(report::Badge& badge, int persons, const event::RegistrationId& guest, const BadgeWords& words) {
  if (badge.name.empty()) badge.name = std::exchange(badge.category, {});
  if (badge.name.empty()) badge.name = words.guest;
  if (persons > 1) badge.persons = ui::fill_in(words.persons, {std::to_string(persons)});
  badge.code = event::badge_code(guest);
}

}  // namespace

BadgeWords load_badge_words(const std::filesystem::path& assets) {
  const ui::Strings words = ui::Strings::load(assets / "strings" / "zh-CN.toml");
  return {words.text(ui::Text::badge_again), words.text(ui::Text::badge_persons), words.text(ui::Text::badge_guest)};
}

Badges::Badges(BadgePlace place, std::unique_ptr<device::Printer> printer, std::function<void()> wake)
    : place_(std::move(place)), words_(load_badge_words(place_.assets)), press_(place_.state / "reports" / "badges", place_.printer, std::move(printer), std::move(wake)) {}

void Badges::take(const Outcome& outcome, const std::shared_ptr<const Documents>& documents, base::Instant now) {
  if (!documents || !outcome.registration || outcome.asks != Asks::nothing || !outcome.saved || !event::admits(outcome.verdict)) return;
  print(*outcome.registration, badge_of(outcome, documents->plan, words_, now), *documents, now);
}

void Badges::print_again(const PrintBadge& wanted, const std::shared_ptr<const Documents>& documents, base::Instant now) {
  if (!documents || !wanted.shown || wanted.shown->persons < 1) return;
  print(wanted.guest, badge_again(wanted, documents->plan, words_, now), *documents, now);
}

void Badges::print(const event::RegistrationId& guest, report::Badge badge, const Documents& documents, base::Instant now) {
  waiting_[++last_] = guest;
  const report::DocumentInfo info{"badge", documents.plan.bureau, now, documents.plan.zone};
  press_.print({last_, "badge", [badge = std::move(badge), place = place_, info](const std::filesystem::path& file) {
                  const auto done = report::print_badge(file, place.assets / "fonts.toml", place.size, info, badge);
                  if (!done) base::log_warning("a badge: {}", done.error().what);
                  return done.has_value();
                }});
}

bool Badges::listen() {
  bool changed = false;
  for (const PrintNews& one : press_.take()) {
    changed = true;
    trouble_ = trouble_of(one.status.stage);
    const auto order = waiting_.find(one.id);
    if (ui::is_busy(one.status.stage) || order == waiting_.end()) continue;
    if (one.status.stage == PaperStage::done) failed_.erase(order->second);
    else if (failed_.size() < kMostFailed) failed_[order->second] = one.status.problem;
    waiting_.erase(order);
  }
  return changed;
}

ui::StaffBadges Badges::news() const {
  const auto failed = static_cast<int>(failed_.size());
  return {true, trouble_ == BadgeTrouble::none && failed > 0 ? BadgeTrouble::not_printed : trouble_, failed};
}

report::Badge badge_of(const Outcome& outcome, const event::Plan& plan, const BadgeWords& words, base::Instant now) {
  report::Badge out = begin_badge(plan, now);
  const event::Category* category = plan.category(outcome.category);
  if (category != nullptr) out.category = category->label;
  out.name = outcome.name;
  out.group = outcome.group;
  out.seat = outcome.seat;
  end_badge(out, outcome.persons, outcome.registration.value_or(event::RegistrationId{}), words);
  return out;
}

report::Badge badge_again(const PrintBadge& wanted, const event::Plan& plan, const BadgeWords& words, base::Instant now) {
  const ui::StaffGuest& guest = *wanted.shown;
  report::Badge out = begin_badge(plan, now);
  out.day += " " + words.again;
  if (!guest.nameless) out.name = guest.name;
  out.category = guest.category;
  out.group = guest.group;
  out.seat = guest.seat;
  end_badge(out, guest.persons, wanted.guest, words);
  return out;
}

}  // namespace openday::app
