// The rating part of the visit: subjects one after the other, changeable until handed in, handed in once.
#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

void VisitMachine::open_rating() {
  if (state_.staff || state_.asked || state_.page == Page::rating) return;
  state_.wanted.clear();
  if (!facts_.rating) return enter(Page::itinerary);   // it says when the rating is
  if (state_.guest) {
    if (state_.outcome && !state_.outcome->may_rate) return;
    state_.returns_at.reset();
    effects_.emplace_back(LookRated{state_.id, *state_.guest, facts_.rating->questionnaire});
    return ask(Question::rated);
  }
  if (state_.outcome) begin(Keep::preferences);   // refused a moment ago: another try, another visit
  if (facts_.rating->walk_up) return begin_rating({});
  state_.code_for_rating = true;
  enter(Page::check_in);
}

void VisitMachine::take(const RatedAnswer& answer) {
  if (!asks(Question::rated)) return;
  state_.asked.reset();
  rated(answer.rated);
}

void VisitMachine::rated(const std::vector<std::string>& given_before) {
  if (state_.wanted.empty()) return begin_rating(given_before);
  if (const auto form = offered_sheet(state_.wanted)) return begin_sheet(form, given_before);
  resume(state_.page);   // closed while we looked
}

void VisitMachine::begin_rating(const std::vector<std::string>& rated) {
  if (!facts_.rating) return resume(state_.page);   // closed while we looked
  RatingProgress progress;
  progress.form = facts_.rating;
  for (std::size_t i = 0; i < progress.form->subjects.size(); ++i) {
    if (std::find(rated.begin(), rated.end(), progress.form->subjects[i].id) == rated.end()) progress.subjects.push_back(i);
  }
  if (progress.subjects.empty()) {
    state_.handed_in.insert(progress.form->questionnaire);
    return thank(0, true);
  }
  progress.anonymous = progress.form->anonymous;
  progress.answers.assign(progress.subjects.size(), SubjectAnswer{0, {}, Compose(progress.form->comment_max)});
  state_.rating = std::move(progress);
  enter(state_.rating.form->either && state_.guest ? Page::rating_way : Page::rating);
}

bool RatingProgress::holds_text() const {
  return std::any_of(answers.begin(), answers.end(), [](const SubjectAnswer& answer) { return !answer.comment.empty(); });
}

bool VisitMachine::rate(const ui::Intent& intent) {
  RatingProgress& rating = state_.rating;
  if (state_.page == Page::rating_way && intent.kind == IntentKind::choose_way && rating.form) {
    rating.anonymous = intent.value != 0;
    enter(Page::rating);
    return true;
  }
  if (state_.page != Page::rating) return false;
  if (rating.saving || rating.answers.empty()) return intent.kind != IntentKind::call_staff && intent.kind != IntentKind::dismiss_help;
  SubjectAnswer& answer = rating.answers[rating.index];
  switch (intent.kind) {
    case IntentKind::choose_grade:
      if (intent.value < 1 || intent.value > 5) return true;
      if (answer.grade != intent.value) answer.tags.clear();
      answer.grade = intent.value;
      rating.failed = false;
      return true;
    case IntentKind::toggle_tag: {
      if (answer.grade == 0 || intent.value < 0) return true;
      const auto& tags = rating.form->grade(answer.grade).tags;
      const auto index = static_cast<std::size_t>(intent.value);
      if (index < tags.size() && answer.tags.erase(tags[index].code) == 0) answer.tags.insert(tags[index].code);
      return true;
    }
    case IntentKind::write_comment:
      if (rating.form->comment_max == 0) return true;
      state_.writing = ui::Writing::comment;
      enter(Page::compose);
      return true;
    case IntentKind::next_subject: next_subject(); return true;
    case IntentKind::previous_subject: previous_subject(); return true;
    default: return false;
  }
}

void VisitMachine::next_subject() {
  if (state_.rating.index + 1 < state_.rating.answers.size()) {
    ++state_.rating.index;
  } else {
    hand_in();
  }
}

void VisitMachine::previous_subject() {
  if (state_.rating.index > 0) {
    --state_.rating.index;
  } else if (state_.rating.form->either && state_.guest) {
    enter(Page::rating_way);
  } else if (state_.rating.holds_text()) {
    warn_at_once();   // words would be lost: the warning asks
  } else {
    leave();
  }
}

void VisitMachine::hand_in() {
  RatingProgress& rating = state_.rating;
  CastRating cast{state_.id, state_.guest, rating.anonymous, rating.form->questionnaire, {}};
  if (state_.outcome) cast.category = state_.outcome->category;
  if (!rating.anonymous && rating.form->either) cast.consent = rating.form->consent_version;
  for (std::size_t i = 0; i < rating.answers.size(); ++i) {
    const SubjectAnswer& answer = rating.answers[i];
    if (answer.grade == 0) continue;   // rating is voluntary, subject by subject
    cast.ratings.push_back({rating.form->subjects[rating.subjects[i]].id, answer.grade, {answer.tags.begin(), answer.tags.end()}, answer.comment.text()});
  }
  if (cast.ratings.empty()) return leave();
  rating.saving = true;
  rating.failed = false;
  effects_.emplace_back(std::move(cast));
  ask(Question::cast);
}

void VisitMachine::take(const RatingAnswer& answer) {
  if (state_.page != Page::rating) return;
  if (asks(Question::cast)) state_.asked.reset();
  state_.rating.saving = false;
  if (answer.saved == RatingSaved::failed) {
    state_.rating.failed = true;
    return;
  }
  const auto graded = std::count_if(state_.rating.answers.begin(), state_.rating.answers.end(),
                                    [](const SubjectAnswer& one) { return one.grade > 0; });
  state_.named_thanks = !state_.rating.anonymous;
  state_.handed_in.insert(state_.rating.form->questionnaire);
  thank(static_cast<int>(graded), answer.saved == RatingSaved::already);
}

void VisitMachine::thank(int ratings, bool rated_before) {
  state_.rating = {};
  state_.sheet = {};    // the answers are on the disk; nothing on this box needs them any longer
  state_.thanked_for = rated_before ? 0 : ratings;
  state_.rated_before = rated_before;
  enter(Page::thanks);
  state_.returns_at = now_ + (state_.receipt ? kReceiptTimes : 1) * rules_.thanks;
}

}  // namespace openday::app
