// Builds the text of `plan show`: headings and labelled lines, empty values left out. Private to plan_text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/event/plan.h"
#include "kiosk/event/workdays.h"

namespace openday::event {

class Lines {
 public:
  void heading(std::string_view text) { heading_ = fmt::format("\n【{}】\n", text); }   // printed with the first line under it
  void plain(std::string_view text) {
    out_ += std::exchange(heading_, {});
    out_ += fmt::format("{}\n", text);
  }
  void labelled(std::string_view label, std::string_view value) {
    if (!value.empty()) plain(fmt::format("  {}：{}", label, value));
  }
  void labelled(std::string_view label, const std::vector<std::string>& values) { labelled(label, fmt::format("{}", fmt::join(values, "、"))); }
  void flag(bool value, std::string_view text) {
    if (value) plain(fmt::format("  {}", text));
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string heading_, out_;
};

void write_rules(const Plan& plan, Lines& out);     // eligibility, registration, confirmation, screening
void write_service(const Plan& plan, const WorkdayCalendar* calendar, Lines& out);   // logistics, duties, feedback, publicity, privacy, texts
void write_voice(const Plan& plan, Lines& out);     // questionnaires, opinions; write_service calls it

}  // namespace openday::event
