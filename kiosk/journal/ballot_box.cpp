#include "kiosk/journal/ballot_box.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/ballot_core.h"
#include "kiosk/journal/ballot_mark.h"
#include "kiosk/journal/tuning.h"

namespace openday::journal {
namespace {

constexpr base::ByteView kNoBatch{};   // of a ballot that waits

std::string closed_name(std::string_view event) { return fmt::format("ballots-closed/{}", event); }

bool is_sealed(const std::vector<SealedSubject>& sealed, const Waiting& group) {
  return std::ranges::any_of(sealed, [&](const SealedSubject& each) {
    return each.subject == group.subject && (each.session.empty() || each.session == group.session);
  });
}

}  // namespace

BallotBox::Core::Core(JournalFile& file) : file_(file) {
  // In memory (temp_store): the way through which the tables are rewritten.
  file_.database.execute("CREATE TEMP TABLE kept_mark AS SELECT * FROM mark WHERE 0;"
                         "CREATE TEMP TABLE kept_ballot AS SELECT * FROM ballot WHERE 0;"
                         "CREATE TEMP TABLE kept_ballot_text AS SELECT * FROM ballot_text WHERE 0");
  has_mark_ = Statement(file_.database, "SELECT 1 FROM mark WHERE event = ?1 AND mark = ?2");
  put_mark_ = Statement(file_.database, "INSERT OR IGNORE INTO mark VALUES (?1, ?2)");
  put_ballot_ = Statement(file_.database, "INSERT INTO ballot VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  put_text_ = Statement(file_.database, "INSERT INTO ballot_text VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
}

template <class Work>
auto BallotBox::Core::in_ballot_transaction(Work&& work) {
  // Before the first page is written: a failed commit, too, may leave pages in the log.
  file_.unsettle();
  try {
    auto result = file_.in_transaction([&] {
      auto made = work();
      rewrite_in_key_order();
      return made;
    });
    (void)file_.settle_or_keep();
    return result;
  } catch (...) {
    (void)file_.settle_or_keep();
    throw;
  }
}

// New cells land wherever a page has room, so their offsets tell which mark came with which ballot (30 of 30; tried). Emptying
// and refilling in key order leaves an order that only the random keys decide.
void BallotBox::Core::rewrite_in_key_order() {
  for (const auto& [table, key] : {std::pair{"mark", "event, mark"}, {"ballot", "batch, id"}, {"ballot_text", "batch, id"}}) {
    file_.database.execute(fmt::format("INSERT INTO temp.kept_{0} SELECT * FROM main.{0}; DELETE FROM main.{0};"
                                       "INSERT INTO main.{0} SELECT * FROM temp.kept_{0} ORDER BY {1}; DELETE FROM temp.kept_{0};", table, key));
  }
}

void BallotBox::Core::settle_if_needed() {
  if (!file_.settled()) file_.settle();
}

std::string BallotBox::Core::key_of_marks(std::string_view event) {
  const std::string name = mark_key_name(event);
  if (auto key = file_.setting(name)) return *key;
  std::array<std::uint8_t, 32> key{};
  file_.options.random(key);
  file_.set_setting(name, key);
  return std::string(base::as_text(key));
}

bool BallotBox::Core::spend_mark(const Cast& cast, std::string_view subject, const std::string& key) {
  if (!cast.registration) return true;
  put_mark_.run(cast.event, make_mark(key, *cast.registration, subject));
  return file_.database.changes() == 1;
}

void BallotBox::Core::put(const Cast& cast, const BallotDraft& draft) {
  event::Ballot ballot{base::make_uuid_v4(file_.random16()), cast.event, cast.session, draft.subject, draft.grade, draft.tags};
  std::ranges::copy_if(draft.answers, std::back_inserter(ballot.answers), [](const event::ItemAnswer& answer) { return answer.text.empty(); });
  put_ballot_.run(kNoBatch, ballot.id.bytes, file_.random16(), cast.event, cast.session, draft.subject, base::as_bytes(event::ballot_json(ballot)));
  put_text(cast, draft, {}, draft.text);
  for (const event::ItemAnswer& answer : draft.answers) put_text(cast, draft, answer.item, answer.text);
}

void BallotBox::Core::put_text(const Cast& cast, const BallotDraft& draft, const std::string& item, const std::string& words) {
  if (words.empty()) return;
  const event::BallotText text{base::make_uuid_v4(file_.random16()), cast.event, cast.session, draft.subject, words, item};
  put_text_.run(kNoBatch, text.id.bytes, file_.random16(), cast.event, cast.session, draft.subject, base::as_bytes(event::ballot_text_json(text)));
}

CastReceipt BallotBox::Core::cast(const Cast& cast) {
  settle_if_needed();
  auto receipt = in_ballot_transaction([&] {
    CastReceipt made;
    if (file_.setting(closed_name(cast.event))) {
      for (const BallotDraft& draft : cast.ballots) made.already_rated.push_back(draft.subject);
      return made;
    }
    const std::string key = key_of_marks(cast.event);
    for (const BallotDraft& draft : cast.ballots) {
      const bool first = spend_mark(cast, draft.subject, key);
      if (first) put(cast, draft);
      (first ? made.stored : made.already_rated).push_back(draft.subject);
    }
    return made;
  });
  receipt.settled = file_.settled();
  return receipt;
}

bool BallotBox::Core::has_mark(std::string_view event, const base::Digest& mark) {
  auto rows = has_mark_.query(event, mark);
  return rows.next();
}

std::optional<base::Digest> BallotBox::Core::mark_of(std::string_view event, const event::RegistrationId& registration,
                                                     std::string_view subject) {
  const auto key = file_.setting(mark_key_name(event));
  return key ? std::optional(make_mark(*key, registration, subject)) : std::nullopt;
}

std::vector<Waiting> BallotBox::Core::waiting() {
  Statement select(file_.database, "SELECT event, session, subject, count(*) FROM ballot WHERE batch = x'' GROUP BY event, session, subject"
                                   " ORDER BY event, session, subject");
  std::vector<Waiting> groups;
  auto rows = select.query();
  while (rows.next()) groups.push_back({rows.text(0), rows.text(1), rows.text(2), static_cast<int>(rows.integer(3))});
  return groups;
}

std::vector<event::Leaf> BallotBox::Core::waiting_leaves(const char* table, const Waiting& group) {
  Statement select(file_.database, fmt::format("SELECT salt, bytes FROM {} WHERE batch = x'' AND event = ?1 AND session = ?2 AND subject = ?3", table));
  std::vector<event::Leaf> leaves;
  auto rows = select.query(group.event, group.session, group.subject);
  while (rows.next()) leaves.push_back({rows.array<16>(0), rows.text(1)});
  return leaves;
}

event::Record BallotBox::Core::make_batch(const Waiting& group, const base::Moment& now) {
  return in_ballot_transaction([&] {
    const auto ballots = waiting_leaves("ballot", group);
    const auto texts = waiting_leaves("ballot_text", group);
    const base::Uuid id = base::make_uuid_v4(file_.random16());
    const event::RatingBatchBody body{id, group.session, group.subject, static_cast<int>(ballots.size()), event::batch_digest(ballots),
                                      static_cast<int>(texts.size()), event::batch_digest(texts)};
    auto record = file_.append({Draft{event::Kind::rating_batch, group.event, event::to_json(body)}}, now).front();
    for (const char* table : {"ballot", "ballot_text"}) {
      Statement set(file_.database, fmt::format("UPDATE {} SET batch = ?1 WHERE batch = x'' AND event = ?2 AND session = ?3 AND subject = ?4", table));
      set.run(id.bytes, group.event, group.session, group.subject);
    }
    Statement name(file_.database, "INSERT INTO batch VALUES (?1, ?2)");
    name.run(file_.next_n(), id.bytes);
    return record;
  });
}

void BallotBox::Core::remove_marks(std::string_view event, const std::vector<base::Digest>& marks) {
  if (marks.empty()) return;
  Statement remove(file_.database, "DELETE FROM mark WHERE event = ?1 AND mark = ?2");
  for (const base::Digest& mark : marks) remove.run(event, mark);
  rewrite_in_key_order();
}

void BallotBox::Core::forget_marks(std::string_view event) {
  (void)in_ballot_transaction([&] {
    Statement remove(file_.database, "DELETE FROM mark WHERE event = ?1");
    remove.run(event);
    file_.remove_setting(mark_key_name(event));
    file_.set_setting(closed_name(event), base::as_bytes("purged"));
    return true;
  });
}

BallotBox::BallotBox(std::unique_ptr<Core> core) : core_(std::move(core)) {}
BallotBox::~BallotBox() = default;

StoreResult<CastReceipt> BallotBox::cast(const Cast& cast) {
  return attempt([&] { return core_->cast(cast); });
}

StoreResult<bool> BallotBox::has_rated(std::string_view event, const event::RegistrationId& registration, std::string_view subject) {
  return attempt([&] {
    const auto mark = core_->mark_of(event, registration, subject);
    return mark && core_->has_mark(event, *mark);
  });
}

StoreResult<std::vector<event::Record>> BallotBox::make_batches(std::string_view event, std::string_view session, BatchRule rule,
                                                                const base::Moment& now, const std::vector<SealedSubject>& sealed) {
  return attempt([&] {
    core_->settle_if_needed();
    std::vector<event::Record> records;
    for (const Waiting& group : core_->waiting()) {
      if (group.event != event || (!session.empty() && group.session != session) || is_sealed(sealed, group)) continue;
      if (rule == BatchRule::five_or_more && group.ballots < kSmallestBatch) continue;
      records.push_back(core_->make_batch(group, now));
    }
    return records;
  });
}

StoreResult<std::vector<Waiting>> BallotBox::waiting() const {
  return attempt([&] { return core_->waiting(); });
}

StoreResult<std::optional<base::Digest>> BallotBox::mark(std::string_view event, const event::RegistrationId& registration,
                                                         std::string_view subject) const {
  return attempt([&] { return core_->mark_of(event, registration, subject); });
}

StoreResult<void> BallotBox::forget_marks(std::string_view event) {
  return attempt([&] { core_->forget_marks(event); });
}

}  // namespace openday::journal
