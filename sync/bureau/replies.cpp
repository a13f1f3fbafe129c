#include "sync/bureau/replies.h"

#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {

using http::Response;

Response answer(int status, std::string body) {
  return {status, std::string(protocol::kContentType), std::move(body), {{std::string(protocol::kMark), "1"}}};
}
Response refuse(int status, std::string code, std::string message) {
  return answer(status, protocol::encode(protocol::Refusal{std::move(code), std::move(message), {}, {}}));
}
Response refuse(const base::Failure<DecodeError>& error) {
  return refuse(400, error.kind == DecodeError::not_json ? "not-json" : "schema", error.what);
}

Response refuse(const base::Failure<StoreError>& error) {
  base::log_error("the store failed: {}", error.what);
  auto out = refuse(error.kind == StoreError::full ? 507 : 503, error.kind == StoreError::full ? "full" : "store",
                    "the bureau could not store this now: come back later, its log says why");
  out.headers.emplace_back("Retry-After", error.kind == StoreError::busy ? "1" : "30");
  return out;
}

Response refuse_binding(Binding binding, const base::PublicKey& key) {
  const auto id = base::to_hex(base::key_id(key));
  switch (binding) {
    case Binding::unknown_key:
      return refuse(401, "unknown-key", fmt::format("key {} is not known here: openday-bureau admin devices add", id));
    case Binding::revoked: return refuse(403, "revoked", fmt::format("key {} was revoked: enrol the box again with a new key", id));
    case Binding::other_device: return refuse(409, "other-device", fmt::format("key {} belongs to another device: make a new key", id));
    default:
      return refuse(409, "other-device", "this device has another key already: openday-bureau admin devices revoke the old one first");
  }
}

tl::expected<Device, Response> admit(Store& store, const base::Uuid& device, const std::string& bytes, const base::Signature& signature) {
  auto known = store.find_device(device);
  if (!known) return tl::unexpected(refuse(known.error()));
  if (!*known) return tl::unexpected(refuse(403, "not-bound", "say hello first: no key is bound to this device"));
  if ((*known)->is_revoked()) return tl::unexpected(refuse_binding(Binding::revoked, (*known)->key));
  if (!base::verify((*known)->key, base::as_bytes(bytes), signature)) {
    return tl::unexpected(refuse(401, "signature", "the request is not signed by the key of this device"));
  }
  return std::move(**known);
}

}  // namespace openday::bureau
