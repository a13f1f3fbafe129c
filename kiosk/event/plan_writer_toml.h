// Writes TOML 1.0 line by line: headers, and `key = value` where there is a value. Private to plan_writer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/plan.h"

namespace openday::event {

// A basic string in quotes, with escapes where TOML asks for them.
[[nodiscard]] std::string toml_quoted(std::string_view text);
// A key bare where TOML allows it, else quoted.
[[nodiscard]] std::string toml_key(std::string_view key);

class TomlText {
 public:
  explicit TomlText(Minutes zone) : zone_(zone) {}

  void table(std::string_view name);    // "[name]", written with its first value: an empty table is left out
  void entry(std::string_view name);    // "[[name]]", written at once

  void text(std::string_view key, std::string_view value);           // not when empty
  void list(std::string_view key, const std::vector<std::string>& values);
  void integer(std::string_view key, const std::optional<int>& value);
  void real(std::string_view key, const std::optional<double>& value);
  void flag(std::string_view key, bool value, bool otherwise = false);   // not when it is the default
  void time(std::string_view key, const std::optional<Minutes>& value);
  void minutes(std::string_view key, const std::optional<Minutes>& value);
  void date(std::string_view key, const std::optional<Date>& value);
  void instant(std::string_view key, const std::optional<Instant>& value);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void line(std::string_view key, std::string_view value);
  Minutes zone_;
  std::string out_, header_;
};

void write_people(const Plan& plan, TomlText& out);     // eligibility, registration, confirmation, screening
void write_service(const Plan& plan, TomlText& out);    // logistics, duties
void write_voice(const Plan& plan, TomlText& out);      // questionnaires, opinions; write_service calls it
void write_afterwards(const Plan& plan, TomlText& out); // feedback, report, publicity, privacy, texts

}  // namespace openday::event
