// Any text a camera may read: no crash, and nothing accepted that no key of ours signed. The signature is past a fuzzer, so the
// parts behind it are fed too: Base45, COSE_Sign1 and, as attached payload of our own signature, the claims.
#include <cstdlib>
#include <string_view>

#include "kiosk/event/confirmation.h"
#include "kiosk/event/cose.h"

namespace {

using namespace openday;

const base::SigningKey& issuer() {
  static const base::SigningKey kIssuer = base::SigningKey::from_seed({2});
  return kIssuer;
}

event::Trust trust() {
  event::Trust out;
  const base::PublicKey& key = issuer().public_key();
  out.keys = {{base::key_id(key), key, event::KeyUse::codes, std::nullopt}};
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const event::Trust kTrust = trust();
  const base::ByteView bytes(data, size);
  if (event::decode_confirmation(base::as_text(bytes), kTrust, std::nullopt)) std::abort();
  if (event::decode_confirmation("OD1:" + event::to_base45(bytes), kTrust, std::nullopt)) std::abort();
  if (const auto decoded = event::from_base45(base::as_text(bytes)); decoded && event::to_base45(*decoded) != base::as_text(bytes)) std::abort();
  if (event::parse_cose_sign1(bytes) && size < 70) std::abort();

  // Claims as an issuer might sign them: what is accepted has the one encoding that we write.
  const auto claims = event::decode_confirmation("OD1:" + event::to_base45(event::sign_attached(bytes, issuer())), kTrust, std::nullopt);
  if (claims && !event::decode_confirmation(event::encode_confirmation(*claims, issuer()), kTrust, std::nullopt)) std::abort();
  return 0;
}
