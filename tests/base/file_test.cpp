#include "kiosk/base/file.h"

#include <csignal>
#include <thread>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/support/files.h"

namespace openday::base {
namespace {

using support::names_in;
using support::read_text;
using support::TempDir;
using support::write_text;

// No file may grow past `bytes` while it lives: write(2) then fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

// A disk of 64 KiB seen by this process only; empty() where mounting is not allowed.
class SmallDisk {
 public:
  SmallDisk() {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return;
    mounted_ = ::mount("tmpfs", dir_.path().c_str(), "tmpfs", 0, "size=64k") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(dir_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
  bool mounted_ = false;
};

// root reads everything; the rest of the test runs as nobody does.
class WithoutPrivileges {
 public:
  WithoutPrivileges() : was_(::geteuid()) {
    if (was_ != 0) return;
    EXPECT_EQ(::seteuid(65534), 0);
  }
  ~WithoutPrivileges() { EXPECT_EQ(::seteuid(was_), 0); }
  WithoutPrivileges(const WithoutPrivileges&) = delete;
  WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

 private:
  uid_t was_;
};

FileError kind_of_read(const std::filesystem::path& path, std::size_t limit = 1000) {
  const auto read = read_file(path, limit);
  EXPECT_FALSE(read);
  return read ? FileError::other : read.error().kind;
}

TEST(ReadFile, gives_the_exact_bytes) {
  const TempDir dir;
  const std::string bytes("a\0b\r\n\xff", 6);
  write_text(dir / "file", bytes);
  EXPECT_EQ(read_file(dir / "file"), bytes);
  write_text(dir / "empty", "");
  EXPECT_EQ(read_file(dir / "empty"), "");
}

TEST(ReadFile, takes_up_to_the_limit_and_not_one_byte_more) {
  const TempDir dir;
  write_text(dir / "file", std::string(100'000, 'x'));
  EXPECT_TRUE(read_file(dir / "file", 100'000));
  EXPECT_EQ(kind_of_read(dir / "file", 99'999), FileError::too_large);
  write_text(dir / "none", "");
  EXPECT_TRUE(read_file(dir / "none", 0));
}

TEST(ReadFile, of_a_file_without_a_size_stops_at_the_limit) {
  EXPECT_TRUE(read_file("/proc/self/status"));
  EXPECT_EQ(kind_of_read("/dev/zero", 10'000), FileError::too_large);
}

TEST(ReadFile, says_what_is_wrong_and_where) {
  const TempDir dir;
  EXPECT_EQ(kind_of_read(dir / "none"), FileError::missing);
  EXPECT_EQ(kind_of_read(dir.path()), FileError::other);
  EXPECT_NE(read_file(dir / "none").error().what.find((dir / "none").string()), std::string::npos);
  write_text(dir / "secret", "x");
  const WithoutPrivileges nobody;
  ::chmod((dir / "secret").c_str(), 0);
  EXPECT_EQ(kind_of_read(dir / "secret"), FileError::denied);
}

TEST(WriteFileDurably, makes_and_replaces_a_file_and_leaves_nothing_else) {
  const TempDir dir;
  ASSERT_TRUE(write_file_durably(dir / "file", "first"));
  ASSERT_TRUE(write_file_durably(dir / "file", "second, longer"));
  EXPECT_EQ(read_text(dir / "file"), "second, longer");
  EXPECT_EQ(names_in(dir.path()), std::vector<std::string>{"file"});
}

TEST(WriteFileDurably, gives_the_mode_asked_for_below_the_umask) {
  const TempDir dir;
  const mode_t before = ::umask(0027);
  ASSERT_TRUE(write_file_durably(dir / "shared", "x", 0666));
  ASSERT_TRUE(write_file_durably(dir / "own", "x", 0600));
  ::umask(before);
  EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(dir / "shared").permissions()), 0640u);
  EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(dir / "own").permissions()), 0600u);
}

TEST(WriteFileDurably, replaces_a_link_instead_of_following_it) {
  const TempDir dir;
  write_text(dir / "elsewhere", "untouched");
  std::filesystem::create_symlink(dir / "elsewhere", dir / "file");
  ASSERT_TRUE(write_file_durably(dir / "file", "new"));
  EXPECT_EQ(read_text(dir / "elsewhere"), "untouched");
  EXPECT_FALSE(std::filesystem::is_symlink(dir / "file"));
}

TEST(WriteFileDurably, names_a_missing_folder) {
  const TempDir dir;
  const auto written = write_file_durably(dir / "none/file", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, FileError::missing);
}

TEST(WriteFileDurably, keeps_the_old_file_when_writing_stops_half_way) {
  const TempDir dir;
  ASSERT_TRUE(write_file_durably(dir / "file", "old"));
  const auto written = [&] {
    const FileSizeLimit limit(1000);
    return write_file_durably(dir / "file", std::string(5000, 'x'));
  }();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, FileError::full);
  EXPECT_EQ(read_text(dir / "file"), "old");
  EXPECT_EQ(names_in(dir.path()), std::vector<std::string>{"file"});
}

TEST(WriteFileDurably, keeps_the_old_file_on_a_full_disk) {
  const SmallDisk disk;
  if (!disk.mounted()) GTEST_SKIP() << "mounting a tmpfs is not allowed here";
  ASSERT_TRUE(write_file_durably(disk.dir() / "file", "old"));
  const auto written = write_file_durably(disk.dir() / "file", std::string(1 << 20, 'x'));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, FileError::full);
  EXPECT_EQ(read_text(disk.dir() / "file"), "old");
  EXPECT_EQ(names_in(disk.dir().path()), std::vector<std::string>{"file"});
}

TEST(WriteFileDurably, by_two_threads_leaves_one_of_both_whole) {
  const TempDir dir;
  const auto write_often = [&](char letter) {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(write_file_durably(dir / "file", std::string(50'000, letter)));
  };
  std::thread other(write_often, 'a');
  write_often('b');
  other.join();
  const std::string text = read_text(dir / "file");
  EXPECT_EQ(text, std::string(50'000, text.front()));
  EXPECT_EQ(names_in(dir.path()), std::vector<std::string>{"file"});
}

TEST(LockFile, is_held_by_one_until_it_lets_go) {
  const TempDir dir;
  auto first = lock_file(dir / "lock");
  ASSERT_TRUE(first);
  const auto second = lock_file(dir / "lock");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, FileError::busy);
  first->reset();
  EXPECT_TRUE(lock_file(dir / "lock"));
}

TEST(LockFile, in_a_missing_folder_is_an_error) {
  const TempDir dir;
  const auto lock = lock_file(dir / "none/lock");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().kind, FileError::missing);
}

}  // namespace
}  // namespace openday::base
