#include "kiosk/event/record_bodies.h"

#include <array>
#include <set>

#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

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

constexpr std::array<Word<Way>, 4> kWays{
    {{Way::code, "code"}, {Way::found, "found"}, {Way::staff, "staff"}, {Way::foreign_code, "foreign-code"}}};

constexpr std::array<Word<CorrectionKind>, 9> kCorrections{{{CorrectionKind::next, "next"},
                                                            {CorrectionKind::delay, "delay"},
                                                            {CorrectionKind::skip, "skip"},
                                                            {CorrectionKind::insert, "insert"},
                                                            {CorrectionKind::move, "move"},
                                                            {CorrectionKind::notice, "notice"},
                                                            {CorrectionKind::session_state, "session-state"},
                                                            {CorrectionKind::rating_opened, "rating-opened"},
                                                            {CorrectionKind::rating_closed, "rating-closed"}}};

constexpr std::size_t kMaxTags = 64;   // of one rating

// Ill-formed UTF-8 becomes U+FFFD rather than an exception.
std::string dump(const Ordered& json) { return json.dump(-1, ' ', false, Ordered::error_handler_t::replace); }

void put_text(Ordered& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}
void put_flag(Ordered& out, const char* name, bool flag) {
  if (flag) out[name] = true;
}
template <class Number>
void put_number(Ordered& out, const char* name, const std::optional<Number>& number) {
  if (number) out[name] = *number;
}

// An object of the size allowed in which no member stands twice at the top (two readers could take different ones); else nothing.
std::optional<Json> parse_object(std::string_view text) {
  if (text.size() > kMaxBodyBytes) return std::nullopt;
  std::set<std::string, std::less<>> seen;
  bool twice = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::key && depth == 1) twice = !seen.insert(value.get<std::string>()).second || twice;
    return true;
  };
  Json json = Json::parse(text.begin(), text.end(), watch, false);
  if (twice || !json.is_object()) return std::nullopt;
  return json;
}

// Reads members off one object. What is missing or of another type leaves the reader failed; it stays so.
class Reader {
 public:
  explicit Reader(std::string_view text) : json_(parse_object(text)), ok_(json_.has_value()) {}
  [[nodiscard]] bool ok() const { return ok_; }
  void fail() { ok_ = false; }

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

std::optional<int> narrow(std::optional<std::int64_t> value) {
  return value ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace

std::string_view to_string(Way way) { return text_of(kWays, way); }
std::string_view to_string(CorrectionKind what) { return text_of(kCorrections, what); }

std::string to_json(const CheckInBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["persons"] = body.persons;
  out["category"] = body.category;
  out["way"] = text_of(kWays, body.way);
  out["on_roster"] = body.on_roster;
  put_flag(out, "early", body.early);
  put_flag(out, "late", body.late);
  put_flag(out, "validity_unverified", body.validity_unverified);
  if (body.seats > 1) out["seats"] = body.seats;
  return dump(out);
}

std::optional<CheckInBody> read_check_in(std::string_view json) {
  Reader in(json);
  CheckInBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.persons = static_cast<int>(in.number("persons", 1, kMaxPersons));
  body.category = in.text("category");
  body.way = in.word("way", kWays);
  body.on_roster = in.flag("on_roster", true);
  body.early = in.flag("early", false);
  body.late = in.flag("late", false);
  body.validity_unverified = in.flag("validity_unverified", false);
  body.seats = static_cast<int>(in.optional_number("seats", 1, kMaxPersons).value_or(1));
  return finish(in, std::move(body));
}

std::string to_json(const VoidBody& body) {
  Ordered out;
  out["record"] = base::to_string(body.record);
  put_text(out, "reason", body.reason);
  put_text(out, "by", body.by);
  return dump(out);
}

std::optional<VoidBody> read_void(std::string_view json) {
  Reader in(json);
  VoidBody body;
  body.record = in.uuid("record");
  body.reason = in.optional_text("reason");
  body.by = in.optional_text("by");
  return finish(in, std::move(body));
}

std::string to_json(const CorrectionBody& body) {
  Ordered out;
  out["what"] = text_of(kCorrections, body.what);
  out["session"] = body.session;
  put_text(out, "item", body.item);
  put_number(out, "minutes", body.minutes);
  put_text(out, "text", body.text);
  put_text(out, "site", body.site);
  put_number(out, "start", body.start);
  put_number(out, "end", body.end);
  return dump(out);
}

std::optional<CorrectionBody> read_correction(std::string_view json) {
  Reader in(json);
  CorrectionBody body;
  body.what = in.word("what", kCorrections);
  body.session = in.text("session");
  body.item = in.optional_text("item");
  body.minutes = narrow(in.optional_number("minutes", -kMaxShiftMinutes, kMaxShiftMinutes));
  body.text = in.optional_text("text");
  body.site = in.optional_text("site");
  body.start = narrow(in.optional_number("start", 0, kMaxMinuteOfDay));
  body.end = narrow(in.optional_number("end", 0, kMaxMinuteOfDay));
  return finish(in, std::move(body));
}

std::string to_json(const RatingBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["subject"] = body.subject;
  out["grade"] = body.grade;
  if (!body.tags.empty()) out["tags"] = body.tags;
  return dump(out);
}

std::optional<RatingBody> read_rating(std::string_view json) {
  Reader in(json);
  RatingBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.subject = in.text("subject");
  body.grade = static_cast<int>(in.number("grade", 1, 5));
  body.tags = in.optional_texts("tags", kMaxTags);
  return finish(in, std::move(body));
}

std::string to_json(const RatingBatchBody& body) {
  Ordered out;
  out["batch"] = base::to_string(body.batch);
  out["session"] = body.session;
  out["subject"] = body.subject;
  out["count"] = body.count;
  out["digest"] = body.digest;
  out["text_count"] = body.text_count;
  out["text_digest"] = body.text_digest;
  return dump(out);
}

std::optional<RatingBatchBody> read_rating_batch(std::string_view json) {
  Reader in(json);
  RatingBatchBody body;
  body.batch = in.uuid("batch");
  body.session = in.text("session");
  body.subject = in.text("subject");
  body.count = static_cast<int>(in.number("count", 0, kMaxCount));
  body.digest = in.text("digest");
  body.text_count = static_cast<int>(in.number("text_count", 0, kMaxCount));
  body.text_digest = in.text("text_digest");
  return finish(in, std::move(body));
}

std::string to_json(const StaffBody& body) {
  Ordered out;
  out["what"] = body.what;
  put_text(out, "role", body.role);
  put_text(out, "detail", body.detail);
  return dump(out);
}

std::optional<StaffBody> read_staff(std::string_view json) {
  Reader in(json);
  StaffBody body;
  body.what = in.text("what");
  body.role = in.optional_text("role");
  body.detail = in.optional_text("detail");
  return finish(in, std::move(body));
}

std::string to_json(const RefusalBody& body) {
  Ordered out;
  out["verdict"] = body.verdict;
  out["session"] = body.session;
  return dump(out);
}

std::optional<RefusalBody> read_refusal(std::string_view json) {
  Reader in(json);
  RefusalBody body;
  body.verdict = in.text("verdict");
  body.session = in.text("session");
  return finish(in, std::move(body));
}

std::string to_json(const EraseBody& body) {
  Ordered out;
  out["records"] = Ordered::array();
  for (const base::Uuid& id : body.records) out["records"].push_back(base::to_string(id));
  put_text(out, "reason", body.reason);
  const Ordered counts = Ordered::parse(body.counts, nullptr, false);
  if (counts.is_object()) out["counts"] = counts;
  return dump(out);
}

std::optional<EraseBody> read_erase(std::string_view json) {
  Reader in(json);
  EraseBody body;
  body.records = in.uuids("records", kMaxErasedIds);
  body.reason = in.optional_text("reason");
  body.counts = in.optional_object("counts");
  return finish(in, std::move(body));
}

std::string to_json(const DocumentBody& body) {
  Ordered out;
  out["kind"] = body.kind;
  out["version"] = body.version;
  out["digest"] = body.digest;
  return dump(out);
}

std::optional<DocumentBody> read_document(std::string_view json) {
  Reader in(json);
  DocumentBody body;
  body.kind = in.text("kind");
  body.version = static_cast<int>(in.number("version", 0, kMaxCount));
  body.digest = in.text("digest");
  return finish(in, std::move(body));
}

std::string to_json(const DeviceBody& body) {
  Ordered out;
  out["what"] = body.what;
  put_text(out, "boot", body.boot);
  put_number(out, "offset_ms", body.offset_ms);
  put_number(out, "uncertainty_ms", body.uncertainty_ms);
  put_text(out, "detail", body.detail);
  return dump(out);
}

std::optional<DeviceBody> read_device(std::string_view json) {
  Reader in(json);
  DeviceBody body;
  body.what = in.text("what");
  body.boot = in.optional_text("boot");
  body.offset_ms = in.optional_number("offset_ms", -kMaxMillis, kMaxMillis);
  body.uncertainty_ms = in.optional_number("uncertainty_ms", 0, kMaxMillis);
  body.detail = in.optional_text("detail");
  return finish(in, std::move(body));
}

}  // namespace openday::event
