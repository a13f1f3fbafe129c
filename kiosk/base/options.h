// A TOML configuration file (kiosk.toml, sync.toml, bureau.toml) read key by key. Every problem is collected with its line
// and column, so that an operator sees all of them at once; an unknown key is a problem that names the nearest known one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::base {

enum class OptionsError { unreadable, invalid };

class Options {
 public:
  // A missing file is an error; pass no path for all defaults.
  [[nodiscard]] static Result<Options, OptionsError> load(const std::filesystem::path& file);
  [[nodiscard]] static Result<Options, OptionsError> parse(std::string_view text, std::string name);
  Options();
  ~Options();
  Options(Options&&) noexcept;
  Options& operator=(Options&&) noexcept;

  // Keys are dotted: "camera.place". A value of another type or out of range is a problem and yields the default.
  [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise);
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
  [[nodiscard]] double number(std::string_view key, double otherwise, double least, double most);
  [[nodiscard]] bool flag(std::string_view key, bool otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;

  // A problem that only the caller can see, at the place of this key, or of this item of its list; a key that is not there: at the top.
  void complain(std::string_view key, std::string what);
  void complain_of_item(std::string_view key, std::size_t item, std::string what);

  // Call when all keys were asked for: "FILE:LINE:COLUMN: error: ..." one a line, among them every key nobody asked for.
  [[nodiscard]] std::vector<std::string> problems() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The known word nearest to `word` within an edit distance of 3 (and half its length); empty when none is near.
[[nodiscard]] std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace openday::base
