// One stick, two threads that carry to it: who mounts has it until they unmount it; the other is told `busy` meanwhile. Without that the
// one would unmount under the other's hands, who would then write beside the stick. Thread-safe.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <utility>

#include "kiosk/device/stick_mount.h"

namespace openday::app {

class StickTurn final : public device::StickMount {
 public:
  using Taken = std::shared_ptr<std::atomic<bool>>;   // shared by all of one stick

  StickTurn(std::unique_ptr<device::StickMount> stick, Taken taken) : stick_(std::move(stick)), taken_(std::move(taken)) {}
  ~StickTurn() override { give_back(); }
  StickTurn(const StickTurn&) = delete;
  StickTurn& operator=(const StickTurn&) = delete;

  device::MountResult<std::filesystem::path> mount() override {
    if (!mine_ && taken_->exchange(true)) return base::fail(device::MountError::busy, "the stick is being written to; try again when that is done");
    mine_ = true;
    auto where = stick_->mount();
    if (!where) give_back();
    return where;
  }
  device::MountResult<void> unmount() override {
    auto out = stick_->unmount();
    give_back();
    return out;
  }

 private:
  void give_back() {
    if (std::exchange(mine_, false)) taken_->store(false);
  }

  std::unique_ptr<device::StickMount> stick_;
  Taken taken_;
  bool mine_ = false;
};

}  // namespace openday::app
