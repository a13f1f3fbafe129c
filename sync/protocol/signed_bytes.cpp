#include <algorithm>

#include "sync/protocol/messages.h"

namespace openday::protocol {
namespace {

class ByteString {
 public:
  explicit ByteString(std::string_view scheme) { text(scheme); }
  ByteString& fixed(base::ByteView bytes) { out_.append(base::as_text(bytes)); return *this; }
  ByteString& number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) out_.push_back(static_cast<char>(value >> shift));
    return *this;
  }
  ByteString& text(std::string_view value) {
    for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<char>(value.size() >> shift));
    out_.append(value);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

std::string signed_bytes(const Hello& hello) {
  ByteString out("openday-hello/1");
  out.number(static_cast<std::uint64_t>(hello.least)).number(static_cast<std::uint64_t>(hello.most));
  out.fixed(hello.device.bytes).fixed(hello.key).fixed(hello.nonce).number(hello.positions.size());
  for (const auto& position : hello.positions) out.text(position.inc).number(position.last).fixed(position.head);
  return out.take();
}

std::string signed_bytes(const Push& push) {
  return ByteString("openday-push/1").fixed(push.device.bytes).text(push.inc).number(push.first).number(push.records.size())
      .fixed(push.previous).fixed(push.head).take();
}

std::string signed_bytes(const Quarantine& quarantine) {
  return ByteString("openday-quarantine/1").fixed(quarantine.device.bytes).text(quarantine.inc).number(quarantine.seq)
      .fixed(quarantine.previous).fixed(quarantine.head).text(quarantine.code).fixed(base::sha256(base::as_bytes(quarantine.raw))).take();
}

std::string signed_bytes(const Ballots& ballots) {
  return ByteString("openday-ballots/1").fixed(ballots.device.bytes).fixed(ballots.batch.bytes).text(ballots.event).text(ballots.session)
      .text(ballots.subject).number(ballots.ballots.size()).fixed(digest_of(ballots.ballots)).number(ballots.texts.size())
      .fixed(digest_of(ballots.texts)).take();
}

base::Digest digest_of(const std::vector<Leaf>& leaves) {
  std::vector<base::Digest> hashes;
  hashes.reserve(leaves.size());
  for (const auto& leaf : leaves) hashes.push_back(base::Sha256().add(leaf.salt).add(leaf.bytes).finish());
  std::sort(hashes.begin(), hashes.end());
  base::Sha256 all;
  for (const auto& hash : hashes) all.add(hash);
  return all.finish();
}

}  // namespace openday::protocol
