// Score sheets, results and cases at the desk, on a real state folder.
#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/app/cases_list.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using event::ItemAnswer;

class SheetDesk : public DeskTest {
 protected:
  SheetDesk() {
    supervised = true;
    const auto sample = std::filesystem::path(OPENDAY_SOURCE_DIR) / "tests/samples/plans/sheets.toml";
    support::write_text(folder / "plan.toml", *base::read_file(sample, 1u << 20));
    options.documents.plan = folder / "plan.toml";
  }
  SheetAnswer day(std::optional<int> guest, std::vector<ItemAnswer> items) {
    std::optional<event::RegistrationId> who;
    if (guest) who = guests[static_cast<std::size_t>(*guest)].registration;
    return ask<SheetAnswer>(CastSheet{++visit, who, "client", "day-sheet", {{"day", std::move(items)}}}, at("10:00:00"));
  }
  SheetAnswer work(int guest, std::vector<ItemAnswer> items) {
    return ask<SheetAnswer>(CastSheet{++visit, guests[static_cast<std::size_t>(guest)].registration, "client", "work-sheet", {{"work", std::move(items)}}}, at("10:00:00"));
  }
  // The answer to staff's act, and what is shown after it.
  template <class Kind>
  bool act(const Effect& effect) {
    answers.clear();
    desk->carry_out(effect, at("11:30:00"));
    collect();
    EXPECT_EQ(answers.size(), 2u);
    if (const auto* shown = std::get_if<Kind>(&answers.at(1))) keep(*shown);
    return std::get<VoicesAnswer>(answers.at(0)).saved;
  }
  void keep(const ResultsAnswer& answer) { results = *answer.results; }
  void keep(const CasesAnswer& answer) { cases = *answer.cases; }
  void look() { keep(ask<ResultsAnswer>(LoadResults{++visit}, at("11:30:00"))); }
  void look_at_cases() { keep(ask<CasesAnswer>(LoadCases{++visit}, at("11:30:00"))); }
  [[nodiscard]] const ui::ResultQuestionnaire& of(const std::string& id) const {
    for (const auto& one : results.questionnaires)
      if (one.id == id) return one;
    static const ui::ResultQuestionnaire kNone;
    return kNone;
  }

  ui::StaffResults results;
  ui::StaffCases cases;
};

const std::vector<ItemAnswer> kGood{{"order", 5}, {"guide", 9}, {"wish", std::nullopt, {"耕地保护"}}};

TEST_F(SheetDesk, an_anonymous_sheet_is_a_ballot_and_a_second_attempt_is_refused) {
  open();
  EXPECT_EQ(day(0, kGood).saved, SheetSaved::saved);
  EXPECT_EQ(day(0, kGood).saved, SheetSaved::already);
  EXPECT_EQ(records("scorecard"), 0);
  EXPECT_EQ(ask<RatedAnswer>(LookRated{++visit, guests[0].registration, "day-sheet"}, at("10:01:00")).rated, std::vector<std::string>{"day"});
}

TEST_F(SheetDesk, a_named_sheet_is_one_record_with_the_guests_category) {
  open();
  EXPECT_EQ(work(0, {{"result", 85}, {"style", 4}}).saved, SheetSaved::saved);
  EXPECT_EQ(work(0, {{"result", 10}}).saved, SheetSaved::already);
  EXPECT_EQ(records("scorecard"), 1);
  desk.reset();
  open();   // the fold of what is on the disk knows it too
  EXPECT_EQ(work(0, {{"result", 10}}).saved, SheetSaved::already);
}

TEST_F(SheetDesk, a_press_repeated_because_its_answer_was_late_is_stored_once) {
  open();
  const CastSheet cast{++visit, guests[0].registration, "client", "work-sheet", {{"work", {{"result", 85}}}}};
  EXPECT_EQ(ask<SheetAnswer>(cast, at("10:00:00")).saved, SheetSaved::saved);
  EXPECT_EQ(ask<SheetAnswer>(cast, at("10:00:11")).saved, SheetSaved::saved);
  EXPECT_EQ(records("scorecard"), 1);
}

TEST_F(SheetDesk, a_sealed_round_shows_participation_only_and_its_ballots_stay_in_the_box) {
  open();
  for (int guest = 0; guest < 6; ++guest) EXPECT_EQ(day(guest, kGood).saved, SheetSaved::saved);
  EXPECT_EQ(records("rating-batch"), 0);
  look();
  EXPECT_TRUE(of("day-sheet").sealed);
  EXPECT_TRUE(of("day-sheet").can_close);
  EXPECT_TRUE(of("day-sheet").items.empty());
  ASSERT_EQ(of("day-sheet").shares.size(), 1u);
  EXPECT_EQ(of("day-sheet").shares[0].given, 6);
}

TEST_F(SheetDesk, closing_makes_the_batch_and_shows_the_result_for_good) {
  open();
  for (int guest = 0; guest < 6; ++guest) (void)day(guest, kGood);
  EXPECT_TRUE(report.published.empty());
  EXPECT_TRUE(act<ResultsAnswer>(CloseRound{++visit, "day-sheet"}));
  EXPECT_EQ(records("rating-batch"), 1);
  EXPECT_FALSE(of("day-sheet").sealed);
  EXPECT_FALSE(of("day-sheet").can_close);
  ASSERT_EQ(of("day-sheet").items.size(), 3u);
  EXPECT_EQ(of("day-sheet").items[0].n, (std::array<int, 5>{6, 0, 0, 0, 0}));
  EXPECT_EQ(of("day-sheet").items[1].mean, 9.0);
  ASSERT_EQ(report.published.size(), 1u);
  EXPECT_EQ(report.published[0].n[0], 6);
  EXPECT_EQ(day(6, kGood).saved, SheetSaved::closed);
  event::CorrectionBody again;
  again.what = event::CorrectionKind::rating_opened;
  again.item = "day-sheet";
  (void)ask<CorrectionAnswer>(AddCorrection{++visit, again}, at("11:31:00"));
  EXPECT_EQ(day(6, kGood).saved, SheetSaved::closed);
}

TEST_F(SheetDesk, closing_twice_is_one_record) {
  open();
  EXPECT_TRUE(act<ResultsAnswer>(CloseRound{++visit, "day-sheet"}));
  EXPECT_TRUE(act<ResultsAnswer>(CloseRound{++visit, "day-sheet"}));
  EXPECT_EQ(records("correction"), 1);
}

TEST_F(SheetDesk, a_closed_round_is_not_offered_to_be_taken_back) {
  open();
  (void)act<ResultsAnswer>(CloseRound{++visit, "day-sheet"});
  EXPECT_FALSE(report.last_correction);
}

TEST_F(SheetDesk, a_rating_is_never_closed_as_a_round) {
  open();
  EXPECT_FALSE(act<ResultsAnswer>(CloseRound{++visit, "review"}));
  EXPECT_FALSE(act<ResultsAnswer>(CloseRound{++visit, "nothing"}));
  EXPECT_EQ(records("correction"), 0);
}

TEST_F(SheetDesk, fewer_than_five_wait_until_a_supervisor_lets_them_go) {
  open();
  for (int guest = 0; guest < 3; ++guest) (void)day(guest, kGood);
  (void)act<ResultsAnswer>(ReleaseBallots{++visit, "day-sheet"});
  EXPECT_EQ(records("rating-batch"), 0) << "an open round stays sealed";
  (void)act<ResultsAnswer>(CloseRound{++visit, "day-sheet"});
  EXPECT_EQ(records("rating-batch"), 0);
  EXPECT_EQ(of("day-sheet").waiting, 3);
  EXPECT_TRUE(act<ResultsAnswer>(ReleaseBallots{++visit, "day-sheet"}));
  EXPECT_EQ(records("rating-batch"), 1);
  EXPECT_EQ(of("day-sheet").waiting, 0);
  ASSERT_EQ(of("day-sheet").items.size(), 3u);
  EXPECT_TRUE(of("day-sheet").items[0].hidden);
}

TEST_F(SheetDesk, an_answer_that_the_plan_no_longer_offers_is_shown_again_not_stored) {
  open();
  for (const auto& bad : {std::vector<ItemAnswer>{{"gone", 3}}, {{"order", 9}}, {{"guide", 11}}, {{"wish", std::nullopt, {"森林防火"}}}, {{"wish", 2}}, {}}) {
    const SheetAnswer said = bad.empty() ? ask<SheetAnswer>(CastSheet{++visit, guests[0].registration, "client", "day-sheet", {}}, at("10:00:00")) : day(0, bad);
    EXPECT_EQ(said.saved, SheetSaved::changed);
    EXPECT_TRUE(said.form);
  }
  const SheetAnswer gone = ask<SheetAnswer>(CastSheet{++visit, guests[0].registration, "client", "gone", {{"day", kGood}}}, at("10:00:00"));
  EXPECT_EQ(gone.saved, SheetSaved::changed);
  EXPECT_FALSE(gone.form);
  EXPECT_EQ(day(0, kGood).saved, SheetSaved::saved) << "nothing was spent";
}

TEST_F(SheetDesk, a_bad_rating_becomes_a_case_that_staff_move) {
  open();
  for (int guest = 0; guest < 5; ++guest)
    (void)ask<RatingAnswer>(CastRating{++visit, guests[static_cast<std::size_t>(guest)].registration, true, "review", {{"bureau", guest == 0 ? 1 : 4, {}}}}, at("11:25:00"));
  look_at_cases();
  ASSERT_EQ(cases.cases.size(), 1u);
  EXPECT_EQ(cases.cases[0].origin, ui::CaseOrigin::ballot);
  EXPECT_EQ(cases.cases[0].state, event::CaseState::open);
  event::FollowUpBody body;
  body.number = cases.cases[0].number;
  body.owner = "办公室";
  body.state = event::CaseState::assigned;
  EXPECT_TRUE(act<CasesAnswer>(MoveCase{++visit, body}));
  EXPECT_EQ(cases.cases[0].owner, "办公室");
  EXPECT_EQ(cases.cases[0].state, event::CaseState::assigned);
  EXPECT_EQ(records("follow-up"), 1);
  desk.reset();
  open();
  look_at_cases();
  EXPECT_EQ(cases.cases.at(0).owner, "办公室");
  body.number = "nonsense";
  EXPECT_FALSE(act<CasesAnswer>(MoveCase{++visit, body}));
}

TEST_F(SheetDesk, figures_of_a_rating_come_from_batches_only) {
  open();
  const auto rate_bureau = [&](int guest) { (void)ask<RatingAnswer>(CastRating{++visit, guests[static_cast<std::size_t>(guest)].registration, true, "review", {{"bureau", 5, {}}}}, at("11:25:00")); };
  for (int guest = 0; guest < 4; ++guest) rate_bureau(guest);
  look();
  EXPECT_EQ(of("review").rows[0][1].total(), 0);
  EXPECT_EQ(of("review").waiting, 4);
  EXPECT_TRUE(report.published.empty());
  rate_bureau(4);
  look();
  EXPECT_EQ(of("review").rows[0][1].total(), 5);
  EXPECT_EQ(of("review").waiting, 0);
}

TEST_F(SheetDesk, departments_come_from_the_plan) {
  open();
  look_at_cases();
  EXPECT_EQ(cases.departments.front(), "办公室");
  EXPECT_NE(std::find(cases.departments.begin(), cases.departments.end(), "登记中心"), cases.departments.end());
}

TEST(StaffCases, go_to_the_offices_departments_where_the_plan_names_no_subjects) {
  event::Plan plan;
  plan.opinions = event::OpinionRules{};
  const std::vector<event::OpinionSubject> subjects{{"land", "耕地保护", "耕地保护科", {}}, {"mine", "矿产", "耕地保护科", {}}};
  EXPECT_EQ(make_cases(plan, subjects, {}, {}).departments, std::vector<std::string>{"耕地保护科"});
  plan.opinions->subjects = {{"land", "耕地", "林草科", {}}};
  EXPECT_EQ(make_cases(plan, subjects, {}, {}).departments, std::vector<std::string>{"林草科"});
}

}  // namespace
}  // namespace openday::app
