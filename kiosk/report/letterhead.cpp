#include "kiosk/report/letterhead.h"

#include <fmt/format.h>

#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/session_choice.h"

namespace openday::report {

std::string days_of(const event::Plan& plan, const std::vector<event::CorrectionBody>& corrections) {
  std::optional<base::Date> first;
  for (const event::Session& session : plan.sessions)
    if (const auto date = event::day_of(session, corrections); date && (!first || *date < *first)) first = date;
  const auto last = event::event_end(plan, corrections);
  if (!first) return {};
  return !last || *first == *last ? base::to_string(*first) : base::to_string(*first) + " 至 " + base::to_string(*last);
}

Letterhead letterhead_of(std::string title, const event::Plan& plan, const std::vector<event::CorrectionBody>& corrections, base::Instant at, const std::vector<ChainHead>& heads, int reprint) {
  Letterhead out;
  out.title = reprint == 0 ? std::move(title) : fmt::format("{}（重印 {}）", title, reprint);
  out.bureau = plan.bureau;
  out.event = plan.name;
  out.day = days_of(plan, corrections);
  out.made = fmt::format("{} {} 打印", base::to_string(base::date_in(at, plan.zone)), base::clock_text(base::minutes_of_day(at, plan.zone)));
  for (const ChainHead& head : heads) out.digests.push_back(fmt::format("{} {} #{} {}", head.device, head.inc, head.seq, head.hash));
  if (heads.empty()) return out;
  const ChainHead& head = heads.back();
  out.foot = fmt::format("#{} {}", head.seq, head.hash);
  out.digest_code = fmt::format("OD-HEAD:{}:{}:{}:{}", head.device, head.inc, head.seq, head.hash);
  return out;
}

}  // namespace openday::report
