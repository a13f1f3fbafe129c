// Printing and files: a part of the visit's state. It dies with the visit; the paper in the making does not.
#pragma once

#include "kiosk/app/compose.h"
#include "kiosk/app/messages_papers.h"

namespace openday::app {

inline constexpr std::size_t kMostPassphrase = 64;   // report/sealed_zip.h

struct PapersProgress {
  ui::PaperKind kind = ui::PaperKind::sign_in;
  ui::PaperFormat format = ui::PaperFormat::pdf;
  ui::PaperTarget target = ui::PaperTarget::stick;
  bool asks_passphrase = false, too_short = false;
  Compose passphrase{kMostPassphrase, true};
  MakePaper last{};                                  // what was made last in this visit, its passphrase left out
  PaperStatus status;                                // of the box
};

}  // namespace openday::app
