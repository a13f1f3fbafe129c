// The roll call and the places at the desk, on real state folders and with records of another box.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/messages_places.h"
#include "kiosk/app/messages_roll_call.h"
#include "kiosk/event/record_bodies_group.h"
#include "kiosk/journal/inbox.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::PlacesSaved;
using ui::PlacesView;
using ui::RollGrouping;

// Guests 0..3 in two vehicles, guest 1 with two companions; guests 4 and 5 wait for a place of the ten for clients.
class GroupDesk : public DeskTest {
 protected:
  GroupDesk() {
    supervised = true;
    for (std::size_t i = 0; i < 4; ++i) guests[i].vehicle = i < 2 ? "1号车" : "2号车";
    guests[1].persons = 3;
    guests[1].name = "欧阳明溪";
    for (const std::size_t i : {4u, 5u}) guests[i].state = event::GuestState::waiting;
    guests[4].name = "陈可欣";
    guests[5].name = "吴语嫣";
    write_roster();
  }
  void write_roster() { support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests))); }
  // So many places for clients.
  void limit(int quota) {
    std::string plan = support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml");
    const auto at = plan.find("quota = 10");
    ASSERT_NE(at, std::string::npos);
    plan.replace(at, plan.find("\n[[category]]", at) - at, "quota = " + std::to_string(quota) + "\n");   // without who invites how many
    options.documents.plan = folder / "plan.toml";
    support::write_text(options.documents.plan, plan);
  }
  void steward_works() {
    ASSERT_EQ(ask<PeopleAnswer>(WorkOnPeople{++visit, PeopleWork::add, {}, ui::StaffRole::steward, "引导员一", kStewardPin}, at("08:33:00")).saved, PeopleSaved::saved);
    log_in("08:34:00", kStewardPin);
  }
  const event::RegistrationId& id(int guest) { return guests[static_cast<std::size_t>(guest)].registration; }

  // The monotonic clock goes with the wall's, from the opening at 08:32 on: records are ordered by it.
  static base::Moment later(std::string_view clock) { return at(clock, 1'000'000 + (at(clock).wall - at("08:32:00").wall).count()); }
  RollCallNews roll(RollCallJob job, std::string_view clock = "09:02:00") { return *ask<RollCallAnswer>(WorkOnRollCall{++visit, std::make_shared<const RollCallJob>(std::move(job))}, later(clock)).news; }
  RollList look(RollChoice choice = {}, std::string_view clock = "09:02:00") { return *roll({RollWork::look, std::move(choice)}, clock).list; }
  RollCallNews call(int guest, int persons, std::string_view clock = "09:02:00") {
    RollChoice there;
    there.stop = look().stops.at(static_cast<std::size_t>(look().shown.stop));
    return roll({RollWork::call, there, id(guest), persons}, clock);
  }
  PlacesNews places(PlacesWork work, int guest = 0, PlacesView view = PlacesView::line, std::string_view clock = "08:40:00") {
    return *ask<PlacesAnswer>(WorkOnPlaces{++visit, std::make_shared<const PlacesJob>(PlacesJob{work, {}, view, id(guest)})}, at(clock)).news;
  }
};

// ---- 点名 ----

TEST_F(GroupDesk, calls_the_roll_of_who_checked_in_by_vehicle_at_the_bus) {
  open();
  (void)scan(code(0));
  const RollList list = look();
  EXPECT_EQ(list.shown.stops.at(static_cast<std::size_t>(list.shown.stop)).title, "前往登记中心");
  EXPECT_EQ(list.shown.grouping, RollGrouping::vehicle);
  ASSERT_EQ(list.shown.rows.size(), 1u);
  EXPECT_EQ(list.shown.rows[0].name, "王玮");
  EXPECT_EQ(list.shown.missing, 1);
  EXPECT_EQ(list.shown.not_checked_in, 7) << "a party of three, five more; who waits is not expected";
  RollChoice all;
  all.with_absent = true;
  EXPECT_EQ(look(all).shown.expected, 8);
  all.group = "2号车";
  EXPECT_EQ(look(all).shown.expected, 2);
  EXPECT_THAT(look(all).guests, ElementsAre(id(2), id(3)));
}

TEST_F(GroupDesk, writes_each_tap_counts_persons_and_forgets_nothing_over_a_restart) {
  open();
  steward_works();
  (void)scan(code(0));
  EXPECT_EQ(call(0, 1).saved, RollSaved::saved);
  EXPECT_EQ(call(1, 2).saved, RollSaved::saved);
  EXPECT_EQ(call(0, 1).saved, RollSaved::saved) << "tapped twice: one record";
  EXPECT_EQ(records("roll-call"), 2);
  EXPECT_THAT(bodies("roll-call")[1], HasSubstr(R"("persons":2,"by":"steward")"));
  open("09:03:00");
  const RollList list = look();
  ASSERT_EQ(list.shown.rows.size(), 2u) << "who was called is on the roll, checked in or not";
  EXPECT_EQ(list.shown.rows[1].name, "欧阳明溪");
  EXPECT_EQ(list.shown.rows[1].present, 2);
  EXPECT_FALSE(list.shown.rows[1].checked_in);
  EXPECT_EQ(list.shown.present, 3);
  EXPECT_EQ(list.shown.missing, 1);
}

TEST_F(GroupDesk, refuses_more_persons_than_registered_and_whom_nobody_knows) {
  open();
  EXPECT_EQ(call(1, 4).saved, RollSaved::failed);
  EXPECT_EQ(call(1, -1).saved, RollSaved::failed);
  RollChoice there;
  there.stop = "x";
  EXPECT_EQ(roll({RollWork::call, there, event::RegistrationId{}, 1}).saved, RollSaved::failed);
  EXPECT_EQ(records("roll-call"), 0);
}

TEST_F(GroupDesk, takes_a_tap_back_by_a_void) {
  open();
  (void)scan(code(0));
  const RollCallNews done = call(0, 1);
  ASSERT_TRUE(done.record);
  RollChoice there;
  there.stop = done.list->stops.at(static_cast<std::size_t>(done.list->shown.stop));
  const RollCallNews undone = roll({RollWork::undo, there, id(0), 0, *done.record});
  EXPECT_EQ(undone.saved, RollSaved::saved);
  EXPECT_EQ(undone.list->shown.present, 0);
  EXPECT_EQ(records("void"), 1);
  EXPECT_EQ(roll({RollWork::undo, there, id(0), 0, *done.record}).saved, RollSaved::saved) << "it is taken back already";
  EXPECT_EQ(records("void"), 1);
}

TEST_F(GroupDesk, keeps_the_roll_from_whoever_is_not_staff) {
  supervised = false;
  open();
  const RollCallNews news = roll({RollWork::call, {}, id(0), 1});
  EXPECT_EQ(news.list, nullptr);
  EXPECT_EQ(news.saved, RollSaved::failed);
  EXPECT_EQ(places(PlacesWork::move_up, 4).list, nullptr);
  EXPECT_EQ(records("roll-call") + records("waitlist"), 0);
}

TEST_F(GroupDesk, two_boxes_tell_the_same_roll_and_the_last_tap_stands) {
  open();
  (void)call(0, 1);
  (void)call(1, 3);
  const auto first = all_records();
  const std::filesystem::path one = options.state;
  options.state = folder / "other";
  open();
  receive(first);
  EXPECT_EQ(look().shown.present, 4);
  (void)call(1, 1, "09:03:00");
  const auto second = all_records();
  const ui::RollCall here = look().shown;
  options.state = one;
  open("09:04:00");
  receive(second);
  const ui::RollCall there = look().shown;
  EXPECT_EQ(here.present, 2);
  EXPECT_EQ(there.present, 2);
  EXPECT_EQ(there.rows.size(), here.rows.size());
}

TEST_F(GroupDesk, notes_who_had_the_list_of_the_missing_printed) {
  open();
  steward_works();
  desk->carry_out(WorkOnRollCall{1, std::make_shared<const RollCallJob>(RollCallJob{RollWork::print, {}, {}, 0, {}, std::make_shared<const report::MissingList>()})}, at("09:02:00"));
  desk->carry_out(NoteExport{"missing pdf printer"}, at("09:02:05"));
  EXPECT_THAT(bodies("staff").back(), HasSubstr(R"("what":"export","role":"steward","detail":"missing pdf printer")"));
}

// ---- places ----

TEST_F(GroupDesk, moves_the_first_in_line_up_and_the_code_admits) {
  limit(8);
  open();
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::needs_staff);
  const PlacesNews before = places(PlacesWork::look);
  ASSERT_EQ(before.list->shown.rows.size(), 2u);
  EXPECT_TRUE(before.list->shown.may_change);
  EXPECT_EQ(before.list->shown.rows[0].name, "陈可欣");
  EXPECT_EQ(before.list->shown.rows[0].state, ui::PlaceState::may_move);
  EXPECT_EQ(places(PlacesWork::move_up, 4).saved, PlacesSaved::saved);
  EXPECT_EQ(records("waitlist"), 1);
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::admitted);
}

TEST_F(GroupDesk, moves_nobody_up_past_the_last_place) {
  limit(7);   // 1 + 3 + 1 + 1 + 1 are expected
  open();
  EXPECT_EQ(places(PlacesWork::move_up, 4).saved, PlacesSaved::full);
  EXPECT_EQ(places(PlacesWork::release, 6, PlacesView::absent).saved, PlacesSaved::saved);
  EXPECT_EQ(scan(code(6)).verdict, event::Verdict::needs_staff) << "the place was given back";
  EXPECT_EQ(places(PlacesWork::move_up, 5).saved, PlacesSaved::full) << "the first in line comes first";
  EXPECT_EQ(places(PlacesWork::move_up, 4).saved, PlacesSaved::saved);
  EXPECT_EQ(places(PlacesWork::move_up, 4).saved, PlacesSaved::changed);
}

TEST_F(GroupDesk, lets_who_declines_leave_the_line_and_takes_moves_back) {
  limit(8);
  open();
  EXPECT_EQ(places(PlacesWork::decline, 4).saved, PlacesSaved::saved);
  const PlacesNews after = places(PlacesWork::move_up, 5);
  EXPECT_EQ(after.saved, PlacesSaved::saved);
  EXPECT_TRUE(after.list->shown.rows.empty());
  EXPECT_EQ(places(PlacesWork::take_back, 5, PlacesView::moved).list->shown.rows.size(), 1u);
  EXPECT_EQ(scan(code(5)).verdict, event::Verdict::needs_staff);
  EXPECT_EQ(places(PlacesWork::take_back, 4).list->shown.rows.size(), 2u);
  EXPECT_EQ(records("void"), 2);
}

TEST_F(GroupDesk, keeps_who_is_in_and_moved_up) {
  limit(8);
  open();
  (void)places(PlacesWork::move_up, 4);
  ASSERT_EQ(scan(code(4)).verdict, event::Verdict::admitted);
  EXPECT_EQ(places(PlacesWork::take_back, 4, PlacesView::moved).saved, PlacesSaved::changed);
}

TEST_F(GroupDesk, gives_the_place_of_who_moved_up_and_stays_away_to_the_next) {
  limit(8);
  open();
  (void)places(PlacesWork::move_up, 4);
  EXPECT_EQ(places(PlacesWork::move_up, 5).saved, PlacesSaved::full);
  EXPECT_EQ(places(PlacesWork::release, 4, PlacesView::absent).saved, PlacesSaved::saved);
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::needs_staff);
  EXPECT_EQ(places(PlacesWork::move_up, 5).saved, PlacesSaved::saved);
  EXPECT_EQ(scan(code(5)).verdict, event::Verdict::admitted);
}

TEST_F(GroupDesk, leaves_moves_to_a_supervisor) {
  open();
  steward_works();
  const PlacesNews looked = places(PlacesWork::move_up, 4);
  EXPECT_EQ(looked.saved, PlacesSaved::failed);
  ASSERT_NE(looked.list, nullptr);
  EXPECT_FALSE(looked.list->shown.may_change);
  EXPECT_EQ(records("waitlist"), 0);
}

TEST_F(GroupDesk, admits_at_another_box_who_moved_up_here_also_after_a_restart) {
  limit(8);
  open();
  (void)places(PlacesWork::move_up, 4);
  const auto first = all_records();
  options.state = folder / "other";
  open();
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::needs_staff);
  receive(first);
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::admitted);
  open("09:10:00");
  EXPECT_EQ(scan(code(4)).verdict, event::Verdict::already_admitted);
  EXPECT_EQ(scan(code(5)).verdict, event::Verdict::needs_staff);
}

TEST_F(GroupDesk, tells_on_a_guests_page_whether_he_was_there_when_the_roll_was_called) {
  open();
  (void)scan(code(0));
  const auto page = [&](int guest) { return ask<GuestAnswer>(WorkOnGuest{++visit, id(guest)}, later("09:30:00")).guest; };
  const auto kinds = [](const ui::StaffGuest& guest) {
    std::vector<ui::StoryKind> out;
    for (const ui::StoryLine& line : guest.story) out.push_back(line.kind);
    return out;
  };
  EXPECT_THAT(kinds(*page(0)), ElementsAre(ui::StoryKind::checked_in)) << "the roll was not called";
  ASSERT_EQ(call(0, 1).saved, RollSaved::saved);
  const auto here = page(0);
  EXPECT_THAT(kinds(*here), ElementsAre(ui::StoryKind::checked_in, ui::StoryKind::present));
  EXPECT_EQ(here->story[1].time, "09:02");
  EXPECT_EQ(here->story[1].persons, 1);
  EXPECT_EQ(here->story[1].stop, "前往登记中心");
  EXPECT_TRUE(here->story[1].boarding);
  EXPECT_FALSE(here->story[1].can_undo) << "that is the roll call's own page";
  EXPECT_THAT(kinds(*page(3)), ElementsAre(ui::StoryKind::missing)) << "expected, and not called";
  answers.clear();
  desk->carry_out(CheckIn{++visit, code(2)}, later("09:20:00"));
  collect();
  EXPECT_THAT(kinds(*page(2)), ElementsAre(ui::StoryKind::checked_in)) << "came in when it was over";
}

}  // namespace
}  // namespace openday::app
