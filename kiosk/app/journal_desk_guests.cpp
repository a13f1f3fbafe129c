// Guests at the desk: codes are decided and admissions written in one go; ratings go into the ballot box or, named, into the
// journal.
#include <algorithm>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/event/admission.h"
#include "kiosk/event/confirmation.h"

namespace openday::app {

namespace {

using event::Verdict;

struct Shown {
  event::Presented presented;
  event::Way way = event::Way::code;
};

Shown present(const std::string& text, const Documents& documents, const base::Moment& now) {
  std::optional<base::Date> today;
  if (now.state != base::ClockState::guessed) today = base::date_in(now.wall, documents.plan.zone);
  auto decoded = event::decode_confirmation(text, documents.trust.value_or(event::Trust{}), today);
  if (decoded) return {std::move(*decoded)};
  if (decoded.error().kind == event::CodeError::foreign && documents.roster) {
    const auto match = event::match_foreign_code(text, documents.plan, *documents.roster);
    if (match) return {match->guest->registration, event::Way::foreign_code};
  }
  return {decoded.error().kind};
}

}  // namespace

// ---- checking in ----

void JournalDesk::State::carry_out(const CheckIn& wanted, const base::Moment& now) {
  say(CheckInAnswer{wanted.visit, admit(wanted.text, now)});
}

Outcome JournalDesk::State::admit(const std::string& text, const base::Moment& now) {
  Outcome lost;
  lost.saved = false;
  if (!journal || !documents) return lost;
  const Shown shown = present(text, *documents, now);
  const event::Session* today = session(now);
  const event::AdmissionContext context{.plan = documents->plan,
                                        .session = today ? std::string_view(today->id) : std::string_view(),
                                        .roster = documents->roster ? &*documents->roster : nullptr,
                                        .revocations = documents->revocations ? &*documents->revocations : nullptr,
                                        .attendance = attendance,
                                        .now = now,
                                        .way = shown.way};
  const event::Decision decision = event::decide(shown.presented, context);
  Outcome outcome = describe(decision);
  if (const auto* code = std::get_if<event::Confirmation>(&shown.presented)) {
    if (outcome.name.empty()) outcome.name = code->name;
    if (decision.verdict == Verdict::wrong_event) outcome.other_event = code->event;
    if (decision.verdict == Verdict::expired) outcome.when = code->expires;
  }
  if (event::admits(decision.verdict)) {
    if (decision.registration && decision.seats > 1) attendance.set_seats(*decision.registration, decision.seats);
    outcome.saved = append(event::Kind::check_in, documents->plan.id, to_json(event::check_in_body(decision, context)), now);
  } else if (decision.verdict != Verdict::already_admitted) {
    // No personal data; that it could not be written changes nothing for the guest.
    (void)append(event::Kind::refusal, documents->plan.id,
                 to_json(event::RefusalBody{std::string(to_string(decision.verdict)), std::string(context.session)}), now);
  }
  return outcome;
}

Outcome JournalDesk::State::describe(const event::Decision& decision) const {
  Outcome out;
  out.verdict = decision.verdict;
  out.registration = decision.registration;
  if (decision.guest) {
    out.name = decision.guest->name;
    out.group = decision.guest->group;
    out.seat = decision.guest->seat;
    const event::Session* theirs = documents->plan.session(decision.guest->session);
    if (theirs && decision.verdict == Verdict::wrong_session) out.session = theirs->title.empty() ? theirs->id : theirs->title;
  }
  if (decision.category) out.category = decision.category->id;
  out.seats = decision.seats;
  out.persons = decision.persons_after;
  out.when = decision.opens;
  out.late = decision.late;
  if (decision.earlier) {
    const auto at = base::parse_rfc3339(decision.earlier->first_at);
    if (at) out.first_at = at->at;
    const auto box = box_names.find(decision.earlier->first_device);
    if (box != box_names.end()) out.first_place = box->second;
  }
  out.may_rate = documents->forms.empty() || std::any_of(documents->forms.begin(), documents->forms.end(), [&](const auto& form) {
    return may_rate(documents->plan, *form, out.category);
  });
  return out;
}

// ---- ratings ----

void JournalDesk::State::carry_out(const LookRated& wanted, const base::Moment&) {
  RatedAnswer answer{wanted.visit, {}};
  if (journal && documents) {
    for (const auto& form : documents->forms) {
      if (form->questionnaire != wanted.questionnaire) continue;
      for (const FormSubject& subject : form->subjects) {
        const auto marked = journal->ballots().has_rated(documents->plan.id, wanted.rater, subject.id);
        if ((marked && *marked) || rated_by_name.contains({wanted.rater, subject.id})) answer.rated.push_back(subject.id);
      }
    }
  }
  say(std::move(answer));
}

void JournalDesk::State::carry_out(const CastRating& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  RatingSaved saved = RatingSaved::failed;
  if (wanted.visit == cast_visit) {
    saved = RatingSaved::saved;   // its first answer came too late for the guest, who pressed again
  } else if (journal && today) {
    saved = wanted.anonymous ? cast_ballots(wanted, *today) : append_named(wanted, *today, now);
  }
  if (saved == RatingSaved::saved) cast_visit = wanted.visit;
  if (saved == RatingSaved::saved && wanted.anonymous) batch_ballots(now);
  say(RatingAnswer{wanted.visit, saved});
}

RatingSaved JournalDesk::State::cast_ballots(const CastRating& wanted, const event::Session& today) {
  journal::Cast cast{documents->plan.id, today.id, wanted.rater, {}};
  for (const SubjectRating& rating : wanted.ratings) cast.ballots.push_back({rating.subject, rating.grade, rating.tags, {}});
  const auto receipt = journal->ballots().cast(cast);
  if (!worked(receipt)) return RatingSaved::failed;
  return receipt->stored.empty() ? RatingSaved::already : RatingSaved::saved;
}

RatingSaved JournalDesk::State::append_named(const CastRating& wanted, const event::Session& today, const base::Moment& now) {
  if (!wanted.rater) return RatingSaved::failed;   // a name is what this plan asks for
  std::vector<journal::Draft> drafts;
  for (const SubjectRating& rating : wanted.ratings) {
    if (rated_by_name.contains({*wanted.rater, rating.subject})) continue;
    drafts.push_back({event::Kind::rating, documents->plan.id,
                      to_json(event::RatingBody{*wanted.rater, today.id, rating.subject, rating.grade, rating.tags})});
  }
  if (drafts.empty()) return RatingSaved::already;
  const auto records = journal->append(drafts, now);
  if (!worked(records)) return RatingSaved::failed;
  for (const event::Record& record : *records) fold(record);
  return RatingSaved::saved;
}

void JournalDesk::State::batch_ballots(const base::Moment& now) {
  if (!journal || !documents) return;
  const auto records = journal->ballots().make_batches(documents->plan.id, {}, journal::BatchRule::five_or_more, now);
  if (!worked(records)) return;
  for (const event::Record& record : *records) fold(record);
}

}  // namespace openday::app
