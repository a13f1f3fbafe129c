#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/attendance.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json record_json(const event::Record& record) {
  Json json;
  json["id"] = base::to_string(record.id);
  json["device"] = base::to_string(record.device);
  json["inc"] = record.inc;
  json["seq"] = record.seq;
  json["kind"] = record.kind;
  json["event"] = record.event;
  json["at"] = record.at;
  json["boot"] = record.boot;
  json["mono"] = record.mono;
  json["clock"] = base::to_string(record.clock);
  json["erased"] = record.erased();
  json["body"] = nullptr;
  if (record.body) {
    json["body"] = Json::parse(*record.body, nullptr, false);
    if (json["body"].is_discarded()) json["body"] = *record.body;
  }
  return json;
}

void say(const event::Record& record, bool json) {
  if (json) return print(dump(record_json(record)));
  print(fmt::format("{:>6} {} {:<12} {:<8} {}", record.seq, record.at, record.kind, record.event, record.body.value_or("(erased)")));
}

// All records of this box and of others to one attendance, and where admissions took place.
class Fold {
 public:
  void add(const event::Record& record) {
    attendance_.add(record);
    if (!record.body) return;
    if (record.kind == to_string(event::Kind::check_in)) {
      if (const auto body = event::read_check_in(*record.body)) sessions_[{record.event, body->session}].insert(body->category);
    } else if (record.kind == to_string(event::Kind::walk_in)) {
      if (const auto body = event::read_walk_in(*record.body)) sessions_[{record.event, body->session}].insert(body->category);
    } else if (record.kind == to_string(event::Kind::erase)) {
      add_erased(record);
    }
  }

  [[nodiscard]] Json json() const {
    Json all = Json::array();
    for (const auto& [place, names] : sessions_) {
      const auto& [event, session] = place;
      std::map<std::string, int> categories;
      for (const std::string& category : names)
        if (const int persons = attendance_.persons(event, session, category); persons > 0) categories[category] = persons;
      const auto present = attendance_.present(event, session);
      all.push_back({{"event", event}, {"session", session}, {"registrations", present.size()}, {"persons", attendance_.persons(event, session)},
                     {"categories", categories}, {"conflicts", conflicts(event, session)}});
    }
    return {{"fold", {{"sessions", all}}}};
  }

 private:
  // What erased admissions left: their numbers by session and category.
  void add_erased(const event::Record& record) {
    const auto body = event::read_erase(*record.body);
    const Json counts = body ? Json::parse(body->counts, nullptr, false) : Json();
    if (!counts.is_object() || !counts.contains("persons") || !counts["persons"].is_object()) return;
    for (const auto& [session, categories] : counts["persons"].items())
      for (const auto& [category, persons] : categories.items()) sessions_[{record.event, session}].insert(category);
  }
  [[nodiscard]] std::size_t conflicts(const std::string& event, const std::string& session) const {
    std::size_t count = 0;
    for (const event::Conflict& conflict : attendance_.conflicts(event)) count += conflict.session == session ? 1 : 0;
    return count;
  }

  event::Attendance attendance_;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> sessions_;   // event, session: categories
};

Input<std::uint64_t> walk_own(const RecordsOptions& options, Fold& fold) {
  journal::JournalReader reader(options.state);
  std::uint64_t after = 0, count = 0;
  for (bool more = true; more;) {
    const auto scan = reader.scan(after);
    if (!scan) return base::fail(InputError::unusable, scan.error().what);
    for (const event::Record& record : scan->records) {
      fold.add(record);
      ++count;
      if (!options.kind || *options.kind == record.kind) say(record, options.json);
    }
    after = scan->next;
    more = scan->more;
  }
  return count;
}

Input<void> walk_foreign(const std::string& state, Fold& fold) {
  journal::InboxReader reader(state);
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto scan = reader.foreign_records(after);
    if (!scan) return base::fail(InputError::unusable, scan.error().what);
    for (const auto& record : scan->records) fold.add(record);
    after = scan->next;
    more = scan->more;
  }
  return {};
}

}  // namespace

int records(const RecordsOptions& options) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.state, ignored)) return complain(fmt::format("{}: no such folder; give the state folder of a kiosk, or a copy of it", options.state));
  if (options.kind && !event::parse_kind(*options.kind)) return complain(fmt::format("--kind is \"{}\"; expected a kind of record such as check-in, rating-batch, correction, staff", *options.kind));
  Fold fold;
  const auto count = walk_own(options, fold);
  if (!count) return complain(count.error());
  if (const auto foreign = walk_foreign(options.state, fold); !foreign) return complain(foreign.error());
  if (*count == 0) note(fmt::format("{}: no records yet", options.state));
  const Json folded = fold.json();
  if (options.json) {
    print(dump(folded));
    return kYes;
  }
  for (const Json& session : folded["fold"]["sessions"]) {
    print(fmt::format("{} {}: {} persons of {} registrations, {} conflicts", session["event"].get<std::string>(), session["session"].get<std::string>(),
                      session["persons"].get<int>(), session["registrations"].get<std::size_t>(), session["conflicts"].get<std::size_t>()));
  }
  return kYes;
}

}  // namespace openday::tool
