// Papers: what the visit asks of the box, and what became of it. A part of messages.h.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/ui/model_papers.h"

namespace openday::app {

struct MakePaper {
  std::uint64_t visit;                    // ui::VisitId
  ui::PaperKind kind = ui::PaperKind::sign_in;
  ui::PaperFormat format = ui::PaperFormat::pdf;
  ui::PaperTarget target = ui::PaperTarget::stick;
  std::string passphrase{};               // of the archive on the stick
  bool again = false;                     // printed once more: the pages say so
};
struct StopPaper {};
struct AskPapers { std::uint64_t visit; };   // how far is it?
struct NoteExport { std::string detail; };   // a staff record `export`: KIND FORMAT TARGET, no more

struct PaperStatus {
  ui::PaperStage stage = ui::PaperStage::idle;
  ui::PaperProblem problem = ui::PaperProblem::none;
  ui::PaperKind kind = ui::PaperKind::sign_in;
  ui::PaperTarget target = ui::PaperTarget::stick;
  int percent = 0;
  std::string name;                       // the file on the stick or for the bureau, or the printer
  bool pullable = false;                  // the stick is unmounted
  bool operator==(const PaperStatus&) const = default;
};
struct PapersAnswer { std::uint64_t visit; PaperStatus status; };

}  // namespace openday::app
