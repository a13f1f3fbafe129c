#include "tests/sim/hall_mutant.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "kiosk/event/record_bodies.h"
#include "kiosk/event/trust.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/decode_requests.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"
#include "tests/sim/bent_client.h"

namespace openday::sim {
namespace {

using transport::HttpRequest;
using Place = std::tuple<base::Uuid, std::string, std::uint64_t>;   // device, incarnation, seq

// `make`: one with a memory of its own, for each start of syncd.
HallMutant of_line(std::string name, std::uint64_t within, std::function<Bend(journal::Inbox&)> make) {
  auto out = hall_mutant(std::move(name), within);
  out.line = [make = std::move(make)](transport::AsyncClient& inner, journal::Inbox& inbox) { return std::make_unique<BentClient>(inner, make(inbox)); };
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

// Of a pull's records, what `change` makes of them.
Bend of_records(std::function<void(std::vector<event::Record>&)> change) {
  return Bend{[change = std::move(change)](const HttpRequest& request, Sent sent) {
    if (request.path != "/v1/pull" || !sent || sent->status != 200) return sent;
    if (auto answer = protocol::decode_pull_answer(sent->body)) change(answer->records), sent->body = protocol::encode(*answer);
    return sent;
  }};
}

Bend follows_no_erasure(journal::Inbox&) {
  return of_records([](auto& records) {
    for (auto& record : records) {
      if (record.kind == event::to_string(event::Kind::erase)) record.body.reset(), record.salt.reset();   // its hash stays right
    }
  });
}

// Of a box whose disk was put back the first record of a number is kept, and no other, whenever syncd was started.
std::function<Bend(journal::Inbox&)> keeps_one_of_a_number() {
  return [first = std::make_shared<std::map<Place, base::Uuid>>()](journal::Inbox&) {
    return of_records([first](auto& records) {
      std::erase_if(records, [&](const auto& record) { return first->try_emplace({record.device, record.inc, record.seq}, record.id).first->second != record.id; });
    });
  };
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
      for (auto& held : hello->held) ++held.ack, held.head = {};
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

std::optional<protocol::Push> push_of(const HttpRequest& request) {
  const auto body = request.path == "/v1/push" ? protocol::inflate(request.body, request.encoding, protocol::kMaxInflatedBytes) : base::Result<std::string, protocol::InflateError>(std::string());
  auto push = body ? protocol::decode_push(*body) : base::Result<protocol::Push, protocol::CodecError>(base::fail(protocol::CodecError::not_json, ""));
  return push ? std::optional(std::move(*push)) : std::nullopt;
}

// What stands at a number of which it has another record already is said to be there, and is not.
std::function<Bend(journal::Inbox&)> neighbours_keep_one_of_a_number() {
  return [first = std::make_shared<std::map<std::pair<std::string, Place>, base::Uuid>>()](journal::Inbox&) {
    Bend out;
    out.makes_up = [first](const HttpRequest& request) -> std::optional<Sent> {
      const auto push = request.peer ? push_of(request) : std::nullopt;
      if (!push) return std::nullopt;
      bool is_second = false;
      for (const auto& record : push->records) {
        is_second |= first->try_emplace({request.peer->url, {record.device, record.inc, record.seq}}, record.id).first->second != record.id;
      }
      if (!is_second) return std::nullopt;
      protocol::PushAnswer answer;
      answer.ack = answer.durable = push->first + push->records.size() - 1;
      answer.most_records = protocol::kMaxBatchRecords;
      return Sent(transport::HttpAnswer{200, true, std::string(protocol::kContentType), {}, protocol::encode(answer), {}, {}});
    };
    return out;
  };
}

// How far a neighbour is counts, whoever wrote what it has.
Bend looks_at_no_head(journal::Inbox&) {
  return Bend{[](const HttpRequest& request, Sent sent) {
    if (request.path != "/v1/hello" || !request.peer || !sent || sent->status != 200) return sent;
    if (auto hello = protocol::decode_hello_answer(sent->body)) {
      for (auto& held : hello->held) held.head = {};
      sent->body = protocol::encode(*hello);
    }
    return sent;
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
  out.push_back(of_line("a box follows no erasure", 100, follows_no_erasure));
  out.push_back(of_line("one record of a number is kept", 300, keeps_one_of_a_number()));
  out.push_back(of_line("the puller stops after a refusal", 40, gives_up_after_a_refusal));
  out.push_back(of_line("a neighbour's position is asked once", 60, remembers_positions));
  out.push_back(of_line("a neighbour's position is one too far", 40, counts_one_too_many));
  out.push_back(of_line("a neighbour is told each thing once", 60, says_each_thing_once));
  out.push_back(of_line("a neighbour keeps one record of a number", 60, neighbours_keep_one_of_a_number()));
  out.push_back(of_line("what a neighbour's records lead to is not looked at", 60, looks_at_no_head));
  auto stays = hall_mutant("no copy of a disk begins a new incarnation", 20);
  stays.keeps_its_incarnation = true;
  out.push_back(std::move(stays));
  auto desk = hall_mutant("a box takes records of a key that is not listed", 60);
  desk.desk = takes_from_anybody;
  out.push_back(std::move(desk));
  auto anybody = hall_mutant("a box does not look who answers in the hall", 60);
  anybody.talks_to_anybody = true;
  out.push_back(std::move(anybody));
  auto older = hall_mutant("an older paper is taken", 200);
  older.papers = [](auto& papers, const auto&) {
    for (auto& paper : papers) paper.version += 1'000'000;
  };
  out.push_back(std::move(older));
  auto unsigned_paper = hall_mutant("a paper is taken whoever signed it", 40);
  unsigned_paper.papers = [](auto& papers, const auto& documents) {
    for (auto& paper : papers) paper.cose = paper.kind == "trust" ? paper.cose : event::sign_document(paper.bytes, documents);
  };
  out.push_back(std::move(unsigned_paper));
  return out;
}

}  // namespace

HallMutant hall_mutant(std::string name, std::uint64_t within) {
  HallMutant out;
  out.name = std::move(name);
  out.within = within;
  return out;
}

const std::vector<HallMutant>& hall_mutants() {
  static const std::vector<HallMutant> all = [] {
    auto out = hall_bureau_mutants();
    auto more = box_mutants();
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return out;
  }();
  return all;
}

}  // namespace openday::sim
