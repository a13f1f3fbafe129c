#include "kiosk/report/invitation_book.h"

#include "kiosk/report/card_painter.h"

namespace openday::report {
namespace {

constexpr double kPageWidth = 210, kPageHeight = 297;   // A4, mm
constexpr int kColumns = 2, kRows = 4;
constexpr double kLeft = (kPageWidth - kColumns * kCardWidth) / 2, kTop = (kPageHeight - kRows * kCardHeight) / 2;
constexpr double kMarkGap = 1, kMarkLength = 4, kMarkWidth = 0.1, kTick = 1.5;
static_assert(kColumns * kRows == kCardsOnAPage);

// Lines outside of the cards at every cut, and small crosses where four cards meet.
void draw_cut_marks(cairo_t* cairo) {
  constexpr Color kMark = rgb(0x7B857F);
  const double right = kPageWidth - kLeft, bottom = kPageHeight - kTop;
  for (int column = 0; column <= kColumns; ++column) {
    const double x = kLeft + column * kCardWidth;
    draw_line(cairo, x, kTop - kMarkGap - kMarkLength, x, kTop - kMarkGap, kMarkWidth, kMark);
    draw_line(cairo, x, bottom + kMarkGap, x, bottom + kMarkGap + kMarkLength, kMarkWidth, kMark);
  }
  for (int row = 0; row <= kRows; ++row) {
    const double y = kTop + row * kCardHeight;
    draw_line(cairo, kLeft - kMarkGap - kMarkLength, y, kLeft - kMarkGap, y, kMarkWidth, kMark);
    draw_line(cairo, right + kMarkGap, y, right + kMarkGap + kMarkLength, y, kMarkWidth, kMark);
  }
  for (int row = 1; row < kRows; ++row) {
    const double y = kTop + row * kCardHeight;
    draw_line(cairo, kLeft + kCardWidth, y - kTick, kLeft + kCardWidth, y, kMarkWidth, kMark);
  }
}

}  // namespace

struct InvitationBook::State {
  PdfFile pdf;
  CardPainter painter;
  BookSummary summary;
  int on_page = 0;

  explicit State(PdfFile file) : pdf(std::move(file)), painter(pdf.fonts()) {}
  void end_page() {
    draw_cut_marks(pdf.cairo());
    pdf.end_page();
    on_page = 0;
  }
};

InvitationBook::InvitationBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
InvitationBook::~InvitationBook() = default;
InvitationBook::InvitationBook(InvitationBook&&) noexcept = default;
InvitationBook& InvitationBook::operator=(InvitationBook&&) noexcept = default;

base::Result<InvitationBook, BookError> InvitationBook::open(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, const BookInfo& info) {
  auto pdf = PdfFile::open(file, fonts_toml, {kPageWidth, kPageHeight}, info);
  if (!pdf) return tl::unexpected(pdf.error());
  return InvitationBook(std::make_unique<State>(std::move(*pdf)));
}

base::Result<void, BookError> InvitationBook::add(const InvitationCard& card) {
  State& state = *state_;
  if (state.on_page == kCardsOnAPage) state.end_page();
  cairo_t* cairo = state.pdf.cairo();
  cairo_save(cairo);
  cairo_translate(cairo, kLeft + (state.on_page % kColumns) * kCardWidth, kTop + (state.on_page / kColumns) * kCardHeight);
  state.summary.cut += state.painter.draw(cairo, card) ? 1 : 0;
  cairo_restore(cairo);
  ++state.on_page;
  ++state.summary.cards;
  return state.pdf.status();
}

base::Result<BookSummary, BookError> InvitationBook::close() {
  State& state = *state_;
  if (state.on_page > 0) state.end_page();
  auto printed = state.pdf.close();
  if (!printed) return tl::unexpected(printed.error());
  state.summary.pages = printed->pages;
  state.summary.missing = std::move(printed->missing);
  return state.summary;
}

}  // namespace openday::report
