// A plan file (TOML 1.0, keys in English, texts in Chinese; config/plans/plan-schema.md) to a Plan, with every error and
// warning of one run, each at its line and column with what is expected. A syntax error ends the reading at its line.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/plan.h"

namespace openday::event {

inline constexpr std::size_t kMaxPlanBytes = 1u << 20;

enum class Severity { warning, error };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  unsigned line = 0, column = 0;     // from 1; 0 = the file as a whole
  std::string message;               // what, and what is expected; a misspelt key names the nearest known one
};
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);   // FILE:LINE:COLUMN: error: message

struct PlanReading {
  std::optional<Plan> plan;          // present when there is no error
  std::vector<Diagnostic> diagnostics;
  [[nodiscard]] bool ok() const { return plan.has_value(); }
};

// `text_keys`: the sentences that [texts] may override (assets/strings); without them its keys are taken as they are.
[[nodiscard]] PlanReading read_plan(std::string_view toml, const std::string& file, std::span<const std::string_view> text_keys = {});

}  // namespace openday::event
