#include "kiosk/event/plan_writer_toml.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace openday::event {
namespace {

std::string escape_of(char c) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
  }
}

bool must_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_bare(std::string_view key) {
  const auto bare = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !key.empty() && std::all_of(key.begin(), key.end(), bare);
}

}  // namespace

std::string toml_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += must_escape(c) ? escape_of(c) : std::string(1, c);
  return out + "\"";
}

std::string toml_key(std::string_view key) { return is_bare(key) ? std::string(key) : toml_quoted(key); }

void TomlText::table(std::string_view name) { header_ = fmt::format("\n[{}]\n", name); }

void TomlText::entry(std::string_view name) {
  header_.clear();
  out_ += fmt::format("\n[[{}]]\n", name);
}

void TomlText::line(std::string_view key, std::string_view value) {
  out_ += header_;
  header_.clear();
  out_ += fmt::format("{} = {}\n", toml_key(key), value);
}

void TomlText::text(std::string_view key, std::string_view value) {
  if (!value.empty()) line(key, toml_quoted(value));
}

void TomlText::list(std::string_view key, const std::vector<std::string>& values) {
  std::vector<std::string> quoted;
  std::transform(values.begin(), values.end(), std::back_inserter(quoted), [](const std::string& value) { return toml_quoted(value); });
  if (!values.empty()) line(key, fmt::format("[{}]", fmt::join(quoted, ", ")));
}

void TomlText::integer(std::string_view key, const std::optional<int>& value) {
  if (value) line(key, std::to_string(*value));
}

void TomlText::real(std::string_view key, const std::optional<double>& value) {
  if (value) line(key, fmt::format("{}", *value));   // the shortest that reads back the same
}

void TomlText::flag(std::string_view key, bool value, bool otherwise) {
  if (value != otherwise) line(key, value ? "true" : "false");
}

void TomlText::time(std::string_view key, const std::optional<Minutes>& value) {
  if (value) line(key, toml_quoted(base::clock_text(*value)));
}

void TomlText::minutes(std::string_view key, const std::optional<Minutes>& value) {
  if (value) line(key, std::to_string(value->count()));
}

void TomlText::date(std::string_view key, const std::optional<Date>& value) {
  if (value) line(key, base::to_string(*value));
}

void TomlText::instant(std::string_view key, const std::optional<Instant>& value) {
  if (!value) return;
  const int year = static_cast<int>(base::date_in(*value, zone_).year());
  line(key, base::to_rfc3339(*value, year >= 0 && year <= 9999 ? zone_ : Minutes(0)));   // an hour of the zone may lie in the year 10000
}

}  // namespace openday::event
