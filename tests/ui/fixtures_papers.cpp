// Staff's page for printing and files, in every state that has a face of its own.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

void add_papers(std::vector<Scene>& out) {
  Model m = home_at_0832();
  m.page = Page::staff_papers, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.more.tiles = {{Page::staff_papers}};
  m.strip.clock = "11:40", m.strip.pending = 0;
  out.push_back({"papers", m});
  Model summary = m;
  summary.papers.kind = PaperKind::summary, summary.papers.target = PaperTarget::printer, summary.papers.has_xlsx = summary.papers.has_csv = false;
  out.push_back({"papers-printer", summary});
  Model busy = m;
  busy.papers.stage = PaperStage::copying, busy.papers.percent = 72, busy.papers.name = "openday-sign-in-20201117T114002.zip";
  out.push_back({"papers-copying", busy});
  busy.papers.stage = PaperStage::done, busy.papers.percent = 100, busy.papers.pullable = true;
  out.push_back({"papers-on-stick", busy});
  busy.papers.stage = PaperStage::failed, busy.papers.problem = PaperProblem::stick_gone;
  out.push_back({"papers-stick-gone", busy});
  Model printed = summary;
  printed.papers.made = PaperKind::slips, printed.papers.made_for = PaperTarget::printer, printed.papers.can_repeat = true, printed.papers.name = "大厅打印机";
  printed.papers.stage = PaperStage::out_of_paper, printed.papers.percent = 45;
  out.push_back({"papers-out-of-paper", printed});
  printed.papers.stage = PaperStage::done;
  out.push_back({"papers-printed", printed});
  printed.papers.stage = PaperStage::failed, printed.papers.problem = PaperProblem::printer_failed;
  out.push_back({"papers-not-printed", printed});
  Model sent = m;
  sent.papers.target = sent.papers.made_for = PaperTarget::bureau;
  out.push_back({"papers-bureau", sent});
  sent.papers.stage = PaperStage::handed, sent.papers.percent = 100, sent.papers.name = "openday-sign-in-20201117T114002.pdf";
  out.push_back({"papers-handed", sent});
  sent.papers.stage = PaperStage::done;
  out.push_back({"papers-delivered", sent});
  sent.papers.stage = PaperStage::failed, sent.papers.problem = PaperProblem::no_seal_key;
  out.push_back({"papers-no-seal-key", sent});
  Model words = m;
  words.papers.asks_passphrase = true;
  words.keyboard.modes = {KeyboardMode::latin, KeyboardMode::digits, KeyboardMode::symbols};
  words.keyboard.mode = KeyboardMode::latin, words.keyboard.direct = true;
  out.push_back({"papers-passphrase", words});
  words.papers.passphrase = "yunxi20", words.papers.too_short = true, words.keyboard.mode = KeyboardMode::digits;
  out.push_back({"papers-passphrase-short", words});
}

}  // namespace openday::tests
