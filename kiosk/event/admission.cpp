#include "kiosk/event/admission.h"

#include <algorithm>
#include <set>

#include "kiosk/event/admission_seats.h"
#include "kiosk/event/itinerary.h"

namespace openday::event {
namespace {

Verdict verdict_of(CodeError error) {
  switch (error) {
    case CodeError::unknown_issuer: return Verdict::unknown_issuer;
    case CodeError::bad_signature: return Verdict::bad_signature;
    case CodeError::foreign:
    case CodeError::damaged: break;
  }
  return Verdict::unreadable;
}

// One guest at the door: the questions that decide asks in turn. Each answers with the verdict that ends the asking, or nothing.
class Case {
 public:
  Case(const Presented& presented, const AdmissionContext& context) : context_(context), plan_(context.plan) {
    code_ = std::get_if<Confirmation>(&presented);
    walk_in_ = std::get_if<WalkIn>(&presented);
    if (walk_in_) out_.registration = walk_in_->registration;
    if (const auto* chosen = std::get_if<RegistrationId>(&presented)) out_.registration = *chosen;
    if (code_) out_.registration = code_->registration;
    session_ = plan_.session(context.session);
    if (session_) itinerary_ = itinerary_at(plan_, *session_, context.attendance.corrections(plan_.id), context.now.wall);
  }

  std::optional<int> walk_in_seats(const Category& category) const { return seats_left(seating(true), category); }
  bool absent_waived(const Category& category) const {
    const auto line = waived_after(category);
    return line && clock_known() && now() > *line;
  }

  Keeps keepers() const {
    std::set<std::string, std::less<>> waived;
    for (const Category& category : plan_.categories)
      if (absent_waived(category)) waived.insert(category.id);
    if (waived.empty()) return [](const Guest&, const Category&) { return true; };
    return [waived = std::move(waived), moves = context_.moves, grace = *plan_.confirmation.grace, now = now()](const Guest& guest, const Category& category) {
      if (!waived.contains(category.id)) return true;
      const auto move = moves ? moves->find(guest.registration) : GuestMoves::const_iterator();
      if (!moves || move == moves->end() || move->second.move != WaitlistMove::up) return false;
      const auto promised = base::parse_rfc3339(move->second.at);
      return move->second.clock == base::ClockState::guessed || !promised || now <= promised->at + grace;
    };
  }

  Decision decide() {
    for (const auto question : {&Case::revoked, &Case::of_another_event, &Case::not_running, &Case::out_of_date, &Case::unknown_guest,
                                &Case::left_to_staff, &Case::cancelled, &Case::of_another_session, &Case::complete, &Case::too_early,
                                &Case::unscreened, &Case::full}) {
      const auto verdict = (this->*question)();
      if (verdict) return refuse(*verdict);
    }
    return admit();
  }

 private:
  using Answer = std::optional<Verdict>;
  static Answer when(bool condition, Verdict verdict) { return condition ? Answer(verdict) : std::nullopt; }

  [[nodiscard]] bool clock_known() const { return context_.now.state != base::ClockState::guessed; }
  [[nodiscard]] base::Instant now() const { return context_.now.wall; }
  [[nodiscard]] bool staff() const { return context_.way == Way::staff; }
  [[nodiscard]] base::Instant on_the_day(Minutes minutes) const { return base::at_local(*itinerary_.day, minutes, plan_.zone); }
  [[nodiscard]] bool dated() const { return session_ && itinerary_.day.has_value(); }
  // A date can only be judged by a clock that is known; otherwise it marks the record (DESIGN.md I6).
  bool may_judge() {
    out_.validity_unverified |= !clock_known();
    return clock_known();
  }

  Answer revoked() {
    return when(context_.revocations && context_.revocations->registrations.contains(*out_.registration), Verdict::revoked);
  }

  Answer of_another_event() { return when(code_ && code_->event != plan_.id, Verdict::wrong_event); }

  Answer not_running() {
    if (!session_) return when(plan_.status == PlanStatus::postponed || plan_.status == PlanStatus::cancelled ||
                               plan_.status == PlanStatus::closed, Verdict::event_not_running);
    switch (itinerary_.state) {
      case SessionState::postponed:
      case SessionState::cancelled:
      case SessionState::closed: return Verdict::event_not_running;
      case SessionState::after:   // who comes after the last row, but on the day, is only late
        return when(dated() && base::date_in(now(), plan_.zone) > *itinerary_.day && may_judge(), Verdict::event_not_running);
      default: return std::nullopt;
    }
  }

  // RFC 8392 section 3.1.4: not on or after `exp`.
  Answer out_of_date() {
    if (!code_ || !code_->expires || !may_judge()) return std::nullopt;
    return when(now() >= *code_->expires, Verdict::expired);
  }

  Answer unknown_guest() {
    if (walk_in_) return unknown_walk_in();
    const bool usable = context_.roster && context_.roster->event() == plan_.id;
    out_.guest = usable ? context_.roster->find(*out_.registration) : nullptr;
    if (!code_ && !out_.guest) return Verdict::not_registered;
    out_.category = out_.guest ? plan_.category(out_.guest->category) : plan_.category(code_->category);
    out_.seats = std::max(out_.guest ? out_.guest->persons : code_->seats, 1);
    return std::nullopt;
  }

  // Walk-ins are the plan's to allow, and staff's to register.
  Answer unknown_walk_in() {
    const RegistrationRules& rules = plan_.registration;
    if (!staff() || !rules.walk_in || (!rules.walk_in_category.empty() && rules.walk_in_category != walk_in_->category)) return Verdict::not_registered;
    out_.category = plan_.category(walk_in_->category);
    out_.seats = std::clamp(context_.persons, 1, kMaxPersons);
    return std::nullopt;
  }

  // Neither a code of another system nor a name that anybody may type says who stands there.
  [[nodiscard]] bool lacks_fact() const {
    return (context_.way == Way::foreign_code || context_.way == Way::found) && !context_.fact_confirmed;
  }

  Answer left_to_staff() {
    if (walk_in_ && asks_declarations(plan_.eligibility) && !walk_in_->declared) return Verdict::needs_staff;
    if (lacks_fact()) return Verdict::needs_staff;
    const bool waiting = out_.guest && out_.guest->state == GuestState::waiting && !staff();
    return when(waiting || !out_.category, Verdict::needs_staff);
  }

  Answer cancelled() {
    return when(out_.guest && out_.guest->state == GuestState::cancelled, Verdict::registration_cancelled);
  }

  Answer of_another_session() {
    return when(out_.guest && !out_.guest->session.empty() && out_.guest->session != context_.session, Verdict::wrong_session);
  }

  Answer complete() {
    const Presence* presence = context_.attendance.find(plan_.id, context_.session, *out_.registration);
    if (presence) out_.earlier = *presence;
    out_.persons_after = presence ? presence->persons : 0;
    if (out_.persons_after < out_.seats) return std::nullopt;
    return out_.seats > 1 ? Verdict::party_complete : Verdict::already_admitted;
  }

  // When the first row of the guest's own programme begins, as planned and as staff shifted it.
  struct Begin {
    base::Instant planned, shifted;
  };
  [[nodiscard]] std::optional<Begin> begin(const Category& category) const {
    if (!dated()) return std::nullopt;
    if (category.call_time) return Begin{on_the_day(*category.call_time), on_the_day(*category.call_time)};
    const Row* first = nullptr;
    for (const Row& row : itinerary_.rows) {
      const bool counts = row.start && !row.throughout && !row.inserted && row.state != RowState::skipped;
      if (counts && (!first || *row.start < *first->start)) first = &row;
    }
    if (first) return Begin{*first->start - Minutes(first->shifted_minutes), *first->start};
    if (!session_->when.start) return std::nullopt;
    return Begin{on_the_day(*session_->when.start), on_the_day(*session_->when.start)};
  }

  // The latest of what holds people back: the code's `nbf`, the day, the opening before the first row.
  [[nodiscard]] std::optional<base::Instant> opens() const {
    std::optional<base::Instant> out = code_ ? code_->not_before : std::nullopt;
    const bool staff_opened = itinerary_.state == SessionState::running && !out_.category->call_time;
    if (!dated() || staff_opened) return out;
    base::Instant door = on_the_day(Minutes(0));
    const auto first = begin(*out_.category);
    if (first && plan_.confirmation.opens_before) door = std::min(first->planned, first->shifted) - *plan_.confirmation.opens_before;
    return out ? std::max(*out, door) : door;
  }

  Answer too_early() {
    const auto open_from = opens();
    if (!open_from || !may_judge() || now() >= *open_from) return std::nullopt;
    out_.opens = open_from;
    out_.early = true;
    return unless_overridden(Verdict::early);
  }

  // Late after the session's own start (which may come after the gathering) or the category's call, plus grace and staff's delay.
  [[nodiscard]] std::optional<base::Instant> late_after(const Category& category) const {
    const auto first = begin(category);
    if (!first || !plan_.confirmation.grace) return std::nullopt;
    base::Instant start = first->planned;
    if (session_->when.start && !category.call_time) start = std::max(start, on_the_day(*session_->when.start));
    return start + std::max(first->shifted - first->planned, base::Millis(0)) + *plan_.confirmation.grace;
  }
  void mark_late() {
    const auto line = late_after(*out_.category);
    out_.late = line && may_judge() && now() > *line;
  }

  [[nodiscard]] bool in_force(const Screening& screening) {
    if (!screening.valid_from && !screening.valid_to) return true;
    if (!may_judge()) return false;
    const Date today = base::date_in(now(), plan_.zone);
    return (!screening.valid_from || *screening.valid_from <= today) && (!screening.valid_to || today <= *screening.valid_to);
  }

  Answer unscreened() {
    for (const Screening& one : plan_.screening)
      if (in_force(one)) out_.screening.push_back(&one);
    const auto before = context_.attendance.screened(plan_.id, context_.session, *out_.registration);
    if (out_.screening.empty() || context_.screened || before == Screened::passed) return std::nullopt;
    out_.referred = before == Screened::referred;
    return out_.referred ? unless_overridden(Verdict::needs_screening) : Verdict::needs_screening;
  }

  // Who stays away after the grace has given the seat up, where the plan says so (确认后缺席视为主动放弃). Nothing: never.
  [[nodiscard]] std::optional<base::Instant> waived_after(const Category& category) const {
    return plan_.confirmation.no_show == "waived" ? late_after(category) : std::nullopt;
  }
  [[nodiscard]] Seating seating(bool behind_the_absent) const {
    const bool usable = context_.roster && context_.roster->event() == plan_.id;
    Seating out{plan_, session_, context_.session, usable ? context_.roster : nullptr, context_.attendance, {}};
    if (behind_the_absent) out.held = keepers();
    return out;
  }

  Answer full() {
    out_.persons_now = std::clamp(context_.persons, 1, out_.seats - out_.persons_after);
    const bool waiting = out_.guest && out_.guest->state == GuestState::waiting;
    const auto left = seats_left(seating(walk_in_ || waiting), *out_.category);
    return left && *left < out_.persons_now ? unless_overridden(Verdict::category_full) : std::nullopt;
  }

  // A supervisor's word, for this verdict and no other.
  Answer unless_overridden(Verdict verdict) {
    if (staff() && std::ranges::find(context_.overridden, verdict) != context_.overridden.end()) {
      out_.overridden.push_back(verdict);
      return std::nullopt;
    }
    out_.overridable = true;
    return verdict;
  }

  Decision refuse(Verdict verdict) {
    out_.verdict = verdict;
    out_.persons_now = 0;
    out_.overridden.clear();
    if (lacks_fact()) out_.guest = nullptr;
    return std::move(out_);
  }

  Decision admit() {
    mark_late();
    out_.persons_after += out_.persons_now;
    out_.verdict = walk_in_ ? Verdict::admitted : !out_.guest ? Verdict::admitted_not_on_roster : out_.late ? Verdict::late : Verdict::admitted;
    return std::move(out_);
  }

  const AdmissionContext& context_;
  const Plan& plan_;
  const Confirmation* code_ = nullptr;
  const WalkIn* walk_in_ = nullptr;
  const Session* session_ = nullptr;
  Itinerary itinerary_;
  Decision out_;
};

}  // namespace

Decision decide(const Presented& presented, const AdmissionContext& context) {
  if (const auto* error = std::get_if<CodeError>(&presented)) {
    Decision out;
    out.verdict = verdict_of(*error);
    return out;
  }
  return Case(presented, context).decide();
}

std::optional<int> walk_in_seats(const Category& category, const AdmissionContext& context) {
  return Case(WalkIn{{}, category.id, true}, context).walk_in_seats(category);
}

bool absent_waived(const Category& category, const AdmissionContext& context) {
  return Case(WalkIn{{}, category.id, true}, context).absent_waived(category);
}

Keeps keepers(const AdmissionContext& context) { return Case(WalkIn{}, context).keepers(); }

}  // namespace openday::event
