// A supervisor: what comes and goes by stick. The passphrase of the issuer's key is typed where that of an archive is (visit_papers.h).
#include "kiosk/app/visit_hand_over.h"

#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::HandOverAct;
using ui::HandOverStage;
using ui::HandOverTask;
using ui::IntentKind;
using ui::Page;

namespace {

std::shared_ptr<const HandOverProgress> changed(const std::shared_ptr<const HandOverProgress>& from, auto&& change) {
  auto out = from ? std::make_shared<HandOverProgress>(*from) : std::make_shared<HandOverProgress>();
  change(*out);
  return out;
}

Effect job(std::uint64_t visit, HandOverWork work, std::string passphrase = {}, bool everything = false) {
  return WorkOnHandOver{visit, std::make_shared<const HandOverJob>(HandOverJob{work, std::move(passphrase), {}, everything})};
}

// What is shown at once, before the box answers.
void restart(HandOverProgress& progress, HandOverStage stage) {
  progress.status = {};
  progress.status.made = progress.task;
  progress.status.stage = stage;
}

}  // namespace

bool VisitMachine::carry_stick(const ui::Intent& intent) {
  const bool here = state_.page == Page::staff_hand_over && state_.staff && state_.role == ui::StaffRole::supervisor && state_.hand_over;
  if (!here) return intent.kind == IntentKind::act_on_hand_over;
  const bool enters = intent.kind == IntentKind::enter_key && types_passphrase();
  if (intent.kind != IntentKind::act_on_hand_over && !enters) return false;
  auto& progress = state_.hand_over;
  const bool busy = ui::is_busy(progress->status.stage);
  switch (enters ? HandOverAct::seal : static_cast<HandOverAct>(intent.act)) {
    case HandOverAct::choose:
      if (!busy && intent.value >= 0 && intent.value <= static_cast<int>(HandOverTask::codes))
        progress = changed(progress, [&](HandOverProgress& to) {
          to.task = static_cast<HandOverTask>(intent.value);
          restart(to, HandOverStage::idle);
        });
      return true;
    case HandOverAct::start:
      if (busy || progress->status.stage == HandOverStage::preview) return true;
      if (progress->task == HandOverTask::codes) {
        state_.papers.asks_passphrase = true;
        return true;
      }
      effects_.push_back(progress->task == HandOverTask::take_in ? job(state_.id, HandOverWork::look) : job(state_.id, HandOverWork::hand_out, {}, intent.value == 1));
      progress = changed(progress, [&](HandOverProgress& to) {
        restart(to, to.task == HandOverTask::take_in ? HandOverStage::reading : HandOverStage::making);
        to.status.everything = to.task == HandOverTask::hand_out && intent.value == 1;
      });
      return true;
    case HandOverAct::confirm:
      if (progress->status.stage != HandOverStage::preview) return true;
      effects_.push_back(job(state_.id, HandOverWork::confirm));
      progress = changed(progress, [](HandOverProgress& to) { to.status.stage = HandOverStage::putting; });
      return true;
    case HandOverAct::cancel:
      if (busy || progress->status.stage == HandOverStage::preview) effects_.push_back(job(state_.id, HandOverWork::stop));
      return true;
    case HandOverAct::seal: {
      if (!types_passphrase() || busy) return true;
      effects_.push_back(job(state_.id, HandOverWork::codes, state_.papers.passphrase.text()));
      forget_passphrase();
      progress = changed(progress, [](HandOverProgress& to) { restart(to, HandOverStage::making); });
      return true;
    }
    case HandOverAct::back: forget_passphrase(); return true;
  }
  return true;
}

void VisitMachine::open_hand_over() {
  forget_passphrase();
  state_.hand_over = std::make_shared<HandOverProgress>();
  effects_.push_back(job(state_.id, HandOverWork::ask));
}

void VisitMachine::take(const HandOverAnswer& answer) {
  if (!state_.staff || state_.role != ui::StaffRole::supervisor || !state_.hand_over || !answer.news) return;
  state_.hand_over = changed(state_.hand_over, [&](HandOverProgress& to) {
    to.status = answer.news->status;
    if (to.status.stage != HandOverStage::idle) to.task = to.status.made;
  });
}

}  // namespace openday::app
