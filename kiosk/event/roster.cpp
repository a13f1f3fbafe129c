#include "kiosk/event/roster.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

constexpr std::array<std::pair<GuestState, std::string_view>, 3> kStates{
    {{GuestState::expected, "expected"}, {GuestState::cancelled, "cancelled"}, {GuestState::waiting, "waiting"}}};

nlohmann::ordered_json guest_json(const Guest& guest) {
  nlohmann::ordered_json out;
  const auto put = [&](const char* name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  out["registration"] = to_string(guest.registration);
  put("number", guest.number);
  out["name"] = guest.name;
  out["category"] = guest.category;
  put("group", guest.group);
  put("seat", guest.seat);
  put("department", guest.department);
  put("vehicle", guest.vehicle);
  put("session", guest.session);
  put("phone_tail", guest.phone_tail);
  if (guest.persons != 1) out["persons"] = guest.persons;
  if (guest.state != GuestState::expected) out["state"] = to_string(guest.state);
  return out;
}

}  // namespace

std::string_view to_string(GuestState state) {
  for (const auto& [known, name] : kStates)
    if (known == state) return name;
  return {};
}

std::optional<GuestState> parse_guest_state(std::string_view text) {
  for (const auto& [state, name] : kStates)
    if (name == text) return state;
  return std::nullopt;
}

Roster::Roster(std::string event, int version, std::vector<Guest> guests)
    : event_(std::move(event)), version_(version), guests_(std::move(guests)) {
  by_id_.reserve(guests_.size());
  by_number_.reserve(guests_.size());
  for (std::size_t i = 0; i < guests_.size(); ++i) {
    by_id_.try_emplace(guests_[i].registration, i);
    if (!guests_[i].number.empty()) by_number_.try_emplace(guests_[i].number, i);
  }
}

const Guest* Roster::find(const RegistrationId& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &guests_[found->second];
}

const Guest* Roster::find_number(std::string_view number) const {
  const auto found = by_number_.find(std::string(number));
  return found == by_number_.end() ? nullptr : &guests_[found->second];
}

std::string write_roster(const Roster& roster) {
  std::string out = fmt::format("{{\"schema\":{},\"event\":{},\"version\":{},\"guests\":[", kRosterSchemaVersion,
                                nlohmann::json(roster.event()).dump(), roster.version());
  const char* separator = "\n";
  for (const Guest& guest : roster.guests()) {
    out += separator;
    out += guest_json(guest).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    separator = ",\n";
  }
  return out + "\n]}\n";
}

}  // namespace openday::event
