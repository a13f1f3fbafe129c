#include "kiosk/app/model_papers.h"

namespace openday::app {

void put_papers(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff || visit.page != ui::Page::staff_papers) return;
  const PapersProgress& papers = visit.papers;
  ui::StaffPapers& out = model.papers;
  out.kind = papers.kind;
  out.format = papers.format;
  out.target = papers.target;
  out.has_xlsx = out.has_csv = papers.kind != ui::PaperKind::summary && papers.target != ui::PaperTarget::printer;
  out.asks_passphrase = papers.asks_passphrase;
  out.passphrase = papers.passphrase.text();
  out.too_short = papers.too_short;
  out.stage = papers.status.stage;
  out.problem = papers.status.problem;
  out.percent = papers.status.percent;
  out.made = papers.status.kind;
  out.made_for = papers.status.target;
  out.name = papers.status.name;
  out.pullable = papers.status.pullable;
  out.can_repeat = papers.last.visit == visit.id && papers.last.target == ui::PaperTarget::printer;
}

}  // namespace openday::app
