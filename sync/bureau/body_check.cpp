#include "sync/bureau/body_check.h"

#include <nlohmann/json.hpp>

#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_bodies_group.h"

namespace openday::bureau {
namespace {

bool is_understood(event::Kind kind, std::string_view body) {
  switch (kind) {
    case event::Kind::check_in: return event::read_check_in(body).has_value();
    case event::Kind::walk_in: return event::read_walk_in(body).has_value();
    case event::Kind::screening: return event::read_screening(body).has_value();
    case event::Kind::consent: return event::read_consent(body).has_value();
    case event::Kind::rating: return event::read_rating(body).has_value();
    case event::Kind::scorecard: return event::read_scorecard(body).has_value();
    case event::Kind::opinion: return event::read_opinion(body).has_value();
    case event::Kind::follow_up: return event::read_follow_up(body).has_value();
    case event::Kind::void_record: return event::read_void(body).has_value();
    case event::Kind::correction: return event::read_correction(body).has_value();
    case event::Kind::rating_batch: return event::read_rating_batch(body).has_value();
    case event::Kind::staff: return event::read_staff(body).has_value();
    case event::Kind::refusal: return event::read_refusal(body).has_value();
    case event::Kind::erase: return event::read_erase(body).has_value();
    case event::Kind::document: return event::read_document(body).has_value();
    case event::Kind::device: return event::read_device(body).has_value();
    case event::Kind::roll_call: return event::read_roll_call(body).has_value();
    case event::Kind::waitlist: return event::read_waitlist(body).has_value();
    default: return body.size() <= event::kMaxBodyBytes && nlohmann::json::accept(body);
  }
}

}  // namespace

std::string_view quarantine_code(const event::Record& record) {
  const auto kind = event::parse_kind(record.kind);
  if (record.v != event::kRecordVersion || !kind) return "future";
  if (!base::parse_rfc3339(record.at)) return "schema";
  if (record.erased()) return {};
  return is_understood(*kind, *record.body) ? std::string_view{} : "schema";
}

}  // namespace openday::bureau
