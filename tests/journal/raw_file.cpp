#include "tests/journal/raw_file.h"

#include <algorithm>
#include <stdexcept>

namespace openday::journal {
namespace {

constexpr unsigned kIndexInner = 0x02, kTableInner = 0x05, kIndexLeaf = 0x0a, kTableLeaf = 0x0d;

// How much of a payload lies on its own page (fileformat2 section 1.6, "local").
std::size_t local_part(std::size_t payload, std::size_t usable, bool index) {
  const std::size_t most = index ? (usable - 12) * 64 / 255 - 23 : usable - 35, least = (usable - 12) * 32 / 255 - 23;
  if (payload <= most) return payload;
  const std::size_t wanted = least + (payload - least) % (usable - 4);
  return wanted <= most ? wanted : least;
}

std::size_t size_of_serial(std::uint64_t type) {
  constexpr std::size_t kFixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  return type < 10 ? kFixed[type] : (type - (type % 2 == 0 ? 12 : 13)) / 2;
}

}  // namespace

std::vector<std::size_t> places_of(std::string_view needle, std::string_view bytes) {
  std::vector<std::size_t> out;
  for (auto at = bytes.find(needle); at != std::string_view::npos; at = bytes.find(needle, at + 1)) out.push_back(at);
  return out;
}

RawFile::RawFile(std::string bytes) : bytes_(std::move(bytes)) {
  if (bytes_.size() < 512) return;
  const auto size = number(16, 2);
  page_size_ = size == 1 ? 65536 : size;
  std::vector<RawCell> schema;
  walk(1, schema);
  for (const RawCell& row : schema) {
    if (row.columns.at(0) == "table") roots_[row.columns.at(1)] = static_cast<std::uint32_t>(std::stoul(row.columns.at(3)));
  }
}

std::vector<RawCell> RawFile::cells(const std::string& table) const {
  std::vector<RawCell> out;
  if (const auto root = roots_.find(table); root != roots_.end()) walk(root->second, out);
  return out;
}

std::vector<std::size_t> RawFile::places(std::string_view bytes) const { return places_of(bytes, bytes_); }

std::uint64_t RawFile::number(std::size_t at, std::size_t size) const {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes_.at(at + i));
  return out;
}

std::uint64_t RawFile::varint(std::size_t& at) const {
  std::uint64_t out = 0;
  for (int i = 0; i < 8; ++i) {
    const auto byte = static_cast<unsigned char>(bytes_.at(at++));
    out = out << 7 | (byte & 0x7f);
    if (byte < 0x80) return out;
  }
  return out << 8 | static_cast<unsigned char>(bytes_.at(at++));
}

void RawFile::walk(std::uint32_t page, std::vector<RawCell>& out) const {
  const std::size_t start = start_of(page), header = start + (page == 1 ? 100 : 0);
  const auto type = static_cast<unsigned>(number(header, 1));
  const bool inner = type == kIndexInner || type == kTableInner;
  if (!inner && type != kIndexLeaf && type != kTableLeaf) throw std::runtime_error("not a b-tree page");
  const auto count = number(header + 3, 2);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::size_t at = start + number(header + (inner ? 12 : 8) + 2 * i, 2);
    if (inner) walk(static_cast<std::uint32_t>(number(at, 4)), out);
    if (type != kTableInner) out.push_back(cell(page, at, type));
  }
  if (inner) walk(static_cast<std::uint32_t>(number(header + 8, 4)), out);
}

RawCell RawFile::cell(std::uint32_t page, std::size_t at, unsigned type) const {
  RawCell out{at, 0, page, 0, {}};
  if (type == kIndexInner) at += 4;
  const auto size = varint(at);
  if (type == kTableLeaf) (void)varint(at);
  const std::size_t local = local_part(size, page_size_, type != kTableLeaf);
  std::string payload = bytes_.substr(at, local);
  out.size = at + local - out.at;
  if (local < size) out.overflow = static_cast<std::uint32_t>(number(at + local, 4));
  for (auto next = out.overflow; next != 0 && payload.size() < size; next = static_cast<std::uint32_t>(number(start_of(next), 4)))
    payload += bytes_.substr(start_of(next) + 4, std::min<std::size_t>(page_size_ - 4, size - payload.size()));
  const RawFile record = [&] {
    RawFile bare{std::string()};
    bare.bytes_ = payload;
    return bare;
  }();
  std::size_t head = 0;
  const auto head_size = record.varint(head);
  std::size_t body = head_size;
  while (head < head_size) {
    const auto serial = record.varint(head);
    const std::size_t length = size_of_serial(serial);
    if (serial >= 12) out.columns.push_back(payload.substr(body, length));
    else out.columns.push_back(std::to_string(serial == 9 ? 1 : record.number(body, length)));
    body += length;
  }
  return out;
}

}  // namespace openday::journal
