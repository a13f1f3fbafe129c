// `admin retention` at the terminal: what is due by the plan, what is refused, and that figures say the same before and after.
#include "sync/bureau/admin_retention.h"

#include <gmock/gmock.h>

#include "kiosk/event/case_number.h"
#include "kiosk/event/erase_counts.h"
#include "kiosk/event/record_bodies.h"
#include "sync/bureau/figures.h"
#include "tests/bureau/event_fixture.h"

namespace openday::bureau {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kDays = "\n[privacy.retention_days]\ncheck_in = 30\nname = 30\nrating = 60\ncomment = 60\ncontact = 10\n";
constexpr const char* kAfterMonth = "2020-12-18T09:00:00+08:00";   // the event is of 17 November: 31 days later
constexpr const char* kAfterAll = "2021-02-01T09:00:00+08:00";

class RetentionTest : public EventTest {
 protected:
  RetentionTest() { (void)write_plan(kDays); }
  event::Record check_in(TestDevice& device, int guest, int persons = 1) {
    event::CheckInBody body;
    body.registration.bytes[15] = static_cast<std::uint8_t>(guest);
    body.session = "morning";
    body.persons = persons;
    body.seats = persons;
    body.category = "npc";
    return put(device, event::Kind::check_in, event::to_json(body));
  }
  event::Record rating(TestDevice& device, int guest, int grade, const std::string& text = {}) {
    event::RatingBody body;
    body.registration.bytes[15] = static_cast<std::uint8_t>(guest);
    body.session = "morning";
    body.subject = "bureau";
    body.grade = grade;
    body.category = "npc";
    body.text = text;
    return put(device, event::Kind::rating, event::to_json(body));
  }
  void put_paper(std::uint8_t number, const std::string& kind) {
    EXPECT_TRUE(store_->put_paper({device_.id, base::Uuid{{number}}, "lq2020", kind, "a.pdf", 0, 5, base::sha256(base::as_bytes(std::string_view("paper"))), "paper", {}}, kNow));
  }
  // A ballot with what its guest wrote beside it; their record never comes.
  void send_a_text() {
    base::Uuid batch;
    batch.bytes.fill(7);
    auto ballots = device_.ballots(1, batch);
    ballots.texts.push_back({base::make_uuid_v4(base::random16()), base::random16(), R"({"text":"一句话"})"});
    device_.sign(ballots);
    ASSERT_EQ(send("/v1/ballots", ballots).status, 200);
  }
  // Exit code; what it said is in said_.
  int run(RetentionWish wish, base::ClockState clock = base::ClockState::free_running, bool json = false) {
    wish.plan = wish.plan.empty() ? (files_ / "plan.toml").string() : wish.plan;
    std::ostringstream out, err;
    const int code = retention(*store_, {out, err, kNow, json}, wish, clock);
    said_ = out.str() + err.str();
    return code;
  }
  int apply(const std::string& now) { return run({{}, now, true, false}); }
  std::string figures(const std::string& table) {
    std::ostringstream out, err;
    EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, table, "lq2020", {files_ / "plan.toml", {}, {}, {}}, ExportFormat::csv, {}), 0) << err.str();
    return out.str();
  }
  // Persons who came in, as the figures fold them.
  int sign_in_total() {
    event::Attendance attendance;
    EXPECT_TRUE(store_->read_figures("lq2020", {[&](const event::Record& record) { attendance.add(record); }}));
    return attendance.persons("lq2020", "morning");
  }
  std::int64_t bodies() const { return count("SELECT count(*) FROM records WHERE body IS NOT NULL"); }
  // What a box's own purge of these records writes.
  void purge(TestDevice& device, const std::vector<event::Record>& all, const std::vector<base::Uuid>& ids) {
    event::EraseCounts counts("lq2020", ids);
    for (const auto& record : all) counts.add(record);
    for (const auto& body : counts.bodies("retention", base::kChinaOffset)) put(device, event::Kind::erase, event::to_json(body));
  }

  std::string said_;
};

TEST_F(RetentionTest, shows_what_is_due_and_when_the_next_is_and_changes_nothing) {
  check_in(device_, 1);
  rating(device_, 1, 5);
  EXPECT_EQ(run({{}, "2020-12-17T23:59:00+08:00", false, false}), 0);
  EXPECT_THAT(said_, AllOf(HasSubstr("nothing to erase"), HasSubstr("next due on 2020-12-18"), Not(HasSubstr("--apply"))));
  EXPECT_EQ(run({{}, kAfterMonth, false, false}), 0);
  EXPECT_THAT(said_, AllOf(HasSubstr("last day of the event: 2020-11-17"), HasSubstr("due: 1\n       1 check-in, field check_in, kept until 2020-12-17"),
                           HasSubstr("kept: 1\n"), HasSubstr("next due on 2021-01-17"), HasSubstr("nothing was changed: --apply takes it")));
  EXPECT_EQ(bodies(), 2);
  EXPECT_EQ(count("SELECT count(*) FROM retention_runs"), 0);
}

TEST_F(RetentionTest, takes_each_kind_on_its_day_and_keeps_the_figures) {
  for (int guest = 1; guest <= 6; ++guest) {
    check_in(device_, guest, guest % 3 + 1);
    rating(device_, guest, guest % 5 + 1, "一句话");
  }
  event::OpinionBody opinion;
  opinion.number = event::case_number(base::Uuid{{7}});
  opinion.session = "morning";
  opinion.subject = "registration";
  opinion.text = "张三的话";
  put(device_, event::Kind::opinion, event::to_json(opinion));
  const auto tallies = figures("tallies"), results = figures("results");
  ASSERT_EQ(apply(kAfterMonth), 0) << said_;
  EXPECT_THAT(said_, AllOf(HasSubstr("erased: 6\n"), HasSubstr("admin scrub")));
  EXPECT_EQ(bodies(), 7);
  EXPECT_EQ(figures("tallies"), tallies);
  ASSERT_EQ(apply(kAfterAll), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("erased: 7\n"));
  EXPECT_EQ(bodies(), 0);
  EXPECT_EQ(figures("tallies"), tallies);
  EXPECT_EQ(figures("results"), results);
  EXPECT_THAT(figures("follow-up"), AllOf(HasSubstr(opinion.number), Not(HasSubstr("张三的话"))));
  EXPECT_EQ(count("SELECT count(*) FROM retention_runs"), 2);
  ASSERT_EQ(apply(kAfterAll), 0);
  EXPECT_THAT(said_, HasSubstr("nothing to erase"));
  EXPECT_EQ(figures("tallies"), tallies);
}

TEST_F(RetentionTest, counts_once_what_boxes_purge_afterwards_in_any_portions) {
  TestDevice other(2);
  greet(other);
  std::vector<event::Record> here, there;
  for (int guest = 1; guest <= 6; ++guest) {
    here.push_back(check_in(device_, guest, 2));
    there.push_back(rating(other, guest, guest % 5 + 1));
  }
  const auto tallies = figures("tallies");
  const int persons = sign_in_total();
  ASSERT_EQ(persons, 12);
  ASSERT_EQ(apply(kAfterAll), 0) << said_;
  EXPECT_EQ(figures("tallies"), tallies);
  EXPECT_EQ(sign_in_total(), persons);
  purge(other, there, {there[1].id, there[4].id});
  EXPECT_EQ(figures("tallies"), tallies) << "two of them, by the box, before the rest";
  purge(device_, here, {here[0].id, here[1].id, here[2].id, here[3].id, here[4].id, here[5].id});
  EXPECT_EQ(sign_in_total(), persons);
  purge(other, there, {there[0].id, there[2].id, there[3].id, there[5].id});
  EXPECT_EQ(figures("tallies"), tallies);
}

TEST_F(RetentionTest, counts_a_purge_that_names_more_than_was_here_instead_of_its_own_numbers) {
  std::vector<event::Record> all{check_in(device_, 1, 2), check_in(device_, 2, 2)};
  ASSERT_EQ(apply(kAfterAll), 0) << said_;
  all.push_back(check_in(device_, 3, 3));   // a stick that was found later
  EXPECT_EQ(sign_in_total(), 7);
  purge(device_, all, {all[0].id, all[1].id, all[2].id});
  EXPECT_EQ(sign_in_total(), 7);
}

TEST_F(RetentionTest, takes_texts_lists_and_papers_by_the_field_they_hold) {
  check_in(device_, 1);
  ASSERT_EQ(*store_->publish({"lq2020", "roster", "", 1, "the list", "signature"}, kNow), Publishing::published);
  put_paper(1, "sign-in");
  put_paper(2, "tallies");
  put_paper(3, "slips");
  send_a_text();
  ASSERT_EQ(apply("2020-11-28T09:00:00+08:00"), 0) << said_;   // contact is over
  EXPECT_THAT(said_, AllOf(HasSubstr("sealed papers that name guests: 1"), Not(HasSubstr("lists of guests")), Not(HasSubstr("texts"))));
  ASSERT_EQ(run({{}, kAfterMonth, true, true}), 0) << said_;
  EXPECT_THAT(said_, AllOf(HasSubstr("published lists of guests, field name: 1"), HasSubstr("sealed papers that name guests: 1"), Not(HasSubstr("texts"))));
  ASSERT_EQ(run({{}, kAfterAll, true, true}), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("texts beside anonymous ballots, field comment: 1"));
  ASSERT_EQ(store_->papers()->size(), 1u);
  EXPECT_EQ(store_->papers()->front().kind, "tallies");
}

TEST_F(RetentionTest, names_the_day_of_lists_papers_and_texts_that_fall_due_by_themselves) {
  check_in(device_, 1);
  ASSERT_EQ(apply(kAfterMonth), 0) << said_;
  EXPECT_THAT(said_, AllOf(HasSubstr("erased: 1"), Not(HasSubstr("next due on")))) << "nothing else is here";
  const auto next_due = [&](const char* now) {
    EXPECT_EQ(run({{}, now, false, false}), 0) << said_;
    const auto at = said_.find("next due on ");
    return at == std::string::npos ? std::string() : said_.substr(at + 12, 10);
  };
  send_a_text();
  EXPECT_EQ(next_due("2020-11-18T09:00:00+08:00"), "2021-01-17") << "texts, after 60 days";
  put_paper(1, "tallies");
  EXPECT_EQ(next_due("2020-11-18T09:00:00+08:00"), "2021-01-17") << "tallies name nobody";
  ASSERT_EQ(*store_->publish({"lq2020", "roster", "", 1, "the list", "signature"}, kNow), Publishing::published);
  EXPECT_EQ(next_due("2020-11-18T09:00:00+08:00"), "2020-12-18") << "the list, after 30 days";
  put_paper(2, "slips");
  EXPECT_EQ(next_due("2020-11-18T09:00:00+08:00"), "2020-11-28") << "slips hold a contact, 10 days";
  EXPECT_EQ(next_due("2020-11-28T09:00:00+08:00"), "2020-12-18") << "slips are due";
}

TEST_F(RetentionTest, refuses_while_a_box_holds_back_and_says_the_ways_on) {
  check_in(device_, 1);
  device_.next();   // written, not sent
  ASSERT_EQ(send("/v1/hello", device_.hello()).status, 200);
  EXPECT_EQ(apply(kAfterAll), 1);
  EXPECT_THAT(said_, AllOf(HasSubstr("nothing was taken"), HasSubstr("box (1 records, 0 ballot batches)"), HasSubstr("--anyway"), HasSubstr("revoke")));
  EXPECT_EQ(bodies(), 1);
  EXPECT_EQ(run({{}, kAfterAll, false, false}), 0) << "looking is free";
  ASSERT_TRUE(*store_->revoke_device(device_.key.public_key(), kNow));
  EXPECT_EQ(apply(kAfterAll), 0) << said_;
  EXPECT_EQ(bodies(), 0);
}

TEST_F(RetentionTest, takes_what_is_here_when_told_anyway) {
  check_in(device_, 1);
  device_.next();
  ASSERT_EQ(send("/v1/hello", device_.hello()).status, 200);
  EXPECT_EQ(run({{}, kAfterAll, true, true}), 0) << said_;
  EXPECT_EQ(bodies(), 0);
}

TEST_F(RetentionTest, takes_nothing_on_a_day_that_is_not_sure) {
  check_in(device_, 1);
  EXPECT_EQ(run({{}, {}, true, false}), 1);
  EXPECT_THAT(said_, HasSubstr("no time server sets this machine's clock"));
  EXPECT_EQ(run({{}, "yesterday", true, false}), 1);
  EXPECT_THAT(said_, HasSubstr("--now is \"yesterday\"; expected RFC 3339"));
  EXPECT_EQ(run({{}, kAfterAll, true, false}, base::ClockState::synced), 1);
  EXPECT_THAT(said_, HasSubstr("nothing is taken before its day"));
  EXPECT_EQ(apply("2019-01-01T00:00:00+08:00"), 1);
  EXPECT_THAT(said_, HasSubstr("the last record of lq2020 is of 2020-11-17"));
  const auto ahead = device_.next(R"({"text":"a"})", event::Kind::check_out);
  auto late = device_.run({ahead});
  late.records[0].record.at = "2036-11-17T08:30:00+08:00";   // a box ten years ahead must not hold the office back for ever
  ASSERT_TRUE(store_->put(late, kNow));
  EXPECT_EQ(apply(kAfterAll), 1);
  EXPECT_THAT(said_, HasSubstr("--anyway where a box's clock was ahead"));
  EXPECT_EQ(run({{}, kAfterAll, true, true}), 0) << said_;
  EXPECT_EQ(bodies(), 1) << "its own record is kept until ten years later";
}

TEST_F(RetentionTest, needs_no_day_on_a_clock_that_a_time_server_sets) {
  check_in(device_, 1);
  EXPECT_EQ(run({{}, {}, true, false}, base::ClockState::synced), 0) << said_;   // today is the event's day
  EXPECT_EQ(bodies(), 1);
}

TEST_F(RetentionTest, names_what_is_wrong_with_the_plan_or_the_store) {
  EXPECT_EQ(apply(kAfterAll), 1);
  EXPECT_THAT(said_, HasSubstr("the plan of lq2020, of which no record is here"));
  EXPECT_EQ(run({"nowhere.toml", kAfterAll, true, false}), 1);
  EXPECT_THAT(said_, HasSubstr("nowhere.toml"));
  support::write_text(files_ / "bad.toml", "[event]\nid = 3\n");
  EXPECT_EQ(run({files_ / "bad.toml", kAfterAll, true, false}), 1);
  EXPECT_THAT(said_, HasSubstr("bad.toml:"));
}

TEST_F(RetentionTest, says_the_same_as_json_and_counts_quarantined_bytes) {
  check_in(device_, 1);
  auto odd = device_.run({device_.next()});
  odd.records[0].code = "opaque";
  odd.records[0].record.id = {};
  odd.records[0].raw = "bytes";
  ASSERT_TRUE(store_->put(odd, kNow));
  ASSERT_EQ(run({{}, kAfterMonth, true, false}, base::ClockState::free_running, true), 0) << said_;
  EXPECT_THAT(said_, AllOf(HasSubstr(R"("applied":true)"), HasSubstr(R"("kind":"check-in","field":"check_in","foreign":false,"records":1)"), HasSubstr(R"("quarantined":1)")));
}

}  // namespace
}  // namespace openday::bureau
