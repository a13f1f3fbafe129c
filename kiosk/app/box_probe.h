// What the self-test looks at without a hand: disk, printer, documents and their signatures, keys, certificate, the line, other boxes.
// Each look may block for as long as a disk or a print service does: for a thread of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/app/documents.h"
#include "kiosk/app/self_test.h"
#include "kiosk/device/printer.h"

namespace openday::app {

struct ProbeQuestion {
  std::shared_ptr<const Documents> documents;    // in use; null: none
  base::Moment now;
};

class BoxProbe {
 public:
  virtual ~BoxProbe() = default;
  [[nodiscard]] virtual LookedAt look(const ProbeQuestion& question) = 0;
};

struct ProbeOptions {
  std::filesystem::path state;
  DocumentPaths documents;
  std::string printer;                           // queue; empty: the service's default
  std::filesystem::path bureau_ca;               // PEM; empty: none is named
  std::filesystem::path sysfs = "/sys";
};
[[nodiscard]] std::unique_ptr<BoxProbe> make_box_probe(ProbeOptions options, std::unique_ptr<device::Printer> printer);

}  // namespace openday::app
