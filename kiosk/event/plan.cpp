#include "kiosk/event/plan.h"

#include <algorithm>

#include "kiosk/event/session_choice.h"

namespace openday::event {

std::optional<Date> When::date() const {
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{*month}, std::chrono::day{*day}};
  return date.ok() ? std::optional<Date>(date) : std::nullopt;
}

namespace {
template <class List, class Match>
auto find_in(const List& list, Match match) -> decltype(list.data()) {
  const auto found = std::find_if(list.begin(), list.end(), match);
  return found == list.end() ? nullptr : &*found;
}
}  // namespace

bool audiences_meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty();
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

const Session* Plan::session(std::string_view wanted) const {
  return find_in(sessions, [&](const Session& session) { return session.id == wanted; });
}

const Questionnaire* Plan::questionnaire(std::string_view wanted) const {
  return find_in(questionnaires, [&](const Questionnaire& questionnaire) { return questionnaire.id == wanted; });
}

const Site* Plan::site(std::string_view wanted) const {
  return find_in(sites, [&](const Site& site) { return site.id == wanted; });
}

const Category* Plan::category(std::string_view wanted) const {
  return find_in(categories, [&](const Category& category) { return category.id == wanted; });
}

const Category* Plan::category(int code) const {
  return find_in(categories, [&](const Category& category) { return category.code == code; });
}

std::string Plan::place_of(const Item& item) const {
  const auto name_of = [&](const std::string& wanted) { return site(wanted) != nullptr ? site(wanted)->name : wanted; };
  std::string out = name_of(item.site);
  for (const std::string& more : item.more_sites) out += "、" + name_of(more);
  return out;
}

const Session* Plan::session_for(Date day, Minutes minute) const { return session_in_force(*this, {}, day, minute); }

}  // namespace openday::event
