#include "kiosk/app/model_line.h"

#include <cmath>

#include <fmt/format.h>

#include "kiosk/app/model_times.h"
#include "kiosk/app/self_test_tuning.h"
#include "kiosk/app/tuning.h"
#include "kiosk/ui/model_line.h"

namespace openday::app {

namespace {

using ui::LineState;

constexpr std::int64_t kOffSeconds = 1000;

struct Reason {
  std::string_view name;
  LineState state;
};
// As syncd writes them into inbox.db (sync/protocol/outcome.h).
constexpr Reason kReasons[] = {{"no-network", LineState::no_network}, {"no-answer", LineState::no_answer}, {"portal", LineState::portal}, {"certificate", LineState::stranger},
                               {"busy", LineState::busy},             {"full", LineState::full},           {"refused", LineState::refused}, {"version", LineState::too_old},
                               {"settings", LineState::set_wrong}};

// Of a syncd that does not tell the reason yet, its state alone.
LineState state_without_reason(std::string_view state) {
  if (state == "captive-portal") return LineState::portal;
  if (state == "not-enrolled" || state == "refused") return LineState::refused;
  return LineState::no_answer;
}

LineState state_of(const BoxReport& report, const base::Moment& now) {
  const LinkReport& link = report.link;
  if (link.state == "never") return LineState::alone;
  if (link.state == "stopped" || (link.told && now.wall - *link.told > kLineSilent)) return LineState::silent;
  if (link.state == "connected") return report.pending.value_or(0) > 0 ? LineState::sending : LineState::caught_up;
  for (const Reason& one : kReasons)
    if (link.reason == one.name) return one.state;
  return state_without_reason(link.state);
}

std::string speed_text(std::uint64_t bytes_per_second) {
  if (bytes_per_second == 0) return {};
  return bytes_per_second < 1000 ? fmt::format("{} B/s", bytes_per_second) : fmt::format("{:.0f} kB/s", static_cast<double>(bytes_per_second) / 1000);
}

std::string seconds_text(std::int64_t ms) { return fmt::format("{:.1f}", std::abs(static_cast<double>(ms)) / 1000); }

void put_flow(const LinkReport& link, ui::LineStatus& out) {
  out.in_flight = static_cast<int>(link.in_flight);
  if (out.state != LineState::sending || link.records_per_minute == 0) return;
  out.per_minute = static_cast<int>(link.records_per_minute);
  out.speed = speed_text(link.bytes_per_second);
  out.minutes_left = out.waiting / out.per_minute;
}

// The wall clock against the bureau's.
void put_clock(const LinkReport& link, const base::Moment& now, ui::LineStatus& out) {
  if (!link.clock_offset_ms) return;
  const std::int64_t off = now.wall.time_since_epoch().count() - (*link.clock_offset_ms + now.mono_ms);
  out.clock_off = seconds_text(off);
  out.clock_give = seconds_text(std::max<std::int64_t>(link.clock_uncertainty_ms.value_or(0), kOffSeconds / 10));
  out.clock_wrong = std::abs(off) > kClockOff;
}

void put_documents(const Documents& documents, ui::LineStatus& out) {
  out.enrolled = documents.enrolled;
  out.not_taken = documents.not_taken;
  for (const DocumentInForce& one : documents.in_force)
    if (one.kind == "plan" || one.kind == "roster") out.documents.push_back({one.kind, one.version, one.is_signed});
}

}  // namespace

void put_line(const ModelInput& in, ui::Model& model) {
  const ui::Page page = in.machine.state().page;
  if (!in.machine.state().staff) return;
  model.papers_in_trouble = in.report.link.papers;
  if (page != ui::Page::staff_line && page != ui::Page::staff_more) return;
  const LinkReport& link = in.report.link;
  const base::Minutes zone = in.report.documents ? in.report.documents->plan.zone : base::kChinaOffset;
  const auto when = [&](const std::optional<base::Instant>& at) { return at ? when_text(*at, in.now.wall, zone, model.language) : std::string(); };
  ui::LineStatus out;
  out.state = state_of(in.report, in.now);
  out.waiting = in.report.pending.value_or(0);
  put_flow(link, out);
  out.acknowledged = when(link.acknowledged);
  out.contact = when(in.report.last_contact);
  if (link.next_try && out.state != LineState::silent) out.next_try_seconds = static_cast<int>(std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::seconds>(*link.next_try - in.now.wall).count()));
  put_clock(link, in.now, out);
  out.kept_aside = link.kept_aside;
  out.trying = link.trying;
  if (in.report.documents) put_documents(*in.report.documents, out);
  model.line = std::make_shared<const ui::LineStatus>(std::move(out));
}

}  // namespace openday::app
