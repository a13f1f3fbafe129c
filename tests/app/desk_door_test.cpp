// The door at the desk, on real state folders: parties, walk-ins, screening, overrides, codes of other systems, named ratings; what
// is on the disk afterwards, and what a restart in the middle leaves.
#include <gtest/gtest.h>

#include "kiosk/app/try_limit.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/file.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using event::Verdict;

// Programme 3 with more in its tables; guest 1 is a party of three, guest 2 waits, guest 3 has a number and a phone.
class DoorDesk : public DeskTest {
 protected:
  DoorDesk() {
    supervised = true;
    guests[1].persons = 3;
    guests[2].state = event::GuestState::waiting;
    guests[3].number = "BM-0007";
    guests[3].phone_tail = "0042";
    write_roster();
  }
  void write_roster() { support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests))); }
  // The plan with lines put after its [event] table's head or at its end.
  void plan_with(const std::string& in_event, const std::string& at_end, const std::vector<std::pair<std::string, std::string>>& swaps = {}) {
    std::string text = support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml");
    const auto put = [&](const std::string& from, const std::string& to) {
      const auto at = text.find(from);
      ASSERT_NE(at, std::string::npos) << from;
      text.replace(at, from.size(), to);
    };
    if (!in_event.empty()) put("[event]\n", "[event]\n" + in_event);
    for (const auto& [from, to] : swaps) put(from, to);
    options.documents.plan = folder / "plan.toml";
    support::write_text(options.documents.plan, text + "\n" + at_end);
  }
  Outcome present(CheckIn wanted, std::string_view clock = "08:32:00") {
    if (wanted.visit == 0) wanted.visit = ++visit;
    return ask<CheckInAnswer>(wanted, at(clock)).outcome;
  }
  [[nodiscard]] CheckIn of(int guest) const {
    CheckIn out{};
    out.text = code(guest);
    return out;
  }
};

const std::vector<std::pair<std::string, std::string>> kWalkIns{{"[registration]\n", "[registration]\nwalk_in = true\nwalk_in_category = \"client\"\n"}};

// ---- parties ----

TEST_F(DoorDesk, party_is_asked_how_many_and_the_rest_comes_later) {
  open();
  CheckIn party = of(1);
  party.visit = ++visit;
  Outcome outcome = present(party);
  EXPECT_EQ(outcome.asks, Asks::persons);
  EXPECT_EQ(outcome.left, 3);
  EXPECT_EQ(records("check-in"), 0);
  party.persons = 2;
  outcome = present(party);
  EXPECT_EQ(outcome.verdict, Verdict::admitted);
  EXPECT_EQ(outcome.persons, 2);
  EXPECT_EQ(report.persons, 2);
  open();   // a restart between the parts
  outcome = present(of(1));
  EXPECT_EQ(outcome.asks, Asks::nothing);   // one seat is left: nothing to choose
  EXPECT_EQ(outcome.persons, 3);
  EXPECT_EQ(present(of(1)).verdict, Verdict::party_complete);
  EXPECT_EQ(report.persons, 3);
}

// ---- walk-ins ----

TEST_F(DoorDesk, walk_in_is_written_counted_listed_and_there_after_a_restart) {
  plan_with("", "", kWalkIns);
  open();
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  CheckIn guest{};
  guest.staff = true;
  guest.persons = 1;
  guest.walk_in = WalkInGuest{"client", true};
  const Outcome outcome = present(guest);
  EXPECT_EQ(outcome.verdict, Verdict::admitted);
  EXPECT_TRUE(outcome.saved);
  EXPECT_TRUE(outcome.walk_in);
  (void)present(guest);
  EXPECT_EQ(records("walk-in"), 2);   // two guests: each has a registration of its own
  open();
  EXPECT_EQ(report.persons, 2);
  const auto list = ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::came}, at("09:00:00"));
  ASSERT_EQ(list.attendance->rows.size(), 2u);
  EXPECT_EQ(list.attendance->rows[0].status, ui::StaffStatus::walk_in);
  EXPECT_EQ(list.attendance->came, 2);
  EXPECT_EQ(list.guests.size(), 2u);
  const auto body = event::read_walk_in(bodies("walk-in").at(0));
  ASSERT_TRUE(body);
  EXPECT_TRUE(body->declared);
  EXPECT_TRUE(body->name.empty());
}

TEST_F(DoorDesk, refusals_are_counted_by_category_where_the_decision_knew_it) {
  open();
  ASSERT_EQ(present(of(2)).verdict, Verdict::needs_staff);   // waits for a place, a client
  (void)scan("neither a code nor a number");
  const auto list = ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all}, at("08:50:00")).attendance;
  EXPECT_EQ(list->refused, 2);
  const auto& groups = list->categories;
  const auto client = std::ranges::find(groups, "服务对象", &ui::StaffCategory::name);
  ASSERT_NE(client, groups.end());
  EXPECT_EQ(client->refused, 1);
  EXPECT_TRUE(groups.back().unknown);
  EXPECT_EQ(groups.back().refused, 1);
  const auto bodies_of = bodies("refusal");
  ASSERT_EQ(bodies_of.size(), 2u);
  EXPECT_NE(bodies_of[0].find("\"category\":\"client\""), std::string::npos);
  EXPECT_EQ(bodies_of[1].find("category"), std::string::npos);
  for (const std::string& body : bodies_of) EXPECT_EQ(body.find("阿依古丽"), std::string::npos);
}

TEST_F(DoorDesk, walk_in_finds_no_seat_that_absent_guests_keep_unless_a_supervisor_says_so) {
  plan_with("cap = 22\n", "", kWalkIns);
  open();
  CheckIn guest{};
  guest.staff = true;
  guest.persons = 20;
  guest.walk_in = WalkInGuest{"client", false};
  EXPECT_EQ(present(guest).verdict, Verdict::category_full);   // its own quota of ten
  guest.persons = 4;   // ten, less eight persons of the roster: guests 0, 1 (three), 3, 4, 5, 6
  EXPECT_EQ(present(guest).verdict, Verdict::category_full);
  guest.persons = 2;
  EXPECT_EQ(present(guest).verdict, Verdict::admitted);
  guest.visit = ++visit;
  const Outcome refused = present(guest);
  EXPECT_EQ(refused.verdict, Verdict::category_full);
  EXPECT_TRUE(refused.overridable);
  guest.overrides = {{Verdict::category_full, "leader-approved"}};
  EXPECT_EQ(present(guest).verdict, Verdict::admitted);
  bool recorded = false;
  for (const std::string& body : bodies("staff")) recorded = recorded || body.find("category-full leader-approved") != std::string::npos;
  EXPECT_TRUE(recorded);
}

TEST_F(DoorDesk, waiting_guest_is_let_in_from_the_list_after_staff_confirmed_who_it_is) {
  open();
  const auto list = ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::waiting}, at("08:40:00"));
  ASSERT_EQ(list.guests.size(), 1u);
  EXPECT_EQ(list.attendance->rows[0].status, ui::StaffStatus::waiting);
  EXPECT_TRUE(list.attendance->rows[0].can_admit);
  EXPECT_EQ(present(of(2)).verdict, Verdict::needs_staff);
  CheckIn guest{};
  guest.visit = ++visit;
  guest.staff = true;
  guest.chosen = list.guests[0];
  EXPECT_EQ(present(guest).asks, Asks::persons);
  guest.persons = 1;
  EXPECT_EQ(present(guest).verdict, Verdict::admitted);
  EXPECT_EQ(report.persons, 1);
}

TEST_F(DoorDesk, early_guest_is_let_in_by_a_supervisor_and_both_facts_are_recorded) {
  plan_with("", "[confirmation]\nmethod = \"qr\"\nopens_before_minutes = 30\n");
  open("07:00:00");
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  CheckIn guest = of(0);
  guest.overrides = {{Verdict::early, "other"}};   // a guest's own word lifts nothing
  EXPECT_EQ(present(guest, "07:00:00").verdict, Verdict::early);
  EXPECT_FALSE(present(guest, "07:00:00").overridable);
  guest.overrides.clear();
  guest.staff = true;
  const Outcome early = present(guest, "07:00:00");
  EXPECT_EQ(early.verdict, Verdict::early);
  EXPECT_TRUE(early.overridable);
  guest.overrides = {{Verdict::early, "checked-on-the-spot"}};
  EXPECT_EQ(present(guest, "07:00:00").verdict, Verdict::admitted);
  EXPECT_NE(bodies("check-in").at(0).find("\"early\":true"), std::string::npos);
}

// ---- screening ----

constexpr const char* kScreening = R"(
[[screening]]
kind = "symptoms"
label = "没有下列症状"
symptoms = ["发热", "咳嗽"]
on_fail = "refer"
[[screening]]
kind = "temperature"
label = "体温测量"
threshold = 37.3
on_fail = "refer"
[[screening]]
kind = "mask"
label = "佩戴口罩"
on_fail = "note"
)";

TEST_F(DoorDesk, screening_is_asked_recorded_as_pass_and_admits_in_the_same_breath) {
  plan_with("", kScreening);
  open();
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  CheckIn guest = of(0);
  guest.visit = ++visit;
  const Outcome asked = present(guest);
  ASSERT_EQ(asked.asks, Asks::screening);
  ASSERT_EQ(asked.screening.size(), 3u);
  EXPECT_FALSE(asked.screening[0].by_staff);
  EXPECT_TRUE(asked.screening[1].by_staff);
  EXPECT_EQ(asked.screening[2].on_fail, event::OnFail::note);
  EXPECT_EQ(records("screening") + records("check-in") + records("refusal"), 0);
  guest.screening = ScreeningResult::passed;
  EXPECT_EQ(present(guest).verdict, Verdict::admitted);
  ASSERT_EQ(bodies("screening").size(), 1u);
  EXPECT_EQ(bodies("screening").at(0), R"({"registration":"01010101010101010101010101010101","session":"main","result":"pass"})");
  EXPECT_EQ(records("check-in"), 1);
}

TEST_F(DoorDesk, referred_guest_is_not_asked_again_until_staff_screen_or_override) {
  plan_with("", kScreening);
  open();
  CheckIn guest = of(0);
  guest.visit = ++visit;
  guest.screening = ScreeningResult::referred;
  const Outcome referred = present(guest);
  EXPECT_EQ(referred.verdict, Verdict::needs_screening);
  EXPECT_TRUE(referred.referred);
  EXPECT_FALSE(referred.overridable);   // no staff
  EXPECT_NE(bodies("screening").at(0).find("refer"), std::string::npos);
  open();   // a restart lets nobody declare anew
  const Outcome again = present(of(0));
  EXPECT_EQ(again.asks, Asks::nothing);
  EXPECT_TRUE(again.referred);
  CheckIn staff = of(0);
  staff.visit = ++visit;
  staff.staff = true;
  EXPECT_EQ(present(staff).asks, Asks::screening);
  staff.screening = ScreeningResult::referred;
  EXPECT_TRUE(present(staff).overridable);
  staff.overrides = {{Verdict::needs_screening, "checked-on-the-spot"}};
  EXPECT_EQ(present(staff).verdict, Verdict::admitted);
  EXPECT_EQ(records("screening"), 2);   // one a screening, however often the visit asks
  EXPECT_EQ(records("check-in"), 1);
}

TEST_F(DoorDesk, what_blocks_is_not_overridden) {
  plan_with("", kScreening);
  open();
  CheckIn guest = of(0);
  guest.visit = ++visit;
  guest.staff = true;
  guest.screening = ScreeningResult::blocked;
  EXPECT_FALSE(present(guest).overridable);
  guest.overrides = {{Verdict::needs_screening, "other"}};
  EXPECT_EQ(present(guest).verdict, Verdict::needs_screening);
  EXPECT_EQ(records("check-in"), 0);
}

TEST_F(DoorDesk, noted_step_admits_and_the_party_is_asked_how_many_first) {
  plan_with("", kScreening);
  open();
  CheckIn party = of(1);
  party.visit = ++visit;
  EXPECT_EQ(present(party).asks, Asks::persons);
  party.persons = 2;
  EXPECT_EQ(present(party).asks, Asks::screening);
  party.screening = ScreeningResult::noted;
  EXPECT_EQ(present(party).verdict, Verdict::admitted);
  EXPECT_NE(bodies("screening").at(0).find("refer"), std::string::npos);
  EXPECT_EQ(present(of(1)).asks, Asks::screening);   // who comes later is screened anew
}

TEST_F(DoorDesk, expired_screening_is_never_asked) {
  plan_with("", "[[screening]]\nkind = \"mask\"\nlabel = \"佩戴口罩\"\non_fail = \"refer\"\nvalid_to = 2020-11-16\n");
  open();
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  EXPECT_EQ(present(of(0)).verdict, Verdict::admitted);
}

// ---- codes of other systems ----

class ForeignDesk : public DoorDesk {
 protected:
  ForeignDesk() {
    plan_with("", "[confirmation]\nmethod = \"qr\"\n[[confirmation.foreign_code]]\nname = \"网上报名\"\npattern = 'https://example\\.org/s\\?code=([A-Z0-9-]+)'\nfield = \"number\"\nconfirm = \"phone_tail\"\n");
  }
  Outcome type(const std::string& fact, std::int64_t mono = 1'000'000, const std::string& boot = "boot") {
    CheckIn wanted{};
    wanted.visit = ++visit;
    wanted.text = "https://example.org/s?code=BM-0007";
    wanted.fact = fact;
    base::Moment when = at("08:32:00", mono);
    when.boot = boot;
    return ask<CheckInAnswer>(wanted, when).outcome;
  }
};

TEST_F(ForeignDesk, asks_for_the_phone_and_shows_nothing_of_the_guest_before) {
  open();
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  const Outcome asked = type("");
  EXPECT_EQ(asked.asks, Asks::fact);
  EXPECT_TRUE(asked.name.empty() && asked.category.empty() && asked.group.empty() && !asked.registration);
  const Outcome wrong = type("0043");
  EXPECT_TRUE(wrong.fact_wrong);
  EXPECT_TRUE(wrong.name.empty() && !wrong.registration);
  const Outcome right = type("0042");
  EXPECT_EQ(right.verdict, Verdict::admitted);
  EXPECT_NE(bodies("check-in").at(0).find("foreign-code"), std::string::npos);
}

TEST_F(ForeignDesk, five_wrong_ones_a_minute_slow_the_box_whoever_asks_and_whatever_restarts) {
  open();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(type("9999", 1'000'000 + i * 1'000).wait_ms, 0);
  EXPECT_EQ(type("9999", 1'004'000).wait_ms, 56'000);
  EXPECT_EQ(type("0042", 1'010'000).asks, Asks::fact);   // the right one, too, has to wait
  open();
  EXPECT_EQ(type("0042", 1'020'000).wait_ms, 40'000);
  EXPECT_EQ(type("0042", 5'000, "another boot").wait_ms, 55'000);   // the plug was pulled
  EXPECT_EQ(type("0042", 60'001, "another boot").verdict, Verdict::admitted);
}

TEST_F(ForeignDesk, guest_without_a_phone_is_for_staff_who_see_who_it_is) {
  guests[3].phone_tail.clear();
  write_roster();
  open();
  EXPECT_EQ(type("").verdict, Verdict::needs_staff);
  CheckIn wanted{};
  wanted.visit = ++visit;
  wanted.text = "https://example.org/s?code=BM-0007";
  wanted.staff = true;
  EXPECT_EQ(present(wanted).asks, Asks::persons);
  wanted.persons = 1;
  EXPECT_EQ(present(wanted).verdict, Verdict::admitted);
}

TEST(TryLimit, survives_its_text_and_forgets_after_a_minute) {
  TryLimit tries;
  for (int i = 0; i < 7; ++i) tries.fail({{}, "b 1", 100 + i, base::ClockState::synced});
  const TryLimit read = parse_try_limit(to_text(tries));
  EXPECT_EQ(read.wrong, tries.wrong);
  EXPECT_EQ(read.boot, "b 1");
  EXPECT_EQ(read.left_ms({{}, "b 1", 200, base::ClockState::synced}), 102 + kFactWindowMs - 200);
  EXPECT_EQ(read.left_ms({{}, "b 1", 102 + kFactWindowMs, base::ClockState::synced}), 0);
  for (const char* bad : {"", "x", "99999999999999999999 b", "1 2"}) EXPECT_EQ(parse_try_limit(bad).left_ms({{}, "b", 0, base::ClockState::synced}), 0) << bad;
}

// ---- named ratings ----

TEST_F(DoorDesk, named_rating_is_a_record_with_its_guest_and_taken_once) {
  open("11:25:00");
  CastRating cast{++visit, guests[0].registration, false, "review", {{"bureau", 2, {"K201"}}, {"event", 5, {}}}};
  EXPECT_EQ(ask<RatingAnswer>(cast, at("11:25:00")).saved, RatingSaved::saved);
  const auto written = bodies("rating");
  ASSERT_EQ(written.size(), 2u);
  EXPECT_EQ(event::read_rating(written.at(0))->registration, guests[0].registration);
  EXPECT_EQ(event::read_rating(written.at(0))->grade, 2);
  open("11:26:00");
  cast.visit = ++visit;
  EXPECT_EQ(ask<RatingAnswer>(cast, at("11:26:00")).saved, RatingSaved::already);
  EXPECT_EQ(ask<RatedAnswer>(LookRated{++visit, guests[0].registration, "review"}, at("11:26:00")).rated, (std::vector<std::string>{"bureau", "event"}));
  cast.visit = ++visit;
  cast.rater.reset();
  EXPECT_EQ(ask<RatingAnswer>(cast, at("11:27:00")).saved, RatingSaved::failed);   // a name is what this plan asks for
  journal::JournalReader reader(options.state);
  EXPECT_EQ(*reader.waiting_ballots(), 0u);
}

}  // namespace
}  // namespace openday::app
