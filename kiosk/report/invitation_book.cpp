#include "kiosk/report/invitation_book.h"

#include <cerrno>
#include <cstring>

#include <cairo-pdf.h>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/report/card_painter.h"

namespace openday::report {
namespace {

constexpr double kPageWidth = 210, kPageHeight = 297;   // A4, mm
constexpr int kColumns = 2, kRows = 4;
constexpr double kLeft = (kPageWidth - kColumns * kCardWidth) / 2, kTop = (kPageHeight - kRows * kCardHeight) / 2;
constexpr double kMarkGap = 1, kMarkLength = 4, kMarkWidth = 0.1, kTick = 1.5;
static_assert(kColumns * kRows == kCardsOnAPage);

struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

// What Cairo calls with each piece of the document; the first error is kept, Cairo stops by itself.
struct Sink {
  base::UniqueFd file;
  int error = 0;
  static cairo_status_t write(void* closure, const unsigned char* bytes, unsigned length) {
    auto* sink = static_cast<Sink*>(closure);
    if (sink->error != 0) return CAIRO_STATUS_WRITE_ERROR;
    while (length > 0) {
      const ssize_t written = ::write(sink->file.get(), bytes, length);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) {
        if (sink->error == 0) sink->error = written < 0 ? errno : EIO;
        return CAIRO_STATUS_WRITE_ERROR;
      }
      bytes += written;
      length -= static_cast<unsigned>(written);
    }
    return CAIRO_STATUS_SUCCESS;
  }
};

void set_metadata(cairo_surface_t* surface, const BookInfo& info) {
  const std::string date = base::to_rfc3339(info.dated, info.zone);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "openday");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

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
  std::filesystem::path file, part;
  PrintFonts fonts;
  CardPainter painter;
  Sink sink;
  Surface surface;
  std::unique_ptr<cairo_t, DestroyCairo> cairo;
  BookSummary summary;
  int on_page = 0;

  State(std::filesystem::path target, PrintFonts loaded) : file(std::move(target)), part(file), fonts(std::move(loaded)), painter(fonts) { part += ".part"; }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (surface && sink.error == 0) sink.error = ECANCELED;
    cairo.reset();
    surface.reset();
    if (sink.file) ::unlink(part.c_str());
  }

  [[nodiscard]] auto failure(int error) const {
    const char* next = error == ENOSPC || error == EDQUOT ? "make room on the disk" : "choose a folder that can be written";
    return base::fail(BookError::not_written, fmt::format("{}: {}; {}", file.string(), std::strerror(error), next));
  }
  [[nodiscard]] base::Result<void, BookError> status() const {
    if (sink.error != 0) return failure(sink.error);
    for (const cairo_status_t found : {cairo_status(cairo.get()), cairo_surface_status(surface.get())}) {
      if (found != CAIRO_STATUS_SUCCESS)
        return base::fail(BookError::not_written, fmt::format("{}: cannot be drawn: {}", file.string(), cairo_status_to_string(found)));
    }
    return {};
  }
  [[nodiscard]] base::Result<void, BookError> begin(const BookInfo& info) {
    sink.file.reset(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!sink.file) return failure(errno);
    surface.reset(cairo_pdf_surface_create_for_stream(&Sink::write, &sink, kPageWidth * kPointsPerMm, kPageHeight * kPointsPerMm));
    cairo.reset(cairo_create(surface.get()));
    set_metadata(surface.get(), info);
    cairo_scale(cairo.get(), kPointsPerMm, kPointsPerMm);
    return status();
  }
  void end_page() {
    draw_cut_marks(cairo.get());
    cairo_show_page(cairo.get());
    ++summary.pages;
    on_page = 0;
  }
};

InvitationBook::InvitationBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
InvitationBook::~InvitationBook() = default;
InvitationBook::InvitationBook(InvitationBook&&) noexcept = default;
InvitationBook& InvitationBook::operator=(InvitationBook&&) noexcept = default;

base::Result<InvitationBook, BookError> InvitationBook::open(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, const BookInfo& info) {
  auto fonts = PrintFonts::load(fonts_toml);
  if (!fonts) return base::fail(BookError::fonts, fonts.error().what);
  auto state = std::make_unique<State>(file, std::move(*fonts));
  if (auto begun = state->begin(info); !begun) return tl::unexpected(begun.error());
  return InvitationBook(std::move(state));
}

base::Result<void, BookError> InvitationBook::add(const InvitationCard& card) {
  State& state = *state_;
  if (state.on_page == kCardsOnAPage) state.end_page();
  cairo_save(state.cairo.get());
  cairo_translate(state.cairo.get(), kLeft + (state.on_page % kColumns) * kCardWidth, kTop + (state.on_page / kColumns) * kCardHeight);
  state.summary.cut += state.painter.draw(state.cairo.get(), card) ? 1 : 0;
  cairo_restore(state.cairo.get());
  ++state.on_page;
  ++state.summary.cards;
  return state.status();
}

base::Result<BookSummary, BookError> InvitationBook::close() {
  State& state = *state_;
  if (state.on_page > 0) state.end_page();
  cairo_surface_finish(state.surface.get());
  if (auto drawn = state.status(); !drawn) return tl::unexpected(drawn.error());
  if (::fsync(state.sink.file.get()) != 0 || ::rename(state.part.c_str(), state.file.c_str()) != 0) return state.failure(errno);
  state.sink.file.reset();
  state.summary.missing = state.fonts.missing();
  return state.summary;
}

}  // namespace openday::report
