#include "kiosk/app/roll_call_list.h"

#include <algorithm>
#include <map>

#include "kiosk/app/plan_words.h"
#include "kiosk/event/itinerary.h"
#include "kiosk/event/roll_call.h"

namespace openday::app {

namespace {

using ui::RollGrouping;

std::string key_of(const event::Guest& guest, RollGrouping by) { return by == RollGrouping::vehicle ? guest.vehicle : by == RollGrouping::group ? guest.group : std::string(); }

class RollMaker {
 public:
  RollMaker(const RollInput& in, const RollChoice& choice) : in_(in), choice_(choice), plan_(in.documents.plan) {
    for (event::Presence& one : in.attendance.present(plan_.id, in.session.id)) present_.emplace(one.registration, std::move(one));
  }

  RollList make() {
    choose_stop();
    choose_grouping();
    if (const event::Roster* roster = listed())
      for (const event::Guest& guest : roster->guests()) put_guest(guest);
    for (const auto& [registration, presence] : present_)
      if (!listed() || !listed()->find(registration)) put_unlisted(presence);
    out_.shown.missing = out_.shown.expected - out_.shown.present;
    choose_group();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const event::Roster* listed() const { return in_.documents.roster ? &*in_.documents.roster : nullptr; }

  void choose_stop() {
    const auto itinerary = event::itinerary_at(plan_, in_.session, in_.attendance.corrections(plan_.id), in_.now);
    const event::RollStops stops = event::roll_stops(plan_, itinerary, in_.groups.stops(plan_.id, in_.session.id));
    std::size_t chosen = stops.now;
    for (std::size_t i = 0; i < stops.all.size(); ++i) {
      const event::RollStop& stop = stops.all[i];
      if (choice_.stop == stop.id) chosen = i;
      out_.stops.push_back(stop.id);
      out_.shown.stops.push_back({stop.title, stop.boarding});
    }
    out_.shown.stop = static_cast<int>(chosen);
    out_.shown.stop_now = static_cast<int>(stops.now);
    marks_ = in_.groups.called(plan_.id, in_.session.id, stops.all[chosen].id);
  }

  [[nodiscard]] bool boarding() const { return out_.shown.stops[static_cast<std::size_t>(out_.shown.stop)].boarding; }

  void choose_grouping() {
    std::vector<RollGrouping>& all = out_.shown.groupings;
    all = {RollGrouping::everybody};
    const auto offer = [&](RollGrouping by) {
      if (listed() && std::ranges::any_of(listed()->guests(), [&](const event::Guest& guest) { return !key_of(guest, by).empty(); })) all.push_back(by);
    };
    offer(RollGrouping::vehicle);
    offer(RollGrouping::group);
    const auto has = [&](RollGrouping by) { return std::ranges::find(all, by) != all.end(); };
    const RollGrouping wish = boarding() ? RollGrouping::vehicle : RollGrouping::group;
    out_.shown.grouping = choice_.grouping && has(*choice_.grouping) ? *choice_.grouping : has(wish) ? wish : all.back();
  }

  void put_guest(const event::Guest& guest) {
    const auto came = present_.find(guest.registration);
    const auto mark = marks_.find(guest.registration);
    const bool of_session = guest.session.empty() || guest.session == in_.session.id;
    const bool called = mark != marks_.end() && mark->second.persons > 0;
    const bool expected = guest.state == event::GuestState::expected && of_session;
    if (came == present_.end() && !called && !(expected && choice_.with_absent)) {
      if (expected) out_.shown.not_checked_in += guest.persons;
      return;
    }
    ui::RollRow row{guest.name, category_label(plan_, guest.category), guest.phone_tail, key_of(guest, out_.shown.grouping)};
    row.checked_in = came != present_.end();
    row.most = std::max({1, guest.persons, row.checked_in ? came->second.persons : 1});
    row.expected = row.checked_in ? came->second.persons : row.most;
    put(std::move(row), guest.registration);
  }

  void put_unlisted(const event::Presence& presence) {
    const std::string name = !presence.name.empty() ? presence.name : presence.walk_in ? "（现场补登）" : "（不在名单）";
    ui::RollRow row{name, category_label(plan_, presence.category), {}, {}};
    row.most = row.expected = std::max(1, presence.persons);
    put(std::move(row), presence.registration);
  }

  void put(ui::RollRow row, const event::RegistrationId& registration) {
    if (const auto mark = marks_.find(registration); mark != marks_.end()) row.present = std::min(mark->second.persons, row.most);
    row.expected = std::max(row.expected, row.present);
    count(row);
    out_.shown.rows.push_back(std::move(row));
    out_.guests.push_back(registration);
  }

  void count(const ui::RollRow& row) {
    const auto [at, fresh] = place_.try_emplace(row.group, out_.groups.size());
    if (fresh) {
      out_.groups.push_back(row.group);
      out_.shown.groups.push_back({row.group});
    }
    ui::RollGroup& group = out_.shown.groups[at->second];
    group.present += row.present, group.expected += row.expected;
    out_.shown.present += row.present, out_.shown.expected += row.expected;
  }

  // Of all rows those of the group are left; a group that nobody is in any more gives way to all.
  void choose_group() {
    if (out_.shown.grouping == RollGrouping::everybody) {
      out_.shown.groups.clear();
      out_.groups.clear();
      return;
    }
    const auto at = choice_.group ? place_.find(*choice_.group) : place_.end();
    if (at == place_.end()) return;
    ui::RollCall& shown = out_.shown;
    shown.group = static_cast<int>(at->second);
    const ui::RollGroup& group = shown.groups[at->second];
    shown.present = group.present, shown.expected = group.expected, shown.missing = group.expected - group.present;
    std::vector<ui::RollRow> rows;
    std::vector<event::RegistrationId> guests;
    for (std::size_t i = 0; i < shown.rows.size(); ++i) {
      if (shown.rows[i].group != at->first) continue;
      rows.push_back(std::move(shown.rows[i]));
      guests.push_back(out_.guests[i]);
    }
    shown.rows = std::move(rows);
    out_.guests = std::move(guests);
  }

  const RollInput& in_;
  const RollChoice& choice_;
  const event::Plan& plan_;
  std::map<event::RegistrationId, event::Presence> present_;
  event::RollMarks marks_;
  std::map<std::string, std::size_t> place_;   // of a group in out_.groups
  RollList out_;
};

}  // namespace

RollList make_roll_list(const RollInput& in, const RollChoice& choice) { return RollMaker(in, choice).make(); }

}  // namespace openday::app
