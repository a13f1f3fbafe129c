#include <algorithm>
#include <charconv>
#include <sstream>

#include <toml++/toml.h>

#include "kiosk/base/toml_scan.h"
#include "kiosk/event/plan_reader_node.h"

namespace openday::event {
namespace {

Position position_of(const toml::source_position& at) {
  return {std::max(1u, static_cast<unsigned>(at.line)), std::max(1u, static_cast<unsigned>(at.column))};
}

template <class Value>
std::string iso_text(const Value& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

Node convert(const toml::node& from);

void convert_members(const toml::table& from, Node& into) {
  into.members.reserve(from.size());
  for (const auto& [key, value] : from) into.members.push_back({std::string(key.str()), position_of(key.source().begin), convert(value)});
  std::stable_sort(into.members.begin(), into.members.end(), [](const Member& a, const Member& b) { return a.at < b.at; });
}

void convert_scalar(const toml::node& from, Node& into) {
  switch (from.type()) {
    case toml::node_type::string: into.text = from.as_string()->get(); break;
    case toml::node_type::integer:
      into.integer = from.as_integer()->get();
      into.real = static_cast<double>(into.integer);
      break;
    case toml::node_type::floating_point: into.real = from.as_floating_point()->get(); break;
    case toml::node_type::boolean: into.boolean = from.as_boolean()->get(); break;
    case toml::node_type::date: into.text = iso_text(from.as_date()->get()); break;
    case toml::node_type::time: into.text = iso_text(from.as_time()->get()); break;
    default: into.text = iso_text(from.as_date_time()->get()); break;
  }
}

NodeType type_of(const toml::node& from) {
  switch (from.type()) {
    case toml::node_type::table: return NodeType::table;
    case toml::node_type::array: return NodeType::array;
    case toml::node_type::string: return NodeType::text;
    case toml::node_type::integer: return NodeType::integer;
    case toml::node_type::floating_point: return NodeType::real;
    case toml::node_type::boolean: return NodeType::boolean;
    case toml::node_type::date: return NodeType::date;
    case toml::node_type::time: return NodeType::time;
    default: return from.as_date_time()->get().offset ? NodeType::instant : NodeType::local_date_time;
  }
}

Node convert(const toml::node& from) {
  Node out;
  out.type = type_of(from);
  out.at = position_of(from.source().begin);
  if (const auto* table = from.as_table()) {
    convert_members(*table, out);
  } else if (const auto* array = from.as_array()) {
    out.items.reserve(array->size());
    for (const toml::node& item : *array) out.items.push_back(convert(item));
  } else {
    convert_scalar(from, out);
  }
  return out;
}

}  // namespace

std::string_view to_string(NodeType type) {
  switch (type) {
    case NodeType::table: return "a table";
    case NodeType::array: return "a list";
    case NodeType::text: return "a text";
    case NodeType::integer: return "a whole number";
    case NodeType::real: return "a number with a fraction";
    case NodeType::boolean: return "true or false";
    case NodeType::date: return "a date";
    case NodeType::time: return "a time of day";
    case NodeType::local_date_time: return "a date and time without an offset";
    case NodeType::instant: return "a date and time";
  }
  return "a value";
}

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

Position locate(const Node& root, std::string_view path) {
  const Node* at = &root;
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    const Node* below = nullptr;
    if (at->type == NodeType::array) {
      std::size_t index = 0;
      std::from_chars(step.data(), step.data() + step.size(), index);
      if (index < at->items.size()) below = &at->items[index];
    } else {
      below = at->find(step);
    }
    if (below == nullptr) break;
    at = below;
  }
  return at->at;
}

tl::expected<Node, SyntaxError> parse_toml(std::string_view text, std::size_t limit) {
  if (auto slip = base::scan_toml(text, limit)) return tl::unexpected(SyntaxError{{slip->line, slip->column}, std::move(slip->what)});
  try {
    Node root = convert(toml::parse(text));
    root.at = {};
    return root;
  } catch (const toml::parse_error& error) {
    return tl::unexpected(SyntaxError{position_of(error.source().begin), std::string(error.description())});
  }
}

}  // namespace openday::event
