// Staff at the desk, on real state folders: PINs with roles, what each role may, lock-outs, and what is put right about one guest.
#include <gtest/gtest.h>

#include "kiosk/app/guest_page.h"
#include "kiosk/app/tuning.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using ui::GuestSaved;
using ui::StaffRole;
using ui::StoryKind;

class StaffDesk : public DeskTest {
 protected:
  StaffDesk() {
    supervised = true;
    guests[1].persons = 3;
    guests[2].session = "afternoon";
    support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests)));
    std::string plan = support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml");
    options.documents.plan = folder / "plan.toml";
    support::write_text(options.documents.plan, plan + "\n[[session]]\nid = \"afternoon\"\ntitle = \"下午场\"\nprecision = \"instant\"\ndate = 2020-11-17\nstart = \"14:30\"\nend = \"16:30\"\nsite = \"hall5\"\n");
  }
  PeopleSaved add(StaffRole role, const std::string& label, const std::string& pin) { return ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::add, {}, role, label, pin}, at("08:33:00")).saved; }
  void add_steward() { ASSERT_EQ(add(StaffRole::steward, "引导员一", kStewardPin), PeopleSaved::saved); }
  void work_as_steward() {
    add_steward();
    log_in("08:34:00", kStewardPin);
  }
  std::shared_ptr<const ui::StaffPeople> people() { return ask<PeopleAnswer>(WorkOnPeople{++visit}, at("08:33:00")).people; }
  GuestAnswer work(int guest, WorkOnGuest what, std::string_view clock = "09:00:00") {
    what.visit = ++visit;
    what.guest = guests[static_cast<std::size_t>(guest)].registration;
    return ask<GuestAnswer>(what, at(clock));
  }
  GuestAnswer look(int guest) { return work(guest, {}); }
  GuestAnswer take_back(int guest, GuestWork what, const std::string& record) {
    WorkOnGuest wanted{};
    wanted.work = what;
    wanted.record = *base::parse_uuid(record);
    wanted.reason = "wrong-person";
    return work(guest, wanted);
  }
  GuestAnswer persons(int guest, int count) {
    WorkOnGuest wanted{};
    wanted.work = GuestWork::persons;
    wanted.persons = count;
    return work(guest, wanted);
  }
  GuestAnswer move(int guest, const std::string& session) {
    WorkOnGuest wanted{};
    wanted.work = GuestWork::move;
    wanted.session = session;
    return work(guest, wanted);
  }
  [[nodiscard]] std::vector<event::StaffBody> staff_records() const {
    journal::JournalReader reader(options.state);
    std::vector<event::StaffBody> out;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records)
      if (record.kind == "staff") out.push_back(*event::read_staff(*record.body));
    return out;
  }
  [[nodiscard]] std::string everything_written() const {
    journal::JournalReader reader(options.state);
    std::string out;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records) out += *record.body + "\n";
    return out;
  }
};

// ---- PINs and roles ----

TEST_F(StaffDesk, every_entry_logs_in_with_its_role_and_every_change_is_a_record_without_the_pin) {
  open();
  add_steward();
  const PinAnswer steward = try_pin(kStewardPin);
  EXPECT_EQ(steward.verdict, PinVerdict::accepted);
  EXPECT_EQ(steward.role, StaffRole::steward);
  EXPECT_EQ(steward.label, "引导员一");
  EXPECT_EQ(try_pin(kSupervisorPin).role, StaffRole::supervisor);
  const std::string id = people()->people.at(1).id;
  EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::change_pin, id, StaffRole::steward, {}, "602214"}, at("08:35:00")).saved, PeopleSaved::saved);
  EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::remove, id}, at("08:36:00")).saved, PeopleSaved::saved);
  const auto records = staff_records();
  std::vector<std::string> said;
  for (const event::StaffBody& body : records) said.push_back(body.what + "/" + body.role);
  EXPECT_EQ(said, (std::vector<std::string>{"pin-set/supervisor", "login/supervisor", "pin-set/supervisor", "login/steward", "login/supervisor", "pin-changed/supervisor", "pin-removed/supervisor"}));
  EXPECT_EQ(records[2].detail, id + " steward");
  EXPECT_EQ(records[3].entry, id);
  const std::string all = everything_written();
  for (const char* secret : {kStewardPin, kSupervisorPin, "602214", "scrypt1", "引导员一"}) EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST_F(StaffDesk, entries_outlive_a_restart_and_no_pin_is_given_twice) {
  open();
  add_steward();
  EXPECT_EQ(add(StaffRole::supervisor, "值班领导", kStewardPin), PeopleSaved::taken);
  EXPECT_EQ(add(StaffRole::steward, "引导员二", "111111"), PeopleSaved::failed);   // too simple, whoever asks
  open();
  EXPECT_EQ(people()->people.size(), 2u);
  EXPECT_EQ(try_pin(kStewardPin).role, StaffRole::steward);
}

TEST_F(StaffDesk, the_pin_of_an_older_box_goes_on_working_and_moves_with_the_first_change) {
  PinEntries old;
  ASSERT_EQ(old.add("x", StaffRole::supervisor, "x", kSupervisorPin, base::random16()), PeopleSaved::saved);
  {
    auto journal = journal::Journal::open(options.state, at("08:00:00"));
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->set_setting("pin.supervisor", old.list().front().hash));
  }
  open();
  EXPECT_TRUE(report.pin_set);
  EXPECT_EQ(try_pin(kSupervisorPin).role, StaffRole::supervisor);
  add_steward();
  open();
  EXPECT_EQ(people()->people.size(), 2u);
  desk.reset();
  auto journal = journal::Journal::open(options.state, at("09:00:00"));
  ASSERT_TRUE(journal);
  EXPECT_FALSE(journal->setting("pin.supervisor")->has_value());
}

TEST_F(StaffDesk, unreadable_entries_leave_the_box_locked_and_nobodys) {
  open();
  desk.reset();
  {
    auto journal = journal::Journal::open(options.state, at("08:40:00"));
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->set_setting("pins", "damaged"));
  }
  supervised = false;
  open();
  EXPECT_TRUE(report.pin_set);
  EXPECT_EQ(try_pin(kSupervisorPin).verdict, PinVerdict::failed);
  EXPECT_FALSE(ask<PinSetAnswer>(SetPin{++visit, kStewardPin}, at("09:00:00")).saved);
}

TEST_F(StaffDesk, the_last_supervisor_and_who_is_logged_in_stay) {
  open();
  EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::remove, people()->people[0].id}, at("08:33:00")).saved, PeopleSaved::own);
  ASSERT_EQ(add(StaffRole::supervisor, "值班领导", "602214"), PeopleSaved::saved);
  log_in("08:34:00", "602214");
  EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::remove, people()->people[0].id}, at("08:35:00")).saved, PeopleSaved::saved);
  EXPECT_EQ(people()->people.size(), 1u);
}

TEST_F(StaffDesk, what_is_a_supervisors_is_refused_to_a_steward_and_to_nobody) {
  open();
  const auto refused = [&] {
    const int before = records("correction") + records("void") + records("follow-up");
    event::CorrectionBody notice;
    notice.text = "请到三楼";
    EXPECT_FALSE(ask<CorrectionAnswer>(AddCorrection{++visit, notice}, at("09:00:00")).saved);
    EXPECT_TRUE(ask<ResultsAnswer>(LoadResults{++visit}, at("09:00:00")).results->questionnaires.empty());
    EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit}, at("09:00:00")).people, nullptr);
    EXPECT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::add, {}, StaffRole::supervisor, "x", "602214"}, at("09:00:00")).saved, PeopleSaved::failed);
    EXPECT_EQ(records("correction") + records("void") + records("follow-up"), before);
  };
  work_as_steward();
  (void)scan(code(0), "08:40:00");
  refused();
  EXPECT_EQ(move(0, "afternoon").saved, GuestSaved::not_allowed);
  desk->carry_out(NoteStaff{"logout"}, at("09:10:00"));
  refused();
  EXPECT_EQ(look(0).guest, nullptr);
  CheckIn chosen{};
  chosen.visit = ++visit;
  chosen.staff = true;
  chosen.persons = 1;
  chosen.chosen = guests[3].registration;
  EXPECT_FALSE(event::admits(ask<CheckInAnswer>(chosen, at("09:11:00")).outcome.verdict));
  EXPECT_EQ(records("check-in"), 1);
}

TEST_F(StaffDesk, wrong_pins_by_the_thousand_stay_locked_out_and_leave_few_records) {
  open();
  add_steward();
  std::int64_t mono = 1'000'000;
  for (int i = 0; i < 5'000; ++i, mono += 1'000) EXPECT_NE(try_pin(std::to_string(500'000 + i), mono).verdict, PinVerdict::accepted);
  EXPECT_LE(records("staff"), 3 + 20);   // in 83 minutes: five were looked at, then ever rarer ones
  EXPECT_EQ(try_pin(kSupervisorPin, mono).verdict, PinVerdict::locked);
  supervised = false;
  open();
  EXPECT_EQ(try_pin(kStewardPin, mono).verdict, PinVerdict::locked);   // one lock for the box, whoever has a PIN
  EXPECT_EQ(try_pin(kStewardPin, mono + 900'001).verdict, PinVerdict::accepted);
  EXPECT_EQ(staff_records().back().what, "login");
}

// ---- a guest's page ----

TEST_F(StaffDesk, shows_whom_when_where_and_by_what_way) {
  open();
  (void)scan(code(0), "08:40:00");
  const auto shown = look(0).guest;
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->name, "王玮");
  EXPECT_EQ(shown->group, "一组");
  EXPECT_EQ(shown->since, "08:40");
  EXPECT_EQ(shown->persons, 1);
  EXPECT_FALSE(shown->can_check_in);
  ASSERT_EQ(shown->story.size(), 1u);
  EXPECT_EQ(shown->story[0].way, "code");
  EXPECT_EQ(shown->story[0].box, "一号机");
  EXPECT_TRUE(shown->story[0].can_undo);
  EXPECT_TRUE(look(3).guest->can_check_in);
}

TEST_F(StaffDesk, an_undo_and_its_undo_are_recorded_and_fold_after_a_restart) {
  open();
  work_as_steward();
  (void)scan(code(0), "08:40:00");
  GuestAnswer answer = take_back(0, GuestWork::undo, look(0).guest->story[0].record);
  EXPECT_EQ(answer.saved, GuestSaved::saved);
  EXPECT_EQ(answer.guest->persons, 0);
  ASSERT_EQ(answer.guest->story.size(), 2u);
  EXPECT_FALSE(answer.guest->story[0].counts);
  EXPECT_EQ(answer.guest->story[1].kind, StoryKind::undone);
  EXPECT_EQ(answer.guest->story[1].by, "引导员一");
  EXPECT_EQ(report.persons, 0);
  EXPECT_EQ(take_back(0, GuestWork::undo, answer.guest->story[0].record).saved, GuestSaved::already);   // a double tap
  EXPECT_EQ(records("void"), 1);
  answer = take_back(0, GuestWork::restore, answer.guest->story[1].record);
  EXPECT_EQ(answer.saved, GuestSaved::saved);
  EXPECT_EQ(answer.guest->persons, 1);
  EXPECT_EQ(answer.guest->story[2].kind, StoryKind::restored);
  EXPECT_EQ(report.persons, 1);
  open();
  EXPECT_EQ(report.persons, 1);
  EXPECT_EQ(take_back(0, GuestWork::undo, look(0).guest->story[0].record).saved, GuestSaved::saved);   // and once more
  EXPECT_EQ(report.persons, 0);
}

TEST_F(StaffDesk, what_was_undone_is_not_restored_beside_whoever_came_again) {
  open();
  (void)scan(code(0), "08:40:00");
  const GuestAnswer undone = take_back(0, GuestWork::undo, look(0).guest->story[0].record);
  (void)scan(code(0), "08:50:00");
  EXPECT_EQ(take_back(0, GuestWork::restore, undone.guest->story[1].record).saved, GuestSaved::full);
  EXPECT_EQ(report.persons, 1);
}

TEST_F(StaffDesk, a_party_is_corrected_upwards_and_downwards_in_one_transaction) {
  open();
  CheckIn party{++visit, code(1)};
  party.persons = 2;
  ASSERT_EQ(ask<CheckInAnswer>(party, at("08:40:00")).outcome.persons, 2);
  EXPECT_EQ(persons(1, 3).guest->persons, 3);
  EXPECT_EQ(records("check-in"), 2);
  EXPECT_EQ(persons(1, 3).saved, GuestSaved::saved);   // as it is: nothing is written
  EXPECT_EQ(records("check-in"), 2);
  const GuestAnswer fewer = persons(1, 1);
  EXPECT_EQ(fewer.guest->persons, 1);
  EXPECT_EQ(report.persons, 1);
  EXPECT_EQ(records("void"), 2);
  EXPECT_EQ(persons(1, 4).saved, GuestSaved::full);
  open();
  EXPECT_EQ(report.persons, 1);
}

TEST_F(StaffDesk, a_guest_is_moved_to_another_session_and_back) {
  open();
  (void)scan(code(0), "08:40:00");
  EXPECT_EQ(look(0).guest->sessions.size(), 1u);
  const GuestAnswer moved = move(0, "afternoon");
  EXPECT_EQ(moved.saved, GuestSaved::saved);
  EXPECT_EQ(report.persons, 0);   // of the morning
  EXPECT_EQ(records("void"), 1);
  EXPECT_EQ(records("check-in"), 2);
  EXPECT_EQ(move(0, "afternoon").saved, GuestSaved::already);
  EXPECT_EQ(move(0, "evening").saved, GuestSaved::failed);
  EXPECT_EQ(move(0, "main").saved, GuestSaved::saved);
  EXPECT_EQ(report.persons, 1);
  open();
  EXPECT_EQ(report.persons, 1);
}

TEST_F(StaffDesk, nobody_is_moved_into_a_session_whose_places_are_all_taken_or_expected) {
  const std::string plan = support::read_text(options.documents.plan);
  support::write_text(options.documents.plan, plan + "cap = 1\n");   // of the afternoon, for which guest 2 is expected
  guests[0].session = "main";
  guests[1].session = "main";
  support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests)));
  open();
  (void)scan(code(0), "08:40:00");
  EXPECT_EQ(move(0, "afternoon").saved, GuestSaved::full);
  EXPECT_EQ(report.persons, 1);
  EXPECT_EQ(records("void"), 0);
}

TEST_F(StaffDesk, a_guest_of_the_afternoon_is_let_into_the_morning_by_a_supervisor) {
  open();
  EXPECT_EQ(scan(code(2), "08:40:00").verdict, event::Verdict::wrong_session);
  EXPECT_EQ(move(2, "main").saved, GuestSaved::saved);
  EXPECT_EQ(report.persons, 1);
}

// ---- figures ----

TEST_F(StaffDesk, figures_are_grouped_by_category_session_and_inviting_department_in_persons) {
  for (event::Guest& guest : guests) guest.department = guest.persons > 1 ? "办公室" : "登记中心";
  support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests)));
  open();
  (void)scan(code(0), "08:40:00");
  CheckIn party{++visit, code(1)};
  party.persons = 2;
  (void)ask<CheckInAnswer>(party, at("08:41:00"));
  event::Confirmation stranger;
  stranger.event = "YX201117";
  stranger.registration.bytes.fill(99);
  stranger.category = 3;
  (void)scan(event::encode_confirmation(stranger, issuer), "08:42:00");   // a good code, on no list
  (void)scan("https://example.org", "08:43:00");                          // refused, nobody knows whom
  ASSERT_EQ(scan(code(2), "08:44:00").verdict, event::Verdict::wrong_session);
  const auto by = [&](ui::StaffGrouping grouping) { return ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all, grouping}, at("09:00:00")).attendance; };
  const auto departments = by(ui::StaffGrouping::department);
  EXPECT_EQ(departments->groupings.size(), 3u);
  ASSERT_EQ(departments->categories.size(), 3u);   // as the roster names them; the guest of the afternoon is not expected now
  EXPECT_TRUE(departments->categories[2].unknown);
  EXPECT_EQ(departments->categories[2].refused, departments->refused - 1);
  EXPECT_EQ(departments->categories[departments->categories[0].name == guests[2].department ? 0 : 1].refused, 1);
  EXPECT_EQ(departments->categories[0].name, "登记中心");
  EXPECT_EQ(departments->categories[0].came, 1);
  EXPECT_EQ(departments->categories[0].expected, 6);
  EXPECT_EQ(departments->categories[1].came, 2);
  EXPECT_EQ(departments->categories[1].expected, 3);
  EXPECT_EQ(departments->came, 3 + departments->walk_in);
  EXPECT_GE(departments->refused, 1);
  const auto sessions = by(ui::StaffGrouping::session);
  ASSERT_EQ(sessions->categories.size(), 2u);
  EXPECT_EQ(sessions->categories[0].came, sessions->came);
  EXPECT_EQ(sessions->categories[1].name, "下午场");
  EXPECT_EQ(sessions->categories[1].came, 0);
  EXPECT_EQ(by(ui::StaffGrouping::category)->categories.size(), 6u) << "five of the plan, and who was refused without one";
}

TEST_F(StaffDesk, nothing_is_shown_as_done_that_is_not_on_the_disk) {
  open();
  (void)scan(code(0), "08:40:00");
  const std::string record = look(0).guest->story[0].record;
  EXPECT_EQ(take_back(0, GuestWork::restore, record).saved, GuestSaved::failed);   // no undoing
  EXPECT_EQ(take_back(3, GuestWork::undo, record).saved, GuestSaved::failed);      // somebody else's
  EXPECT_EQ(report.persons, 1);
}

}  // namespace
}  // namespace openday::app
