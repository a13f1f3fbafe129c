// Reading a record, and members of other types than json_members.h has. Internal to protocol.
#pragma once

#include "sync/protocol/json_members.h"
#include "sync/protocol/messages.h"

namespace openday::protocol {

inline base::Uuid uuid(const Json& object, const char* name) {
  const auto found = base::parse_uuid(text(member(object, name), name));
  if (!found) throw WrongSchema{std::string("member '") + name + "' is not a UUID"};
  return *found;
}

inline std::string words(const Json& object, const char* name) { return text(member(object, name), name); }
inline std::string words_or_none(const Json& object, const char* name) { return object.contains(name) ? words(object, name) : std::string(); }

inline std::string bytes_of(const Json& object, const char* name) {
  const auto bytes = base::from_base64(words(object, name));
  if (!bytes) throw WrongSchema{std::string("member '") + name + "' is not base64"};
  return std::string(base::as_text(*bytes));
}

inline int version_of(const Json& object, const char* name) {
  const auto value = count(object, name);
  if (value > INT32_MAX) throw WrongSchema{std::string("member '") + name + "' is no version"};
  return static_cast<int>(value);
}

template <std::size_t N>
std::array<std::uint8_t, N> array_of(const Json& object, const char* name) {
  const auto bytes = base::array_from_hex<N>(words(object, name));
  if (!bytes) throw WrongSchema{std::string("member '") + name + "' has not the right number of hex digits"};
  return *bytes;
}

inline std::int64_t whole(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_number_integer()) throw WrongSchema{std::string("member '") + name + "' is not a whole number"};
  return value.get<std::int64_t>();
}

inline void read_body(event::Record& record, const Json& in) {
  if (in.contains("h")) {
    record.body_hash = digest(in, "h");
    return;
  }
  record.body = in.contains("p64") ? bytes_of(in, "p64") : words(in, "p");
  const auto salt = base::from_base64(words(in, "s"));
  if (!salt || salt->size() != std::tuple_size_v<event::Salt>) throw WrongSchema{"member 's' is not 16 bytes in base64"};
  record.salt.emplace();
  std::copy(salt->begin(), salt->end(), record.salt->begin());
  record.body_hash = event::hash_body(*record.salt, *record.body);
}

// `same`: members that a batch says once.
inline event::Record read_record(const Json& in, const Json& same) {
  const auto shared = [&](const char* name) -> const Json& { return in.contains(name) ? in : same; };
  event::Record record;
  record.v = version_of(shared("v"), "v");
  record.id = uuid(in, "id");
  record.seq = count(in, "seq");
  record.kind = words(shared("k"), "k");
  record.event = words(shared("e"), "e");
  record.at = words(in, "w");
  record.boot = words(shared("b"), "b");
  record.mono = whole(in, "m");
  const auto clock = base::parse_clock_state(words(shared("c"), "c"));
  if (!clock) throw WrongSchema{"member 'c' is none of synced, free-running, guessed"};
  record.clock = *clock;
  read_body(record, in);
  return record;
}

}  // namespace openday::protocol
