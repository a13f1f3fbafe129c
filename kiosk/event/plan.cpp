#include "kiosk/event/plan.h"

#include <algorithm>

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

const Session* session_at(const std::vector<Session>& sessions, Date day, Minutes minute) {
  const auto start = [](const Session& session) { return session.when.start.value_or(Minutes(0)); };
  const Session *first_left = nullptr, *last_over = nullptr;
  for (const Session& session : sessions) {
    if (session.when.date() != day) continue;
    if (session.when.end && *session.when.end <= minute) {
      if (!last_over || start(session) > start(*last_over)) last_over = &session;
    } else if (!first_left || start(session) < start(*first_left)) {
      first_left = &session;
    }
  }
  return first_left ? first_left : last_over;
}
}  // namespace

bool audiences_meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty();
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

const Session* Plan::session(std::string_view wanted) const {
  return find_in(sessions, [&](const Session& session) { return session.id == wanted; });
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

const Session* Plan::session_for(Date day, Minutes minute) const {
  if (const Session* today = session_at(sessions, day, minute)) return today;
  const Session* following = nullptr;
  for (const Session& session : sessions) {
    const auto date = session.when.date();
    if (!date) continue;
    if (*date > day && (!following || *date < *following->when.date())) following = &session;
  }
  if (following) return following;
  return sessions.empty() ? nullptr : &sessions.back();
}

}  // namespace openday::event
