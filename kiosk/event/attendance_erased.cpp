#include "kiosk/event/attendance_erased.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

constexpr std::uint64_t kMaxErasedPersons = 1'000'000;

}  // namespace

void ErasedNumbers::add(std::size_t index, std::string event, const EraseBody& body) {
  erases_.push_back({index, std::move(event), body});
  named_.insert(body.records.begin(), body.records.end());
  stale_ = true;
}

void ErasedNumbers::refresh(const std::function<bool(std::size_t, std::size_t)>& before) {
  if (!std::exchange(stale_, false)) return;
  std::ranges::sort(erases_, [&](const Erase& a, const Erase& b) { return before(a.index, b.index); });
  totals_.clear();
  UuidSet seen;
  for (const Erase& erase : erases_) {
    const auto known = [&](const base::Uuid& id) { return seen.contains(id); };
    if (!std::ranges::all_of(erase.body.records, known)) count(erase);
    seen.insert(erase.body.records.begin(), erase.body.records.end());
  }
}

void ErasedNumbers::count(const Erase& erase) {
  const auto counts = nlohmann::json::parse(erase.body.counts, nullptr, false);
  if (!counts.is_object() || !counts.contains("persons")) return;
  for (const auto& [session, categories] : counts["persons"].items()) {
    if (!categories.is_object()) continue;
    for (const auto& [category, number] : categories.items())
      if (number.is_number_unsigned() && number.get<std::uint64_t>() <= kMaxErasedPersons)
        totals_[{erase.event, session}][category] += number.get<int>();
  }
}

int ErasedNumbers::persons(const Place& place) const {
  const auto found = totals_.find(place);
  int sum = 0;
  if (found != totals_.end())
    for (const auto& [category, count] : found->second) sum += count;
  return sum;
}

int ErasedNumbers::persons(const Place& place, std::string_view category) const {
  const auto found = totals_.find(place);
  if (found == totals_.end()) return 0;
  const auto count = found->second.find(category);
  return count == found->second.end() ? 0 : count->second;
}

}  // namespace openday::event
