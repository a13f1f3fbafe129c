#include "kiosk/report/sealed_zip.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/base/unique_fd.h"

namespace openday::report {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 256u << 10;
constexpr double kWritingShare = 0.6;   // of the whole work, by its feel: reading back is quicker

template <class T>
using ZipResult = base::Result<T, ZipError>;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* member) const { zip_fclose(member); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Member = std::unique_ptr<zip_file_t, Discard>;

struct Watch {
  const Progress& progress;
  bool stopped = false;
  void tell(double share) {
    if (progress && !progress(share)) stopped = true;
  }
};
void on_progress(zip_t*, double done, void* watch) { static_cast<Watch*>(watch)->tell(done * kWritingShare); }
int on_cancel(zip_t*, void* watch) { return static_cast<Watch*>(watch)->stopped ? 1 : 0; }

auto cancelled(const fs::path& to) { return base::fail(ZipError::cancelled, fmt::format("{}: stopped, nothing was kept", to.string())); }

tl::unexpected<base::Failure<ZipError>> failure(const fs::path& to, const zip_error_t& error) {
  const bool full = zip_error_system_type(&error) == ZIP_ET_SYS && (error.sys_err == ENOSPC || error.sys_err == EDQUOT);
  zip_error_t copy;   // the words belong to it and go with it
  zip_error_init(&copy);
  zip_error_set(&copy, error.zip_err, error.sys_err);
  const std::string why = zip_error_strerror(&copy);
  zip_error_fini(&copy);
  if (error.zip_err == ZIP_ER_CANCELLED) return cancelled(to);
  if (error.zip_err == ZIP_ER_READ || error.zip_err == ZIP_ER_OPEN) return base::fail(ZipError::not_read, fmt::format("{}: a file that was to be packed cannot be read ({}); make it again", to.string(), why));
  return base::fail(full ? ZipError::full : ZipError::not_written, fmt::format("{}: {}; {}", to.string(), why, full ? "the disk is full: free some space, then repeat" : "choose a folder that can be written"));
}

// libzip's own temporary file takes the mode of the file it replaces.
ZipResult<void> make_private(const fs::path& to) {
  const base::UniqueFd file(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!file) return base::fail(ZipError::not_written, fmt::format("{}: {}; choose a folder that can be written", to.string(), std::strerror(errno)));
  return {};
}

ZipResult<void> add(zip_t* archive, const fs::path& to, const ZipMember& member, const std::string& passphrase, time_t dated) {
  zip_source_t* source = zip_source_file(archive, member.file.c_str(), 0, -1);
  if (source == nullptr) return failure(to, *zip_get_error(archive));
  const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return failure(to, *zip_get_error(archive));
  }
  const auto at = static_cast<zip_uint64_t>(index);
  if (zip_file_set_encryption(archive, at, ZIP_EM_AES_256, passphrase.c_str()) != 0 || zip_file_set_mtime(archive, at, dated, 0) != 0) return failure(to, *zip_get_error(archive));
  return {};
}

ZipResult<void> write(const fs::path& to, const std::vector<ZipMember>& members, const std::string& passphrase, base::Instant dated, Watch& watch) {
  int code = 0;
  Archive archive(zip_open(to.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (!archive) return base::fail(ZipError::not_written, fmt::format("{}: the archive cannot be begun (libzip {}); choose a folder that can be written", to.string(), code));
  const auto seconds = static_cast<time_t>(std::chrono::duration_cast<std::chrono::seconds>(dated.time_since_epoch()).count());
  for (const ZipMember& member : members)
    if (auto added = add(archive.get(), to, member, passphrase, seconds); !added) return added;
  zip_register_progress_callback_with_state(archive.get(), 0.01, on_progress, nullptr, &watch);
  zip_register_cancel_callback_with_state(archive.get(), on_cancel, nullptr, &watch);
  if (zip_close(archive.get()) != 0) return failure(to, *zip_get_error(archive.get()));
  (void)archive.release();
  const base::UniqueFd file(::open(to.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file || ::fsync(file.get()) != 0) return base::fail(ZipError::not_written, fmt::format("{}: {}; look at the disk", to.string(), std::strerror(errno)));
  return {};
}

struct Weighed {
  base::Digest digest{};
  std::uint64_t bytes = 0;
};

ZipResult<Weighed> weigh(const fs::path& path) {
  const base::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return base::fail(ZipError::not_read, fmt::format("{}: {}; make it again", path.string(), std::strerror(errno)));
  base::Sha256 hash;
  Weighed out;
  std::string chunk(kChunk, '\0');
  for (;;) {
    const ssize_t got = ::read(file.get(), chunk.data(), chunk.size());
    if (got < 0) return base::fail(ZipError::not_read, fmt::format("{}: {}; make it again", path.string(), std::strerror(errno)));
    if (got == 0) break;
    hash.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)));
    out.bytes += static_cast<std::uint64_t>(got);
  }
  out.digest = hash.finish();
  return out;
}

ZipResult<Weighed> weigh(zip_t* archive, const fs::path& to, const ZipMember& member, const std::string& passphrase) {
  const auto damaged = [&] { return base::fail(ZipError::damaged, fmt::format("{}: {} does not come out of the archive as it went in; make it again", to.string(), member.name)); };
  const zip_int64_t index = zip_name_locate(archive, member.name.c_str(), ZIP_FL_ENC_UTF_8);
  zip_stat_t about;
  if (index < 0 || zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &about) != 0 || about.encryption_method != ZIP_EM_AES_256) return damaged();
  const Member opened(zip_fopen_index_encrypted(archive, static_cast<zip_uint64_t>(index), 0, passphrase.c_str()));
  if (!opened) return damaged();
  base::Sha256 hash;
  Weighed out;
  std::string chunk(kChunk, '\0');
  for (;;) {
    const zip_int64_t got = zip_fread(opened.get(), chunk.data(), chunk.size());
    if (got < 0) return damaged();
    if (got == 0) break;
    hash.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)));
    out.bytes += static_cast<std::uint64_t>(got);
  }
  out.digest = hash.finish();
  return out;
}

ZipResult<void> compare(const fs::path& to, const std::vector<ZipMember>& members, const std::string& passphrase, Watch& watch) {
  int code = 0;
  const Archive archive(zip_open(to.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
  if (!archive || zip_get_num_entries(archive.get(), 0) != static_cast<zip_int64_t>(members.size())) return base::fail(ZipError::damaged, fmt::format("{}: the archive cannot be read back (libzip {}); make it again", to.string(), code));
  double done = 0;
  for (const ZipMember& member : members) {
    const auto inside = weigh(archive.get(), to, member, passphrase);
    if (!inside) return tl::unexpected(inside.error());
    const auto outside = weigh(member.file);
    if (!outside) return tl::unexpected(outside.error());
    if (inside->digest != outside->digest) return base::fail(ZipError::damaged, fmt::format("{}: {} differs from what was packed; make it again", to.string(), member.name));
    done += 1;
    watch.tell(kWritingShare + (1 - kWritingShare) * done / static_cast<double>(members.size()));
    if (watch.stopped) return cancelled(to);
  }
  return {};
}

}  // namespace

bool is_passphrase(std::string_view text) {
  return text.size() >= kLeastPassphrase && text.size() <= kMostPassphrase && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

base::Result<std::uint64_t, ZipError> make_sealed_zip(const fs::path& to, const std::vector<ZipMember>& members, const std::string& passphrase, base::Instant dated, const Progress& progress) {
  if (!is_passphrase(passphrase)) return base::fail(ZipError::passphrase, fmt::format("the passphrase must have {} to {} letters, digits or signs of a keyboard; type another", kLeastPassphrase, kMostPassphrase));
  if (members.empty()) return base::fail(ZipError::not_read, fmt::format("{}: nothing to pack; choose at least one paper", to.string()));
  Watch watch{progress};
  ZipResult<void> done = make_private(to);
  if (!done) return tl::unexpected(done.error());
  done = write(to, members, passphrase, dated, watch);
  if (done) done = compare(to, members, passphrase, watch);
  if (!done) {
    ::unlink(to.c_str());
    return tl::unexpected(done.error());
  }
  return fs::file_size(to);
}

}  // namespace openday::report
