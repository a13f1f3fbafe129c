// Archives sealed with a passphrase, opened by readers that are not libzip (7-Zip, libarchive).
#include "kiosk/report/sealed_zip.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPassphrase = "yunxi 2020-KAIFANG";

class SealedZip : public ::testing::Test {
 protected:
  SealedZip() {
    support::write_text(folder_ / "a.pdf", "第一份 " + std::string(300'000, 'x'));
    support::write_text(folder_ / "b.csv", "序号,姓名\r\n1,㛃玮\r\n");
  }
  [[nodiscard]] std::vector<ZipMember> members() const { return {{"签到表.pdf", folder_ / "a.pdf"}, {"签到表.csv", folder_ / "b.csv"}}; }
  [[nodiscard]] std::filesystem::path zip() const { return folder_ / "out.zip"; }
  auto make(const std::string& passphrase = kPassphrase, const Progress& progress = {}) { return make_sealed_zip(zip(), members(), passphrase, base::parse_rfc3339("2020-11-17T12:05:00+08:00")->at, progress); }
  support::TempDir folder_;
};

TEST_F(SealedZip, opens_in_7_zip_with_the_passphrase_and_only_with_it) {
  if (support::run_program({"sh", "-c", "command -v 7z"}).exit_code != 0) GTEST_SKIP() << "no 7z here; config/packages.list names it";
  ASSERT_TRUE(make());
  const std::string out = (folder_ / "out").string();
  const auto opened = support::run_program({"7z", "x", "-y", "-o" + out, std::string("-p") + kPassphrase, zip().string()});
  ASSERT_EQ(opened.exit_code, 0) << opened.out << opened.err;
  EXPECT_EQ(support::read_text(folder_ / "out" / "签到表.pdf"), support::read_text(folder_ / "a.pdf"));
  EXPECT_EQ(support::read_text(folder_ / "out" / "签到表.csv"), support::read_text(folder_ / "b.csv"));
  EXPECT_NE(support::run_program({"7z", "t", "-pwrong-passphrase", zip().string()}).exit_code, 0);
  EXPECT_THAT(support::run_program({"7z", "l", "-slt", zip().string()}).out, HasSubstr("AES-256"));
}

TEST_F(SealedZip, opens_in_libarchive_too) {
  if (support::run_program({"sh", "-c", "command -v bsdtar"}).exit_code != 0) GTEST_SKIP() << "no bsdtar here; config/packages.list names it";
  ASSERT_TRUE(make());
  const auto opened = support::run_program({"bsdtar", "-xOf", zip().string(), "--passphrase", kPassphrase, "*.csv"});
  EXPECT_EQ(opened.exit_code, 0) << opened.err;
  EXPECT_EQ(opened.out, support::read_text(folder_ / "b.csv"));
}

TEST_F(SealedZip, holds_nothing_of_its_members_in_the_clear_and_is_its_owners_only) {
  const auto bytes = make();
  ASSERT_TRUE(bytes) << bytes.error().what;
  EXPECT_EQ(*bytes, std::filesystem::file_size(zip()));
  EXPECT_THAT(support::read_text(zip()), Not(HasSubstr("㛃玮")));
  EXPECT_THAT(support::read_text(zip()), Not(HasSubstr(kPassphrase)));
  struct stat found {};
  ASSERT_EQ(::stat(zip().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
}

TEST_F(SealedZip, refuses_a_passphrase_that_other_programs_would_read_differently) {
  for (const std::string& bad : {std::string("1234567"), std::string("云溪开放日二零二零"), std::string(65, 'a'), std::string("tab\tinside1")}) {
    const auto done = make(bad);
    ASSERT_FALSE(done) << bad;
    EXPECT_EQ(done.error().kind, ZipError::passphrase);
    EXPECT_THAT(done.error().what, Not(HasSubstr(bad)));
    EXPECT_FALSE(std::filesystem::exists(zip()));
  }
}

TEST_F(SealedZip, leaves_nothing_when_stopped_at_any_moment) {
  for (int stop = 1; stop < 12; ++stop) {
    int calls = 0;
    const auto done = make(kPassphrase, [&](double share) {
      EXPECT_GE(share, 0);
      EXPECT_LE(share, 1);
      return ++calls < stop;
    });
    if (done) break;   // it was ready before
    EXPECT_EQ(done.error().kind, ZipError::cancelled) << done.error().what;
    EXPECT_FALSE(std::filesystem::exists(zip())) << stop;
  }
}

TEST_F(SealedZip, says_which_file_is_missing_or_where_it_cannot_write) {
  std::filesystem::remove(folder_ / "b.csv");
  const auto gone = make();
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().kind, ZipError::not_read);
  EXPECT_FALSE(std::filesystem::exists(zip()));
  const auto nowhere = make_sealed_zip(folder_ / "nowhere/out.zip", members(), kPassphrase, {});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ZipError::not_written);
  EXPECT_THAT(nowhere.error().what, HasSubstr("nowhere/out.zip"));
  EXPECT_FALSE(make_sealed_zip(zip(), {}, kPassphrase, {}));
}

}  // namespace
}  // namespace openday::report
