// Reading answers with nlohmann::json: members by name, of one type each, or a sentence what is wrong. Internal to protocol.
#pragma once

#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/event/json_shape.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::protocol {

using Json = nlohmann::json;

inline std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
inline std::string utc(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

// Thrown by the readers below and caught in read(): a decoder that checks twenty members reads better so.
struct WrongSchema {
  std::string what;
};

inline const Json& member(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) throw WrongSchema{std::string("member '") + name + "' is missing"};
  return *found;
}

inline std::uint64_t number(const Json& value, const char* name) {
  if (!value.is_number_unsigned()) throw WrongSchema{std::string("member '") + name + "' is not a count"};
  return value.get<std::uint64_t>();
}

inline std::string text(const Json& value, const char* name) {
  if (!value.is_string()) throw WrongSchema{std::string("member '") + name + "' is not a text"};
  return value.get<std::string>();
}

inline base::Instant instant(const Json& object, const char* name) {
  const auto at = base::parse_rfc3339(text(member(object, name), name));
  if (!at) throw WrongSchema{std::string("member '") + name + "' is not a time"};
  return at->at;
}

inline base::Digest digest(const Json& object, const char* name) {
  const auto bytes = base::array_from_hex<32>(text(member(object, name), name));
  if (!bytes) throw WrongSchema{std::string("member '") + name + "' is not a digest"};
  return *bytes;
}

inline std::uint64_t count(const Json& object, const char* name) { return number(member(object, name), name); }
inline std::uint64_t count_or(const Json& object, const char* name, std::uint64_t otherwise) {
  return object.contains(name) ? number(object[name], name) : otherwise;
}
inline bool flag_or(const Json& object, const char* name, bool otherwise) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

inline const Json& list(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_array()) throw WrongSchema{std::string("member '") + name + "' is not a list"};
  for (const auto& item : value) {
    if (!item.is_object()) throw WrongSchema{std::string("an item of '") + name + "' is not an object"};
  }
  return value;
}

// Nothing of the protocol is nested deeper than 3: what is, is refused before anything is built of it.
inline Json parse(std::string_view json) {
  return event::is_json_within(json, 8) ? Json::parse(json, nullptr, false) : Json(Json::value_t::discarded);
}

template <class T, class Reader>
base::Result<T, CodecError> read(std::string_view json, Reader reader) {
  const Json root = parse(json);
  if (!root.is_object()) return base::fail(CodecError::not_json, "the answer is not a JSON object");
  try {
    return reader(root);
  } catch (const WrongSchema& wrong) {
    return base::fail(CodecError::wrong_schema, wrong.what);
  }
}

}  // namespace openday::protocol
