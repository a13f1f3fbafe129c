#include "kiosk/event/confirmation.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/cose.h"
#include "kiosk/event/cose_cbor.h"
#include "kiosk/event/person_name.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {
namespace {

// RFC 8392 section 4; the negative ones are private use (RFC 8126), below -65536.
enum class Claim : std::int64_t { audience = 3, expires = 4, not_before = 5, id = 7, category = -65537, seats = -65538, name = -65539 };

constexpr std::int64_t kMaxSeconds = 253'402'300'799;   // 9999-12-31T23:59:59Z, the last that RFC 3339 writes
constexpr std::size_t kMaxClaims = 16;
constexpr std::size_t kMaxTextLength = kConfirmationPrefix.size() + kMaxConfirmationBytes / 2 * 3;

std::int64_t seconds(base::Instant at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(); }
base::Instant from_seconds(std::int64_t count) { return base::Instant(std::chrono::seconds(count)); }

// Claims in the order of their encoded keys (RFC 8949 section 4.2.1): 3, 4, 5, 7, then the private ones.
base::Bytes claims_of(const Confirmation& confirmation) {
  const bool seats = confirmation.seats > 1, name = !confirmation.name.empty();
  CborWriter out;
  out.map(3u + confirmation.expires.has_value() + confirmation.not_before.has_value() + seats + name);
  const auto key = [&](Claim claim) -> CborWriter& { return out.integer(static_cast<std::int64_t>(claim)); };
  key(Claim::audience).text(confirmation.event);
  if (confirmation.expires) key(Claim::expires).integer(seconds(*confirmation.expires));
  if (confirmation.not_before) key(Claim::not_before).integer(seconds(*confirmation.not_before));
  key(Claim::id).bytes(confirmation.registration.bytes);
  key(Claim::category).integer(confirmation.category);
  if (seats) key(Claim::seats).integer(confirmation.seats);
  if (name) key(Claim::name).text(confirmation.name);
  return out.take();
}

bool is_event_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxEventIdLength && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

// Takes one claim over; false when its value is not what that claim may be. Claims we do not know are passed over, whatever
// plain value they have, so that an issuer may add some.
bool take_claim(std::int64_t key, const CborItem& value, Confirmation& out) {
  const auto number_within = [&](std::int64_t least, std::int64_t most) {
    return value.type == CborType::integer && value.number >= least && value.number <= most;
  };
  const auto take_instant = [&](std::optional<base::Instant>& into) {
    if (!number_within(0, kMaxSeconds)) return false;   // first, since a larger one would overflow in milliseconds
    into = from_seconds(value.number);
    return true;
  };
  const auto text = [&] { return std::string(base::as_text(value.content)); };
  switch (static_cast<Claim>(key)) {
    case Claim::audience:
      out.event = text();
      return value.type == CborType::text && is_event_id(out.event);
    case Claim::expires: return take_instant(out.expires);
    case Claim::not_before: return take_instant(out.not_before);
    case Claim::id:
      if (value.type != CborType::bytes || value.content.size() != out.registration.bytes.size()) return false;
      std::ranges::copy(value.content, out.registration.bytes.begin());
      return true;
    case Claim::category:
      out.category = static_cast<int>(value.number);
      return number_within(0, INT32_MAX);
    case Claim::seats:
      out.seats = static_cast<int>(value.number);
      return number_within(2, kMaxPersons);
    case Claim::name:
      out.name = text();
      return value.type == CborType::text && base::is_utf8(out.name) && base::count_code_points(out.name) <= kMaxNameLength;
  }
  return value.type != CborType::array && value.type != CborType::map;
}

// Keys strictly ascending by their encoded bytes: deterministic, and none twice.
std::optional<Confirmation> read_claims(base::ByteView payload) {
  CborReader in(payload);
  const auto map = in.next(CborType::map);
  if (!map || map->number > static_cast<std::int64_t>(kMaxClaims)) return std::nullopt;
  Confirmation out;
  bool audience = false, id = false, category = false;
  base::ByteView previous;
  for (std::int64_t i = 0; i < map->number; ++i) {
    const base::ByteView from = in.rest();
    const auto key = in.next(CborType::integer);
    if (!key) return std::nullopt;
    const base::ByteView encoded = from.first(from.size() - in.rest().size());
    if (!std::ranges::lexicographical_compare(previous, encoded)) return std::nullopt;
    previous = encoded;
    const auto value = in.next();
    if (!value || !take_claim(key->number, *value, out)) return std::nullopt;
    audience |= key->number == static_cast<std::int64_t>(Claim::audience);
    id |= key->number == static_cast<std::int64_t>(Claim::id);
    category |= key->number == static_cast<std::int64_t>(Claim::category);
  }
  return in.at_end() && audience && id && category ? std::optional<Confirmation>(std::move(out)) : std::nullopt;
}

bool still_trusted(const TrustedKey& key, std::optional<base::Date> today) { return !today || !key.until || *today <= *key.until; }

auto damaged(std::string_view what) {
  return base::fail(CodeError::damaged, fmt::format("confirmation: {}; ask for the code again", what));
}

}  // namespace

std::string encode_confirmation(const Confirmation& confirmation, const base::SigningKey& issuer) {
  return std::string(kConfirmationPrefix) + to_base45(sign_attached(claims_of(confirmation), issuer));
}

base::Result<Confirmation, CodeError> decode_confirmation(std::string_view text, const Trust& trust, std::optional<base::Date> today) {
  if (!text.starts_with(kConfirmationPrefix)) return base::fail(CodeError::foreign, "confirmation: does not begin with OD1:");
  if (text.size() > kMaxTextLength) return damaged(fmt::format("longer than {} bytes", kMaxConfirmationBytes));
  const auto bytes = from_base45(text.substr(kConfirmationPrefix.size()));
  if (!bytes) return damaged("not Base45");
  const auto message = parse_cose_sign1(*bytes);
  if (!message || !message->payload) return damaged("not a COSE_Sign1 of ours");
  const TrustedKey* key = trust.find(message->kid, KeyUse::codes);
  if (!key || !still_trusted(*key, today)) {
    return base::fail(CodeError::unknown_issuer, fmt::format("confirmation: no trusted key {} for codes{}", base::to_hex(message->kid),
                                                             key ? " any more" : ""));
  }
  if (!verify_cose_sign1(*message, *message->payload, key->key))
    return base::fail(CodeError::bad_signature, fmt::format("confirmation: not signed by key {}", base::to_hex(message->kid)));
  auto claims = read_claims(*message->payload);
  if (!claims) return damaged("claims missing, doubled or of another type");
  return std::move(*claims);
}

}  // namespace openday::event
