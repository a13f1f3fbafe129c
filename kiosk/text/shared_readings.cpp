#include "kiosk/text/shared_readings.h"

#include "kiosk/base/log.h"

namespace openday::text {

const SharedReadings::Loaded& SharedReadings::load() {
  if (!loaded_) loaded_ = Readings::load(folder_).map([](Readings&& readings) { return std::make_shared<const Readings>(std::move(readings)); });
  return *loaded_;
}

base::Result<std::shared_ptr<const Readings>, DataError> SharedReadings::get() {
  const base::Lock held(mutex_);
  return load();
}

std::shared_ptr<const Readings> SharedReadings::get_or_letters() {
  const base::Lock held(mutex_);
  if (const Loaded& loaded = load()) return *loaded;
  else if (!letters_) base::log_warning("{}; guests are found by Hanzi and digits, not by pinyin", loaded.error().what);
  if (!letters_) letters_ = std::make_shared<const Readings>(Readings::letters_only());
  return letters_;
}

}  // namespace openday::text
