// One table of an SQLite file read as bytes, not as SQL: what an insider with the disk sees. File format:
// sqlite.org/fileformat2.html section 1.6, b-tree pages.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace openday::journal {

class RawTable {
 public:
  RawTable(const std::filesystem::path& file, const std::string& table);
  // Where the cells of each leaf lie: offsets in key order, leaves in key order; a free block would show as the last number.
  [[nodiscard]] std::vector<std::vector<unsigned>> layout() const;
  [[nodiscard]] std::size_t cells() const;

 private:
  struct Leaf {
    std::vector<unsigned> offsets;   // in key order
    unsigned first_free_block = 0;
  };
  void walk(std::uint32_t page);
  [[nodiscard]] unsigned u16(std::size_t at) const;
  [[nodiscard]] std::uint32_t u32(std::size_t at) const;

  std::string bytes_;
  std::size_t page_size_ = 4096;
  std::vector<Leaf> leaves_;
  std::size_t inner_cells_ = 0;
};

}  // namespace openday::journal
