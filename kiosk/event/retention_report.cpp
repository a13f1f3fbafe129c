#include "kiosk/event/retention_report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

struct Line {
  std::size_t records = 0;
  std::optional<Date> first, last;   // of the last days kept
};
using LineKey = std::tuple<bool, std::string, std::string>;   // others', kind, field
using Lines = std::map<LineKey, Line>;

Lines lines_of(const std::vector<Retained>& records) {
  Lines out;
  for (const Retained& record : records) {
    Line& line = out[{record.foreign, record.kind, std::string(to_string(record.field))}];
    ++line.records;
    if (!record.until) continue;
    line.first = line.first ? std::min(*line.first, *record.until) : *record.until;
    line.last = line.last ? std::max(*line.last, *record.until) : *record.until;
  }
  return out;
}

std::string span(const Line& line) {
  if (!line.last) return "without limit: the plan names no days";
  const std::string last = base::to_string(*line.last);
  return *line.first == *line.last ? "until " + last : fmt::format("until {} .. {}", base::to_string(*line.first), last);
}

}  // namespace

std::string retention_text(std::string_view head, const std::vector<Retained>& records) {
  if (records.empty()) return {};
  std::string out = fmt::format("{}: {}\n", head, records.size());
  for (const auto& [key, line] : lines_of(records)) {
    const auto& [foreign, kind, field] = key;
    out += fmt::format("  {:>6} {}{}, field {}, kept {}\n", line.records, kind, foreign ? " of other boxes" : "", field, span(line));
  }
  return out;
}

std::string retention_json(const std::vector<Retained>& records) {
  Json out = Json::array();
  for (const auto& [key, line] : lines_of(records)) {
    const auto& [foreign, kind, field] = key;
    const auto day = [](const std::optional<Date>& date) { return date ? Json(base::to_string(*date)) : Json(nullptr); };
    out.push_back({{"kind", kind}, {"field", field}, {"foreign", foreign}, {"records", line.records}, {"until", day(line.first)}, {"until_last", day(line.last)}});
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace openday::event
