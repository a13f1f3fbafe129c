// How a kiosk gets its window, its devices and its threads.
#include "kiosk/app/desk_options.h"
#include "kiosk/app/kiosk_state.h"
#include "kiosk/app/stick_turn.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/device/camera_factory.h"
#include "kiosk/device/scanner_factory.h"

namespace openday::app {

base::Result<void, KioskError> Kiosk::State::open() {
  device::WindowOptions how;
  how.width = options.panel.width_px;
  how.height = options.panel.height_px;
  how.fullscreen = options.fullscreen;
  how.hide_cursor = options.hide_cursor;
  how.turn = options.turn;
  auto opened = device::Window::open(how);
  if (!opened) return base::fail(KioskError::no_window, opened.error().what);
  window = std::move(*opened);
  ui = std::make_unique<ui::Ui>(ui::UiOptions{options.panel, options.assets, options.script.empty()});
  for (const std::string& problem : ui->problems()) base::log_warning("{}", problem);
  open_self_test();
  if (auto done = open_devices(); !done) return done;
  speaker = std::make_unique<Loudspeaker>(device::make_sound({options.sound, options.volume, options.sounds, options.recordings}));
  if (auto done = open_script(); !done) return done;
  finder = std::make_unique<FindThread>(readings, [this] { window->wake(); });
  list_searcher = std::make_unique<ListSearcher>(readings, [this] { window->wake(); });
  worker = std::make_unique<JournalWorker>(desk_options(options, readings), clock.for_worker(), [this] { window->wake(); });
  open_typing();
  open_papers();
  return {};
}

void Kiosk::State::open_typing() {
  TypingFiles files = options.typing;
  files.readings = readings;
  files.engines.phrases = options.assets / "phrases" / "office.tsv";
  typing = std::make_unique<TypingDesk>(std::move(files), [this] { window->wake(); });
}

void Kiosk::State::open_papers() {
  const PaperOptions& where = options.papers;
  const auto stick = [&where, taken = std::make_shared<std::atomic<bool>>(false)] {
    return std::make_unique<StickTurn>(where.stick_folder.empty() ? device::make_helper_stick(where.helper, where.mounted_at) : device::make_folder_stick(where.stick_folder), taken);
  };
  PaperPress press({options.state, options.assets / "fonts.toml", where.printer}, device::make_cups_printer(where.print_service), stick(), clock.for_worker());
  papers = std::make_unique<PaperThread>(std::move(press), options.state, [this] { window->wake(); });
  std::error_code unknown;
  const auto office = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path() / "openday";   // installed beside this program
  hand_over = std::make_unique<HandOverThread>(HandOverPorter({options.state, office}, stick(), clock.for_worker()), [this] { window->wake(); });
  const BadgeOptions& badge = options.badges;
  if (!badge.enabled) return;
  BadgePlace place{options.state, options.assets, badge.printer.empty() ? where.printer : badge.printer, {badge.width_mm, badge.height_mm}};
  badges = std::make_unique<Badges>(std::move(place), device::make_cups_printer(where.print_service), [this] { window->wake(); });
}

void Kiosk::State::open_self_test() {
  const PaperOptions& where = options.papers;
  auto probe = make_box_probe({options.state, desk_options(options, {}).documents, where.printer, options.bureau_ca}, device::make_cups_printer(where.print_service));
  const bool camera = options.camera != "none" || !options.script.empty();
  self_test = std::make_unique<SelfTestDesk>(SelfTestOptions{options.state, options.assets, options.box, where.printer, camera, !options.scanner.empty()}, std::move(probe),
                                             device::make_cups_printer(where.print_service), [this] { window->wake(); });
}

base::Result<void, KioskError> Kiosk::State::open_devices() {
  events = std::make_unique<scan::EventQueue>([this] { window->wake(); });
  auto camera = device::make_camera(options.camera);
  if (!camera) return base::fail(KioskError::bad_camera, camera.error().what);
  if (!*camera && !options.script.empty()) *camera = injector.make_camera();
  if (*camera) {
    camera_watch.starting();
    pipeline = std::make_unique<scan::Pipeline>(std::move(*camera), *events);
  }
  auto found = device::make_scanner(options.scanner);
  if (!found) return base::fail(KioskError::bad_scanner, found.error().what);
  if (*found) scanner = std::make_unique<scan::ScannerThread>(std::move(*found), *events);
  return {};
}

base::Result<void, KioskError> Kiosk::State::open_script() {
  if (options.script.empty()) return {};
  const auto text = base::read_file(options.script);
  if (!text) return base::fail(KioskError::bad_script, text.error().what);
  auto lines = read_script(*text, options.script.string());
  if (!lines) return base::fail(KioskError::bad_script, lines.error().what);
  std::error_code ignored;   // a folder that cannot be made shows as a picture that cannot be written
  if (!options.shots.empty()) std::filesystem::create_directories(options.shots, ignored);
  window->set_keep_picture(true);
  script.emplace(std::move(*lines), options.script, options.shots, ScriptStage{*window, ui->registry(), injector, clock.manual()});
  return {};
}

}  // namespace openday::app
