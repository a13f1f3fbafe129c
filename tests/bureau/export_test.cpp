// Tables that the office exports to a file: nobody else's to read, and whole or not there at all.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "sync/bureau/admin.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"

namespace openday::bureau {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using support::names_in;
using support::read_text;

class ExportToFile : public BureauTest {
 protected:
  ExportToFile() {
    greet(device_);
    check_in();
  }
  void check_in() {
    event::CheckInBody guest;
    guest.registration.bytes[15] = static_cast<std::uint8_t>(taken_);
    guest.session = "morning";
    guest.category = "npc";
    ASSERT_EQ(send("/v1/push", device_.push({device_.next(event::to_json(guest), event::Kind::check_in)})).status, 200);
    ASSERT_EQ(count("SELECT count(*) FROM records WHERE kind = 'check-in'"), ++taken_);
  }
  // As a damaged row would: the table is read as far as that, and then no further.
  void break_the_last_row() {
    journal::Database database(folder_.path() / "bureau.db", journal::Database::Mode::write);
    database.execute("UPDATE records SET body = '{' WHERE position = (SELECT max(position) FROM records)");
  }
  int run(const std::string& table, const std::filesystem::path& file) {
    out_.str("");
    err_.str("");
    return export_to(*store_, {out_, err_, kNow, false}, table, {}, ExportFormat::csv, file);
  }

  TestDevice device_;
  std::int64_t taken_ = 0;
  support::TempDir dir_;
  std::ostringstream out_, err_;
};

TEST_F(ExportToFile, writes_what_the_terminal_would_show_for_its_owner_only) {
  const auto before = ::umask(0);
  EXPECT_EQ(run("journal", dir_ / "journal.csv"), 0) << err_.str();
  ::umask(before);
  struct stat about{};
  ASSERT_EQ(::stat((dir_ / "journal.csv").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
  EXPECT_EQ(run("journal", {}), 0);
  EXPECT_EQ(read_text(dir_ / "journal.csv"), out_.str());
  EXPECT_THAT(out_.str(), HasSubstr("check-in"));
}

TEST_F(ExportToFile, takes_the_place_of_an_older_one_that_everybody_could_read) {
  support::write_text(dir_ / "check_ins.csv", "old");
  ASSERT_EQ(::chmod((dir_ / "check_ins.csv").c_str(), 0644), 0);
  EXPECT_EQ(run("check_ins", dir_ / "check_ins.csv"), 0) << err_.str();
  struct stat about{};
  ASSERT_EQ(::stat((dir_ / "check_ins.csv").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
  EXPECT_THAT(read_text(dir_ / "check_ins.csv"), HasSubstr(",code,"));
}

TEST_F(ExportToFile, leaves_everything_as_it_was_for_a_table_that_is_not_there) {
  support::write_text(dir_ / "out.csv", "old");
  EXPECT_EQ(run("devices", dir_ / "out.csv"), 1);
  EXPECT_THAT(err_.str(), HasSubstr("give one of journal, check_ins"));
  EXPECT_EQ(read_text(dir_ / "out.csv"), "old");
  EXPECT_EQ(run("devices", {}), 1);
  EXPECT_EQ(out_.str(), "");
}

TEST_F(ExportToFile, leaves_the_older_one_when_reading_breaks_in_the_middle) {
  check_in();
  break_the_last_row();
  support::write_text(dir_ / "out.csv", "old");
  EXPECT_EQ(run("check_ins", dir_ / "out.csv"), 1);
  EXPECT_EQ(read_text(dir_ / "out.csv"), "old");
  EXPECT_THAT(names_in(dir_.path()), ElementsAre("out.csv"));
}

TEST_F(ExportToFile, says_that_the_disk_is_full_and_leaves_the_older_one) {
  support::write_text(dir_ / "out.csv", "old");
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  const rlimit small{100, old.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  const int code = run("journal", dir_ / "out.csv");
  ::setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err_.str(), HasSubstr("out.csv: cannot write"));
  EXPECT_EQ(read_text(dir_ / "out.csv"), "old");
  EXPECT_THAT(names_in(dir_.path()), ElementsAre("out.csv"));
}

TEST_F(ExportToFile, does_not_replace_what_is_no_file) {
  EXPECT_EQ(run("journal", dir_.path()), 1);
  EXPECT_THAT(err_.str(), HasSubstr("is no file"));
}

}  // namespace
}  // namespace openday::bureau
