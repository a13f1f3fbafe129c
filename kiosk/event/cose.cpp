#include "kiosk/event/cose.h"

#include <algorithm>

#include "kiosk/event/cose_cbor.h"

namespace openday::event {
namespace {

constexpr std::int64_t kHeaderAlgorithm = 1, kHeaderKid = 4;   // RFC 9052 section 3.1
constexpr std::int64_t kEdDsa = -8;                            // RFC 9053 section 2.2

base::Bytes protected_header(const base::KeyId& kid) {
  return CborWriter().map(2).integer(kHeaderAlgorithm).integer(kEdDsa).integer(kHeaderKid).bytes(kid).take();
}

// The kid is what a protected header ends with; any other algorithm, order, entry or length gives other bytes than ours.
std::optional<base::KeyId> kid_of(base::ByteView header) {
  base::KeyId kid;
  if (header.size() < kid.size()) return std::nullopt;
  std::ranges::copy(header.last(kid.size()), kid.begin());
  return std::ranges::equal(protected_header(kid), header) ? std::optional<base::KeyId>(kid) : std::nullopt;
}

base::Bytes sign(base::ByteView payload, const base::SigningKey& key, bool attached) {
  const base::Bytes header = protected_header(base::key_id(key.public_key()));
  const base::Signature signature = key.sign(sig_structure(header, payload));
  CborWriter out;
  out.array(4).bytes(header).map(0);
  if (attached) out.bytes(payload);
  else out.null();
  return out.bytes(signature).take();
}

}  // namespace

base::Bytes sig_structure(base::ByteView header, base::ByteView payload) {
  return CborWriter().array(4).text("Signature1").bytes(header).bytes({}).bytes(payload).take();
}

base::Bytes sign_attached(base::ByteView payload, const base::SigningKey& key) { return sign(payload, key, true); }
base::Bytes sign_detached(base::ByteView payload, const base::SigningKey& key) { return sign(payload, key, false); }

std::optional<CoseSign1> parse_cose_sign1(base::ByteView bytes) {
  CborReader in(bytes);
  const auto outer = in.next(CborType::array);
  const auto header = in.next(CborType::bytes);
  const auto unprotected = in.next(CborType::map);
  const auto payload = in.next();
  const auto signature = in.next(CborType::bytes);
  if (!signature || !in.at_end() || outer->number != 4 || unprotected->number != 0) return std::nullopt;
  if (payload->type != CborType::bytes && payload->type != CborType::null) return std::nullopt;
  CoseSign1 out;
  if (signature->content.size() != out.signature.size()) return std::nullopt;
  const auto kid = kid_of(header->content);
  if (!kid) return std::nullopt;
  out.kid = *kid;
  out.protected_header = header->content;
  if (payload->type == CborType::bytes) out.payload = payload->content;
  std::ranges::copy(signature->content, out.signature.begin());
  return out;
}

bool verify_cose_sign1(const CoseSign1& message, base::ByteView payload, const base::PublicKey& key) {
  return base::verify(key, sig_structure(message.protected_header, payload), message.signature);
}

}  // namespace openday::event
