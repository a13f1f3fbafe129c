// The honest claim of DESIGN.md section 4, Ballots: what is stored after each rating cannot be joined to a person. And its
// limit: whoever copies the write-ahead log while people vote can.
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "tests/agent/sync_world.h"
#include "tests/journal/insider.h"
#include "tests/journal/journal_fixture.h"
#include "tests/journal/raw_file.h"

namespace openday::journal {
namespace {

constexpr int kGuests = 13, kRounds = 60;
constexpr int kEnoughBatches = 40;      // a way that orders fewer says nothing
constexpr double kBeyondChance = 5.5;   // standard deviations: once in 50 million for one way, and there are some hundred ways

// Registrations do not stand in the order of the queue.
event::RegistrationId person(int guest) {
  const auto digest = base::sha256(base::as_bytes(token_of(guest)));
  event::RegistrationId id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

// A day on which guests only give marks leaves one page of each table: the easiest to read.
enum class Day { full, short_sheet, essays };

// A word or two, or so much that it needs a page of its own; each has its token in it.
std::string words(int guest, std::mt19937_64& random, Day day) {
  std::string out;
  for (std::uint64_t n = day == Day::essays ? 450 : 3 + random() % 20; n > 0; --n) out += "座";
  return out + token_of(guest);
}

Cast given_by(int guest, std::mt19937_64& random, Day day = Day::full) {
  if (day == Day::short_sheet) {
    Cast cast{"lq2020", "morning", person(guest), {}};
    cast.ballots.push_back({"sheet", 0, {}, {}, {{"want", {}, {token_of(guest)}}}});
    return cast;
  }
  Cast cast{"lq2020", "morning", person(guest), {}};
  for (const char* subject : {"bureau", "event"})
    cast.ballots.push_back({subject, 1 + static_cast<int>(random() % 5), {token_of(guest)}, words(guest, random, day)});
  cast.ballots.push_back({"sheet", 0, {}, {}, {{"order", 1 + static_cast<int>(random() % 10)}, {"want", {}, {token_of(guest)}}, {"words", {}, {}, words(guest, random, day)}}});
  return cast;
}

std::vector<Stood> everybody() {
  std::vector<Stood> queue;
  for (int guest = 0; guest < kGuests; ++guest) queue.push_back({person(guest)});
  return queue;
}

// One open day: guests check in, rate both subjects, fill in a score sheet and write; batches leave as they fill; in every second
// one a supervisor closes the sheet's round and releases the rest, in the others it waits in the box; the bureau gets everything.
void play(support::SyncWorld& world, std::mt19937_64& random, Day day, bool closed) {
  const std::vector<SealedSubject> sealed{{"morning", "sheet"}};
  for (int guest = 0; guest < kGuests; ++guest) {
    event::CheckInBody arrival;
    arrival.registration = person(guest);
    arrival.session = "morning";
    world.append(event::to_json(arrival), event::Kind::check_in);
    const auto receipt = world.journal().ballots().cast(given_by(guest, random, day));
    ASSERT_TRUE(receipt && receipt->settled && receipt->already_rated.empty());
    world.advance(40'000);
    ASSERT_TRUE(world.journal().ballots().make_batches("lq2020", {}, BatchRule::five_or_more, world.now(), sealed));
    if (guest % 4 == 3) world.run_until_quiet();
  }
  if (closed) {
    ASSERT_TRUE(world.journal().ballots().make_batches("lq2020", {}, BatchRule::any, world.now()));
  }
  world.run_until_quiet();
  ASSERT_EQ(world.difference(), "");
}

TEST(Insider, with_every_file_and_the_list_of_who_stood_there_joins_no_better_than_chance) {
  Insider insider;
  std::mt19937_64 random(2020);
  for (int round = 0; round < kRounds; ++round) {
    support::SyncWorld world(random());
    play(world, random, std::array{Day::full, Day::short_sheet, Day::essays}.at(static_cast<std::size_t>(round % 3)), round % 2 == 0);
    if (HasFatalFailure()) return;
    const Layout layout{world.state()};
    insider.look_at(layout.journal_db(), layout.inbox_db(), world.bureau_db(), "lq2020", everybody());
  }
  ASSERT_GT(insider.scores().size(), 100u);
  for (const auto& [way, score] : insider.scores()) {
    if (score.batches < kEnoughBatches) continue;
    EXPECT_LT(score.z(), kBeyondChance) << way << ": " << score.hits << " of " << score.items << " in " << score.batches << " batches";
  }
  const auto [way, score] = insider.best(kEnoughBatches);
  std::printf("best of %zu ways: %s, %d of %d in %d batches (chance: one in each)\n", insider.scores().size(), way.c_str(), score.hits, score.items, score.batches);
}

// A box that stores the same rows without rewriting its tables: what the test above must notice.
TEST(Insider, joins_every_ballot_of_a_box_that_only_inserts) {
  Insider insider;
  std::mt19937_64 random(2021);
  for (int round = 0; round < 10; ++round) {
    const FastFolder folder;
    const Layout layout{folder.path()};
    Journal journal = std::move(*Journal::open(folder.path(), moment()));
    const auto key = base::random16();
    ASSERT_TRUE(journal.set_setting("ballot-key/lq2020", base::as_text(key)));
    Database database(layout.journal_db(), Database::Mode::write);
    const std::string batch(16, 'b');
    for (int guest = 0; guest < kGuests; ++guest) {
      const auto id = person(guest);
      Transaction transaction(database);
      const auto mark = base::hmac_sha256(key, base::as_bytes(std::string(base::as_text(id.bytes)) + "bureau"));
      Statement(database, "INSERT INTO mark VALUES ('lq2020', ?1)").run(mark);
      const event::Ballot ballot{base::make_uuid_v4(base::random16()), "lq2020", "morning", "bureau", 5, {token_of(guest)}};
      Statement(database, "INSERT INTO ballot VALUES (?1, ?2, ?3, 'lq2020', 'morning', 'bureau', ?4)")
          .run(base::as_bytes(batch), ballot.id.bytes, base::random16(), base::as_bytes(event::ballot_json(ballot)));
      transaction.commit();
      database.truncate_log();
    }
    insider.look_at(layout.journal_db(), layout.inbox_db(), folder.path() / "none", "lq2020", everybody());
  }
  const auto [way, score] = insider.best();
  EXPECT_EQ(score.hits, score.items) << way;
  EXPECT_EQ(score.items, 10 * kGuests);
}

// The limit of the claim: a copy of database and log made while the checkpoint waits for a reader.
TEST(Insider, who_copies_the_log_before_its_checkpoint_joins_every_ballot) {
  const FastFolder folder;
  const Layout layout{folder.path()};
  JournalOptions impatient;
  impatient.checkpoint_wait = std::chrono::milliseconds(1);
  Journal journal = std::move(*Journal::open(folder.path(), moment(), impatient));
  std::mt19937_64 random(2022);
  int joined = 0;
  for (int guest = 0; guest < 30; ++guest) {
    Database reader(layout.journal_db(), Database::Mode::read);
    reader.execute("BEGIN");
    (void)reader.integer("SELECT count(*) FROM ballot");
    const auto receipt = journal.ballots().cast(given_by(guest, random));
    ASSERT_TRUE(receipt);
    EXPECT_FALSE(receipt->settled) << "no next guest may rate while the log says who this one was";
    const std::string database = file_bytes(layout.journal_db()), log = file_bytes(layout.journal_db().string() + "-wal");
    reader.execute("COMMIT");
    ASSERT_TRUE(journal.settle());
    // In the log and not in the database: one guest's marks, and the ballots that came with them.
    std::vector<int> new_marks, new_ballots;
    for (int other = 0; other <= guest; ++other) {
      const auto mark = *journal.ballots().mark("lq2020", person(other), "bureau");
      const auto bytes = base::as_text(*mark);
      if (!places_of(bytes, log).empty() && places_of(bytes, database).empty()) new_marks.push_back(other);
      const std::string token = "\"tags\":[\"" + token_of(other) + "\"]";
      if (!places_of(token, log).empty() && places_of(token, database).empty()) new_ballots.push_back(other);
    }
    if (new_marks == std::vector<int>{guest} && new_ballots == new_marks) ++joined;
    EXPECT_EQ(std::filesystem::file_size(layout.journal_db().string() + "-wal"), 0u) << "and after the checkpoint nothing of it is left";
  }
  EXPECT_EQ(joined, 30);
}

}  // namespace
}  // namespace openday::journal
