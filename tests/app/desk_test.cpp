// The journal's desk on a real state folder: what it answers, what is on the disk when it has answered, and what goes wrong.

#include <atomic>
#include <csignal>

#include <sys/resource.h>

#include <gtest/gtest.h>

#include "kiosk/app/journal_worker.h"
#include "kiosk/app/model_builder.h"
#include "kiosk/base/file.h"
#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

TEST_F(DeskTest, says_nothing_when_nothing_changed) {
  open();
  desk->glance(at("08:40:00"));
  desk->glance(at("08:40:05"));
  EXPECT_TRUE(desk->take().empty());
  (void)scan(code(0));
  EXPECT_EQ(report.persons, 1);
}

TEST_F(DeskTest, answers_admitted_when_the_record_is_on_the_disk) {
  open();
  ASSERT_TRUE(report.documents) << report.trouble->detail;
  const Outcome outcome = scan(code(0));
  EXPECT_EQ(outcome.verdict, event::Verdict::admitted);
  EXPECT_TRUE(outcome.saved);
  EXPECT_EQ(outcome.name, "王玮");
  EXPECT_EQ(records("check-in"), 1);
  EXPECT_EQ(report.persons, 1);
}

TEST_F(DeskTest, knows_after_a_restart_who_was_here_when_and_where) {
  open();
  (void)scan(code(0));
  open();
  const Outcome outcome = scan(code(0), "09:10:00");
  EXPECT_EQ(outcome.verdict, event::Verdict::already_admitted);
  EXPECT_EQ(outcome.first_place, "一号机");
  ASSERT_TRUE(outcome.first_at);
  EXPECT_EQ(*outcome.first_at, at("08:32:00").wall);
  EXPECT_EQ(records("check-in"), 1);
}

TEST_F(DeskTest, tells_two_boxes_of_one_name_apart_by_the_end_of_their_numbers) {
  const auto here = options.state;
  options.state = folder / "other";
  open();
  (void)scan(code(0));
  const std::vector<event::Record> theirs = all_records();
  options.state = here;
  open();
  receive(theirs);
  const std::string place = scan(code(0), "09:10:00").first_place, number = base::to_string(theirs.front().device);
  EXPECT_EQ(place, "一号机-" + number.substr(number.size() - 4));
}

TEST_F(DeskTest, refuses_what_is_foreign_forged_or_damaged_and_notes_no_personal_data) {
  open();
  EXPECT_EQ(scan("https://example.invalid/x").verdict, event::Verdict::unreadable);
  std::string damaged = code(1);
  damaged[40] = damaged[40] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(event::admits(scan(damaged).verdict));
  const base::SigningKey stranger = base::SigningKey::generate();
  event::Confirmation forged;
  forged.event = "YX201117";
  forged.registration = guests[0].registration;
  EXPECT_EQ(scan(event::encode_confirmation(forged, stranger)).verdict, event::Verdict::unknown_issuer);
  EXPECT_EQ(records("check-in"), 0);
  EXPECT_EQ(records("refusal"), 3);
}

TEST_F(DeskTest, takes_each_guest_once_and_batches_from_five) {
  open("11:25:00");
  for (int guest = 0; guest < 4; ++guest) EXPECT_EQ(rate(guest), RatingSaved::saved);
  EXPECT_EQ(records("rating-batch"), 0);
  EXPECT_EQ(rate(0), RatingSaved::already);
  EXPECT_EQ(ask<RatedAnswer>(LookRated{++visit, guests[0].registration, "review"}, at("11:26:00")).rated, (std::vector<std::string>{"bureau", "event"}));
  EXPECT_EQ(rate(4), RatingSaved::saved);
  EXPECT_EQ(records("rating-batch"), 2);
}

TEST_F(DeskTest, takes_the_ballots_of_one_visit_once_however_often_it_hands_them_in) {
  open("11:25:00");
  const CastRating cast{7, std::nullopt, true, "review", {{"bureau", 1, {}}}};
  EXPECT_EQ(ask<RatingAnswer>(cast, at("11:25:00")).saved, RatingSaved::saved);
  EXPECT_EQ(ask<RatingAnswer>(cast, at("11:25:20")).saved, RatingSaved::saved);
  journal::JournalReader reader(options.state);
  EXPECT_EQ(*reader.waiting_ballots(), 1u);
}

TEST_F(DeskTest, observers_are_not_asked_to_rate) {
  open();
  EXPECT_TRUE(scan(code(0)).may_rate);
  EXPECT_FALSE(scan(code(7)).may_rate);
}

TEST_F(DeskTest, pin_is_set_once_and_its_lockout_survives_a_restart) {
  open();
  EXPECT_FALSE(report.pin_set);
  EXPECT_FALSE(ask<PinSetAnswer>(SetPin{++visit, "123456"}, at("09:00:00")).saved);
  EXPECT_TRUE(ask<PinSetAnswer>(SetPin{++visit, "271828"}, at("09:00:00")).saved);
  EXPECT_FALSE(ask<PinSetAnswer>(SetPin{++visit, "314159"}, at("09:00:00")).saved);
  EXPECT_EQ(try_pin("271828").verdict, PinVerdict::accepted);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(try_pin("000000").verdict, PinVerdict::wrong);
  EXPECT_EQ(try_pin("000000").verdict, PinVerdict::locked);
  open();
  EXPECT_EQ(try_pin("271828").verdict, PinVerdict::locked);
  EXPECT_EQ(try_pin("271828", 1'030'001).verdict, PinVerdict::accepted);
  EXPECT_EQ(records("staff"), 2 + 1 + 5 + 1);
}

TEST_F(DeskTest, attendance_list_holds_whole_names_and_follows_its_filter) {
  open();
  EXPECT_TRUE(ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all}, at("09:00:00")).attendance->rows.empty());   // nobody is logged in
  log_in();
  (void)scan(code(0));
  const auto all = ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all}, at("09:00:00")).attendance;
  EXPECT_EQ(all->rows.size(), 8u);
  EXPECT_EQ(all->came, 1);
  EXPECT_EQ(all->absent, 7);
  EXPECT_EQ(all->rows[0].name, "王玮");
  EXPECT_EQ(all->rows[0].time, "08:32");
  EXPECT_EQ(ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::came}, at("09:00:00")).attendance->rows.size(), 1u);
}

TEST_F(DeskTest, broken_plan_is_said_with_line_and_column_and_heals_without_a_restart) {
  const auto good = options.documents.plan;
  options.documents.plan = folder / "plan.toml";
  support::write_text(options.documents.plan, support::read_text(good) + "\n[broken\n");
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->trouble, ui::Trouble::plan_broken);
  EXPECT_NE(report.trouble->detail.find("plan.toml:"), std::string::npos) << report.trouble->detail;
  EXPECT_FALSE(scan(code(0)).saved);
  support::write_text(options.documents.plan, support::read_text(good));
  desk->retry(at("08:33:00"));
  collect();
  EXPECT_FALSE(report.trouble);
  EXPECT_TRUE(scan(code(0)).saved);
}

TEST_F(DeskTest, broken_plan_goes_on_with_the_last_good_one) {
  const auto good = support::read_text(options.documents.plan);
  options.documents.plan = folder / "plan.toml";
  support::write_text(options.documents.plan, good);
  open();
  support::write_text(options.documents.plan, "id = ");
  open();
  EXPECT_FALSE(report.trouble);
  EXPECT_EQ(scan(code(0)).verdict, event::Verdict::admitted);
  const auto list = ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all}, at("09:00:00")).attendance;
  EXPECT_TRUE(list->conflict.starts_with("文件有误，仍用上一次好的：plan.toml:1:")) << list->conflict;
}

// What the clerk saved last is said; that the box goes on is no reason to hide it.
TEST_F(DeskTest, mended_plan_ends_the_notice_about_the_broken_one) {
  const auto good = support::read_text(options.documents.plan);
  options.documents.plan = folder / "plan.toml";
  for (const char* text : {good.c_str(), "id = ", good.c_str()}) {
    support::write_text(options.documents.plan, text);
    open();
  }
  EXPECT_EQ(ask<AttendanceAnswer>(LoadAttendance{++visit, ui::StaffFilter::all}, at("09:00:00")).attendance->conflict, "");
}

TEST_F(DeskTest, roster_of_another_event_is_refused_by_name) {
  support::write_text(folder / "roster.json", event::write_roster(event::Roster("OTHER", 1, guests)));
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_NE(report.trouble->detail.find("OTHER"), std::string::npos);
}

TEST_F(DeskTest, second_kiosk_waits_for_the_first_to_end) {
  auto first = journal::Journal::open(options.state, at("08:00:00"));
  ASSERT_TRUE(first);
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->trouble, ui::Trouble::database_locked);
  { const journal::Journal gone = std::move(*first); }
  desk->retry(at("08:33:00"));
  collect();
  EXPECT_FALSE(report.trouble) << report.trouble->detail;
}

TEST_F(DeskTest, journal_of_a_newer_version_is_left_alone_and_said) {
  open();
  desk.reset();
  {
    journal::Database database(options.state / "journal/journal.db", journal::Database::Mode::write);
    database.execute("PRAGMA user_version = 9999");
  }
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->trouble, ui::Trouble::database_newer);
}

TEST_F(DeskTest, full_disk_is_not_saved_then_heals_by_itself) {
  open();
  ASSERT_TRUE(scan(code(0)).saved);
  // No file may grow: what ENOSPC does, for one process.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit none{1, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &none);
  const Outcome lost = scan(code(1));
  desk->retry(at("08:34:00"));
  setrlimit(RLIMIT_FSIZE, &before);
  collect();
  EXPECT_FALSE(lost.saved);
  EXPECT_TRUE(report.trouble);
  EXPECT_EQ(report.persons, 1);
  desk->retry(at("08:35:00"));
  collect();
  EXPECT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(scan(code(1)).verdict, event::Verdict::admitted);
  EXPECT_EQ(records("check-in"), 2);
}

TEST_F(DeskTest, what_syncd_wrote_is_seen) {
  open();
  (void)scan(code(0));
  auto inbox = journal::Inbox::open(options.state, at("08:00:00"));
  ASSERT_TRUE(inbox);
  journal::LinkStatus link;
  link.state = "connected";
  link.last_contact = at("08:33:00").wall;
  ASSERT_TRUE(inbox->set_link(link));
  desk->glance(at("08:34:00"));
  collect();
  EXPECT_TRUE(report.linked);
  EXPECT_GT(*report.pending, 0);
}

TEST_F(DeskTest, worker_answers_on_its_own_thread_and_finishes_what_was_asked) {
  std::atomic<int> rung{0};
  {
    JournalWorker worker(options, [] { return at("08:32:00"); }, [&] { ++rung; });
    for (int guest = 0; guest < 8; ++guest) worker.post(CheckIn{static_cast<VisitId>(guest + 1), code(guest)}, at("08:32:00"));
  }
  EXPECT_GT(rung, 0);
  EXPECT_EQ(records("check-in"), 8);
}

// ---- what is drawn ----

TEST_F(DeskTest, public_pages_show_masked_names_only) {
  open();
  VisitMachine machine(VisitRules{}, at("08:32:00"));
  report.pin_set = true;
  const Today today = look_at_today(report, at("08:32:00"));
  (void)machine.set_facts(box_facts(report, today), at("08:32:00"));
  const Effects effects = machine.on_scan(code(0), at("08:32:00"));
  ASSERT_FALSE(effects.empty());
  desk->carry_out(effects.back(), at("08:32:00"));
  collect();
  (void)machine.on(answers.back(), at("08:32:00"));
  const CameraView camera;
  const ui::Model model = build_model({report, today, machine, camera, options.box_name, at("08:32:00")});
  EXPECT_EQ(model.page, ui::Page::result);
  EXPECT_EQ(model.result.name, "王＊");
  EXPECT_EQ(model.result.category, "服务对象");
  EXPECT_TRUE(model.attendance.rows.empty());
  ASSERT_TRUE(model.event.now);
  EXPECT_EQ(model.event.now->title, "集中");
  EXPECT_EQ(model.event.rating, ui::RatingState::later);
  EXPECT_EQ(model.event.rating_opens, "11:20");
}

TEST_F(DeskTest, programme_of_another_day_says_when_it_is) {
  open();
  base::Moment before = at("08:32:00");
  before.wall -= std::chrono::hours(48);
  VisitMachine machine(VisitRules{}, before);
  const Today today = look_at_today(report, before);
  const CameraView camera;
  const ui::Model model = build_model({report, today, machine, camera, options.box_name, before});
  EXPECT_EQ(model.event.state, ui::EventState::before);
  EXPECT_EQ(model.event.next_session, "11月17日 08:40");
}

}  // namespace
}  // namespace openday::app
