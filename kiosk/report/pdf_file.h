// A PDF being written: FILE.part (0600), renamed to FILE by close(), so that a document is whole or not there. Pages are streamed:
// memory does not grow with them. The same drawing and date give the same bytes. One thread, one document an object.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

struct _cairo;   // cairo_t, which readers of this header need not know

namespace openday::report {

class PrintFonts;

enum class PrintError { fonts, not_written };
template <class T>
using PrintResult = base::Result<T, PrintError>;

struct DocumentInfo {
  std::string title, author;
  base::Instant dated;                 // creation and modification date of the document
  base::Minutes zone = base::kChinaOffset;
};
struct PageSize {
  double width = 210, height = 297;    // mm
};
inline constexpr PageSize kA4Portrait{210, 297}, kA4Landscape{297, 210};

struct Printed {
  int pages = 0;
  std::set<char32_t> missing;          // characters that no font has: drawn as a box with U+XXXX
};

class PdfFile {
 public:
  // Errors name the file, the system's reason and the next step.
  [[nodiscard]] static PrintResult<PdfFile> open(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info);
  ~PdfFile();   // without close() the part is removed
  PdfFile(PdfFile&&) noexcept;
  PdfFile& operator=(PdfFile&&) noexcept;

  [[nodiscard]] _cairo* cairo();      // in millimetres, the page's origin at its top left
  [[nodiscard]] PrintFonts& fonts();
  [[nodiscard]] PageSize size() const;
  [[nodiscard]] PrintResult<void> status() const;
  void end_page();
  [[nodiscard]] PrintResult<Printed> close();

 private:
  struct State;
  explicit PdfFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace openday::report
