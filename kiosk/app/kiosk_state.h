// What a kiosk owns and does: a part of kiosk.h for kiosk*.cpp alone. One thread, but for stop().
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "kiosk/app/badges.h"
#include "kiosk/app/camera_watch.h"
#include "kiosk/app/find_thread.h"
#include "kiosk/app/hand_over_thread.h"
#include "kiosk/app/journal_worker.h"
#include "kiosk/app/keyboard_scanner.h"
#include "kiosk/app/kiosk.h"
#include "kiosk/app/kiosk_clock.h"
#include "kiosk/app/list_search.h"
#include "kiosk/app/loudspeaker.h"
#include "kiosk/app/model_builder.h"
#include "kiosk/app/paper_thread.h"
#include "kiosk/app/script.h"
#include "kiosk/app/self_test_desk.h"
#include "kiosk/base/notify.h"
#include "kiosk/device/camera_injector.h"
#include "kiosk/device/window.h"
#include "kiosk/scan/pipeline.h"
#include "kiosk/scan/scanner_thread.h"
#include "kiosk/ui/ui.h"

namespace openday::app {

struct Kiosk::State {
  explicit State(const KioskOptions& given)
      : options(given), readings(std::make_shared<text::SharedReadings>(given.typing.engines.tables)), clock(given.at, !given.script.empty()), camera_watch(given.camera_place), machine(given.rules, clock.now()) {}

  base::Result<void, KioskError> open();
  base::Result<void, KioskError> open_devices();
  base::Result<void, KioskError> open_script();
  int run();
  void open_typing();
  void open_papers();
  void open_self_test();
  void turn(const device::Input& input);
  void take_scans(const device::Input& input);
  void take_messages();
  void take(BoxReport fresh);
  void keep_time();
  void look_at_programme();
  void carry_out(Effects effects);
  void draw();
  void ping();
  [[nodiscard]] bool ready_to_draw() const;
  [[nodiscard]] bool holds_frame() const;
  [[nodiscard]] bool settled() const;
  [[nodiscard]] std::chrono::milliseconds patience() const;

  const KioskOptions options;
  const std::shared_ptr<text::SharedReadings> readings;
  KioskClock clock;
  std::unique_ptr<device::Window> window;
  std::unique_ptr<ui::Ui> ui;
  device::FrameInjector injector;
  std::unique_ptr<scan::EventQueue> events;
  std::unique_ptr<scan::Pipeline> pipeline;
  std::unique_ptr<scan::ScannerThread> scanner;
  KeyboardScanner keyboard;
  CameraWatch camera_watch;
  std::unique_ptr<Loudspeaker> speaker;
  std::unique_ptr<JournalWorker> worker;
  std::unique_ptr<TypingDesk> typing;
  std::unique_ptr<FindThread> finder;
  std::unique_ptr<ListSearcher> list_searcher;
  std::unique_ptr<PaperThread> papers;
  std::unique_ptr<SelfTestDesk> self_test;
  std::unique_ptr<Badges> badges;        // null: none are printed
  std::unique_ptr<HandOverThread> hand_over;
  VisitMachine machine;
  BoxReport report;
  Today today;
  std::optional<Script> script;
  base::Moment now;
  std::int64_t minute = 0;               // of the wall clock, as last drawn
  bool reported = false;                 // the worker has said what there is
  bool dirty = true;                     // something to be drawn has changed
  bool announced = false;                // READY=1
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now(), last_frame{}, pinged{};
  std::optional<std::chrono::milliseconds> ping_interval = base::watchdog_interval();
  std::atomic<bool> stopping{false};
};

}  // namespace openday::app
