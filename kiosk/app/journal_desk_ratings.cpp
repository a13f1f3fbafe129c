// Ratings at the desk: into the ballot box or, named, into the journal.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

namespace {

base::Digest digest_of(const CastRating& wanted) {
  base::Sha256 all;
  all.add(wanted.anonymous ? "ballot" : "name");
  for (const SubjectRating& one : wanted.ratings) all.add(to_json(event::RatingBody{{}, {}, one.subject, one.grade, one.tags, {}, one.text}));
  return all.finish();
}

}  // namespace

void JournalDesk::State::carry_out(const LookRated& wanted, const base::Moment&) {
  RatedAnswer answer{wanted.visit, {}};
  if (journal && documents) {
    for (const auto& form : documents->forms) {
      if (form->questionnaire != wanted.questionnaire) continue;
      for (const FormSubject& subject : form->subjects) {
        const auto marked = journal->ballots().has_rated(documents->plan.id, wanted.rater, subject.id);
        const bool named = rated_by_name.contains({wanted.rater, subject.id}) || scored_by_name.contains({wanted.rater, wanted.questionnaire});
        if ((marked && *marked) || named) answer.rated.push_back(subject.id);
      }
    }
  }
  say(std::move(answer));
}

// What a comment may hold, as its page counted.
std::size_t JournalDesk::State::comment_max(const std::string& questionnaire) const {
  for (const auto& form : documents->forms)
    if (form->questionnaire == questionnaire) return static_cast<std::size_t>(form->comment_max);
  return event::kMaxOpinion;
}

void JournalDesk::State::carry_out(const CastRating& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  RatingSaved saved = RatingSaved::failed;
  const base::Digest answers = digest_of(wanted);
  if (const auto same = was_cast(wanted.visit, wanted.questionnaire, answers)) {
    saved = *same ? RatingSaved::saved : RatingSaved::already;
  } else if (journal && today) {
    saved = wanted.anonymous ? cast_ballots(wanted, *today) : append_named(wanted, *today, now);
  }
  if (saved == RatingSaved::saved) note_cast(wanted.visit, wanted.questionnaire, answers);
  if (saved == RatingSaved::saved && wanted.anonymous) batch_ballots(now);
  say(RatingAnswer{wanted.visit, saved});
}

RatingSaved JournalDesk::State::cast_ballots(const CastRating& wanted, const event::Session& today) {
  journal::Cast cast{documents->plan.id, today.id, wanted.rater, {}};
  for (const SubjectRating& rating : wanted.ratings) {
    if (wanted.rater && rated_by_name.contains({*wanted.rater, rating.subject})) continue;   // once, with a name or without
    cast.ballots.push_back({rating.subject, rating.grade, rating.tags, kept_text(rating.text, comment_max(wanted.questionnaire))});
  }
  if (cast.ballots.empty()) return RatingSaved::already;
  const auto receipt = journal->ballots().cast(cast);
  if (!worked(receipt)) return RatingSaved::failed;
  return receipt->stored.empty() ? RatingSaved::already : RatingSaved::saved;
}

RatingSaved JournalDesk::State::append_named(const CastRating& wanted, const event::Session& today, const base::Moment& now) {
  if (!wanted.rater) return RatingSaved::failed;   // a name is what this plan asks for
  std::vector<journal::Draft> drafts;
  for (const SubjectRating& rating : wanted.ratings) {
    if (rated_by_name.contains({*wanted.rater, rating.subject})) continue;
    const auto marked = journal->ballots().has_rated(documents->plan.id, *wanted.rater, rating.subject);
    if (!worked(marked)) return RatingSaved::failed;
    if (*marked) continue;   // without a name before
    drafts.push_back({event::Kind::rating, documents->plan.id,
                      to_json(event::RatingBody{*wanted.rater, today.id, rating.subject, rating.grade, rating.tags, wanted.category, kept_text(rating.text, comment_max(wanted.questionnaire))})});
  }
  if (drafts.empty()) return RatingSaved::already;
  if (wanted.consent) drafts.push_back({event::Kind::consent, documents->plan.id, to_json(event::ConsentBody{"named-rating", *wanted.consent, {}, *wanted.rater})});
  return append(drafts, now) ? RatingSaved::saved : RatingSaved::failed;
}

// Whether this visit's answers are stored already: the first answer came too late for the guest, who pressed again. Who changed
// something in between is told that it was handed in before, not thanked for what is not on the disk.
std::optional<bool> JournalDesk::State::was_cast(VisitId visit, const std::string& questionnaire, const base::Digest& answers) const {
  if (cast_of_visit.first != visit) return std::nullopt;
  const auto found = cast_of_visit.second.find(questionnaire);
  return found == cast_of_visit.second.end() ? std::nullopt : std::optional(found->second == answers);
}

void JournalDesk::State::note_cast(VisitId visit, const std::string& questionnaire, const base::Digest& answers) {
  if (cast_of_visit.first != visit) cast_of_visit = {visit, {}};
  cast_of_visit.second.emplace(questionnaire, answers);
}

void JournalDesk::State::batch_ballots(const base::Moment& now) {
  if (!journal || !documents) return;
  const auto records = journal->ballots().make_batches(documents->plan.id, {}, journal::BatchRule::five_or_more, now, sealed_subjects());
  if (!worked(records)) return;
  for (const event::Record& record : *records) fold(record);
  if (!records->empty()) look_for_ballots();
}

}  // namespace openday::app
