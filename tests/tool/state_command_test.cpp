#include <atomic>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/layout.h"
#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

base::Moment moment(int second) {
  base::Moment out;
  out.wall = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at + std::chrono::seconds(second);
  out.boot = "boot-1";
  out.mono_ms = second * 1000;
  out.state = base::ClockState::synced;
  return out;
}

journal::Draft check_in(int guest) {
  event::CheckInBody body;
  body.registration.bytes[0] = static_cast<std::uint8_t>(guest);
  body.registration.bytes[1] = static_cast<std::uint8_t>(guest >> 8);
  body.session = "main";
  body.category = guest % 2 == 0 ? "npc" : "client";
  return {event::Kind::check_in, "YX201117", event::to_json(body)};
}

class State : public ::testing::Test {
 protected:
  Office office_;
  journal::Journal journal_ = std::move(journal::Journal::open(office_.path("state"), moment(0)).value());

  void arrive(int first, int last) {
    for (int guest = first; guest <= last; ++guest) ASSERT_TRUE(journal_.append(check_in(guest), moment(guest)));
  }
};

TEST_F(State, lists_records_and_ends_with_their_fold) {
  arrive(1, 5);
  const auto result = office_.run({"records", "--state", "state", "--kind", "check-in", "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto lines = json_lines(result.out);
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(lines[0]["kind"], "check-in");
  EXPECT_EQ(lines[0]["body"]["session"], "main");
  const auto& fold = lines.back()["fold"]["sessions"].at(0);
  EXPECT_EQ(fold["event"], "YX201117");
  EXPECT_EQ(fold["persons"], 5);
  EXPECT_EQ(fold["categories"]["client"], 3);
  EXPECT_EQ(fold["conflicts"], 0);
}

TEST_F(State, holds_and_prints_its_head) {
  arrive(1, 3);
  const auto result = office_.run({"verify", "--state", "state", "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const auto answer = json_lines(result.out).at(0);
  EXPECT_EQ(answer["holds"], true);
  EXPECT_EQ(answer["chains"].at(0)["head"], base::to_hex(journal_.head().hash));
  EXPECT_TRUE(answer["chains"].at(0)["anchor"].is_null());
  EXPECT_THAT(office_.run({"verify", "--state", "state"}).out, HasSubstr("holds\n"));
}

TEST_F(State, is_read_as_a_copy_while_the_kiosk_has_it_open) {
  arrive(1, 20);
  fs::copy(office_.path("state"), office_.path("copy"), fs::copy_options::recursive);
  arrive(21, 25);
  EXPECT_EQ(office_.run({"verify", "--state", "copy"}).exit_code, 0);
  EXPECT_EQ(json_lines(office_.run({"records", "--state", "copy", "--json"}).out).back()["fold"]["sessions"].at(0)["persons"], 20);
  EXPECT_EQ(json_lines(office_.run({"records", "--state", "state", "--json"}).out).back()["fold"]["sessions"].at(0)["persons"], 25);
}

TEST_F(State, is_read_in_place_while_the_kiosk_writes) {
  arrive(1, 3);
  std::atomic<bool> stop = false, failed = false;
  std::thread kiosk([&] {
    for (int guest = 4; !stop; ++guest) failed = failed || !journal_.append(check_in(guest), moment(guest));
  });
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(office_.run({"verify", "--state", "state"}).exit_code, 0);
    const auto lines = json_lines(office_.run({"records", "--state", "state", "--json"}).out);
    EXPECT_GE(lines.back()["fold"]["sessions"].at(0)["persons"], 3);
  }
  stop = true;
  kiosk.join();
  EXPECT_FALSE(failed);
}

TEST_F(State, names_the_first_break) {
  arrive(1, 4);
  fs::copy(office_.path("state"), office_.path("copy"), fs::copy_options::recursive);
  const auto edit = support::run_program({"sqlite3", journal::Layout{office_.path("copy")}.journal_db().string(),
                                          "UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'main', 'mine') AS BLOB) WHERE seq = 3;"});
  if (edit.exit_code != 0) GTEST_SKIP() << "sqlite3 could not change the copy: " << edit.err;
  const auto result = office_.run({"verify", "--state", "copy"});
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("BROKEN at incarnation " + journal_.incarnation() + " record 3"));
}

TEST(StateCommand, says_when_there_is_no_folder_or_no_journal) {
  const Office office;
  const auto missing = office.run({"records", "--state", "nowhere"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("nowhere: no such folder"));
  fs::create_directory(office.path("empty"));
  EXPECT_EQ(office.run({"records", "--state", "empty"}).exit_code, 0);
  EXPECT_THAT(office.run({"verify", "--state", "empty"}).err, HasSubstr("no journal there"));
  EXPECT_TRUE(support::names_in(office.path("empty")).empty()) << "reading makes nothing";
  EXPECT_EQ(office.run({"records", "--state", "empty", "--kind", "chek-in"}).exit_code, 2);
}

}  // namespace
}  // namespace openday::tool
