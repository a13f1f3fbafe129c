#include "sync/bureau/postgres_params.h"

#include <array>

namespace openday::bureau {
namespace {

template <class T>
void append_big_endian(std::string& out, T value) {
  std::array<char, sizeof(T)> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(value >> ((bytes.size() - 1 - i) * 8));
  out.append(bytes.data(), bytes.size());
}

}  // namespace

PostgresArray::PostgresArray(PostgresType element) : element_(element) {}

void PostgresArray::add(std::int64_t value) {
  append_big_endian(items_, std::uint32_t{8});
  append_big_endian(items_, static_cast<std::uint64_t>(value));
  ++size_;
}

void PostgresArray::add(std::string_view bytes) {
  append_big_endian(items_, static_cast<std::uint32_t>(bytes.size()));
  items_.append(bytes);
  ++size_;
}

void PostgresArray::add_null() {
  append_big_endian(items_, ~std::uint32_t{0});
  has_null_ = true;
  ++size_;
}

std::string PostgresArray::encoded() const {
  std::string out;
  out.reserve(20 + items_.size());
  append_big_endian(out, std::uint32_t{size_ == 0 ? 0u : 1u});   // dimensions
  append_big_endian(out, std::uint32_t{has_null_ ? 1u : 0u});
  append_big_endian(out, static_cast<std::uint32_t>(element_));
  if (size_ == 0) return out;
  append_big_endian(out, size_);
  append_big_endian(out, std::uint32_t{1});                      // index of the first
  return out.append(items_);
}

std::vector<const char*> PostgresParams::pointers() const {
  std::vector<const char*> out;
  out.reserve(values_.size());
  for (const auto& value : values_) out.push_back(value.data());
  return out;
}

std::vector<int> PostgresParams::lengths() const {
  std::vector<int> out;
  out.reserve(values_.size());
  for (const auto& value : values_) out.push_back(static_cast<int>(value.size()));
  return out;
}

void PostgresParams::add_integer(std::int64_t value) {
  std::string bytes;
  append_big_endian(bytes, static_cast<std::uint64_t>(value));
  values_.push_back(std::move(bytes));
}

}  // namespace openday::bureau
