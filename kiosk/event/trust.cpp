#include "kiosk/event/trust.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/cose.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;   // keeps the members where the file has them: what was signed

constexpr std::size_t kMaxTrustBytes = 1u << 20, kMaxRevocationBytes = 64u << 20, kMaxSignatureBytes = 1024;
constexpr int kRevocationsSchema = 1;
constexpr std::array<std::pair<KeyUse, std::string_view>, 3> kUses{
    {{KeyUse::codes, "codes"}, {KeyUse::documents, "documents"}, {KeyUse::seal, "seal"}}};

auto unreadable(std::string_view file) {
  return base::fail(TrustError::unreadable, fmt::format("{}: not a JSON object; make it again with `openday`", file));
}
auto wrong(std::string_view file, std::string_view member, std::string_view expected) {
  return base::fail(TrustError::wrong_schema, fmt::format("{}: {} is expected to be {}", file, member, expected));
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> text(const Json& object, const char* name) {
  const Json* found = member(object, name);
  return found && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

std::optional<int> positive(const Json& object, const char* name) {
  const Json* found = member(object, name);
  if (!found || !found->is_number_unsigned()) return std::nullopt;
  const auto value = found->get<std::uint64_t>();
  return value >= 1 && value <= INT32_MAX ? std::optional(static_cast<int>(value)) : std::nullopt;
}

template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> base64_array(const std::optional<std::string>& text) {
  const auto bytes = text ? base::from_base64(*text) : std::nullopt;
  if (!bytes || bytes->size() != N) return std::nullopt;
  std::array<std::uint8_t, N> out;
  std::ranges::copy(*bytes, out.begin());
  return out;
}

Json trust_json(const Trust& trust) {
  Json out;
  out["version"] = trust.version;
  out["root"] = base::to_base64(trust.root);
  out["keys"] = Json::array();
  for (const TrustedKey& key : trust.keys) {
    Json entry;
    entry["kid"] = base::to_hex(key.kid);
    entry["key"] = base::to_base64(key.key);
    entry["use"] = to_string(key.use);
    if (key.until) entry["until"] = base::to_string(*key.until);
    out["keys"].push_back(std::move(entry));
  }
  return out;
}

// One entry of `keys`; nothing and no failure for a use we do not know.
base::Result<std::optional<TrustedKey>, TrustError> read_key(const Json& entry, std::size_t index) {
  const auto name = [&](const char* part) { return fmt::format("keys[{}].{}", index, part); };
  if (!entry.is_object()) return wrong("trust.json", fmt::format("keys[{}]", index), "an object");
  const auto use_text = text(entry, "use");
  if (!use_text) return wrong("trust.json", name("use"), "codes, documents or seal");
  const auto use = parse_key_use(*use_text);
  if (!use) return std::nullopt;
  const auto key = base64_array<32>(text(entry, "key"));
  if (!key) return wrong("trust.json", name("key"), "32 bytes in base64");
  TrustedKey out{base::key_id(*key), *key, *use, std::nullopt};
  if (text(entry, "kid") != base::to_hex(out.kid)) return wrong("trust.json", name("kid"), base::to_hex(out.kid) + ", the key's own");
  if (!member(entry, "until")) return out;
  const auto until = text(entry, "until");
  out.until = until ? base::parse_date(*until) : std::nullopt;
  if (!out.until) return wrong("trust.json", name("until"), "a date such as 2020-11-30");
  return out;
}

base::Result<Trust, TrustError> read_members(const Json& json) {
  Trust out;
  const auto version = positive(json, "version");
  if (!version) return wrong("trust.json", "version", "a whole number from 1");
  out.version = *version;
  const auto root = base64_array<32>(text(json, "root"));
  if (!root) return wrong("trust.json", "root", "32 bytes in base64");
  out.root = *root;
  const Json* keys = member(json, "keys");
  if (!keys || !keys->is_array()) return wrong("trust.json", "keys", "a list");
  for (std::size_t i = 0; i < keys->size(); ++i) {
    auto key = read_key((*keys)[i], i);
    if (!key) return tl::unexpected(key.error());
    if (!*key) continue;
    if (out.find((*key)->kid, (*key)->use)) return wrong("trust.json", fmt::format("keys[{}]", i), "a key that is not listed before");
    out.keys.push_back(**key);
  }
  return out;
}

}  // namespace

std::string_view to_string(KeyUse use) {
  return std::ranges::find(kUses, use, &std::pair<KeyUse, std::string_view>::first)->second;
}

std::optional<KeyUse> parse_key_use(std::string_view text) {
  const auto found = std::ranges::find(kUses, text, &std::pair<KeyUse, std::string_view>::second);
  return found == kUses.end() ? std::nullopt : std::optional(found->first);
}

const TrustedKey* Trust::find(const base::KeyId& kid, KeyUse use) const {
  const auto found = std::ranges::find_if(keys, [&](const TrustedKey& key) { return key.kid == kid && key.use == use; });
  return found == keys.end() ? nullptr : &*found;
}

const TrustedKey* Trust::seal_key(std::optional<base::Date> today) const {
  const auto in_force = [&](const TrustedKey& key) { return key.use == KeyUse::seal && !(today && key.until && *today > *key.until); };
  const auto found = std::find_if(keys.rbegin(), keys.rend(), in_force);
  return found == keys.rend() ? nullptr : &*found;
}

base::Result<Trust, TrustError> read_trust(std::string_view json) {
  if (json.size() > kMaxTrustBytes) return unreadable("trust.json");
  Json parsed = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return unreadable("trust.json");
  if (!member(parsed, "signature")) return base::fail(TrustError::not_signed, "trust.json: has no signature; sign it with the root key (`openday trust add`)");
  const auto signature = base64_array<64>(text(parsed, "signature"));
  if (!signature) return wrong("trust.json", "signature", "64 bytes in base64");
  parsed.erase("signature");
  auto trust = read_members(parsed);
  if (!trust) return trust;
  if (!base::verify(trust->root, base::as_bytes(parsed.dump()), *signature))
    return base::fail(TrustError::wrong_signature, "trust.json: changed after the root key signed it; fetch it from the office again");
  return trust;
}

std::string write_trust(const Trust& trust, const base::SigningKey& root) {
  Trust signed_by = trust;
  signed_by.root = root.public_key();
  Json out = trust_json(signed_by);
  out["signature"] = base::to_base64(root.sign(base::as_bytes(out.dump())));
  return out.dump(2) + '\n';
}

base::Result<Trust, TrustError> replace_trust(const Trust& held, std::string_view json) {
  auto trust = read_trust(json);
  if (!trust) return trust;
  if (trust->root != held.root)
    return base::fail(TrustError::wrong_signature, "trust.json: signed by another root key than the one in force; it stays as it was");
  if (trust->version <= held.version) {
    return base::fail(TrustError::older, fmt::format("trust.json: version {} does not come after version {}, which is in force",
                                                     trust->version, held.version));
  }
  return trust;
}

base::Result<Revocations, TrustError> read_revocations(std::string_view json) {
  constexpr std::string_view kFile = "revocations";
  if (json.size() > kMaxRevocationBytes) return unreadable(kFile);
  const Json parsed = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return unreadable(kFile);
  if (positive(parsed, "schema") != kRevocationsSchema) return wrong(kFile, "schema", "1");
  Revocations out;
  const auto event = text(parsed, "event");
  if (!event) return wrong(kFile, "event", "the event's id");
  out.event = *event;
  const auto version = positive(parsed, "version");
  if (!version) return wrong(kFile, "version", "a whole number from 1");
  out.version = *version;
  const Json* list = member(parsed, "registrations");
  if (!list || !list->is_array()) return wrong(kFile, "registrations", "a list");
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto id = (*list)[i].is_string() ? parse_registration_id((*list)[i].get_ref<const std::string&>()) : std::nullopt;
    if (!id) return wrong(kFile, fmt::format("registrations[{}]", i), "32 hex digits");
    out.registrations.insert(*id);
  }
  return out;
}

std::string write_revocations(const Revocations& revocations) {
  std::vector<RegistrationId> sorted(revocations.registrations.begin(), revocations.registrations.end());
  std::ranges::sort(sorted);
  Json out;
  out["schema"] = kRevocationsSchema;
  out["event"] = revocations.event;
  out["version"] = revocations.version;
  out["registrations"] = Json::array();
  for (const RegistrationId& id : sorted) out["registrations"].push_back(to_string(id));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string sign_document(std::string_view document, const base::SigningKey& key) {
  return std::string(base::as_text(sign_detached(base::as_bytes(document), key)));
}

base::Result<void, TrustError> verify_document(std::string_view document, std::string_view cose, const Trust& trust,
                                               std::optional<base::Date> today) {
  if (cose.empty()) return base::fail(TrustError::not_signed, "document: there is no signature beside it; sign it with `openday sign`");
  const auto message = cose.size() <= kMaxSignatureBytes ? parse_cose_sign1(base::as_bytes(cose)) : std::nullopt;
  if (!message || message->payload)
    return base::fail(TrustError::unreadable, "document: its .cose is not a detached COSE_Sign1; sign it again with `openday sign`");
  const TrustedKey* key = trust.find(message->kid, KeyUse::documents);
  if (!key || (today && key->until && *today > *key->until)) {
    return base::fail(TrustError::wrong_signature, fmt::format("document: signed by key {}, which is not trusted for documents{}",
                                                               base::to_hex(message->kid), key ? " any more" : ""));
  }
  if (!verify_cose_sign1(*message, base::as_bytes(document), key->key))
    return base::fail(TrustError::wrong_signature, "document: differs from what was signed; fetch document and signature again");
  return {};
}

}  // namespace openday::event
