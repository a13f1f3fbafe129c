// config/plans/plan-schema.md documents every key the reader knows, and no other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <fmt/format.h>

#include "kiosk/event/plan_reader.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using Keys = std::set<std::string>;   // "item.start"; of the top level "schema"

constexpr std::string_view kUnheardOf = "zzzzzzzzzzzzzzzzzzzz";   // near to no known key, so that the reader lists what it knows

std::vector<std::string> split(std::string_view text, std::string_view at) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(at, from), text.size());
    out.emplace_back(text.substr(from, to - from));
    from = to + at.size();
  }
  return out;
}
std::string last_name(const std::string& path) { return path.substr(path.rfind('.') == std::string::npos ? 0 : path.rfind('.') + 1); }

Keys keys_of_the_reader() {
  std::string text = fmt::format("{} = 1\n", kUnheardOf);
  for (const char* header : {"[event]", "[[site]]", "[[category]]", "[[category.inviting]]", "[[joint_quota]]", "[[joint_quota.inviting]]", "[[session]]",
                             "[[session.item]]", "[eligibility]", "[registration]", "[confirmation]", "[[confirmation.foreign_code]]", "[[screening]]",
                             "[logistics]", "[[logistics.vehicle]]", "[[logistics.preparation]]", "[[duty]]", "[[questionnaire]]", "[[questionnaire.subject]]",
                             "[[questionnaire.item]]", "[[questionnaire.scorer]]", "[opinions]", "[[opinions.subject]]",
                             "[[feedback]]", "[report]", "[publicity]", "[privacy]"}) {
    text += fmt::format("{}\n{} = 1\n", header, kUnheardOf);
  }
  Keys out;
  for (const Diagnostic& diagnostic : read_plan(text, "p").diagnostics) {
    const std::string opening = fmt::format("unknown key \"{}\" in ", kUnheardOf);
    if (!diagnostic.message.starts_with(opening)) continue;
    const auto parts = split(std::string_view(diagnostic.message).substr(opening.size()), "; expected one of ");
    for (const std::string& key : split(parts.at(1), ", ")) out.insert(parts[0] == "the plan" ? key : parts[0] + "." + key);
  }
  return out;
}

// The first column of the page's tables: "**site.id**, **site.name**", "item.from, to", "[[logistics.vehicle]] **label**, count".
Keys keys_of_the_page() {
  Keys out;
  for (std::string line : support::lines_of(support::read_text(OPENDAY_SOURCE_DIR "/config/plans/plan-schema.md"))) {
    if (!line.starts_with("| ") || line.starts_with("| key ")) continue;
    std::string cell = line.substr(2, line.find(" |", 2) - 2), table;
    std::erase(cell, '*');
    if (cell.starts_with('[')) {
      const std::size_t close = cell.rfind(']');
      std::string path = cell.substr(0, close);
      std::erase(path, '[');
      std::erase(path, ']');
      table = last_name(path);
      out.insert(path.find('.') == std::string::npos ? path : last_name(path.substr(0, path.rfind('.'))) + "." + table);
      cell = close + 2 < cell.size() ? cell.substr(close + 2) : std::string();
    }
    for (const std::string& name : split(cell, ", ")) {
      if (name.find('.') != std::string::npos) table = name.substr(0, name.find('.'));
      if (!name.empty()) out.insert(table.empty() ? name : table + "." + last_name(name));
    }
  }
  return out;
}

bool is_free(const std::string& key) { return key.starts_with("texts.") || key == "privacy.retention_days"; }
// "item" of the reader's "session.item": a table, documented by its keys.
bool is_documented_table(const std::string& key, const Keys& page) {
  const std::string opening = last_name(key) + ".";
  const auto found = page.lower_bound(opening);
  return found != page.end() && found->starts_with(opening);
}

TEST(PlanSchema, documents_every_key_the_reader_knows) {
  const Keys page = keys_of_the_page();
  std::vector<std::string> missing;
  for (const std::string& key : keys_of_the_reader()) {
    if (!page.contains(key) && !is_documented_table(key, page)) missing.push_back(key);
  }
  EXPECT_THAT(missing, IsEmpty());
}

TEST(PlanSchema, documents_no_key_the_reader_does_not_know) {
  const Keys reader = keys_of_the_reader();
  ASSERT_GT(reader.size(), 100u);
  std::vector<std::string> unknown;
  for (const std::string& key : keys_of_the_page()) {
    if (!reader.contains(key) && !is_free(key)) unknown.push_back(key);
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(PlanSchema, sample_with_all_keys_has_every_key_the_reader_knows) {
  const std::string sample = support::read_text(OPENDAY_SOURCE_DIR "/tests/event/samples/plan-all-keys.toml");
  for (const std::string& key : keys_of_the_reader()) EXPECT_NE(sample.find(last_name(key)), std::string::npos) << key;
}

}  // namespace
}  // namespace openday::event
