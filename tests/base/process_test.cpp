#include "tests/support/process.h"

#include <csignal>

#include <gtest/gtest.h>

#include "tests/support/files.h"
#include "tests/support/net.h"

namespace openday::support {
namespace {

using namespace std::chrono_literals;

TEST(RunProgram, captures_both_streams_and_the_exit_code) {
  const auto result = run_program({"sh", "-c", "echo one; echo two >&2; exit 7"});
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.out, "one\n");
  EXPECT_EQ(result.err, "two\n");
  EXPECT_FALSE(result.timed_out);
}

TEST(RunProgram, adds_to_the_environment) {
  EXPECT_EQ(run_program({"sh", "-c", "echo $OPENDAY_WORD"}, {{"OPENDAY_WORD", "morning"}}).out, "morning\n");
}

TEST(RunProgram, reads_more_than_a_pipe_holds) {
  EXPECT_EQ(run_program({"sh", "-c", "head -c 1000000 /dev/zero"}).out.size(), 1'000'000u);
}

TEST(RunProgram, kills_a_program_that_takes_too_long_and_what_it_started) {
  const auto result = run_program({"sh", "-c", "echo started; sleep 600 & wait"}, {}, 300ms);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.exit_code, 128 + SIGKILL);
  EXPECT_EQ(result.out, "started\n");
}

TEST(RunProgram, throws_for_a_program_that_does_not_exist) { EXPECT_ANY_THROW((void)run_program({"/no/such/program"})); }

TEST(Child, is_waited_for_by_a_line_and_stopped) {
  Child child({"sh", "-c", "trap 'echo bye; exit 3' TERM; echo noise; echo 'ready on 4711' >&2; while :; do sleep 0.05; done"});
  EXPECT_EQ(child.wait_for_line("ready"), "ready on 4711");
  EXPECT_EQ(child.stop(), 3);
  EXPECT_EQ(child.out(), "noise\nbye\n");
}

TEST(Child, that_ignores_the_signal_is_killed) {
  Child child({"sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done"});
  ASSERT_TRUE(child.wait_for_line("up"));
  EXPECT_EQ(child.stop(100ms), 128 + SIGKILL);
}

TEST(Child, that_ends_without_the_line_ends_the_wait) {
  Child child({"sh", "-c", "echo other"});
  EXPECT_FALSE(child.wait_for_line("ready", 1h));
  EXPECT_EQ(child.wait_exit(), 0);
}

TEST(Child, runs_in_the_folder_named) {
  const TempDir dir;
  Child child({"sh", "-c", "pwd"}, {}, dir.path());
  EXPECT_EQ(child.wait_for_line("/"), dir.path().string());
}

TEST(TempDir, is_empty_at_first_and_gone_at_the_end) {
  std::filesystem::path where;
  {
    const TempDir dir;
    where = dir.path();
    EXPECT_TRUE(names_in(where).empty());
    write_text(dir / "a/b.txt", "text");
    EXPECT_EQ(read_text(dir / "a/b.txt"), "text");
  }
  EXPECT_FALSE(std::filesystem::exists(where));
}

TEST(Files, splits_lines_of_either_kind) {
  EXPECT_EQ(lines_of("a\r\nb\n\nc"), (std::vector<std::string>{"a", "b", "", "c"}));
  EXPECT_TRUE(lines_of("").empty());
}

TEST(FreePort, is_a_port) { EXPECT_GT(free_port(), 1023); }

}  // namespace
}  // namespace openday::support
