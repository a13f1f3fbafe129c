// What a decision is called and what is written of it.
#include <algorithm>
#include <array>

#include "kiosk/event/admission.h"

namespace openday::event {
namespace {

constexpr std::array<std::string_view, 19> kVerdicts{
    "admitted", "admitted-not-on-roster", "already-admitted", "party-complete", "early", "late", "wrong-event", "wrong-session",
    "event-not-running", "registration-cancelled", "revoked", "not-registered", "bad-signature", "unknown-issuer", "expired", "unreadable",
    "needs-screening", "category-full", "needs-staff"};

}  // namespace

std::string_view to_string(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> parse_verdict(std::string_view text) {
  const auto found = std::ranges::find(kVerdicts, text);
  return found == kVerdicts.end() ? std::nullopt : std::optional(static_cast<Verdict>(found - kVerdicts.begin()));
}

bool admits(Verdict verdict) {
  return verdict == Verdict::admitted || verdict == Verdict::admitted_not_on_roster || verdict == Verdict::late;
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

RefusalBody refusal_body(const Decision& decision, const AdmissionContext& context) {
  RefusalBody out{std::string(to_string(decision.verdict)), std::string(context.session)};
  if (decision.category) out.category = decision.category->id;
  if (decision.guest) out.department = decision.guest->department;
  return out;
}

WalkInBody walk_in_body(const Decision& decision, const AdmissionContext& context, const WalkIn& guest) {
  WalkInBody out;
  out.registration = guest.registration;
  out.session = std::string(context.session);
  out.persons = decision.persons_now;
  out.category = guest.category;
  out.declared = guest.declared;
  out.early = decision.early;
  out.validity_unverified = decision.validity_unverified;
  out.name = guest.name;
  return out;
}

StaffBody override_of(Verdict verdict, std::string_view reason, const RegistrationId& registration, std::string role) {
  return {"override", std::move(role), std::string(to_string(verdict)) + " " + std::string(reason) + " " + to_string(registration)};
}

bool asks_declarations(const Eligibility& eligibility) {
  return eligibility.min_age || eligibility.full_capacity || !eligibility.residency.empty() || !eligibility.exclude.empty() || !eligibility.text.empty();
}

}  // namespace openday::event
