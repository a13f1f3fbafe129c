#include "kiosk/report/invitation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/event/plan_reader.h"
#include "tests/support/files.h"

namespace openday::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Invitation : public ::testing::Test {
 protected:
  event::Plan plan_ = event::read_plan(support::read_text(OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml"), "03.toml").plan.value();
  event::Guest guest_ = guest();

  static event::Guest guest() {
    event::Guest out;
    out.registration = *event::parse_registration_id("0af391bc" "02030405060708090a0b0c0d");
    out.name = "欧阳明溪";
    out.category = "client";
    return out;
  }
  [[nodiscard]] InvitationCard card() const { return make_card(plan_, guest_, {}); }
  [[nodiscard]] CardSession only_session() const { return card().sessions.at(0); }
  event::When& when() { return plan_.sessions[0].when; }
};

TEST_F(Invitation, says_what_the_plan_says) {
  const InvitationCard found = card();
  EXPECT_EQ(found.bureau, "云溪市自然资源局");
  EXPECT_EQ(found.event, "政府开放日");
  EXPECT_EQ(found.name, "欧阳明溪");
  EXPECT_EQ(found.category, "服务对象");
  ASSERT_EQ(found.sessions.size(), 1u);
  EXPECT_EQ(found.sessions[0].title, "");
  EXPECT_EQ(found.sessions[0].day, "2020年11月17日 星期二");
  EXPECT_EQ(found.sessions[0].clock, "08:40—11:30");
  EXPECT_EQ(found.sessions[0].gather, "08:30 集中");
  EXPECT_EQ(found.sessions[0].place, "局五楼会议室");
  EXPECT_THAT(found.tips, IsEmpty());
  EXPECT_EQ(found.mark, "");
}

TEST_F(Invitation, of_a_category_with_its_own_call_time_names_that_and_its_place) {
  guest_.category = "cadre";
  EXPECT_EQ(only_session().gather, "10:30 集中");
  EXPECT_EQ(only_session().clock, "");
  EXPECT_EQ(only_session().place, "局六楼会议室");
}

TEST_F(Invitation, names_time_as_precisely_as_the_plan_knows_it) {
  plan_.display_window.clear();
  when() = {event::Precision::start_only, 2026, 9u, 9u, {}, base::Minutes(14 * 60 + 30), {}};
  EXPECT_EQ(only_session().day, "2026年9月9日 星期三");
  EXPECT_EQ(only_session().clock, "14:30 开始");
  when() = {event::Precision::date, {}, 9u, 28u, {}, {}, {}};
  EXPECT_EQ(only_session().day, "9月28日");
  EXPECT_EQ(only_session().clock, "");
  when() = {event::Precision::ten_days, {}, 9u, {}, event::TenDays::middle, {}, {}};
  EXPECT_EQ(only_session().day, "9月中旬");
  when() = {event::Precision::month, {}, 11u, {}, {}, {}, {}};
  EXPECT_EQ(only_session().day, "11月");
  when() = {event::Precision::to_be_announced, {}, {}, {}, {}, {}, {}};
  EXPECT_EQ(only_session().day, "时间另行通知");
}

TEST_F(Invitation, names_every_session_or_the_guests_own) {
  plan_.sessions[0].title = "座谈会";
  event::Session visit;
  visit.id = "visit";
  visit.title = "主题观摩";
  visit.when = {event::Precision::month, {}, 12u, {}, {}, {}, {}};
  visit.site = "registry";
  plan_.sessions.push_back(visit);
  ASSERT_EQ(card().sessions.size(), 2u);
  EXPECT_EQ(card().sessions[1].title, "主题观摩");
  EXPECT_EQ(card().sessions[1].place, "确权登记中心（市政务服务中心二楼）");
  guest_.session = "visit";
  ASSERT_EQ(card().sessions.size(), 1u);
  EXPECT_EQ(card().sessions[0].day, "12月");
}

TEST_F(Invitation, carries_the_notes_of_the_plan_once_and_in_order) {
  plan_.status = event::PlanStatus::tentative;
  plan_.notice = "如遇重大事项，另行通知。";
  plan_.confirmation.keep_reachable_text = "请保持电话畅通";
  plan_.confirmation.no_show_text = "确认后未到的，视为主动放弃";
  plan_.logistics.own_travel = true;
  event::Screening mask{event::ScreeningKind::mask, "全程佩戴口罩", {}, {}, {}, event::OnFail::block, {}, {}};
  plan_.screening = {mask, mask};
  EXPECT_EQ(card().mark, "拟定");
  EXPECT_THAT(card().tips, ElementsAre("如遇重大事项，另行通知", "请保持电话畅通", "确认后未到的，视为主动放弃", "自行前往", "全程佩戴口罩"));
}

TEST_F(Invitation, leaves_out_a_health_rule_that_does_not_hold_on_the_day) {
  event::Screening step{event::ScreeningKind::temperature, "测量体温", {}, {}, 37.3, event::OnFail::refer, {}, {}};
  step.valid_to = *base::parse_date("2020-11-16");
  plan_.screening = {step};
  EXPECT_THAT(card().tips, IsEmpty());
  plan_.screening[0].valid_to = *base::parse_date("2020-11-17");
  EXPECT_THAT(card().tips, ElementsAre("测量体温"));
}

TEST_F(Invitation, spells_out_symptoms_and_days) {
  plan_.screening = {{event::ScreeningKind::symptoms, "没有下列症状", {"发热", "咳嗽"}, {}, {}, event::OnFail::refer, {}, {}},
                     {event::ScreeningKind::exposure, "没有到过高风险地区", {}, 14, {}, event::OnFail::refer, {}, {}}};
  EXPECT_THAT(card().tips, ElementsAre("没有下列症状：发热、咳嗽", "没有到过高风险地区（近 14 天）"));
}

TEST_F(Invitation, is_known_by_the_offices_number_or_the_beginning_of_its_registration) {
  EXPECT_EQ(card().number_label, "登记号");
  EXPECT_EQ(card().number, "0AF3 91BC");
  guest_.number = "A-017";
  EXPECT_EQ(card().number_label, "报名号");
  EXPECT_EQ(card().number, "A-017");
}

TEST_F(Invitation, joins_group_and_seat_only_where_both_are_known) {
  EXPECT_EQ(card().seat, "");
  guest_.seat = "三排 07";
  EXPECT_EQ(card().seat, "三排 07");
  guest_.group = "第 2 组";
  EXPECT_EQ(card().seat, "第 2 组 · 三排 07");
}

TEST_F(Invitation, document_is_dated_by_the_first_moment_the_plan_names) {
  const auto date = [&] { return base::to_rfc3339(date_of_document(plan_)); };
  EXPECT_EQ(date(), "2020-11-17T00:00:00+08:00");
  when() = {event::Precision::month, 2021, 11u, {}, {}, {}, {}};
  EXPECT_EQ(date(), "2021-01-01T00:00:00+08:00");
  plan_.registration.deadline = base::parse_rfc3339("2021-10-25T18:00:00+08:00")->at;
  EXPECT_EQ(date(), "2021-10-25T18:00:00+08:00");
  plan_.registration.deadline.reset();
  plan_.sessions.clear();
  EXPECT_EQ(date(), "2000-01-01T00:00:00+08:00");
}

}  // namespace
}  // namespace openday::report
