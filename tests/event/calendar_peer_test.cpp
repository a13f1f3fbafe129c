// The eight programmes' calendar entries against python3-icalendar, which shares no code with ours.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "kiosk/base/bytes.h"
#include "kiosk/event/calendar_code.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/session_choice.h"
#include "tests/event/plan_builder.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::event {
namespace {

struct Expected {
  const char* file;
  const char* start;   // as icalendar writes it
  const char* end;     // "null": none
};

// Programmes 4 and 8 know no day and offer nothing.
constexpr Expected kPlans[] = {{"03-city-timed.toml", "2020-11-17T00:30:00+00:00", "\"2020-11-17T03:30:00+00:00\""}};

std::optional<std::string> text_of(const std::filesystem::path& file) {
  const auto read = read_plan(support::read_text(file), file.string());
  if (!read.plan) return std::nullopt;
  const Plan& plan = *read.plan;
  const Session* session = plan.sessions.empty() ? nullptr : &plan.sessions.front();
  if (!session) return std::nullopt;
  const base::Instant stamp = testing::at("08:00", "2020-11-01");
  return calendar_text(plan, itinerary_at(plan, *session, {}, stamp), stamp);
}

TEST(CalendarPeer, icalendar_reads_the_entry_of_every_programme_that_knows_its_day) {
  const support::TempDir folder;
  std::string lines;
  int offered = 0;
  for (const auto& entry : std::filesystem::directory_iterator(OPENDAY_SOURCE_DIR "/config/plans")) {
    if (entry.path().extension() != ".toml" || entry.path().filename() == "starter.toml") continue;
    const auto text = text_of(entry.path());
    if (!text) continue;
    lines += base::to_hex(base::as_bytes(*text)) + "\n";
    ++offered;
  }
  EXPECT_GE(offered, 1);
  const auto file = folder / "entries";
  support::write_text(file, lines);
  const auto ran = support::run_program({"sh", "-c", "[ -x /usr/bin/python3 ] && PATH=/usr/bin:$PATH; exec python3 \"$0\" < \"$1\"", OPENDAY_SOURCE_DIR "/tests/event/calendar_peer.py", file.string()});
  if (ran.exit_code == 77) GTEST_SKIP() << "NOT COMPARED with icalendar: " << ran.err;
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), offered);
  for (const Expected& one : kPlans) {
    EXPECT_NE(ran.out.find(std::string("\"start\": \"") + one.start + "\""), std::string::npos) << one.file << ran.out;
    EXPECT_NE(ran.out.find(std::string("\"end\": ") + one.end), std::string::npos) << one.file << ran.out;
  }
}

}  // namespace
}  // namespace openday::event
