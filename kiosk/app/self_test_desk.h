// The box's side of the self-test: what its devices said since they were opened, a thread that looks at the rest, the sheet on paper.
// The camera and the scanners are listened to always, so that the page knows them when it comes. Public calls from the screen's thread;
// `wake` is called from others when there is something to take.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/box_probe.h"
#include "kiosk/app/messages_self_test.h"
#include "kiosk/app/print_thread.h"
#include "kiosk/base/newest_worker.h"
#include "kiosk/device/sound.h"
#include "kiosk/scan/events.h"

namespace openday::app {

struct SelfTestOptions {
  std::filesystem::path state, assets;       // assets: words and fonts of the paper
  std::string box, printer;                  // this box's name; queue, empty: the service's default
  bool camera = false, scanner = false;      // configured
};

class SelfTestDesk {
 public:
  SelfTestDesk(SelfTestOptions options, std::unique_ptr<BoxProbe> probe, std::unique_ptr<device::Printer> printer, std::function<void()> wake);

  // What camera and hand scanner send, and what a hand scanner typed. The text is looked at for its length and kind, and not kept.
  void see(const scan::ScanEvent& event, base::Instant now);
  void hear_burst(std::string_view text, base::Instant now);

  // look, print. Answers go to `visit` from now on.
  void carry_out(std::uint64_t visit, const SelfTestJob& job, std::shared_ptr<const Documents> documents, const base::Moment& now);
  // What has changed since, for the visit that looks; `watched`: its page is the self-test's.
  [[nodiscard]] std::vector<SelfTestAnswer> take(bool watched, device::SoundState sound, const base::Moment& now);
  [[nodiscard]] bool at_rest() { return probe_.at_rest() && press_.at_rest() && !changed_; }

 private:
  void print(const SelfTestJob& job, std::shared_ptr<const Documents> documents, const base::Moment& now);
  void forget_readings();

  const SelfTestOptions options_;
  SelfTestFacts facts_;
  std::uint64_t visit_ = 0;
  bool changed_ = false;
  base::NewestWorker<ProbeQuestion, LookedAt> probe_;
  PrintThread press_;
};

// The sheet, whole or not there. `words`: the kiosk's own in Chinese.
[[nodiscard]] bool draw_self_test(const std::filesystem::path& file, const SelfTestOptions& options, const std::vector<ui::SelfTestLine>& lines, const Documents* documents, base::Instant at);

}  // namespace openday::app
