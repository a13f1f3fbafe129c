// What is kept of one person (PIPL art. 45 and 47): found by confirmation id or by the number of a case.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/case_number.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"
#include "kiosk/tool/person_words.h"
#include "kiosk/tool/state_folder.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kHonest = "an anonymous ballot cannot be found again: nothing that is stored, sent or printed says whose it is";

struct Whose {
  std::optional<event::RegistrationId> registration;
  std::string number;   // of a case, as written
};

Input<Whose> whose(const PersonOptions& options) {
  if (options.registration.empty() == options.number.empty())
    return base::fail(InputError::unusable, "give --registration ID or --case NUMBER");
  Whose out;
  if (!options.registration.empty()) {
    out.registration = event::parse_registration_id(options.registration);
    if (!out.registration) return base::fail(InputError::unusable, "--registration is no confirmation id; expected 32 hex digits, as in index.csv");
    return out;
  }
  const auto number = event::parse_case_number(options.number);
  if (!number) return base::fail(InputError::unusable, "--case is no number of a case, or mistyped; expected eight letters and digits, as K7Q2-M9XT on the receipt");
  out.number = *number;
  return out;
}

bool is_of_case(const event::Record& record, const std::string& number) {
  if (record.kind == to_string(event::Kind::rating)) return event::case_number(record.id) == number;
  const Json body = body_of(record);
  const auto found = body.is_object() ? body.find("number") : body.end();
  return body.is_object() && found != body.end() && *found == number;
}

bool names(const event::Record& record, const Whose& whom) {
  if (record.erased()) return false;
  if (whom.registration) return record.body->find(to_string(*whom.registration)) != std::string::npos;
  return is_of_case(record, whom.number);
}

struct Found {
  event::Record record;
  bool foreign = false;
};

// Numbers of the cases that these records are: consents and the office's notes name the case and not the guest.
std::set<std::string> cases_of(const std::vector<Found>& found) {
  std::set<std::string> out;
  for (const Found& one : found) {
    if (one.record.kind == to_string(event::Kind::rating)) out.insert(event::case_number(one.record.id));
    if (one.record.kind != to_string(event::Kind::opinion)) continue;
    if (const auto said = event::read_opinion(*one.record.body)) out.insert(said->number);
  }
  return out;
}

Input<std::vector<Found>> find_all(const PersonOptions& options, const event::Plan& plan, const Whose& whom) {
  const auto find = [&](const auto& belongs) -> Input<std::vector<Found>> {
    std::vector<Found> out;
    const auto walked = walk_records(options.state, [&](const event::Record& record, bool foreign) {
      if (record.event == plan.id && belongs(record)) out.push_back({record, foreign});
    });
    if (!walked) return tl::unexpected(walked.error());
    return out;
  };
  auto named = find([&](const event::Record& record) { return names(record, whom); });
  if (!named) return named;
  const auto numbers = cases_of(*named);
  if (numbers.empty()) return named;
  return find([&](const event::Record& record) {
    return names(record, whom) || (!record.erased() && std::ranges::any_of(numbers, [&](const std::string& number) { return is_of_case(record, number); }));
  });
}

std::vector<std::string> subjects_of(const event::Plan& plan) {
  std::vector<std::string> out;
  for (const event::Questionnaire& form : plan.questionnaires)
    for (const auto& subject : form.subjects)
      if (std::ranges::find(out, subject.id) == out.end()) out.push_back(subject.id);
  return out;
}

Input<std::optional<event::Guest>> on_roster(const PersonOptions& options, const event::Plan& plan, const Whose& whom) {
  if (options.roster.empty() || !whom.registration) return std::nullopt;
  const auto roster = read_roster_file(options.roster, plan);
  if (!roster) return tl::unexpected(roster.error());
  const event::Guest* guest = roster->find(*whom.registration);
  return guest != nullptr ? std::optional(*guest) : std::nullopt;
}

Input<std::vector<std::string>> rated_by(const PersonOptions& options, const event::Plan& plan, const Whose& whom) {
  if (!whom.registration) return std::vector<std::string>();
  auto rated = journal::JournalReader(options.state).rated(plan.id, *whom.registration, subjects_of(plan));
  if (!rated) return base::fail(InputError::unusable, rated.error().what);
  return std::move(*rated);
}

void say(const Found& found, bool json) {
  const event::Record& record = found.record;
  const Json body = body_of(record);
  if (json) {
    const Json line{{"kind", record.kind}, {"label", kind_in_words(record.kind)}, {"at", record.at}, {"id", base::to_string(record.id)}, {"foreign", found.foreign}, {"body", body}};
    return print(line.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  print(fmt::format("{}  {}{}\n{}", record.at, kind_in_words(record.kind), found.foreign ? "（来自另一台设备）" : "", members_in_words(body)));
}

void say_ballots(const std::vector<std::string>& rated, bool json) {
  if (json) return print(Json{{"kind", "ballots"}, {"rated", rated}, {"note", kHonest}}.dump());
  std::string subjects;
  for (const std::string& subject : rated) subjects += (subjects.empty() ? "" : ", ") + subject;
  if (!rated.empty()) print(fmt::format("marks: has rated {} anonymously", subjects));
  print(kHonest);
}

Input<void> erase_found(const event::Plan& plan, const PersonOptions& options, const Whose& whom, const std::vector<Found>& found,
                        const std::vector<std::string>& rated, const base::Moment& now, Writers& writers) {
  std::vector<base::Uuid> ids;
  journal::InboxErasure sent, copies;
  for (const Found& one : found) {
    ids.push_back(one.record.id);
    if (one.foreign) copies.records.push_back(one.record.id);
    else sent.sent.push_back({one.record.device, one.record.inc, one.record.seq});
  }
  auto erasures = erasures_of(options.state, plan, ids, "asked");
  if (!erasures) return tl::unexpected(erasures.error());
  if (erasures->empty()) erasures->push_back({plan.id, {}, "asked", {}, {}});
  for (const std::string& subject : rated) {
    const auto mark = writers.journal->ballots().mark(plan.id, *whom.registration, subject);
    if (!mark) return base::fail(InputError::unusable, mark.error().what);
    if (*mark) erasures->front().marks.push_back(**mark);
  }
  // Others' copies last: once the `erase` record names them, whoever is cut short finds the rest again, and their own boxes follow it.
  if (writers.inbox) {
    if (const auto done = writers.inbox->erase(sent); !done) return base::fail(InputError::unusable, done.error().what);
  }
  if (const auto done = writers.journal->erase(*erasures, now); !done) return base::fail(InputError::unusable, done.error().what);
  if (writers.inbox) {
    if (const auto done = writers.inbox->erase(copies); !done) return base::fail(InputError::unusable, done.error().what);
  }
  if (const auto settled = writers.journal->settle(); !settled)
    return base::fail(InputError::unusable, fmt::format("{}; erased, but the write-ahead log could not be emptied: end what reads it and give the command again", settled.error().what));
  return {};
}

Input<base::Moment> moment_of(const PersonOptions& options) {
  if (options.now.empty()) return base::make_system_clock(base::build_date())->now();
  const auto now = parse_moment(options.now, "--now");
  if (!now) return tl::unexpected(now.error());
  return confirmed_moment(*now);
}

}  // namespace

int person_export(const PersonOptions& options) {
  const auto plan = read_plan_file(options.plan);
  if (!plan) return complain(plan.error());
  const auto whom = whose(options);
  if (!whom) return complain(whom.error());
  if (const auto there = need_journal(options.state); !there) return complain(there.error());
  const auto found = find_all(options, *plan, *whom);
  if (!found) return complain(found.error());
  const auto guest = on_roster(options, *plan, *whom);
  if (!guest) return complain(guest.error());
  const auto rated = rated_by(options, *plan, *whom);
  if (!rated) return complain(rated.error());
  for (const Found& one : *found) say(one, options.json);
  if (*guest) {
    const Json entry = guest_json(**guest);
    print(options.json ? Json{{"kind", "roster"}, {"body", entry}}.dump() : fmt::format("名单\n{}", members_in_words(entry)));
  }
  if (whom->registration) say_ballots(*rated, options.json);
  if (!found->empty() || *guest || !rated->empty()) return kYes;
  note(fmt::format("{}: nothing there names it", options.state));
  return kNo;
}

int person_erase(const PersonOptions& options) {
  const auto plan = read_plan_file(options.plan);
  if (!plan) return complain(plan.error());
  const auto whom = whose(options);
  if (!whom) return complain(whom.error());
  const auto now = moment_of(options);
  if (!now) return complain(now.error());
  if (const auto there = need_journal(options.state); !there) return complain(there.error());
  auto writers = take_writers(options.state, *now);
  if (!writers) return complain(writers.error());
  if (const auto floor = writers->journal->clock_floor(); floor && now->wall < *floor)
    return complain(fmt::format("the date is {}, before the last record of this box ({}); give today's by --now", base::to_rfc3339(now->wall, plan->zone), base::to_rfc3339(*floor, plan->zone)));
  const auto found = find_all(options, *plan, *whom);
  if (!found) return complain(found.error());
  const auto rated = rated_by(options, *plan, *whom);
  if (!rated) return complain(rated.error());
  if (!found->empty() || !rated->empty()) {
    if (const auto done = erase_found(*plan, options, *whom, *found, *rated, *now, *writers); !done) return complain(done.error());
  }
  if (options.json) {
    print(Json{{"records", found->size()}, {"marks", rated->size()}, {"note", kHonest}}.dump());
  } else {
    print(fmt::format("{} records and {} marks erased; the bureau and other boxes follow when syncd runs; the box's copy of the roster and lists at the office are not touched: load a roster without the guest", found->size(), rated->size()));
    print(kHonest);
  }
  return found->empty() && rated->empty() ? kNo : kYes;
}

}  // namespace openday::tool
