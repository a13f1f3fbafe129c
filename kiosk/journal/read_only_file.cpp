#include "kiosk/journal/read_only_file.h"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

namespace openday::journal {
namespace {

bool same_file(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }
bool same_content(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

ReadOnlyFile::ReadOnlyFile(std::filesystem::path path, const Schema& schema) : path_(std::move(path)), schema_(schema) {}

bool ReadOnlyFile::usable() {
  struct stat now{};
  if (::stat(path_.c_str(), &now) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) {
      throw DatabaseError(errno == EACCES ? StoreError::denied : StoreError::io,
                          fmt::format("{}: cannot look at it: {}; check owner and mode", path_.string(), std::generic_category().message(errno)));
    }
    if (present_) reopened_ = true;
    present_ = false;
    close();
    return false;
  }
  present_ = true;
  // A writer keeps its -wal for good, so a file without one is a copy (or a moment old): read as it is, looked at again.
  std::error_code error;
  const bool alone = !std::filesystem::exists(path_.string() + "-wal", error);
  const bool same = database_ && same_file(seen_, now) && immutable_ == alone && (!alone || same_content(seen_, now));
  if (same) return true;
  close();
  immutable_ = alone;
  seen_ = now;
  reopened_ = true;
  open();
  return true;
}

void ReadOnlyFile::open() {
  database_ = std::make_unique<Database>(path_, immutable_ ? Database::Mode::immutable : Database::Mode::read);
}

void ReadOnlyFile::close() {
  statements_.clear();
  database_.reset();
}

Statement& ReadOnlyFile::statement(const std::string& sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.emplace(sql, Statement(*database_, sql)).first->second;
}

StoreResult<bool> ReadOnlyFile::changed() {
  return attempt([&] {
    const std::int64_t version = usable() ? database_->integer("PRAGMA data_version") : -1;
    const bool news = reopened_ || version != data_version_;
    reopened_ = false;
    data_version_ = version;
    return news;
  });
}

}  // namespace openday::journal
