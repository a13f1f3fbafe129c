// The office's commands for what is in quarantine.
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/record_bodies.h"
#include "sync/bureau/admin.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::bureau {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class QuarantineCommand : public BureauTest {
 protected:
  QuarantineCommand() {
    (void)store_->add_device(device_.key.public_key(), "东门一号", kNow);
    (void)send("/v1/hello", device_.hello());
  }
  void quarantine(const std::string& raw) {
    (void)device_.next();
    protocol::Quarantine message{device_.id, device_.inc, device_.hashes.size() - 1, device_.hashes[device_.hashes.size() - 2], device_.hashes.back(), "too-large", raw, {}};
    device_.sign(message);
    ASSERT_EQ(send("/v1/quarantine", message).status, 200);
  }
  // What a command printed, errors behind it.
  template <class Command>
  std::string said(int code, const Command& command, bool json = false) {
    std::ostringstream out, err;
    EXPECT_EQ(command(Terminal{out, err, kNow, json}), code) << out.str() << err.str();
    return out.str() + err.str();
  }
  std::string list(bool json = false) {
    return said(0, [&](const Terminal& terminal) { return list_quarantine(*store_, terminal); }, json);
  }
  std::string show(std::uint64_t number, int code = 0) {
    return said(code, [&](const Terminal& terminal) { return show_quarantine(*store_, terminal, number); });
  }
  std::string drop(std::uint64_t number, const std::string& reason, int code = 0) {
    return said(code, [&](const Terminal& terminal) { return drop_quarantine(*store_, terminal, number, reason); });
  }
  TestDevice device_;
};

TEST_F(QuarantineCommand, lists_the_box_by_name_the_place_and_the_next_step_without_the_bytes) {
  quarantine("王小明说");
  EXPECT_THAT(list(), AllOf(HasSubstr("东门一号"), HasSubstr("too-large"), HasSubstr("show 1"), HasSubstr("2020-11-17 08:30"), Not(HasSubstr("王小明"))));
  const auto json = nlohmann::json::parse(list(true));
  EXPECT_EQ(json["name"], "东门一号");
  EXPECT_EQ(json["state"], "held");
  EXPECT_EQ(json["bytes"], 12);
}

TEST_F(QuarantineCommand, an_erasure_reaches_a_record_that_was_sent_as_bytes_before_or_after) {
  TestDevice other(2);
  greet(other);
  const auto erase = [&](const event::Record& record) {
    ASSERT_EQ(send("/v1/push", other.push({other.next(event::to_json(event::EraseBody{{record.id}, "asked", {}}), event::Kind::erase)})).status, 200);
  };
  const auto refused = TestDevice(3).next(R"({"text":"王小明说"})");
  quarantine(protocol::encode_record(refused));
  EXPECT_THAT(show(1), HasSubstr("王小明说"));
  erase(refused);
  EXPECT_THAT(show(1), AllOf(HasSubstr("erased"), Not(HasSubstr("王小明说"))));
  const auto late = TestDevice(4).next(R"({"text":"王小明说"})");
  erase(late);
  quarantine(protocol::encode_record(late));
  EXPECT_THAT(show(2), AllOf(HasSubstr("erased"), Not(HasSubstr("王小明说"))));
  quarantine("{\"id\":7}");
  quarantine("[[[[{\"id\":\"");
  EXPECT_THAT(show(4), HasSubstr("[[[["));
}

TEST_F(QuarantineCommand, shows_bytes_that_cannot_move_the_cursor_and_no_more_than_fit) {
  quarantine("门\x1b[2J\xff" + std::string(kMostShownBytes, 'x') + "end");
  EXPECT_THAT(show(1), AllOf(HasSubstr("门\\x1b[2J\\xffxxx"), HasSubstr("the first 4096 are shown"), Not(HasSubstr("end")), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(show(9, 1), HasSubstr("quarantine list"));
}

TEST_F(QuarantineCommand, drops_with_a_reason_that_stays) {
  quarantine("王小明说");
  EXPECT_THAT(drop(1, "  ", 1), HasSubstr("--reason"));
  EXPECT_THAT(drop(1, std::string(kMostReasonBytes + 1, 'x'), 1), HasSubstr("--reason"));
  EXPECT_THAT(show(1), HasSubstr("王小明"));
  EXPECT_THAT(drop(1, "写坏的记录，无可挽回"), HasSubstr("dropped 1"));
  EXPECT_THAT(list(), AllOf(HasSubstr("dropped: 写坏的记录，无可挽回"), HasSubstr("东门一号")));
  EXPECT_THAT(show(1), AllOf(Not(HasSubstr("王小明")), HasSubstr("dropped 2020-11-17 08:30")));
  EXPECT_THAT(drop(1, "another"), HasSubstr("before"));
  EXPECT_THAT(drop(9, "why", 1), HasSubstr("no quarantined record 9"));
  EXPECT_EQ(said(0, [&](const Terminal& terminal) { return replay_quarantine(*store_, terminal, 0); }), "replayed 0, still in quarantine 0\n");
}

TEST_F(QuarantineCommand, refuses_to_drop_what_is_a_record_by_now) {
  const auto record = device_.next();
  protocol::Quarantine message{device_.id, device_.inc, 1, device_.hashes[0], device_.hashes[1], "refused", protocol::encode_record(record), {}};
  device_.sign(message);
  ASSERT_EQ(send("/v1/quarantine", message).status, 200);
  ASSERT_TRUE(*store_->replay(1, record, kNow));
  EXPECT_THAT(drop(1, "why", 1), HasSubstr("was replayed"));
  EXPECT_THAT(list(), AllOf(HasSubstr("replayed"), Not(HasSubstr("show 1"))));
}

TEST_F(QuarantineCommand, replays_what_is_held_by_its_number) {
  const auto record = device_.next();
  protocol::Quarantine message{device_.id, device_.inc, 1, device_.hashes[0], device_.hashes[1], "refused", protocol::encode_record(record), {}};
  device_.sign(message);
  ASSERT_EQ(send("/v1/quarantine", message).status, 200);
  quarantine("no record at all");
  const auto replay = [this](std::uint64_t number, int code) { return said(code, [&](const Terminal& terminal) { return replay_quarantine(*store_, terminal, number); }); };
  EXPECT_THAT(replay(9, 1), HasSubstr("no quarantined record 9"));
  EXPECT_THAT(replay(2, 1), HasSubstr("quarantine 2 stays: its bytes are not a record"));
  EXPECT_THAT(replay(0, 1), HasSubstr("replayed 1, still in quarantine 1"));
  EXPECT_THAT(show(1), HasSubstr("replayed 2020-11-17 08:30"));
}

}  // namespace
}  // namespace openday::bureau
