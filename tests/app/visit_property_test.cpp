// Any sequence of inputs: nothing of one visit is in the next (I5), no success without a commit (I1), and a valid code always
// checks in (a bad code never kills the scanner).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/app/messages_places.h"
#include "kiosk/app/messages_self_test.h"
#include "kiosk/app/visit_places.h"
#include "kiosk/app/visit_roll_call.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;

constexpr int kIntentKinds = static_cast<int>(IntentKind::try_line) + 1;

std::shared_ptr<const OpinionForm> opinion_form() {
  OpinionForm form;
  form.subjects = {{"registration", "不动产登记", "", {"窗口太少"}}, {"other", "其他", "", {}}};
  form.replies = {event::ReplyOffer::registered, event::ReplyOffer::address};
  return std::make_shared<const OpinionForm>(std::move(form));
}

// Plays a random hour at a box. Names and texts carry the number of the visit they belong to.
class RandomBox {
 public:
  explicit RandomBox(bool pin_set, std::optional<ui::StaffRole> only = {})
      : only_role(only), box({.pin_set = pin_set, .running = true, .rating = two_subjects(false), .opinions = opinion_form(), .walk_in_categories = {"guest", "other"}, .declarations = 2, .can_find = true}) {}

  void step() {
    switch (*rc::gen::inRange(0, 11)) {
      case 10: return type();
      case 0: case 1: case 2: case 3: case 4: return tap();
      case 5: return scan();
      case 6: case 7: return answer();
      case 8: return box.pass(*rc::gen::element<std::int64_t>(10, 900, 5'000, 10'100, 21'000, 91'000, 121'000));
      default: return change_facts();
    }
  }

  std::optional<ui::StaffRole> only_role;   // whose PINs are right here; none: anybody's
  VisitFixture box;

 private:
  void tap() {
    const auto kind = static_cast<IntentKind>(*rc::gen::inRange(1, kIntentKinds));
    const bool stale = *rc::gen::inRange(0, 8) == 0;
    std::string text = kind == IntentKind::pin_entered || kind == IntentKind::fact_entered ? *rc::gen::element<std::string>("271828", "111111", "", "9", std::string(40, '7')) : std::string();
    ui::Intent intent{kind, stale ? box.state().id - 1 : box.state().id, *rc::gen::inRange(-2, 9), text};
    intent.act = *rc::gen::inRange(0, 10);
    if (kind == IntentKind::act_on_people && *rc::gen::arbitrary<bool>()) intent.text = *rc::gen::element<std::string>("271828", "00000001", "引导员一");
    if (kind == IntentKind::act_on_roll_call && *rc::gen::arbitrary<bool>()) intent.text = std::to_string(*rc::gen::inRange(0, 4));
    if (kind == IntentKind::act_on_guest && *rc::gen::arbitrary<bool>()) intent.text = "01900000-0000-7000-8000-000000000001";
    if (kind == IntentKind::act_on_self_test) intent.act = *rc::gen::inRange(0, static_cast<int>(ui::SelfTestAct::back) + 1);
    if (kind == IntentKind::open_staff_page) intent.value = *rc::gen::inRange(static_cast<int>(ui::Page::staff_more), static_cast<int>(ui::Page::staff_people) + 1);
    keep(box.machine.on(intent, box.moment()));
  }
  // What is typed carries the number of the visit it belongs to.
  void type() { keep(box.machine.on_typed({static_cast<Typed::Kind>(*rc::gen::inRange(0, 3)), sentinel(box.state().id)}, box.moment())); }
  void scan() { keep(box.machine.on_scan(*rc::gen::element<std::string>("valid", "junk", "", "ODE1:{}", std::string(4097, 'x')), box.moment())); }

  // Answers what was asked, in any order, at any time, right or wrong.
  void answer() {
    if (waiting.empty()) return;
    const auto pick = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(waiting.size())));
    const Effect effect = waiting[pick];
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(pick));
    keep(reply(effect));
  }

  Effects reply(const Effect& effect) {
    const auto now = box.moment();
    if (const auto* one = std::get_if<CheckIn>(&effect)) {
      Outcome outcome = admitted(static_cast<std::uint8_t>(one->visit % 250), sentinel(one->visit));
      outcome.verdict = static_cast<event::Verdict>(*rc::gen::inRange(0, 19));
      outcome.saved = *rc::gen::inRange(0, 4) != 0;
      outcome.overridable = *rc::gen::arbitrary<bool>();
      outcome.asks = static_cast<Asks>(std::max(0, *rc::gen::inRange(-3, 4)));
      outcome.fact = static_cast<Fact>(*rc::gen::inRange(0, 3));
      outcome.left = *rc::gen::inRange(1, 5);
      for (int pages = outcome.asks == Asks::screening ? *rc::gen::inRange(1, 4) : 0; pages > 0; --pages)
        outcome.screening.push_back({*rc::gen::arbitrary<bool>(), static_cast<event::OnFail>(*rc::gen::inRange(0, 3)), {{"没有下列症状", {}, {}, {}}}});
      return box.machine.on(Answer(CheckInAnswer{one->visit, outcome}), now);
    }
    if (const auto* one = std::get_if<FindGuests>(&effect)) return box.machine.on(Answer(found(*one)), now);
    if (const auto* one = std::get_if<SearchList>(&effect)) {
      auto rows = std::make_shared<std::vector<std::uint32_t>>();
      for (std::size_t i = 0; i < one->rows.size(); ++i) rows->push_back(static_cast<std::uint32_t>(i));
      return box.machine.on(Answer(ListFoundAnswer{one->visit, one->serial, one->rows, rows}), now);
    }
    if (const auto* one = std::get_if<LookRated>(&effect))
      return box.machine.on(Answer(RatedAnswer{one->visit, some_subjects()}), now);
    if (const auto* one = std::get_if<CastRating>(&effect))
      return box.machine.on(Answer(RatingAnswer{one->visit, static_cast<RatingSaved>(*rc::gen::inRange(0, 3))}), now);
    if (const auto* one = std::get_if<CastSheet>(&effect))
      return box.machine.on(Answer(SheetAnswer{one->visit, static_cast<SheetSaved>(*rc::gen::inRange(0, 5)), some_sheet()}), now);
    if (const auto* one = std::get_if<SubmitOpinion>(&effect))
      return box.machine.on(Answer(OpinionAnswer{one->visit, *rc::gen::arbitrary<bool>(), {sentinel(one->visit), nullptr}}), now);
    if (const auto* one = std::get_if<AskGate>(&effect)) return box.machine.on(Answer(GateAnswer{one->visit, box.machine.facts().pin_set, *rc::gen::element<std::int64_t>(0, 30'000)}), now);
    if (const auto* one = std::get_if<TryPin>(&effect))
      return box.machine.on(Answer(PinAnswer{one->visit, static_cast<PinVerdict>(*rc::gen::inRange(0, 4)), 3, *rc::gen::element<std::int64_t>(0, 30'000), role(), sentinel(one->visit)}), now);
    if (const auto* one = std::get_if<SetPin>(&effect)) return box.machine.on(Answer(PinSetAnswer{one->visit, *rc::gen::arbitrary<bool>()}), now);
    if (const auto* one = std::get_if<LoadResults>(&effect)) {
      auto shown = std::make_shared<ui::StaffResults>();
      shown->questionnaires.emplace_back().title = sentinel(one->visit);
      return box.machine.on(Answer(ResultsAnswer{one->visit, shown}), now);
    }
    if (const auto* one = std::get_if<LoadCases>(&effect)) {
      auto shown = std::make_shared<ui::StaffCases>();
      shown->departments.push_back(sentinel(one->visit));
      return box.machine.on(Answer(CasesAnswer{one->visit, shown}), now);
    }
    if (const auto* one = std::get_if<CloseRound>(&effect)) return box.machine.on(Answer(VoicesAnswer{one->visit, *rc::gen::arbitrary<bool>()}), now);
    if (const auto* one = std::get_if<ReleaseBallots>(&effect)) return box.machine.on(Answer(VoicesAnswer{one->visit, *rc::gen::arbitrary<bool>()}), now);
    if (const auto* one = std::get_if<MoveCase>(&effect)) return box.machine.on(Answer(VoicesAnswer{one->visit, *rc::gen::arbitrary<bool>()}), now);
    if (const auto* one = std::get_if<WorkOnPeople>(&effect)) {
      auto shown = std::make_shared<ui::StaffPeople>();
      shown->people.push_back({"00000001", sentinel(one->visit), ui::StaffRole::supervisor, false, true});
      return box.machine.on(Answer(PeopleAnswer{one->visit, one->work, static_cast<PeopleSaved>(*rc::gen::inRange(0, 6)), shown}), now);
    }
    if (const auto* one = std::get_if<WorkOnGuest>(&effect)) {
      auto shown = std::make_shared<ui::StaffGuest>();
      shown->name = sentinel(one->visit);
      return box.machine.on(Answer(GuestAnswer{one->visit, one->work, static_cast<ui::GuestSaved>(*rc::gen::inRange(0, 5)), *rc::gen::arbitrary<bool>() ? shown : nullptr}), now);
    }
    if (const auto* one = std::get_if<WorkOnRollCall>(&effect)) {
      auto list = std::make_shared<RollList>();
      list->shown.stops = {{"", true}}, list->stops = {"/bus"}, list->groups = {"1"}, list->shown.groups = {{"1", 0, 3}};
      list->shown.rows = {{sentinel(one->visit), {}, {}, {}, 0, 3, 3}};
      list->guests = {guest_id(static_cast<std::uint8_t>(one->visit % 250))};
      RollCallNews news{list, static_cast<RollSaved>(*rc::gen::inRange(0, 3))};
      if (news.saved == RollSaved::saved) news.record = base::Uuid{}, news.guest = list->guests[0];
      return box.machine.on(Answer(RollCallAnswer{one->visit, std::make_shared<const RollCallNews>(news)}), now);
    }
    if (const auto* one = std::get_if<WorkOnPlaces>(&effect)) {
      auto list = std::make_shared<PlacesList>();
      list->shown.view = one->job->view;
      list->shown.rows = {{sentinel(one->visit), {}, {}, {}}}, list->sessions = {"s1"};
      list->guests = {guest_id(static_cast<std::uint8_t>(one->visit % 250))};
      return box.machine.on(Answer(PlacesAnswer{one->visit, std::make_shared<const PlacesNews>(PlacesNews{list, one->job->work, static_cast<ui::PlacesSaved>(*rc::gen::inRange(0, 4))})}), now);
    }
    if (const auto* one = std::get_if<WorkOnSelfTest>(&effect)) {
      auto news = std::make_shared<SelfTestNews>();
      news->box.emplace().camera.state = static_cast<DeviceState>(*rc::gen::inRange(0, 4));
      if (*rc::gen::arbitrary<bool>()) news->box->looked.emplace();
      news->note_failed = *rc::gen::arbitrary<bool>();
      return box.machine.on(Answer(SelfTestAnswer{one->visit, news}), now);
    }
    if (const auto* one = std::get_if<LoadAttendance>(&effect)) {
      auto list = std::make_shared<ui::StaffAttendance>();
      list->note = sentinel(one->visit);
      ui::StaffRow row;
      row.name = sentinel(one->visit);
      list->rows = ui::StaffRows({row});
      return box.machine.on(Answer(AttendanceAnswer{one->visit, list, {guest_id(static_cast<std::uint8_t>(one->visit % 250))}}), now);
    }
    return {};
  }

  [[nodiscard]] ui::StaffRole role() const { return only_role ? *only_role : *rc::gen::element(ui::StaffRole::steward, ui::StaffRole::supervisor); }

  // Guests whose category names the visit that asked.
  static FoundAnswer found(const FindGuests& question) {
    FoundAnswer out{question.visit, question.serial};
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
      event::Guest guest;
      guest.registration = guest_id(static_cast<std::uint8_t>(question.visit % 250));
      guest.name = *rc::gen::element<std::string>("王玮", "单雄信");
      guest.category = sentinel(question.visit);
      out.found.push_back({guest, static_cast<FoundBy>(*rc::gen::inRange(0, 3))});
    }
    out.more = *rc::gen::inRange(0, 5) == 0;
    return out;
  }

  static std::vector<std::string> some_subjects() {
    std::vector<std::string> out;
    for (const char* subject : {"bureau", "event"})
      if (*rc::gen::arbitrary<bool>()) out.emplace_back(subject);
    return out;
  }

  static std::shared_ptr<const SheetForm> some_sheet() {
    if (*rc::gen::arbitrary<bool>()) return nullptr;
    auto form = three_items();
    form->items.insert(form->items.begin(), {"advice", "建议", "", event::AnswerKind::text, {}, false});
    form->walk_up = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) form->items.pop_back();
    return form;
  }

  void change_facts() {
    BoxFacts facts = box.machine.facts();
    switch (*rc::gen::inRange(0, 6)) {
      case 4: facts.can_find = !facts.can_find; break;
      case 5: facts.facts_wait_until = box.now + *rc::gen::inRange<std::int64_t>(-1'000, 60'000); break;
      case 2:
        facts.sheets.clear();
        if (const auto form = some_sheet()) facts.sheets.push_back(form);
        facts.closed_rounds = *rc::gen::arbitrary<bool>() ? std::set<std::string>{"sheet"} : std::set<std::string>{};
        break;
      case 0: facts.trouble = facts.trouble ? std::nullopt : std::optional(ui::OutOfService{}); break;
      case 1: facts.rating = facts.rating ? nullptr : two_subjects(*rc::gen::arbitrary<bool>()); break;
      default: facts.running = !facts.running; break;
    }
    keep(box.machine.set_facts(facts, box.moment()));
  }

  void keep(Effects effects) {
    for (Effect& effect : effects) waiting.push_back(std::move(effect));
  }

 public:
  static std::string sentinel(VisitId visit) { return "sentinel-" + std::to_string(visit); }
  Effects waiting;
};

// Every sentinel in a text, cut short or not, is that of its visit.
bool nothing_but(const std::string& text, const std::string& own) {
  constexpr std::string_view kWord = "sentinel-";
  for (std::size_t at = text.find(kWord); at != std::string::npos; at = text.find(kWord, at + 1)) {
    const std::size_t digits = at + kWord.size(), end = std::min(text.find_first_not_of("0123456789", digits), text.size());
    if (!own.starts_with(text.substr(at, end - at))) return false;
  }
  return true;
}

void nothing_of_another_visit(const VisitState& state) {
  const std::string own = RandomBox::sentinel(state.id);
  if (state.outcome && !state.outcome->name.empty()) RC_ASSERT(state.outcome->name == own);
  if (state.guest) RC_ASSERT(*state.guest == guest_id(static_cast<std::uint8_t>(state.id % 250)));
  if (state.attendance) RC_ASSERT(state.attendance->note == own);
  if (state.roll_call && state.roll_call->list) RC_ASSERT(state.roll_call->list->shown.rows[0].name == own);
  if (state.places && state.places->list) RC_ASSERT(state.places->list->shown.rows[0].name == own);
  for (const Compose* text : {&state.opinion.text, &state.opinion.address}) RC_ASSERT(nothing_but(text->text(), own));
  for (const auto& answer : state.rating.answers) RC_ASSERT(nothing_but(answer.comment.text(), own));
  RC_ASSERT(nothing_but(state.sheet.writing.text(), own));
  for (const ItemDraft& draft : state.sheet.drafts) RC_ASSERT(nothing_but(draft.text, own));
  if (state.results) RC_ASSERT(state.results->questionnaires.front().title == own);
  if (state.cases) RC_ASSERT(state.cases->departments.front() == own);
  if (state.guest_page.shown) RC_ASSERT(state.guest_page.shown->name == own);
  if (state.people.people) RC_ASSERT(state.people.people->people.front().label == own);
  if (state.receipt) RC_ASSERT(state.receipt->number == own);
  RC_ASSERT(nothing_but(state.find.query.text(), own));
  RC_ASSERT(nothing_but(state.find.searched, own));
  RC_ASSERT(nothing_but(state.list_search.query.text(), own));
  RC_ASSERT(nothing_but(state.people.typed.text(), own));
  if (state.list_search.found)
    for (const std::uint32_t at : *state.list_search.found) RC_ASSERT(state.attendance && at < state.attendance->rows.size());
  for (const FoundCard& card : state.find.cards) RC_ASSERT(card.category == own);
  for (const auto& guest : state.listed) RC_ASSERT(guest == guest_id(static_cast<std::uint8_t>(state.id % 250)));
  if (state.door) {
    RC_ASSERT(state.door->request.visit == state.id);
    RC_ASSERT((state.door->asked.name.empty() || state.door->asked.name == own));
    RC_ASSERT((state.staff || state.door->request.overrides.empty()));
    RC_ASSERT((state.staff || !state.door->request.chosen));   // without staff a fact is asked for
    for (const auto& guest : state.door->request.found.guests) RC_ASSERT(guest == guest_id(static_cast<std::uint8_t>(state.id % 250)));
  }
}

TEST(VisitProperty, nothing_of_one_visit_is_in_the_next) {
  EXPECT_TRUE(rc::check([](bool pin_set) {
    RandomBox random(pin_set);
    VisitId last = random.box.state().id;
    const int steps = *rc::gen::inRange(1, 120);
    for (int i = 0; i < steps; ++i) {
      random.step();
      const VisitState& state = random.box.state();
      nothing_of_another_visit(state);
      RC_ASSERT(state.id >= last);
      if (state.id != last) {   // a fresh one: as the next guest should find it
        RC_ASSERT(!state.opinion.holds_text());
        RC_ASSERT(!state.receipt);
        RC_ASSERT((state.find.query.empty() && state.find.cards.empty()));
        RC_ASSERT(!state.rating.form || state.page == ui::Page::rating || state.page == ui::Page::rating_way);
        RC_ASSERT(!state.rating.holds_text());
        RC_ASSERT(!state.sheet.form || (state.page == ui::Page::sheet && state.sheet.given() == 0));
        RC_ASSERT(state.handed_in.empty());
        RC_ASSERT(state.gate.first.empty());
        RC_ASSERT((!state.door || (!state.door->request.persons && !state.door->request.screening && state.door->request.fact.empty() &&
                                   state.door->screening_page == 0)));
        RC_ASSERT(state.walk_in.declared.empty());
      }
      last = state.id;
    }
  }));
}

// What only a supervisor may bring about.
bool for_a_supervisor(const Effect& effect) {
  if (const auto* one = std::get_if<CheckIn>(&effect)) return !one->overrides.empty();
  if (const auto* one = std::get_if<WorkOnGuest>(&effect)) return one->work == GuestWork::move;
  if (const auto* one = std::get_if<WorkOnPlaces>(&effect)) return one->job->work != PlacesWork::look;
  if (const auto* one = std::get_if<WorkOnSelfTest>(&effect)) return one->job->kind == SelfTestJob::Kind::enrol;
  return std::holds_alternative<AddCorrection>(effect) || std::holds_alternative<UndoCorrection>(effect) || std::holds_alternative<CloseRound>(effect) ||
         std::holds_alternative<ReleaseBallots>(effect) || std::holds_alternative<MoveCase>(effect) || std::holds_alternative<LoadResults>(effect) ||
         std::holds_alternative<LoadCases>(effect) || std::holds_alternative<WorkOnPeople>(effect) || std::holds_alternative<WorkOnHandOver>(effect) || std::holds_alternative<SetPin>(effect);
}

TEST(VisitProperty, no_way_leads_a_steward_to_what_is_a_supervisors) {
  EXPECT_TRUE(rc::check([] {
    RandomBox random(true, ui::StaffRole::steward);
    VisitFixture& box = random.box;
    if (*rc::gen::arbitrary<bool>()) {   // logged in from the first step on
      box.tap(IntentKind::open_staff_gate);
      box.answer(GateAnswer{box.state().id, true, 0});
      box.tap(IntentKind::pin_entered, 0, "271828");
      box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::steward, RandomBox::sentinel(box.state().id)});
    }
    const int steps = *rc::gen::inRange(1, 150);
    for (int i = 0; i < steps; ++i) {
      random.step();
      RC_ASSERT(std::none_of(random.waiting.begin(), random.waiting.end(), for_a_supervisor));
      const VisitState& state = box.state();
      RC_ASSERT(state.page != ui::Page::staff_override && state.page != ui::Page::staff_people);
      RC_ASSERT(!state.results && !state.cases && !state.people.people);
    }
  }));
}

TEST(VisitProperty, success_is_shown_only_after_a_commit_of_this_visit) {
  EXPECT_TRUE(rc::check([](bool pin_set) {
    RandomBox random(pin_set);
    const int steps = *rc::gen::inRange(1, 80);
    for (int i = 0; i < steps; ++i) {
      random.step();
      const VisitState& state = random.box.state();
      if (state.page == ui::Page::result) RC_ASSERT(state.outcome.has_value());
      if (state.guest) RC_ASSERT(state.outcome && state.outcome->saved);
      if (state.staff) RC_ASSERT(state.page != ui::Page::rating && state.page != ui::Page::sheet && state.page != ui::Page::choice);
    }
  }));
}

TEST(VisitProperty, a_valid_code_checks_in_after_any_sequence_of_inputs) {
  EXPECT_TRUE(rc::check([](bool pin_set) {
    RandomBox random(pin_set);
    const int steps = *rc::gen::inRange(0, 100);
    for (int i = 0; i < steps; ++i) random.step();
    VisitFixture& box = random.box;
    if (box.machine.first_start()) {   // nobody is served before
      BoxFacts ready = box.machine.facts();
      ready.pin_set = true;
      (void)box.machine.set_facts(ready, box.moment());
    }
    // The one page on which a code is looked at and lets nobody in; under the idle warning the first tap only says "still here".
    for (int i = 0; i < 2 && box.state().page == ui::Page::staff_self_test; ++i) box.tap(IntentKind::leave_staff);
    box.effects.clear();
    box.scan("the valid one");
    // The worker is quick from now on; earlier guests are served first.
    for (int i = 0; i < 40; ++i) {
      if (box.state().asked && box.state().asked->what == Question::check_in) {
        const bool ours = !box.asked<CheckIn>().empty() && box.asked<CheckIn>().back().text == "the valid one";
        box.answer(CheckInAnswer{box.state().id, admitted(7)});
        if (ours) {
          RC_ASSERT(box.page() == ui::Page::result);
          RC_ASSERT(box.state().guest == guest_id(7));
          return;
        }
      }
      box.pass(1'600);
    }
    RC_FAIL("the code was never looked at");
  }));
}

TEST(VisitProperty, deadlines_never_lie_in_the_past) {
  EXPECT_TRUE(rc::check([](bool pin_set) {
    RandomBox random(pin_set);
    const int steps = *rc::gen::inRange(1, 100);
    for (int i = 0; i < steps; ++i) {
      random.step();
      (void)random.box.machine.on_time(random.box.moment());
      const auto next = random.box.machine.deadline();
      if (next) RC_ASSERT(*next > random.box.now);
    }
  }));
}

}  // namespace
}  // namespace openday::app
