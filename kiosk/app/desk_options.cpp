#include "kiosk/app/desk_options.h"

#include <utility>

#include "kiosk/base/file.h"

namespace openday::app {

namespace {

std::string machine_id() {
  const auto text = base::read_file("/etc/machine-id", 256);
  return text ? *text : std::string();
}

}  // namespace

DeskOptions desk_options(const KioskOptions& options, std::shared_ptr<text::SharedReadings> readings) {
  DeskOptions desk;
  desk.state = options.state;
  desk.documents = {options.plan, options.roster, options.trust, options.revocations, options.ratings, options.opinions / "subjects.toml", options.assets / "phrases" / "opinions.toml", options.calendar};
  desk.box_name = options.box;
  desk.machine = machine_id();
  desk.min_pin = options.rules.min_pin;
  desk.max_pin = options.rules.max_pin;
  desk.readings = std::move(readings);
  return desk;
}

}  // namespace openday::app
