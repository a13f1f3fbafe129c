// The table of readings, once in memory for everybody who needs it: engines, search, desk. Loaded by whoever asks first, on that thread
// (some 20 ms); others wait meanwhile. Any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "kiosk/base/mutex.h"
#include "kiosk/text/readings.h"

namespace openday::text {

class SharedReadings {
 public:
  // `folder`: where readings.dat lies.
  explicit SharedReadings(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // The same object, or the same failure, at every call.
  [[nodiscard]] base::Result<std::shared_ptr<const Readings>, DataError> get();
  // Never null: without the table, which the log is told once, names are found by Hanzi, Latin letters and digits.
  [[nodiscard]] std::shared_ptr<const Readings> get_or_letters();

 private:
  using Loaded = base::Result<std::shared_ptr<const Readings>, DataError>;
  const Loaded& load() OPENDAY_REQUIRES(mutex_);

  const std::filesystem::path folder_;
  base::Mutex mutex_;
  std::optional<Loaded> loaded_ OPENDAY_GUARDED_BY(mutex_);
  std::shared_ptr<const Readings> letters_ OPENDAY_GUARDED_BY(mutex_);
};

}  // namespace openday::text
