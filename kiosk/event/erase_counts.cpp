#include "kiosk/event/erase_counts.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

// Bytes of one body that its ids and cases may fill: half of kMaxBodyBytes, the rest is for tallies.
constexpr std::size_t kBudget = kMaxBodyBytes / 2, kIdBytes = 39, kCaseBytes = 240;

struct Came {
  RegistrationId registration;
  std::string session;
};

std::optional<Came> admission_of(const Record& record) {
  if (record.erased()) return std::nullopt;
  if (record.kind == to_string(Kind::check_in)) {
    const auto body = read_check_in(*record.body);
    return body ? std::optional(Came{body->registration, body->session}) : std::nullopt;
  }
  if (record.kind == to_string(Kind::walk_in)) {
    const auto body = read_walk_in(*record.body);
    return body ? std::optional(Came{body->registration, body->session}) : std::nullopt;
  }
  return std::nullopt;
}

void merge(Json& into, const std::string& text) {
  Json more = Json::parse(text, nullptr, false);
  if (more.is_object()) into.update(more);
}
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// `left`: {session, category, persons} each.
void add_persons(const auto& left, Json& counts) {
  for (const auto& one : left) {
    Json& number = counts["persons"][one.session][one.category];
    number = (number.is_null() ? 0 : number.template get<int>()) + one.persons;
  }
}

}  // namespace

EraseCounts::EraseCounts(std::string event, const std::vector<base::Uuid>& erased)
    : event_(std::move(event)), erased_(erased), named_(erased.begin(), erased.end()) {}

void EraseCounts::add(const Record& record) {
  before_.add(record);
  tally_.add(record);
  cases_.add(record);
  const auto came = admission_of(record);
  if (came && record.event == event_ && std::ranges::find(sessions_, came->session) == sessions_.end()) sessions_.push_back(came->session);
  if (!named_.contains(record.id)) return after_.add(record);
  if (came) came_.emplace(record.id, came->registration);
  if (record.kind == to_string(Kind::opinion) || record.kind == to_string(Kind::rating)) heavy_.insert(record.id);
  Record blank = record;
  blank.body.reset();
  blank.salt.reset();
  after_.add(blank);
}

EraseCounts::LeftBy EraseCounts::persons_left() const {
  LeftBy out;
  for (const std::string& session : sessions_) {
    for (const Presence& presence : before_.present(event_, session)) {
      const Presence* stays = after_.find(event_, session, presence.registration);
      const int gone = presence.persons - (stays != nullptr ? stays->persons : 0);
      if (gone > 0) out[presence.registration].push_back({session, presence.category, gone});
    }
  }
  return out;
}

std::vector<EraseCounts::Left> EraseCounts::take_persons(const base::Uuid& record, LeftBy& left) const {
  const auto came = came_.find(record);
  const auto found = came == came_.end() ? left.end() : left.find(came->second);
  if (found == left.end()) return {};
  auto out = std::move(found->second);
  left.erase(found);
  return out;
}

std::string EraseCounts::counts(const std::vector<base::Uuid>& records, LeftBy& left, Minutes zone) {
  Json out = Json::object();
  for (const base::Uuid& id : records) add_persons(take_persons(id, left), out);
  merge(out, tally_.erase_counts(records, erased_));
  merge(out, cases_.erase_counts(records, zone));
  return text_of(out);
}

std::vector<EraseBody> EraseCounts::bodies_each(std::string_view reason, Minutes zone) {
  LeftBy left = persons_left();
  const auto tallies = tally_.erase_counts_each(erased_), cases = cases_.erase_counts_each(erased_, zone);
  std::vector<EraseBody> out;
  for (const base::Uuid& id : erased_) {
    Json counts = Json::object();
    add_persons(take_persons(id, left), counts);
    for (const auto* numbers : {&tallies, &cases})
      if (const auto found = numbers->find(id); found != numbers->end()) merge(counts, found->second);
    if (!counts.empty()) out.push_back({{id}, std::string(reason), text_of(counts)});
  }
  return out;
}

std::vector<EraseBody> EraseCounts::bodies(std::string_view reason, Minutes zone) {
  std::vector<EraseBody> out;
  LeftBy left = persons_left();
  std::size_t filled = kBudget;
  for (const base::Uuid& id : erased_) {
    const std::size_t size = kIdBytes + (heavy_.contains(id) ? kCaseBytes : 0);
    if (filled + size > kBudget || out.back().records.size() == kMaxErasedIds) {
      out.push_back({{}, std::string(reason), {}});
      filled = 0;
    }
    out.back().records.push_back(id);
    filled += size;
  }
  for (EraseBody& body : out) body.counts = counts(body.records, left, zone);
  return out;
}

}  // namespace openday::event
