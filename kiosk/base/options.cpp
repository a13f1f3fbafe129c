#include "kiosk/base/options.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "kiosk/base/file.h"
#include "kiosk/base/toml_scan.h"
#include "kiosk/base/utf8.h"

namespace openday::base {
namespace {

constexpr std::size_t kOptionsFileLimit = 1u << 20;

struct Problem {
  toml::source_position at;
  std::string what;
};

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

const char* type_name(toml::node_type type) {
  switch (type) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    default: return "a date or time";
  }
}

std::string line_of(std::string_view name, const Problem& problem) {
  return fmt::format("{}:{}:{}: error: {}", name, problem.at.line, problem.at.column, problem.what);
}

}  // namespace

struct Options::State {
  std::string name;
  toml::table table;
  std::set<std::string, std::less<>> asked;
  std::vector<Problem> found;

  // The value at a dotted key when it has the type; a problem when it has another.
  template <class T>
  const toml::value<T>* value(std::string_view key, const char* expected) {
    asked.emplace(key);
    const toml::node* node = table.at_path(key).node();
    if (node == nullptr) return nullptr;
    if (const auto* typed = node->as<T>()) return typed;
    wrong_type(*node, key, expected);
    return nullptr;
  }

  void wrong_type(const toml::node& node, std::string_view key, std::string_view expected) {
    add(node, fmt::format("{} is {}; expected {}", key, type_name(node.type()), expected));
  }

  void add(const toml::node& node, std::string what) { found.push_back({node.source().begin, std::move(what)}); }

  [[nodiscard]] bool is_prefix_of_asked(std::string_view key) const {
    const auto dotted = fmt::format("{}.", key);
    return std::any_of(asked.begin(), asked.end(), [&](const std::string& known) { return known.starts_with(dotted); });
  }

  void collect_unknown(const toml::table& in, const std::string& above, std::vector<Problem>& out) const {
    for (const auto& [key, node] : in) {
      const std::string full = above.empty() ? std::string(key.str()) : fmt::format("{}.{}", above, key.str());
      if (asked.contains(full)) continue;
      if (node.is_table() && is_prefix_of_asked(full)) {
        collect_unknown(*node.as_table(), full, out);
      } else {
        out.push_back({key.source().begin, unknown(full)});
      }
    }
  }

  [[nodiscard]] std::string unknown(const std::string& key) const {
    const std::string near = nearest_word(key, {asked.begin(), asked.end()});
    return near.empty() ? fmt::format("unknown key {}", key) : fmt::format("unknown key {}; did you mean {}?", key, near);
  }
};

Options::Options() : state_(std::make_unique<State>()) {}
Options::~Options() = default;
Options::Options(Options&&) noexcept = default;
Options& Options::operator=(Options&&) noexcept = default;

Result<Options, OptionsError> Options::load(const std::filesystem::path& file) {
  auto text = read_file(file, kOptionsFileLimit);
  if (!text) return fail(OptionsError::unreadable, text.error().what);
  return parse(*text, file.string());
}

Result<Options, OptionsError> Options::parse(std::string_view text, std::string name) {
  if (const auto slip = scan_toml(text, kOptionsFileLimit)) {
    return fail(OptionsError::invalid, fmt::format("{}:{}:{}: error: {}", name, slip->line, slip->column, slip->what));
  }
  Options out;
  try {
    out.state_->table = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return fail(OptionsError::invalid, line_of(name, {error.source().begin, std::string(error.description())}));
  }
  out.state_->name = std::move(name);
  return out;
}

std::string Options::text(std::string_view key, std::string_view otherwise) {
  const auto* value = state_->value<std::string>(key, "a text in quotes");
  return value != nullptr ? value->get() : std::string(otherwise);
}

std::int64_t Options::integer(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
  const auto* value = state_->value<std::int64_t>(key, "a whole number");
  if (value == nullptr) return otherwise;
  if (value->get() >= least && value->get() <= most) return value->get();
  state_->add(*value, fmt::format("{} is {}; expected {} to {}", key, value->get(), least, most));
  return otherwise;
}

double Options::number(std::string_view key, double otherwise, double least, double most) {
  state_->asked.emplace(key);
  const toml::node* node = state_->table.at_path(key).node();
  if (node == nullptr) return otherwise;
  if (!node->is_number()) {
    state_->wrong_type(*node, key, "a number");
    return otherwise;
  }
  const double value = *node->value<double>();
  if (value >= least && value <= most) return value;  // not so for nan
  state_->add(*node, fmt::format("{} is {}; expected {} to {}", key, value, least, most));
  return otherwise;
}

bool Options::flag(std::string_view key, bool otherwise) {
  const auto* value = state_->value<bool>(key, "true or false");
  return value != nullptr ? value->get() : otherwise;
}

std::vector<std::string> Options::texts(std::string_view key) {
  constexpr const char* kExpected = "a list of texts, [\"...\", \"...\"]";
  state_->asked.emplace(key);
  const toml::node* node = state_->table.at_path(key).node();
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    state_->wrong_type(*node, key, kExpected);
    return {};
  }
  std::vector<std::string> out;
  for (const toml::node& item : *list) {
    if (const auto* text = item.as_string()) {
      out.push_back(text->get());
    } else {
      state_->wrong_type(item, fmt::format("an item of {}", key), kExpected);
      return {};
    }
  }
  return out;
}

bool Options::has(std::string_view key) const { return state_->table.at_path(key).node() != nullptr; }

void Options::complain(std::string_view key, std::string what) {
  const toml::node* node = state_->table.at_path(key).node();
  state_->add(node != nullptr ? *node : state_->table, std::move(what));
}

void Options::complain_of_item(std::string_view key, std::size_t item, std::string what) {
  const toml::array* list = state_->table.at_path(key).as_array();
  const toml::node* node = list != nullptr ? list->get(item) : nullptr;
  if (node != nullptr) state_->add(*node, std::move(what));
  else complain(key, std::move(what));
}

std::vector<std::string> Options::problems() const {
  std::vector<Problem> all = state_->found;
  state_->collect_unknown(state_->table, {}, all);
  std::stable_sort(all.begin(), all.end(), [](const Problem& a, const Problem& b) { return a.at < b.at; });
  std::vector<std::string> out;
  for (const Problem& problem : all) out.push_back(line_of(state_->name, problem));
  return out;
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  const std::u32string wanted = to_code_points(word);
  std::size_t best = std::min<std::size_t>(3, wanted.size() / 2) + 1;
  std::string out;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(wanted, to_code_points(candidate));
    if (distance >= best) continue;
    best = distance;
    out = candidate;
  }
  return out;
}

}  // namespace openday::base
