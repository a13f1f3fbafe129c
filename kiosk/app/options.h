// What the kiosk was told: the command line (DESIGN.md section 6) over kiosk.toml. Every mistake is one sentence naming the
// option, or the file with line and column, and what is expected.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/tuning.h"
#include "kiosk/app/typing_desk.h"
#include "kiosk/base/time.h"
#include "kiosk/ui/model.h"
#include "kiosk/ui/theme.h"

namespace openday::app {

// Where papers go.
struct PaperOptions {
  std::filesystem::path helper = "/run/openday/helper.sock", mounted_at = "/run/openday/stick";
  std::filesystem::path stick_folder;                             // instead of them, on a desktop; may be empty
  std::string printer, print_service;                             // queue, HOST:PORT or socket; empty: the standard ones
};

// Badges for who has come in.
struct BadgeOptions {
  bool enabled = false;
  double width_mm = 74, height_mm = 105;                          // A7
  std::string printer;                                            // queue; empty: that of papers
};

struct KioskOptions {
  std::filesystem::path plan, roster, state, trust, revocations;  // roster, trust and revocations may be empty
  std::filesystem::path assets, ratings;                          // fonts.toml, strings/ and phrases/ · rating catalogues
  std::filesystem::path opinions, calendar;                       // subjects.toml · holidays.json
  TypingFiles typing;                                             // of the on-screen keyboard's engines
  std::string box = "1";                                          // this box's name: where a guest was admitted
  std::string camera = "none";                                    // /dev/videoN, dir:PATH, none
  ui::CameraPlace camera_place = ui::CameraPlace::below;
  std::string scanner;                                            // evdev:PATH, serial:PATH[@BAUD], or empty
  ui::Panel panel;
  int turn = 0;                                                   // quarter turns clockwise of the page on the panel
  bool fullscreen = false, hide_cursor = false;
  std::string bureau_phone;
  std::filesystem::path bureau_ca;                                // PEM that syncd trusts; empty: the self-test does not see it
  bool sound = true;
  int volume = 70;                                                // percent
  std::filesystem::path sounds, recordings;                       // made with the program · a person's, of the same names; may be empty
  PaperOptions papers;
  BadgeOptions badges;
  VisitRules rules;
  std::optional<base::Instant> at;                                // a clock set by hand (OPENDAY_TEST=1)
  std::filesystem::path script, shots;                            // (OPENDAY_TEST=1)
};

struct CommandLine {
  std::optional<KioskOptions> options;
  int exit_code = 0;                     // when there are no options: --help was printed, or problems are
  std::vector<std::string> problems;     // for stderr
};

// `testing`: OPENDAY_TEST=1 is set. Prints only for --help.
[[nodiscard]] CommandLine read_command_line(int argc, const char* const* argv, bool testing);

}  // namespace openday::app
