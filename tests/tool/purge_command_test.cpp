#include <gmock/gmock.h>

#include "kiosk/event/tally.h"
#include "tests/tool/erasing_fixture.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Purge : public Erasing {
 protected:
  [[nodiscard]] event::Tally rated(const std::string& subject) const {
    event::TallyFold fold;
    journal::JournalReader reader(state());
    const auto scan = reader.scan(0, 10'000);
    for (const auto& record : scan->records) fold.add(record);
    event::Tally out;
    for (const auto& [key, tally] : fold.counts(kEvent).ratings)
      for (std::size_t i = 0; i < 5 && key.subject == subject; ++i) out.n[i] += tally.n[i];
    return out;
  }
};

TEST_F(Purge, erases_each_record_when_its_days_are_over_and_figures_stay) {
  spend_the_day();
  acknowledge();
  const int before = persons();
  EXPECT_EQ(before, 5);
  EXPECT_EQ(erased(purge("2020-11-27")), 0) << "the tenth day is the last one";
  EXPECT_EQ(erased(purge("2020-11-28")), 1) << "the screening";
  EXPECT_EQ(erased(purge("2020-12-18")), 1) << "the walk-in whose name was written down";
  EXPECT_EQ(persons(), before);
  const auto tally = rated("bureau");
  EXPECT_EQ(tally.n, (std::array<int, 5>{1, 0, 0, 0, 1}));
  EXPECT_EQ(erased(purge("2021-01-17")), 4) << "both opinions that want a reply, both named ratings";
  EXPECT_EQ(rated("bureau").n, tally.n);
  EXPECT_EQ(erased(purge("2021-02-16")), 1) << "the other opinion";
  const auto last = purge("2021-02-26");
  EXPECT_EQ(erased(last), 4);
  EXPECT_EQ(last["marks"], false) << "the consent has no days in this plan";
  EXPECT_EQ(erased(last, "kept"), 1);
  EXPECT_EQ(persons(), before);
  EXPECT_TRUE(holds());
}

TEST_F(Purge, leaves_no_byte_of_what_it_erased) {
  spend_the_day();
  // A record that went into quarantine lies there as it was sent.
  acknowledge({}, {{head_.device, head_.inc, 11, "schema", "", "raw bytes with c2VhbGVkIGFkZHJlc3M= in them"}});
  for (const char* secret : {"陈㛃", "等得太久", "c2VhbGVkIGFkZHJlc3M=", "办理时间太长 "}) EXPECT_TRUE(lies_on_disk(secret));
  (void)purge("2021-02-26");
  for (const char* secret : {"陈㛃", "等得太久", "c2VhbGVkIGFkZHJlc3M=", "办理时间太长 "}) EXPECT_FALSE(lies_on_disk(secret));
}

TEST_F(Purge, forgets_marks_and_their_key_once_nothing_of_the_event_is_left) {
  office_.write("plan.toml", programme_3() + "\n[privacy.retention_days]\ndefault = 30\n");
  spend_the_day();
  acknowledge();
  const std::string key = open().setting("ballot-key/YX201117").value().value();
  EXPECT_EQ(purge("2020-12-17")["marks"], false);
  const auto report = purge("2020-12-18");
  EXPECT_EQ(report["marks"], true);
  EXPECT_TRUE(report["kept"].empty());
  EXPECT_FALSE(lies_on_disk(key));
  auto journal = open();
  journal::Cast again{kEvent, "main", guest(1), {{"event", 5, {}, {}}}};
  EXPECT_TRUE(journal.ballots().cast(again)->stored.empty()) << "nobody votes twice because the box forgot who had";
  EXPECT_EQ(journal.ballots().waiting()->at(0).ballots, 1);
}

TEST_F(Purge, holds_back_what_the_bureau_has_not_acknowledged_as_durable) {
  spend_the_day();
  EXPECT_EQ(erased(purge("2022-01-01", {}, 1)), 0);
  acknowledge(4);
  const auto report = purge("2022-01-01", {}, 1);
  EXPECT_EQ(erased(report), 3) << "record 1 is the box's own, 2 to 4 are check-ins";
  EXPECT_GT(erased(report, "not_acknowledged"), 5);
  EXPECT_EQ(report["marks"], false);
  acknowledge();
  EXPECT_EQ(erased(purge("2022-01-01"), "not_acknowledged"), 0);
  EXPECT_EQ(persons(), 5);
}

TEST_F(Purge, does_nothing_the_second_time_and_nothing_at_all_in_a_dry_run) {
  spend_the_day();
  acknowledge();
  const std::string before = bytes();
  const auto dry = purge("2021-02-26", {"--dry-run"});
  EXPECT_EQ(bytes(), before);
  EXPECT_TRUE(dry["report"].is_null());
  const auto first = purge("2021-02-26");
  EXPECT_EQ(first["erased"], dry["erased"]);
  const auto count = records("erase").size();
  EXPECT_EQ(erased(purge("2021-02-26")), 0);
  EXPECT_EQ(records("erase").size(), count);
  EXPECT_EQ(support::names_in(office_.path("state/reports")).size(), 1u);
}

TEST_F(Purge, leaves_a_report_without_a_person_in_it) {
  spend_the_day();
  acknowledge();
  const auto report = purge("2021-02-26");
  const std::string text = office_.read(report["report"].get<std::string>());
  EXPECT_THAT(text, HasSubstr("event YX201117, 2021-02-26T09:00:00+08:00"));
  EXPECT_THAT(text, HasSubstr("     4 check-in, field check_in, kept until 2021-02-25"));
  EXPECT_THAT(text, HasSubstr("     1 consent, field consent, kept without limit: the plan names no days"));
  for (const char* secret : {"陈㛃", "办理", "5a"}) EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST_F(Purge, takes_copies_of_other_boxes_out_of_the_inbox) {
  spend_the_day();
  acknowledge();
  event::Record other;
  other.id.bytes[0] = 7;
  other.device.bytes[0] = 8;
  other.inc = "00112233445566ff";
  other.seq = 1;
  other.kind = "check-in";
  other.event = kEvent;
  other.at = "2020-11-17T09:00:00+08:00";
  other.clock = base::ClockState::synced;
  other.body = check_in(77);
  other.salt = event::Salt{};
  other.body_hash = event::hash_body(*other.salt, *other.body);
  {
    auto inbox = std::move(journal::Inbox::open(state(), moment(0)).value());
    ASSERT_TRUE(inbox.put_records({other}));
    ASSERT_TRUE(inbox.put_document({kEvent, "roster", 1, "{\"guests\":\"欧阳珺\"}", {}}));
  }
  EXPECT_EQ(persons(), 6);
  EXPECT_EQ(erased(purge("2021-02-26", {}, 1), "not_acknowledged"), 1) << "the bureau has not said that it holds that box's record";
  EXPECT_FALSE(lies_on_disk("欧阳珺")) << "rosters go with the names";
  {
    auto inbox = std::move(journal::Inbox::open(state(), moment(0)).value());
    ASSERT_TRUE(inbox.acknowledge({other.device, other.inc, 1, 1, "epoch-1"}));
  }
  const auto report = purge("2021-02-26");
  ASSERT_EQ(report["erased"].size(), 1u);
  EXPECT_EQ(report["erased"][0]["foreign"], true);
  EXPECT_EQ(report["erase_records"], 0) << "its own box writes that record";
  EXPECT_FALSE(lies_on_disk(to_string(guest(77))));
}

TEST_F(Purge, refuses_while_the_kiosk_or_syncd_runs_and_before_the_last_record) {
  spend_the_day();
  acknowledge();
  const std::vector<std::string> command{"purge", "--state", "state", "--plan", "plan.toml", "--now", "2021-02-26T09:00:00+08:00"};
  {
    const auto kiosk = open();
    const auto refused = office_.run(command);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, HasSubstr("the kiosk runs on this folder; stop it (systemctl stop openday-kiosk)"));
  }
  {
    const auto syncd = journal::Inbox::open(state(), moment(0));
    EXPECT_THAT(office_.run(command).err, HasSubstr("openday-syncd runs on this folder; stop it (systemctl stop openday-syncd)"));
  }
  auto early = command;
  early.back() = "2020-11-17T08:00:00+08:00";
  EXPECT_THAT(office_.run(early).err, HasSubstr("before the last record of this box"));
  EXPECT_EQ(records("erase").size(), 0u);
  EXPECT_THAT(office_.run({"purge", "--state", "nowhere", "--plan", "plan.toml", "--now", "2021-02-26T09:00:00+08:00"}).err, HasSubstr("no journal there"));
  EXPECT_THAT(office_.run({"purge", "--state", "state", "--plan", "plan.toml"}).err, HasSubstr("--now"));
}

TEST_F(Purge, says_that_a_field_is_no_field) {
  office_.write("odd.toml", programme_3() + "\n[privacy.retention_days]\nfone = 30\n");
  EXPECT_THAT(office_.run({"plan", "check", "odd.toml"}).out, HasSubstr("no field of this name is kept; expected check_in, name"));
}

}  // namespace
}  // namespace openday::tool
