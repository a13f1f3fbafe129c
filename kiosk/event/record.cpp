#include "kiosk/event/record.h"

#include <fmt/format.h>

#include "kiosk/base/time.h"
#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

struct KindName {
  Kind kind;
  std::string_view name;
};
// Persistent: a name is never changed or used again for something else.
constexpr std::array<KindName, 19> kKinds{{
    {Kind::check_in, "check-in"},     {Kind::check_out, "check-out"},
    {Kind::void_record, "void"},      {Kind::walk_in, "walk-in"},
    {Kind::screening, "screening"},   {Kind::consent, "consent"},
    {Kind::rating, "rating"},         {Kind::scorecard, "scorecard"},
    {Kind::rating_batch, "rating-batch"}, {Kind::opinion, "opinion"},
    {Kind::correction, "correction"}, {Kind::waitlist, "waitlist"},
    {Kind::staff, "staff"},           {Kind::refusal, "refusal"},
    {Kind::erase, "erase"},           {Kind::document, "document"},
    {Kind::device, "device"},         {Kind::follow_up, "follow-up"},
    {Kind::roll_call, "roll-call"},
}};

constexpr std::string_view kChainDomain = "openday/1";

// RFC 8259 section 7 with the short escapes and lower-case hex: what nlohmann and Python's json write too.
void append_escaped(std::string& out, unsigned char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      if (c < 0x20) out += fmt::format("\\u{:04x}", c);
      else out += static_cast<char>(c);
  }
}

// Ill-formed bytes become U+FFFD, so that an envelope is JSON whatever a foreign record held, and hashes the same after a trip
// over the wire.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  if (base::is_utf8(text)) {
    for (const char c : text) append_escaped(out, static_cast<unsigned char>(c));
  } else {
    for (const char c : base::to_utf8(base::to_code_points(text))) append_escaped(out, static_cast<unsigned char>(c));
  }
  out += '"';
}

void append_text_member(std::string& out, std::string_view name, std::string_view value) {
  out += fmt::format(",\"{}\":", name);
  append_string(out, value);
}

std::array<std::uint8_t, 4> big_endian(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 24), static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
          static_cast<std::uint8_t>(value)};
}

}  // namespace

std::string_view to_string(Kind kind) {
  for (const KindName& known : kKinds)
    if (known.kind == kind) return known.name;
  return {};
}

std::optional<Kind> parse_kind(std::string_view text) {
  for (const KindName& known : kKinds)
    if (known.name == text) return known.kind;
  return std::nullopt;
}

base::Instant Record::wall() const {
  const auto parsed = base::parse_rfc3339(at);
  return parsed ? parsed->at : base::Instant{};
}

std::string envelope_json(const Record& record) {
  std::string out = fmt::format("{{\"v\":{}", record.v);
  append_text_member(out, "id", base::to_string(record.id));
  append_text_member(out, "device", base::to_string(record.device));
  append_text_member(out, "inc", record.inc);
  out += fmt::format(",\"seq\":{}", record.seq);
  append_text_member(out, "kind", record.kind);
  append_text_member(out, "event", record.event);
  append_text_member(out, "at", record.at);
  append_text_member(out, "boot", record.boot);
  out += fmt::format(",\"mono\":{}", record.mono);
  append_text_member(out, "clock", base::to_string(record.clock));
  out += '}';
  return out;
}

base::Digest hash_body(const Salt& salt, std::string_view body) {
  return base::Sha256{}.add(base::ByteView(salt)).add(body).finish();
}

// The device as its 36 characters of text and the incarnation as its 16 hex digits, as both stand in the envelope.
base::Digest chain_start(const base::Uuid& device, std::string_view inc) {
  return base::Sha256{}.add(base::to_string(device)).add(inc).finish();
}

base::Digest chain_next(const base::Digest& previous, std::string_view envelope, const base::Digest& body_hash) {
  base::Sha256 hash;
  hash.add(kChainDomain).add(base::ByteView(previous)).add(base::ByteView(big_endian(static_cast<std::uint32_t>(envelope.size()))));
  return hash.add(envelope).add(base::ByteView(body_hash)).finish();
}

}  // namespace openday::event
