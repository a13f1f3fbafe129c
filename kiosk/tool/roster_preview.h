// What was understood of a list, for the clerk who wrote it (in Chinese) and as JSON.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "kiosk/roster_io/roster_reading.h"

namespace openday::tool {

// Prints problems and preview.
void print_preview(const roster_io::RosterReading& reading, const std::string& file);
// Each problem a line, the summary last.
void print_preview_json(const roster_io::RosterReading& reading, const std::string& file);

}  // namespace openday::tool
