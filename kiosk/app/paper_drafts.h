// A paper of a kind and a format, written to a file from what a state folder holds. No thread, no clock of its own.
#pragma once

#include <filesystem>

#include "kiosk/app/documents.h"
#include "kiosk/journal/state_fold.h"
#include "kiosk/report/pdf_file.h"
#include "kiosk/ui/model_papers.h"

namespace openday::app {

struct PaperDraft {
  ui::PaperKind kind = ui::PaperKind::sign_in;
  ui::PaperFormat format = ui::PaperFormat::pdf;
  std::filesystem::path file, fonts_toml;
  base::Instant at;
  int reprint = 0;                         // which time again; 0: the first
};

// Whole or not there, 0600. Seats of the roster are set in the fold.
[[nodiscard]] report::PrintResult<void> write_paper(const PaperDraft& draft, const Documents& documents, journal::StateFold& fold);

[[nodiscard]] bool has_format(ui::PaperKind kind, ui::PaperFormat format);
[[nodiscard]] std::string_view to_string(ui::PaperKind kind);       // sign-in, summary, tallies, results, slips
[[nodiscard]] std::string_view to_string(ui::PaperFormat format);   // pdf, xlsx, csv
[[nodiscard]] std::string_view to_string(ui::PaperTarget target);   // stick, printer
[[nodiscard]] std::string_view title_of(ui::PaperKind kind);        // 签到表

}  // namespace openday::app
