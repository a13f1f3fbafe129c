// How the kiosk sleeps: woken by input and by other threads, and really asleep in between. Needs no display (dummy driver).
#include "kiosk/device/event_wait.h"

#include <atomic>
#include <optional>
#include <thread>

#include <SDL.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/files.h"

namespace openday::device {
namespace {

using std::chrono::milliseconds;

class EventWaitTest : public testing::Test {
 protected:
  void SetUp() override {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    ASSERT_EQ(0, SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS));
    wait_.emplace(SDL_GetCurrentVideoDriver());
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
  }
  void TearDown() override { SDL_Quit(); }

  static long times_woken() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
  }
  // Waits so long that only an event or a ring can end it within the test's own time limit.
  bool wait_for_ever(SDL_Event& event) { return wait_->wait(event, milliseconds(3'600'000)); }

  std::optional<EventWait> wait_;
};

TEST_F(EventWaitTest, a_ring_of_another_thread_ends_the_wait) {
  std::thread other([this] { wait_->ring(); });
  SDL_Event event;
  EXPECT_FALSE(wait_for_ever(event));
  other.join();
  EXPECT_TRUE(wait_->take_ring());
  EXPECT_FALSE(wait_->take_ring());
}

TEST_F(EventWaitTest, a_ring_before_the_wait_is_not_lost) {
  wait_->ring();
  wait_->ring();
  SDL_Event event;
  EXPECT_FALSE(wait_for_ever(event));
  EXPECT_TRUE(wait_->take_ring());
}

TEST_F(EventWaitTest, every_one_of_many_rings_from_two_threads_is_heard) {
  constexpr int kRings = 20'000;
  std::atomic<int> said{0};
  const auto ring = [&] {
    for (int i = 0; i < kRings; ++i) {
      ++said;
      wait_->ring();
    }
  };
  std::thread first(ring), second(ring);
  int heard = 0;
  SDL_Event event;
  while (heard < 2 * kRings) {   // what was said is looked at after a ring only, as the kiosk does
    (void)wait_for_ever(event);
    if (wait_->take_ring()) heard = said;
  }
  first.join();
  second.join();
  EXPECT_EQ(2 * kRings, heard);
}

TEST_F(EventWaitTest, an_event_in_the_queue_ends_the_wait) {
  SDL_Event event{};
  event.type = SDL_FINGERDOWN;
  SDL_PushEvent(&event);
  event.type = 0;
  EXPECT_TRUE(wait_for_ever(event));
  EXPECT_EQ(static_cast<Uint32>(SDL_FINGERDOWN), event.type);
}

// SDL's own wait looks 500 times here.
TEST_F(EventWaitTest, at_rest_it_really_sleeps) {
  const long before = times_woken();
  SDL_Event event;
  EXPECT_FALSE(wait_->wait(event, milliseconds(500)));
  EXPECT_LE(times_woken() - before, 10);
}

// Input devices are named pipes here: what counts is that they become readable, are drained, come and go.
class InputWatchTest : public testing::Test {
 protected:
  void plug(const char* name) { ASSERT_EQ(0, mkfifo((folder_.path() / name).c_str(), 0600)); }
  base::UniqueFd hold(const char* name) { return base::UniqueFd(open((folder_.path() / name).c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)); }
  static void touch(const base::UniqueFd& device) { ASSERT_EQ(3, write(device.get(), "abc", 3)); }
  // How many are ready; all of it is digested.
  static int ready(InputWatch& watch) {
    auto fds = watch.fds();
    const int count = poll(fds.data(), fds.size(), 0);
    watch.digest(fds);
    return count;
  }

  support::TempDir folder_;
};

TEST_F(InputWatchTest, notices_a_touch_once) {
  plug("event0");
  plug("mouse0");
  InputWatch watch(folder_.path());
  EXPECT_TRUE(watch.watching());
  const auto panel = hold("event0");
  EXPECT_EQ(0, ready(watch));
  touch(panel);
  EXPECT_EQ(1, ready(watch));
  EXPECT_EQ(0, ready(watch));
}

TEST_F(InputWatchTest, follows_devices_that_come_and_go) {
  InputWatch watch(folder_.path());
  EXPECT_FALSE(watch.watching());
  plug("event3");
  EXPECT_EQ(1, ready(watch));      // the folder changed
  EXPECT_TRUE(watch.watching());
  {
    const auto panel = hold("event3");
    touch(panel);
    EXPECT_EQ(1, ready(watch));
  }
  EXPECT_EQ(1, ready(watch));      // its other end is gone, as an unplugged device
  EXPECT_FALSE(watch.watching());
}

TEST_F(InputWatchTest, a_missing_folder_watches_nothing) {
  InputWatch watch(folder_.path() / "none");
  EXPECT_FALSE(watch.watching());
  EXPECT_EQ(0, ready(watch));
}

}  // namespace
}  // namespace openday::device
