#include "kiosk/app/options.h"

#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "kiosk/base/options.h"
#include "kiosk/report/badge.h"
#include "kiosk/text/handwriting_zinnia.h"

namespace openday::app {
namespace {

constexpr int kUsage = 2;

struct Raw {
  KioskOptions options;
  std::string config, size, at;
  double inches = 0;
};

void declare(CLI::App& app, Raw& raw) {
  KioskOptions& to = raw.options;
  app.add_option("--plan", to.plan, "The event's plan (TOML)")->required();
  app.add_option("--roster", to.roster, "The expected guests (openday roster import)");
  app.add_option("--state", to.state, "This box's state folder")->required();
  app.add_option("--trust", to.trust, "Keys whose codes count (openday trust add)");
  app.add_option("--revocations", to.revocations, "Registrations that count no longer (openday revoke)");
  app.add_option("--camera", to.camera, "/dev/videoN, dir:PATH or none");
  app.add_option("--size", raw.size, "Page in pixels, as 1080x1920; without it the configured panel");
  app.add_option("--panel-inches", raw.inches, "Diagonal of the panel")->check(CLI::Range(5.0, 110.0));
  app.add_option("--config", raw.config, "kiosk.toml");
  app.add_option("--at", raw.at, "A clock set by hand, RFC 3339 (tests: OPENDAY_TEST=1)");
  app.add_option("--script", to.script, "A visitor's journey, one JSON object a line (tests: OPENDAY_TEST=1)");
  app.add_option("--shots", to.shots, "Where a script's pictures go");
  app.footer("Exit code: 0 a clean stop, or every expectation of the script held; 1 otherwise; 2 the options are wrong.");
}

class Config {
 public:
  Config(base::Options& file, std::vector<std::string>& problems) : file_(file), problems_(problems) {}

  template <class Value>
  void choose(std::string_view key, Value& to, const std::map<std::string, Value>& known) {
    const std::string word = file_.text(key, "");
    if (word.empty()) return;
    const auto found = known.find(word);
    if (found != known.end()) {
      to = found->second;
      return;
    }
    std::string words;
    for (const auto& [name, value] : known) words += (words.empty() ? "" : ", ") + name;
    problems_.push_back(fmt::format("kiosk.toml: {} is \"{}\"; expected one of {}", key, word, words));
  }
  void seconds(std::string_view key, std::int64_t& milliseconds, std::int64_t least, std::int64_t most) {
    milliseconds = file_.integer(key, milliseconds / 1000, least, most) * 1000;
  }
  void path(std::string_view key, std::filesystem::path& to) { to = file_.text(key, to.string()); }

 private:
  base::Options& file_;
  std::vector<std::string>& problems_;
};

void take_config(base::Options& file, KioskOptions& to, std::vector<std::string>& problems) {
  Config config(file, problems);
  to.box = file.text("box", to.box);
  to.bureau_phone = file.text("bureau_phone", to.bureau_phone);
  config.path("files.bureau_ca", to.bureau_ca);
  to.camera = file.text("camera.device", to.camera);
  using ui::CameraPlace;
  config.choose<CameraPlace>("camera.place", to.camera_place,
                             {{"below", CameraPlace::below}, {"above", CameraPlace::above}, {"left", CameraPlace::left}, {"right", CameraPlace::right}});
  to.scanner = file.text("scanner.device", to.scanner);
  to.panel.width_px = static_cast<int>(file.integer("panel.width", to.panel.width_px, 480, 8192));
  to.panel.height_px = static_cast<int>(file.integer("panel.height", to.panel.height_px, 480, 8192));
  to.panel.inches = file.number("panel.inches", to.panel.inches, 5, 110);
  if (const double edge = file.number("panel.lower_edge_mm", 0, 380, 1200); edge > 0) to.panel.lower_edge_mm = edge;
  config.choose<int>("panel.turn", to.turn, {{"none", 0}, {"right", 1}, {"over", 2}, {"left", 3}});
  to.fullscreen = file.flag("panel.fullscreen", to.fullscreen);
  to.hide_cursor = file.flag("panel.hide_cursor", to.hide_cursor);
  config.seconds("visit.idle", to.rules.idle, 20, 3600);
  config.seconds("visit.warning", to.rules.warning, 10, 300);
  config.seconds("visit.result", to.rules.result, 3, 60);
  config.seconds("visit.refusal", to.rules.refusal, 3, 120);
  config.seconds("visit.thanks", to.rules.thanks, 3, 120);
  config.seconds("visit.standing", to.rules.standing, 0, 3600);
  config.seconds("staff.idle", to.rules.staff_idle, 30, 3600);
  to.sound = file.flag("sound.enabled", to.sound);
  to.volume = static_cast<int>(file.integer("sound.volume", to.volume, 0, 100));
  to.rules.voice_at_start = file.flag("sound.voice_at_start", to.rules.voice_at_start);
  config.path("sound.recordings", to.recordings);
  config.path("stick.helper", to.papers.helper);
  config.path("stick.mounted_at", to.papers.mounted_at);
  config.path("stick.folder", to.papers.stick_folder);
  to.papers.printer = file.text("printer.name", to.papers.printer);
  to.papers.print_service = file.text("printer.service", to.papers.print_service);
  to.badges.enabled = file.flag("badge.enabled", to.badges.enabled);
  to.badges.width_mm = file.number("badge.width_mm", to.badges.width_mm, report::kLeastBadge, report::kMostBadge);
  to.badges.height_mm = file.number("badge.height_mm", to.badges.height_mm, report::kLeastBadge, report::kMostBadge);
  to.badges.printer = file.text("badge.printer", to.badges.printer);
  config.path("folders.assets", to.assets);
  config.path("folders.sounds", to.sounds);
  config.path("folders.ratings", to.ratings);
  config.path("folders.opinions", to.opinions);
  config.path("files.calendar", to.calendar);
  config.path("folders.text_data", to.typing.engines.tables);
  config.path("files.handwriting", to.typing.handwriting);
}

void take_size(const std::string& size, ui::Panel& panel, std::vector<std::string>& problems) {
  int width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 480 || height < 480 || width > 8192 || height > 8192) {
    problems.push_back(fmt::format("--size is \"{}\"; expected WIDTHxHEIGHT in pixels, each 480 to 8192, as 1080x1920", size));
    return;
  }
  panel.width_px = width;
  panel.height_px = height;
}

void take_clock(const std::string& text, KioskOptions& to, std::vector<std::string>& problems) {
  const auto at = base::parse_rfc3339(text);
  if (at) to.at = at->at;
  else problems.push_back(fmt::format("--at is \"{}\"; expected a date and time with its offset, as 2026-11-17T09:35:00+08:00", text));
}

void read_config(const std::string& path, KioskOptions& to, std::vector<std::string>& problems) {
  auto file = base::Options::load(path);
  if (!file) return problems.push_back(file.error().what);
  take_config(*file, to, problems);
  for (std::string& problem : file->problems()) problems.push_back(std::move(problem));
}

// What the command line says wins over the file: it is parsed a second time over what the file gave.
void finish(Raw& raw, bool testing, std::vector<std::string>& problems) {
  if (!raw.size.empty()) take_size(raw.size, raw.options.panel, problems);
  if (raw.inches > 0) raw.options.panel.inches = raw.inches;
  if (!raw.at.empty()) take_clock(raw.at, raw.options, problems);
  if (!testing && (!raw.at.empty() || !raw.options.script.empty())) {
    problems.emplace_back("--at and --script are for tests; set OPENDAY_TEST=1 to use them");
  }
}

}  // namespace

CommandLine read_command_line(int argc, const char* const* argv, bool testing) {
  CommandLine out;
  Raw raw;
  raw.options.assets = OPENDAY_ASSETS_DIR;
  raw.options.ratings = OPENDAY_RATINGS_DIR;
  raw.options.opinions = OPENDAY_OPINIONS_DIR;
  raw.options.calendar = OPENDAY_CALENDAR;
  raw.options.typing = {text::built_engine_files(), text::installed_handwriting_model()};
  raw.options.sounds = OPENDAY_SOUNDS_DIR;
  CLI::App first("政府开放日 — the kiosk", "openday-kiosk");
  declare(first, raw);
  try {
    first.parse(argc, argv);
    if (!raw.config.empty()) {
      read_config(raw.config, raw.options, out.problems);
      CLI::App again("", "openday-kiosk");
      declare(again, raw);
      again.parse(argc, argv);
    }
  } catch (const CLI::ParseError& error) {
    out.exit_code = first.exit(error) == 0 ? 0 : kUsage;
    return out;
  }
  finish(raw, testing, out.problems);
  if (out.problems.empty()) out.options = std::move(raw.options);
  else out.exit_code = kUsage;
  return out;
}

}  // namespace openday::app
