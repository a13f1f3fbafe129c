#include "kiosk/event/tally.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/crypto.h"

namespace openday::event {
namespace {

void add_answers(const std::vector<ItemAnswer>& answers, SheetCount& into) {
  ++into.sheets;
  for (const ItemAnswer& answer : answers) {
    ItemCount& item = into.items[answer.item];
    ++item.answered;
    if (answer.value) ++item.values[*answer.value];
    for (const std::string& choice : answer.choices) ++item.choices[choice];
  }
}

constexpr std::int8_t kCopy = -1;   // as a grade: the ballot counts in another batch (its disk was copied while it waited), this batch only saw it

// The key of such a copy among the ballots: one a (batch, ballot), whatever order they come in.
base::Uuid copy_id(const base::Uuid& batch, const base::Uuid& ballot) {
  const auto digest = base::Sha256().add(batch.bytes).add(ballot.bytes).finish();
  base::Uuid out;
  std::copy_n(digest.begin(), out.bytes.size(), out.bytes.begin());
  return out;
}

}  // namespace

TallyFold::Word TallyFold::word(std::string_view text) {
  const auto [found, fresh] = word_of_.try_emplace(std::string(text), static_cast<Word>(words_.size()));
  if (fresh) words_.emplace_back(text);
  return found->second;
}

void TallyFold::add(const Record& record) {
  stale_ = true;
  const auto index = ledger_.add(record);
  if (!index) return;
  switch (parse_kind(record.kind).value_or(Kind::device)) {
    case Kind::rating:
      if (const auto body = read_rating(*record.body)) {
        const NamedKey key{word(record.event), word(body->subject), body->registration};
        named_.push_back({key, *index, word(body->session), word(body->category), static_cast<std::int8_t>(body->grade), 0});
      }
      return;
    case Kind::scorecard:
      if (auto body = read_scorecard(*record.body)) {
        const NamedKey key{word(record.event), word(body->questionnaire), body->registration};
        named_.push_back({key, *index, word(body->session), word(body->category), 0, static_cast<std::uint32_t>(sheets_.size())});
        sheets_.push_back(std::move(body->subjects));
      }
      return;
    case Kind::rating_batch:
      if (const auto body = read_rating_batch(*record.body))
        batches_[body->batch].push_back({*index, word(record.event), word(body->session), word(body->subject), body->count});
      return;
    default: return;
  }
}

void TallyFold::add(const base::Uuid& batch, const Ballot& ballot) {
  const auto known = ballots_.find(ballot.id);
  if (known != ballots_.end() && known->second.batch == batch) return;
  stale_ = true;
  if (known != ballots_.end()) {
    const auto greater = std::max(batch, known->second.batch);
    ballots_.insert_or_assign(copy_id(greater, ballot.id), Cast{greater, word(ballot.event), word(ballot.session), word(ballot.subject), kCopy, 0});
    if (greater == batch) return;
  }
  Cast cast{batch, word(ballot.event), word(ballot.session), word(ballot.subject), static_cast<std::int8_t>(ballot.grade), 0};
  if (ballot.grade == 0) {
    cast.sheet = static_cast<std::uint32_t>(sheets_.size());
    sheets_.push_back({{ballot.subject, ballot.answers}});
  }
  ballots_.insert_or_assign(ballot.id, cast);
}

const Counts& TallyFold::counts(std::string_view event) {
  if (std::exchange(stale_, false)) refresh();
  const auto found = counts_.find(event);
  return found != counts_.end() ? found->second : counts_[std::string(event)];
}

void TallyFold::refresh() {
  counts_.clear();
  count_named();
  count_ballots();
  count_erased();
}

// A rating and a sheet may share a key only where a subject is called like a questionnaire: the grade tells them apart.
std::vector<const TallyFold::Named*> TallyFold::standing() {
  std::unordered_map<NamedKey, const Named*, NamedKeyHash> ratings, sheets;
  for (const Named& named : named_) {
    if (!ledger_.stands(named.index)) continue;
    const Named*& first = (named.grade > 0 ? ratings : sheets)[named.key];
    if (first == nullptr || ledger_.before(named.index, first->index)) first = &named;
  }
  std::vector<const Named*> out;
  out.reserve(ratings.size() + sheets.size());
  for (const auto& [key, named] : ratings) out.push_back(named);
  for (const auto& [key, named] : sheets) out.push_back(named);
  return out;
}

void TallyFold::count(const Named& named, std::map<std::string, Counts>& into) const {
  Counts& counts = into[words_[named.key.event]];
  const std::string &session = words_[named.session], &category = words_[named.category];
  if (named.grade > 0) return counts.ratings[{session, words_[named.key.topic], category, false}].add(named.grade);
  for (const SubjectAnswers& subject : sheets_[named.sheet]) add_answers(subject.items, counts.sheets[{session, subject.subject, category, false}]);
}

void TallyFold::count_named() {
  std::map<std::string, Counts> all;
  for (const Named* named : standing()) count(*named, all);
  for (auto& [event, counts] : all) counts_[event] = std::move(counts);
}

// Grades by (batch) first, since a batch is of one subject: a million ballots look up their key a few times only.
void TallyFold::count_ballots() {
  std::unordered_map<base::Uuid, const Batch*, UuidHash> standing;
  for (const auto& [id, records] : batches_)
    for (const Batch& batch : records)
      if (ledger_.stands(batch.index) && (!standing.contains(id) || ledger_.before(batch.index, standing[id]->index))) standing[id] = &batch;
  std::unordered_map<base::Uuid, std::pair<Tally, int>, UuidHash> counted;   // grades, and how many of the batch are here
  for (const auto& [id, cast] : ballots_) {
    const auto batch = standing.find(cast.batch);
    if (batch == standing.end() || batch->second->event != cast.event || batch->second->session != cast.session || batch->second->subject != cast.subject) continue;
    auto& [tally, number] = counted[cast.batch];
    ++number;
    if (cast.grade == kCopy) continue;
    tally.add(cast.grade);
    if (cast.grade == 0) add_answers(sheets_[cast.sheet].front().items, counts_[words_[cast.event]].sheets[{words_[cast.session], words_[cast.subject], "", true}]);
  }
  for (const auto& [id, batch] : standing) {
    Counts& counts = counts_[words_[batch->event]];
    const auto found = counted.find(id);
    const int here = found == counted.end() ? 0 : found->second.second;
    if (here < batch->count) counts.elsewhere[words_[batch->subject]] += batch->count - here;
    if (here == 0 || found->second.first.total() == 0) continue;
    Tally& tally = counts.ratings[{words_[batch->session], words_[batch->subject], "", true}];
    for (std::size_t i = 0; i < tally.n.size(); ++i) tally.n[i] += found->second.first.n[i];
  }
}

}  // namespace openday::event
