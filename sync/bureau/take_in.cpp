#include "sync/bureau/take_in.h"

#include <algorithm>
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
auto fail(std::string what) { return base::fail(TakeInError::refused, std::move(what)); }

base::Result<base::UnsealKey, TakeInError> load_key(const TakeInFiles& wanted) {
  std::string passphrase;
  if (!wanted.passphrase_file.empty()) {
    const auto text = base::read_file(wanted.passphrase_file, 4096);
    if (!text) return fail(text.error().what);
    passphrase = text->substr(0, text->find_first_of("\r\n"));
  }
  auto key = base::UnsealKey::load(wanted.key, passphrase);
  if (!key) return fail(key.error().what);
  return std::move(*key);
}

// A run of records or a batch of ballots that the bureau did not take.
struct Refused {
  std::string inc;                      // empty: ballots, or a part that names nothing
  std::uint64_t first = 0, last = 0;    // `last` includes what lies behind it in the file: a chain has no gaps
  std::string batch, code, why;
  [[nodiscard]] std::string what() const {
    if (!inc.empty()) return fmt::format("records {} to {} of incarnation {}", first, last, inc);
    return batch.empty() ? "a part of it" : fmt::format("ballot batch {}", batch);
  }
};

std::string next_step(const Refused& one) {
  if (one.code == "gap") return "hand out everything on the box, or first take in the stick before this one";
  if (one.code == "chain") return "keep the stick, run `openday verify` on a copy of the box's state folder and have the box looked at";
  return "update this program if the box's is newer, then take the file in again";
}

// What one file brought, as the service saw it.
struct Tally {
  std::uint64_t records = 0, known = 0, quarantined = 0, ballot_batches = 0, known_batches = 0;
};

class File {
 public:
  File(Store& store, BureauService& service, const base::UnsealKey& key, std::string name) : store_(store), service_(service), key_(key), name_(std::move(name)) {}

  // Refused as a whole, or all of it went through the service; what that did not take stands in refused().
  Done run() {
    if (auto whole = look_through(); !whole) return whole;
    auto reader = protocol::OutReader::open(name_, key_);
    if (!reader) return fail(reader.error().what);
    device_ = reader->manifest().device;
    made_ = reader->manifest().made;
    const auto before = service_.counts();
    const auto batches = store_.count_ballot_batches(device_);
    if (!batches) return fail(batches.error().what);
    Done done = send_all(*reader);
    const auto after = service_.counts();
    const auto now = store_.count_ballot_batches(device_);
    tally_ = {after.records - before.records, after.repeated - before.repeated, after.quarantined - before.quarantined, now ? *now - *batches : 0, 0};
    tally_.known_batches = after.ballot_batches - before.ballot_batches - tally_.ballot_batches;
    return done;
  }

  [[nodiscard]] const std::vector<Refused>& refused() const { return refused_; }
  [[nodiscard]] bool begun() const { return begun_; }

  void say(const Terminal& terminal) const {
    for (const Refused& one : refused_) terminal.err << fmt::format("openday-bureau: {}: {}: {} ({}); {}\n", name_, one.what(), one.why, one.code, next_step(one));
    if (terminal.json) {
      auto parts = nlohmann::ordered_json::array();
      for (const Refused& one : refused_) parts.push_back({{"inc", one.inc}, {"first", one.first}, {"last", one.last}, {"batch", one.batch}, {"code", one.code}});
      terminal.out << nlohmann::ordered_json{{"file", name_}, {"device", base::to_string(device_)}, {"made", made_}, {"records", tally_.records}, {"known", tally_.known}, {"quarantined", tally_.quarantined},
                                             {"ballot_batches", tally_.ballot_batches}, {"known_ballot_batches", tally_.known_batches}, {"refused", parts}}.dump() << '\n';
      return;
    }
    terminal.out << fmt::format("{}: box {}, handed out {}: {} records new, {} known already, {} of the new ones in quarantine; {} ballot batches new, {} known already\n", name_,
                                base::to_string(device_), made_, tally_.records, tally_.known, tally_.quarantined, tally_.ballot_batches, tally_.known_batches);
  }

 private:
  // Whole, and every part from the one box that signed its end: before anything is stored.
  Done look_through() {
    auto reader = protocol::OutReader::open(name_, key_);
    if (!reader) return fail(reader.error().what);
    std::optional<base::PublicKey> signer;
    for (;;) {
      const auto request = reader->next();
      if (!request) return fail(request.error().what);
      if (!*request) break;
      if ((*request)->path != "/v1/hello") continue;
      const auto hello = RequestDecoder().hello((*request)->body);
      if (!hello) return fail(fmt::format("{}: {}", name_, hello.error().what));
      if (hello->device != reader->manifest().device || signer) return fail(fmt::format("{}: it speaks for more than one box; hand out again on the box", name_));
      signer = hello->key;
    }
    if (!signer || !reader->signed_by(*signer)) return fail(fmt::format("{}: not signed by the box it names; hand out again on the box", name_));
    return {};
  }

  // A run that is refused takes with it what lies behind it in its own incarnation; the others, and the ballots, go on.
  Done send_all(protocol::OutReader& reader) {
    for (;;) {
      auto request = reader.next();
      if (!request) return fail(request.error().what);
      if (!*request) return {};
      const http::Request one{"POST", (*request)->path, {}, {}, {}, std::move((*request)->body)};
      if (!refused_.empty() && is_behind(name_of(one))) continue;
      const auto answer = service_.handle(one);
      begun_ = true;
      const auto aside = kept_aside_behind(answer);
      if (answer.status == 200 && !aside) continue;
      Refused about = name_of(one);
      const auto why = protocol::decode_refusal(answer.body);
      about.code = aside ? "gap" : why ? why->code : fmt::format("status {}", answer.status);
      about.why = why ? why->message : std::string("it was not taken");
      if (about.code == "gap") about.why = fmt::format("records before these are missing here (held up to {})", aside ? *aside : why->ack.value_or(0));
      // Without a hello nobody speaks for the box; a store that fails will fail again.
      if (one.path == "/v1/hello" || answer.status >= 500) return fail(fmt::format("{}: {} ({}); what came before it is in, and the file may be taken in again", name_, about.why, about.code));
      refused_.push_back(std::move(about));
    }
  }

  // A run whose predecessor is missing waits for it; nothing of it counts yet. Up to where records are held.
  static std::optional<std::uint64_t> kept_aside_behind(const http::Response& answer) {
    if (answer.status != 200) return std::nullopt;
    const auto push = protocol::decode_push_answer(answer.body);
    return push && push->aside ? std::optional(push->ack) : std::nullopt;
  }

  static Refused name_of(const http::Request& request) {
    Refused out;
    if (request.path == "/v1/push") {
      if (const auto push = RequestDecoder().push(request.body); push && !push->records.empty()) {
        out.inc = push->inc;
        out.first = push->first;
        out.last = push->first + push->records.size() - 1;
      }
    } else if (request.path == "/v1/quarantine") {
      if (const auto one = RequestDecoder().quarantine(request.body)) {
        out.inc = one->inc;
        out.first = out.last = one->seq;
      }
    } else if (request.path == "/v1/ballots") {
      if (const auto ballots = RequestDecoder().ballots(request.body)) out.batch = base::to_string(ballots->batch);
    }
    return out;
  }

  // Is it behind a run that was refused? Then it is counted there.
  bool is_behind(const Refused& about) {
    if (about.inc.empty()) return false;
    const auto before = std::ranges::find(refused_, about.inc, &Refused::inc);
    if (before == refused_.end()) return false;
    before->last = std::max(before->last, about.last);
    return true;
  }

  Store& store_;
  BureauService& service_;
  const base::UnsealKey& key_;
  const std::string name_;
  base::Uuid device_{};
  std::string made_;
  Tally tally_;
  std::vector<Refused> refused_;
  bool begun_ = false;
};

}  // namespace

int take_in(Store& store, const Terminal& terminal, const TakeInFiles& wanted) {
  const auto key = load_key(wanted);
  if (!key) return failed(terminal, key.error().what);
  BureauService service(store, [now = terminal.now] { return now; });
  int code = 0;
  for (const std::string& name : wanted.files) {
    File file(store, service, *key, name);
    const auto done = file.run();
    if (done || file.begun()) file.say(terminal);
    if (done && file.refused().empty()) continue;
    code = done ? 1 : failed(terminal, done.error().what);
  }
  return code;
}

}  // namespace openday::bureau
