#include "kiosk/scan/pipeline.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "kiosk/scan/decoder.h"
#include "kiosk/scan/device_reporter.h"
#include "kiosk/scan/mailbox.h"
#include "kiosk/scan/stop_signal.h"
#include "kiosk/scan/threshold.h"
#include "kiosk/scan/tracker.h"

namespace openday::scan {
namespace {

using Millis = std::chrono::milliseconds;

constexpr Millis kCodeLikeHold{700};   // a code that one frame missed is still in view
constexpr Millis kHeldLook{60'000};    // sleep while held; a poke ends it

// What the threads and the UI tell each other besides frames and messages.
class Switches {
 public:
  std::atomic<bool> preview{false};
  std::atomic<bool> held{false};
  std::atomic<bool> hint{false};  // set by the decode thread, taken by the capture thread

  void set_counts(CameraCounts counts) {
    const base::Lock lock(mutex_);
    counts_ = counts;
  }
  [[nodiscard]] CameraCounts counts() {
    const base::Lock lock(mutex_);
    return counts_;
  }

 private:
  base::Mutex mutex_;
  CameraCounts counts_ OPENDAY_GUARDED_BY(mutex_);
};

// The capture thread's world.
class Capture {
 public:
  Capture(std::unique_ptr<Camera> camera, EventQueue& events, const PipelineRule& rule, Switches& switches, StopSignal& stop,
          Mailbox<Frame>& out)
      : camera_(std::move(camera)), reporter_(ScanSource::camera, events), rule_(rule), switches_(switches), stop_(stop), out_(out),
        watcher_(rule.watch), reopening_(rule.reopen) {}

  void run() {
    while (!stop_.stopped()) {
      if (auto opened = camera_->open(); !opened) {
        reporter_.fails(opened.error());
      } else if (auto failure = stream()) {
        reporter_.fails(*failure);
      }
      camera_->close();
      const MonoTime again = steady_now() + reopening_.wait_after_failure();
      while (steady_now() < again && stop_.sleep_until(again)) {
      }
    }
  }

 private:
  // Until the camera fails (what happened) or the end (nothing).
  std::optional<base::Failure<DeviceError>> stream() {
    watcher_.reset();
    MonoTime alive = steady_now();
    while (!stop_.stopped()) {
      if (switches_.held) {
        if (!stop_.sleep_until(steady_now() + kHeldLook)) return std::nullopt;
        alive = steady_now();
        continue;
      }
      auto got = camera_->next(frame_, steady_now() + kSlice);
      if (got) {
        alive = steady_now();
        accept();
        stop_.sleep_until(alive + pace());
      } else if (got.error().kind != DeviceError::timeout) {
        return got.error();
      } else if (steady_now() - alive > rule_.frozen) {
        return base::Failure<DeviceError>{DeviceError::timeout,
                                          fmt::format("{}: no picture for {} s; it is opened again", camera_->describe(),
                                                      std::chrono::duration_cast<std::chrono::seconds>(rule_.frozen).count())};
      }
    }
    return std::nullopt;
  }

  void accept() {
    reopening_.worked();
    reporter_.works(camera_->describe());
    switches_.set_counts(camera_->counts());
    const MonoTime taken = frame_.taken;
    if (switches_.hint.exchange(false)) watcher_.hint(taken);
    if (switches_.preview) watcher_.wake(taken);
    if (watcher_.look(frame_.grey, taken)) out_.put(frame_);
  }

  [[nodiscard]] Millis pace() { return watcher_.interval(steady_now()); }

  std::unique_ptr<Camera> camera_;
  DeviceReporter reporter_;
  const PipelineRule& rule_;
  Switches& switches_;
  StopSignal& stop_;
  Mailbox<Frame>& out_;
  Watcher watcher_;
  Reopening reopening_;
  Frame frame_;
};

// The decode thread's world.
class Reading {
 public:
  Reading(EventQueue& events, const PipelineRule& rule, Switches& switches, Mailbox<Frame>& in)
      : events_(events), rule_(rule), switches_(switches), in_(in) {}

  void run() {
    while (in_.take(frame_)) read();
  }

 private:
  void read() {
    Look look = decoder_.read(frame_.grey, steady_now() + rule_.decode_budget);
    const bool like = look.code || looks_like_code(look.finders);
    if (like) {
      last_like_ = frame_.taken;
      switches_.hint = true;
    }
    if (!look.code) {
      tracker_.miss(frame_.taken);
    } else if (tracker_.see(look.code->text, frame_.taken)) {
      events_.send(CodeRead{look.code->text, ScanSource::camera, frame_.taken, steady_now(), std::string(look.code->pass)});
    }
    offer_preview(look);
  }

  // While something code-like is in view or the UI asked; and once more when it left, so that the picture goes.
  void offer_preview(const Look& look) {
    const bool like = last_like_ && frame_.taken - *last_like_ < kCodeLikeHold;
    const bool wanted = like || switches_.preview;
    const bool due = look.code || frame_.taken - last_preview_ >= rule_.preview_interval;
    if ((wanted && due) || (!wanted && shown_)) send_preview(look, like);
    shown_ = wanted;
  }

  void send_preview(const Look& look, bool like) {
    Preview preview;
    preview.code_like = like;
    preview.taken = frame_.taken;
    if (switches_.preview) preview.sharpness = image::measure_sharpness(frame_.grey);
    const float scale = shrink_to_preview(preview.picture);
    if (look.code) {
      preview.read = true;
      for (std::size_t i = 0; i < preview.corners.size(); ++i) {
        preview.corners[i] = {look.code->corners[i].x * scale, look.code->corners[i].y * scale};
      }
    } else if (like && !look.finders.empty()) {
      preview.module_pixels = median_module(look.finders);
    }
    last_preview_ = frame_.taken;
    events_.send(std::move(preview));
  }

  float shrink_to_preview(image::GreyImage& out) {
    out = frame_.grey;
    while (out.width > kPreviewWidth) {
      shrink_by_mean(out, std::clamp((out.width + kPreviewWidth - 1) / kPreviewWidth, 2, 4), half_);
      std::swap(out, half_);
    }
    return frame_.grey.width == 0 ? 1.0F : static_cast<float>(out.width) / static_cast<float>(frame_.grey.width);
  }

  static float median_module(std::vector<FinderSpot> spots) {
    const auto middle = spots.begin() + static_cast<std::ptrdiff_t>(spots.size() / 2);
    std::nth_element(spots.begin(), middle, spots.end(), [](const FinderSpot& a, const FinderSpot& b) { return a.module < b.module; });
    return middle->module;
  }

  EventQueue& events_;
  const PipelineRule& rule_;
  Switches& switches_;
  Mailbox<Frame>& in_;
  Decoder decoder_;
  Tracker tracker_;
  Frame frame_;
  image::GreyImage half_;
  std::optional<MonoTime> last_like_;
  MonoTime last_preview_{};
  bool shown_ = false;
};

}  // namespace

struct Pipeline::Impl {
  Impl(std::unique_ptr<Camera> camera, EventQueue& events, const PipelineRule& given)
      : rule(given), capture(std::move(camera), events, rule, switches, stop, mailbox), reading(events, rule, switches, mailbox),
        capture_thread([this] { capture.run(); }), decode_thread([this] { reading.run(); }) {}

  ~Impl() {
    stop.stop();
    mailbox.close();
    capture_thread.join();
    decode_thread.join();
  }

  const PipelineRule rule;
  Switches switches;
  StopSignal stop;
  Mailbox<Frame> mailbox;
  Capture capture;
  Reading reading;
  std::thread capture_thread;
  std::thread decode_thread;
};

Pipeline::Pipeline(std::unique_ptr<Camera> camera, EventQueue& events, PipelineRule rule)
    : impl_(std::make_unique<Impl>(std::move(camera), events, rule)) {}
Pipeline::~Pipeline() = default;

void Pipeline::set_preview(bool on) {
  impl_->switches.preview = on;
  impl_->stop.poke();
}

void Pipeline::set_held(bool on) {
  impl_->switches.held = on;
  impl_->stop.poke();
}

CameraCounts Pipeline::counts() const { return impl_->switches.counts(); }

}  // namespace openday::scan
