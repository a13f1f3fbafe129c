// The bureau's figures: the same as on the box, from records and counted ballots; cases; and a file of before.
#include "sync/bureau/figures.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "kiosk/event/case_number.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_bodies_group.h"
#include "kiosk/event/roster.h"
#include "kiosk/journal/database.h"
#include "tests/bureau/event_fixture.h"

namespace openday::bureau {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

protocol::Ballots ballots_of(const TestDevice& device, const std::vector<int>& grades) {
  base::Uuid batch;
  batch.bytes[0] = 5;
  protocol::Ballots out{device.id, batch, "lq2020", "morning", "bureau", {}, {}, {}};
  for (const int grade : grades) {
    const event::Ballot ballot{base::make_uuid_v4(base::random16()), "lq2020", "morning", "bureau", grade, {}, {}};
    out.ballots.push_back({ballot.id, base::random16(), event::ballot_json(ballot)});
  }
  std::ranges::sort(out.ballots, {}, &protocol::Leaf::id);
  device.sign(out);
  return out;
}

event::RatingBody rating(int guest, int grade, std::string text = {}) {
  event::RatingBody out;
  out.registration.bytes[15] = static_cast<std::uint8_t>(guest);
  out.session = "morning";
  out.subject = "bureau";
  out.grade = grade;
  out.category = "npc";
  out.text = std::move(text);
  return out;
}

std::string number() {
  base::Uuid id;
  id.bytes[0] = 7;
  return event::case_number(id);
}

event::OpinionBody opinion(std::string text) {
  event::OpinionBody out;
  out.number = number();
  out.session = "morning";
  out.subject = "registration";
  out.text = std::move(text);
  return out;
}

class FiguresTest : public EventTest {
 protected:
  std::string figures(const std::string& table, ExportFormat format = ExportFormat::csv) {
    std::ostringstream out, err;
    EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, table, "lq2020", {}, format, {}), 0) << err.str();
    return out.str();
  }
};

TEST_F(FiguresTest, count_ballots_and_named_ratings_and_suppress_as_the_box_does) {
  for (int guest = 1; guest <= 5; ++guest) put(event::Kind::rating, event::to_json(rating(guest, guest)));
  EXPECT_THAT(figures("tallies"), HasSubstr(",1,1,1,1,1,5,60.0%,40.0%,"));
  const auto ballots = ballots_of(device_, {5, 5, 5, 5, 1});
  ASSERT_EQ(send("/v1/ballots", ballots).status, 200);
  EXPECT_THAT(figures("tallies"), Not(HasSubstr(",2,10,"))) << "no ballot before its batch's record";
  ASSERT_EQ(send("/v1/push", device_.push({device_.rating_batch(ballots)})).status, 200);
  EXPECT_THAT(figures("tallies"), HasSubstr(",5,1,1,1,2,10,70.0%,30.0%,"));
}

TEST_F(FiguresTest, hide_fewer_than_five) {
  put(event::Kind::rating, event::to_json(rating(1, 1)));
  EXPECT_THAT(figures("tallies"), AllOf(HasSubstr("＊"), Not(HasSubstr("100.0%"))));
}

TEST_F(FiguresTest, keep_numbers_when_their_records_are_erased) {
  event::TallyFold fold;
  std::vector<base::Uuid> ids;
  for (int guest = 1; guest <= 5; ++guest) {
    const auto record = put(event::Kind::rating, event::to_json(rating(guest, 5, "张三的话")));
    fold.add(record);
    ids.push_back(record.id);
  }
  const std::string before = figures("tallies");
  put(event::Kind::erase, event::to_json(event::EraseBody{ids, "保存期满", fold.erase_counts(ids)}));
  EXPECT_EQ(figures("tallies"), before);
  std::ostringstream out, err;
  EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, "comments", "lq2020", {write_plan(), {}, {}, {}}, ExportFormat::csv, {}), 0) << err.str();   // comments need the plan: this event's
  EXPECT_EQ(out.str().find("张三的话"), std::string::npos);
}

TEST_F(FiguresTest, list_cases_and_find_one_by_its_receipt) {
  put(event::Kind::opinion, event::to_json(opinion("=1+1")));
  const auto bad = put(event::Kind::rating, event::to_json(rating(1, 2)));
  put(event::Kind::follow_up, event::to_json(event::FollowUpBody{number(), event::CaseState::replied, "登记中心", "已答复", "supervisor"}));
  EXPECT_THAT(figures("follow-up"), AllOf(HasSubstr(event::case_number(bad.id)), HasSubstr(number()), HasSubstr(",'=1+1,"), HasSubstr("已答复")));
  EXPECT_THAT(figures("opinions"), Not(HasSubstr(event::case_number(bad.id))));
  std::ostringstream out, err;
  EXPECT_EQ(find_case(*store_, {out, err, kNow, true}, event::receipt_text("lq2020", number()), "", {}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("\"state\":\"replied\""), HasSubstr("\"owner\":\"登记中心\"")));
  EXPECT_EQ(find_case(*store_, {out, err, kNow, true}, number(), "", {}), 0) << "in any event";
  EXPECT_EQ(find_case(*store_, {out, err, kNow, true}, number(), "other", {}), 1);
  EXPECT_EQ(find_case(*store_, {out, err, kNow, true}, "ZZZZ-ZZZ1", "", {}), 1);
}

TEST_F(FiguresTest, ask_for_the_event_and_for_its_own_plan) {
  std::ostringstream out, err;
  EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, "tallies", "", {}, ExportFormat::csv, {}), 1);
  EXPECT_THAT(err.str(), HasSubstr("--event"));
  EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, "tallies", "lq2020", {OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml", {}, {}, {}}, ExportFormat::csv, {}), 1);
  EXPECT_THAT(err.str(), HasSubstr("is the plan of YX201117"));
}

TEST_F(FiguresTest, list_who_moved_up_from_the_waiting_list_among_the_expected) {
  event::Guest waits, goes;
  waits.registration.bytes[15] = 1;
  goes.registration.bytes[15] = 2;
  waits.name = "张玮";
  goes.name = "陈㛃";
  waits.category = goes.category = "client";
  waits.state = event::GuestState::waiting;
  support::write_text(files_ / "roster.json", event::write_roster({"lq2020", 1, {waits, goes}}));
  const FigureFiles files{write_plan(), {}, {}, {}, files_ / "roster.json"};
  const auto sheet = [&] {
    std::ostringstream out, err;
    EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, "sign-in", "lq2020", files, ExportFormat::csv, {}), 0) << err.str();
    return out.str();
  };
  EXPECT_THAT(sheet(), AllOf(HasSubstr("陈㛃"), Not(HasSubstr("张玮"))));
  put(event::Kind::waitlist, event::to_json(event::WaitlistBody{event::WaitlistMove::up, waits.registration, "main", "supervisor", {}}));
  put(event::Kind::waitlist, event::to_json(event::WaitlistBody{event::WaitlistMove::released, goes.registration, "main", "supervisor", {}}));
  EXPECT_THAT(sheet(), AllOf(HasSubstr("张玮"), Not(HasSubstr("陈㛃"))));
  std::ostringstream out, err;
  EXPECT_EQ(export_figures(*store_, {out, err, kNow, false}, "sign-in", "lq2020", {files.plan, {}, {}, {}}, ExportFormat::csv, {}), 1);
  EXPECT_THAT(err.str(), HasSubstr("--roster"));
}

TEST_F(FiguresTest, quarantine_bodies_that_lack_what_their_kind_needs) {
  for (const auto kind : {event::Kind::opinion, event::Kind::rating, event::Kind::scorecard, event::Kind::consent, event::Kind::follow_up, event::Kind::walk_in, event::Kind::screening})
    put(kind, R"({"text":"a"})");
  EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE code = 'schema'"), 7);
  event::WalkInBody walk_in;
  walk_in.session = "morning";
  walk_in.category = "guest";
  walk_in.persons = 2;
  put(event::Kind::walk_in, event::to_json(walk_in));
  EXPECT_EQ(count("SELECT persons FROM check_ins WHERE way = 'walk-in'"), 2);
}

TEST(OldBureauFile, is_migrated_with_its_walk_ins_and_gives_the_same_figures) {
  const journal::FastFolder folder;
  const auto file = folder.path() / "bureau.db";
  {
    journal::Database old(file, journal::Database::Mode::write);
    old.execute(support::read_text(OPENDAY_SOURCE_DIR "/tests/bureau/samples/bureau-v1.sql"));
  }
  const auto store = SqliteStore::open(file, {Role::server, {}, base::random16()});
  ASSERT_TRUE(store) << store.error().what;
  std::ostringstream out, err;
  EXPECT_EQ(export_to(**store, {out, err, kNow, false}, "check_ins", "lq2020", ExportFormat::csv, {}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr(",npc,code,"), HasSubstr(",2,guest,walk-in,")));
  out.str("");
  EXPECT_EQ(export_figures(**store, {out, err, kNow, false}, "tallies", "lq2020", {}, ExportFormat::csv, {}), 0);
  EXPECT_THAT(out.str(), HasSubstr(",3,2,0,0,0,5,100.0%,0.0%,"));
}

}  // namespace
}  // namespace openday::bureau
