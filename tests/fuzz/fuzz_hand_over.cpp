// What lies on a stick: any bytes give a manifest that names only files of ours within their limits, or a refusal; and any request in
// spool/ a package or a refusal.
#include <cstdlib>

#include "kiosk/event/hand_over.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto manifest = event::read_manifest(bytes)) {
    std::uint64_t sum = 0;
    for (const auto& file : manifest->files) {
      if (event::package_file_name(file.kind).empty() || file.version < 1) std::abort();
      sum += file.bytes;
    }
    if (sum > event::kMaxPackageBytes || manifest->files.empty() || manifest->files.size() > 5) std::abort();
    const auto again = event::read_manifest(event::write_manifest(*manifest));
    if (!again || again->files != manifest->files) std::abort();
  }
  const auto package = event::unbundle(bytes);
  if (package && event::bundle(*package) != bytes) std::abort();
  if (package) (void)event::verify_package(*package, nullptr, std::nullopt);
  return 0;
}
