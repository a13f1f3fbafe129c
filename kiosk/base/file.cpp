#include "kiosk/base/file.h"

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "kiosk/base/durable_file.h"

namespace openday::base {
namespace {

namespace fs = std::filesystem;

FileError kind_of(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return FileError::missing;
    case EACCES:
    case EPERM:
    case EROFS: return FileError::denied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return FileError::full;
    case EWOULDBLOCK: return FileError::busy;
    default: return FileError::other;
  }
}

tl::unexpected<Failure<FileError>> failure(const fs::path& path, const char* doing, int error) {
  return fail(kind_of(error), fmt::format("{}: cannot {}: {}", path.string(), doing, std::generic_category().message(error)));
}

int open_retrying(const fs::path& path, int flags, unsigned mode = 0) {
  for (;;) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    if (fd >= 0 || errno != EINTR) return fd;
  }
}

// 0, or errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int sync_folder(const fs::path& folder) {
  const UniqueFd fd(open_retrying(folder.empty() ? fs::path(".") : folder, O_RDONLY | O_DIRECTORY));
  if (!fd || ::fsync(fd.get()) != 0) return errno;
  return 0;
}

// A name beside `path` that no other thread or process uses. A dot file, so that watchers of a folder pass it over.
struct Temporary {
  fs::path path;
  UniqueFd fd;
};

Temporary make_temporary(const fs::path& path, unsigned mode) {
  static std::atomic<unsigned> counter{0};
  for (int tries = 0; tries < 1000; ++tries) {
    const auto name = fmt::format(".{}.{}.{}.tmp", path.filename().string(), ::getpid(), counter.fetch_add(1));
    fs::path candidate = path.parent_path() / name;
    UniqueFd fd(open_retrying(candidate, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode));
    if (fd || errno != EEXIST) return {std::move(candidate), std::move(fd)};
  }
  return {};
}

}  // namespace

Result<std::string, FileError> read_file(const fs::path& path, std::size_t limit) {
  const UniqueFd fd(open_retrying(path, O_RDONLY));
  if (!fd) return failure(path, "open", errno);
  struct stat about{};
  if (::fstat(fd.get(), &about) != 0) return failure(path, "read", errno);
  std::string out;
  if (S_ISREG(about.st_mode)) out.reserve(std::min<std::size_t>(static_cast<std::size_t>(about.st_size), limit) + 1);
  std::size_t have = 0;
  for (;;) {
    constexpr std::size_t kChunk = 1u << 16;
    out.resize(std::max(std::min(have + kChunk, limit + 1), out.size()));
    if (have > limit) return fail(FileError::too_large, fmt::format("{}: larger than {} bytes, not read", path.string(), limit));
    const ssize_t got = ::read(fd.get(), out.data() + have, out.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path, "read", errno);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  out.resize(have);
  return out;
}

DurableFile::DurableFile(fs::path path, fs::path temporary, UniqueFd fd) : path_(std::move(path)), temporary_(std::move(temporary)), fd_(std::move(fd)) {}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, fs::path())), fd_(std::move(other.fd_)) {}

DurableFile::~DurableFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<DurableFile, FileError> DurableFile::create(const fs::path& path, unsigned mode) {
  Temporary temporary = make_temporary(path, mode);
  if (!temporary.fd) return failure(path, "write", errno);
  return DurableFile(path, std::move(temporary.path), std::move(temporary.fd));
}

Result<void, FileError> DurableFile::write(std::string_view bytes) {
  if (const int error = write_all(fd_.get(), bytes)) return failure(path_, "write", error);
  return {};
}

Result<void, FileError> DurableFile::commit() {
  if (::fsync(fd_.get()) != 0) return failure(path_, "write", errno);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return failure(path_, "write", errno);
  temporary_.clear();
  if (const int error = sync_folder(path_.parent_path())) return failure(path_, "write its folder", error);
  return {};
}

DurableFileBuffer::DurableFileBuffer(DurableFile& file) : file_(file) { setp(held_.data(), held_.data() + held_.size()); }

bool DurableFileBuffer::pass_on() {
  if (failure_) return false;
  const auto written = file_.write({pbase(), static_cast<std::size_t>(pptr() - pbase())});
  if (!written) failure_ = written.error();
  setp(held_.data(), held_.data() + held_.size());
  return !failure_;
}

DurableFileBuffer::int_type DurableFileBuffer::overflow(int_type next) {
  if (!pass_on()) return traits_type::eof();
  if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

Result<void, FileError> DurableFileBuffer::finish() {
  if (!pass_on()) return tl::unexpected(*failure_);
  return {};
}

Result<void, FileError> write_file_durably(const fs::path& path, std::string_view bytes, unsigned mode) {
  auto file = DurableFile::create(path, mode);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

Result<UniqueFd, FileError> lock_file(const fs::path& path) {
  UniqueFd fd(open_retrying(path, O_RDWR | O_CREAT, 0640));
  if (!fd && errno == EACCES) fd = UniqueFd(open_retrying(path, O_RDONLY));  // another user's lock file: flock needs no more
  if (!fd) return failure(path, "open the lock file", errno);
  while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno == EWOULDBLOCK) return fail(FileError::busy, fmt::format("{}: another program holds this lock; stop it first", path.string()));
    return failure(path, "lock", errno);
  }
  return fd;
}

}  // namespace openday::base
