// Configuration files: any bytes give values or problems that name a line, never a crash.
#include <cstdlib>

#include "kiosk/base/options.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using openday::base::Options;
  auto options = Options::parse({reinterpret_cast<const char*>(data), size}, "kiosk.toml");
  if (!options) return options.error().what.starts_with("kiosk.toml:") ? 0 : (std::abort(), 0);
  (void)options->text("camera.place", "below");
  (void)options->integer("panel.width", 1080, 1, 10'000);
  (void)options->number("panel.inches", 21.5, 5, 110);
  (void)options->flag("panel.fullscreen", false);
  (void)options->texts("neighbours");
  for (const auto& problem : options->problems()) {
    if (!problem.starts_with("kiosk.toml:")) std::abort();
  }
  return 0;
}
