// Staff: 点名: the roll by vehicle, group and site. A tap is shown when it is on the disk; the next one need not wait for that.
#include "kiosk/app/visit_roll_call.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::RollCallAct;
using ui::RollGrouping;

namespace {

constexpr std::string_view kBus = "上车", kGathering = "集合", kVehicle = "车辆", kGroup = "分组", kNone = "（没有）";

std::optional<int> number_of(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

template <class Value>
const Value* at(const std::vector<Value>& all, int index) {
  return index >= 0 && static_cast<std::size_t>(index) < all.size() ? &all[static_cast<std::size_t>(index)] : nullptr;
}

report::MissingList missing_of(const ui::RollCall& shown) {
  report::MissingList out;
  const ui::RollStopShown& stop = shown.stops[static_cast<std::size_t>(shown.stop)];
  out.stop = stop.boarding && !stop.title.empty() ? fmt::format("{} · {}", kBus, stop.title) : !stop.title.empty() ? stop.title : std::string(stop.boarding ? kBus : kGathering);
  out.grouped_by = shown.grouping == RollGrouping::vehicle ? kVehicle : kGroup;
  if (const ui::RollGroup* group = at(shown.groups, shown.group)) out.group = group->label.empty() ? std::string(kNone) : group->label;
  out.expected = shown.expected;
  out.present = shown.present;
  for (const ui::RollRow& row : shown.rows)
    if (row.missing() > 0) out.rows.push_back({row.name, row.category, row.group, row.tail, row.missing(), row.checked_in});
  return out;
}

}  // namespace

std::optional<WorkOnRollCall> look_at_roll(const VisitState& visit) {
  if (!visit.staff || visit.page != Page::staff_roll_call || !visit.roll_call) return std::nullopt;
  return WorkOnRollCall{visit.id, std::make_shared<const RollCallJob>(RollCallJob{RollWork::look, visit.roll_call->choice})};
}

void VisitMachine::open_roll_call() {
  state_.roll_call = std::make_shared<const RollCallProgress>();
  effects_.emplace_back(*look_at_roll(state_));
}

bool VisitMachine::call_roll(const ui::Intent& intent) {
  if (intent.kind != IntentKind::act_on_roll_call) return false;
  if (!state_.staff || state_.page != Page::staff_roll_call || !state_.roll_call || !state_.roll_call->list) return true;
  auto next = std::make_shared<RollCallProgress>(*state_.roll_call);
  const RollList& list = *next->list;
  RollChoice& choice = next->choice;
  const auto ask_roll = [&](RollCallJob job) { effects_.emplace_back(WorkOnRollCall{state_.id, std::make_shared<const RollCallJob>(std::move(job))}); };
  const auto look = [&] {
    state_.roll_call = next;
    ask_roll({RollWork::look, choice});
  };
  switch (static_cast<RollCallAct>(intent.act)) {
    case RollCallAct::choose_stop:
      if (const std::string* stop = at(list.stops, intent.value)) choice.stop = *stop, choice.group.reset(), choice.grouping.reset(), look();
      return true;
    case RollCallAct::choose_grouping:
      if (intent.value < 0 || intent.value > static_cast<int>(RollGrouping::group)) return true;
      choice.grouping = static_cast<RollGrouping>(intent.value);
      choice.group.reset();
      look();
      return true;
    case RollCallAct::choose_group:
      choice.group.reset();
      if (const std::string* group = at(list.groups, intent.value)) choice.group = *group;
      look();
      return true;
    case RollCallAct::with_absent:
      choice.with_absent = !choice.with_absent;
      look();
      return true;
    case RollCallAct::only_missing: next->only_missing = !next->only_missing; break;
    case RollCallAct::set_persons: {
      const auto persons = number_of(intent.text);
      const event::RegistrationId* guest = at(list.guests, intent.value);
      if (!guest || !persons) return true;
      RollChoice there = choice;
      there.stop = list.stops[static_cast<std::size_t>(list.shown.stop)];   // the one that staff see
      ask_roll({RollWork::call, std::move(there), *guest, *persons});
      break;
    }
    case RollCallAct::undo: {
      if (next->taps.empty()) return true;
      const RollTap tap = next->taps.back();
      next->taps.pop_back();
      choice.stop = tap.stop;
      ask_roll({RollWork::undo, choice, tap.guest, 0, tap.record});
      break;
    }
    case RollCallAct::print:
      if (ui::is_busy(next->print.stage)) return true;
      next->print = {};
      next->print.stage = ui::PaperStage::making;
      ask_roll({RollWork::print, choice, {}, 0, {}, std::make_shared<const report::MissingList>(missing_of(list.shown))});
      break;
    case RollCallAct::stop_printing: effects_.emplace_back(StopPaper{}); break;
  }
  next->failed = false;
  state_.roll_call = next;
  return true;
}

void VisitMachine::take(const RollCallAnswer& answer) {
  if (!state_.staff || !state_.roll_call || !answer.news) return;   // taps are never waited for: no answer is no tick
  const RollCallNews& news = *answer.news;
  auto next = std::make_shared<RollCallProgress>(*state_.roll_call);
  if (news.print) next->print = *news.print;
  if (news.saved != RollSaved::nothing) next->failed = news.saved == RollSaved::failed;
  if (news.list) {
    const RollList& list = *news.list;
    const std::string& stop = list.stops[static_cast<std::size_t>(list.shown.stop)];
    if (news.record) {
      const auto row = std::ranges::find(list.guests, news.guest);
      const std::string name = row == list.guests.end() ? std::string() : list.shown.rows[static_cast<std::size_t>(row - list.guests.begin())].name;
      next->taps.push_back({stop, name, news.guest, *news.record});
    }
    // An answer about a stop or a group that staff have left since tells nothing.
    if (!next->choice.stop || *next->choice.stop == stop) next->list = news.list;
    if (!next->choice.stop && !next->taps.empty()) next->choice.stop = stop;   // the programme goes on, the roll stays
  }
  state_.roll_call = next;
}

}  // namespace openday::app
