#include "kiosk/report/pdf_file.h"

#include <cerrno>
#include <cstring>

#include <cairo-pdf.h>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/report/canvas.h"
#include "kiosk/report/card_hills.h"
#include "kiosk/report/print_fonts.h"

namespace openday::report {
namespace {

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

void set_metadata(cairo_surface_t* surface, const DocumentInfo& info) {
  const std::string date = base::to_rfc3339(info.dated, info.zone);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "openday");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

}  // namespace

struct PdfFile::State {
  std::filesystem::path file, part;
  PrintFonts fonts;
  PageSize size;
  Sink sink;
  Surface surface;
  std::unique_ptr<cairo_t, DestroyCairo> cairo;
  int pages = 0;

  State(std::filesystem::path target, PrintFonts loaded, PageSize page) : file(std::move(target)), part(file), fonts(std::move(loaded)), size(page) { part += ".part"; }
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
    return base::fail(PrintError::not_written, fmt::format("{}: {}; {}", file.string(), std::strerror(error), next));
  }
  [[nodiscard]] PrintResult<void> status() const {
    if (sink.error != 0) return failure(sink.error);
    for (const cairo_status_t found : {cairo_status(cairo.get()), cairo_surface_status(surface.get())}) {
      if (found != CAIRO_STATUS_SUCCESS)
        return base::fail(PrintError::not_written, fmt::format("{}: cannot be drawn: {}", file.string(), cairo_status_to_string(found)));
    }
    return {};
  }
  [[nodiscard]] PrintResult<void> begin(const DocumentInfo& info) {
    sink.file.reset(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!sink.file) return failure(errno);
    surface.reset(cairo_pdf_surface_create_for_stream(&Sink::write, &sink, size.width * kPointsPerMm, size.height * kPointsPerMm));
    cairo.reset(cairo_create(surface.get()));
    set_metadata(surface.get(), info);
    cairo_scale(cairo.get(), kPointsPerMm, kPointsPerMm);
    return status();
  }
};

PdfFile::PdfFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
PdfFile::~PdfFile() = default;
PdfFile::PdfFile(PdfFile&&) noexcept = default;
PdfFile& PdfFile::operator=(PdfFile&&) noexcept = default;

PrintResult<PdfFile> PdfFile::open(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info) {
  auto fonts = PrintFonts::load(fonts_toml);
  if (!fonts) return base::fail(PrintError::fonts, fonts.error().what);
  auto state = std::make_unique<State>(file, std::move(*fonts), size);
  if (auto begun = state->begin(info); !begun) return tl::unexpected(begun.error());
  return PdfFile(std::move(state));
}

_cairo* PdfFile::cairo() { return state_->cairo.get(); }
PrintFonts& PdfFile::fonts() { return state_->fonts; }
PageSize PdfFile::size() const { return state_->size; }
PrintResult<void> PdfFile::status() const { return state_->status(); }

void PdfFile::end_page() {
  cairo_show_page(state_->cairo.get());
  ++state_->pages;
}

PrintResult<Printed> PdfFile::close() {
  State& state = *state_;
  cairo_surface_finish(state.surface.get());
  if (auto drawn = state.status(); !drawn) return tl::unexpected(drawn.error());
  if (::fsync(state.sink.file.get()) != 0 || ::rename(state.part.c_str(), state.file.c_str()) != 0) return state.failure(errno);
  state.sink.file.reset();
  return Printed{state.pages, state.fonts.missing()};
}

}  // namespace openday::report
