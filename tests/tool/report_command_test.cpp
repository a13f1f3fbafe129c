// `openday report` and `openday case` on the state folder of a kiosk that is running.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/seal.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_bodies_group.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

base::Moment moment(int second) {
  base::Moment out;
  out.wall = base::parse_rfc3339("2020-11-17T11:20:00+08:00")->at + std::chrono::seconds(second);
  out.boot = "boot-1";
  out.mono_ms = second * 1000;
  out.state = base::ClockState::synced;
  return out;
}

event::RegistrationId guest(int number) {
  event::RegistrationId out;
  out.bytes[15] = static_cast<std::uint8_t>(number);
  return out;
}

std::string opinion_number() {
  base::Uuid id;
  id.bytes[0] = 7;
  return event::case_number(id);
}

class Report : public ::testing::Test {
 protected:
  void SetUp() override {
    office_.write("plan.toml", programme_3());
    event_ = json_lines(office_.run({"plan", "show", "plan.toml", "--json", "--at", "2020-11-17T11:25:00+08:00"}).out).at(0)["event"];
  }
  void append(event::Kind kind, const std::string& body, int second = 1) { ASSERT_TRUE(journal_.append(journal::Draft{kind, event_, body}, moment(second))); }
  void rate(int number, int grade, const std::string& text = {}) {
    event::RatingBody body;
    body.registration = guest(number);
    body.session = "main";
    body.subject = "bureau";
    body.grade = grade;
    body.category = "npc";
    body.text = text;
    append(event::Kind::rating, event::to_json(body), number);
  }
  void cast(int number, int grade, const std::string& text = {}) {
    const journal::Cast all{event_, "main", guest(number), {{"bureau", grade, {grade <= 2 ? "K202" : "K501"}, text, {}}}};
    ASSERT_TRUE(journal_.ballots().cast(all));
  }
  void batch() { ASSERT_TRUE(journal_.ballots().make_batches(event_, "main", journal::BatchRule::five_or_more, moment(100))); }
  support::ProgramResult report(std::vector<std::string> more) {
    std::vector<std::string> all{"report", "--state", "state", "--plan", "plan.toml", "--at", "2020-11-17T12:05:00+08:00", "--json"};
    all.insert(all.end(), more.begin(), more.end());
    return office_.run(all);
  }

  Office office_;
  std::string event_;
  journal::Journal journal_ = std::move(journal::Journal::open(office_.path("state"), moment(0)).value());
};

TEST_F(Report, counts_batched_ballots_and_named_ratings_of_this_box_and_others) {
  for (int i = 1; i <= 5; ++i) cast(i, i);
  rate(11, 5);
  ASSERT_EQ(report({"--out", "a.csv"}).exit_code, 0);
  EXPECT_THAT(office_.read("a.csv"), Not(HasSubstr("60.0%"))) << "no ballot counts before its batch";
  batch();
  const auto done = report({"--out", "a.csv"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(json_lines(done.out).at(0)["what"], "tallies");
  EXPECT_THAT(office_.read("a.csv"), AllOf(HasSubstr("\xEF\xBB\xBF口径,"), HasSubstr(",2,1,1,1,1,6,66.7%,33.3%,")));
}

TEST_F(Report, adds_records_that_came_from_another_box) {
  for (int i = 1; i <= 4; ++i) rate(i, 5);
  journal::Inbox inbox = std::move(journal::Inbox::open(office_.path("state"), moment(0)).value());
  event::Record other;
  other.id.bytes[0] = 1;
  other.device.bytes[0] = 9;
  other.inc = "00112233445566ff";
  other.seq = 1;
  other.kind = "rating";
  other.event = event_;
  other.at = "2020-11-17T11:21:00+08:00";
  other.boot = "b";
  other.clock = base::ClockState::synced;
  event::RatingBody body;
  body.registration = guest(40);
  body.session = "main";
  body.subject = "bureau";
  body.grade = 1;
  body.category = "npc";
  other.body = event::to_json(body);
  other.salt = event::Salt{};
  other.body_hash = event::hash_body(*other.salt, *other.body);
  ASSERT_TRUE(inbox.put_records({other}));
  ASSERT_EQ(report({"--out", "a.csv"}).exit_code, 0);
  EXPECT_THAT(office_.read("a.csv"), HasSubstr(",4,0,0,0,1,5,80.0%,20.0%,"));
}

TEST_F(Report, makes_the_sign_in_sheet_of_a_session_with_who_came_and_who_did_not) {
  office_.write("roster.json", R"({"schema":1,"event":")" + event_ + R"(","version":1,"guests":[{"registration":")" + to_string(guest(1)) + R"(","name":"㛃玮","category":"npc","persons":2},{"registration":")" + to_string(guest(2)) +
                                   R"(","name":"𬭎嘉","category":"npc"}]})");
  event::CheckInBody body;
  body.registration = guest(1);
  body.session = "main";
  body.category = "npc";
  body.persons = body.seats = 2;
  append(event::Kind::check_in, event::to_json(body));
  ASSERT_EQ(report({"--what", "sign-in", "--roster", "roster.json", "--session", "main", "--out", "s.jsonl"}).exit_code, 0);
  const auto rows = json_lines(office_.read("s.jsonl"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["name"], "㛃玮");
  EXPECT_EQ(rows[0]["persons"], 2);
  EXPECT_EQ(rows[1]["remark"], "未到");
  const auto pdf = report({"--what", "sign-in", "--roster", "roster.json", "--out", "s.pdf"});
  EXPECT_EQ(pdf.exit_code, 0) << pdf.err;
  EXPECT_EQ(json_lines(pdf.out).at(0)["pages"], 1);
  ASSERT_EQ(report({"--what", "sign-in", "--roster", "roster.json", "--out", "g.csv", "--encoding", "gb18030"}).exit_code, 0);
  EXPECT_THAT(office_.read("g.csv"), ::testing::StartsWith("\xD0\xF2\xBA\xC5,")) << "序号, without a mark";
  EXPECT_EQ(report({"--what", "summary", "--roster", "roster.json", "--out", "j.pdf"}).exit_code, 0);
}

TEST_F(Report, says_what_a_sign_in_sheet_needs) {
  EXPECT_THAT(report({"--what", "sign-in", "--out", "s.pdf"}).err, HasSubstr("give --roster"));
  EXPECT_THAT(report({"--session", "evening", "--out", "s.csv"}).err, HasSubstr("no such session"));
  EXPECT_THAT(report({"--what", "summary", "--out", "s.csv"}).err, HasSubstr("ends in .pdf"));
}

TEST_F(Report, never_puts_an_anonymous_text_beside_its_ballot) {
  for (int i = 1; i <= 5; ++i) cast(i, i, i == 2 ? "路程太远" : "");
  batch();
  ASSERT_EQ(report({"--what", "appraisals", "--out", "a.jsonl"}).exit_code, 0);
  int levels = 0, texts = 0;
  for (const auto& row : json_lines(office_.read("a.jsonl"))) {
    levels += row["appraiseLevel"] != "" ? 1 : 0;
    texts += row["otherAppraiseContent"] == "路程太远" ? 1 : 0;
    EXPECT_TRUE(row["appraiseLevel"] == "" || row["otherAppraiseContent"] == "");
  }
  EXPECT_EQ(levels, 5);
  EXPECT_EQ(texts, 1);
}

TEST_F(Report, gives_a_named_comment_beside_its_grade) {
  rate(1, 2, "时间太紧");
  ASSERT_EQ(report({"--what", "appraisals", "--out", "a.jsonl"}).exit_code, 0);
  EXPECT_THAT(office_.read("a.jsonl"), HasSubstr(R"("appraiseLevel":"2","appraiseContent":"","otherAppraiseContent":"时间太紧")"));
}

TEST_F(Report, writes_every_kind_of_file_and_refuses_others) {
  rate(1, 2, "=1+1");
  for (const char* what : {"tallies", "follow-up", "results"}) {
    for (const char* kind : {"csv", "xlsx", "pdf", "jsonl"}) {
      const auto done = report({"--what", what, "--out", std::string(what) + "." + kind});
      EXPECT_EQ(done.exit_code, 0) << what << kind << done.err;
    }
  }
  EXPECT_EQ(report({"--what", "slips", "--out", "s.pdf"}).exit_code, 0);
  EXPECT_EQ(report({"--what", "slips", "--out", "s.csv"}).exit_code, 2);
  EXPECT_THAT(report({"--out", "a.doc"}).err, HasSubstr(".csv, .xlsx, .pdf"));
  EXPECT_EQ(report({"--what", "appraisals", "--out", "a.pdf"}).exit_code, 2);
  EXPECT_THAT(office_.read("follow-up.csv"), HasSubstr(",'=1+1,"));
}

TEST_F(Report, opens_addresses_for_who_holds_the_key_and_no_other) {
  const auto key = base::UnsealKey::generate();
  office_.write("seal.key", key.to_pem());
  event::OpinionBody body;
  body.number = opinion_number();
  body.session = "main";
  body.subject = "registration";
  body.text = "希望周六办理";
  body.reply = event::ReplyWay::address;
  body.sealed = base::seal_text(key.public_key(), "invented@example.invalid").value();
  append(event::Kind::opinion, event::to_json(body));
  ASSERT_EQ(report({"--what", "follow-up", "--out", "a.csv"}).exit_code, 0);
  EXPECT_THAT(office_.read("a.csv"), Not(HasSubstr("invented@")));
  ASSERT_EQ(report({"--what", "follow-up", "--out", "a.csv", "--seal-key", "seal.key"}).exit_code, 0);
  EXPECT_THAT(office_.read("a.csv"), HasSubstr("invented@example.invalid"));
  office_.write("other.key", base::UnsealKey::generate().to_pem());
  const auto done = report({"--what", "follow-up", "--out", "a.csv", "--seal-key", "other.key"});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.err, HasSubstr("1 addresses stay sealed"));
}

TEST_F(Report, works_while_the_kiosk_writes) {
  rate(1, 5);
  std::atomic<bool> stop = false, failed = false;
  std::thread kiosk([&] {
    for (int number = 2; !stop; ++number) {
      event::RatingBody body;
      body.registration = guest(number % 250);
      body.registration.bytes[14] = static_cast<std::uint8_t>(number / 250);
      body.session = "main";
      body.subject = "bureau";
      body.grade = 4;
      failed = failed || !journal_.append(journal::Draft{event::Kind::rating, event_, event::to_json(body)}, moment(number));
    }
  });
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(report({"--out", "a.xlsx"}).exit_code, 0);
    EXPECT_EQ(report({"--out", "a.pdf"}).exit_code, 0);
  }
  stop = true;
  kiosk.join();
  EXPECT_FALSE(failed);
}

TEST_F(Report, finds_a_case_by_its_receipt) {
  event::OpinionBody body;
  body.number = opinion_number();
  body.session = "main";
  body.subject = "registration";
  body.text = "希望周六办理";
  append(event::Kind::opinion, event::to_json(body));
  append(event::Kind::follow_up, event::to_json(event::FollowUpBody{opinion_number(), event::CaseState::assigned, "登记中心", "", "supervisor"}), 2);
  std::string typed = opinion_number();
  std::erase(typed, '-');
  const auto found = office_.run({"case", typed, "--state", "state", "--json"});
  EXPECT_EQ(found.exit_code, 0) << found.err;
  EXPECT_EQ(json_lines(found.out).at(0)["state"], "assigned");
  EXPECT_EQ(json_lines(found.out).at(0)["owner"], "登记中心");
  EXPECT_EQ(office_.run({"case", event::receipt_text(event_, opinion_number()), "--state", "state", "--plan", "plan.toml"}).exit_code, 0);
  typed.back() = typed.back() == '0' ? '1' : '0';
  EXPECT_THAT(office_.run({"case", typed, "--state", "state"}).err, HasSubstr("check digit"));
  EXPECT_EQ(office_.run({"case", event::case_number(base::Uuid{}), "--state", "state"}).exit_code, 1);
}

TEST_F(Report, says_when_there_is_no_folder) {
  EXPECT_THAT(office_.run({"report", "--state", "nowhere", "--plan", "plan.toml", "--out", "a.csv"}).err, HasSubstr("nowhere: no such folder"));
}

TEST_F(Report, follows_who_moved_up_from_the_waiting_list_and_whose_place_was_released) {
  const std::string waits = to_string(guest(1)), goes = to_string(guest(2));
  office_.write("roster.json", R"({"schema":1,"event":")" + event_ + R"(","version":1,"guests":[{"registration":")" + waits + R"(","name":"张玮","category":"client","state":"waiting"},{"registration":")" + goes +
                                   R"(","name":"陈㛃","category":"client"}]})");
  const auto names = [&] {
    EXPECT_EQ(report({"--what", "sign-in", "--roster", "roster.json", "--out", "a.jsonl"}).exit_code, 0);
    std::string out;
    for (const auto& line : json_lines(office_.read("a.jsonl"))) out += line["name"].get<std::string>() + " " + line["remark"].get<std::string>() + ";";
    return out;
  };
  EXPECT_EQ(names(), "陈㛃 未到;");
  append(event::Kind::waitlist, event::to_json(event::WaitlistBody{event::WaitlistMove::up, guest(1), "main", "supervisor", {}}), 10);
  append(event::Kind::waitlist, event::to_json(event::WaitlistBody{event::WaitlistMove::released, guest(2), "main", "supervisor", {}}), 11);
  EXPECT_EQ(names(), "张玮 未到;");
}

}  // namespace
}  // namespace openday::tool
