// Finding oneself: what is typed, the cards, the one that is chosen, the fact; what dies with the visit.
#include <gtest/gtest.h>

#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;

event::Guest person(std::uint8_t n, std::string name, std::string tail = "5678", std::string category = "client") {
  event::Guest guest;
  guest.registration = guest_id(n);
  guest.name = std::move(name);
  guest.category = std::move(category);
  guest.phone_tail = std::move(tail);
  return guest;
}

BoxFacts with_roster() {
  BoxFacts facts;
  facts.can_find = facts.has_roster = true;
  return facts;
}

class Finding : public VisitFixture {
 public:
  explicit Finding(BoxFacts facts = with_roster()) : VisitFixture(std::move(facts)) { tap(IntentKind::find_by_name); }

  void type(const std::string& text) { add(machine.on_typed({Typed::Kind::text, text}, moment())); }
  void backspace() { add(machine.on_typed({Typed::Kind::backspace, {}}, moment())); }
  void enter() { add(machine.on_typed({Typed::Kind::enter, {}}, moment())); }
  [[nodiscard]] std::vector<FindGuests> questions() const { return asked<FindGuests>(); }
  void found(const std::vector<event::Guest>& guests, FoundBy by = FoundBy::name, bool more = false) {
    FoundAnswer given{state().id, questions().back().serial};
    for (const event::Guest& guest : guests) given.found.push_back({guest, by});
    given.more = more;
    answer(given);
  }
  // Typed, found and tapped.
  void choose(const std::vector<event::Guest>& guests, FoundBy by = FoundBy::name) {
    type("wang");
    found(guests, by);
    tap(IntentKind::choose_found, 0);
  }
  void ask_fact(Fact fact, bool wrong = false) {
    Outcome outcome;
    outcome.asks = Asks::fact;
    outcome.fact = fact;
    outcome.fact_wrong = wrong;
    answer(CheckInAnswer{state().id, outcome});
  }

 private:
  void add(Effects more) { effects.insert(effects.end(), more.begin(), more.end()); }
};

TEST(VisitFind, searches_at_every_key_once_two_letters_are_typed) {
  Finding box;
  ASSERT_EQ(box.page(), Page::find_me);
  box.type("w");
  EXPECT_TRUE(box.questions().empty());
  box.type("a");
  box.type("n");
  ASSERT_EQ(box.questions().size(), 2u);
  EXPECT_EQ(box.questions()[1].query, "wan");
  EXPECT_TRUE(box.state().find.searching);
  box.found({person(1, "王玮")});
  EXPECT_FALSE(box.state().find.searching);
  ASSERT_EQ(box.state().find.cards.size(), 1u);
  EXPECT_EQ(box.state().find.cards[0].name, "王＊");
  box.backspace();
  box.backspace();
  EXPECT_TRUE(box.state().find.cards.empty()) << "one letter finds nobody";
}

TEST(VisitFind, asks_for_enough_so_that_nobody_leafs_through_the_list) {
  for (const char* enough : {"王小", "wx", "王x", "5678", "BM-0007"}) EXPECT_TRUE(enough_to_search(enough)) << enough;
  for (const char* little : {"", " ", "王", "w", "·", "5", "56"}) EXPECT_FALSE(enough_to_search(little)) << little;
}

TEST(VisitFind, drops_the_answer_to_what_was_typed_before) {
  Finding box;
  box.type("wa");
  const std::uint64_t first = box.questions().back().serial;
  box.type("n");
  FoundAnswer late{box.state().id, first};
  late.found.push_back({person(1, "王玮"), FoundBy::name});
  box.answer(late);
  EXPECT_TRUE(box.state().find.cards.empty());
  EXPECT_TRUE(box.state().find.searching);
}

TEST(VisitFind, drops_an_answer_that_comes_in_the_next_visit) {
  Finding box;
  box.type("wang");
  FoundAnswer late{box.state().id, box.questions().back().serial};
  late.found.push_back({person(1, "王玮"), FoundBy::name});
  box.tap(IntentKind::go_home);
  EXPECT_NE(box.state().id, late.visit) << "what was typed ends the visit with the page";
  box.tap(IntentKind::find_by_name);
  EXPECT_TRUE(box.state().find.query.empty());
  box.answer(late);
  EXPECT_TRUE(box.state().find.cards.empty());
}

TEST(VisitFind, puts_guests_who_look_alike_on_one_card) {
  Finding box;
  box.type("wang");
  box.found({person(1, "王小明", "1111"), person(2, "王晓红", "2222"), person(3, "王小明", "3333", "media")});
  const auto& cards = box.state().find.cards;
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].guests, (std::vector{guest_id(1), guest_id(2)}));
  EXPECT_EQ(cards[1].guests, std::vector{guest_id(3)});
  for (const FoundCard& card : cards) EXPECT_TRUE(card.tail.empty()) << "the digits are the fact";
}

TEST(VisitFind, shows_a_page_at_most_and_says_that_there_are_more) {
  std::vector<event::Guest> guests;
  for (std::uint8_t n = 1; n <= 9; ++n) guests.push_back(person(n, "王玮", "5678", "category-" + std::to_string(n)));
  Finding box;
  box.type("wang");
  box.found(guests);
  EXPECT_EQ(box.state().find.cards.size(), kMostCards);
  EXPECT_TRUE(box.state().find.more);
}

TEST(VisitFind, shows_nobody_while_more_match_than_anybody_would_look_through) {
  Finding box;
  box.type("wang");
  box.found({person(1, "王玮")}, FoundBy::name, true);
  EXPECT_TRUE(box.state().find.cards.empty());
  EXPECT_TRUE(box.state().find.more);
}

TEST(VisitFind, takes_no_card_with_too_many_behind_it) {
  std::vector<event::Guest> guests;
  for (std::uint8_t n = 1; n <= kMostAlike + 1; ++n) guests.push_back(person(n, "王玮"));
  Finding box;
  box.choose(guests);
  EXPECT_TRUE(box.asked<CheckIn>().empty());
}

TEST(VisitFind, asks_the_desk_with_everybody_behind_the_card_and_then_for_the_phone) {
  Finding box;
  box.choose({person(1, "王玮", "1111"), person(2, "王玲", "2222")});
  ASSERT_EQ(box.asked<CheckIn>().size(), 1u);
  EXPECT_EQ(box.asked<CheckIn>()[0].found.guests, (std::vector{guest_id(1), guest_id(2)}));
  EXPECT_FALSE(box.asked<CheckIn>()[0].chosen);
  box.ask_fact(Fact::phone_tail);
  EXPECT_EQ(box.page(), Page::confirm_fact);
  box.tap(IntentKind::fact_entered, 0, "2222");
  EXPECT_EQ(box.asked<CheckIn>().back().fact, "2222");
  box.answer(CheckInAnswer{box.state().id, admitted(2)});
  EXPECT_EQ(box.page(), Page::result);
  EXPECT_EQ(box.state().guest, guest_id(2));
  EXPECT_TRUE(box.state().find.query.empty()) << "nothing of the search stays";
  EXPECT_TRUE(box.state().find.cards.empty());
}

TEST(VisitFind, asks_who_was_found_by_the_phone_for_the_whole_name_in_the_same_field) {
  Finding box;
  box.type("5678");
  box.found({person(1, "王玮")}, FoundBy::phone_tail);
  box.tap(IntentKind::choose_found, 0);
  EXPECT_EQ(box.asked<CheckIn>().back().found.by, FoundBy::phone_tail);
  box.ask_fact(Fact::name);
  EXPECT_EQ(box.page(), Page::find_me);
  EXPECT_TRUE(box.state().find.query.empty());
  const auto searches = box.questions().size();
  box.type("wangwei");
  EXPECT_EQ(box.questions().size(), searches) << "a fact is no search";
  box.enter();
  EXPECT_EQ(box.asked<CheckIn>().back().fact, "wangwei");
  box.ask_fact(Fact::name, true);
  EXPECT_EQ(box.state().find.query.text(), "wangwei") << "a wrong one can be mended";
  EXPECT_TRUE(box.state().door->request.fact.empty());
}

TEST(VisitFind, goes_back_to_the_cards_when_it_is_somebody_else) {
  Finding box;
  box.choose({person(1, "王玮")});
  box.ask_fact(Fact::phone_tail);
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.page(), Page::find_me);
  EXPECT_FALSE(box.state().door);
  EXPECT_EQ(box.state().find.query.text(), "wang");
  EXPECT_EQ(box.questions().back().query, "wang") << "the list may have changed";
  box.found({person(2, "王玲")}, FoundBy::phone_tail);
  box.tap(IntentKind::choose_found, 0);
  box.ask_fact(Fact::name);
  box.type("x");
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.state().find.query.text(), "wang") << "not what was typed as the fact";
}

TEST(VisitFind, waits_after_too_many_wrong_facts_and_searches_when_the_wait_is_over) {
  BoxFacts facts = with_roster();
  facts.facts_wait_until = 1'000'000 + 30'000;
  Finding box(facts);
  box.type("wang");
  EXPECT_TRUE(box.questions().empty());
  EXPECT_EQ(box.machine.finding_wait_seconds(box.moment()), 30);
  box.pass(29'500);
  EXPECT_TRUE(box.questions().empty());
  box.pass(1'000);
  ASSERT_EQ(box.questions().size(), 1u);
  EXPECT_EQ(box.questions()[0].query, "wang");
}

TEST(VisitFind, begins_a_fresh_visit_when_a_code_is_shown) {
  Finding box;
  box.type("wang");
  box.found({person(1, "王玮")});
  const VisitId before = box.state().id;
  box.scan("code 1");
  EXPECT_GT(box.state().id, before);
  EXPECT_TRUE(box.state().find.query.empty());
  EXPECT_EQ(box.asked<CheckIn>().back().text, "code 1");
}

TEST(VisitFind, warns_and_ends_like_any_page_when_nobody_touches_it) {
  Finding box;
  box.type("wang");
  const VisitId before = box.state().id;
  box.pass(VisitRules{}.idle + 1);
  EXPECT_TRUE(box.machine.idle_seconds_left(box.moment()));
  box.pass(VisitRules{}.warning + 1);
  EXPECT_GT(box.state().id, before);
  EXPECT_EQ(box.page(), Page::home);
}

TEST(VisitFind, goes_on_to_the_rating_that_the_guest_came_for) {
  BoxFacts facts = with_roster();
  facts.rating = two_subjects();
  Finding box(facts);
  box.tap(IntentKind::go_home);
  box.tap(IntentKind::open_rating);
  ASSERT_EQ(box.page(), Page::check_in);
  box.tap(IntentKind::find_by_name);
  EXPECT_TRUE(box.state().code_for_rating);
  box.choose({person(1, "王玮")});
  box.ask_fact(Fact::phone_tail);
  box.tap(IntentKind::fact_entered, 0, "5678");
  Outcome known = admitted(1);
  known.verdict = event::Verdict::already_admitted;
  box.answer(CheckInAnswer{box.state().id, known});
  EXPECT_EQ(box.asked<LookRated>().size(), 1u);
}

TEST(VisitFind, after_a_refusal_is_another_visit) {
  VisitFixture box(with_roster());
  box.scan("a code of nobody");
  Outcome refused;
  refused.verdict = event::Verdict::not_registered;
  box.answer(CheckInAnswer{box.state().id, refused});
  const VisitId before = box.state().id;
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.page(), Page::find_me);
  EXPECT_GT(box.state().id, before);
}

TEST(VisitFind, is_not_offered_without_a_roster_nor_out_of_service) {
  VisitFixture box;
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.page(), Page::home);
  BoxFacts facts = with_roster();
  facts.trouble = ui::OutOfService{};
  VisitFixture broken(facts);
  broken.tap(IntentKind::find_by_name);
  EXPECT_EQ(broken.page(), Page::out_of_service);
}

TEST(VisitFind, is_for_staff_alone_where_the_plan_lets_nobody_find_himself) {
  BoxFacts facts;
  facts.has_roster = true;
  VisitFixture box(facts);
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.page(), Page::home);
  box.tap(IntentKind::open_staff_gate);
  box.answer(GateAnswer{box.state().id, true, 0});
  box.tap(IntentKind::pin_entered, 0, "271828");
  box.answer(PinAnswer{box.state().id, PinVerdict::accepted, 5, 0});
  box.tap(IntentKind::find_by_name);
  EXPECT_EQ(box.page(), Page::find_me);
}

TEST(VisitFind, shows_staff_whole_names_one_by_one_and_asks_them_for_no_fact) {
  VisitFixture staff(with_roster());
  staff.tap(IntentKind::open_staff_gate);
  staff.answer(GateAnswer{staff.state().id, true, 0});
  staff.tap(IntentKind::pin_entered, 0, "271828");
  staff.answer(PinAnswer{staff.state().id, PinVerdict::accepted, 5, 0, ui::StaffRole::supervisor});
  ASSERT_TRUE(staff.state().staff);
  staff.tap(IntentKind::find_by_name);
  ASSERT_EQ(staff.page(), Page::find_me);
  const Effects typed = staff.machine.on_typed({Typed::Kind::text, "王小"}, staff.moment());
  ASSERT_EQ(typed.size(), 1u);
  FoundAnswer given{staff.state().id, std::get<FindGuests>(typed[0]).serial};
  given.found = {{person(1, "王小明", "1111"), FoundBy::name}, {person(2, "王小明", "2222"), FoundBy::name}};
  staff.answer(given);
  ASSERT_EQ(staff.state().find.cards.size(), 2u);
  EXPECT_EQ(staff.state().find.cards[1].name, "王小明");
  EXPECT_EQ(staff.state().find.cards[1].tail, "2222");
  staff.tap(IntentKind::choose_found, 1);
  EXPECT_EQ(staff.page(), Page::staff_guest);
  ASSERT_EQ(staff.asked<WorkOnGuest>().size(), 1u);
  EXPECT_EQ(staff.asked<WorkOnGuest>()[0].guest, guest_id(2));
  staff.answer(GuestAnswer{staff.state().id, GuestWork::look, ui::GuestSaved::saved, std::make_shared<ui::StaffGuest>()});
  staff.act(ui::GuestAct::check_in, 1);
  ASSERT_EQ(staff.asked<CheckIn>().size(), 1u);
  EXPECT_EQ(staff.asked<CheckIn>()[0].chosen, guest_id(2));
  EXPECT_TRUE(staff.asked<CheckIn>()[0].staff);
}

}  // namespace
}  // namespace openday::app
