// roster.json event by event (nlohmann's SAX interface), so that a hall of 500,000 guests never becomes a tree of JSON values.
#include <array>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/roster.h"

namespace openday::event {
namespace {

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxFieldBytes = 400;   // kMaxNameLength code points of four bytes

struct TextMember {
  std::string_view name;
  std::string Guest::*member;
};
constexpr std::array<TextMember, 9> kTexts{{{"number", &Guest::number},
                                            {"name", &Guest::name},
                                            {"category", &Guest::category},
                                            {"group", &Guest::group},
                                            {"seat", &Guest::seat},
                                            {"department", &Guest::department},
                                            {"vehicle", &Guest::vehicle},
                                            {"session", &Guest::session},
                                            {"phone_tail", &Guest::phone_tail}}};

bool is_tail(std::string_view text) {
  return text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Where the reader stands: depth 1 is the document, 2 the list of guests, 3 one guest; deeper is something unknown, passed over.
class RosterSax final : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string event;
  int schema = 0, version = 0;
  std::vector<Guest> guests;
  std::optional<base::Failure<RosterError>> failure;

  bool null() override { return scalar("null"); }
  bool boolean(bool) override { return scalar("a boolean"); }
  bool number_float(double, const std::string&) override { return scalar("a fraction"); }
  bool binary(nlohmann::json::binary_t&) override { return scalar("binary"); }
  bool number_integer(std::int64_t) override { return scalar("a negative number"); }
  bool number_unsigned(std::uint64_t value) override { return number(value); }
  bool string(std::string& value) override { return text(value); }

  bool start_object(std::size_t) override {
    if (!descend()) return false;
    if (depth_ == 1) return true;
    if (in_guests_ && depth_ == 3) return begin_guest();
    return depth_ == 2 && !in_guests_ ? member_is_not("an object") : !known_member() || refuse_type("an object");
  }
  bool end_object() override {
    const bool guest_ends = in_guests_ && depth_ == 3;
    --depth_;
    return !guest_ends || end_guest();
  }
  bool start_array(std::size_t) override {
    if (!descend()) return false;
    if (depth_ == 1) return wrong("the document is a list; an object is expected");
    if (depth_ == 2 && key_ == "guests") return in_guests_ = !seen_guests_, seen_guests_ = true, in_guests_ || wrong("guests stands twice");
    if (in_guests_ && depth_ == 3) return refuse_entry();
    return depth_ == 2 ? member_is_not("a list") : !known_member() || refuse_type("a list");
  }
  bool end_array() override {
    if (depth_ == 2) in_guests_ = false;
    --depth_;
    return true;
  }
  bool key(std::string& name) override {
    if (depth_ <= 1 || at_guest()) key_ = name;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return fail(RosterError::not_json, fmt::format("roster: not JSON at byte {}; import it again with `openday roster import`", position));
  }

  // What only the end can tell.
  bool complete() {
    if (failure) return false;
    if (schema != kRosterSchemaVersion) return wrong(fmt::format("schema {} is expected, not {}", kRosterSchemaVersion, schema));
    if (event.empty()) return wrong("event is missing; the id of the plan is expected");
    if (version < 1) return wrong("version is missing; a whole number from 1 is expected");
    return seen_guests_ || wrong("guests is missing; a list is expected");
  }

 private:
  bool fail(RosterError kind, std::string what) {
    failure = base::Failure<RosterError>{kind, std::move(what)};
    return false;
  }
  bool wrong(std::string_view what) { return fail(RosterError::wrong_schema, fmt::format("roster: {}", what)); }
  bool invalid(std::string_view what) { return fail(RosterError::invalid, fmt::format("roster: guests[{}]{}", guests.size(), what)); }

  bool descend() { return ++depth_ <= kMaxDepth || wrong(fmt::format("nested more than {} deep", kMaxDepth)); }
  [[nodiscard]] bool at_guest() const { return in_guests_ && depth_ == 3; }
  // Is the member that a container has just begun for one of ours? Containers opened inside a guest stand at depth 4.
  [[nodiscard]] bool known_member() const { return in_guests_ && depth_ == 4 && is_known(key_); }
  static bool is_known(std::string_view name) {
    for (const TextMember& known : kTexts)
      if (known.name == name) return true;
    return name == "registration" || name == "persons" || name == "state";
  }
  bool refuse_type(std::string_view found) { return invalid(fmt::format(".{} is {}; {} is expected", key_, found, expected(key_))); }
  static std::string_view expected(std::string_view name) {
    if (name == "registration") return "32 hex digits";
    if (name == "persons") return "a whole number from 1";
    if (name == "state") return "expected, cancelled or waiting";
    return name == "phone_tail" ? "four digits" : "a text";
  }
  bool refuse_entry() { return invalid(" is not an object"); }
  bool member_is_not(std::string_view found) {
    if (key_ == "guests") return wrong(fmt::format("guests is {}; a list is expected", found));
    const bool ours = key_ == "schema" || key_ == "event" || key_ == "version";
    return !ours || wrong(fmt::format("{} is {}; {} is expected", key_, found, key_ == "event" ? "a text" : "a whole number"));
  }

  bool scalar(std::string_view found) {
    if (depth_ == 0) return wrong("an object is expected");
    if (depth_ == 1) return member_is_not(found);
    if (in_guests_ && depth_ == 2) return refuse_entry();
    return !at_guest() || !is_known(key_) || refuse_type(found);
  }

  bool number(std::uint64_t value) {
    if (depth_ == 1 && (key_ == "schema" || key_ == "version")) {
      if (value > INT32_MAX) return wrong(fmt::format("{} is too large", key_));
      (key_ == "schema" ? schema : version) = static_cast<int>(value);
      return true;
    }
    if (!at_guest() || key_ != "persons") return scalar("a number");
    if (value < 1 || value > static_cast<std::uint64_t>(kMaxPersons)) return invalid(fmt::format(".persons is expected to be 1 to {}", kMaxPersons));
    guest_.persons = static_cast<int>(value);
    return true;
  }

  bool text(std::string& value) {
    if (depth_ == 1 && key_ == "event") return event = std::move(value), true;
    if (!at_guest()) return scalar("a text");
    if (key_ == "registration") return registration(value);
    if (key_ == "state") return state(value);
    for (const TextMember& known : kTexts)
      if (known.name == key_) return text_member(known, value);
    return scalar("a text");
  }

  bool registration(const std::string& value) {
    const auto id = parse_registration_id(value);
    if (!id) return refuse_type("something else");
    guest_.registration = *id;
    has_registration_ = true;
    return true;
  }

  bool state(const std::string& value) {
    const auto known = parse_guest_state(value);
    if (known) guest_.state = *known;
    return known || refuse_type("another word");
  }

  bool text_member(const TextMember& known, std::string& value) {
    if (value.size() > kMaxFieldBytes) return invalid(fmt::format(".{} is longer than {} bytes", key_, kMaxFieldBytes));
    if (known.member == &Guest::phone_tail && !value.empty() && !is_tail(value)) return refuse_type("something else");
    guest_.*known.member = std::move(value);
    return true;
  }

  bool begin_guest() {
    guest_ = Guest{};
    has_registration_ = false;
    return guests.size() < kMaxGuests || wrong(fmt::format("more than {} guests", kMaxGuests));
  }

  bool end_guest() {
    if (!has_registration_) return invalid(".registration is missing; 32 hex digits are expected");
    guest_.name = normalise_name(guest_.name);
    if (guest_.name.empty()) return invalid(".name is missing or empty");
    if (guest_.category.empty()) return invalid(".category is missing or empty");
    if (!ids_.insert(guest_.registration).second) return invalid(".registration stands for an earlier guest already");
    if (!guest_.number.empty() && !numbers_.insert(guest_.number).second) return invalid(".number stands for an earlier guest already");
    guests.push_back(std::move(guest_));
    return true;
  }

  int depth_ = 0;
  bool in_guests_ = false, seen_guests_ = false, has_registration_ = false;
  std::string key_;
  Guest guest_;
  std::unordered_set<RegistrationId, RegistrationIdHash> ids_;
  std::unordered_set<std::string> numbers_;
};

}  // namespace

base::Result<Roster, RosterError> read_roster(std::string_view json) {
  if (json.size() > kMaxRosterBytes)
    return base::fail(RosterError::invalid, fmt::format("roster: larger than {} MiB", kMaxRosterBytes >> 20));
  RosterSax reader;
  const bool read = nlohmann::json::sax_parse(json.begin(), json.end(), &reader);
  if (!read || !reader.complete()) return tl::unexpected(*reader.failure);
  return Roster(std::move(reader.event), reader.version, std::move(reader.guests));
}

}  // namespace openday::event
