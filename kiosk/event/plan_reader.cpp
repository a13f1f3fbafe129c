#include "kiosk/event/plan_reader.h"

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"

namespace openday::event {
namespace {

void read_document(Table& root, std::span<const std::string_view> text_keys, Plan& plan) {
  if (const auto schema = root.integer("schema", 1, 1'000'000, Need::required)) {
    plan.schema = *schema;
    if (*schema != kPlanSchemaVersion) {
      root.error("schema", fmt::format("schema is {}; this program reads plans of schema {}", *schema, kPlanSchemaVersion));
    }
  }
  plan.version = root.integer("version", 1, 1'000'000, Need::required).value_or(1);
  read_event(root, plan);
  read_sites(root, plan);
  read_categories(root, plan);
  read_sessions(root, plan);
  read_eligibility(root, plan);
  read_registration(root, plan);
  read_confirmation(root, plan);
  read_screening(root, plan);
  read_logistics(root, plan);
  read_duties(root, plan);
  read_questionnaires(root, plan);
  read_opinions(root, plan);
  read_feedback(root, plan);
  read_publicity(root, plan);
  read_privacy(root, plan);
  read_texts(root, text_keys, plan);
  root.finish();
}

// The tables that end before the one with line `line` in it: its own header, or the header above it, is left out with all below.
std::string_view tables_before(std::string_view toml, unsigned line) {
  std::size_t cut = 0, begin = 0;
  for (unsigned number = 1; number <= line && begin < toml.size(); ++number) {
    if (toml[begin] == '[') cut = begin;
    begin = std::min(toml.find('\n', begin), toml.size() - 1) + 1;
  }
  return toml.substr(0, cut);
}

// A header that is missing may break the file's syntax only far below; the keys that now stand in a wrong table say where.
void look_above(std::string_view toml, unsigned line, std::span<const std::string_view> text_keys, Report& report) {
  const auto above = parse_toml(tables_before(toml, line), kMaxPlanBytes);
  if (!above) return;
  report.only_slips();
  Plan plan;
  Table table(*above, "the plan", report);
  read_document(table, text_keys, plan);
}

void cross_check(const Plan& plan, const Node& root, Report& report) {
  Checker check(root, report);
  check_names(plan, check);
  check_sessions(plan, check);
  check_numbers(plan, check);
  check_dates(plan, check);
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  const char* severity = diagnostic.severity == Severity::error ? "error" : "warning";
  if (diagnostic.line == 0) return fmt::format("{}: {}: {}", diagnostic.file, severity, diagnostic.message);
  return fmt::format("{}:{}:{}: {}: {}", diagnostic.file, diagnostic.line, diagnostic.column, severity, diagnostic.message);
}

PlanReading read_plan(std::string_view toml, const std::string& file, std::span<const std::string_view> text_keys) {
  Report report(file);
  auto root = parse_toml(toml, kMaxPlanBytes);
  if (!root) {
    report.error(root.error().at, fmt::format("not TOML here: {}; the rest of the file was not checked", root.error().what));
    look_above(toml, root.error().at.line, text_keys, report);
    return {std::nullopt, report.sorted()};
  }
  Plan plan;
  Table table(*root, "the plan", report);
  read_document(table, text_keys, plan);
  cross_check(plan, *root, report);
  if (report.failed()) return {std::nullopt, report.sorted()};
  return {std::move(plan), report.sorted()};
}

}  // namespace openday::event
