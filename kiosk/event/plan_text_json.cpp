#include <nlohmann/json.hpp>

#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

Json clock_json(const std::optional<Minutes>& minutes) { return minutes ? Json(base::clock_text(*minutes)) : Json(nullptr); }
Json clock_json(const std::optional<base::Instant>& at, Minutes zone) { return at ? Json(base::clock_text(base::minutes_of_day(*at, zone))) : Json(nullptr); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string site_name(const Plan& plan, const std::string& id) {
  const Site* site = plan.site(id);
  return site != nullptr ? site->name : id;
}

Json item_json(const Plan& plan, const Item& item) {
  Json json;
  json["id"] = item.id;
  json["kind"] = word_of(kItemKindWords, item.kind);
  json["title"] = item.title;
  json["place"] = text_or_null(plan.place_of(item));
  json["from"] = text_or_null(site_name(plan, item.from));
  json["to"] = text_or_null(site_name(plan, item.to));
  json["start"] = clock_json(item.start);
  json["end"] = clock_json(item.end);
  json["minutes"] = item.duration ? Json(item.duration->count()) : Json(nullptr);
  json["owner"] = text_or_null(item.owner);
  json["phase"] = text_or_null(item.phase);
  json["audience"] = item.audience;
  json["throughout"] = item.throughout;
  return json;
}

Json row_json(const Plan& plan, const Row& row) {
  Json json;
  json["id"] = row.id;
  json["title"] = row.title;
  json["kind"] = word_of(kItemKindWords, row.kind);
  json["place"] = text_or_null(row.place);
  json["from"] = text_or_null(row.from);
  json["to"] = text_or_null(row.to);
  json["start"] = clock_json(row.start, plan.zone);
  json["end"] = clock_json(row.end, plan.zone);
  json["shifted_minutes"] = row.shifted_minutes;
  return json;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string session_json(const Plan& plan, const Session& session) {
  Json json;
  json["event"] = plan.id;
  json["name"] = plan.name;
  json["status"] = word_of(kStatusWords, plan.status);
  json["session"] = session.id;
  json["title"] = text_or_null(session.title);
  json["precision"] = word_of(kPrecisionWords, session.when.precision);
  json["date"] = session.when.date() ? Json(base::to_string(*session.when.date())) : Json(nullptr);
  json["start"] = clock_json(session.when.start);
  json["end"] = clock_json(session.when.end);
  json["rows"] = Json::array();
  for (const Item& item : session.items) json["rows"].push_back(item_json(plan, item));
  return dump(json);
}

std::string itinerary_json(const Plan& plan, const Itinerary& itinerary) {
  Json json;
  json["event"] = itinerary.event;
  json["session"] = itinerary.session;
  json["state"] = to_string(itinerary.state);
  json["current"] = nullptr;
  if (itinerary.current) {
    json["current"] = row_json(plan, itinerary.rows[*itinerary.current]);
    json["current"]["minutes_left"] = itinerary.minutes_left ? Json(*itinerary.minutes_left) : Json(nullptr);
  }
  json["next"] = itinerary.next ? row_json(plan, itinerary.rows[*itinerary.next]) : Json(nullptr);
  json["notices"] = itinerary.notices;
  return dump(json);
}

}  // namespace openday::event
