// What the bureau answers to good and bad requests; nothing bad is stored.
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "sync/bureau/admin.h"
#include "sync/protocol/content_digest.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::bureau {
namespace {

using ServiceTest = BureauTest;
using ::testing::HasSubstr;

TEST_F(ServiceTest, marks_every_answer) {
  for (const auto& response : {service_->handle({"GET", "/v1/health", {}, {}, {}, {}}), service_->handle({"GET", "/", {}, {}, {}, {}}), post("/v1/push", "x")}) {
    EXPECT_THAT(response.headers, ::testing::Contains(std::pair<std::string, std::string>("Openday-Sync", "1")));
  }
}

TEST_F(ServiceTest, stores_a_signed_push_in_any_encoding) {
  TestDevice device;
  greet(device);
  for (const char* encoding : {"", "gzip", "zstd"}) {
    const auto body = protocol::encode(device.push(device.next_few(3)));
    const auto response = post("/v1/push", protocol::deflate(body, *protocol::parse_encoding(encoding)), encoding);
    EXPECT_EQ(response.status, 200) << response.body;
  }
  EXPECT_EQ(count("SELECT count(*) FROM records"), 9);
  const auto answer = protocol::decode_hello_answer(send("/v1/hello", device.hello()).body);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->held[0].ack, 9u);
  EXPECT_EQ(answer->now, kNow);
}

TEST_F(ServiceTest, knows_only_listed_keys) {
  TestDevice device;
  EXPECT_EQ(code_of(send("/v1/hello", device.hello())), "unknown-key");
  EXPECT_EQ(code_of(send("/v1/push", device.push(device.next_few(1)))), "not-bound");
}

TEST_F(ServiceTest, refuses_a_changed_or_resigned_batch) {
  TestDevice device, thief(1);
  greet(device);
  auto push = device.push(device.next_few(3));
  auto changed = push;
  changed.records[1].body = R"({"text":"b"})";
  EXPECT_EQ(code_of(send("/v1/push", changed)), "chain");
  changed = push;
  changed.records[1].at = "2020-11-17T09:30:00+08:00";
  EXPECT_EQ(code_of(send("/v1/push", changed)), "chain");
  thief.sign(push);
  EXPECT_EQ(code_of(send("/v1/push", push)), "signature");
  auto shorter = device.push(device.next_few(3));
  shorter.records.pop_back();
  EXPECT_EQ(code_of(send("/v1/push", shorter)), "signature");
  EXPECT_EQ(count("SELECT count(*) FROM records"), 0);
}

TEST_F(ServiceTest, answers_a_replayed_batch_alike) {
  TestDevice device;
  greet(device);
  const auto body = protocol::encode(device.push(device.next_few(3)));
  EXPECT_EQ(post("/v1/push", body).body, post("/v1/push", body).body);
  EXPECT_EQ(count("SELECT count(*) FROM records"), 3);
}

TEST_F(ServiceTest, keeps_a_reordered_batch_aside_and_says_so) {
  TestDevice device;
  greet(device);
  const auto first = device.push(device.next_few(3)), second = device.push(device.next_few(2));
  const auto early = protocol::decode_push_answer(send("/v1/push", second).body);
  ASSERT_TRUE(early);
  EXPECT_TRUE(early->aside);
  EXPECT_EQ(early->ack, 0u);
  const auto both = protocol::decode_push_answer(send("/v1/push", first).body);
  EXPECT_EQ(both->ack, 5u);
  EXPECT_EQ(both->head, device.hashes[5]);
  EXPECT_THAT(service_->handle({"GET", "/v1/metrics", {}, {}, {}, {}}).body, HasSubstr("runs_aside_total 1"));
}

TEST_F(ServiceTest, names_the_gap_of_a_batch_too_far_ahead) {
  TestDevice device;
  greet(device);
  (void)device.next_few(3);
  for (std::size_t i = 0; i < protocol::kMaxAsideRuns; ++i) EXPECT_EQ(send("/v1/push", device.push(device.next_few(2))).status, 200);
  const auto response = send("/v1/push", device.push(device.next_few(2)));
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(protocol::decode_refusal(response.body)->ack, 0u);
}

TEST_F(ServiceTest, quarantines_what_it_does_not_understand_and_replays_it_once_it_does) {
  TestDevice device;
  greet(device);
  auto strange = device.next();
  strange.kind = "hologram";
  device.hashes.back() = event::chain_next(device.hashes[0], event::envelope_json(strange), strange.body_hash);
  const auto answer = protocol::decode_push_answer(send("/v1/push", device.push({strange})).body);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ack, 1u);
  ASSERT_EQ(answer->quarantined.size(), 1u);
  EXPECT_EQ(answer->quarantined[0].code, "future");
  const auto rows = *store_->quarantine();
  ASSERT_EQ(rows.size(), 1u);
  std::ostringstream out, err;
  EXPECT_EQ(replay_quarantine(*store_, {out, err, kNow}, 0), 1);   // still unknown
  auto known = *RequestDecoder().record(store_->quarantined(rows[0].number)->value().raw);
  known.kind = "check-out";
  EXPECT_TRUE(*store_->replay(rows[0].number, known, kNow));
  EXPECT_FALSE(*store_->replay(rows[0].number, known, kNow));
  EXPECT_EQ(count("SELECT count(*) FROM records"), 1);
}

TEST_F(ServiceTest, takes_one_opaque_record_and_goes_on_after_it) {
  TestDevice device;
  greet(device);
  (void)device.next();
  protocol::Quarantine message{device.id, device.inc, 1, device.hashes[0], device.hashes[1], "refused", std::string("\x00\xff raw", 6), {}};
  device.sign(message);
  EXPECT_EQ(send("/v1/quarantine", message).status, 200);
  EXPECT_EQ(send("/v1/push", device.push({device.next()})).status, 200);
  EXPECT_EQ(store_->quarantined(store_->quarantine()->at(0).number)->value().raw, message.raw);
}

TEST_F(ServiceTest, refuses_malformed_requests_with_their_reason) {
  TestDevice device;
  greet(device);
  const auto whole = protocol::encode(device.push(device.next_few(2)));
  EXPECT_EQ(post("/v1/push", whole.substr(0, whole.size() / 2)).status, 400);
  EXPECT_EQ(post("/v1/push", "[1,2]").status, 400);
  EXPECT_EQ(post("/v1/push", "{}").status, 400);
  EXPECT_EQ(post("/v1/push", whole, "br").status, 415);
  EXPECT_EQ(post("/v1/push", whole, "gzip").status, 400);
  EXPECT_EQ(service_->handle({"GET", "/v1/push", {}, {}, {}, {}}).status, 405);
  EXPECT_EQ(service_->handle({"POST", "/v2/push", {}, {}, {}, {}}).status, 404);
  auto typed = whole;
  typed.replace(typed.find("\"first\":1"), 9, "\"first\":\"1\"");
  EXPECT_EQ(post("/v1/push", typed).status, 400);
}

TEST_F(ServiceTest, tells_what_a_line_damaged_from_what_it_cannot_take) {
  TestDevice device;
  greet(device);
  const auto whole = protocol::encode(device.push(device.next_few(1)));
  const auto ask = [&](const std::string& body, const std::string& digest) {
    return service_->handle({"POST", "/v1/push", {}, std::string(protocol::kContentType), {}, body, digest});
  };
  const auto cut = whole.substr(0, whole.size() / 2);
  const auto garbled = protocol::decode_refusal(ask(cut, protocol::content_digest(whole)).body);
  ASSERT_TRUE(garbled);
  EXPECT_EQ(garbled->code, "garbled");
  EXPECT_FALSE(garbled->intact);
  const auto refused = protocol::decode_refusal(ask(cut, protocol::content_digest(cut)).body);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, "not-json");
  EXPECT_TRUE(refused->intact);
  EXPECT_FALSE(protocol::decode_refusal(ask(cut, "").body)->intact);   // a box of before
  EXPECT_EQ(ask(whole, "").status, 200);
  EXPECT_EQ(ask(whole, protocol::content_digest(whole)).status, 200);
}

TEST_F(ServiceTest, names_the_verdict_of_overlapping_runs_once) {
  TestDevice device;
  greet(device);
  const auto records = device.next_few(2);
  const auto bad = device.next("{\"half\":", event::Kind::check_in);
  const auto more = device.next_few(1);
  ASSERT_EQ(send("/v1/push", device.push({bad, more[0]})).status, 200);             // kept aside
  ASSERT_EQ(send("/v1/push", device.push({bad})).status, 200);                      // so is a shorter one
  const auto answer = protocol::decode_push_answer(send("/v1/push", device.push({records[0], records[1], bad})).body);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ack, 4u);
  EXPECT_THAT(answer->quarantined, ::testing::ElementsAre(protocol::Verdict{3, "schema"}));
}

TEST_F(ServiceTest, shows_a_ballot_of_a_copied_disk_once) {
  TestDevice device, copy(2);
  greet(device);
  greet(copy);
  const auto add = [&](TestDevice& box, const protocol::Ballots& ballots) {
    auto own = ballots;
    own.device = box.id;
    box.sign(own);
    ASSERT_EQ(send("/v1/push", box.push({box.rating_batch(own)})).status, 200);
    ASSERT_EQ(send("/v1/ballots", own).status, 200);
  };
  auto first = device.ballots(5, base::make_uuid_v4(base::random16())), second = device.ballots(5, base::make_uuid_v4(base::random16()));
  for (int i = 0; i < 3; ++i) second.ballots[static_cast<std::size_t>(i)] = first.ballots[static_cast<std::size_t>(i)];   // waited when the disk was copied
  std::ranges::sort(second.ballots, {}, &protocol::Leaf::id);
  add(device, first);
  add(copy, second);
  std::ostringstream json;
  ASSERT_TRUE(export_table(*store_, "ratings", "lq2020", ExportFormat::json, json));
  const auto text = json.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 7);
}

TEST_F(ServiceTest, bounds_a_compression_bomb) {
  const std::string zeros(64u << 20, '0');
  for (const auto encoding : {protocol::Encoding::gzip, protocol::Encoding::zstd}) {
    const auto bomb = protocol::deflate(zeros, encoding);
    EXPECT_EQ(post("/v1/push", bomb, std::string(protocol::to_string(encoding))).status, 413);
  }
}

TEST_F(ServiceTest, reads_back_what_the_device_wrote_byte_by_byte) {
  EXPECT_TRUE(rc::check("a push survives the wire", [](const std::vector<std::string>& bodies, bool erase_one) {
    TestDevice device;
    std::vector<event::Record> records{device.next("{}")};
    for (const auto& body : bodies) records.push_back(device.next(body));
    if (erase_one) records[0].body.reset(), records[0].salt.reset();
    const auto push = device.push(records);
    const auto read = RequestDecoder().push(protocol::encode(push));
    RC_ASSERT(read.has_value());
    RC_ASSERT(protocol::signed_bytes(*read) == protocol::signed_bytes(push));
    RC_ASSERT(read->signature == push.signature);
    for (std::size_t i = 0; i < records.size(); ++i) {
      RC_ASSERT(read->records[i].body == records[i].body);
      RC_ASSERT(read->records[i].salt == records[i].salt);
      RC_ASSERT(read->records[i].body_hash == records[i].body_hash);
      RC_ASSERT(event::envelope_json(read->records[i]) == event::envelope_json(records[i]));
    }
  }));
}

TEST_F(ServiceTest, takes_nothing_of_a_push_with_any_byte_changed) {
  TestDevice device;
  greet(device);
  const auto body = protocol::encode(device.push(device.next_few(2)));
  EXPECT_TRUE(rc::check("no changed byte is stored as something else", [&] {
    auto broken = body;
    broken[*rc::gen::inRange<std::size_t>(0, body.size())] = *rc::gen::arbitrary<char>();
    const auto read = RequestDecoder().push(broken);
    if (!read || broken == body) return;
    const auto response = post("/v1/push", broken);
    RC_ASSERT(response.status != 200 || event::envelope_json(read->records[0]) == event::envelope_json(RequestDecoder().push(body)->records[0]));
  }));
}

TEST_F(ServiceTest, exports_tables_that_a_spreadsheet_reads) {
  TestDevice device;
  greet(device);
  ASSERT_EQ(send("/v1/push", device.push({device.next(R"({"text":"=1+1, \"好\""})")})).status, 200);
  std::ostringstream csv, json;
  ASSERT_TRUE(export_table(*store_, "journal", "lq2020", ExportFormat::csv, csv));
  ASSERT_TRUE(export_table(*store_, "journal", "", ExportFormat::json, json));
  EXPECT_THAT(csv.str(), HasSubstr("device,inc,seq,id"));
  EXPECT_THAT(csv.str(), HasSubstr("\"{\"\"text\"\""));
  EXPECT_THAT(json.str(), HasSubstr("\"kind\":\"check-out\""));
  for (const auto& table : store_->exported_tables()) {
    std::ostringstream out;
    EXPECT_TRUE(export_table(*store_, table, "lq2020", ExportFormat::csv, out)) << table;
  }
}

}  // namespace
}  // namespace openday::bureau
