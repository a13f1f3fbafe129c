#include "sync/agent/stick_package.h"

#include <system_error>

#include <fmt/core.h>

#include "kiosk/base/unique_fd.h"
#include "sync/agent/requests.h"
#include "sync/agent/store_trouble.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <fcntl.h>
#include <unistd.h>

namespace openday::agent {
namespace {

namespace fs = std::filesystem;
using protocol::OutError;
using protocol::OutManifest;
using protocol::OutResult;
using protocol::OutWriter;

// One incarnation: from where, to where.
struct Stretch {
  journal::Head head;
  std::uint64_t after = 0;
};

class Packing {
 public:
  Packing(const journal::ExportRequest& wanted, journal::JournalReader& journal, journal::Inbox& inbox, const base::SigningKey& key,
          const GoOn& go_on)
      : wanted_(wanted), journal_(journal), inbox_(inbox), key_(key), go_on_(go_on) {}

  OutResult<OutManifest> run(const fs::path& file, const base::Moment& now) {
    const auto device = need(journal_.device());
    if (!device) return base::fail(OutError::unreadable, "there is no journal yet");
    device_ = *device;
    heads_ = need(journal_.heads());
    plan(now);
    auto writer = OutWriter::open(file, wanted_.seal, manifest_);
    if (!writer) return tl::unexpected(std::move(writer.error()));
    if (auto done = fill(*writer); !done) return tl::unexpected(std::move(done.error()));
    if (auto done = writer->finish(key_); !done) return tl::unexpected(std::move(done.error()));
    return manifest_;
  }

 private:
  // The heads are read once: what is recorded meanwhile goes with the next package.
  void plan(const base::Moment& now) {
    manifest_.device = device_;
    manifest_.made = base::to_rfc3339(now.wall, base::Minutes{0});
    for (const auto& head : heads_) {
      const auto ack = wanted_.everything ? std::nullopt : need(inbox_.ack(device_, head.inc));
      const std::uint64_t after = ack ? std::min(ack->seq, head.seq) : 0;
      if (after == head.seq) continue;
      stretches_.push_back({head, after});
      manifest_.runs.push_back({head.inc, after + 1, head.seq});
      manifest_.records += head.seq - after;
    }
    for (std::uint64_t after = 0;;) {
      const auto names = need(journal_.batches(after));
      if (names.empty()) break;
      for (const auto& name : names)
        if (wanted_.everything || !need(inbox_.batch_ack(name.id))) batches_.push_back(name.id);
      after = names.back().position;
      look_up();
    }
    manifest_.ballot_batches = batches_.size();
  }

  OutResult<void> fill(OutWriter& writer) {
    if (auto put = writer.add("/v1/hello", protocol::encode(signed_hello(device_, heads_, key_))); !put) return put;
    for (const Stretch& stretch : stretches_)
      if (auto put = add_records(writer, stretch); !put) return put;
    for (const base::Uuid& id : batches_) {
      const auto batch = need(journal_.batch(id));
      if (!batch) continue;
      if (auto put = writer.add("/v1/ballots", protocol::encode(signed_ballots(device_, *batch, key_))); !put) return put;
      look_up();
    }
    return {};
  }

  OutResult<void> add_records(OutWriter& writer, const Stretch& stretch) {
    std::uint64_t after = stretch.after;
    auto hash = need(journal_.hash_at(stretch.head.inc, after));
    base::Digest previous = after > 0 && hash ? *hash : event::chain_start(device_, stretch.head.inc);
    for (std::size_t most = journal::kPageRecords; after < stretch.head.seq;) {
      auto page = need(journal_.records(stretch.head.inc, after, std::min<std::uint64_t>(most, stretch.head.seq - after)));
      if (page.records.empty()) throw StoreTrouble{fmt::format("incarnation {} ends before {} although its head is there: openday verify names the break", stretch.head.inc, stretch.head.seq)};
      const auto push = signed_push(device_, stretch.head.inc, after, previous, std::move(page), key_);
      auto text = protocol::encode(push);
      const char* path = "/v1/push";
      if (text.size() > protocol::kMaxInflatedBytes && push.records.size() > 1) {   // halved until it fits
        most = push.records.size() / 2;
        continue;
      }
      if (text.size() > protocol::kMaxInflatedBytes) {
        path = "/v1/quarantine";
        text = protocol::encode(signed_quarantine(push, "too-large", key_));
      }
      if (auto put = writer.add(path, text); !put) return put;
      after += push.records.size();
      previous = push.head;
      most = journal::kPageRecords;
      look_up();
    }
    return {};
  }

  void look_up() const {
    if (!go_on_()) throw LeftOff{};
  }

  const journal::ExportRequest& wanted_;
  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  const base::SigningKey& key_;
  const GoOn& go_on_;
  base::Uuid device_{};
  std::vector<journal::Head> heads_;
  std::vector<Stretch> stretches_;
  std::vector<base::Uuid> batches_;
  OutManifest manifest_;
};

OutResult<void> settle(const fs::path& part, const fs::path& file) {
  const base::UniqueFd written(::open(part.c_str(), O_RDONLY | O_CLOEXEC));
  std::error_code failed;
  if (!written || ::fsync(written.get()) != 0) return base::fail(OutError::unwritable, fmt::format("{}: cannot be synced", part.string()));
  fs::rename(part, file, failed);
  if (failed) return base::fail(OutError::unwritable, fmt::format("{}: {}", file.string(), failed.message()));
  return {};
}

}  // namespace

OutResult<OutManifest> make_stick_package(const fs::path& file, const journal::ExportRequest& wanted, journal::JournalReader& journal, journal::Inbox& inbox,
                                          const base::SigningKey& key, const base::Moment& now, const GoOn& go_on) {
  fs::path part = file;
  part += ".part";
  auto made = Packing(wanted, journal, inbox, key, go_on).run(part, now);
  if (made) {
    if (auto done = settle(part, file); !done) made = tl::unexpected(std::move(done.error()));
  }
  std::error_code ignored;
  if (!made) fs::remove(part, ignored);
  return made;
}

}  // namespace openday::agent
