// What the journal's desk is told of the box: from the command line and kiosk.toml.
#pragma once

#include <memory>

#include "kiosk/app/journal_desk.h"
#include "kiosk/app/options.h"

namespace openday::app {

// `readings` may be null: names typed are then Hanzi only.
[[nodiscard]] DeskOptions desk_options(const KioskOptions& options, std::shared_ptr<text::SharedReadings> readings);

}  // namespace openday::app
