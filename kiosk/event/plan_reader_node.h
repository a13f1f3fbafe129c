// A parsed TOML document as plain values with the place of each in its file, in file order. The only door to the TOML library
// (plan_reader_toml.cpp); everything that reads plans and catalogues works on these nodes. Depth is bounded by base::kMaxTomlDepth, so
// recursion over them is safe on hostile input.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::event {

struct Position {
  unsigned line = 1, column = 1;   // columns count code points
  auto operator<=>(const Position&) const = default;
};

enum class NodeType { table, array, text, integer, real, boolean, date, time, local_date_time, instant };
[[nodiscard]] std::string_view to_string(NodeType type);   // "a text", "a whole number", ...

struct Member;
struct Node {
  NodeType type = NodeType::table;
  Position at;
  std::string text;                // of a text; dates, times and instants in their ISO 8601 form
  std::int64_t integer = 0;
  double real = 0;                 // also of an integer
  bool boolean = false;
  std::vector<Member> members;     // of a table
  std::vector<Node> items;         // of an array
  [[nodiscard]] const Node* find(std::string_view key) const;
};
struct Member {
  std::string key;
  Position at;
  Node value;
};

// Where the value at a path such as "session.0.item.3.site" stands, or the deepest table on the way that exists.
[[nodiscard]] Position locate(const Node& root, std::string_view path);

struct SyntaxError {
  Position at;
  std::string what;
};

// What base::scan_toml refuses, the TOML library never sees.
[[nodiscard]] tl::expected<Node, SyntaxError> parse_toml(std::string_view text, std::size_t limit);

}  // namespace openday::event
