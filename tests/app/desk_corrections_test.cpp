// Corrections at the desk, on real state folders: on the disk when they are answered, there after a restart, seen by another box,
// taken back, and what the public pages make of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/app/journal_desk.h"
#include "kiosk/app/model_builder.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "tests/support/files.h"

namespace openday::app {
namespace {

using event::CorrectionBody;
using event::CorrectionKind;

base::Moment at(std::string_view clock, std::string_view day = "2020-11-17") {
  return {base::parse_rfc3339(fmt::format("{}T{}:00+08:00", day, clock))->at, "boot", 1'000'000, base::ClockState::synced};
}

CorrectionBody say(CorrectionKind what, std::string item = {}, std::optional<int> minutes = {}, std::string text = {}) {
  CorrectionBody out;
  out.what = what;
  out.item = std::move(item);
  out.minutes = minutes;
  out.text = std::move(text);
  return out;
}

// One kiosk: its state folder, its desk, what it reported last.
class Box {
 public:
  explicit Box(std::filesystem::path plan = std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml") {
    options.state = folder / "state";
    options.documents = {std::move(plan), {}, {}, {}, std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/ratings"};
  }
  void open(base::Moment now) {
    desk.reset();
    desk = std::make_unique<JournalDesk>(options);
    desk->open(now);
    collect();
    desk->carry_out(report.pin_set ? Effect(TryPin{0, "271828"}) : Effect(SetPin{0, "271828"}), now);   // a supervisor is there
    collect();
  }
  bool correct(CorrectionBody body, base::Moment now) { return ask(AddCorrection{1, std::move(body)}, now); }
  bool undo(base::Moment now) { return ask(UndoCorrection{1, report.last_correction->record}, now); }
  [[nodiscard]] ui::Event seen(base::Moment now) const {
    VisitMachine machine(VisitRules{}, now);
    const Today today = look_at_today(report, now);
    const CameraView camera;
    return build_model({report, today, machine, camera, options.box_name, now}).event;
  }
  [[nodiscard]] std::vector<event::Record> records() const {
    journal::JournalReader reader(options.state);
    return reader.scan(0)->records;
  }
  void receive(const std::vector<event::Record>& records, base::Moment now) {
    auto inbox = journal::Inbox::open(options.state, now);
    ASSERT_TRUE(inbox);
    ASSERT_TRUE(inbox->put_records(records));
    desk->glance(now);
    collect();
  }

  support::TempDir folder;
  DeskOptions options;
  std::unique_ptr<JournalDesk> desk;
  BoxReport report;

 private:
  bool ask(const Effect& effect, base::Moment now) {
    saved_ = false;
    desk->carry_out(effect, now);
    collect();
    return saved_;
  }
  void collect() {
    for (DeskMessage& message : desk->take()) {
      if (auto* fresh = std::get_if<BoxReport>(&message)) report = std::move(*fresh);
      else if (const auto* answer = std::get_if<CorrectionAnswer>(&std::get<Answer>(message))) saved_ = answer->saved;
    }
  }
  bool saved_ = false;
};

const ui::Item& row(const ui::Event& event, const std::string& title) {
  for (const ui::Item& item : event.items)
    if (item.title == title) return item;
  throw std::out_of_range("no row " + title);
}

TEST(DeskCorrections, a_delay_of_all_moves_what_is_not_over_and_outlives_a_restart) {
  Box box;
  box.open(at("09:35"));
  ASSERT_TRUE(box.correct(say(CorrectionKind::delay, {}, 10), at("09:35")));
  ASSERT_EQ(box.report.corrections.size(), 1u);
  EXPECT_EQ(box.report.corrections[0].session, "main");
  EXPECT_EQ(box.report.corrections[0].start, 9 * 60 + 35);
  for (int start = 0; start < 2; ++start) {
    const ui::Event event = box.seen(at("09:36"));
    EXPECT_EQ(event.items[0].start, "08:30");
    EXPECT_EQ(event.items[5].start, "10:00");
    EXPECT_EQ(event.items[5].change.minutes, 10);
    EXPECT_EQ(event.now->end, "10:00");
    EXPECT_EQ(event.now->minutes_left, 24);
    box.open(at("09:36"));
  }
}

TEST(DeskCorrections, a_delay_said_the_day_before_moves_the_whole_day) {
  Box box;
  box.open(at("16:00", "2020-11-16"));
  ASSERT_TRUE(box.correct(say(CorrectionKind::delay, {}, 30), at("16:00", "2020-11-16")));
  EXPECT_FALSE(box.report.corrections[0].start);
  EXPECT_EQ(box.seen(at("16:00", "2020-11-16")).items[0].start, "09:00");
}

TEST(DeskCorrections, are_taken_back_one_by_one_the_last_first) {
  Box box;
  box.open(at("08:50"));
  ASSERT_TRUE(box.correct(say(CorrectionKind::skip, "offices"), at("08:51")));
  ASSERT_TRUE(box.correct(say(CorrectionKind::notice, {}, {}, "请就座"), at("08:52")));
  EXPECT_EQ(box.seen(at("08:53")).notice, "请就座");
  ASSERT_TRUE(box.undo(at("08:53")));
  EXPECT_EQ(box.seen(at("08:53")).notice, "");
  ASSERT_EQ(box.report.last_correction->body.what, CorrectionKind::skip);
  ASSERT_TRUE(box.undo(at("08:54")));
  EXPECT_FALSE(box.report.last_correction);
  box.open(at("08:55"));
  EXPECT_TRUE(box.report.corrections.empty());
  EXPECT_EQ(box.seen(at("08:55")).now->title, "参观机关科室");
}

TEST(DeskCorrections, of_another_box_are_seen_here_and_may_be_taken_back_here) {
  Box first, second;
  first.open(at("08:50"));
  second.open(at("08:50"));
  ASSERT_TRUE(second.correct(say(CorrectionKind::skip, "offices"), at("08:51")));
  first.receive(second.records(), at("08:52"));
  ASSERT_EQ(first.report.corrections.size(), 1u);
  EXPECT_EQ(row(first.seen(at("08:52")), "参观机关科室").change.kind, ui::ChangeKind::skipped);
  ASSERT_TRUE(first.undo(at("08:53")));
  EXPECT_TRUE(first.report.corrections.empty());
  second.receive(first.records(), at("08:54"));
  EXPECT_TRUE(second.report.corrections.empty());
  first.open(at("08:55"));   // the inbox is read again
  EXPECT_TRUE(first.report.corrections.empty());
}

TEST(DeskCorrections, an_inserted_row_can_be_corrected_like_any_other) {
  Box box;
  box.open(at("08:45"));
  CorrectionBody tea = say(CorrectionKind::insert, "offices", 15, "茶歇");
  tea.site = "hall5";
  ASSERT_TRUE(box.correct(tea, at("08:45")));
  const ui::Event event = box.seen(at("08:45"));
  const ui::Item inserted = row(event, "茶歇");
  EXPECT_EQ(inserted.start, "09:00");
  EXPECT_EQ(inserted.place, "局五楼会议室");
  EXPECT_EQ(inserted.change.kind, ui::ChangeKind::inserted);
  ASSERT_TRUE(box.correct(say(CorrectionKind::skip, inserted.id), at("08:46")));
  EXPECT_EQ(row(box.seen(at("08:46")), "茶歇").change.kind, ui::ChangeKind::skipped);
}

TEST(DeskCorrections, open_and_close_the_rating_and_the_session) {
  Box box;
  box.open(at("09:00"));
  EXPECT_EQ(box.seen(at("09:00")).rating, ui::RatingState::later);
  ASSERT_TRUE(box.correct(say(CorrectionKind::rating_opened), at("09:01")));
  EXPECT_EQ(box.seen(at("09:01")).rating, ui::RatingState::open);
  CorrectionBody postponed = say(CorrectionKind::session_state, {}, {}, "postponed");
  postponed.reason = "因天气原因";
  ASSERT_TRUE(box.correct(postponed, at("09:02")));
  EXPECT_EQ(box.seen(at("09:02")).state, ui::EventState::postponed);
  EXPECT_EQ(box.seen(at("09:02")).notice, "因天气原因");
  ASSERT_TRUE(box.correct(say(CorrectionKind::session_state, {}, {}, "open"), at("09:03")));
  EXPECT_EQ(box.seen(at("09:03")).state, ui::EventState::running);
}

TEST(DeskCorrections, a_session_that_is_not_in_the_plan_is_not_saved) {
  Box box;
  box.open(at("09:00"));
  CorrectionBody stray = say(CorrectionKind::notice, {}, {}, "x");
  stray.session = "elsewhere";
  EXPECT_FALSE(box.correct(stray, at("09:00")));
  EXPECT_TRUE(box.report.corrections.empty());
}

// A plan of two sessions known by their month only.
std::string two_months() {
  return R"(schema = 1
version = 1
[event]
id = "TWO"
name = "开放日"
bureau = "云溪区分局"
status = "confirmed"
zone = "Asia/Shanghai"
[[site]]
id = "hall3"
name = "三楼会议室"
[[category]]
id = "public"
code = 1
label = "社会公众人士"
[[session]]
id = "s1"
title = "座谈会"
precision = "month"
year = 2020
month = 11
[[session.item]]
id = "report"
kind = "talk"
title = "汇报全年工作"
site = "hall3"
[[session.item]]
id = "opinions"
kind = "qa"
title = "征求意见"
site = "hall3"
[[session]]
id = "s2"
title = "主题观摩"
precision = "month"
year = 2020
month = 12
[[session.item]]
id = "planning"
kind = "tour"
title = "看规划设计"
site = "hall3"
)";
}

TEST(DeskCorrections, staff_hold_a_session_today_and_a_restart_knows_it) {
  support::TempDir folder;
  support::write_text(folder / "two.toml", two_months());
  Box box(folder / "two.toml");
  box.open(at("09:00"));
  ASSERT_TRUE(box.report.documents) << box.report.trouble->detail;
  EXPECT_EQ(box.seen(at("09:00")).state, ui::EventState::unknown_date);
  EXPECT_EQ(box.seen(at("09:00")).when, "11月");
  ASSERT_EQ(box.seen(at("09:00")).sessions.size(), 2u);
  EXPECT_EQ(box.seen(at("09:00")).sessions[1].items[0].title, "看规划设计");
  CorrectionBody today = say(CorrectionKind::held_on, {}, {}, {});
  today.session = "s2";
  ASSERT_TRUE(box.correct(today, at("09:01")));
  box.open(at("09:02"));
  const ui::Event event = box.seen(at("09:02"));
  EXPECT_EQ(event.session, "主题观摩");
  EXPECT_EQ(event.state, ui::EventState::running);
  EXPECT_EQ(event.items[0].title, "看规划设计");
  EXPECT_EQ(event.items[0].slot, ui::Slot::numbered);
  EXPECT_EQ(box.seen(at("09:02", "2020-11-18")).session, "座谈会");   // tomorrow is another day
}

TEST(DeskCorrections, rows_without_times_go_on_by_staff_s_word) {
  support::TempDir folder;
  support::write_text(folder / "two.toml", two_months());
  Box box(folder / "two.toml");
  box.open(at("09:00"));
  CorrectionBody today = say(CorrectionKind::held_on);
  today.session = "s1";
  ASSERT_TRUE(box.correct(today, at("09:00")));
  EXPECT_EQ(box.seen(at("09:00")).now->title, "汇报全年工作");
  ASSERT_TRUE(box.correct(say(CorrectionKind::next), at("09:30")));
  EXPECT_EQ(box.seen(at("09:30")).now->title, "征求意见");
  ASSERT_TRUE(box.undo(at("09:31")));
  EXPECT_EQ(box.seen(at("09:31")).now->title, "汇报全年工作");
}

}  // namespace
}  // namespace openday::app
