#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/verify.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"
#include "kiosk/tool/purge_report.h"
#include "kiosk/tool/state_folder.h"

namespace openday::tool {
namespace {

constexpr const char* kKeptRoster = "last_good.roster";   // setting: the kiosk's own copy of the roster in force

Input<event::RetentionReview> review_of(const std::string& state, const event::Plan& plan, base::Date today) {
  const auto acknowledged = Acknowledged::read(state);
  if (!acknowledged) return tl::unexpected(acknowledged.error());
  event::RetentionFold fold(plan);
  if (const auto walked = walk_records(state, [&](const event::Record& record, bool foreign) { fold.add(record, foreign); }); !walked)
    return tl::unexpected(walked.error());
  return fold.review(today, [&](const event::Retained& one) { return acknowledged->holds(one.device, one.inc, one.seq); });
}

Input<void> erase_in_inbox(const event::Plan& plan, const event::RetentionReview& review, journal::Inbox& inbox) {
  journal::InboxErasure erasure;
  for (const event::Retained& one : review.due) {
    if (one.foreign) erasure.records.push_back(one.id);
    else erasure.sent.push_back({one.device, one.inc, one.seq});
  }
  if (review.is_past(event::RetentionField::name)) erasure.rosters_of = plan.id;
  const auto done = inbox.erase(erasure);
  if (!done) return base::fail(InputError::unusable, done.error().what);
  return {};
}

// One setting for whichever event's roster came last.
bool kept_roster_is_of(const std::string& state, const event::Plan& plan) {
  const auto kept = journal::JournalReader(state).setting(kKeptRoster);
  if (!kept || !*kept) return false;
  const auto json = nlohmann::json::parse(**kept, nullptr, false);
  return json.is_object() && json.value("event", "") == plan.id;
}

bool keeps_a_roster(const std::string& state, const event::Plan& plan) {
  const auto inbox = journal::InboxReader(state).document(plan.id, "roster");
  return (inbox && *inbox) || kept_roster_is_of(state, plan);
}

bool keeps_marks(const std::string& state, const event::Plan& plan) {
  const auto key = journal::JournalReader(state).setting("ballot-key/" + plan.id);
  return key && *key;
}

// Everything that is due. Repeated after a failure it goes on where it stopped.
Input<void> carry_out(const std::string& state, const event::Plan& plan, Writers& writers, PurgeReport& report, const base::Moment& now) {
  journal::Journal& journal = *writers.journal;
  // Those of other boxes are copies: their own box writes the `erase` record with their numbers.
  std::vector<base::Uuid> own;
  for (const event::Retained& one : report.review.due)
    if (!one.foreign) own.push_back(one.id);
  const auto erasures = erasures_of(state, plan, own, "retention");
  if (!erasures) return tl::unexpected(erasures.error());
  // The inbox first: a purge that is cut short here finds the journal's records still due.
  if (writers.inbox && (!report.review.due.empty() || report.rosters)) {
    if (auto done = erase_in_inbox(plan, report.review, *writers.inbox); !done) return done;
  }
  if (!erasures->empty()) {
    const auto done = journal.erase(*erasures, now);
    if (!done) return base::fail(InputError::unusable, done.error().what);
    report.erase_records = static_cast<int>(done->size());
  }
  if (report.rosters && kept_roster_is_of(state, plan)) {
    if (const auto gone = journal.remove_setting(kKeptRoster); !gone) return base::fail(InputError::unusable, gone.error().what);
  }
  if (report.marks) {
    if (const auto gone = journal.ballots().forget_marks(plan.id); !gone) return base::fail(InputError::unusable, gone.error().what);
  }
  if (const auto settled = journal.settle(); !settled)
    return base::fail(InputError::unusable, fmt::format("{}; erased, but the write-ahead log could not be emptied: end what reads it and purge again", settled.error().what));
  return {};
}

Input<void> keep_report(const std::string& state, PurgeReport& report, base::Instant now) {
  namespace fs = std::filesystem;
  std::string name = base::to_rfc3339(now, base::Minutes(0));
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  const fs::path folder = journal::Layout{state}.reports_folder();
  std::error_code failed;
  fs::create_directories(folder, failed);
  report.file = (folder / fmt::format("purge-{}-{}.txt", report.event, name.substr(0, 15) + "Z")).string();
  return write_output(report.file, purge_text(report));
}

int answer(const PurgeReport& report, bool json) {
  if (json) {
    print(purge_json(report));
  } else {
    const std::string text = purge_text(report);
    print(std::string_view(text).substr(0, text.size() - 1));
    if (!report.file.empty()) print(fmt::format("report: {}", report.file));
  }
  return report.review.unacknowledged.empty() ? kYes : kNo;
}

}  // namespace

int purge(const PurgeOptions& options) {
  const auto plan = read_plan_file(options.plan);
  if (!plan) return complain(plan.error());
  const auto now = parse_moment(options.now, "--now");
  if (!now) return complain(now.error());
  if (const auto there = need_journal(options.state); !there) return complain(there.error());
  const base::Moment moment = confirmed_moment(*now);
  Writers writers;
  if (!options.dry_run) {
    auto taken = take_writers(options.state, moment);
    if (!taken) return complain(taken.error());
    writers = std::move(*taken);
    if (const auto floor = writers.journal->clock_floor(); floor && *now < *floor)
      return complain(fmt::format("--now is {}, before the last record of this box ({}); give today's date", options.now, base::to_rfc3339(*floor, plan->zone)));
  }
  PurgeReport report{plan->id, base::to_rfc3339(*now, plan->zone), options.dry_run, {}, 0, false, false, {}, {}};
  auto review = review_of(options.state, *plan, base::date_in(*now, plan->zone));
  if (!review) return complain(review.error());
  report.review = std::move(*review);
  report.marks = report.review.marks_due && keeps_marks(options.state, *plan);
  report.rosters = report.review.is_past(event::RetentionField::name) && keeps_a_roster(options.state, *plan);
  if (const auto verified = journal::verify(options.state); verified)
    for (const auto& file : verified->moved_aside) report.left_aside.push_back(file.string());
  if (options.dry_run) return answer(report, options.json);
  if (const auto done = carry_out(options.state, *plan, writers, report, moment); !done) return complain(done.error());
  if (!report.review.due.empty() || report.marks || report.rosters) {
    if (const auto kept = keep_report(options.state, report, *now); !kept) return complain(kept.error());
  }
  return answer(report, options.json);
}

}  // namespace openday::tool
