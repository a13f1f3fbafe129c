#include "kiosk/app/paper_thread.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "kiosk/app/paper_drafts.h"
#include "kiosk/journal/journal_reader.h"

namespace openday::app {

namespace {

constexpr std::chrono::seconds kFreshList{60};
constexpr std::chrono::milliseconds kLookAtJob{500};   // the print service itself looks about once a second
constexpr std::chrono::seconds kLookAtBureau{2};       // while a paper is on its way there

}  // namespace

PaperThread::PaperThread(PaperPress press, std::filesystem::path state, std::function<void()> wake) : press_(std::move(press)), state_(std::move(state)), wake_(std::move(wake)), thread_([this] { run(); }) {}

PaperThread::~PaperThread() {
  {
    const base::Lock held(mutex_);
    ending_ = stop_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void PaperThread::use(std::shared_ptr<const Documents> documents, bool running) {
  const base::Lock held(mutex_);
  documents_ = std::move(documents);
  running_ = running;
}

void PaperThread::make(MakePaper wanted) {
  const base::Lock held(mutex_);
  visit_ = wanted.visit;
  told_ = false;
  if (busy_ || wanted_ || documents_ == nullptr) return;
  status_ = {};
  status_.stage = ui::PaperStage::making;
  status_.kind = wanted.kind;
  status_.target = wanted.target;
  stop_ = false;
  busy_ = true;
  wanted_ = std::move(wanted);
  changed_.notify_all();
}

void PaperThread::print_missing(std::uint64_t visit, std::shared_ptr<const report::MissingList> missing) {
  const base::Lock held(mutex_);
  if (documents_ == nullptr) return;
  roll_visit_ = visit;
  roll_ = {};
  roll_.stage = ui::PaperStage::making;
  roll_.target = ui::PaperTarget::printer;
  roll_told_ = false;
  missing_ = std::move(missing);
  changed_.notify_all();
}

void PaperThread::stop() {
  const base::Lock held(mutex_);
  stop_ = true;
  if (std::exchange(missing_, nullptr)) {
    roll_.stage = ui::PaperStage::cancelled;
    roll_told_ = false;
  }
  changed_.notify_all();
}

void PaperThread::ask(std::uint64_t visit) {
  const base::Lock held(mutex_);
  visit_ = visit;
  told_ = false;
}

std::optional<PapersAnswer> PaperThread::take() {
  const base::Lock held(mutex_);
  if (std::exchange(told_, true)) return std::nullopt;
  return PapersAnswer{visit_, status_};
}

std::optional<RollCallAnswer> PaperThread::take_roll() {
  const base::Lock held(mutex_);
  if (std::exchange(roll_told_, true)) return std::nullopt;
  RollCallNews news;
  news.print = roll_;
  return RollCallAnswer{roll_visit_, std::make_shared<const RollCallNews>(std::move(news))};
}

std::vector<NoteExport> PaperThread::take_exports() {
  const base::Lock held(mutex_);
  return std::exchange(exports_, {});
}

bool PaperThread::at_rest() {
  const base::Lock held(mutex_);
  return !busy_ && !missing_ && told_ && roll_told_ && exports_.empty();
}

// ---- the thread's side ----

void PaperThread::run() {
  journal::JournalReader journal(state_);   // only asked whether something was recorded
  list_due_ = std::chrono::steady_clock::now() + kFreshList;
  for (Work work; wait_for_work(work); work = {}) {
    if (work.missing) make_list(work);
    else if (work.wanted) make_paper(work);
    else {
      look_at_handed();
      if (!work.list_is_due) continue;
      list_due_ = std::chrono::steady_clock::now() + kFreshList;
      if (work.documents && journal.changed().value_or(true)) (void)press_.keep_list_fresh(*work.documents);
    }
  }
}

void PaperThread::make_paper(const Work& work) {
  const MakePaper& wanted = *work.wanted;
  const PaperStatus ended = press_.run(wanted, *work.documents, [this](const PaperStatus& status) { if (status.stage != ui::PaperStage::done) tell(status); }, [this] { return stopped(); }, [this] { nap(); });
  {
    const base::Lock held(mutex_);
    busy_ = false;
    if (ended.stage == ui::PaperStage::done || ended.stage == ui::PaperStage::handed) exports_.push_back({fmt::format("{} {} {}{}", to_string(wanted.kind), to_string(wanted.format), to_string(wanted.target), wanted.again ? " again" : "")});
  }
  tell(ended);
}

void PaperThread::make_list(const Work& work) {
  const PaperStatus ended = press_.print_missing(*work.missing, *work.documents, [this](const PaperStatus& status) { if (status.stage != ui::PaperStage::done) tell_roll(status); }, [this] { return stopped(); }, [this] { nap(); });
  {
    const base::Lock held(mutex_);
    busy_ = wanted_.has_value();   // a paper that was asked for meanwhile is next
    if (ended.stage == ui::PaperStage::done) exports_.push_back({"missing pdf printer"});
  }
  tell_roll(ended);
}

// What the page says of the newest paper changes with it; a refusal of an older one is said as well, when nothing else is going on.
void PaperThread::look_at_handed() {
  const auto news = press_.look_at_handed();
  if (!news) return;
  {
    const base::Lock held(mutex_);
    if (busy_ || (news->stage == ui::PaperStage::done && status_.name != news->name)) return;
  }
  tell(*news);
}

// False at the end; without a request: the time for the list has come. A roll call's list comes first: a bus waits for it.
bool PaperThread::wait_for_work(Work& work) {
  const base::Lock held(mutex_);
  const std::chrono::milliseconds pause = press_.waits_for_bureau() ? kLookAtBureau : kFreshList;
  bool in_time = true;
  while (!wanted_ && !missing_ && !ending_ && in_time) in_time = changed_.wait_for(mutex_, pause);
  work.missing = std::exchange(missing_, nullptr);
  if (work.missing) busy_ = true, stop_ = ending_;
  else work.wanted = std::exchange(wanted_, std::nullopt);
  work.list_is_due = std::chrono::steady_clock::now() >= list_due_;
  if (work.missing || work.wanted || running_) work.documents = documents_;
  return !ending_;
}

void PaperThread::tell(const PaperStatus& status) {
  {
    const base::Lock held(mutex_);
    if (status_ == status) return;
    status_ = status;
    told_ = false;
  }
  wake_();
}

void PaperThread::tell_roll(const PaperStatus& status) {
  {
    const base::Lock held(mutex_);
    if (missing_ || roll_ == status) return;   // a newer list waits: this one's end tells nobody anything
    roll_ = status;
    roll_told_ = false;
  }
  wake_();
}

bool PaperThread::stopped() {
  const base::Lock held(mutex_);
  return stop_;
}

void PaperThread::nap() {
  const base::Lock held(mutex_);
  if (!stop_) (void)changed_.wait_for(mutex_, kLookAtJob);
}

}  // namespace openday::app
