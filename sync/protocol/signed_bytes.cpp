#include <algorithm>

#include "sync/protocol/byte_string.h"
#include "sync/protocol/messages_pull.h"

namespace openday::protocol {
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

namespace {

std::uint64_t milliseconds_of(base::Instant at) { return static_cast<std::uint64_t>(at.time_since_epoch().count()); }

}  // namespace

std::string signed_bytes(const Pull& pull) {
  return ByteString("openday-pull/1").fixed(pull.device.bytes).number(milliseconds_of(pull.at)).text(pull.cursors.documents).text(pull.cursors.records)
      .text(pull.cursors.devices).number(pull.most_records).take();
}

std::string signed_bytes(const PartRequest& request) {
  return ByteString("openday-part/1").fixed(request.device.bytes).number(milliseconds_of(request.at)).text(request.event).text(request.kind)
      .number(static_cast<std::uint64_t>(request.version)).number(request.offset).take();
}

std::string signed_bytes(const Enrol& enrol) {
  return ByteString("openday-enrol/1").fixed(enrol.device.bytes).fixed(enrol.key).fixed(enrol.secret).take();
}

std::string signed_bytes(const Rotate& rotate) {
  return ByteString("openday-rotate/1").fixed(rotate.device.bytes).fixed(rotate.key).number(milliseconds_of(rotate.at)).take();
}

std::string signed_bytes(const PaperPart& part) {
  return ByteString("openday-paper/1").fixed(part.device.bytes).fixed(part.paper.bytes).text(part.event).text(part.kind).text(part.name)
      .number(part.offset).number(part.bytes).fixed(part.digest).fixed(base::sha256(base::as_bytes(part.part))).take();
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
