#include "tests/sim/hall_mutant.h"

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/event/trust.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/decode_requests.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"
#include "tests/agent/passing_store.h"
#include "tests/sim/bent_client.h"

namespace openday::sim {
namespace {

using bureau::StoreResult;
using support::PassingHalls;
using support::PassingStore;
using transport::HttpRequest;

HallMutant named(std::string name, std::uint64_t within) {
  HallMutant out;
  out.name = std::move(name);
  out.within = within;
  return out;
}

template <class Halls>
HallMutant of_halls(std::string name, std::uint64_t within) {
  auto out = named(std::move(name), within);
  out.halls = [](bureau::HallStore& inner) { return std::make_unique<Halls>(inner); };
  return out;
}

// `make`: one with a memory of its own, for each start of syncd.
HallMutant of_line(std::string name, std::uint64_t within, std::function<Bend(journal::Inbox&)> make) {
  auto out = named(std::move(name), within);
  out.line = [make = std::move(make)](transport::AsyncClient& inner, journal::Inbox& inbox) { return std::make_unique<BentClient>(inner, make(inbox)); };
  return out;
}

// A transaction that took its place in the feed early commits late: whoever asks meanwhile passes it.
class PassesLateCommits final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    if (!feed) return feed;
    std::erase_if(feed->records, [&](const auto& record) { return record.seq % 3 == 2 && seen_.insert(record.id).second; });
    return feed;
  }

 private:
  std::set<base::Uuid> seen_;
};

class OutlivesARestore final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::FeedMarks> marks_at(std::uint64_t, std::uint64_t, const std::string&) override { return bureau::FeedMarks{}; }
};

class HandsOutEveryHall final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most, std::size_t most_bytes) override {
    auto feed = inner_.records_after(position, asker, hall, most, most_bytes);
    const auto other = inner_.records_after(0, asker, hall == "A" ? "B" : "A", most, most_bytes);
    if (feed && other) feed->records.insert(feed->records.end(), other->records.begin(), other->records.end());
    return feed;
  }
};

// Of two papers of one version the one for every hall.
class NamesEverybodys final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) override {
    auto feed = inner_.documents_after(position, hall);
    const auto everybodys = inner_.documents_after(0, {});
    if (!feed || !everybodys) return feed;
    for (auto& own : feed->documents) {
      const auto same = std::ranges::find_if(everybodys->documents, [&](const auto& one) { return one.event == own.event && one.kind == own.kind && one.version == own.version; });
      if (same != everybodys->documents.end()) own = *same;
    }
    return feed;
  }
  StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) override {
    auto part = inner_.document_part(wanted, {}, most);
    return part && !*part ? inner_.document_part(wanted, hall, most) : part;
  }
};

class TakesACodeTwice final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.enrol(secret, key, device, now);
    if (!done || done->state != bureau::Enrolling::used) return done;
    const auto fresh = base::sha256(base::random16());
    if (!inner_.add_enrolment({fresh, done->name, done->hall, now}, now)) return done;
    return inner_.enrol(fresh, key, device, now);
  }
};

class ForgetsWhoUsedACode final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    auto done = inner_.enrol(secret, key, device, now);
    if (done && done->state == bureau::Enrolling::enrolled && !used_.insert(secret).second) done->state = bureau::Enrolling::used;
    return done;
  }

 private:
  std::set<base::Digest> used_;
};

class LooksAtNoCodesEnd final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) override {
    return inner_.enrol(secret, key, device, now - std::chrono::hours(1));
  }
};

class KeepsTheListToItself final : public PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<bureau::DeviceFeed> devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) override {
    const auto out = inner_.devices_after(generation, asker, hall);
    return out ? StoreResult<bureau::DeviceFeed>(first_.try_emplace(asker, *out).first->second) : out;
  }

 private:
  std::map<base::Uuid, bureau::DeviceFeed> first_;
};

class AnswersTheRevoked final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  StoreResult<std::optional<bureau::Device>> find_device(const base::Uuid& device) override {
    auto found = inner_.find_device(device);
    if (found && *found) (*found)->revoked.clear();
    return found;
  }
};

std::vector<HallMutant> bureau_mutants() {
  std::vector<HallMutant> out;
  out.push_back(of_halls<PassesLateCommits>("the cursor passes what commits late", 20));
  out.push_back(of_halls<OutlivesARestore>("a cursor outlives a restored database", 100));
  out.push_back(of_halls<HandsOutEveryHall>("records of every hall are handed out", 20));
  out.push_back(of_halls<NamesEverybodys>("of two papers of one version everybody's counts", 100));
  out.push_back(of_halls<TakesACodeTwice>("a code lets two boxes in", 20));
  out.push_back(of_halls<ForgetsWhoUsedACode>("a box that repeats its enrolment is refused", 40));
  out.push_back(of_halls<LooksAtNoCodesEnd>("a code never runs out", 100));
  out.push_back(of_halls<KeepsTheListToItself>("a revoked box stays on the hall's list", 40));
  auto revoked = named("a revoked box is answered", 20);
  revoked.store = [](bureau::Store& inner, const std::string&) { return std::make_unique<AnswersTheRevoked>(inner); };
  out.push_back(std::move(revoked));
  return out;
}

// ---- what a box takes from its bureau ----

// A piece of a paper goes into the inbox as it comes, before its digest is looked at.
Bend writes_before_it_looks(journal::Inbox& inbox) {
  return Bend{[&inbox, names = std::make_shared<std::vector<protocol::DocumentName>>()](const HttpRequest& request, Sent sent) {
    if (!sent || sent->status != 200) return sent;
    if (request.path == "/v1/pull") {
      if (const auto answer = protocol::decode_pull_answer(sent->body)) *names = answer->documents;
    } else if (request.path == "/v1/part") {
      const auto part = protocol::decode_part_answer(sent->body);
      const auto found = std::ranges::find_if(*names, [&](const auto& name) { return request.body.find('"' + name.kind + '"') != std::string::npos; });
      if (part && found != names->end()) (void)inbox.put_document({found->event, found->kind, found->version, part->part, found->signature});
    }
    return sent;
  }};
}

Bend keeps_the_cursor_first(journal::Inbox& inbox) {
  return Bend{[&inbox](const HttpRequest& request, Sent sent) {
    const auto answer = request.path == "/v1/pull" && sent && sent->status == 200 ? protocol::decode_pull_answer(sent->body)
                                                                                  : base::Result<protocol::PullAnswer, protocol::CodecError>(base::fail(protocol::CodecError::not_json, ""));
    if (answer) (void)inbox.set_note("pull/documents", answer->cursors.documents);
    return sent;
  }};
}

bool is_of_the_puller(const HttpRequest& request) { return request.path == "/v1/pull" || request.path == "/v1/part"; }

Bend gives_up_after_a_refusal(journal::Inbox&) {
  const auto has_given_up = std::make_shared<bool>(false);
  Bend out;
  out.answer = [has_given_up](const HttpRequest& request, Sent sent) {
    if (is_of_the_puller(request) && sent && sent->marked && sent->status >= 400 && sent->status < 500) *has_given_up = true;
    return sent;
  };
  out.swallows = [has_given_up](const HttpRequest& request) { return is_of_the_puller(request) && *has_given_up; };
  return out;
}

// ---- what boxes of a hall tell each other ----

// What a neighbour holds is asked once and never again.
Bend remembers_positions(journal::Inbox&) {
  return Bend{[first = std::make_shared<std::map<std::string, transport::HttpAnswer>>()](const HttpRequest& request, Sent sent) {
    if (request.path != "/v1/hello" || !request.peer || !sent || sent->status != 200) return sent;
    return Sent(first->try_emplace(request.peer->url, *sent).first->second);
  }};
}

Bend counts_one_too_many(journal::Inbox&) {
  return Bend{[](const HttpRequest& request, Sent sent) {
    if (!request.peer || !sent || sent->status != 200) return sent;
    if (auto hello = protocol::decode_hello_answer(sent->body); hello && request.path == "/v1/hello") {
      for (auto& held : hello->held) ++held.ack;
      sent->body = protocol::encode(*hello);
    }
    return sent;
  }};
}

Bend says_each_thing_once(journal::Inbox&) {
  return Bend{{}, {}, [said = std::make_shared<std::set<std::string>>()](const HttpRequest& request) {
    return request.peer && request.path == "/v1/push" && !said->insert(request.peer->url + request.body).second;
  }};
}

http::Response takes_from_anybody(const http::Request& request, http::Response answer, journal::Inbox& inbox) {
  const auto encoding = protocol::parse_encoding(request.content_encoding);
  const auto body = encoding ? protocol::inflate(request.body, *encoding, protocol::kMaxInflatedBytes) : base::Result<std::string, protocol::InflateError>(std::string());
  if (answer.status != 401 || request.path != "/v1/push" || !body) return answer;
  if (const auto push = protocol::decode_push(*body)) (void)inbox.put_records(push->records);
  return answer;
}

std::vector<HallMutant> box_mutants() {
  std::vector<HallMutant> out;
  out.push_back(of_line("the inbox is written before the answer is checked", 60, writes_before_it_looks));
  out.push_back(of_line("the cursor is kept before the papers", 60, keeps_the_cursor_first));
  out.push_back(of_line("the puller stops after a refusal", 40, gives_up_after_a_refusal));
  out.push_back(of_line("a neighbour's position is asked once", 60, remembers_positions));
  out.push_back(of_line("a neighbour's position is one too far", 40, counts_one_too_many));
  out.push_back(of_line("a neighbour is told each thing once", 60, says_each_thing_once));
  auto desk = named("a box takes records of a key that is not listed", 60);
  desk.desk = takes_from_anybody;
  out.push_back(std::move(desk));
  auto anybody = named("a box does not look who answers in the hall", 60);
  anybody.talks_to_anybody = true;
  out.push_back(std::move(anybody));
  auto older = named("an older paper is taken", 200);
  older.papers = [](auto& papers, const auto&) {
    for (auto& paper : papers) paper.version += 1'000'000;
  };
  out.push_back(std::move(older));
  auto unsigned_paper = named("a paper is taken whoever signed it", 40);
  unsigned_paper.papers = [](auto& papers, const auto& documents) {
    for (auto& paper : papers) paper.cose = paper.kind == "trust" ? paper.cose : event::sign_document(paper.bytes, documents);
  };
  out.push_back(std::move(unsigned_paper));
  return out;
}

}  // namespace

const std::vector<HallMutant>& hall_mutants() {
  static const std::vector<HallMutant> all = [] {
    auto out = bureau_mutants();
    auto more = box_mutants();
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return out;
  }();
  return all;
}

}  // namespace openday::sim
