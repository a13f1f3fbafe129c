#include "kiosk/tool/person_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;
using event::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 13> kKinds{{{Kind::check_in, "签到"},
                                                                    {Kind::check_out, "签退"},
                                                                    {Kind::void_record, "作废"},
                                                                    {Kind::walk_in, "现场登记"},
                                                                    {Kind::screening, "入场检查结果"},
                                                                    {Kind::consent, "同意"},
                                                                    {Kind::rating, "记名评价"},
                                                                    {Kind::scorecard, "记名评议表"},
                                                                    {Kind::opinion, "意见建议"},
                                                                    {Kind::staff, "工作人员操作"},
                                                                    {Kind::follow_up, "交办情况"},
                                                                    {Kind::waitlist, "候补递补"},
                                                                    {Kind::roll_call, "点名"}}};

void write(std::string& out, const Json& json, int depth) {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  for (const auto& [name, value] : json.items()) {
    const std::string label = json.is_object() ? name + ": " : "- ";
    if (value.is_structured() && !value.empty()) {
      out += indent + label + '\n';
      write(out, value, depth + 1);
    } else {
      out += indent + label + (value.is_string() ? value.get<std::string>() : value.dump()) + '\n';
    }
  }
}

}  // namespace

std::string kind_in_words(std::string_view kind) {
  const auto found = std::ranges::find_if(kKinds, [&](const auto& entry) { return event::to_string(entry.first) == kind; });
  return std::string(found == kKinds.end() ? kind : found->second);
}

Json body_of(const event::Record& record) {
  Json body = Json::parse(record.body.value_or("null"), nullptr, false);
  return body.is_discarded() ? Json(record.body.value_or("")) : body;
}

std::string members_in_words(const Json& body) {
  std::string out;
  write(out, body.is_structured() ? body : Json{body}, 1);
  return out;
}

Json guest_json(const event::Guest& guest) {
  Json out;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("registration", to_string(guest.registration));
  put("number", guest.number);
  put("name", guest.name);
  put("category", guest.category);
  put("group", guest.group);
  put("seat", guest.seat);
  put("department", guest.department);
  put("session", guest.session);
  put("phone_tail", guest.phone_tail);
  put("vehicle", guest.vehicle);
  out["persons"] = guest.persons;
  out["state"] = to_string(guest.state);
  return out;
}

}  // namespace openday::tool
