// A stick that fails at any point of writing never holds half a file under its name. The same copying on the fake and on real file systems.
#include "kiosk/report/stick.h"

#include <map>

#include <sys/mount.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace openday::report {
namespace {

using ::testing::HasSubstr;

// Files in memory. Fails at its n-th call and from then on, as a pulled stick does; or tears what is written without saying so.
class FakeStick final : public StickFolder {
 public:
  std::map<std::string, std::string> files;
  int fail_at = -1;
  StickError fail_with = StickError::gone;
  bool tears = false, forgets = false;
  std::uint64_t free = 1u << 30;
  int calls = 0;

  StickResult<std::uint64_t> free_bytes() override {
    if (broken()) return failure();
    return free;
  }
  StickResult<void> begin(const std::string& name) override {
    if (broken()) return failure();
    files[open_ = name].clear();
    return {};
  }
  StickResult<void> write(std::string_view bytes) override {
    if (broken()) {
      files[open_] += bytes.substr(0, bytes.size() / 2);   // half of it got there
      return failure();
    }
    files[open_] += bytes;
    return {};
  }
  StickResult<void> finish() override {
    if (broken()) return failure();
    if (tears && !files[open_].empty()) files[open_][files[open_].size() / 2] ^= 1;
    if (forgets) files[open_].resize(files[open_].size() / 2);
    return {};
  }
  StickResult<std::string> read(const std::string& name, std::uint64_t at, std::size_t most) override {
    if (broken()) return failure();
    const std::string& all = files[name];
    return all.substr(std::min<std::size_t>(at, all.size()), most);
  }
  StickResult<void> rename(const std::string& from, const std::string& to) override {
    if (broken()) return failure();
    files[to] = std::move(files[from]);
    files.erase(from);
    return {};
  }
  void remove(const std::string& name) override {
    if (fail_at < 0 || calls <= fail_at || fail_with != StickError::gone) files.erase(name);   // a stick that is gone keeps its part
  }

 private:
  bool broken() { return fail_at >= 0 && calls++ >= fail_at; }
  StickResult<void>::unexpected_type failure() const { return base::fail(fail_with, "scripted"); }
  std::string open_;
};

class Stick : public ::testing::Test {
 protected:
  Stick() {
    for (int i = 0; i < 150'000; ++i) bytes_ += std::to_string(i);
    support::write_text(file_, bytes_);
  }
  support::TempDir folder_;
  std::filesystem::path file_ = folder_ / "made.zip";
  std::string bytes_;
};

TEST_F(Stick, holds_the_whole_file_and_no_part) {
  FakeStick stick;
  double last = 0;
  const auto done = copy_to_stick(stick, file_, "o.zip", [&](double share) {
    EXPECT_GE(share, last);
    EXPECT_LE(share, 1);
    last = share;
    return true;
  });
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(*done, bytes_.size());
  EXPECT_EQ(stick.files, (std::map<std::string, std::string>{{"o.zip", bytes_}}));
}

TEST_F(Stick, pulled_at_any_call_never_holds_half_a_file_under_its_name) {
  for (const StickError kind : {StickError::gone, StickError::full, StickError::broken, StickError::read_only}) {
    int failed = 0;
    for (int at = 0;; ++at) {
      FakeStick stick;
      stick.files["o.zip"] = "of yesterday";
      stick.fail_at = at;
      stick.fail_with = kind;
      const auto done = copy_to_stick(stick, file_, "o.zip");
      if (done) break;
      ++failed;
      EXPECT_EQ(done.error().kind, kind);
      EXPECT_THAT(done.error().what, HasSubstr("o.zip: scripted; "));
      EXPECT_EQ(stick.files["o.zip"], "of yesterday") << "call " << at;
      if (kind != StickError::gone) {
        EXPECT_FALSE(stick.files.contains("o.zip.part"));
      }
    }
    EXPECT_GT(failed, 8) << "room, begin, writes, sync, reads, rename";
  }
}

TEST_F(Stick, that_keeps_other_bytes_or_fewer_than_were_written_is_found_out) {
  for (const bool tears : {true, false}) {
    FakeStick stick;
    stick.tears = tears;
    stick.forgets = !tears;
    const auto done = copy_to_stick(stick, file_, "o.zip");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, StickError::differs);
    EXPECT_TRUE(stick.files.empty());
  }
}

TEST_F(Stick, without_room_is_told_before_anything_is_written) {
  FakeStick stick;
  stick.free = bytes_.size();
  const auto done = copy_to_stick(stick, file_, "o.zip");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, StickError::full);
  EXPECT_THAT(done.error().what, HasSubstr("take another stick"));
  EXPECT_TRUE(stick.files.empty());
}

TEST_F(Stick, keeps_nothing_of_a_copy_that_was_stopped) {
  for (int stop = 1; stop < 8; ++stop) {
    FakeStick stick;
    int calls = 0;
    const auto done = copy_to_stick(stick, file_, "o.zip", [&](double) { return ++calls < stop; });
    if (done) break;
    EXPECT_EQ(done.error().kind, StickError::cancelled);
    EXPECT_TRUE(stick.files.empty());
  }
}

TEST_F(Stick, as_a_real_folder_holds_the_same) {
  const support::TempDir stick;
  const auto open = open_stick_folder(stick.path());
  const auto done = copy_to_stick(*open, file_, "o.zip");
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(support::read_text(stick / "o.zip"), bytes_);
  EXPECT_FALSE(std::filesystem::exists(stick / "o.zip.part"));
  const auto nowhere = open_stick_folder(stick / "nowhere");
  EXPECT_EQ(copy_to_stick(*nowhere, file_, "o.zip").error().kind, StickError::gone);
  EXPECT_EQ(copy_to_stick(*open, folder_ / "none.zip", "o.zip").error().kind, StickError::source);
}

// A real file system of a few MB, where the sandbox lets root mount one.
class SmallDisk : public Stick {
 protected:
  void mount_it(const char* options) {
    std::filesystem::create_directory(disk_);
    if (::geteuid() != 0 || ::mount("tmpfs", disk_.c_str(), "tmpfs", 0, options) != 0) GTEST_SKIP() << "cannot mount a tmpfs here";
    mounted_ = true;
  }
  ~SmallDisk() override {
    if (mounted_) ::umount2(disk_.c_str(), MNT_DETACH);
  }
  std::filesystem::path disk_ = folder_ / "disk";
  bool mounted_ = false;
};

TEST_F(SmallDisk, that_fills_up_while_writing_keeps_nothing) {
  mount_it("size=2500k");
  if (!mounted_) return;
  // Says there is room, as it would where somebody else writes at the same time.
  class Optimist final : public StickFolder {
   public:
    explicit Optimist(std::unique_ptr<StickFolder> real) : real_(std::move(real)) {}
    StickResult<std::uint64_t> free_bytes() override { return 1u << 30; }
    StickResult<void> begin(const std::string& name) override { return real_->begin(name); }
    StickResult<void> write(std::string_view bytes) override { return real_->write(bytes); }
    StickResult<void> finish() override { return real_->finish(); }
    StickResult<std::string> read(const std::string& name, std::uint64_t at, std::size_t most) override { return real_->read(name, at, most); }
    StickResult<void> rename(const std::string& from, const std::string& to) override { return real_->rename(from, to); }
    void remove(const std::string& name) override { real_->remove(name); }

   private:
    std::unique_ptr<StickFolder> real_;
  };
  support::write_text(disk_ / "other", std::string(2'000'000, 'x'));
  Optimist stick(open_stick_folder(disk_));
  const auto done = copy_to_stick(stick, file_, "o.zip");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, StickError::full);
  EXPECT_FALSE(std::filesystem::exists(disk_ / "o.zip"));
  EXPECT_FALSE(std::filesystem::exists(disk_ / "o.zip.part"));
  EXPECT_EQ(copy_to_stick(*open_stick_folder(disk_), file_, "o.zip").error().kind, StickError::full) << "and says so at once where it can tell";
}

TEST_F(SmallDisk, that_is_read_only_is_said_to_be) {
  mount_it("size=4m,ro");
  if (!mounted_) return;
  const auto done = copy_to_stick(*open_stick_folder(disk_), file_, "o.zip");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, StickError::read_only);
  EXPECT_THAT(done.error().what, HasSubstr("slide its lock off"));
}

}  // namespace
}  // namespace openday::report
