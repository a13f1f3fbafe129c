#include "kiosk/app/badges.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/base/log.h"
#include "kiosk/event/badge_code.h"

namespace openday::app {

using ui::PaperStage;

namespace {

constexpr std::size_t kMostFailed = 200;      // badges not printed that are remembered

}  // namespace

Badges::Badges(BadgePlace place, std::unique_ptr<device::Printer> printer, std::function<void()> wake)
    : place_(std::move(place)), press_(place_.state / "reports" / "badges", place_.printer, std::move(printer), std::move(wake)) {}

void Badges::take(const Outcome& outcome, bool staff, const std::shared_ptr<const Documents>& documents, base::Instant now) {
  if (!documents || !outcome.registration || outcome.asks != Asks::nothing) return;
  const bool fresh = outcome.saved && event::admits(outcome.verdict);
  const bool again = staff && outcome.identifies() && !event::admits(outcome.verdict);
  if (!fresh && !again) return;
  waiting_[++last_] = *outcome.registration;
  const auto draw = [badge = badge_of(outcome, documents->plan, now, again), place = place_, info = report::DocumentInfo{"badge", documents->plan.bureau, now, documents->plan.zone}](const std::filesystem::path& file) {
    const auto done = report::print_badge(file, place.fonts_toml, place.size, info, badge);
    if (!done) base::log_warning("a badge: {}", done.error().what);
    return done.has_value();
  };
  press_.print({last_, "badge", draw});
}

bool Badges::listen() {
  bool changed = false;
  for (const PrintNews& one : press_.take()) {
    changed = true;
    stage_ = one.status.stage;
    const auto order = waiting_.find(one.id);
    if (ui::is_busy(one.status.stage) || order == waiting_.end()) continue;
    if (one.status.stage == PaperStage::done) failed_.erase(order->second);
    else if (failed_.size() < kMostFailed) failed_[order->second] = one.status.problem;
    waiting_.erase(order);
  }
  return changed;
}

std::string Badges::trouble() const {
  if (stage_ == PaperStage::out_of_paper) return "胸卡打印机缺纸，请加纸；签到不受影响";
  if (stage_ == PaperStage::jammed) return "胸卡打印机卡纸，请取出；签到不受影响";
  if (stage_ == PaperStage::stopped) return "胸卡打印机停住了，请看看；签到不受影响";
  if (failed_.empty()) return {};
  return fmt::format("有 {} 张胸卡没有打印，看过打印机后请来宾在这里再扫一次码补打", failed_.size());
}

report::Badge badge_of(const Outcome& outcome, const event::Plan& plan, base::Instant now, bool again) {
  report::Badge out;
  out.event = plan.name;
  out.day = base::to_string(base::date_in(now, plan.zone)) + (again ? " 补打" : "");
  const event::Category* category = plan.category(outcome.category);
  if (category != nullptr) out.category = category->label;
  out.name = outcome.name;
  if (out.name.empty()) out.name = std::exchange(out.category, {});    // a walk-in who gave none
  if (out.name.empty()) out.name = "来宾";
  out.group = outcome.group;
  out.seat = outcome.seat;
  if (outcome.persons > 1) out.persons = fmt::format("共 {} 位", outcome.persons);
  if (outcome.registration) out.code = event::badge_code(*outcome.registration);
  return out;
}

}  // namespace openday::app
