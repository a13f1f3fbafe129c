// How bodies are written and read as JSON. Internal to record_bodies*.cpp.
#pragma once

#include <array>

#include <nlohmann/json.hpp>

#include "kiosk/event/json_shape.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event::bodies {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;   // members in the order they are put: the canonical text

template <class Value>
struct Word {
  Value value;
  std::string_view text;
};

template <class Value, std::size_t N>
std::string_view text_of(const std::array<Word<Value>, N>& words, Value value) {
  for (const auto& word : words)
    if (word.value == value) return word.text;
  return {};
}

// Ill-formed UTF-8 becomes U+FFFD rather than an exception.
inline std::string dump(const Ordered& json) { return json.dump(-1, ' ', false, Ordered::error_handler_t::replace); }

inline void put_text(Ordered& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}
inline void put_flag(Ordered& out, const char* name, bool flag) {
  if (flag) out[name] = true;
}
template <class Number>
void put_number(Ordered& out, const char* name, const std::optional<Number>& number) {
  if (number) out[name] = *number;
}

// An object of the size allowed in which no member stands twice at the top (two readers could take different ones); else nothing.
inline std::optional<Json> parse_object(std::string_view text) {
  if (text.size() > kMaxBodyBytes) return std::nullopt;
  if (repeats_a_member(text)) return std::nullopt;
  Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

// Reads members off one object. What is missing or of another type leaves the reader failed; it stays so.
class Reader {
 public:
  explicit Reader(std::string_view text) : json_(parse_object(text)), ok_(json_.has_value()) {}
  [[nodiscard]] bool ok() const { return ok_; }
  void fail() { ok_ = false; }

  [[nodiscard]] bool has(const char* name) const { return find(name) != nullptr; }

  std::string text(const char* name) {
    const Json* member = needed(name);
    return member && expect(member->is_string()) ? member->get<std::string>() : std::string();
  }
  std::string optional_text(const char* name) { return find(name) ? text(name) : std::string(); }

  std::int64_t number(const char* name, std::int64_t least, std::int64_t most) {
    const Json* member = needed(name);
    if (!member || !expect(member->is_number_integer())) return least;
    const bool fits = !member->is_number_unsigned() || member->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX);
    const std::int64_t value = fits ? member->get<std::int64_t>() : most;
    return expect(fits && value >= least && value <= most) ? value : least;
  }
  std::optional<std::int64_t> optional_number(const char* name, std::int64_t least, std::int64_t most) {
    return find(name) ? std::optional(number(name, least, most)) : std::nullopt;
  }

  bool flag(const char* name, bool otherwise) {
    const Json* member = find(name);
    return member && expect(member->is_boolean()) ? member->get<bool>() : otherwise;
  }

  base::Uuid uuid(const char* name) { return uuid_of(text(name)); }

  std::vector<base::Uuid> uuids(const char* name, std::size_t most) {
    std::vector<base::Uuid> out;
    const Json* member = needed(name);
    if (!member || !expect(member->is_array() && member->size() <= most)) return out;
    for (const Json& entry : *member)
      if (expect(entry.is_string())) out.push_back(uuid_of(entry.get_ref<const std::string&>()));
    return out;
  }

  std::vector<std::string> optional_texts(const char* name, std::size_t most) {
    std::vector<std::string> out;
    const Json* member = find(name);
    if (!member || !expect(member->is_array() && member->size() <= most)) return out;
    for (const Json& entry : *member)
      if (expect(entry.is_string())) out.push_back(entry.get<std::string>());
    return out;
  }

  RegistrationId registration(const char* name) {
    const auto id = parse_registration_id(text(name));
    return expect(id.has_value()) ? *id : RegistrationId{};
  }

  template <class Value, std::size_t N>
  Value word(const char* name, const std::array<Word<Value>, N>& words) {
    const std::string wanted = text(name);
    for (const auto& known : words)
      if (known.text == wanted) return known.value;
    ok_ = false;
    return words.front().value;
  }

  // The list as JSON text.
  std::string array(const char* name) {
    const Json* member = needed(name);
    return member && expect(member->is_array()) ? member->dump(-1, ' ', false, Json::error_handler_t::replace) : std::string("[]");
  }

  std::string optional_object(const char* name) {
    const Json* member = find(name);
    return member && expect(member->is_object()) ? member->dump(-1, ' ', false, Json::error_handler_t::replace) : std::string();
  }

 private:
  bool expect(bool condition) {
    ok_ = ok_ && condition;
    return condition;
  }
  const Json* find(const char* name) const {
    if (!json_) return nullptr;
    const auto member = json_->find(name);
    return member == json_->end() ? nullptr : &*member;
  }
  const Json* needed(const char* name) {
    const Json* member = find(name);
    expect(member != nullptr);
    return member;
  }
  base::Uuid uuid_of(std::string_view text) {
    const auto uuid = base::parse_uuid(text);
    return expect(uuid.has_value()) ? *uuid : base::Uuid{};
  }

  std::optional<Json> json_;
  bool ok_;
};

template <class Body>
std::optional<Body> finish(const Reader& in, Body body) {
  return in.ok() ? std::optional<Body>(std::move(body)) : std::nullopt;
}

constexpr int kMaxCount = 1'000'000'000;
constexpr int kMaxShiftMinutes = 7 * 24 * 60;
constexpr int kMaxMinuteOfDay = 48 * 60;
constexpr std::int64_t kMaxMillis = std::int64_t{1} << 53;   // a JSON number that every reader keeps exact

inline std::optional<int> narrow(std::optional<std::int64_t> value) {
  return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace openday::event::bodies
