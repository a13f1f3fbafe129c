#include <set>

#include <fmt/format.h>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/plan_reader_table.h"

namespace openday::event {
namespace {

constexpr std::size_t kMaxCatalogueBytes = 1u << 18;
constexpr int kGrades = 5;

bool is_code_of(std::string_view code, int grade) {
  return code.size() == 4 && code[0] == 'K' && code[1] == static_cast<char>('0' + grade) && code[2] >= '0' && code[2] <= '9' && code[3] >= '0' && code[3] <= '9';
}

std::vector<Tag> read_tags(Table& grade, int value, std::set<std::string>& seen) {
  std::vector<Tag> out;
  for (Table& table : grade.tables("tag")) {
    Tag tag;
    tag.code = table.id("code", Need::required);
    tag.label = table.text("label", Need::required, kShortText);
    tag.active = table.flag("active", true);
    if (!tag.code.empty() && !is_code_of(tag.code, value)) {
      table.error("code", fmt::format("code is {}; expected K{} and two digits", quote(tag.code), value));
    }
    if (!tag.code.empty() && !seen.insert(tag.code).second) table.error("code", fmt::format("{} is there twice; a code is never reused", quote(tag.code)));
    table.finish();
    out.push_back(std::move(tag));
  }
  return out;
}

Catalogue read_all(Table& root) {
  Catalogue out;
  std::set<std::string> codes;
  out.id = root.id("id", Need::required);
  out.version = root.integer("version", 1, 1'000'000, Need::required).value_or(0);
  for (Table& table : root.tables("grade", Need::required)) {
    Grade grade;
    grade.value = table.integer("value", 1, kGrades, Need::required).value_or(0);
    grade.label = table.text("label", Need::required, kShortText);
    grade.question = table.text("question", Need::optional, kShortText);
    grade.tags = read_tags(table, grade.value, codes);
    const int expected = kGrades - static_cast<int>(out.grades.size());
    if (grade.value != expected) table.error("value", fmt::format("expected five grades from 5 down to 1, here {}", expected));
    table.finish();
    out.grades.push_back(std::move(grade));
  }
  if (out.grades.size() < kGrades && root.has("grade")) root.error("grade", "expected five grades from 5 down to 1");
  root.finish();
  return out;
}

}  // namespace

base::Result<Catalogue, CatalogueError> read_catalogue(std::string_view toml, std::string file) {
  auto root = parse_toml(toml, kMaxCatalogueBytes);
  if (!root) {
    return base::fail(CatalogueError::unreadable, to_string(Diagnostic{Severity::error, file, root.error().at.line, root.error().at.column, root.error().what}));
  }
  Report report(std::move(file));
  Table table(*root, "the catalogue", report);
  Catalogue out = read_all(table);
  if (report.failed()) return base::fail(CatalogueError::invalid, to_string(report.sorted().front()));
  return out;
}

}  // namespace openday::event
