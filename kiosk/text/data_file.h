// The files that are made at build time (make/): a magic line, then vectors of plain numbers with a 32-bit little-endian count before
// each, then the SHA-256 of everything before it. A reader past the end gets nothing and `good` turns false.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::text {

enum class DataError { missing, damaged };

class DataWriter {
 public:
  explicit DataWriter(std::string_view magic) : bytes_(magic) {}
  void number(std::uint32_t value) { integer(value, 4); }
  void text(std::string_view value);
  template <class Number>
  void numbers(const std::vector<Number>& values) {
    number(static_cast<std::uint32_t>(values.size()));
    for (const Number value : values) integer(static_cast<std::uint32_t>(value), sizeof(Number));
  }
  // Everything, with its checksum.
  [[nodiscard]] std::string finish() const;

 private:
  void integer(std::uint32_t value, std::size_t size);
  std::string bytes_;
};

class DataReader {
 public:
  // Checks magic line and checksum first.
  [[nodiscard]] static base::Result<DataReader, DataError> open(std::string_view bytes, std::string_view magic, std::string_view name);

  [[nodiscard]] std::uint32_t number() { return integer(4); }
  [[nodiscard]] std::string_view text();
  template <class Number>
  [[nodiscard]] std::vector<Number> numbers() {
    const std::size_t count = number();
    std::vector<Number> out;
    if (count > rest_.size() / sizeof(Number)) good_ = false;
    if (!good_) return out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) out.push_back(static_cast<Number>(integer(sizeof(Number))));
    return out;
  }
  // Nothing was read past the end, and nothing is left over.
  [[nodiscard]] bool good_to_the_end() const { return good_ && rest_.empty(); }
  [[nodiscard]] bool good() const { return good_; }

 private:
  explicit DataReader(std::string_view rest) : rest_(rest) {}
  std::uint32_t integer(std::size_t size);
  std::string_view rest_;
  bool good_ = true;
};

// Reads `folder/file`; a missing one says where such files come from.
[[nodiscard]] base::Result<std::string, DataError> read_data_file(const std::filesystem::path& folder, std::string_view file);

}  // namespace openday::text
