// Staff: which paper, in which form, where to; the passphrase of what goes onto a stick.
#include "kiosk/app/visit_papers.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::PaperFormat;
using ui::PaperKind;
using ui::PapersAct;
using ui::PaperTarget;

namespace {

constexpr std::size_t kLeastPassphrase = 8;   // report/sealed_zip.h

template <class Enum>
bool choose(Enum& to, int value, Enum last) {
  if (value < 0 || value > static_cast<int>(last)) return false;
  to = static_cast<Enum>(value);
  return true;
}

// What the choices before allow: a summary is a paper, a printer takes paper alone.
void settle(PapersProgress& papers) {
  if (papers.target == PaperTarget::printer || papers.kind == PaperKind::summary) papers.format = PaperFormat::pdf;
}

}  // namespace

// Of an archive, or of the issuer's key: one field, forgotten when it was used or left.
bool VisitMachine::types_passphrase() const { return (state_.page == Page::staff_papers || state_.page == Page::staff_hand_over) && state_.papers.asks_passphrase; }

bool VisitMachine::press_papers(const ui::Intent& intent) {
  if (state_.page != Page::staff_papers || !state_.staff || state_.role != ui::StaffRole::supervisor) return intent.kind == IntentKind::act_on_papers;
  if (intent.kind == IntentKind::enter_key && types_passphrase()) {
    seal_paper();
    return true;
  }
  if (intent.kind != IntentKind::act_on_papers) return false;
  PapersProgress& papers = state_.papers;
  const bool busy = ui::is_busy(papers.status.stage);
  switch (static_cast<PapersAct>(intent.act)) {
    case PapersAct::choose_kind:
      if (choose(papers.kind, intent.value, PaperKind::slips)) settle(papers);
      return true;
    case PapersAct::choose_format:
      if (choose(papers.format, intent.value, PaperFormat::csv)) settle(papers);
      return true;
    case PapersAct::choose_target:
      if (choose(papers.target, intent.value, PaperTarget::bureau)) settle(papers);
      return true;
    case PapersAct::start:
      if (busy) return true;
      papers.asks_passphrase = papers.target == PaperTarget::stick;
      if (!papers.asks_passphrase) make_paper(false);
      return true;
    case PapersAct::seal: seal_paper(); return true;
    case PapersAct::cancel: effects_.emplace_back(StopPaper{}); return true;
    case PapersAct::again:
      if (!busy && papers.last.visit == state_.id && papers.last.target == PaperTarget::printer) {
        papers.kind = papers.last.kind;
        papers.target = papers.last.target;
        settle(papers);
        make_paper(papers.status.stage == ui::PaperStage::done);
      }
      return true;
    case PapersAct::back:
      forget_passphrase();
      return true;
  }
  return true;
}

void VisitMachine::seal_paper() {
  PapersProgress& papers = state_.papers;
  if (!papers.asks_passphrase || ui::is_busy(papers.status.stage)) return;
  papers.too_short = papers.passphrase.count() < kLeastPassphrase;
  if (!papers.too_short) make_paper(false);
}

void VisitMachine::make_paper(bool again) {
  PapersProgress& papers = state_.papers;
  papers.last = {state_.id, papers.kind, papers.format, papers.target, {}, again};
  MakePaper wanted = papers.last;
  wanted.passphrase = papers.passphrase.text();
  forget_passphrase();
  papers.status = {};
  papers.status.stage = ui::PaperStage::making;
  papers.status.kind = papers.kind;
  papers.status.target = papers.target;
  effects_.emplace_back(std::move(wanted));
}

void VisitMachine::forget_passphrase() {
  state_.papers.passphrase = PapersProgress{}.passphrase;
  state_.papers.asks_passphrase = state_.papers.too_short = false;
}

void VisitMachine::take(const PapersAnswer& answer) { state_.papers.status = answer.status; }

}  // namespace openday::app
