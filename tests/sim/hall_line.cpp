// The network of a simulated hall: requests to the bureau and to the hall's other boxes under way, each lost, late, doubled or cut short;
// as line.cpp. Between two boxes it is TLS from end to end: whose key does not fit gets nothing.
#include <map>

#include <fmt/format.h>

#include "sync/protocol/codec.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"
#include "tests/sim/hall_world.h"

namespace openday::sim {
namespace {

using protocol::Wire;
using Sent = transport::AsyncClient::Result;

constexpr std::int64_t kTimeoutMs = 60'000;        // as the real client's
constexpr std::int64_t kLatestCopyMs = 20 * 60'000;

Sent broken(Wire wire) { return base::fail(wire, "the line"); }

}  // namespace

struct HallWorld::Flight {
  HallBox* from = nullptr;
  HallBox* to = nullptr;                           // null: the bureau
  base::PublicKey key{};                           // of the sender, when it was sent
  bool is_named = true;                            // the bureau named `to` to the sender
  std::string path;
  std::int64_t begun = 0, sent_after = 0;
  bool done = false, is_wanted = true;
  int generation = -1;                             // of the bureau when it answered
  Sent result = broken(Wire::timed_out);
};

// A box's end: what its programs take for an HTTP client. syncd may die, what it sent stays under way.
struct HallWorld::Port final : transport::AsyncClient {
  Port(HallWorld& its_world, HallBox& its_box) : world(its_world), box(its_box) {}
  Token start(transport::HttpRequest request) override {
    out.emplace(++last, world.begin(box, request));
    return last;
  }
  std::optional<Result> take(Token token) override {
    const auto found = out.find(token);
    if (found == out.end() || !found->second->done) return std::nullopt;
    const auto flight = found->second;
    out.erase(found);
    if (flight->path == "/v1/hello" && flight->result && flight->result->status == 200 && flight->generation >= 0) box.generation_known = flight->generation;
    return flight->result;
  }
  void cancel(Token token) override {
    if (const auto found = out.find(token); found != out.end()) found->second->is_wanted = false, out.erase(found);
  }
  void wait(std::chrono::milliseconds, std::span<const int>) override {}
  void wake() override {}
  HallWorld& world;
  HallBox& box;
  std::map<Token, std::shared_ptr<Flight>> out;
  Token last = 0;
};

std::unique_ptr<transport::AsyncClient> HallWorld::make_port(HallBox& box) { return std::make_unique<Port>(*this, box); }

std::int64_t HallWorld::delay() { return happens("slow", profile_.slow) ? dice_.between(1'000, 70'000) : dice_.between(2, 60); }

void HallWorld::garble(std::string& bytes) {
  if (bytes.empty()) return;
  const auto place = static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(bytes.size())));
  if (dice_.chance(500)) return bytes.resize(place);
  bytes[place] = static_cast<char>(bytes[place] ^ (1 << dice_.below(8)));
}

// A server whose disk rots, or a proxy with a mind of its own: the answer is well formed, the piece of the paper in it is another.
void HallWorld::damage_part(transport::HttpAnswer& answer) {
  auto part = protocol::decode_part_answer(answer.body);
  if (!part || part->part.empty()) return;
  auto& letter = part->part[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(part->part.size())))];
  letter = letter == 'x' ? 'y' : 'x';
  answer.body = protocol::encode(*part);
}

std::shared_ptr<HallWorld::Flight> HallWorld::begin(HallBox& box, const transport::HttpRequest& request) {
  ++figures_.exchanges;
  const auto flight = std::make_shared<Flight>();
  flight->from = &box;
  flight->key = box.syncd().key();
  flight->path = request.path;
  flight->begun = now_ms_;
  at(now_ms_ + kTimeoutMs, [this, flight] { finish(flight, broken(Wire::timed_out), -1); });
  if (request.peer) {
    const auto found = std::ranges::find_if(boxes_, [&](const auto& other) { return !other->is_put_away && request.peer->url == HallBox::address_of(other->number()); });
    if (found == boxes_.end()) {
      at(now_ms_ + 3, [this, flight] { finish(flight, broken(Wire::no_route), -1); });
      return flight;
    }
    flight->to = found->get();
    flight->is_named = box.syncd().knows(flight->to->journal().device(), flight->to->syncd().key());
  }
  if (is_cut_off(box, flight->to)) {
    if (dice_.chance(500)) at(now_ms_ + 3, [this, flight] { finish(flight, broken(Wire::no_route), -1); });
  } else if (request.peer && request.peer->pins.find(transport::pin_of(flight->to->syncd().key())) == std::string::npos && (mutant_ == nullptr || !mutant_->talks_to_anybody)) {
    at(now_ms_ + delay(), [this, flight] { finish(flight, broken(Wire::tls_untrusted), -1); });
  } else {
    launch(flight, request);
  }
  return flight;
}

void HallWorld::launch(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request) {
  const auto first = delay();
  flight->sent_after = dice_.below(first + 1);
  std::vector<std::int64_t> copies;
  if (!happens("request lost", profile_.request_lost)) copies.push_back(first);
  while (happens("request repeated", profile_.repeated)) {
    copies.push_back(first + (flight->to != nullptr || dice_.chance(500) ? dice_.between(1, 100) : dice_.between(1'000, kLatestCopyMs)));
  }
  const auto digest = protocol::content_digest(request.body);
  for (const auto after : copies) {
    auto copy = request;
    if (flight->to == nullptr && happens("request garbled", profile_.request_garbled)) garble(copy.body);
    at(now_ms_ + after, [this, flight, copy, digest] { deliver(flight, copy, digest); });
  }
}

void HallWorld::deliver(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest) {
  if (is_cut_off(*flight->from, flight->to) || (flight->to != nullptr && flight->to->is_put_away)) return;
  flight->to == nullptr ? deliver_to_bureau(flight, request, digest) : deliver_to_box(flight, request);
}

void HallWorld::deliver_to_bureau(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest) {
  if (!office_->is_up()) return finish(flight, broken(Wire::refused), -1);
  if (happens("captive portal", profile_.portal)) {
    return finish(flight, transport::HttpAnswer{200, false, "text/html", {}, "<html>please log in</html>", {}, {}}, -1);
  }
  if (happens("bureau sheds", profile_.busy)) {
    return finish(flight, transport::HttpAnswer{503, true, std::string(protocol::kContentType), fmt::format("{}", dice_.below(40)), R"({"error":"busy"})", {}, {}}, -1);
  }
  const auto writes = happens("bureau dies over a request", profile_.bureau_dies) ? static_cast<std::uint64_t>(dice_.between(1, 14)) : 0;
  auto answer = office_->handle(request, digest, writes);
  if (!answer) {
    stop_bureau(dice_.below(20'000));
    return finish(flight, broken(Wire::broken_off), -1);
  }
  checker_.check_answer(*flight->from, flight->key, request, *answer, *office_);
  if (flight->path == "/v1/part" && answer->status == 200 && happens("part damaged", profile_.part_damaged)) damage_part(*answer);
  bring_back(flight, std::move(*answer));
}

void HallWorld::deliver_to_box(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request) {
  HallBox& to = *flight->to;
  if (!flight->is_named) throw Violation(fmt::format("box {} told box {}, which the bureau did not name to it, what it knows", flight->from->number(), to.number()));
  const bool is_known = to.syncd().knows(flight->from->journal().device(), flight->key);
  look_at(to);   // what it knew before: a syncd that was killed leaves things in its inbox that nobody looked at
  const auto heard = checker_.heard(to);
  const bool dies = happens("neighbour's syncd dies in its commit", profile_.desk_dies);
  if (dies) MemoryDisk::instance().die_after(to.inbox_prefix(), static_cast<std::uint64_t>(dice_.between(1, 8)));
  const auto response = to.syncd().answer({request.method, request.path, {}, std::string(protocol::kContentType), std::string(protocol::to_string(request.encoding)), request.body, {}},
                                          to.moment(now_ms_).wall);
  if (dies) {
    to.restart_syncd(now_ms_);
    return finish(flight, broken(Wire::broken_off), -1);
  }
  look_at(to);
  if (!is_known && (response.status == 200 || checker_.heard(to) != heard)) {
    throw Violation(fmt::format("box {} listened to box {}, which the bureau did not name to it", to.number(), flight->from->number()));
  }
  bring_back(flight, to_answer(response));
}

void HallWorld::bring_back(const std::shared_ptr<Flight>& flight, transport::HttpAnswer answer) {
  if (happens("answer lost", profile_.answer_lost)) {
    if (dice_.chance(500)) finish(flight, broken(Wire::broken_off), -1);
    return;
  }
  int generation = flight->to == nullptr ? office_->generation() : -1;
  if (happens("answer garbled", profile_.answer_garbled)) {
    generation = -1;
    answer.body.resize(static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(answer.body.size()))));   // TLS lets no wrong bit through, but an end may be missing
    if (dice_.chance(300)) answer.marked = false;
  }
  at(now_ms_ + delay(), [this, flight, answer = std::move(answer), generation] { finish(flight, answer, generation); });
}

void HallWorld::finish(const std::shared_ptr<Flight>& flight, Sent result, int generation) {
  if (flight->done) return;
  if (result && is_cut_off(*flight->from, flight->to)) return;
  flight->done = true;
  flight->generation = generation;
  if (result) {
    result->sent_after = std::chrono::milliseconds(flight->sent_after);
    result->first_byte_after = std::chrono::milliseconds(now_ms_ - flight->begun);
  }
  flight->result = std::move(result);
  if (tell_) {
    const auto what = flight->result ? fmt::format("{} {:.200}", flight->result->status, flight->result->body) : std::string(protocol::to_string(flight->result.error().kind));
    tell_(fmt::format("{:>9} ms  box {} to {} {} {} ms: {}{}", flight->begun, flight->from->number(), flight->to == nullptr ? std::string("the bureau") : fmt::format("box {}", flight->to->number()),
                      flight->path, now_ms_ - flight->begun, what, flight->is_wanted ? "" : " (nobody waits for it)"));
  }
  if (flight->is_wanted) flight->from->next_step_ms = std::min(flight->from->next_step_ms, now_ms_ + dice_.below(3));
}

}  // namespace openday::sim
