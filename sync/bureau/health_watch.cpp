#include "sync/bureau/health_watch.h"

#include <utility>

#include <fmt/core.h>

namespace openday::bureau {

StoreResult<void> ask_database(Store& store) {
  if (const auto asked = store.find_device(base::Uuid{}); !asked) return tl::unexpected(asked.error());
  return {};
}

HealthWatch::HealthWatch(Ask ask, Times times) : ask_(std::move(ask)), times_(times) {
  look();
  thread_ = std::thread([this] { run(); });
}

HealthWatch::~HealthWatch() {
  {
    const base::Lock held(mutex_);
    stopping_ = true;
    stopped_.notify_all();
  }
  thread_.join();
}

StoreResult<void> HealthWatch::state() const {
  const base::Lock held(mutex_);
  const auto silent = std::chrono::steady_clock::now() - answered_;
  if (last_ && silent > times_.patience) {
    return base::fail(StoreError::busy, fmt::format("the database has said nothing for {} s", std::chrono::duration_cast<std::chrono::seconds>(silent).count()));
  }
  return last_;
}

void HealthWatch::run() {
  while (wait_for_next()) look();
}

void HealthWatch::look() {
  auto said = ask_();
  const base::Lock held(mutex_);
  last_ = std::move(said);
  answered_ = std::chrono::steady_clock::now();
}

bool HealthWatch::wait_for_next() {
  const auto next = std::chrono::steady_clock::now() + times_.between;
  const base::Lock held(mutex_);
  for (auto now = std::chrono::steady_clock::now(); !stopping_ && now < next; now = std::chrono::steady_clock::now()) stopped_.wait_for(mutex_, next - now);
  return !stopping_;
}

}  // namespace openday::bureau
