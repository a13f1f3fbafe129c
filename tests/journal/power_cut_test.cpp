// The power fails between a guest's tap and the commit, or in the middle of a purge: what was confirmed is there, whole, and nobody
// counts twice.
#include <cstdlib>
#include <random>
#include <set>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "tests/journal/journal_fixture.h"
#include "tests/support/power_cut_vfs.h"

namespace openday::journal {
namespace {

int cuts_wanted() {
  const char* wanted = std::getenv("OPENDAY_POWER_CUTS");
  return wanted ? std::atoi(wanted) / 2 : 150;
}

// A ballot with a comment and a sheet with a text: everything a visit can put into the box.
Cast visit_of(int guest) {
  Cast cast = cast_of(guest, {"bureau"}, 1 + guest % 5, fmt::format("第 {} 位写的话{}", guest, std::string(static_cast<std::size_t>(guest % 3) * 900, '.')));
  cast.ballots.push_back({"plan", 0, {}, {}, {{"order", guest % 11}, {"words", {}, {}, fmt::format("评议 {}", guest)}}});
  return cast;
}

Draft opinion_of(int guest) {
  event::OpinionBody body;
  body.number = fmt::format("case-{}", guest);
  body.session = "morning";
  body.subject = "registration";
  body.text = "办理时间太长";
  return {event::Kind::opinion, "lq2020", event::to_json(body)};
}

struct Confirmed {
  std::set<int> guests;                 // whose cast was answered with success
  std::vector<base::Uuid> opinions, erased;
};

Confirmed day_until_the_cut(const std::filesystem::path& state, const std::string& vfs, bool purge) {
  Confirmed done;
  JournalOptions options;
  options.vfs = vfs;
  auto journal = Journal::open(state, moment(), options);
  if (!journal) return done;
  for (int guest = 0; guest < 8; ++guest) {
    const auto opinion = journal->append(opinion_of(guest), moment(guest));
    if (!opinion) return done;
    done.opinions.push_back(opinion->id);
    if (!journal->ballots().cast(visit_of(guest))) return done;
    done.guests.insert(guest);
    if (!journal->ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment(guest), {{"morning", "plan"}})) return done;
  }
  if (!purge) return done;
  const std::vector<Erasure> erasures{{"lq2020", {done.opinions[0], done.opinions[1]}, "retention", "{}", {}}, {"lq2020", {done.opinions[2]}, "retention", "{}", {}}};
  if (!journal->erase(erasures, moment(100))) return done;
  done.erased = {done.opinions[0], done.opinions[1], done.opinions[2]};
  (void)journal->ballots().forget_marks("lq2020");
  return done;
}

std::uint64_t operations_of_a_day(bool purge) {
  const FastFolder folder;
  support::PowerCutDisk disk("cut-day", 1);
  disk.cut_at(0);
  (void)day_until_the_cut(folder.path(), "cut-day", purge);
  return disk.operations();
}

// After the power came back: everything confirmed is there and whole; what was not is there whole or not at all.
void expect_whole(const std::filesystem::path& state, const Confirmed& done) {
  auto journal = Journal::open(state, moment(1000));
  ASSERT_TRUE(journal) << journal.error().what;
  ASSERT_FALSE(journal->moved_aside());
  ASSERT_TRUE(journal->settled()) << "no page before the log is empty";
  const auto verification = verify(state);
  ASSERT_TRUE(verification && verification->holds()) << (verification ? verification->first_break->what : verification.error().what);
  const auto ballots = verification->batched_ballots + verification->waiting_ballots;
  ASSERT_EQ(ballots % 2, 0u) << "a visit's two ballots come together";
  ASSERT_GE(ballots, done.guests.size() * 2);
  ASSERT_LE(ballots, done.guests.size() * 2 + 2) << "at most the one visit that was under way";
  JournalReader reader(state);
  for (const auto& id : done.opinions) ASSERT_TRUE(reader.record(id)->has_value());
  for (const auto& id : done.erased) ASSERT_TRUE((*reader.record(id))->erased());
  int gone = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, done.opinions.size()); ++i) {
    const auto record = reader.record(done.opinions[i]);
    gone += (*record)->erased() ? 1 : 0;
  }
  ASSERT_TRUE(gone == 0 || gone == 3) << "one purge of two erasures, done or not: " << gone;
  // Whoever was answered is refused a second time, and so is the one whose ballot got through unanswered.
  std::uint64_t stored = 0;
  for (int guest = 0; guest < 8; ++guest) {
    const auto again = journal->ballots().cast(visit_of(guest));
    ASSERT_TRUE(again) << again.error().what;
    ASSERT_TRUE(!done.guests.contains(guest) || again->stored.empty()) << "guest " << guest;
    stored += again->stored.size();
  }
  const auto after = verify(state);
  ASSERT_TRUE(after && after->holds());
  ASSERT_EQ(after->batched_ballots + after->waiting_ballots, ballots + stored);
  ASSERT_TRUE(stored == 0 || ballots + stored == 16u) << "everybody once";
}

void cut_days(bool purge, std::uint64_t first, std::uint64_t seed) {
  const auto operations = operations_of_a_day(purge);
  ASSERT_GT(operations, first);
  for (int cut = 0; cut < cuts_wanted(); ++cut) {
    SCOPED_TRACE(fmt::format("cut {}", cut));
    const FastFolder folder;
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(cut));
    support::PowerCutDisk disk("cut-day", random());
    disk.cut_at(first + 1 + random() % (operations - first));
    const Confirmed done = day_until_the_cut(folder.path(), "cut-day", purge);
    disk.power_up();
    disk.write_files();
    expect_whole(folder.path(), done);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(PowerCutDay, keeps_every_confirmed_ballot_and_opinion_whole_and_once) { cut_days(false, 0, 1000); }

TEST(PowerCutDay, leaves_a_purge_done_or_not_done) { cut_days(true, operations_of_a_day(false), 2000); }

}  // namespace
}  // namespace openday::journal
