// The line of a simulated world: copies of requests under way, each of which is lost, late, doubled, garbled or answered by something
// else, and answers that come back, or do not.
#include <map>

#include <fmt/format.h>

#include "sync/protocol/codec.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "tests/sim/world.h"

namespace openday::sim {
namespace {

using protocol::Wire;
using Result = base::Result<transport::HttpAnswer, Wire>;

constexpr std::int64_t kTimeoutMs = 60'000;        // as the real client's
constexpr std::int64_t kLatestCopyMs = 20 * 60'000;

Result broken(Wire wire) { return base::fail(wire, "the line"); }

}  // namespace

struct World::Flight {
  Box* box = nullptr;
  std::string path;
  std::size_t bytes = 0;
  std::int64_t begun = 0, sent_after = 0;
  bool done = false, is_wanted = true;
  int generation = -1;                             // of the bureau when it answered
  Result result = broken(Wire::timed_out);
};

// A box's end: what its engine takes for an HTTP client. The engine may die, what it sent stays under way.
struct World::Port final : transport::AsyncClient {
  Port(World& its_world, Box& its_box) : world(its_world), box(its_box) {}
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
  World& world;
  Box& box;
  std::map<Token, std::shared_ptr<Flight>> out;
  Token last = 0;
};

std::unique_ptr<transport::AsyncClient> World::make_port(Box& box) { return std::make_unique<Port>(*this, box); }

std::int64_t World::delay() { return happens("slow", profile_.slow) ? dice_.between(1'000, 70'000) : dice_.between(2, 60); }

void World::garble(std::string& bytes) {
  if (bytes.empty()) return;
  const auto place = static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(bytes.size())));
  if (dice_.chance(500)) return bytes.resize(place);
  bytes[place] = static_cast<char>(bytes[place] ^ (1 << dice_.below(8)));
}

std::shared_ptr<World::Flight> World::begin(Box& box, const transport::HttpRequest& request) {
  ++figures_.exchanges;
  const auto flight = std::make_shared<Flight>();
  flight->box = &box;
  flight->path = request.path;
  flight->bytes = request.body.size();
  flight->begun = now_ms_;
  at(now_ms_ + kTimeoutMs, [this, flight] { finish(flight, broken(Wire::timed_out), -1); });
  if (box.wedged && box.syncd().engines() == box.wedged_engine && request.path == "/v1/push") {
    const transport::HttpAnswer gap{409, true, std::string(protocol::kContentType), {}, protocol::encode(protocol::Refusal{"gap", "begin anew", 0, base::Digest{}}), {}, {}};
    at(now_ms_ + delay(), [this, flight, gap] { finish(flight, gap, -1); });
  } else if (!is_cut_off(box)) {
    launch(flight, request);
  } else if (dice_.chance(500)) {
    at(now_ms_ + 3, [this, flight] { finish(flight, broken(Wire::no_route), -1); });
  }
  return flight;
}

void World::launch(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request) {
  const auto first = delay();
  flight->sent_after = dice_.below(first + 1);
  std::vector<std::int64_t> copies;
  if (!happens("request lost", profile_.request_lost)) copies.push_back(first);
  while (happens("request repeated", profile_.repeated)) {
    copies.push_back(first + (dice_.chance(500) ? dice_.between(1, 100) : dice_.between(1'000, kLatestCopyMs)));
  }
  const auto digest = protocol::content_digest(request.body);
  for (const auto after : copies) {
    auto copy = request;
    if (happens("request garbled", profile_.request_garbled)) garble(copy.body);
    at(now_ms_ + after, [this, flight, copy, digest] { deliver(flight, copy, digest); });
  }
}

// A gateway in front of the bureau that takes offence at a record: the whole batch is refused, for good.
bool World::is_disliked(const transport::HttpRequest& request) const {
  if (request.path != "/v1/push") return false;
  const auto text = protocol::inflate(request.body, request.encoding, protocol::kMaxInflatedBytes);
  return text && text->find("disliked") != std::string::npos;
}

void World::deliver(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest) {
  if (is_cut_off(*flight->box)) return;
  if (!office_->is_up()) return finish(flight, broken(Wire::refused), -1);
  if (happens("captive portal", profile_.portal)) {
    return finish(flight, transport::HttpAnswer{200, false, "text/html", {}, "<html>please log in</html>", {}, {}}, -1);
  }
  if (happens("bureau sheds", profile_.busy)) {
    return finish(flight, transport::HttpAnswer{503, true, std::string(protocol::kContentType), fmt::format("{}", dice_.below(40)), R"({"error":"busy"})", {}, {}}, -1);
  }
  if (happens("bureau's disk full", profile_.bureau_disk_full)) {
    return finish(flight, transport::HttpAnswer{507, true, std::string(protocol::kContentType), "30", R"({"error":"full"})", {}, {}}, -1);
  }
  if (is_disliked(request)) {
    return finish(flight, transport::HttpAnswer{422, true, std::string(protocol::kContentType), {}, R"({"error":"schema"})", {}, {}}, -1);
  }
  const auto writes = happens("bureau dies over a request", profile_.bureau_dies) ? static_cast<std::uint64_t>(dice_.between(1, 14)) : 0;
  auto answer = office_->handle(request, digest, writes);
  if (!answer) {
    stop_bureau(dice_.below(20'000));
    return finish(flight, broken(Wire::broken_off), -1);
  }
  checker_.check_answer(request, *answer, office_->generation());
  bring_back(flight, std::move(*answer));
}

void World::bring_back(const std::shared_ptr<Flight>& flight, transport::HttpAnswer answer) {
  if (happens("answer lost", profile_.answer_lost)) {
    if (dice_.chance(500)) finish(flight, broken(Wire::broken_off), -1);
    return;
  }
  int generation = office_->generation();
  if (happens("answer garbled", profile_.answer_garbled)) {
    generation = -1;
    answer.body.resize(static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(answer.body.size()))));   // TLS lets no wrong bit through, but an end may be missing
    if (dice_.chance(300)) answer.marked = false;
  }
  at(now_ms_ + delay(), [this, flight, answer = std::move(answer), generation] { finish(flight, answer, generation); });
}

void World::finish(const std::shared_ptr<Flight>& flight, Result result, int generation) {
  if (flight->done) return;
  if (result && is_cut_off(*flight->box)) return;
  flight->done = true;
  flight->generation = generation;
  if (result) {
    result->sent_after = std::chrono::milliseconds(flight->sent_after);
    result->first_byte_after = std::chrono::milliseconds(now_ms_ - flight->begun);
  }
  flight->result = std::move(result);
  if (tell_) {
    const auto what = flight->result ? fmt::format("{} {:.120}", flight->result->status, flight->result->body) : std::string(protocol::to_string(flight->result.error().kind));
    tell_(fmt::format("{:>9} ms  box {} {} {} bytes, {} ms: {}{}", flight->begun, flight->box->number(), flight->path, flight->bytes, now_ms_ - flight->begun, what,
                      flight->is_wanted ? "" : " (nobody waits for it)"));
  }
  if (flight->is_wanted) flight->box->next_step_ms = std::min(flight->box->next_step_ms, now_ms_ + dice_.below(3));
}

}  // namespace openday::sim
