#include "tests/journal/raw_pages.h"

#include <stdexcept>

#include "kiosk/journal/database.h"
#include "tests/support/files.h"

namespace openday::journal {

RawTable::RawTable(const std::filesystem::path& file, const std::string& table) : bytes_(support::read_text(file)) {
  Database database(file, Database::Mode::read);
  Statement select(database, "SELECT rootpage FROM sqlite_schema WHERE name = ?1");
  auto rows = select.query(table);
  if (!rows.next()) throw std::runtime_error("no table " + table);
  page_size_ = u16(16) == 1 ? 65536 : u16(16);
  walk(static_cast<std::uint32_t>(rows.integer(0)));
}

unsigned RawTable::u16(std::size_t at) const {
  return static_cast<unsigned>(static_cast<unsigned char>(bytes_.at(at)) << 8 | static_cast<unsigned char>(bytes_.at(at + 1)));
}
std::uint32_t RawTable::u32(std::size_t at) const { return static_cast<std::uint32_t>(u16(at)) << 16 | u16(at + 2); }

void RawTable::walk(std::uint32_t page) {
  const std::size_t start = (page - 1) * page_size_;
  const auto type = static_cast<unsigned char>(bytes_.at(start));
  const unsigned count = u16(start + 3);
  if (type == 0x0a) {   // leaf of an index b-tree: what a WITHOUT ROWID table is
    Leaf leaf;
    leaf.first_free_block = u16(start + 1);
    for (unsigned i = 0; i < count; ++i) leaf.offsets.push_back(u16(start + 8 + 2 * i));
    leaves_.push_back(std::move(leaf));
    return;
  }
  if (type != 0x02) throw std::runtime_error("not a page of an index b-tree");
  inner_cells_ += count;
  for (unsigned i = 0; i < count; ++i) walk(u32(start + u16(start + 12 + 2 * i)));
  walk(u32(start + 8));
}

std::vector<std::vector<unsigned>> RawTable::layout() const {
  std::vector<std::vector<unsigned>> all;
  for (const Leaf& leaf : leaves_) {
    all.push_back(leaf.offsets);
    all.back().push_back(leaf.first_free_block);
  }
  return all;
}

std::size_t RawTable::cells() const {
  std::size_t all = inner_cells_;
  for (const Leaf& leaf : leaves_) all += leaf.offsets.size();
  return all;
}

}  // namespace openday::journal
