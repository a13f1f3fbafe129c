// A desk with a printer: cards of an invented event, printed to a file, and what readers' tools see on the paper (poppler, zbar).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/report/invitation_book.h"
#include "tests/support/files.h"

namespace openday::report {

// A guest whose code holds as many characters as a real confirmation, different for every number.
[[nodiscard]] std::string code_text(int number);
[[nodiscard]] InvitationCard card_of(const std::string& name, int number = 1);
[[nodiscard]] std::vector<InvitationCard> cards(int count);

class Desk {
 public:
  // The summary of a whole document written to `file()`; throws on any error.
  BookSummary print(const std::vector<InvitationCard>& cards) const;
  [[nodiscard]] base::Result<BookSummary, BookError> try_to_print(const std::vector<InvitationCard>& cards, const std::filesystem::path& file) const;
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "cards.pdf"; }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  [[nodiscard]] std::string text() const;                               // pdftotext in the order of drawing, white space dropped
  [[nodiscard]] std::vector<std::string> codes(int page, int dpi) const; // zbarimg on a rendered page, sorted
  std::string tool(const std::vector<std::string>& argv) const;  // stdout; throws when it fails

 private:
  support::TempDir folder_;
};

// Whether the readers' tools are here; they are listed in config/packages.list.
[[nodiscard]] bool has_tools();

}  // namespace openday::report
