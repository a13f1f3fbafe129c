// Issue 3, bad input: each single-line damage of each of the eight files is named at its line, or at the table that now lacks a
// required key; where the key is optional the plan still loads and `plan show` differs only by it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using Lines = std::vector<std::string>;

std::string join(const Lines& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}
bool is_silent(const std::string& line) { return line.empty() || line[0] == '#'; }
bool is_header(const std::string& line) { return line.starts_with('['); }

// Lines first..last, from 1, of the table that line `index` (from 0) belongs to.
std::pair<unsigned, unsigned> table_of(const Lines& lines, std::size_t index) {
  std::size_t first = std::min(index, lines.size() - 1), last = index + 1;
  while (first > 0 && !is_header(lines[first])) --first;
  while (last < lines.size() && !is_header(lines[last])) ++last;
  return {static_cast<unsigned>(first + 1), static_cast<unsigned>(last)};
}

std::string all_of(const PlanReading& reading) {
  std::string out;
  for (const Diagnostic& diagnostic : reading.diagnostics) out += to_string(diagnostic) + "\n";
  return out;
}

template <class Match>
bool any_error(const PlanReading& reading, Match match) {
  return std::any_of(reading.diagnostics.begin(), reading.diagnostics.end(),
                     [&](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error && match(diagnostic); });
}

// How many lines of `a` are not in `b`.
std::size_t lines_only_in(const std::string& a, const std::string& b) {
  Lines left = support::lines_of(a), right = support::lines_of(b), out;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(out));
  return out.size();
}

class Damage : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    lines_ = support::lines_of(support::read_text(std::string(OPENDAY_SOURCE_DIR "/config/plans/") + GetParam()));
    shown_ = plan_text(*read_plan(join(lines_), "p").plan);
  }

  static constexpr std::size_t kOfOneKey = 3;   // a heading, a line, and a phase or a date that stands in two places

  void expect_shown_only_there(const PlanReading& reading, const std::string& what) {
    const std::string now = plan_text(*reading.plan);
    EXPECT_LE(lines_only_in(shown_, now), kOfOneKey) << what << "\n" << now;
    EXPECT_LE(lines_only_in(now, shown_), kOfOneKey) << what << "\n" << now;
  }

  // A deleted line: what followed now stands there, or its table lacks something, or a name that others use is gone.
  void expect_deletion_said(std::size_t index) {
    Lines damaged = lines_;
    damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(index));
    const PlanReading reading = read_plan(join(damaged), "p.toml");
    const std::string what = fmt::format("{} without line {}: {}", GetParam(), index + 1, lines_[index]);
    if (reading.ok()) return expect_shown_only_there(reading, what);
    const auto [first, last] = table_of(lines_, index);
    const std::string value = lines_[index].substr(lines_[index].find('=') + 1);
    const bool said = any_error(reading, [&, low = first, high = last](const Diagnostic& diagnostic) {
      const bool names_it = diagnostic.message.find("is called" + value) != std::string::npos;
      return names_it || (diagnostic.line >= low && diagnostic.line <= high);
    });
    EXPECT_TRUE(said) << what << "\n" << all_of(reading);
  }

  void expect_doubling_said(std::size_t index) {
    Lines damaged = lines_;
    damaged.insert(damaged.begin() + static_cast<std::ptrdiff_t>(index), lines_[index]);
    const PlanReading reading = read_plan(join(damaged), "p.toml");
    const std::string what = fmt::format("{} with line {} twice: {}", GetParam(), index + 1, lines_[index]);
    ASSERT_FALSE(reading.ok()) << what;
    EXPECT_TRUE(any_error(reading, [&](const Diagnostic& diagnostic) { return diagnostic.line == index + 1 || diagnostic.line == index + 2; })) << what << "\n" << all_of(reading);
  }

  // A line with another value or key: an error at that very line, or a text like any other.
  void expect_change_said(std::size_t index, const std::string& changed, bool may_load) {
    Lines damaged = lines_;
    damaged[index] = changed;
    const PlanReading reading = read_plan(join(damaged), "p.toml");
    const std::string what = fmt::format("{} line {}: {}", GetParam(), index + 1, changed);
    if (reading.ok()) {
      EXPECT_TRUE(may_load) << what;
      return;
    }
    EXPECT_TRUE(any_error(reading, [&](const Diagnostic& diagnostic) { return diagnostic.line == index + 1; })) << what << "\n" << all_of(reading);
  }

  template <class Visit>
  void for_each_line(Visit visit) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_silent(lines_[i])) visit(i);
    }
  }
  template <class Visit>   // with key and value
  void for_each_key(Visit visit) {
    for_each_line([&](std::size_t i) {
      const std::size_t equals = lines_[i].find(" = ");
      if (!is_header(lines_[i]) && equals != std::string::npos) visit(i, lines_[i].substr(0, equals), lines_[i].substr(equals + 3));
    });
  }

  Lines lines_;
  std::string shown_;
};

TEST_P(Damage, by_a_deleted_line_is_said_or_changes_only_what_it_said) {
  for_each_line([&](std::size_t i) { expect_deletion_said(i); });
}

TEST_P(Damage, by_a_doubled_line_is_said_at_that_line) {
  for_each_line([&](std::size_t i) { expect_doubling_said(i); });
}

TEST_P(Damage, by_a_value_of_another_type_is_said_at_that_line) {
  for_each_key([&](std::size_t i, const std::string& key, const std::string& value) {
    const char kind = value[0];
    const bool is_flag = value == "true" || value == "false", is_number = !is_flag && value.find_first_not_of("0123456789") == std::string::npos;
    const bool is_date = value.size() >= 10 && value[4] == '-' && kind != '"';
    if (kind != '"') expect_change_said(i, key + " = \"x\"", false);
    if (kind != '[') expect_change_said(i, key + " = [1]", false);
    if (!is_flag) expect_change_said(i, key + " = true", false);
    if (!is_number) expect_change_said(i, key + " = 7", false);
    if (!is_date) expect_change_said(i, key + " = 2020-02-28", false);
    for (const char* nothing : {" = 3.5", " = {}", " = { a = 1 }", " =", " = \"open", " = 0840", " = 2023-02-29", " x"}) expect_change_said(i, key + nothing, false);
  });
}

TEST_P(Damage, by_a_wrong_unit_is_said_at_that_line) {
  for_each_key([&](std::size_t i, const std::string& key, const std::string& value) {
    const bool is_number = value.find_first_not_of("0123456789") == std::string::npos;
    const bool is_time = value.size() == 7 && value[3] == ':';
    if (is_number) {
      for (const char* unit : {"分", "人", "天", "年"}) expect_change_said(i, fmt::format("{} = \"{}{}\"", key, value, unit), false);
      expect_change_said(i, fmt::format("{} = {}分", key, value), false);
      expect_change_said(i, fmt::format("{} = -{}", key, value), false);
    }
    if (is_time) {
      for (const char* time : {"\"9点\"", "\"24:30\"", "\"09:60\"", "\"9:00\"", "\"09：00\"", "540", "9.5"}) expect_change_said(i, fmt::format("{} = {}", key, time), false);
    }
  });
}

TEST_P(Damage, by_a_misspelt_key_is_said_at_that_line) {
  for_each_key([&](std::size_t i, const std::string& key, const std::string& value) {
    for (const std::string& misspelt : {"x_" + key, key + key.back(), std::string("键")}) expect_change_said(i, fmt::format("{} = {}", misspelt, value), false);
  });
}

TEST_P(Damage, by_a_misspelt_word_is_said_at_that_line_with_the_nearest_one) {
  for_each_key([&](std::size_t i, const std::string& key, const std::string& value) {
    static const std::vector<std::string> kWords{"status", "precision", "kind", "order", "method", "no_show", "on_fail", "opens", "what", "unit", "anchor", "ten_days"};
    if (std::find(kWords.begin(), kWords.end(), key) == kWords.end()) return;
    Lines damaged = lines_;
    damaged[i] = fmt::format("{} = \"{}{}", key, value[1], value.substr(1));   // its first letter twice
    const PlanReading reading = read_plan(join(damaged), "p.toml");
    const std::string meant = "did you mean " + value.substr(1, value.size() - 2) + "?";
    EXPECT_TRUE(any_error(reading, [&](const Diagnostic& diagnostic) { return diagnostic.line == i + 1 && diagnostic.message.find(meant) != std::string::npos; }))
        << damaged[i] << "\n" << all_of(reading);
  });
}

std::vector<std::string> eight_files() {
  std::vector<std::string> out;
  for (const std::string& name : support::names_in(OPENDAY_SOURCE_DIR "/config/plans")) {
    if (name[0] >= '0' && name[0] <= '9') out.push_back(name);
  }
  return out;
}
INSTANTIATE_TEST_SUITE_P(Eight, Damage, ::testing::ValuesIn(eight_files()), [](const auto& param) { return "of_programme_" + param.param.substr(0, 2); });

}  // namespace
}  // namespace openday::event
