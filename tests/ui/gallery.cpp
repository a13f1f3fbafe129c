// openday-ui-gallery FOLDER [--panel WxH:INCHES] [--english] [--large] [--contrast] [--low] [NAME...]: every page in every
// state as PNG, for the eye. Draws with the software renderer, without a display.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/image/png.h"
#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

using namespace openday;

int main(int argc, char** argv) {
  std::filesystem::path folder = "gallery";
  ui::Panel panel = tests::kPortrait;
  bool english = false, large = false, contrast = false, low = false;
  std::vector<std::string> names;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--english") english = true;
    else if (arg == "--large") large = true;
    else if (arg == "--contrast") contrast = true;
    else if (arg == "--low") low = true;
    else if (arg == "--panel" && i + 1 < argc) std::sscanf(argv[++i], "%dx%d:%lf", &panel.width_px, &panel.height_px, &panel.inches);
    else if (i == 1) folder = arg;
    else names.push_back(arg);
  }
  std::filesystem::create_directories(folder);
  tests::Stage stage(panel, OPENDAY_SOURCE_DIR "/assets");
  for (const auto& problem : stage.ui().problems()) std::fprintf(stderr, "%s\n", problem.c_str());
  for (auto& scene : tests::all_scenes()) {
    if (!names.empty() && std::find(names.begin(), names.end(), scene.name) == names.end()) continue;
    scene.model.language = english ? ui::Language::en : ui::Language::zh;
    scene.model.large_type = large;
    scene.model.high_contrast = contrast;
    scene.model.low_reach = low;
    (void)stage.show(scene.model);
    const auto began = std::chrono::steady_clock::now();
    (void)stage.frame(scene.model, std::chrono::milliseconds(1000));
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    for (const auto& text : stage.shown().texts())
      if (text.clipped) std::printf("  clipped: %s\n", text.text.c_str());
    std::printf("%-28s %.1f ms\n", scene.name.c_str(), ms);
    if (auto written = image::write_png(folder / (scene.name + ".png"), stage.picture()); !written) std::fprintf(stderr, "%s\n", written.error().what.c_str());
  }
}
