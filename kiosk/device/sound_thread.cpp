#include "kiosk/device/sound_thread.h"

#include <SDL.h>

#include <atomic>
#include <deque>
#include <thread>
#include <utility>

#include "kiosk/base/mutex.h"

namespace openday::device {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostOrders = 16;                   // a driver that hangs in open(): nobody wants to hear more than that afterwards
constexpr std::chrono::milliseconds kStale{2'000};        // a sound so late says something that is over

struct Order {
  enum class Kind { play, stop, volume } kind;
  Channel channel = Channel::effect;
  std::vector<std::string> clips{};
  int percent = 0;
  Clock::time_point given = Clock::now();
};

class SoundThread : public Sound {
 public:
  explicit SoundThread(std::unique_ptr<SoundPlayer> player) : player_(std::move(player)), thread_([this] { run(); }) {}
  ~SoundThread() override {
    {
      const base::Lock held(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  SoundThread(const SoundThread&) = delete;
  SoundThread& operator=(const SoundThread&) = delete;

  void play(Channel channel, std::vector<std::string> clips) override { give({Order::Kind::play, channel, std::move(clips)}); }
  void stop(Channel channel) override { give({Order::Kind::stop, channel}); }
  void set_volume(int percent) override { give({Order::Kind::volume, Channel::effect, {}, percent}); }
  [[nodiscard]] SoundState state() const override { return state_; }

 private:
  void give(Order order) {
    {
      const base::Lock held(mutex_);
      if (orders_.size() == kMostOrders) orders_.pop_front();
      orders_.push_back(std::move(order));
    }
    changed_.notify_all();
  }

  void run() {
    std::optional<Clock::time_point> next;
    while (auto orders = wait(next)) {
      for (const Order& order : *orders) obey(order);
      next = player_->look(Clock::now());
      state_ = player_->state();
    }
    player_.reset();     // SDL's audio ends on the thread that began it
    SDL_TLSCleanup();    // what SDL_SetError kept for this thread: SDL does not know that it ends
  }

  // Nothing: the end.
  std::optional<std::deque<Order>> wait(std::optional<Clock::time_point> until) {
    const base::Lock held(mutex_);
    while (!stopping_ && orders_.empty()) {
      if (!until) {
        changed_.wait(mutex_);
        continue;
      }
      const auto now = Clock::now();
      if (now >= *until) break;
      changed_.wait_for(mutex_, *until - now);
    }
    if (stopping_) return std::nullopt;
    return std::exchange(orders_, {});
  }

  void obey(const Order& order) {
    const auto now = Clock::now();
    switch (order.kind) {
      case Order::Kind::play: return now < order.given + kStale ? player_->play(order.channel, order.clips, now) : player_->stop(order.channel);
      case Order::Kind::stop: return player_->stop(order.channel);
      case Order::Kind::volume: return player_->set_volume(order.percent);
    }
  }

  base::Mutex mutex_;
  base::Condition changed_;
  std::deque<Order> orders_ OPENDAY_GUARDED_BY(mutex_);
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::atomic<SoundState> state_ = SoundState::closed;
  std::unique_ptr<SoundPlayer> player_;   // the thread's
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Sound> make_sound_thread(std::unique_ptr<SoundPlayer> player) { return std::make_unique<SoundThread>(std::move(player)); }

}  // namespace openday::device
