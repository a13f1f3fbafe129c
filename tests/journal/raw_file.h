// A whole SQLite file read as bytes, not as SQL: schema, b-tree pages with the place of every cell, and any other byte. What
// somebody with the disk sees. Format: sqlite.org/fileformat2.html sections 1.6 and 2.1.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace openday::journal {

struct RawCell {
  std::size_t at = 0, size = 0;        // in the file, the part on its own page
  std::uint32_t page = 0, overflow = 0;   // overflow: first page of the rest, 0: none
  std::vector<std::string> columns;    // texts and blobs as bytes, numbers as digits
};

class RawFile {
 public:
  explicit RawFile(std::string bytes);
  // Cells of a table in key order; none when there is no such table.
  [[nodiscard]] std::vector<RawCell> cells(const std::string& table) const;
  // Every place of these bytes, wherever they lie: cells, unused parts of pages, free pages.
  [[nodiscard]] std::vector<std::size_t> places(std::string_view bytes) const;

 private:
  void walk(std::uint32_t page, std::vector<RawCell>& out) const;
  [[nodiscard]] RawCell cell(std::uint32_t page, std::size_t at, unsigned type) const;
  [[nodiscard]] std::uint64_t varint(std::size_t& at) const;
  [[nodiscard]] std::uint64_t number(std::size_t at, std::size_t size) const;   // big-endian
  [[nodiscard]] std::size_t start_of(std::uint32_t page) const { return static_cast<std::size_t>(page - 1) * page_size_; }

  std::string bytes_;
  std::size_t page_size_ = 4096;
  std::map<std::string, std::uint32_t> roots_;
};

[[nodiscard]] std::vector<std::size_t> places_of(std::string_view needle, std::string_view bytes);

}  // namespace openday::journal
