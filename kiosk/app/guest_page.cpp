#include "kiosk/app/guest_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/app/plan_words.h"
#include "kiosk/base/time.h"

namespace openday::app {

namespace {

using event::StoryFact;
using event::StoryKind;

class PageMaker {
 public:
  PageMaker(const GuestPageInput& in, const event::RegistrationId& guest)
      : in_(in), plan_(in.documents.plan), listed_(in.documents.roster ? in.documents.roster->find(guest) : nullptr), story_(in.attendance.story(plan_.id, guest)) {}

  std::shared_ptr<const ui::StaffGuest> make() {
    if (!listed_ && story_.empty()) return nullptr;
    if (listed_) tell_listed();
    for (const StoryFact& fact : story_) {
      tell_calls_before(fact.at);
      tell(fact);
    }
    tell_calls_before({});
    tell_state();
    return std::make_shared<const ui::StaffGuest>(std::move(out_));
  }

 private:
  void tell_listed() {
    out_.name = listed_->name;
    out_.category = category_label(plan_, listed_->category);
    out_.group = listed_->group;
    out_.seat = listed_->seat;
    out_.department = listed_->department;
    out_.phone_tail = listed_->phone_tail;
    out_.vehicle = listed_->vehicle;
    if (plan_.sessions.size() > 1) out_.session = session_title(plan_, listed_->session);
    out_.waiting = listed_->state == event::GuestState::waiting;
    out_.cancelled = listed_->state == event::GuestState::cancelled;
  }

  void tell(const StoryFact& fact) {
    ui::StoryLine line;
    line.kind = kind_of(fact);
    line.time = time_of(fact.at);
    if (plan_.sessions.size() > 1) line.session = session_title(plan_, fact.session);
    if (const auto box = in_.boxes.find(fact.device); box != in_.boxes.end()) line.box = box->second;
    line.by = who(fact);
    line.way = event::to_string(fact.admission.way);
    line.reason = fact.reason;
    line.persons = fact.admission.persons;
    line.counts = fact.counts;
    line.can_undo = fact.counts && (admits(fact) || line.kind == ui::StoryKind::undone);
    line.record = base::to_string(fact.record);
    out_.story.push_back(std::move(line));
    if (fact.kind == StoryKind::walk_in) out_.walk_in = true;
    if (!listed_ && (fact.kind == StoryKind::walk_in || fact.kind == StoryKind::check_in)) {
      out_.category = category_label(plan_, fact.admission.category);
      if (!fact.name.empty()) out_.name = fact.name;
    }
  }

  // Roll calls stand where they were among the rest; `at` empty: those that are left.
  void tell_calls_before(std::string_view at) {
    const auto end = base::parse_rfc3339(at);
    for (; called_ < in_.calls.size(); ++called_) {
      const GuestCall& call = in_.calls[called_];
      const auto when = base::parse_rfc3339(call.at);
      if (end && when && when->at > end->at) return;
      ui::StoryLine line;
      line.kind = call.persons > 0 ? ui::StoryKind::present : ui::StoryKind::missing;
      line.time = time_of(call.at);
      line.stop = call.stop;
      line.boarding = call.boarding;
      line.persons = call.persons;
      out_.story.push_back(std::move(line));
    }
  }

  void tell_state() {
    out_.nameless = out_.name.empty();
    if (out_.nameless) out_.name = out_.walk_in ? "（现场补登）" : "（不在名单）";
    const std::string counted = session_counted_in(story_, in_.today);
    out_.seats = seats_of(story_, listed_);
    out_.persons = persons_counted(story_, counted);
    const auto first = std::ranges::find_if(story_, [&](const StoryFact& fact) { return admits(fact) && fact.session == counted; });
    if (first != story_.end()) {
      out_.since = time_of(first->at);
      out_.late = first->admission.late;
    }
    out_.can_check_in = listed_ && !out_.cancelled && persons_counted(story_, in_.today) < out_.seats && !in_.today.empty();
    if (!in_.supervisor || plan_.sessions.size() < 2) return;
    const bool may_come_now = listed_ && !out_.cancelled && plan_.screening.empty();
    for (const event::Session& one : plan_.sessions)
      if (counted.empty() ? one.id == in_.today && may_come_now && !listed_->session.empty() && listed_->session != one.id : one.id != counted)
        out_.sessions.push_back({one.id, session_title(plan_, one.id)});
  }

  ui::StoryKind kind_of(const StoryFact& fact) const {
    switch (fact.kind) {
      case StoryKind::check_in: return ui::StoryKind::checked_in;
      case StoryKind::walk_in: return ui::StoryKind::registered;
      case StoryKind::screening: return fact.passed ? ui::StoryKind::screening_passed : ui::StoryKind::screening_referred;
      case StoryKind::overriding: return ui::StoryKind::overridden;
      case StoryKind::voiding: break;
    }
    const auto named = std::ranges::find(story_, *fact.names, &StoryFact::record);
    return named != story_.end() && named->kind == StoryKind::voiding ? ui::StoryKind::restored : ui::StoryKind::undone;
  }

  // The label where it is known here, else the role as records name it.
  std::string who(const StoryFact& fact) const {
    const PinEntry* entry = fact.device == in_.device && !fact.entry.empty() ? in_.pins.find(fact.entry) : nullptr;
    return entry ? entry->label : fact.role;
  }

  [[nodiscard]] std::string time_of(std::string_view at) const {
    const auto read = base::parse_rfc3339(at);
    if (!read) return {};
    const std::string clock = base::clock_text(base::minutes_of_day(read->at, plan_.zone));
    const base::Date day = base::date_in(read->at, plan_.zone);
    return day == base::date_in(in_.now.wall, plan_.zone) ? clock : base::to_string(day).substr(5) + " " + clock;
  }

  const GuestPageInput& in_;
  const event::Plan& plan_;
  const event::Guest* listed_;
  std::vector<StoryFact> story_;
  std::size_t called_ = 0;   // of in_.calls, told already
  ui::StaffGuest out_;
};

}  // namespace

bool admits(const StoryFact& fact) { return fact.counts && (fact.kind == StoryKind::check_in || fact.kind == StoryKind::walk_in); }

std::string session_counted_in(const std::vector<StoryFact>& story, std::string_view today) {
  std::string last;
  for (const StoryFact& fact : story) {
    if (!admits(fact)) continue;
    if (fact.session == today) return fact.session;
    last = fact.session;
  }
  return last;
}

int persons_counted(const std::vector<StoryFact>& story, std::string_view session) {
  int out = 0;
  for (const StoryFact& fact : story)
    if (admits(fact) && fact.session == session) out += fact.admission.persons;
  return out;
}

int seats_of(const std::vector<StoryFact>& story, const event::Guest* listed) {
  if (listed) return listed->persons;
  int most = 1;
  for (const StoryFact& fact : story)
    if (admits(fact)) most = std::max(most, fact.admission.seats);
  return most;
}

std::shared_ptr<const ui::StaffGuest> make_guest_page(const GuestPageInput& in, const event::RegistrationId& guest) { return PageMaker(in, guest).make(); }

}  // namespace openday::app
