#include "kiosk/app/stick_files.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"

namespace openday::app {

namespace {

namespace fs = std::filesystem;
using event::PackageError;

constexpr std::size_t kMaxSignature = 4096;

StickFileError kind_of(int error) {
  switch (error) {
    case ENOENT: return StickFileError::missing;
    case ELOOP: case ENOTDIR: case EISDIR: case ENXIO: return StickFileError::odd;
    default: return StickFileError::gone;
  }
}

auto failed(const std::string& name, StickFileError kind, std::string_view why) { return base::fail(kind, fmt::format("{}: {}", name, why)); }

StickRead wrong(PackageError error, std::string what) {
  StickRead out;
  out.error = error;
  out.what = std::move(what);
  return out;
}

StickRead wrong(const base::Failure<StickFileError>& failure) {
  StickRead out = wrong(failure.kind == StickFileError::too_large ? PackageError::too_large : PackageError::damaged, failure.what);
  out.gone = failure.kind == StickFileError::gone;
  return out;
}

}  // namespace

base::Result<std::string, StickFileError> read_stick_file(const fs::path& folder, const std::string& name, std::size_t limit) {
  const base::UniqueFd inside(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!inside) return failed(folder.filename().string(), kind_of(errno), "cannot be opened");
  const base::UniqueFd file(::openat(inside.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) return failed(name, kind_of(errno), "cannot be opened");
  struct stat about {};
  if (::fstat(file.get(), &about) != 0) return failed(name, StickFileError::gone, "cannot be looked at");
  if (!S_ISREG(about.st_mode)) return failed(name, StickFileError::odd, "not a plain file");
  if (static_cast<std::uint64_t>(about.st_size) > limit) return failed(name, StickFileError::too_large, "larger than expected");
  std::string out(static_cast<std::size_t>(about.st_size), '\0');
  for (std::size_t got = 0; got < out.size();) {
    const ssize_t more = ::read(file.get(), out.data() + got, out.size() - got);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return failed(name, StickFileError::gone, "ended while it was read");
    got += static_cast<std::size_t>(more);
  }
  return out;
}

StickRead read_stick_package(const fs::path& mounted) {
  const fs::path folder = mounted / event::kPackageFolder;
  const std::string manifest_name = event::kManifestName;
  auto manifest = read_stick_file(folder, manifest_name, event::kMaxManifestBytes);
  if (!manifest) {
    StickRead out = wrong(manifest.error());
    out.missing = manifest.error().kind == StickFileError::missing || manifest.error().kind == StickFileError::odd;
    return out;
  }
  const auto named = event::read_manifest(*manifest);
  if (!named) return wrong(named.error().kind, named.error().what);
  event::Package package{std::move(*manifest), {}, {}};
  if (auto cose = read_stick_file(folder, manifest_name + ".cose", kMaxSignature)) package.cose = std::move(*cose);
  else return cose.error().kind == StickFileError::missing ? wrong(PackageError::not_signed, cose.error().what) : wrong(cose.error());
  for (const event::PackageFile& file : named->files) {
    const std::string name(event::package_file_name(file.kind));
    auto bytes = read_stick_file(folder, name, file.bytes);
    if (!bytes) return bytes.error().kind == StickFileError::too_large ? wrong(PackageError::damaged, bytes.error().what) : wrong(bytes.error());
    event::PackagedDocument document{file.kind, std::move(*bytes), {}};
    if (auto cose = read_stick_file(folder, name + ".cose", kMaxSignature)) document.cose = std::move(*cose);
    package.documents.push_back(std::move(document));
  }
  StickRead out;
  out.package = std::move(package);
  return out;
}

}  // namespace openday::app
