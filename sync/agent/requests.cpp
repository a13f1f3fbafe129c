#include "sync/agent/requests.h"

#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::agent {
namespace {

std::vector<protocol::Leaf> leaves_of(const std::vector<journal::SealedBallot>& ballots) {
  std::vector<protocol::Leaf> out;
  for (const auto& ballot : ballots) out.push_back({ballot.id, ballot.salt, ballot.bytes});
  return out;
}

template <class Message>
Message sign(Message message, const base::SigningKey& key) {
  message.signature = key.sign(base::as_bytes(protocol::signed_bytes(message)));
  return message;
}

}  // namespace

protocol::Hello signed_hello(const base::Uuid& device, const std::vector<journal::Head>& heads, const base::SigningKey& key) {
  protocol::Hello hello{protocol::kLeastProtocol, protocol::kProtocolVersion, device, key.public_key(), {}, base::random16(), {}};
  for (const auto& head : heads) hello.positions.push_back({head.inc, head.seq, head.hash});
  if (hello.positions.size() > protocol::kMaxIncarnations) {
    hello.positions.erase(hello.positions.begin(), hello.positions.end() - protocol::kMaxIncarnations);
  }
  return sign(std::move(hello), key);
}

protocol::Push signed_push(const base::Uuid& device, const std::string& inc, std::uint64_t after, const base::Digest& previous, journal::Page&& page,
                           const base::SigningKey& key) {
  return sign(protocol::Push{device, inc, after + 1, previous, page.head, {}, std::move(page.records)}, key);
}

protocol::Quarantine signed_quarantine(const protocol::Push& of_one, std::string code, const base::SigningKey& key) {
  auto raw = protocol::encode_record(of_one.records.front());
  if (raw.size() > protocol::kMaxRawRecord) raw = protocol::encode_record(of_one.records.front(), false);
  return sign(protocol::Quarantine{of_one.device, of_one.inc, of_one.first, of_one.previous, of_one.head, std::move(code), std::move(raw), {}}, key);
}

protocol::Ballots signed_ballots(const base::Uuid& device, const journal::Batch& batch, const base::SigningKey& key) {
  return sign(protocol::Ballots{device, batch.id, batch.event, batch.session, batch.subject, leaves_of(batch.ballots), leaves_of(batch.texts), {}}, key);
}

}  // namespace openday::agent
