#include "kiosk/report/stick.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"

namespace openday::report {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 256u << 10;
constexpr std::uint64_t kSpare = 1u << 20;   // bytes that a file system takes for itself: clusters, entries, a journal
constexpr double kWritingShare = 0.6;

std::string_view advice(StickError kind) {
  switch (kind) {
    case StickError::gone: return "put the stick in again and repeat";
    case StickError::read_only: return "slide its lock off, or take another stick";
    case StickError::full: return "free some space on it, or take another stick";
    case StickError::broken: return "take another stick";
    case StickError::differs: return "the stick does not keep what is written: take another one";
    case StickError::source: return "make the paper again";
    case StickError::cancelled: return "nothing was kept";
  }
  return {};
}

tl::unexpected<base::Failure<StickError>> failure(const std::string& name, StickError kind, std::string_view why) { return base::fail(kind, fmt::format("{}: {}; {}", name, why, advice(kind))); }

class Copy {
 public:
  Copy(StickFolder& stick, const fs::path& file, const std::string& name, const Progress& progress) : stick_(stick), file_(file), name_(name), part_(name + ".part"), progress_(progress) {}

  StickResult<std::uint64_t> run() {
    std::error_code error;
    bytes_ = fs::file_size(file_, error);
    if (error) return failure(name_, StickError::source, error.message());
    if (auto room = look_for_room(); !room) return tl::unexpected(room.error());
    auto done = write();
    if (done) done = read_back();
    if (done) done = said(stick_.rename(part_, name_));
    if (!done) {
      stick_.remove(part_);
      return tl::unexpected(done.error());
    }
    return bytes_;
  }

 private:
  template <class T>
  StickResult<void> said(const StickResult<T>& result) const {
    if (!result) return failure(name_, result.error().kind, result.error().what);
    return {};
  }

  StickResult<void> look_for_room() {
    const auto free = stick_.free_bytes();
    if (!free) return said(free);
    if (*free < bytes_ + kSpare) return failure(name_, StickError::full, fmt::format("{} KB are needed, {} KB are free", (bytes_ + kSpare) / 1024, *free / 1024));
    return {};
  }

  StickResult<void> write() {
    std::ifstream in(file_, std::ios::binary);
    if (!in) return failure(name_, StickError::source, "the file to copy cannot be read");
    if (auto begun = said(stick_.begin(part_)); !begun) return begun;
    std::string chunk(kChunk, '\0');
    base::Sha256 hash;
    std::uint64_t done = 0;
    while (done < bytes_) {
      in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      const auto got = static_cast<std::size_t>(in.gcount());
      if (got == 0 || in.bad()) return failure(name_, StickError::source, "the file to copy became shorter");
      const std::string_view bytes(chunk.data(), got);
      hash.add(bytes);
      if (auto written = said(stick_.write(bytes)); !written) return written;
      done += got;
      if (!go_on(kWritingShare * static_cast<double>(done) / static_cast<double>(bytes_))) return failure(name_, StickError::cancelled, "stopped");
    }
    digest_ = hash.finish();
    return said(stick_.finish());
  }

  StickResult<void> read_back() {
    base::Sha256 hash;
    std::uint64_t at = 0;
    for (bool more = true; more;) {
      const auto chunk = stick_.read(part_, at, kChunk);
      if (!chunk) return said(chunk);
      hash.add(*chunk);
      at += chunk->size();
      more = chunk->size() == kChunk;
      if (!go_on(kWritingShare + (1 - kWritingShare) * static_cast<double>(at) / static_cast<double>(bytes_ + 1))) return failure(name_, StickError::cancelled, "stopped");
    }
    if (at != bytes_ || hash.finish() != digest_) return failure(name_, StickError::differs, fmt::format("{} of {} bytes came back", at, bytes_));
    return {};
  }

  [[nodiscard]] bool go_on(double share) const { return !progress_ || progress_(share); }

  StickFolder& stick_;
  const fs::path& file_;
  std::string name_, part_;
  const Progress& progress_;
  std::uint64_t bytes_ = 0;
  base::Digest digest_{};
};

}  // namespace

StickResult<std::uint64_t> copy_to_stick(StickFolder& stick, const fs::path& file, const std::string& name, const Progress& progress) { return Copy(stick, file, name, progress).run(); }

}  // namespace openday::report
