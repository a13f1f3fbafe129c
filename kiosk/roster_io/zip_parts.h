// The parts of a workbook's zip archive (APPNOTE.TXT of PKWARE, 4.3): the directory is looked at first, so that what would unpack
// to more than a list of guests ever holds is refused before a byte of it is inflated. Inflated by orcus, into exactly the size that
// the directory declares. Private to roster_io.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/base/result.h"
#include "kiosk/roster_io/workbook.h"

namespace openday::roster_io {

class ZipParts {
 public:
  // `bytes` must outlive the object.
  static base::Result<ZipParts, WorkbookError> open(std::string_view bytes);
  ZipParts(ZipParts&&) noexcept;
  ~ZipParts();

  [[nodiscard]] bool has(std::string_view name) const;
  // Refused: missing, locked, or larger than kMaxPartBytes when unpacked.
  [[nodiscard]] base::Result<std::string, WorkbookError> read(std::string_view name) const;

 private:
  struct Archive;
  struct Part {
    std::size_t size = 0;    // unpacked, as declared
    bool locked = false;
    bool true_to_size = true;   // can these packed bytes unpack to that at all?
  };
  ZipParts();
  std::unique_ptr<Archive> archive_;
  std::unordered_map<std::string, Part> parts_;
};

}  // namespace openday::roster_io
