#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/evaluation.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/outcome.h"

namespace openday::protocol {
namespace {

TEST(Answers, survive_their_json) {
  PushAnswer push{7, 5, "epoch", base::parse_rfc3339("2020-11-17T08:30:00.123Z")->at, {{6, "schema"}}, 4, 500, std::chrono::milliseconds(9), base::sha256(base::as_bytes("head")), true};
  const auto read = decode_push_answer(encode(push));
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), encode(push));
  EXPECT_EQ(read->fork, 4u);
  EXPECT_EQ(read->head, push.head);
  EXPECT_TRUE(read->aside);
  HelloAnswer hello{1, 1, "epoch", push.now, {{"00000000000000aa", 3, {}, 4, 2}}, {base::make_uuid_v4(base::random16())}, 100};
  EXPECT_EQ(encode(*decode_hello_answer(encode(hello))), encode(hello));
  EXPECT_EQ(decode_hello_answer(encode(hello))->missing, hello.missing);
  const std::string named = "\"missing\":[\"" + base::to_string(hello.missing[0]) + "\"]";
  for (const char* bad : {"\"missing\":{}", "\"missing\":[1]", "\"missing\":[\"no id\"]"}) {
    auto text = encode(hello);
    EXPECT_FALSE(decode_hello_answer(text.replace(text.find(named), named.size(), bad))) << bad;
  }
  auto older = encode(hello);
  EXPECT_TRUE(decode_hello_answer(older.replace(older.find(named), named.size(), "\"ballots\":2"))->missing.empty());
  BallotsAnswer ballots{base::make_uuid_v4(base::random16()), "epoch", push.now, true, false};
  EXPECT_EQ(encode(*decode_ballots_answer(encode(ballots))), encode(ballots));
  Refusal refusal{"gap", "say", 3, base::Digest{}};
  EXPECT_EQ(encode(*decode_refusal(encode(refusal))), encode(refusal));
}

TEST(Answers, of_any_other_text_are_nothing) {
  EXPECT_TRUE(rc::check("no text makes a decoder throw", [](const std::string& text) {
    RC_ASSERT(!decode_push_answer(text));
    RC_ASSERT(!decode_hello_answer(text));
  }));
  for (const char* text : {"", "<html>", "[]", "{}", "{\"ack\":-1}", "{\"ack\":1.5}", "null", "{\"ack\":\"1\"}"}) EXPECT_FALSE(decode_push_answer(text)) << text;
  EXPECT_FALSE(decode_push_answer(std::string(100'000, '[')));
}

TEST(Answers, cut_anywhere_are_nothing) {
  const auto whole = encode(PushAnswer{7, 5, "epoch", {}, {{6, "schema"}}, 4, 500, {}});
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode_push_answer(whole.substr(0, size)));
}

TEST(SignedBytes, differ_with_every_field) {
  Push push{{}, "00000000000000aa", 1, {}, {}, {}, {{}}};
  std::set<std::string> seen{signed_bytes(push)};
  const auto differs = [&](const Push& other) { return seen.insert(signed_bytes(other)).second; };
  auto other = push;
  other.device.bytes[0] = 1;
  EXPECT_TRUE(differs(other));
  other = push, other.inc = "00000000000000ab";
  EXPECT_TRUE(differs(other));
  other = push, other.first = 2;
  EXPECT_TRUE(differs(other));
  other = push, other.previous[0] = 1;
  EXPECT_TRUE(differs(other));
  other = push, other.head[0] = 1;
  EXPECT_TRUE(differs(other));
  other = push, other.records.emplace_back();
  EXPECT_TRUE(differs(other));
}

TEST(SignedBytes, of_a_push_are_the_documented_ones) {
  Push push{{}, "00000000000000aa", 2, {}, {}, {}, {{}}};
  push.head.fill(0xff);
  std::string expected("\0\0\0\x0eopenday-push/1", 18);
  expected += std::string(16, '\0') + std::string("\0\0\0\x10", 4) + "00000000000000aa" + std::string("\0\0\0\0\0\0\0\2", 8) +
              std::string("\0\0\0\0\0\0\0\1", 8) + std::string(32, '\0') + std::string(32, '\xff');
  EXPECT_EQ(signed_bytes(push), expected);
}

TEST(Digest, of_ballots_is_that_of_the_rating_batch_record) {
  std::vector<Leaf> ours;
  std::vector<event::Leaf> theirs;
  for (int i = 0; i < 6; ++i) {
    ours.push_back({{}, base::random16(), std::string(static_cast<std::size_t>(i), 'x')});
    theirs.push_back({ours.back().salt, ours.back().bytes});
    EXPECT_EQ(base::to_hex(digest_of(ours)), event::batch_digest(theirs));
  }
  EXPECT_EQ(base::to_hex(digest_of({})), event::batch_digest({}));
}

// The vector of RFC 9530, appendix D.
TEST(ContentDigest, is_that_of_the_rfc) {
  EXPECT_EQ(content_digest("{\"hello\": \"world\"}\n"), "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
}

TEST(ContentDigest, tells_a_damaged_body_from_one_that_nobody_vouched_for) {
  const auto header = content_digest("body");
  EXPECT_EQ(find_damage(header, "body"), Damage::none);
  EXPECT_EQ(find_damage("sha-512=:xyz:, " + header, "body"), Damage::none);
  EXPECT_EQ(find_damage(header, "bodz"), Damage::damaged);
  for (const auto& other : {std::string(), std::string("md5=:xyz:"), header.substr(0, header.size() - 1), header.substr(0, 12)}) {
    EXPECT_EQ(find_damage(other, "body"), Damage::unknown) << other;
  }
}

TEST(Outcome, is_decided_by_kind_and_never_by_text) {
  EXPECT_EQ(classify(Wire::answered, 200, true, ""), Outcome::done);
  EXPECT_EQ(classify(Wire::answered, 200, false, ""), Outcome::elsewhere);
  EXPECT_EQ(classify(Wire::answered, 302, false, ""), Outcome::elsewhere);
  EXPECT_EQ(classify(Wire::answered, 404, false, ""), Outcome::elsewhere);
  EXPECT_EQ(classify(Wire::answered, 409, true, "gap"), Outcome::behind);
  EXPECT_EQ(classify(Wire::answered, 400, true, "schema"), Outcome::permanent);
  EXPECT_EQ(classify(Wire::answered, 400, true, "garbled"), Outcome::transient);
  EXPECT_EQ(classify(Wire::answered, 413, true, "too-large"), Outcome::permanent);
  EXPECT_EQ(classify(Wire::answered, 422, true, "chain"), Outcome::permanent);
  EXPECT_EQ(classify(Wire::answered, 401, true, "unknown-key"), Outcome::stop);
  EXPECT_EQ(classify(Wire::answered, 401, true, "signature"), Outcome::transient);
  EXPECT_EQ(classify(Wire::answered, 403, true, "revoked"), Outcome::stop);
  EXPECT_EQ(classify(Wire::answered, 426, true, "version"), Outcome::stop);
  for (int status = 500; status < 600; ++status) EXPECT_EQ(classify(Wire::answered, status, false, ""), status == 511 ? Outcome::elsewhere : Outcome::transient) << status;
  EXPECT_EQ(classify(Wire::tls_untrusted, 0, false, ""), Outcome::elsewhere);
  EXPECT_EQ(classify(Wire::timed_out, 0, false, ""), Outcome::transient);
}

TEST(Outcome, of_every_status_and_wire_is_something) {
  for (int status = 100; status < 600; ++status) EXPECT_FALSE(to_string(classify(Wire::answered, status, true, "x")).empty());
  for (int wire = 0; wire <= static_cast<int>(Wire::unusable); ++wire) EXPECT_FALSE(to_string(static_cast<Wire>(wire)).empty());
}

// What no answer of a 4xx may do: look like success.
TEST(Outcome, never_takes_a_refusal_for_done) {
  EXPECT_EQ(classify(Wire::answered, 511, false, ""), Outcome::elsewhere);   // a network that wants a log-in
  EXPECT_EQ(classify(Wire::answered, 502, false, ""), Outcome::transient);   // a balancer whose bureau is down
  EXPECT_TRUE(rc::check("only 200 with our mark is done", [](std::uint16_t status, bool ours, const std::string& refusal) {
    RC_ASSERT((classify(Wire::answered, status, ours, refusal) == Outcome::done) == (status == 200 && ours));
  }));
}

TEST(OpenApi, names_every_path_of_the_protocol) {
  std::ifstream file(std::string(OPENDAY_SOURCE_DIR) + "/sync/protocol/openapi.yaml");
  std::stringstream text;
  text << file.rdbuf();
  for (const char* path : {"/v1/hello:", "/v1/push:", "/v1/quarantine:", "/v1/ballots:", "/v1/health:", "/v1/metrics:"}) {
    EXPECT_NE(text.str().find(path), std::string::npos) << path;
  }
}

}  // namespace
}  // namespace openday::protocol
