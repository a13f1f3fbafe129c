// What erased ratings and sheets leave behind: written when they are erased, counted ever after.
#include <algorithm>
#include <charconv>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "kiosk/event/tally.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::uint64_t kMaxErased = 4'096;   // kMaxErasedIds: of one number; a forged one does not overflow a sum

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

void add_sheet(const SheetCount& from, SheetCount& into) {
  into.sheets += from.sheets;
  for (const auto& [id, item] : from.items) {
    ItemCount& sum = into.items[id];
    sum.answered += item.answered;
    for (const auto& [value, count] : item.values) sum.values[value] += count;
    for (const auto& [choice, count] : item.choices) sum.choices[choice] += count;
  }
}

// The largest number an item claims: each is of single sheets.
std::int64_t most_of(const ItemCount& item) {
  std::int64_t most = item.answered;
  for (const auto& [value, count] : item.values) most = std::max<std::int64_t>(most, count);
  for (const auto& [choice, count] : item.choices) most = std::max<std::int64_t>(most, count);
  return most;
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

std::string counts_json(const std::map<std::string, Counts>& by_event) {
  Json out = Json::object();
  for (const auto& [event, counts] : by_event) {
    for (const auto& [key, tally] : counts.ratings) out["ratings"][key.session][key.subject][key.category] = tally.n;
    for (const auto& [key, sheet] : counts.sheets) out["sheets"][key.session][key.subject][key.category] = json_of(sheet);
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

// An erase of n records leaves no more than n ratings, and n sheets of each of their subjects: more is no erase of ours.
void TallyFold::count_erased() {
  for (const RecordLedger::Erase* erase : ledger_.counting_erases()) {
    const Json json = Json::parse(erase->body.counts, nullptr, false);
    Counts left;
    each_place(member(json, "ratings"), [&](const TallyKey& key, const Json& value) { add_tally(value, left.ratings[key]); });
    each_place(member(json, "sheets"), [&](const TallyKey& key, const Json& value) { add_sheet(value, left.sheets[key]); });
    const auto records = static_cast<std::int64_t>(erase->body.records.size());
    std::int64_t ratings = 0, sheets = 0, answers = 0;
    for (const auto& [key, tally] : left.ratings) ratings += tally.total();
    for (const auto& [key, sheet] : left.sheets) {
      sheets += sheet.sheets;
      for (const auto& [id, item] : sheet.items) answers = std::max(answers, most_of(item));
    }
    Counts& into = counts_[erase->event];
    if (ratings <= records) {
      for (const auto& [key, tally] : left.ratings)
        for (std::size_t i = 0; i < tally.n.size(); ++i)
          if (tally.total() > 0) into.ratings[key].n[i] += tally.n[i];
    }
    if (sheets <= records * static_cast<std::int64_t>(kMaxSheetSubjects) && answers <= records)
      for (const auto& [key, sheet] : left.sheets) add_sheet(sheet, into.sheets[key]);
  }
}

// Where another of the guest's ratings stays, that one counts from now on.
std::vector<const TallyFold::Named*> TallyFold::leaving(const std::vector<base::Uuid>& all) {
  const UuidSet going(all.begin(), all.end());
  std::unordered_set<NamedKey, NamedKeyHash> staying[2];
  for (const Named& one : named_)
    if (!going.contains(ledger_.id(one.index)) && ledger_.stands(one.index)) staying[one.grade > 0].insert(one.key);
  std::vector<const Named*> out = standing();
  std::erase_if(out, [&](const Named* one) { return !going.contains(ledger_.id(one->index)) || staying[one->grade > 0].contains(one->key); });
  return out;
}

std::string TallyFold::erase_counts(const std::vector<base::Uuid>& records, const std::vector<base::Uuid>& all) {
  const UuidSet named(records.begin(), records.end());
  std::map<std::string, Counts> gone;
  for (const Named* one : leaving(all))
    if (named.contains(ledger_.id(one->index))) count(*one, gone);
  return counts_json(gone);
}

std::unordered_map<base::Uuid, std::string, UuidHash> TallyFold::erase_counts_each(const std::vector<base::Uuid>& all) {
  std::unordered_map<base::Uuid, std::string, UuidHash> out;
  for (const Named* one : leaving(all)) {
    std::map<std::string, Counts> gone;
    count(*one, gone);
    out.emplace(ledger_.id(one->index), counts_json(gone));
  }
  return out;
}

}  // namespace openday::event
