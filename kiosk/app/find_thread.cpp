#include "kiosk/app/find_thread.h"

#include <utility>

#include "kiosk/app/tuning.h"
#include "kiosk/text/name_index.h"
#include "kiosk/text/shared_readings.h"

namespace openday::app {

struct FindThread::Index {
  Index(std::shared_ptr<const event::Roster> of, std::shared_ptr<const text::Readings> readings) : roster(std::move(of)), names(roster->guests(), std::move(readings)) {}
  std::shared_ptr<const event::Roster> roster;
  text::NameIndex names;
};

namespace {

FoundBy found_by(text::MatchedBy by) {
  switch (by) {
    case text::MatchedBy::code: return FoundBy::number;
    case text::MatchedBy::phone_tail: return FoundBy::phone_tail;
    case text::MatchedBy::name: break;
  }
  return FoundBy::name;
}

}  // namespace

FindThread::FindThread(std::shared_ptr<text::SharedReadings> readings, std::function<void()> wake)
    : readings_(std::move(readings)), builder_([this] { build(); }),
      searcher_([this] { return [this](const FindGuests& question) { return answer(question); }; }, std::move(wake)) {}

FindThread::~FindThread() {
  {
    const base::Lock held(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  builder_.join();
}

void FindThread::use(std::shared_ptr<const event::Roster> roster, BuildIndex when) {
  std::shared_ptr<const Index> old;   // goes after the lock does
  const base::Lock held(mutex_);
  if (roster == roster_ && when == when_) return;
  roster_ = std::move(roster);
  when_ = when;
  if (!roster_ || !wanted()) old = std::exchange(index_, nullptr);
  changed_.notify_all();
}

void FindThread::ask(FindGuests question) {
  {
    const base::Lock held(mutex_);
    asked_ = true;
    changed_.notify_all();
  }
  searcher_.ask(std::move(question));
}
std::optional<FoundAnswer> FindThread::take() { return searcher_.take(); }
bool FindThread::at_rest() { return searcher_.at_rest(); }

bool FindThread::ready() const {
  const base::Lock held(mutex_);
  return roster_ ? index_ && index_->roster == roster_ : !index_;
}

std::size_t FindThread::index_bytes() const {
  const base::Lock held(mutex_);
  return index_ ? index_->names.bytes() : 0;
}

void FindThread::build() {
  while (true) {
    std::shared_ptr<const event::Roster> roster;
    {
      const base::Lock held(mutex_);
      while (!stopping_ && (!roster_ || !wanted() || (index_ && index_->roster == roster_))) changed_.wait(mutex_);
      if (stopping_) return;
      roster = roster_;
    }
    auto fresh = std::make_shared<const Index>(roster, readings_->get_or_letters());
    std::shared_ptr<const Index> old;   // goes after the lock does: half a million guests take their time
    const base::Lock held(mutex_);
    if (roster_ != roster) continue;    // another one came meanwhile
    old = std::exchange(index_, std::move(fresh));
    changed_.notify_all();
  }
}

std::shared_ptr<const FindThread::Index> FindThread::wait_for_index() {
  const base::Lock held(mutex_);
  while (!stopping_ && roster_ && !index_) changed_.wait(mutex_);
  return index_;
}

FoundAnswer FindThread::answer(const FindGuests& question) {
  FoundAnswer out{question.visit, question.serial};
  const auto index = wait_for_index();
  if (!index) return out;   // no roster, or the kiosk stops
  const text::Hits hits = index->names.find(question.query, kMostHits);
  out.more = hits.more;
  for (const text::Hit& hit : hits.hits) out.found.push_back({index->roster->guests()[hit.guest], found_by(hit.by)});
  return out;
}

}  // namespace openday::app
