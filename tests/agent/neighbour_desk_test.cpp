#include "sync/agent/neighbour_desk.h"

#include "kiosk/journal/inbox_reader.h"
#include "sync/agent/puller.h"
#include "sync/protocol/pull_codec.h"
#include "tests/agent/fetch_world.h"

namespace openday::agent {
namespace {

class NeighbourDeskTest : public support::FetchWorld {
 protected:
  NeighbourDeskTest() : desk_(*reader_, *inbox_) { name({&there_}); }
  // What the bureau names.
  void name(std::initializer_list<bureau::TestDevice*> devices) {
    std::vector<protocol::KnownDevice> known;
    for (const auto* device : devices) known.push_back({device->id, device->key.public_key(), "box"});
    ASSERT_TRUE(inbox_->set_note(kDevicesNote, protocol::devices_text(known)));
  }
  template <class Message>
  http::Response send(const char* path, const Message& message) {
    return desk_.handle({"POST", path, {}, std::string(protocol::kContentType), {}, protocol::encode(message)}, now_.wall);
  }
  std::uint64_t acked(const http::Response& response) {
    const auto answer = protocol::decode_push_answer(response.body);
    EXPECT_TRUE(answer) << response.body;
    return answer ? answer->ack : 0;
  }
  std::vector<event::Record> foreign() { return journal::InboxReader(folder_.path()).foreign_records(0)->records; }

  bureau::TestDevice there_{7};
  NeighbourDesk desk_;
};

TEST_F(NeighbourDeskTest, keeps_what_a_box_of_the_hall_recorded_and_says_how_far_it_is) {
  EXPECT_EQ(protocol::decode_hello_answer(send("/v1/hello", there_.hello()).body)->held.front().ack, 0u);
  const auto records = there_.next_few(3);
  EXPECT_EQ(acked(send("/v1/push", there_.push(records))), 3u);
  EXPECT_EQ(acked(send("/v1/push", there_.push(records))), 3u);
  ASSERT_EQ(foreign().size(), 3u);
  EXPECT_EQ(event::envelope_json(foreign()[1]), event::envelope_json(records[1]));
  EXPECT_EQ(foreign()[1].body, records[1].body);
  EXPECT_EQ(protocol::decode_hello_answer(send("/v1/hello", there_.hello()).body)->held.front().ack, 3u);
}

TEST_F(NeighbourDeskTest, takes_a_later_run_but_says_only_what_is_there_without_a_gap) {
  const auto records = there_.next_few(6);
  EXPECT_EQ(acked(send("/v1/push", there_.push({records.begin() + 3, records.end()}))), 0u);
  EXPECT_EQ(acked(send("/v1/push", there_.push({records.begin(), records.begin() + 2}))), 2u);
  EXPECT_EQ(acked(send("/v1/push", there_.push({records[2]}))), 6u);
  EXPECT_EQ(foreign().size(), 6u);
}

// Its disk runs in two machines, or was put back: each sees by the hash whether what is here is its own.
TEST_F(NeighbourDeskTest, says_what_the_records_that_it_holds_lead_to) {
  const auto held = [&] { return protocol::decode_hello_answer(send("/v1/hello", there_.hello()).body)->held.front(); };
  EXPECT_EQ(held().head, there_.hashes.front());
  EXPECT_EQ(acked(send("/v1/push", there_.push(there_.next_few(4)))), 4u);
  EXPECT_EQ(held().head, there_.hashes.back());
  const auto fourth = there_.hashes.back();
  there_.hashes.resize(4);
  EXPECT_EQ(held().ack, 3u);
  EXPECT_EQ(held().head, there_.hashes.back());
  const auto others = there_.next_few(2);
  EXPECT_EQ(held().ack, 4u);
  EXPECT_EQ(held().head, fourth);
  EXPECT_EQ(acked(send("/v1/push", there_.push(others))), 5u);
  EXPECT_EQ(foreign().size(), 6u);
}

TEST_F(NeighbourDeskTest, refuses_strangers_other_keys_and_what_was_changed) {
  bureau::TestDevice stranger(9), impostor(7);
  EXPECT_EQ(bureau::code_of(send("/v1/hello", stranger.hello())), "unknown-key");
  EXPECT_EQ(bureau::code_of(send("/v1/push", stranger.push(stranger.next_few(1)))), "unknown-key");
  EXPECT_EQ(bureau::code_of(send("/v1/hello", impostor.hello())), "unknown-key");
  EXPECT_EQ(bureau::code_of(send("/v1/push", impostor.push(impostor.next_few(1)))), "signature");
  auto changed = there_.push(there_.next_few(2));
  changed.records[1].body = R"({"text":"b"})";
  EXPECT_EQ(bureau::code_of(send("/v1/push", changed)), "chain");
  auto hello = there_.hello();
  hello.positions.front().last = 99;
  EXPECT_EQ(bureau::code_of(send("/v1/hello", hello)), "signature");
  name({});
  EXPECT_EQ(bureau::code_of(send("/v1/push", there_.push(there_.next_few(1)))), "unknown-key");
  EXPECT_TRUE(foreign().empty());
}

TEST_F(NeighbourDeskTest, answers_nonsense_with_a_refusal) {
  const auto post = [&](const char* path, const std::string& body, const std::string& encoding = {}) {
    return bureau::code_of(desk_.handle({"POST", path, {}, {}, encoding, body}, now_.wall));
  };
  for (const char* path : {"/v1/hello", "/v1/push"}) {
    for (const char* body : {"", "[]", "{}", R"({"v":9})", "\xff", R"({"v":1,"dev":1})"}) EXPECT_EQ(post(path, body), "schema") << body;
  }
  EXPECT_EQ(post("/v1/ballots", "{}"), "unknown-path");
  EXPECT_EQ(post("/v1/push", "{}", "br"), "encoding");
  EXPECT_EQ(post("/v1/push", "not zstd", "zstd"), "damaged");
  EXPECT_EQ(desk_.handle({"GET", "/v1/hello", {}, {}, {}, {}}, now_.wall).status, 405);
}

}  // namespace
}  // namespace openday::agent
