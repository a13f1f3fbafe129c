#include "sync/bureau/admin_retention.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/erase_counts.h"
#include "kiosk/event/retention.h"
#include "kiosk/event/retention_report.h"
#include "sync/bureau/plan_file.h"
#include "sync/bureau/text_table.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;
using event::RetentionField;

constexpr std::chrono::hours kMostAhead{24};   // of a clock that a time server sets

enum class Wrong { refused };
template <class T>
using Checked = base::Result<T, Wrong>;

template <class... Args>
auto refuse_to(fmt::format_string<Args...> text, Args&&... args) {
  return base::fail(Wrong::refused, fmt::format(text, std::forward<Args>(args)...));
}

// What lies in the store of one event, judged.
struct Findings {
  event::RetentionReview review;
  std::optional<base::Instant> last_record;   // of a clock that was right
  Expired besides;                            // that are past their days
  std::vector<std::string> papers;
  std::optional<base::Date> kept_besides;     // the first last day of texts, lists and papers that are kept
  std::size_t quarantined = 0;                // of any event, with bytes
};

// What a paper of that kind holds of guests; every field of one that this program does not know.
std::vector<RetentionField> fields_of_paper(std::string_view kind) {
  if (kind == "summary" || kind == "tallies" || kind == "results") return {};
  if (kind == "sign-in") return {RetentionField::name, RetentionField::check_in};
  if (kind == "slips") return {RetentionField::comment, RetentionField::contact};
  return {event::kRetentionFields.begin(), event::kRetentionFields.end()};
}

bool is_due(const PaperRow& paper, const event::RetentionReview& review) {
  return std::ranges::any_of(fields_of_paper(paper.kind), [&](RetentionField field) { return review.is_past(field); });
}

void keep_earlier(std::optional<base::Date>& first, const std::optional<base::Date>& other) {
  if (other && (!first || *other < *first)) first = other;
}

Checked<base::Instant> moment_of(const RetentionWish& wish, const Terminal& terminal, base::ClockState clock) {
  const bool right = clock == base::ClockState::synced;
  if (wish.now.empty()) {
    if (wish.apply && !right) return refuse_to("no time server sets this machine's clock, which says {}: give the day yourself, --now YYYY-MM-DDT12:00:00+08:00", base::to_rfc3339(terminal.now));
    return terminal.now;
  }
  const auto parsed = base::parse_rfc3339(wish.now);
  if (!parsed) return refuse_to("--now is \"{}\"; expected RFC 3339 such as 2026-11-27T12:00:00+08:00", wish.now);
  if (wish.apply && right && parsed->at > terminal.now + kMostAhead)
    return refuse_to("--now is {}, but it is {} by the time server of this machine: nothing is taken before its day", wish.now, base::to_rfc3339(terminal.now));
  return parsed->at;
}

StoreResult<Findings> find_due(BureauStore& store, const event::Plan& plan, base::Date today) {
  Findings out;
  event::RetentionFold fold(plan);
  const auto take = [&](const event::Record& record) {
    fold.add(record, false);
    if (record.event == plan.id && record.clock != base::ClockState::guessed) out.last_record = std::max(out.last_record, std::optional(record.wall()));
  };
  if (auto read = store.read_figures(plan.id, {take}); !read) return tl::unexpected(read.error());
  out.review = fold.review(today, [](const event::Retained&) { return true; });   // what is here is acknowledged and committed
  const auto besides = store.besides_records(plan.id);
  if (!besides) return tl::unexpected(besides.error());
  const auto keep = [&](RetentionField field) { keep_earlier(out.kept_besides, event::kept_until(plan.privacy, field, out.review.end)); };
  const auto due_of = [&](std::size_t number, RetentionField field) {
    if (out.review.is_past(field)) return number;
    if (number > 0) keep(field);
    return std::size_t{0};
  };
  out.besides.texts = due_of(besides->texts, RetentionField::comment);
  out.besides.rosters = due_of(besides->rosters, RetentionField::name);
  const auto papers = store.papers();
  if (!papers) return tl::unexpected(papers.error());
  for (const PaperRow& paper : *papers) {
    if (paper.event != plan.id) continue;
    if (is_due(paper, out.review)) out.papers.push_back(paper.id);
    else std::ranges::for_each(fields_of_paper(paper.kind), keep);
  }
  const auto quarantine = store.quarantine();
  if (!quarantine) return tl::unexpected(quarantine.error());
  out.quarantined = static_cast<std::size_t>(std::ranges::count_if(*quarantine, [](const QuarantineRow& row) { return row.bytes > 0; }));
  return out;
}

bool has_due(const Findings& findings) { return !findings.review.due.empty() || findings.besides.any() || !findings.papers.empty(); }

std::optional<base::Date> first_due(const Findings& findings) {
  std::optional<base::Date> out = findings.kept_besides;
  for (const event::Retained& one : findings.review.kept) keep_earlier(out, one.until);
  return out ? std::optional<base::Date>(std::chrono::sys_days(*out) + std::chrono::days(1)) : std::nullopt;
}

std::string text_of(const Findings& findings, const event::Plan& plan, base::Date today, bool applied) {
  const auto& review = findings.review;
  std::string out = fmt::format("event {}, {}{}\n", plan.id, base::to_string(today), applied ? "" : ": what retention would take");
  out += fmt::format("last day of the event: {}\n", review.end ? base::to_string(*review.end) : "not known");
  out += event::retention_text(applied ? "erased" : "due", review.due);
  const auto say = [&](std::size_t number, std::string_view what) {
    if (number > 0) out += fmt::format("{}: {}\n", what, number);
  };
  say(findings.besides.texts, "texts beside anonymous ballots, field comment");
  say(findings.besides.rosters, "published lists of guests, field name");
  say(findings.papers.size(), "sealed papers that name guests");
  out += event::retention_text("kept", review.kept);
  if (!has_due(findings)) out += "nothing to erase\n";
  if (const auto next = first_due(findings)) out += fmt::format("next due on {}\n", base::to_string(*next));
  if (findings.quarantined > 0) out += fmt::format("not judged: {} records in quarantine, whose bytes may name guests: openday-bureau admin quarantine list\n", findings.quarantined);
  return out;
}

Json json_of(const Findings& findings, const event::Plan& plan, base::Date today, bool applied) {
  const auto day = [](const std::optional<base::Date>& date) { return date ? Json(base::to_string(*date)) : Json(nullptr); };
  return {{"event", plan.id}, {"today", base::to_string(today)}, {"applied", applied}, {"last_day", day(findings.review.end)},
          {"due", Json::parse(event::retention_json(findings.review.due))}, {"texts", findings.besides.texts}, {"rosters", findings.besides.rosters}, {"papers", findings.papers.size()},
          {"kept", Json::parse(event::retention_json(findings.review.kept))}, {"next_due", day(first_due(findings))}, {"quarantined", findings.quarantined}};
}

// What a box holds back would be counted beside the numbers that its guests leave here.
Checked<void> need_all_here(BureauStore& store) {
  const auto lags = store.lags();
  if (!lags) return base::fail(Wrong::refused, lags.error().what);
  std::string boxes;
  for (const Lag& lag : *lags) {
    if (lag.device.is_revoked() || lag.waiting + lag.missing_batches == 0) continue;
    boxes += fmt::format("{}{} ({} records, {} ballot batches)", boxes.empty() ? "" : ", ", printable(lag.device.name, kShownNameBytes), lag.waiting, lag.missing_batches);
  }
  if (boxes.empty()) return {};
  return refuse_to("nothing was taken: these boxes hold what is not here yet: {}. Let them send it (admin devices list says what stops them), revoke a lost one, or give --anyway: "
                   "guests whose records come later may then be counted twice", boxes);
}

StoreResult<Expiry> expiry_of(BureauStore& store, const event::Plan& plan, const Findings& findings) {
  Expiry out{plan.id, {}, {}, findings.besides.texts > 0, findings.besides.rosters > 0, findings.papers};
  for (const event::Retained& one : findings.review.due) out.records.push_back(one.id);
  if (out.records.empty()) return out;
  event::EraseCounts counts(plan.id, out.records);
  if (auto read = store.read_figures(plan.id, {[&](const event::Record& record) { counts.add(record); }}); !read) return tl::unexpected(read.error());
  out.left = counts.bodies_each("retention", plan.zone);
  return out;
}

Checked<Findings> judge(BureauStore& store, const event::Plan& plan, const RetentionWish& wish, base::Instant now) {
  const auto events = store.events();
  if (!events) return base::fail(Wrong::refused, events.error().what);
  if (std::ranges::find(*events, plan.id) == events->end()) return refuse_to("{} is the plan of {}, of which no record is here: is --store the right one?", wish.plan, plan.id);
  auto findings = find_due(store, plan, base::date_in(now, plan.zone));
  if (!findings) return base::fail(Wrong::refused, findings.error().what);
  if (findings->last_record && now < *findings->last_record && !wish.anyway)
    return refuse_to("it cannot be {}: the last record of {} is of {}; give today's date, --now, or --anyway where a box's clock was ahead", base::to_rfc3339(now, plan.zone), plan.id, base::to_rfc3339(*findings->last_record, plan.zone));
  return std::move(*findings);
}

Checked<void> take(BureauStore& store, const event::Plan& plan, const Findings& findings, const RetentionWish& wish, base::Instant now) {
  if (!wish.anyway) {
    if (auto here = need_all_here(store); !here) return here;
  }
  const auto expiry = expiry_of(store, plan, findings);
  if (!expiry) return base::fail(Wrong::refused, expiry.error().what);
  const auto done = store.expire(*expiry, now);
  if (!done) return refuse_to("{}; give the command again: what was taken is not taken twice", done.error().what);
  return {};
}

void say(const Terminal& terminal, const Findings& findings, const event::Plan& plan, base::Date today, bool applied) {
  if (terminal.json) {
    terminal.out << json_of(findings, plan, today, applied).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return;
  }
  terminal.out << text_of(findings, plan, today, applied);
  if (!has_due(findings)) return;
  terminal.out << (applied ? "figures keep their numbers. What the database's files keep of old rows goes with: openday-bureau admin scrub. Backups of before still hold it\n"
                           : "nothing was changed: --apply takes it\n");
}

Checked<void> run(BureauStore& store, const Terminal& terminal, const RetentionWish& wish, base::ClockState clock) {
  const auto plan = read_plan_file(wish.plan);
  if (!plan) return base::fail(Wrong::refused, plan.error().what);
  const auto now = moment_of(wish, terminal, clock);
  if (!now) return tl::unexpected(now.error());
  const auto findings = judge(store, *plan, wish, *now);
  if (!findings) return tl::unexpected(findings.error());
  const bool applied = wish.apply && has_due(*findings);
  if (applied) {
    if (auto taken = take(store, *plan, *findings, wish, *now); !taken) return taken;
  }
  say(terminal, *findings, *plan, base::date_in(*now, plan->zone), applied);
  return {};
}

}  // namespace

int retention(BureauStore& store, const Terminal& terminal, const RetentionWish& wish, base::ClockState clock) {
  const auto done = run(store, terminal, wish, clock);
  return done ? 0 : failed(terminal, done.error().what);
}

}  // namespace openday::bureau
