// A cursor over one TOML table: typed values by key, each problem reported at its line and column with what is expected, and
// every key nobody asked for reported at finish() with the nearest known one, or all of them where none is near. Values that are wrong read as absent, so that one
// run finds every problem. Used by the readers of plans and of rating catalogues.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_reader_node.h"

namespace openday::event {

class Report {
 public:
  explicit Report(std::string file) : file_(std::move(file)) {}
  void error(Position at, std::string message) { add(Severity::error, at, std::move(message)); }
  void warning(Position at, std::string message) { add(Severity::warning, at, std::move(message)); }
  // An error whatever else the file says: an unknown key, a value of another type.
  void slip(Position at, std::string message);
  // From here on only slips are taken: the file is known in part.
  void only_slips() { only_slips_ = true; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::vector<Diagnostic> sorted() const;   // by place in the file

 private:
  void add(Severity severity, Position at, std::string message);
  std::string file_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t dropped_ = 0;
  bool failed_ = false, only_slips_ = false;
};

// A value of a fixed vocabulary: its word in files and its name for people.
template <class E>
struct Word {
  std::string_view word;
  E value;
  std::string_view label;
};
template <class List>
using WordValue = decltype(std::declval<List>().front().value);

enum class Need { optional, required };

inline constexpr std::size_t kShortText = 60, kLine = 200, kLongText = 4000;   // code points
inline constexpr std::size_t kMaxRows = 500;                                   // entries of any list

class Table {
 public:
  // `name` is how messages call it: "session", "registration".
  Table(const Node& node, std::string name, Report& report) : node_(&node), name_(std::move(name)), report_(&report) {}

  [[nodiscard]] std::string text(std::string_view key, Need need = Need::optional, std::size_t most = kLine);
  [[nodiscard]] std::string id(std::string_view key, Need need = Need::optional, std::size_t most = 32);  // ASCII a-z 0-9 _ -
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::size_t most = kLine);
  [[nodiscard]] std::optional<int> integer(std::string_view key, int least, int most, Need need = Need::optional);
  [[nodiscard]] std::optional<double> number(std::string_view key, double least, double most);
  [[nodiscard]] bool flag(std::string_view key, bool otherwise);
  [[nodiscard]] std::optional<base::Minutes> time_of_day(std::string_view key);   // "08:30"
  [[nodiscard]] std::optional<base::Minutes> duration(std::string_view key);      // whole minutes, 1..1440
  [[nodiscard]] std::optional<base::Date> date(std::string_view key);
  [[nodiscard]] std::optional<base::Instant> instant(std::string_view key);       // RFC 3339 with an offset
  [[nodiscard]] std::optional<Table> table(std::string_view key, Need need = Need::optional);
  [[nodiscard]] std::vector<Table> tables(std::string_view key, Need need = Need::optional);

  template <class List>
  [[nodiscard]] WordValue<List> word(std::string_view key, const List& words, WordValue<List> otherwise, Need need = Need::optional) {
    const auto chosen = choose(key, vocabulary(words), need);
    return chosen ? words[*chosen].value : otherwise;
  }
  template <class List>
  [[nodiscard]] static std::vector<std::string> vocabulary(const List& words) {
    std::vector<std::string> out;
    for (const auto& entry : words) out.emplace_back(entry.word);
    return out;
  }
  // A list of words of a vocabulary, as the words themselves.
  [[nodiscard]] std::vector<std::string> words(std::string_view key, const std::vector<std::string>& allowed);

  [[nodiscard]] bool has(std::string_view key);
  [[nodiscard]] const Node& node() const { return *node_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  void error(std::string_view key, std::string message) { report_->error(where(key), std::move(message)); }
  void warning(std::string_view key, std::string message) { report_->warning(where(key), std::move(message)); }
  void finish();   // call when every key was asked for

 private:
  [[nodiscard]] const Node* take(std::string_view key, Need need);
  [[nodiscard]] const Node* take(std::string_view key, NodeType type, std::string_view expected, Need need);
  [[nodiscard]] std::optional<std::size_t> choose(std::string_view key, const std::vector<std::string>& words, Need need);
  [[nodiscard]] Position where(std::string_view key) const;
  void wrong_type(const Node& found, std::string_view key, std::string_view expected);
  bool acceptable(const Node& text, std::string_view key, std::size_t most);

  const Node* node_;
  std::string name_;
  Report* report_;
  std::set<std::string, std::less<>> asked_;
};

// "; did you mean x?" or nothing.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& known);
// What a message may quote of a file: its first 40 code points.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace openday::event
