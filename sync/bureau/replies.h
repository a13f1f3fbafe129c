// Answers and refusals of the bureau, and who may ask at all. Internal to its services.
#pragma once

#include <string>

#include "sync/bureau/request_decoder.h"
#include "sync/bureau/store.h"
#include "sync/http/http_message.h"

namespace openday::bureau {

[[nodiscard]] http::Response answer(int status, std::string body);
[[nodiscard]] http::Response refuse(int status, std::string code, std::string message);
[[nodiscard]] http::Response refuse(const base::Failure<DecodeError>& error);
[[nodiscard]] http::Response refuse(const base::Failure<StoreError>& error);
[[nodiscard]] http::Response refuse_binding(Binding binding, const base::PublicKey& key);

// The device, when it is known, not revoked, and `signature` over `bytes` is its key's; else the refusal.
[[nodiscard]] tl::expected<Device, http::Response> admit(Store& store, const base::Uuid& device, const std::string& bytes, const base::Signature& signature);

}  // namespace openday::bureau
