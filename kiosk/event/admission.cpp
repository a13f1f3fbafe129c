#include "kiosk/event/admission.h"

#include <algorithm>
#include <array>

#include "kiosk/event/itinerary.h"

namespace openday::event {
namespace {

constexpr std::array<std::string_view, 19> kVerdicts{
    "admitted", "admitted-not-on-roster", "already-admitted", "party-complete", "early", "late", "wrong-event", "wrong-session",
    "event-not-running", "registration-cancelled", "revoked", "not-registered", "bad-signature", "unknown-issuer", "expired", "unreadable",
    "needs-screening", "category-full", "needs-staff"};

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
    if (const auto* chosen = std::get_if<RegistrationId>(&presented)) out_.registration = *chosen;
    if (code_) out_.registration = code_->registration;
    session_ = plan_.session(context.session);
    if (session_) itinerary_ = itinerary_at(plan_, *session_, context.attendance.corrections(plan_.id), context.now.wall);
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
  [[nodiscard]] base::Instant on_the_day(Minutes minutes) const { return base::at_local(*session_->when.date(), minutes, plan_.zone); }
  [[nodiscard]] bool dated() const { return session_ && session_->when.date().has_value(); }
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
        return when(dated() && base::date_in(now(), plan_.zone) > *session_->when.date() && may_judge(), Verdict::event_not_running);
      default: return std::nullopt;
    }
  }

  // RFC 8392 section 3.1.4: not on or after `exp`.
  Answer out_of_date() {
    if (!code_ || !code_->expires || !may_judge()) return std::nullopt;
    return when(now() >= *code_->expires, Verdict::expired);
  }

  Answer unknown_guest() {
    const bool usable = context_.roster && context_.roster->event() == plan_.id;
    out_.guest = usable ? context_.roster->find(*out_.registration) : nullptr;
    if (!code_ && !out_.guest) return Verdict::not_registered;
    out_.category = out_.guest ? plan_.category(out_.guest->category) : plan_.category(code_->category);
    out_.seats = std::max(out_.guest ? out_.guest->persons : code_->seats, 1);
    return std::nullopt;
  }

  Answer left_to_staff() {
    if (context_.way == Way::foreign_code && !context_.fact_confirmed) return Verdict::needs_staff;
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
  [[nodiscard]] std::optional<Begin> begin() const {
    if (!dated()) return std::nullopt;
    if (out_.category->call_time) return Begin{on_the_day(*out_.category->call_time), on_the_day(*out_.category->call_time)};
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
    const auto first = begin();
    if (first && plan_.confirmation.opens_before) door = std::min(first->planned, first->shifted) - *plan_.confirmation.opens_before;
    return out ? std::max(*out, door) : door;
  }

  Answer too_early() {
    const auto open_from = opens();
    if (!open_from || !may_judge() || now() >= *open_from) return std::nullopt;
    out_.opens = open_from;
    out_.early = true;
    return when(!staff(), Verdict::early);
  }

  // Late after the session's own start (which may come after the gathering) or the category's call, plus grace and staff's delay.
  void mark_late() {
    const auto first = begin();
    if (!first || !plan_.confirmation.grace || !may_judge()) return;
    base::Instant start = first->planned;
    if (session_->when.start && !out_.category->call_time) start = std::max(start, on_the_day(*session_->when.start));
    const auto delay = std::max(first->shifted - first->planned, base::Millis(0));
    out_.late = now() > start + delay + *plan_.confirmation.grace;
  }

  [[nodiscard]] bool in_force(const Screening& screening) {
    if (!screening.valid_from && !screening.valid_to) return true;
    if (!may_judge()) return false;
    const Date today = base::date_in(now(), plan_.zone);
    return (!screening.valid_from || *screening.valid_from <= today) && (!screening.valid_to || today <= *screening.valid_to);
  }

  Answer unscreened() {
    if (context_.screened) return std::nullopt;
    const bool asked = std::ranges::any_of(plan_.screening, [this](const Screening& one) { return in_force(one); });
    return when(asked, Verdict::needs_screening);
  }

  [[nodiscard]] int present(const std::string& category) const {
    return context_.attendance.persons(plan_.id, context_.session, category);
  }
  [[nodiscard]] int external_present() const {
    int sum = 0;
    for (const Category& category : plan_.categories)
      if (category.role == CategoryRole::external) sum += present(category.id);
    return sum;
  }
  [[nodiscard]] bool joint_quota_full() const {
    return std::ranges::any_of(plan_.joint_quotas, [this](const JointQuota& joint) {
      if (std::ranges::find(joint.categories, out_.category->id) == joint.categories.end()) return false;
      int sum = out_.persons_now;
      for (const std::string& category : joint.categories) sum += present(category);
      return sum > joint.quota;
    });
  }
  // The cap of the session before that of the plan; it counts external persons only.
  [[nodiscard]] bool cap_reached() const {
    const auto cap = session_ && session_->cap ? session_->cap : plan_.cap;
    return cap && out_.category->role == CategoryRole::external && external_present() + out_.persons_now > *cap;
  }

  Answer full() {
    out_.persons_now = std::clamp(context_.persons, 1, out_.seats - out_.persons_after);
    const bool own = out_.category->quota && present(out_.category->id) + out_.persons_now > *out_.category->quota;
    return when(own || joint_quota_full() || cap_reached(), Verdict::category_full);
  }

  Decision refuse(Verdict verdict) {
    out_.verdict = verdict;
    out_.persons_now = 0;
    if (context_.way == Way::foreign_code && !context_.fact_confirmed) out_.guest = nullptr;
    return std::move(out_);
  }

  Decision admit() {
    mark_late();
    out_.persons_after += out_.persons_now;
    out_.verdict = !out_.guest ? Verdict::admitted_not_on_roster : out_.late ? Verdict::late : Verdict::admitted;
    return std::move(out_);
  }

  const AdmissionContext& context_;
  const Plan& plan_;
  const Confirmation* code_ = nullptr;
  const Session* session_ = nullptr;
  Itinerary itinerary_;
  Decision out_;
};

}  // namespace

std::string_view to_string(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> parse_verdict(std::string_view text) {
  const auto found = std::ranges::find(kVerdicts, text);
  return found == kVerdicts.end() ? std::nullopt : std::optional(static_cast<Verdict>(found - kVerdicts.begin()));
}

bool admits(Verdict verdict) {
  return verdict == Verdict::admitted || verdict == Verdict::admitted_not_on_roster || verdict == Verdict::late;
}

Decision decide(const Presented& presented, const AdmissionContext& context) {
  if (const auto* error = std::get_if<CodeError>(&presented)) {
    Decision out;
    out.verdict = verdict_of(*error);
    return out;
  }
  return Case(presented, context).decide();
}

CheckInBody check_in_body(const Decision& decision, const AdmissionContext& context) {
  CheckInBody out;
  out.registration = decision.registration.value_or(RegistrationId{});
  out.session = std::string(context.session);
  out.persons = decision.persons_now;
  if (decision.category) out.category = decision.category->id;
  out.way = context.way;
  out.on_roster = decision.guest != nullptr;
  out.early = decision.early;
  out.late = decision.late;
  out.validity_unverified = decision.validity_unverified;
  out.seats = decision.seats;
  return out;
}

}  // namespace openday::event
