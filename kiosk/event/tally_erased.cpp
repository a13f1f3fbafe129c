// What erased ratings and sheets leave behind: written when they are erased, counted ever after.
#include <charconv>

#include <nlohmann/json.hpp>

#include "kiosk/event/tally.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMaxErased = 1'000'000;   // of one number: a forged one does not overflow a sum

int number(const Json& json) { return json.is_number_unsigned() && json.get<std::uint64_t>() <= kMaxErased ? json.get<int>() : 0; }

Json member(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found != json.end() ? *found : Json();
}

// Calls take(session, subject, category, value) for a value three objects deep.
template <class Take>
void each_place(const Json& sessions, Take&& take) {
  if (!sessions.is_object()) return;
  for (const auto& [session, subjects] : sessions.items()) {
    if (!subjects.is_object()) continue;
    for (const auto& [subject, categories] : subjects.items()) {
      if (!categories.is_object()) continue;
      for (const auto& [category, value] : categories.items()) take(TallyKey{session, subject, category, false}, value);
    }
  }
}

void add_tally(const Json& numbers, Tally& into) {
  if (!numbers.is_array() || numbers.size() != into.n.size()) return;
  for (std::size_t i = 0; i < into.n.size(); ++i) into.n[i] += number(numbers[i]);
}

void add_item(const Json& json, ItemCount& into) {
  into.answered += number(member(json, "n"));
  if (const Json values = member(json, "values"); values.is_object()) {
    for (const auto& [text, count] : values.items()) {
      int value = -1;
      if (const auto end = std::from_chars(text.data(), text.data() + text.size(), value); end.ec == std::errc() && value >= 0 && value <= 100) into.values[value] += number(count);
    }
  }
  if (const Json choices = member(json, "choices"); choices.is_object())
    for (const auto& [choice, count] : choices.items()) into.choices[choice] += number(count);
}

void add_sheet(const Json& json, SheetCount& into) {
  into.sheets += number(member(json, "n"));
  if (const Json items = member(json, "items"); items.is_object())
    for (const auto& [item, count] : items.items()) add_item(count, into.items[item]);
}

Json json_of(const SheetCount& sheet) {
  Json out{{"n", sheet.sheets}, {"items", Json::object()}};
  for (const auto& [id, item] : sheet.items) {
    Json& one = out["items"][id] = {{"n", item.answered}};
    for (const auto& [value, count] : item.values) one["values"][std::to_string(value)] = count;
    for (const auto& [choice, count] : item.choices) one["choices"][choice] = count;
  }
  return out;
}

}  // namespace

void TallyFold::count_erased() {
  for (const RecordLedger::Erase* erase : ledger_.counting_erases()) {
    const Json counts = Json::parse(erase->body.counts, nullptr, false);
    Counts& into = counts_[erase->event];
    each_place(member(counts, "ratings"), [&](const TallyKey& key, const Json& value) { add_tally(value, into.ratings[key]); });
    each_place(member(counts, "sheets"), [&](const TallyKey& key, const Json& value) { add_sheet(value, into.sheets[key]); });
    std::erase_if(into.ratings, [](const auto& entry) { return entry.second.total() == 0; });
  }
}

std::string TallyFold::erase_counts(const std::vector<base::Uuid>& records) {
  const UuidSet named(records.begin(), records.end());
  std::map<std::string, Counts> gone;
  for (const Named* one : standing())
    if (named.contains(ledger_.id(one->index))) count(*one, gone);
  Json out = Json::object();
  for (const auto& [event, counts] : gone) {
    for (const auto& [key, tally] : counts.ratings) out["ratings"][key.session][key.subject][key.category] = tally.n;
    for (const auto& [key, sheet] : counts.sheets) out["sheets"][key.session][key.subject][key.category] = json_of(sheet);
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace openday::event
