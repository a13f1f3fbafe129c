#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/app/script.h"

namespace openday::app {
namespace {

using Json = nlohmann::json;

struct Known {
  std::string_view name;
  ScriptCommand command;
};
constexpr Known kKnown[] = {
    {"tap", ScriptCommand::tap},       {"type", ScriptCommand::type}, {"draw", ScriptCommand::draw},     {"frame", ScriptCommand::frame},
    {"wedge", ScriptCommand::wedge},   {"wait", ScriptCommand::wait},     {"expect", ScriptCommand::expect},
    {"absent", ScriptCommand::absent}, {"shot", ScriptCommand::shot},     {"clock", ScriptCommand::clock},
    {"camera", ScriptCommand::camera}};

std::optional<ScriptCommand> find_command(std::string_view name) {
  for (const Known& known : kKnown) {
    if (known.name == name) return known.command;
  }
  return std::nullopt;
}

std::optional<ScriptLine> read_line(std::string_view text, unsigned number) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  ScriptLine line;
  line.number = number;
  bool found = false;
  for (const auto& [key, value] : json.items()) {
    const auto command = find_command(key);
    if (key == "state" && value.is_string()) {
      line.state = value.get<std::string>();
    } else if (!command || found) {
      return std::nullopt;
    } else {
      line.command = *command;
      found = true;
      if (line.command == ScriptCommand::wait && value.is_number_unsigned()) line.milliseconds = value.get<std::int64_t>();
      else if (line.command != ScriptCommand::wait && value.is_string()) line.text = value.get<std::string>();
      else return std::nullopt;
    }
  }
  return found ? std::optional(line) : std::nullopt;
}

}  // namespace

base::Result<std::vector<ScriptLine>, ScriptError> read_script(std::string_view text, const std::string& file) {
  std::vector<ScriptLine> lines;
  unsigned number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos || line.starts_with('#')) continue;
    const auto read = read_line(line, number);
    if (!read) {
      return base::fail(ScriptError::invalid,
                        fmt::format("{}:{}: expected one JSON object with one of tap, type, draw, frame, wedge, wait (milliseconds), expect, "
                                    "absent, shot, clock (with state), camera",
                                    file, number));
    }
    lines.push_back(*read);
  }
  return lines;
}

}  // namespace openday::app
