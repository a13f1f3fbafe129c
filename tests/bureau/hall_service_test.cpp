#include "sync/protocol/pull_codec.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::bureau {
namespace {

class HallServiceTest : public BureauTest {
 protected:
  TestDevice known(std::uint8_t number) {
    TestDevice device(number);
    greet(device);
    return device;
  }
  protocol::Pull pull_of(const TestDevice& device, protocol::Cursors cursors = {}, base::Instant at = kNow) const {
    protocol::Pull out{device.id, at, std::move(cursors), 100, {}};
    device.sign(out);
    return out;
  }
  protocol::PullAnswer pulled(const protocol::Pull& message) {
    const auto response = send("/v1/pull", message);
    EXPECT_EQ(response.status, 200) << response.body;
    const auto out = protocol::decode_pull_answer(response.body);
    EXPECT_TRUE(out) << (out ? std::string() : out.error().what);
    return out ? *out : protocol::PullAnswer{};
  }
};

TEST_F(HallServiceTest, answers_a_pull_with_documents_boxes_and_records_and_then_only_with_news) {
  const auto here = known(1);
  auto there = known(2);
  ASSERT_TRUE(store_->publish({"lq2020", "plan", "", 3, "the plan", std::string("\0sig", 4)}, kNow));
  auto records = there.next_few(2);
  records.push_back(there.next(std::string("\xff", 1)));   // a body that is not UTF-8
  ASSERT_EQ(send("/v1/push", there.push(records)).status, 200);
  const auto first = pulled(pull_of(here));
  ASSERT_EQ(first.documents.size(), 1u);
  EXPECT_EQ(first.documents[0].signature, std::string("\0sig", 4));
  ASSERT_TRUE(first.devices_changed);
  ASSERT_EQ(first.devices.size(), 1u);
  EXPECT_EQ(first.devices[0].key, there.key.public_key());
  ASSERT_EQ(first.records.size(), 2u);   // the third went to quarantine
  EXPECT_EQ(first.records[1].body, records[1].body);
  EXPECT_EQ(first.records[1].salt, records[1].salt);
  EXPECT_EQ(first.records[1].body_hash, records[1].body_hash);
  EXPECT_EQ(event::envelope_json(first.records[1]), event::envelope_json(records[1]));
  EXPECT_FALSE(first.more);
  const auto second = pulled(pull_of(here, first.cursors));
  EXPECT_TRUE(second.documents.empty());
  EXPECT_TRUE(second.records.empty());
  EXPECT_FALSE(second.devices_changed);
  EXPECT_EQ(second.cursors, first.cursors);
}

TEST_F(HallServiceTest, begins_from_the_start_for_a_cursor_of_another_epoch) {
  const auto here = known(1);
  ASSERT_TRUE(store_->publish({"lq2020", "plan", "", 3, "the plan", "sig"}, kNow));
  for (const char* cursor : {"other:1", "", "1", "other", ":", "x:99999999999999999999"}) {
    EXPECT_EQ(pulled(pull_of(here, {cursor, cursor, cursor})).documents.size(), 1u) << cursor;
  }
}

TEST_F(HallServiceTest, begins_from_the_start_for_a_box_that_came_to_another_hall) {
  auto here = known(1), there = known(2);
  ASSERT_TRUE(store_->publish({"lq2020", "plan", "elsewhere", 3, "the plan", "sig"}, kNow));
  const auto before = pulled(pull_of(here));
  EXPECT_TRUE(before.documents.empty());
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(store_->add_enrolment({secret, "box", "elsewhere", kNow}, kNow));
  ASSERT_EQ(store_->enrol(secret, here.key.public_key(), here.id, kNow)->state, Enrolling::enrolled);
  EXPECT_EQ(pulled(pull_of(here, before.cursors)).documents.size(), 1u);
}

TEST_F(HallServiceTest, refuses_who_is_not_known_signs_wrongly_or_signed_long_ago) {
  const auto here = known(1);
  EXPECT_EQ(code_of(send("/v1/pull", pull_of(TestDevice(9)))), "not-bound");
  auto changed = pull_of(here);
  changed.cursors.records = "changed";
  EXPECT_EQ(code_of(send("/v1/pull", changed)), "signature");
  EXPECT_EQ(code_of(send("/v1/pull", pull_of(here, {}, kNow - std::chrono::minutes(11)))), "stale");
  EXPECT_EQ(code_of(send("/v1/pull", pull_of(here, {}, kNow + std::chrono::minutes(11)))), "stale");
  ASSERT_TRUE(store_->revoke_device(here.key.public_key(), kNow));
  EXPECT_EQ(code_of(send("/v1/pull", pull_of(here))), "revoked");
}

TEST_F(HallServiceTest, gives_a_part_of_a_document) {
  const auto here = known(1);
  ASSERT_TRUE(store_->publish({"lq2020", "plan", "", 3, "the plan", "sig"}, kNow));
  protocol::PartRequest wanted{here.id, kNow, "lq2020", "plan", 3, 4, {}};
  here.sign(wanted);
  const auto part = protocol::decode_part_answer(send("/v1/part", wanted).body);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->bytes, 8u);
  EXPECT_EQ(part->part, "plan");
  wanted.version = 2;
  here.sign(wanted);
  EXPECT_EQ(code_of(send("/v1/part", wanted)), "replaced");
}

TEST_F(HallServiceTest, enrols_a_box_with_the_trust_list) {
  ASSERT_TRUE(store_->publish({"", "trust", "", 1, "{trust}", ""}, kNow));
  const auto secret = base::random16();
  ASSERT_TRUE(store_->add_enrolment({base::sha256(secret), "east", "hall", kNow}, kNow));
  TestDevice device(1);
  protocol::Enrol message{device.id, device.key.public_key(), secret, {}};
  EXPECT_EQ(code_of(send("/v1/enrol", message)), "signature");
  device.sign(message);
  const auto done = protocol::decode_enrol_answer(send("/v1/enrol", message).body);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->name, "east");
  EXPECT_EQ(done->hall, "hall");
  EXPECT_EQ(done->trust, "{trust}");
  EXPECT_EQ(send("/v1/hello", device.hello()).status, 200);
  message.secret = base::random16();
  device.sign(message);
  EXPECT_EQ(code_of(send("/v1/enrol", message)), "code-unknown");
}

TEST_F(HallServiceTest, changes_a_key_when_the_old_and_the_new_one_sign) {
  const auto device = known(1);
  const auto fresh = base::SigningKey::generate();
  protocol::Rotate message{device.id, fresh.public_key(), kNow, {}, {}};
  const auto bytes = protocol::signed_bytes(message);
  message.by_new = fresh.sign(base::as_bytes(bytes));
  message.by_old = message.by_new;
  EXPECT_EQ(code_of(send("/v1/rotate", message)), "signature");
  message.by_old = device.key.sign(base::as_bytes(bytes));
  EXPECT_EQ(send("/v1/rotate", message).status, 200);
  EXPECT_EQ(send("/v1/rotate", message).status, 200);   // the answer was lost
  EXPECT_EQ(code_of(send("/v1/pull", pull_of(device))), "signature");
  message.by_new = message.by_old;
  EXPECT_EQ(code_of(send("/v1/rotate", message)), "signature");
}

TEST_F(HallServiceTest, takes_a_paper_in_parts) {
  const auto device = known(1);
  const std::string whole = "sealed paper";
  protocol::PaperPart part{device.id, base::Uuid{{7}}, "lq2020", "sign-in", "签到表.pdf", 0, whole.size(), base::sha256(base::as_bytes(whole)), whole.substr(0, 6), {}};
  device.sign(part);
  EXPECT_EQ(protocol::decode_paper_answer(send("/v1/paper", part).body)->held, 6u);
  part.offset = 6;
  part.part = "changed!";
  EXPECT_EQ(code_of(send("/v1/paper", part)), "signature");
  part.part = whole.substr(6);
  device.sign(part);
  EXPECT_EQ(protocol::decode_paper_answer(send("/v1/paper", part).body)->held, whole.size());
  EXPECT_EQ(store_->paper(base::to_string(part.paper))->value(), whole);
}

TEST_F(HallServiceTest, shows_its_ca_to_anybody) {
  const auto response = service_->handle({"GET", "/v1/ca", {}, {}, {}, {}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "the CA\n");
}

TEST_F(HallServiceTest, refuses_members_that_are_missing_or_of_another_type) {
  for (const char* path : {"/v1/pull", "/v1/part", "/v1/enrol", "/v1/rotate", "/v1/paper"}) {
    EXPECT_EQ(code_of(post(path, "[]")), "not-json") << path;
    EXPECT_EQ(code_of(post(path, R"({"v":1})")), "schema") << path;
    EXPECT_EQ(code_of(post(path, R"({"v":9})")), "schema") << path;
  }
}

}  // namespace
}  // namespace openday::bureau
