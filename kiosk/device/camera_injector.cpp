#include "kiosk/device/camera_injector.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/base/mutex.h"

namespace openday::device {
namespace {

using scan::DeviceError;

constexpr std::chrono::milliseconds kFrameInterval{33};
constexpr int kBlankWidth = 1280;
constexpr int kBlankHeight = 720;
constexpr std::uint8_t kBlankGrey = 96;

}  // namespace

struct FrameInjector::State {
  base::Mutex mutex;
  base::Condition changed;
  image::GreyImage picture OPENDAY_GUARDED_BY(mutex){kBlankWidth, kBlankHeight, kBlankGrey};
  std::optional<DeviceError> error OPENDAY_GUARDED_BY(mutex);
  std::uint64_t version OPENDAY_GUARDED_BY(mutex) = 1;  // of what is shown
  std::uint64_t delivered OPENDAY_GUARDED_BY(mutex) = 0;
};

namespace {

class InjectedCamera final : public scan::Camera {
 public:
  explicit InjectedCamera(std::shared_ptr<FrameInjector::State> state) : state_(std::move(state)) {}

  base::Result<void, DeviceError> open() override {
    const base::Lock held(state_->mutex);
    if (state_->error) return failure(*state_->error);
    return {};
  }

  base::Result<void, DeviceError> next(scan::Frame& out, scan::MonoTime deadline) override {
    const base::Lock held(state_->mutex);
    for (;;) {
      if (state_->error) return failure(*state_->error);
      const scan::MonoTime now = scan::steady_now();
      const bool fresh = state_->version != seen_;
      if (fresh || now >= due_) break;
      if (now >= deadline) return failure(DeviceError::timeout);
      state_->changed.wait_for(state_->mutex, std::min(due_, deadline) - now);
    }
    out.grey = state_->picture;
    out.taken = scan::steady_now();
    out.sequence = counts_.frames++;
    seen_ = state_->version;
    due_ = out.taken + kFrameInterval;
    ++state_->delivered;
    return {};
  }

  void close() override {}
  std::string describe() const override { return "pictures shown by a script"; }
  scan::CameraCounts counts() const override { return counts_; }

 private:
  static base::Result<void, DeviceError> failure(DeviceError error) {
    return base::fail(error, fmt::format("pictures shown by a script: {}", scan::to_string(error)));
  }

  std::shared_ptr<FrameInjector::State> state_;
  std::uint64_t seen_ = 0;
  scan::MonoTime due_{};
  scan::CameraCounts counts_;
};

}  // namespace

FrameInjector::FrameInjector() : state_(std::make_shared<State>()) {}
FrameInjector::~FrameInjector() = default;

void FrameInjector::show(image::GreyImage picture) {
  const base::Lock held(state_->mutex);
  state_->picture = std::move(picture);
  ++state_->version;
  state_->delivered = 0;
  state_->changed.notify_all();
}

void FrameInjector::hide() { show(image::GreyImage(kBlankWidth, kBlankHeight, kBlankGrey)); }

void FrameInjector::fail_with(std::optional<DeviceError> error) {
  const base::Lock held(state_->mutex);
  state_->error = error;
  state_->delivered = 0;
  state_->changed.notify_all();
}

std::uint64_t FrameInjector::delivered() const {
  const base::Lock held(state_->mutex);
  return state_->delivered;
}

std::unique_ptr<scan::Camera> FrameInjector::make_camera() { return std::make_unique<InjectedCamera>(state_); }

}  // namespace openday::device
