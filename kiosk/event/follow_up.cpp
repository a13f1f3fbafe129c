#include "kiosk/event/follow_up.h"

#include <algorithm>
#include <tuple>

#include "kiosk/event/case_number.h"
#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/follow_up_words.h"

namespace openday::event {
namespace {

constexpr int kBestBadGrade = 2;

// One of two that came under one id: a rule that arrival plays no part in.
bool takes_over(const base::Uuid& batch, const base::Uuid& known) { return batch < known; }

}  // namespace

std::string_view to_string(CaseSource source) {
  switch (source) {
    case CaseSource::rating: return "rating";
    case CaseSource::ballot: return "ballot";
    case CaseSource::opinion: return "opinion";
  }
  return {};
}

bool is_overdue(const FollowUpCase& one, const CaseClock& clock, Date at) {
  if (!clock.due || one.erased || one.state == CaseState::closed) return false;   // of an erased one nobody knows what to do
  const bool reply = clock.what == FeedbackKind::reply || clock.what == FeedbackKind::reply_written;
  return clock.due->date < at && !(reply && one.state == CaseState::replied);
}

bool is_overdue(const FollowUpCase& one, Date at) {
  return std::ranges::any_of(one.clocks, [&](const CaseClock& clock) { return is_overdue(one, clock, at); });
}

const FollowUpCase* FollowUpList::find(std::string_view number) const {
  const auto wanted = parse_case_number(number);
  const auto found = std::ranges::find_if(cases, [&](const FollowUpCase& one) { return one.number == (wanted ? *wanted : number); });
  return found == cases.end() ? nullptr : &*found;
}

void CaseFold::add(const Record& record) {
  const auto index = ledger_.add(record);
  if (!index) return;
  const auto keep = [&](auto& list, auto body) {
    if (body) list.push_back({{*index, record.event, record.wall().time_since_epoch().count(), record.id}, std::move(*body)});
  };
  switch (parse_kind(record.kind).value_or(Kind::device)) {
    case Kind::rating: return keep(ratings_, read_rating(*record.body));
    case Kind::opinion: return keep(opinions_, read_opinion(*record.body));
    case Kind::follow_up: return keep(moves_, read_follow_up(*record.body));
    case Kind::scorecard: return keep(cards_, read_scorecard(*record.body));
    case Kind::rating_batch: return keep(batches_, read_rating_batch(*record.body));
    default: return;
  }
}

void CaseFold::add(const base::Uuid& batch, const Ballot& ballot) {
  if (ballot.grade < 1 || (kept_ == KeptBallots::bad && ballot.grade > kBestBadGrade)) return;
  const auto known = ballots_.find(ballot.id);
  if (known == ballots_.end() || takes_over(batch, known->second.batch)) ballots_.insert_or_assign(ballot.id, CastBallot{batch, ballot});
}

void CaseFold::add(const base::Uuid& batch, const BallotText& text) {
  const auto known = texts_.find(text.id);
  if (known == texts_.end() || takes_over(batch, known->second.batch)) texts_.insert_or_assign(text.id, CastText{batch, text});
}

Date CaseFold::day(const Fact& fact, Minutes zone) {
  return base::date_in(base::Instant(base::Millis(ledger_.time_ms(fact.index).value_or(fact.wall_ms))), zone);
}

std::vector<const CaseFold::Rated*> CaseFold::standing_ratings(std::string_view event) {
  std::map<std::pair<std::string_view, std::string>, const Rated*> first;   // by subject and guest
  for (const Rated& rated : ratings_) {
    if (rated.event != event || !ledger_.stands(rated.index)) continue;
    const Rated*& one = first[{rated.body.subject, to_string(rated.body.registration)}];
    if (one == nullptr || ledger_.before(rated.index, one->index)) one = &rated;
  }
  std::vector<const Rated*> out;
  for (const auto& [key, rated] : first) out.push_back(rated);
  return out;
}

std::unordered_map<base::Uuid, const CaseFold::Batched*, UuidHash> CaseFold::standing_batches(std::string_view event) {
  std::unordered_map<base::Uuid, const Batched*, UuidHash> out;
  for (const Batched& batch : batches_) {
    if (batch.event != event || !ledger_.stands(batch.index)) continue;
    const Batched*& one = out[batch.body.batch];
    if (one == nullptr || ledger_.before(batch.index, one->index)) one = &batch;
  }
  return out;
}

std::vector<CaseFold::Draft> CaseFold::drafts(std::string_view event, Minutes zone) {
  std::vector<Draft> out;
  const auto start = [&](CaseSource source, std::string number, const std::string& session, const std::string& subject) -> Draft& {
    Draft& draft = out.emplace_back();
    draft.one.source = source;
    draft.one.number = std::move(number);
    draft.one.session = session;
    draft.one.subject = subject;
    return draft;
  };
  for (const Rated* rated : standing_ratings(event)) {
    if (rated->body.grade > kBestBadGrade) continue;
    Draft& draft = start(CaseSource::rating, case_number(rated->id), rated->body.session, rated->body.subject);
    draft.index = rated->index;
    draft.one.grade = rated->body.grade;
    draft.one.text = rated->body.text;
    draft.one.registration = rated->body.registration;
    draft.one.received = day(*rated, zone);
    draft.tags = rated->body.tags;
  }
  for (const Said& said : opinions_) {
    if (said.event != event || !ledger_.stands(said.index)) continue;
    Draft& draft = start(CaseSource::opinion, said.body.number, said.body.session, said.body.subject);
    draft.index = said.index;
    draft.one.text = said.body.text;
    draft.one.registration = said.body.registration;
    draft.one.reply = said.body.reply;
    draft.one.sealed = said.body.sealed;
    draft.one.typed_by_staff = said.body.typed_by_staff;
    draft.one.received = day(said, zone);
  }
  const auto batches = standing_batches(event);
  for (const auto& [id, cast] : ballots_) {
    const auto batch = batches.find(cast.batch);
    if (cast.ballot.grade > kBestBadGrade || batch == batches.end() || !of_batch(cast.ballot, *batch->second)) continue;
    Draft& draft = start(CaseSource::ballot, case_number(id), cast.ballot.session, cast.ballot.subject);
    draft.one.grade = cast.ballot.grade;
    draft.one.received = day(*batch->second, zone);
    draft.tags = cast.ballot.tags;
  }
  return out;
}

void CaseFold::move(std::string_view event, std::vector<FollowUpCase>& cases) {
  std::vector<const Moved*> moves;
  for (const Moved& moved : moves_)
    if (moved.event == event && ledger_.stands(moved.index)) moves.push_back(&moved);
  std::ranges::sort(moves, [this](const Moved* a, const Moved* b) { return ledger_.before(a->index, b->index); });
  std::unordered_map<std::string, FollowUpCase*> by_number;
  for (FollowUpCase& one : cases) by_number.emplace(one.number, &one);
  for (const Moved* moved : moves) {
    const auto found = by_number.find(parse_case_number(moved->body.number).value_or(moved->body.number));
    if (found == by_number.end()) continue;
    FollowUpCase& one = *found->second;
    if (moved->body.state) one.state = *moved->body.state;
    if (!moved->body.owner.empty()) one.owner = moved->body.owner;
    if (!moved->body.note.empty()) one.note = moved->body.note;
  }
}

std::vector<Comment> CaseFold::comments(const Plan& plan, const FollowUpWords& words) {
  const SubjectNames names(plan, words);
  std::vector<Comment> out;
  const auto say = [&](const std::string& session, const std::string& subject, const std::string& item, const std::string& text) {
    if (!text.empty() && !words.sealed.contains(names.questionnaire_of(subject))) out.push_back({session, subject, names.label(subject), names.item(subject, item), text});
  };
  const auto batches = standing_batches(plan.id);
  for (const auto& [id, cast] : texts_)
    if (const auto batch = batches.find(cast.batch); batch != batches.end() && of_batch(cast.text, *batch->second)) say(cast.text.session, cast.text.subject, cast.text.item, cast.text.text);
  for (const Rated* rated : standing_ratings(plan.id))
    if (rated->body.grade > kBestBadGrade) say(rated->body.session, rated->body.subject, "", rated->body.text);
  std::map<std::pair<std::string, std::string>, const Carded*> cards;   // by questionnaire and guest
  for (const Carded& card : cards_) {
    if (card.event != plan.id || !ledger_.stands(card.index)) continue;
    const Carded*& one = cards[{card.body.questionnaire, to_string(card.body.registration)}];
    if (one == nullptr || ledger_.before(card.index, one->index)) one = &card;
  }
  for (const auto& [key, card] : cards)
    for (const SubjectAnswers& subject : card->body.subjects)
      for (const ItemAnswer& answer : subject.items) say(card->body.session, subject.subject, answer.item, answer.text);
  std::ranges::sort(out);
  return out;
}

std::set<std::string> CaseFold::events() const {
  std::set<std::string> out;
  for (const Rated& rated : ratings_) out.insert(rated.event);
  for (const Said& said : opinions_) out.insert(said.event);
  for (const Batched& batch : batches_) out.insert(batch.event);
  return out;
}

FollowUpList CaseFold::list(const Plan& plan, const FollowUpWords& words) {
  FollowUpList out;
  std::vector<Draft> all = drafts(plan.id, plan.zone);
  erased_drafts(plan.id, all);
  const SubjectNames names(plan, words);
  const auto end = event_end(plan, words.corrections);
  for (Draft& draft : all) {
    FollowUpCase& one = draft.one;
    one.subject_label = names.label(one.subject);
    one.owner = names.owner(one.subject);
    one.grade_label = grade_label(words.catalogue, one.grade);
    for (const std::string& code : draft.tags) one.tags.push_back(tag_label(words.catalogue, code));
    one.clocks = case_clocks(plan, words.calendar, one.received, end);
    out.cases.push_back(std::move(one));
  }
  std::ranges::sort(out.cases, {}, [](const FollowUpCase& one) { return std::tie(one.number, one.received, one.source, one.session, one.subject, one.text); });
  const auto same = std::ranges::unique(out.cases, {}, [](const FollowUpCase& one) { return std::string_view(one.number); });
  out.cases.erase(same.begin(), same.end());
  std::ranges::sort(out.cases, {}, [](const FollowUpCase& one) { return std::tie(one.received, one.number); });
  move(plan.id, out.cases);
  out.comments = comments(plan, words);
  out.event_clocks = event_clocks(plan, words.calendar, end);
  return out;
}

}  // namespace openday::event
