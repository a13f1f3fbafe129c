// The whole of the kiosk's face: draws the snapshot's page, returns what the visitor did. Owns fonts, words, pictures and the
// state that belongs to a page alone, which is gone with the page or the visit. Main thread, between Window::begin_frame() and
// end_frame(); made after the window, destroyed before it.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/ui/intent.h"
#include "kiosk/ui/registry.h"
#include "kiosk/ui/theme.h"

namespace openday::ui {

struct UiOptions {
  Panel panel;                       // page in pixels, diagonal in inches
  std::filesystem::path assets;      // folder with fonts.toml, strings/, keyboards/
  bool motion = true;
};

class Ui {
 public:
  explicit Ui(const UiOptions& options);
  ~Ui();

  // `now`: steady clock, for motion and for a key that is held down.
  Intent draw(const Model& model, std::chrono::milliseconds now);
  // Motion under way, or a key held down that repeats: the next frame is due at once. False at rest.
  [[nodiscard]] bool needs_frame() const;
  void set_motion(bool on);

  [[nodiscard]] const Registry& registry() const;  // what the last frame showed
  // What was wrong with fonts, words and keyboards at start, one sentence each; the kiosk goes on with what there is.
  [[nodiscard]] const std::vector<std::string>& problems() const;
  // False: no font could show Chinese; the kiosk says so on its out-of-service page in English.
  [[nodiscard]] bool can_write_chinese() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::ui
