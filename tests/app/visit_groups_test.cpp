// Staff's pages of the roll call and of places: who may, what is asked of the desk, what is shown of its answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/visit_places.h"
#include "kiosk/app/visit_roll_call.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;
using ui::PlacesAct;
using ui::PlacesSaved;
using ui::RollCallAct;

class VisitGroups : public ::testing::Test, public VisitFixture {
 protected:
  void log_in(ui::StaffRole role = ui::StaffRole::steward) {
    tap(IntentKind::open_staff_gate);
    answer(GateAnswer{state().id, true, 0});
    tap(IntentKind::pin_entered, 0, "246810");
    answer(PinAnswer{state().id, PinVerdict::accepted, 5, 0, role});
    tap(IntentKind::open_staff_more);
  }
  static std::shared_ptr<const RollList> two_guests(int present = 0) {
    RollList list;
    list.shown.stops = {{"局五楼会议室"}, {"前往登记中心", true}};
    list.shown.stop = list.shown.stop_now = 1;
    list.shown.grouping = ui::RollGrouping::vehicle;
    list.shown.groups = {{"1号车", present, 4}};
    list.shown.rows = {{"王玮", "人大代表", "3381", "1号车", present > 0 ? 1 : 0, 1, 1}, {"李雪芹", "服务对象", "", "1号车", 0, 3, 3, false}};
    list.shown.present = present, list.shown.expected = 4, list.shown.missing = 4 - present;
    list.stops = {"gather", "bus"};
    list.groups = {"1号车"};
    list.guests = {guest_id(1), guest_id(2)};
    return std::make_shared<const RollList>(std::move(list));
  }
  void hear(RollCallNews news) { answer(RollCallAnswer{state().id, std::make_shared<const RollCallNews>(std::move(news))}); }
  void open_roll() {
    log_in();
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_roll_call));
    hear({two_guests()});
    effects.clear();
  }
  void roll(RollCallAct what, int value = 0, std::string text = {}) { act(IntentKind::act_on_roll_call, static_cast<int>(what), value, std::move(text)); }
  [[nodiscard]] std::vector<RollCallJob> roll_jobs() const {
    std::vector<RollCallJob> out;
    for (const WorkOnRollCall& one : asked<WorkOnRollCall>()) out.push_back(*one.job);
    return out;
  }

  void hear_places(PlacesWork work = PlacesWork::look, PlacesSaved saved = PlacesSaved::saved) {
    PlacesList list;
    list.shown.view = state().places->view;
    list.shown.rows = {{"陈可欣", "服务对象", "", ""}, {"吴语嫣", "服务对象", "", ""}};
    list.sessions = {"morning", "afternoon"};
    list.guests = {guest_id(4), guest_id(5)};
    answer(PlacesAnswer{state().id, std::make_shared<const PlacesNews>(PlacesNews{std::make_shared<const PlacesList>(std::move(list)), work, saved})});
  }
  void open_places(ui::StaffRole role) {
    log_in(role);
    tap(IntentKind::open_staff_page, static_cast<int>(Page::staff_places));
    hear_places();
    effects.clear();
  }
  void places(PlacesAct what, int value = 0) { act(IntentKind::act_on_places, static_cast<int>(what), value); }
  [[nodiscard]] std::vector<PlacesJob> place_jobs() const {
    std::vector<PlacesJob> out;
    for (const WorkOnPlaces& one : asked<WorkOnPlaces>()) out.push_back(*one.job);
    return out;
  }
};

TEST_F(VisitGroups, a_steward_calls_the_roll_and_taps_need_not_wait_for_each_other) {
  open_roll();
  roll(RollCallAct::set_persons, 0, "1");
  roll(RollCallAct::set_persons, 1, "2");
  const auto jobs = roll_jobs();
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].work, RollWork::call);
  EXPECT_EQ(jobs[0].guest, guest_id(1));
  EXPECT_EQ(jobs[0].choice.stop, "bus") << "the stop that staff saw";
  EXPECT_EQ(jobs[1].persons, 2);
  EXPECT_EQ(state().roll_call->list->shown.present, 0) << "nothing is shown before it is on the disk";
  hear({two_guests(1), RollSaved::saved, base::Uuid{}, guest_id(1)});
  EXPECT_EQ(state().roll_call->list->shown.present, 1);
  EXPECT_EQ(state().roll_call->taps.back().name, "王玮");
}

TEST_F(VisitGroups, a_tap_that_was_not_saved_is_said) {
  open_roll();
  roll(RollCallAct::set_persons, 0, "1");
  hear({two_guests(), RollSaved::failed});
  EXPECT_TRUE(state().roll_call->failed);
  hear({two_guests()});
  EXPECT_TRUE(state().roll_call->failed) << "a look says nothing of it";
  roll(RollCallAct::set_persons, 0, "1");
  EXPECT_FALSE(state().roll_call->failed);
}

TEST_F(VisitGroups, the_last_tap_is_taken_back_at_its_stop) {
  open_roll();
  roll(RollCallAct::undo);
  EXPECT_TRUE(roll_jobs().empty());
  const base::Uuid record = *base::parse_uuid("01900000-0000-7000-8000-000000000001");
  hear({two_guests(1), RollSaved::saved, record, guest_id(1)});
  roll(RollCallAct::undo);
  ASSERT_EQ(roll_jobs().size(), 1u);
  EXPECT_EQ(roll_jobs()[0].work, RollWork::undo);
  EXPECT_EQ(roll_jobs()[0].record, record);
  EXPECT_EQ(roll_jobs()[0].choice.stop, "bus");
  roll(RollCallAct::undo);
  EXPECT_EQ(roll_jobs().size(), 1u);
}

TEST_F(VisitGroups, another_stop_begins_with_what_suits_it) {
  open_roll();
  roll(RollCallAct::choose_group, 0);
  EXPECT_EQ(roll_jobs().back().choice.group, "1号车");
  roll(RollCallAct::choose_stop, 0);
  EXPECT_EQ(roll_jobs().back().choice.stop, "gather");
  EXPECT_FALSE(roll_jobs().back().choice.group);
  hear({two_guests(4)});
  EXPECT_EQ(state().roll_call->list->shown.present, 0) << "a late answer about the other stop";
  roll(RollCallAct::choose_stop, 9);
  roll(RollCallAct::set_persons, 7, "1");
  roll(RollCallAct::set_persons, 0, "-1");
  roll(RollCallAct::set_persons, 0, "many");
  EXPECT_EQ(roll_jobs().size(), 2u);
}

TEST_F(VisitGroups, the_roll_is_looked_at_anew_when_the_box_learned_something) {
  open_roll();
  note(machine.set_facts(machine.facts(), moment()));
  ASSERT_EQ(roll_jobs().size(), 1u);
  EXPECT_EQ(roll_jobs()[0].work, RollWork::look);
}

TEST_F(VisitGroups, the_missing_are_printed_as_they_are_seen) {
  open_roll();
  hear({two_guests(1)});
  roll(RollCallAct::print);
  ASSERT_EQ(roll_jobs().size(), 1u);
  const report::MissingList& list = *roll_jobs()[0].missing;
  EXPECT_EQ(list.stop, "上车 · 前往登记中心");
  EXPECT_EQ(list.expected, 4);
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(list.rows[0].name, "李雪芹");
  EXPECT_EQ(list.rows[0].persons, 3);
  EXPECT_FALSE(list.rows[0].checked_in);
  roll(RollCallAct::print);
  EXPECT_EQ(roll_jobs().size(), 1u) << "one at a time";
  PaperStatus status;
  status.stage = ui::PaperStage::done;
  RollCallNews printed;
  printed.print = status;
  hear(printed);
  EXPECT_EQ(state().roll_call->print.stage, ui::PaperStage::done);
  roll(RollCallAct::stop_printing);
  EXPECT_EQ(asked<StopPaper>().size(), 1u);
}

TEST_F(VisitGroups, nothing_of_it_outlives_the_visit_or_opens_to_guests) {
  roll(RollCallAct::set_persons, 0, "1");
  places(PlacesAct::move_up);
  EXPECT_TRUE(effects.empty());
  open_roll();
  tap(IntentKind::leave_staff);
  EXPECT_EQ(state().roll_call, nullptr);
  hear({two_guests(1)});
  EXPECT_EQ(state().roll_call, nullptr);
}

TEST_F(VisitGroups, a_supervisor_moves_up_at_once_and_takes_a_place_away_at_the_second_tap) {
  open_places(ui::StaffRole::supervisor);
  places(PlacesAct::move_up, 0);
  ASSERT_EQ(place_jobs().size(), 1u);
  EXPECT_EQ(place_jobs()[0].guest, guest_id(4));
  places(PlacesAct::move_up, 1);
  EXPECT_EQ(place_jobs().size(), 1u) << "one thing at a time";
  hear_places(PlacesWork::move_up, PlacesSaved::full);
  EXPECT_EQ(state().places->saved, PlacesSaved::full);
  places(PlacesAct::decline, 1);
  EXPECT_EQ(place_jobs().size(), 1u);
  places(PlacesAct::decline, 0);
  EXPECT_EQ(place_jobs().size(), 1u) << "another row";
  places(PlacesAct::decline, 0);
  ASSERT_EQ(place_jobs().size(), 2u);
  EXPECT_EQ(place_jobs()[1].work, PlacesWork::decline);
  hear_places(PlacesWork::decline);
  places(PlacesAct::release, 0);
  places(PlacesAct::release, 0);
  EXPECT_EQ(place_jobs().size(), 2u) << "not of this view";
}

TEST_F(VisitGroups, a_steward_looks_at_places_and_changes_nothing) {
  open_places(ui::StaffRole::steward);
  places(PlacesAct::move_up, 0);
  places(PlacesAct::choose_view, 1);
  const auto jobs = place_jobs();
  ASSERT_EQ(jobs.size(), 1u);
  EXPECT_EQ(jobs[0].work, PlacesWork::look);
  EXPECT_EQ(jobs[0].view, ui::PlacesView::absent);
}

TEST_F(VisitGroups, a_change_without_an_answer_is_said_to_have_failed) {
  open_places(ui::StaffRole::supervisor);
  places(PlacesAct::move_up, 0);
  pass(60'000);
  EXPECT_EQ(state().places->saved, PlacesSaved::failed);
  EXPECT_FALSE(state().asked);
}

}  // namespace
}  // namespace openday::app
