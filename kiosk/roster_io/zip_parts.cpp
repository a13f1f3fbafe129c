#include "kiosk/roster_io/zip_parts.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <orcus/exception.hpp>
#include <orcus/zip_archive.hpp>
#include <orcus/zip_archive_stream.hpp>

namespace openday::roster_io {
namespace {

constexpr std::string_view kEndOfDirectory("PK\x05\x06", 4);
constexpr std::string_view kDirectoryEntry("PK\x01\x02", 4);
constexpr std::size_t kEndBytes = 22, kEntryBytes = 46, kMaxComment = 65535;
constexpr std::size_t kMaxParts = 10'000;
constexpr std::size_t kMostOfDeflate = 1'032;   // times: one bit for a match of 258 bytes at best (RFC 1951 3.2.5)

std::size_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t out = 0;
  for (std::size_t i = count; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

// orcus reads the archive through this; it never leaves the bytes.
class Bytes final : public orcus::zip_archive_stream {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  std::size_t size() const override { return bytes_.size(); }
  std::size_t tell() const override { return at_; }
  void seek(std::size_t at) override {
    if (at > bytes_.size()) throw orcus::zip_error("beyond the end of the archive");
    at_ = at;
  }
  void read(unsigned char* to, std::size_t length) const override {
    if (length > bytes_.size() - at_) throw orcus::zip_error("beyond the end of the archive");
    std::memcpy(to, bytes_.data() + at_, length);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// liborcus 0.17 (Debian 12) fills a buffer, 0.18 and later (Debian 13) return one.
template <class Archive>
std::string inflate(const Archive& archive, std::string_view name) {
  std::vector<unsigned char> buffer;
  if constexpr (requires { archive.read_file_entry(name, buffer); }) {
    if (!archive.read_file_entry(name, buffer)) throw orcus::zip_error("not unpacked");
  } else {
    buffer = archive.read_file_entry(name);
  }
  return std::string(buffer.begin(), buffer.end());
}

tl::unexpected<base::Failure<WorkbookError>> damaged(std::string_view what) {
  return base::fail(WorkbookError::damaged, fmt::format("工作簿已损坏（{}）；请在 WPS 或 Excel 中打开后另存为 .xlsx，再试一次", what));
}

}  // namespace

struct ZipParts::Archive {
  explicit Archive(std::string_view bytes) : stream(bytes), zip(&stream) {}
  Bytes stream;
  orcus::zip_archive zip;
};

ZipParts::ZipParts() = default;
ZipParts::ZipParts(ZipParts&&) noexcept = default;
ZipParts::~ZipParts() = default;

base::Result<ZipParts, WorkbookError> ZipParts::open(std::string_view bytes) {
  if (bytes.size() < kEndBytes) return damaged("文件不完整");
  const std::size_t end = bytes.rfind(kEndOfDirectory, bytes.size() - kEndBytes);
  if (end == std::string_view::npos || bytes.size() - end > kEndBytes + kMaxComment) return damaged("没有目录，文件可能不完整");
  std::size_t count = number(bytes, end + 10, 2), at = number(bytes, end + 16, 4);
  if (count > kMaxParts) return base::fail(WorkbookError::too_large, fmt::format("工作簿里有 {} 个部件，不像来宾名单；请只把名单复制到一个新工作簿", count));
  ZipParts out;
  for (; count > 0; --count) {
    if (at > end || end - at < kEntryBytes || bytes.substr(at, 4) != kDirectoryEntry) return damaged("目录有误");
    const std::size_t name_bytes = number(bytes, at + 28, 2);
    const std::size_t next = at + kEntryBytes + name_bytes + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (next > end) return damaged("目录有误");
    const std::size_t packed = number(bytes, at + 20, 4), size = number(bytes, at + 24, 4);
    const bool stored = number(bytes, at + 10, 2) == 0;
    const bool true_to_size = stored ? size == packed : size <= packed * kMostOfDeflate;
    const Part part{size, (number(bytes, at + 8, 2) & 1) != 0, true_to_size && packed <= bytes.size()};
    out.parts_.try_emplace(std::string(bytes.substr(at + kEntryBytes, name_bytes)), part);
    at = next;
  }
  out.archive_ = std::make_unique<Archive>(bytes);
  try {
    out.archive_->zip.load();
  } catch (const std::exception&) {   // zip_error, general_error and the standard ones, as the library pleases
    return damaged("压缩包无法打开");
  }
  return out;
}

bool ZipParts::has(std::string_view name) const { return parts_.contains(std::string(name)); }

base::Result<std::string, WorkbookError> ZipParts::read(std::string_view name) const {
  const auto found = parts_.find(std::string(name));
  if (found == parts_.end()) return damaged(fmt::format("缺少 {}", name));
  if (found->second.locked) return base::fail(WorkbookError::locked, "工作簿有密码；请去掉密码后另存为 .xlsx");
  if (found->second.size > kMaxPartBytes) {
    return base::fail(WorkbookError::too_large, fmt::format("工作簿展开后超过 {} MiB（{}），不像来宾名单；请只把名单复制到一个新工作簿，另存为 .xlsx",
                                                            kMaxPartBytes >> 20, name));
  }
  if (!found->second.true_to_size) return damaged(fmt::format("{} 的大小有误", name));
  try {
    return inflate(archive_->zip, name);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return damaged(fmt::format("{} 无法解压", name));
  }
}

}  // namespace openday::roster_io
