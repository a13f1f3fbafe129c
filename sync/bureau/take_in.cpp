#include "sync/bureau/take_in.h"

#include <optional>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/file.h"
#include "sync/bureau/bureau_service.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/out_package.h"

namespace openday::bureau {
namespace {

enum class TakeInError { refused };
using Done = base::Result<void, TakeInError>;
auto refused(std::string what) { return base::fail(TakeInError::refused, std::move(what)); }

base::Result<base::UnsealKey, TakeInError> load_key(const TakeInFiles& wanted) {
  std::string passphrase;
  if (!wanted.passphrase_file.empty()) {
    const auto text = base::read_file(wanted.passphrase_file, 4096);
    if (!text) return refused(text.error().what);
    passphrase = text->substr(0, text->find_first_of("\r\n"));
  }
  auto key = base::UnsealKey::load(wanted.key, passphrase);
  if (!key) return refused(key.error().what);
  return std::move(*key);
}

// What one file brought, as the service saw it.
struct Tally {
  std::uint64_t records = 0, known = 0, quarantined = 0, ballot_batches = 0, known_batches = 0;
};

class File {
 public:
  File(Store& store, BureauService& service, const base::UnsealKey& key, std::string name) : store_(store), service_(service), key_(key), name_(std::move(name)) {}

  Done run() {
    if (auto whole = look_through(); !whole) return whole;
    auto reader = protocol::OutReader::open(name_, key_);
    if (!reader) return refused(reader.error().what);
    device_ = reader->manifest().device;
    made_ = reader->manifest().made;
    const auto before = service_.counts();
    const auto batches = store_.count_ballot_batches(device_);
    if (!batches) return refused(batches.error().what);
    Done done = send_all(*reader);
    const auto after = service_.counts();
    const auto now = store_.count_ballot_batches(device_);
    tally_ = {after.records - before.records, after.repeated - before.repeated, after.quarantined - before.quarantined, now ? *now - *batches : 0, 0};
    tally_.known_batches = after.ballot_batches - before.ballot_batches - tally_.ballot_batches;
    return done;
  }

  void say(const Terminal& terminal) const {
    if (terminal.json) {
      terminal.out << nlohmann::ordered_json{{"file", name_}, {"device", base::to_string(device_)}, {"made", made_}, {"records", tally_.records}, {"known", tally_.known}, {"quarantined", tally_.quarantined},
                                             {"ballot_batches", tally_.ballot_batches}, {"known_ballot_batches", tally_.known_batches}}.dump() << '\n';
      return;
    }
    terminal.out << fmt::format("{}: box {}, handed out {}: {} records new, {} known already, {} of the new ones in quarantine; {} ballot batches new, {} known already\n", name_,
                                base::to_string(device_), made_, tally_.records, tally_.known, tally_.quarantined, tally_.ballot_batches, tally_.known_batches);
  }

 private:
  // Whole, and every part from the one box that signed its end: before anything is stored.
  Done look_through() {
    auto reader = protocol::OutReader::open(name_, key_);
    if (!reader) return refused(reader.error().what);
    std::optional<base::PublicKey> signer;
    for (;;) {
      const auto request = reader->next();
      if (!request) return refused(request.error().what);
      if (!*request) break;
      if ((*request)->path != "/v1/hello") continue;
      const auto hello = RequestDecoder().hello((*request)->body);
      if (!hello) return refused(fmt::format("{}: {}", name_, hello.error().what));
      if (hello->device != reader->manifest().device || signer) return refused(fmt::format("{}: it speaks for more than one box; hand out again on the box", name_));
      signer = hello->key;
    }
    if (!signer || !reader->signed_by(*signer)) return refused(fmt::format("{}: not signed by the box it names; hand out again on the box", name_));
    return {};
  }

  Done send_all(protocol::OutReader& reader) {
    for (;;) {
      auto request = reader.next();
      if (!request) return refused(request.error().what);
      if (!*request) return {};
      const auto answer = service_.handle({"POST", (*request)->path, {}, {}, {}, std::move((*request)->body)});
      if (answer.status == 200) {
        const auto push = protocol::decode_push_answer(answer.body);
        if (push && push->aside) return missing_before(push->ack);
        continue;
      }
      const auto why = protocol::decode_refusal(answer.body);
      const std::string code = why ? why->code : fmt::format("status {}", answer.status), message = why ? why->message : std::string();
      if (code == "gap") return missing_before(why->ack.value_or(0));
      return refused(fmt::format("{}: {} ({}); what came before it is in, and the file may be taken in again", name_, message, code));
    }
  }

  [[nodiscard]] Done missing_before(std::uint64_t held) const {
    return refused(fmt::format("{}: records before these are missing here (held up to {}); hand out everything on the box, or first take in the stick before this one", name_, held));
  }

  Store& store_;
  BureauService& service_;
  const base::UnsealKey& key_;
  const std::string name_;
  base::Uuid device_{};
  std::string made_;
  Tally tally_;
};

}  // namespace

int take_in(Store& store, const Terminal& terminal, const TakeInFiles& wanted) {
  const auto key = load_key(wanted);
  if (!key) {
    terminal.err << "openday-bureau: " << key.error().what << '\n';
    return 1;
  }
  BureauService service(store, [now = terminal.now] { return now; });
  int code = 0;
  for (const std::string& name : wanted.files) {
    File file(store, service, *key, name);
    const auto done = file.run();
    if (done) {
      file.say(terminal);
      continue;
    }
    terminal.err << "openday-bureau: " << done.error().what << '\n';
    code = 1;
  }
  return code;
}

}  // namespace openday::bureau
