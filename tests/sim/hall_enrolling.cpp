// The enroller's exchanges: it blocks while it asks, so that each is over within the moment in which it began; what was sent may still
// arrive a second time later. Somebody who sits in the line may show another CA.
#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "sync/bureau/request_decoder.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/limits.h"
#include "tests/sim/hall_world.h"

namespace openday::sim {
namespace {

using protocol::Wire;
using Sent = transport::AsyncClient::Result;

Sent broken(Wire wire) { return base::fail(wire, "the line"); }

// What the bureau's table says of a code.
struct CodeRow {
  std::string used_by;                   // the device; empty: nobody
  std::int64_t until = 0;
  bool is_key_live = false;              // that which it was used for
  std::string key;                       // that one, hex
};
std::optional<CodeRow> find_code(Office& office, const base::Random16& secret) {
  journal::Statement select(office.tables(), "SELECT coalesce(device, ''), until, EXISTS(SELECT 1 FROM devices d WHERE d.key = e.key AND d.revoked IS NULL), coalesce(lower(hex(key)), '') FROM enrolments e WHERE secret = ?1");
  const auto digest = base::sha256(secret);
  auto rows = select.query(digest);
  return rows.next() ? std::optional(CodeRow{rows.text(0), rows.integer(1), rows.integer(2) != 0, rows.text(3)}) : std::nullopt;
}

}  // namespace

transport::AsyncClient::Result HallWorld::ask(HallBox& box, const transport::CurlOptions& options, const transport::HttpRequest& request) {
  ++figures_.exchanges;
  const auto say = [&](Sent sent) {
    if (tell_) tell_(fmt::format("{:>9} ms  box {} asks {}: {}", now_ms_, box.number(), request.path, sent ? fmt::format("{} {:.100}", sent->status, sent->body) : std::string(protocol::to_string(sent.error().kind))));
    return sent;
  };
  if (is_cut_off(box, nullptr)) return say(broken(Wire::no_route));
  const bool is_intercepted = happens("somebody sits in the line", profile_.portal);
  if (is_intercepted && options.of_anybody) return say(transport::HttpAnswer{200, true, "application/x-pem-file", {}, authorities_.other, {}, {}});
  if (!options.of_anybody) {
    const auto ca = base::read_file(options.ca);
    if (!ca || *ca != authorities_.ours) throw Violation(fmt::format("box {} believes a CA that is not the code's", box.number()));
    if (is_intercepted) return say(broken(Wire::tls_untrusted));
  } else if (request.path != "/v1/ca") {
    throw Violation(fmt::format("box {} says {} to anybody", box.number(), request.path));
  }
  return say(ask_bureau(request));
}

Sent HallWorld::ask_bureau(const transport::HttpRequest& request) {
  if (!office_->is_up()) return broken(Wire::refused);
  if (happens("request lost", profile_.request_lost)) return broken(Wire::timed_out);
  if (happens("request repeated", profile_.repeated)) {
    at(now_ms_ + dice_.between(1, 300'000), [this, request] {
      if (office_->is_up()) (void)enrol_at_bureau(request, 0);
    });
  }
  const auto writes = happens("bureau dies over a request", profile_.bureau_dies) ? static_cast<std::uint64_t>(dice_.between(1, 14)) : 0;
  auto answer = enrol_at_bureau(request, writes);
  if (answer && answer->status == 200 && request.path == "/v1/rotate") check_rotated(request);
  if (!answer) {
    stop_bureau(dice_.below(20'000));
    return broken(Wire::broken_off);
  }
  if (happens("syncd killed while it asks", profile_.killed_asking)) throw Killed{};
  if (happens("answer lost", profile_.answer_lost)) return broken(Wire::broken_off);
  return std::move(*answer);
}

// It has the new key, and no other counts beside it.
void HallWorld::check_rotated(const transport::HttpRequest& request) {
  const auto wanted = bureau::RequestDecoder().rotate(request.body);
  const auto found = wanted ? std::ranges::find_if(boxes_, [&](const auto& box) { return box->journal().device() == wanted->device; }) : boxes_.end();
  if (found == boxes_.end() || live_key(*office_, **found) != wanted->key) throw Violation("the bureau said that it has a new key, and does not go by it");
}

std::optional<transport::HttpAnswer> HallWorld::enrol_at_bureau(const transport::HttpRequest& request, std::uint64_t writes) {
  const auto wanted = bureau::RequestDecoder().enrol(request.body);
  const auto before = wanted ? find_code(*office_, wanted->secret) : std::nullopt;
  auto answer = office_->handle(request, protocol::content_digest(request.body), writes);
  if (!answer || !wanted) return answer;
  const auto device = base::to_string(wanted->device);
  const bool is_repeated = before && before->used_by == device && before->key == base::to_hex(wanted->key);   // its twin may hold up the same code with another key
  if (answer->status == 403 && is_repeated && before->is_key_live) throw Violation("a box that repeats its enrolment is told that the code is used");
  if (answer->status != 200) return answer;
  if (!before) throw Violation("the bureau took a code that it never made");
  if (!before->used_by.empty() && before->used_by != device) throw Violation("a code that one box had used let another in");
  if (before->used_by.empty() && bureau_now().time_since_epoch().count() > before->until) throw Violation("a code that had run out let a box in");
  return answer;
}

}  // namespace openday::sim
