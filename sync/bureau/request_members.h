// Members of a request's JSON by name, of one type and size each, by simdjson's DOM. Internal to the decoders.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <simdjson.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/uuid.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {

using simdjson::dom::element;
using simdjson::dom::object;

inline constexpr std::size_t kShortText = 200;   // of an id, a kind, a boot id, a code
inline constexpr std::size_t kIncDigits = 16;

struct Wrong {
  std::string what;
};

// One object of the message; `fallback` holds members that a batch says once.
class Members {
 public:
  explicit Members(object own) : own_(own) {}
  Members(object own, object fallback) : own_(own), fallback_(fallback), has_fallback_(true) {}

  [[nodiscard]] bool has(const char* name) const { return find(name).error() == simdjson::SUCCESS; }

  [[nodiscard]] std::string_view text(const char* name) const {
    std::string_view out;
    if (find(name).get(out)) throw Wrong{fmt::format("member '{}' is missing or not a text", name)};
    return out;
  }
  [[nodiscard]] std::string short_text(const char* name) const {
    const auto out = text(name);
    if (out.size() > kShortText) throw Wrong{fmt::format("member '{}' is longer than {} bytes", name, kShortText)};
    if (out.find('\0') != std::string_view::npos) throw Wrong{fmt::format("member '{}' holds a NUL", name)};   // which no PostgreSQL text may
    return std::string(out);
  }
  [[nodiscard]] std::uint64_t count(const char* name) const {
    std::uint64_t out = 0;
    if (find(name).get(out) || out > INT64_MAX) throw Wrong{fmt::format("member '{}' is missing or not a count", name)};
    return out;
  }
  [[nodiscard]] std::int64_t number(const char* name) const {
    std::int64_t out = 0;
    if (find(name).get(out)) throw Wrong{fmt::format("member '{}' is missing or not a whole number", name)};
    return out;
  }
  [[nodiscard]] base::Uuid uuid(const char* name) const {
    const auto out = base::parse_uuid(text(name));
    if (!out) throw Wrong{fmt::format("member '{}' is not a UUID", name)};
    return *out;
  }
  [[nodiscard]] std::string incarnation(const char* name) const {
    const auto out = text(name);
    if (out.size() != kIncDigits || out.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
      throw Wrong{fmt::format("member '{}' is not 16 hex digits", name)};
    }
    return std::string(out);
  }
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> hex(const char* name) const {
    const auto out = base::array_from_hex<N>(text(name));
    if (!out) throw Wrong{fmt::format("member '{}' is not {} hex digits", name, 2 * N)};
    return *out;
  }
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> base64(const char* name) const {
    const auto bytes = base::from_base64(text(name));
    if (!bytes || bytes->size() != N) throw Wrong{fmt::format("member '{}' is not {} bytes in base64", name, N)};
    std::array<std::uint8_t, N> out;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
  }
  [[nodiscard]] std::string base64_text(const char* name) const {
    const auto bytes = base::from_base64(text(name));
    if (!bytes) throw Wrong{fmt::format("member '{}' is not base64", name)};
    return std::string(base::as_text(*bytes));
  }
  // `p`, or `p64` where the bytes are not UTF-8.
  [[nodiscard]] std::string bytes() const { return has("p64") ? base64_text("p64") : std::string(text("p")); }
  [[nodiscard]] object child(const char* name) const {
    object out;
    if (find(name).get(out)) throw Wrong{fmt::format("member '{}' is missing or not an object", name)};
    return out;
  }
  [[nodiscard]] std::vector<object> list(const char* name, std::size_t most) const {
    simdjson::dom::array items;
    if (find(name).get(items)) throw Wrong{fmt::format("member '{}' is missing or not a list", name)};
    std::vector<object> out;
    for (const element item : items) {
      object one;
      if (item.get(one)) throw Wrong{fmt::format("an item of '{}' is not an object", name)};
      out.push_back(one);
      if (out.size() > most) throw Wrong{fmt::format("'{}' has more than {} items", name, most)};
    }
    return out;
  }

 private:
  [[nodiscard]] simdjson::simdjson_result<element> find(const char* name) const {
    auto own = own_[name];
    return own.error() && has_fallback_ ? fallback_[name] : own;
  }
  object own_, fallback_;
  bool has_fallback_ = false;
};

inline void check_version(const Members& in) {
  if (in.count("v") > static_cast<std::uint64_t>(protocol::kProtocolVersion)) throw Wrong{"this version of the protocol is not known here"};
}

}  // namespace openday::bureau
