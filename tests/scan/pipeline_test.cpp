// The pipeline with its real threads and a camera that misbehaves on command. Tests wait for messages, never for time.
#include "kiosk/scan/pipeline.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/base/mutex.h"
#include "kiosk/base/qr_code.h"
#include "kiosk/scan/scanner_thread.h"
#include "tests/scan/scene.h"

namespace openday::scan {
namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 60s;  // a sanitized build on a busy machine; never reached by a working one

PipelineRule hasty() {
  PipelineRule rule;
  rule.watch.watch_interval = 2ms;
  rule.watch.read_interval = 1ms;
  rule.reopen = {1ms, 2ms};
  rule.frozen = 50ms;
  rule.decode_budget = 10s;
  rule.preview_interval = 0ms;
  return rule;
}

// What the camera does is a script that the test changes while it runs.
struct Stage {
  base::Mutex mutex;
  image::GreyImage picture{320, 240, 96};
  std::optional<DeviceError> open_error;
  std::optional<DeviceError> error;  // of next(); timeout: the camera froze
  int tried = 0;   // open() was called
  int opened = 0;
  int closed = 0;
  int frames = 0;

  void set(const std::function<void(Stage&)>& change) {
    const base::Lock held(mutex);
    change(*this);
  }
  int get(int Stage::*count) {
    const base::Lock held(mutex);
    return this->*count;
  }
};

class ScriptedCamera final : public Camera {
 public:
  explicit ScriptedCamera(Stage& stage) : stage_(stage) {}
  base::Result<void, DeviceError> open() override {
    const base::Lock held(stage_.mutex);
    ++stage_.tried;
    if (stage_.open_error) return base::fail(*stage_.open_error, "scripted: cannot open");
    ++stage_.opened;
    return {};
  }
  base::Result<void, DeviceError> next(Frame& out, MonoTime) override {
    const base::Lock held(stage_.mutex);
    if (stage_.error) {
      if (*stage_.error == DeviceError::timeout) std::this_thread::yield();
      return base::fail(*stage_.error, "scripted: no frame");
    }
    out.grey = stage_.picture;
    out.taken = steady_now();
    out.sequence = static_cast<std::uint64_t>(stage_.frames++);
    return {};
  }
  void close() override {
    const base::Lock held(stage_.mutex);
    ++stage_.closed;
  }
  std::string describe() const override { return "scripted camera"; }
  CameraCounts counts() const override { return {.frames = 7, .damaged = 2, .skipped = 1}; }

 private:
  Stage& stage_;
};

// The UI thread's side: woken, takes, looks for what it waits for.
class Listener {
 public:
  template <class Event>
  std::optional<Event> wait_for(const std::function<bool(const Event&)>& wanted) {
    const auto give_up = steady_now() + kPatience;
    while (steady_now() < give_up) {
      for (auto& event : events.take()) seen.push_back(std::move(event));
      for (; next_ < seen.size(); ++next_) {
        if (const auto* found = std::get_if<Event>(&seen[next_]); found != nullptr && wanted(*found)) return std::get<Event>(seen[next_++]);
      }
      const base::Lock held(mutex_);
      if (!woken_) changed_.wait_for(mutex_, 100ms);
      woken_ = false;
    }
    return std::nullopt;
  }
  std::optional<CodeRead> code() {
    return wait_for<CodeRead>([](const CodeRead&) { return true; });
  }
  std::optional<DeviceChanged> device(bool working) {
    return wait_for<DeviceChanged>([&](const DeviceChanged& change) { return change.working == working; });
  }
  template <class Event>
  std::size_t count() const {
    std::size_t found = 0;
    for (const auto& event : seen) found += std::holds_alternative<Event>(event);
    return found;
  }

  EventQueue events{[this] {
    const base::Lock held(mutex_);
    woken_ = true;
    changed_.notify_all();
  }};
  std::vector<ScanEvent> seen;

 private:
  base::Mutex mutex_;
  base::Condition changed_;
  bool woken_ = false;
  std::size_t next_ = 0;
};

class PipelineTest : public ::testing::Test {
 protected:
  static image::GreyImage code_picture(std::uint32_t seed) {
    test::Scene scene;
    scene.width = 640;
    scene.height = 480;
    scene.side = 0.7F;
    return test::render(*base::make_qr_code(test::confirmation_like_text(seed)), scene);
  }
  void show(image::GreyImage picture) {
    stage_.set([&](Stage& stage) { stage.picture = std::move(picture); });
  }
  void break_with(std::optional<DeviceError> error) {
    stage_.set([&](Stage& stage) { stage.error = error; });
  }
  // Until something happened to the camera so many more times.
  void let_pass(int times, int Stage::*what = &Stage::frames) {
    const int goal = stage_.get(what) + times;
    const auto give_up = steady_now() + kPatience;
    while (stage_.get(what) < goal && steady_now() < give_up) std::this_thread::yield();
  }
  void start(PipelineRule rule = hasty()) { pipeline_ = std::make_unique<Pipeline>(std::make_unique<ScriptedCamera>(stage_), ui_.events, rule); }

  Stage stage_;
  Listener ui_;
  std::unique_ptr<Pipeline> pipeline_;
};

TEST_F(PipelineTest, reports_the_camera_then_a_code_with_its_times) {
  const MonoTime before = steady_now();
  start();
  const auto camera = ui_.device(true);
  ASSERT_TRUE(camera);
  EXPECT_EQ(camera->what, "scripted camera");
  show(code_picture(1));
  const auto code = ui_.code();
  ASSERT_TRUE(code);
  EXPECT_EQ(code->text, test::confirmation_like_text(1));
  EXPECT_EQ(code->source, ScanSource::camera);
  EXPECT_FALSE(code->pass.empty());
  EXPECT_LE(before, code->taken);
  EXPECT_LE(code->taken, code->decoded);
  EXPECT_EQ(pipeline_->counts().damaged, 2u);
}

TEST_F(PipelineTest, reports_a_held_code_once_and_the_next_one_too) {
  start();
  show(code_picture(1));
  ASSERT_TRUE(ui_.code());
  let_pass(30);
  show(code_picture(2));
  const auto second = ui_.code();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->text, test::confirmation_like_text(2));
  EXPECT_EQ(ui_.count<CodeRead>(), 2u);
}

TEST_F(PipelineTest, previews_the_code_it_reads_and_tells_when_it_left) {
  start();
  show(code_picture(1));
  const auto preview = ui_.wait_for<Preview>([](const Preview& p) { return p.read; });
  ASSERT_TRUE(preview);
  EXPECT_TRUE(preview->code_like);
  EXPECT_LE(preview->picture.width, kPreviewWidth);
  EXPECT_GT(preview->corners[1].x, 0);
  show(image::GreyImage(640, 480, 96));
  EXPECT_TRUE(ui_.wait_for<Preview>([](const Preview& p) { return !p.code_like; }));
}

TEST_F(PipelineTest, sends_no_preview_of_a_hall_unless_asked) {
  start();
  ASSERT_TRUE(ui_.device(true));
  let_pass(50);
  for (auto& event : ui_.events.take()) ui_.seen.push_back(std::move(event));
  EXPECT_EQ(ui_.count<Preview>(), 0u);
  pipeline_->set_preview(true);
  EXPECT_TRUE(ui_.wait_for<Preview>([](const Preview& p) { return !p.code_like; }));
}

TEST_F(PipelineTest, tells_of_an_unplugged_camera_once_and_reads_again_when_it_is_back) {
  start();
  ASSERT_TRUE(ui_.device(true));
  stage_.set([](Stage& stage) {
    stage.error = DeviceError::unplugged;
    stage.open_error = DeviceError::missing;
  });
  const auto gone = ui_.device(false);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->error, DeviceError::unplugged);
  let_pass(3, &Stage::tried);
  stage_.set([](Stage& stage) {
    stage.error.reset();
    stage.open_error.reset();
  });
  ASSERT_TRUE(ui_.device(true));
  EXPECT_EQ(ui_.count<DeviceChanged>(), 3u);  // there, gone, back: nothing for the tries between
  show(code_picture(3));
  EXPECT_TRUE(ui_.code());
  EXPECT_GE(stage_.get(&Stage::opened), 2);
}

TEST_F(PipelineTest, says_why_a_camera_does_not_open_and_uses_it_when_it_does) {
  stage_.set([](Stage& stage) { stage.open_error = DeviceError::denied; });
  start();
  const auto refused = ui_.device(false);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->error, DeviceError::denied);
  stage_.set([](Stage& stage) { stage.open_error = DeviceError::busy; });
  ASSERT_TRUE(ui_.wait_for<DeviceChanged>([](const DeviceChanged& change) { return change.error == DeviceError::busy; }));
  stage_.set([](Stage& stage) { stage.open_error.reset(); });
  EXPECT_TRUE(ui_.device(true));
}

TEST_F(PipelineTest, opens_a_frozen_camera_again) {
  start();
  ASSERT_TRUE(ui_.device(true));
  break_with(DeviceError::timeout);
  const auto frozen = ui_.device(false);
  ASSERT_TRUE(frozen);
  EXPECT_EQ(frozen->error, DeviceError::timeout);
  break_with(std::nullopt);
  EXPECT_TRUE(ui_.device(true));
}

TEST_F(PipelineTest, takes_no_frame_while_held) {
  start();
  ASSERT_TRUE(ui_.device(true));
  pipeline_->set_held(true);
  pipeline_->set_held(false);
  let_pass(3);
  pipeline_->set_held(true);
  show(code_picture(1));
  pipeline_->set_held(false);
  EXPECT_TRUE(ui_.code());
}

TEST_F(PipelineTest, stops_and_closes_the_camera_in_any_state) {
  for (const auto error : {std::optional<DeviceError>{}, std::optional{DeviceError::timeout}, std::optional{DeviceError::unplugged}}) {
    break_with(error);
    PipelineRule rule = hasty();
    rule.reopen = {60s, 60s};  // stopping does not wait for the next try
    const int opened = stage_.get(&Stage::opened);
    start(rule);
    for (const auto give_up = steady_now() + kPatience; stage_.get(&Stage::opened) == opened && steady_now() < give_up;) {
      std::this_thread::yield();
    }
    pipeline_.reset();
    EXPECT_EQ(stage_.get(&Stage::closed), opened + 1);
  }
}

TEST_F(PipelineTest, takes_frames_of_any_size) {
  start();
  for (const int side : {1, 3, 40, 2000}) {
    show(image::GreyImage(side, side, 96));
    let_pass(3);
  }
  show(code_picture(5));
  EXPECT_TRUE(ui_.code());
}

class ScriptedScanner final : public CodeScanner {
 public:
  explicit ScriptedScanner(std::vector<base::Result<std::string, DeviceError>> script) : script_(std::move(script)) {}
  base::Result<void, DeviceError> open() override { return {}; }
  base::Result<std::string, DeviceError> next(MonoTime) override {
    std::this_thread::yield();
    if (at_ == script_.size()) return base::fail(DeviceError::timeout, "scripted: nothing");
    return script_[at_++];
  }
  void close() override {}
  std::string describe() const override { return "scripted scanner"; }

 private:
  std::vector<base::Result<std::string, DeviceError>> script_;
  std::size_t at_ = 0;
};

TEST_F(PipelineTest, runs_a_hand_scanner_that_is_unplugged_and_comes_back) {
  std::vector<base::Result<std::string, DeviceError>> script{"OD1:FIRST", base::fail(DeviceError::unplugged, "scripted: gone"), "OD1:SECOND"};
  const ScannerThread thread(std::make_unique<ScriptedScanner>(script), ui_.events, {1ms, 1ms});
  EXPECT_EQ(ui_.code()->text, "OD1:FIRST");
  EXPECT_EQ(ui_.device(false)->source, ScanSource::hand_scanner);
  EXPECT_TRUE(ui_.device(true));
  EXPECT_EQ(ui_.code()->source, ScanSource::hand_scanner);
}

}  // namespace
}  // namespace openday::scan
