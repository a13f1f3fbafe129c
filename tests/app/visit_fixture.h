// A visit machine with its time in hand, and verbs for what people and the worker do to it.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/visit.h"

namespace openday::app {

inline event::RegistrationId guest_id(std::uint8_t n) {
  event::RegistrationId id;
  id.bytes.fill(n);
  return id;
}

inline std::shared_ptr<const RatingForm> two_subjects(bool walk_up = false) {
  auto form = std::make_shared<RatingForm>();
  form->questionnaire = "review";
  form->subjects = {{"bureau", "局工作", "您对我局的工作满意吗？"}, {"event", "开放日活动", "您对这次开放日活动满意吗？"}};
  for (int value = 5; value >= 1; --value) {
    form->grades[static_cast<std::size_t>(5 - value)] = {value, "grade", {{"K" + std::to_string(value) + "01", "一"}, {"K" + std::to_string(value) + "02", "二"}}};
  }
  form->walk_up = walk_up;
  return form;
}

// Two subjects, each with a grade that is required, marks, and options.
inline std::shared_ptr<SheetForm> three_items() {
  auto form = std::make_shared<SheetForm>();
  form->questionnaire = "sheet";
  form->title = "现场评议表";
  form->subjects = {{"work", "局工作", ""}, {"day", "开放日活动", ""}};
  form->items = {{"style", "工作作风", "", event::AnswerKind::grade, {}, true},
                 {"order", "现场秩序", "", event::AnswerKind::marks_10, {}, false},
                 {"wish", "希望加强", "", event::AnswerKind::any_of, {"登记", "规划"}, false}};
  form->asked = {"client"};
  return form;
}

inline Outcome admitted(std::uint8_t n, std::string name = "王玮") {
  Outcome outcome;
  outcome.verdict = event::Verdict::admitted;
  outcome.registration = guest_id(n);
  outcome.name = std::move(name);
  return outcome;
}

class VisitFixture {
 public:
  explicit VisitFixture(BoxFacts facts = {}) : machine(VisitRules{}, moment()) { note(machine.set_facts(std::move(facts), moment())); }

  [[nodiscard]] base::Moment moment() const { return {base::Instant(base::Millis(1'600'000'000'000 + now)), "boot", now, base::ClockState::synced}; }
  [[nodiscard]] const VisitState& state() const { return machine.state(); }
  [[nodiscard]] ui::Page page() const { return machine.state().page; }

  void tap(ui::IntentKind kind, int value = 0, std::string text = {}) { note(machine.on(ui::Intent{kind, state().id, value, std::move(text), {}}, moment())); }
  void act(ui::IntentKind kind, int what, int value = 0, std::string text = {}) {
    ui::Intent intent{kind, state().id, value, std::move(text), {}};
    intent.act = what;
    note(machine.on(intent, moment()));
  }
  void act(ui::GuestAct what, int value = 0, std::string text = {}) { act(ui::IntentKind::act_on_guest, static_cast<int>(what), value, std::move(text)); }
  void act(ui::PeopleAct what, std::string text = {}) { act(ui::IntentKind::act_on_people, static_cast<int>(what), 0, std::move(text)); }
  void scan(std::string text) { note(machine.on_scan(std::move(text), moment())); }
  void answer(Answer given) { note(machine.on(given, moment())); }
  // Time passes as the main loop lets it: every deadline is met.
  void pass(std::int64_t ms) {
    const std::int64_t end = now + ms;
    while (true) {
      const auto next = machine.deadline();
      if (!next || *next > end) break;
      now = std::max(now, *next);
      note(machine.on_time(moment()));
      if (machine.deadline() == next) break;   // a deadline that stays is a busy loop: tests see it as time standing still
    }
    now = end;
    note(machine.on_time(moment()));
  }
  void check_in(std::uint8_t n) {
    scan("code " + std::to_string(n));
    answer(CheckInAnswer{state().id, admitted(n)});
  }
  template <class Kind>
  [[nodiscard]] std::vector<Kind> asked() const {
    std::vector<Kind> out;
    for (const Effect& effect : effects)
      if (const auto* one = std::get_if<Kind>(&effect)) out.push_back(*one);
    return out;
  }

  std::int64_t now = 1'000'000;
  VisitMachine machine;
  Effects effects;   // all so far

 protected:
  void note(Effects more) { effects.insert(effects.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); }
};

}  // namespace openday::app
