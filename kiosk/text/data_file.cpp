#include "kiosk/text/data_file.h"

#include <fmt/format.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"

namespace openday::text {
namespace {

constexpr std::size_t kChecksumBytes = 32;

std::string checksum(std::string_view bytes) {
  const auto digest = base::sha256(base::as_bytes(bytes));
  return std::string(reinterpret_cast<const char*>(digest.data()), digest.size());
}

}  // namespace

void DataWriter::integer(std::uint32_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xFF);
}

void DataWriter::text(std::string_view value) {
  number(static_cast<std::uint32_t>(value.size()));
  bytes_ += value;
}

std::string DataWriter::finish() const { return bytes_ + checksum(bytes_); }

base::Result<DataReader, DataError> DataReader::open(std::string_view bytes, std::string_view magic, std::string_view name) {
  const bool whole = bytes.size() >= magic.size() + kChecksumBytes && bytes.starts_with(magic);
  if (!whole || checksum(bytes.substr(0, bytes.size() - kChecksumBytes)) != bytes.substr(bytes.size() - kChecksumBytes)) {
    return base::fail(DataError::damaged, fmt::format("{}: not a whole table of this version; build it again", name));
  }
  return DataReader(bytes.substr(magic.size(), bytes.size() - magic.size() - kChecksumBytes));
}

std::uint32_t DataReader::integer(std::size_t size) {
  if (rest_.size() < size) good_ = false;
  if (!good_) return 0;
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out |= static_cast<std::uint32_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
  rest_.remove_prefix(size);
  return out;
}

std::string_view DataReader::text() {
  const std::size_t size = number();
  if (size > rest_.size()) good_ = false;
  if (!good_) return {};
  const std::string_view out = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return out;
}

base::Result<std::string, DataError> read_data_file(const std::filesystem::path& folder, std::string_view file) {
  auto bytes = base::read_file(folder / file);
  if (!bytes) {
    return base::fail(DataError::missing, fmt::format("{}; it is made by building openday: name its folder in the configuration", bytes.error().what));
  }
  return std::move(*bytes);
}

}  // namespace openday::text
