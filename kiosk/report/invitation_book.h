// The printable document of invitation cards: A4, eight cards a page with cut marks, PDF. Cards are streamed, so memory does not
// grow with the pages' pictures; the same cards and date give the same bytes. One thread, one document an object.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "kiosk/report/invitation.h"
#include "kiosk/report/pdf_file.h"

namespace openday::report {

using BookError = PrintError;
using BookInfo = DocumentInfo;

struct BookSummary {
  int cards = 0, pages = 0, cut = 0;   // cut: cards on which a text was too long even at the smallest size
  std::set<char32_t> missing;          // characters that no font has: drawn as a box with U+XXXX
};

inline constexpr int kCardsOnAPage = 8;

class InvitationBook {
 public:
  // Writes FILE.part (0600: a code lets its bearer in), renamed to FILE by close(). Errors name the file, the system's reason and
  // the next step.
  [[nodiscard]] static base::Result<InvitationBook, BookError> open(const std::filesystem::path& file, const std::filesystem::path& fonts_toml,
                                                                   const BookInfo& info);
  ~InvitationBook();   // without close() the part is removed
  InvitationBook(InvitationBook&&) noexcept;
  InvitationBook& operator=(InvitationBook&&) noexcept;

  [[nodiscard]] base::Result<void, BookError> add(const InvitationCard& card);
  [[nodiscard]] base::Result<BookSummary, BookError> close();

 private:
  struct State;
  explicit InvitationBook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace openday::report
