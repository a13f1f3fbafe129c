// Plans for tests, by verbs: a session of 2026-11-17 in China, rows appended one after the other.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan.h"

namespace openday::event::testing {

inline base::Instant at(const std::string& clock, const std::string& day = "2026-11-17") {
  return base::parse_rfc3339(day + "T" + clock + (clock.size() == 5 ? ":00" : "") + "+08:00")->at;
}
inline Minutes minutes(const std::string& clock) { return Minutes(std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3, 2))); }

class PlanBuilder {
 public:
  PlanBuilder() {
    plan_.id = "TEST";
    plan_.name = "开放日";
    plan_.status = PlanStatus::confirmed;
    plan_.sites = {{"hall", "会议室", {}, {}, {}, true, {}, {}, {}}, {"park", "公园", {}, {}, {}, false, {}, {}, {}}};
    Session session;
    session.id = "main";
    session.when = {Precision::date, 2026, 11u, 17u, std::nullopt, std::nullopt, std::nullopt};
    plan_.sessions.push_back(session);
  }
  PlanBuilder& status(PlanStatus status, const std::string& notice = {}) {
    plan_.status = status;
    plan_.notice = notice;
    return *this;
  }
  PlanBuilder& window(const std::string& start, const std::string& end = {}) {
    When& when = plan_.sessions[0].when;
    when.precision = end.empty() ? Precision::start_only : Precision::instant;
    when.start = minutes(start);
    if (!end.empty()) when.end = minutes(end);
    return *this;
  }
  PlanBuilder& without_date() {
    plan_.sessions[0].when = {Precision::to_be_announced, {}, {}, {}, {}, {}, {}};
    return *this;
  }
  PlanBuilder& row(const std::string& id, const std::string& start = {}, const std::string& end = {}) {
    Item item;
    item.id = item.title = id;
    if (!start.empty()) item.start = minutes(start);
    if (!end.empty()) item.end = minutes(end);
    plan_.sessions[0].items.push_back(item);
    return *this;
  }
  Item& last() { return plan_.sessions[0].items.back(); }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const Session& session() const { return plan_.sessions[0]; }
  [[nodiscard]] Itinerary look(const std::string& clock, const std::vector<CorrectionBody>& corrections = {}, const std::string& day = "2026-11-17") const {
    return itinerary_at(plan_, plan_.sessions[0], corrections, at(clock, day));
  }

 private:
  Plan plan_;
};

inline CorrectionBody correction(CorrectionKind what, const std::string& item = {}, std::optional<int> minutes = {}, const std::string& text = {}) {
  CorrectionBody out;
  out.what = what;
  out.session = "main";
  out.item = item;
  out.minutes = minutes;
  out.text = text;
  return out;
}
inline CorrectionBody delay(const std::string& item, int by) { return correction(CorrectionKind::delay, item, by); }

inline std::string current_of(const Itinerary& itinerary) { return itinerary.current ? itinerary.rows[*itinerary.current].id : "-"; }
inline std::string next_of(const Itinerary& itinerary) { return itinerary.next ? itinerary.rows[*itinerary.next].id : "-"; }
inline const Row& row_of(const Itinerary& itinerary, const std::string& id) {
  for (const Row& row : itinerary.rows) {
    if (row.id == id) return row;
  }
  throw std::out_of_range("no row " + id);
}
inline std::string start_of(const Itinerary& itinerary, const std::string& id) {
  return base::clock_text(base::minutes_of_day(row_of(itinerary, id).start.value(), base::kChinaOffset));
}
inline std::string end_of(const Itinerary& itinerary, const std::string& id) {
  return base::clock_text(base::minutes_of_day(row_of(itinerary, id).end.value(), base::kChinaOffset));
}

}  // namespace openday::event::testing
