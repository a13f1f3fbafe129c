// What a kiosk does to its journal, without a screen: guests come at random until somebody kills it. Every confirmation is a line
// "incarnation seq" on standard output, written after the commit.
// usage: chaos_kiosk STATE SEED MEAN_MS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "kiosk/base/clock.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal.h"

namespace {

using namespace openday;

journal::Draft check_in(std::mt19937_64& random) {
  event::CheckInBody body;
  body.registration.bytes.fill(static_cast<std::uint8_t>(random() % 200));
  body.session = "morning";
  body.category = "citizen";
  return {event::Kind::check_in, "lq2020", event::to_json(body)};
}

// Of this run: whom somebody may ask to be erased.
using Known = std::vector<base::Uuid>;

bool arrive(journal::Journal& journal, std::mt19937_64& random, const base::Moment& now, Known& known) {
  const auto written = journal.append(std::vector<journal::Draft>(1 + random() % 3, check_in(random)), now);
  if (!written) return false;
  for (const auto& record : *written) known.push_back(record.id);
  return true;
}

bool be_erased(journal::Journal& journal, std::mt19937_64& random, const base::Moment& now, Known& known) {
  std::swap(known[random() % known.size()], known.back());
  const auto erased = journal.erase(journal::Erasure{"lq2020", {known.back()}, "asked", {}, {}}, now);
  known.pop_back();
  return erased.has_value();
}

bool guest(journal::Journal& journal, std::mt19937_64& random, const base::Moment& now, Known& known) {
  if (!journal.settled() && !journal.settle()) return true;   // a reader is long: nothing before its time
  const auto what = random() % 20;
  if (what == 0) return journal.append({event::Kind::check_in, "lq2020", "{\"half\":"}, now).has_value();
  if (what == 1 && !known.empty()) return be_erased(journal, random, now, known);
  if (what != 2) return arrive(journal, random, now, known);
  for (int i = 0; i < 3; ++i) {
    const journal::Cast cast{"lq2020", "morning", std::nullopt, {{"bureau", static_cast<int>(1 + random() % 5), {}, random() % 2 == 0 ? "很好" : ""}}};
    if (!journal.ballots().cast(cast)) return false;
  }
  return journal.ballots().make_batches("lq2020", "", journal::BatchRule::any, now).has_value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  std::mt19937_64 random(std::strtoull(argv[2], nullptr, 10));
  const auto mean = std::strtoull(argv[3], nullptr, 10);
  const auto clock = base::make_system_clock(base::build_date());
  auto journal = journal::Journal::open(argv[1], clock->now());
  if (!journal || journal->moved_aside()) {
    std::fprintf(stderr, "the journal does not open: %s\n", journal ? "taken for damaged" : journal.error().what.c_str());
    return 1;
  }
  journal::InboxReader inbox(argv[1]);
  Known known;
  while (true) {
    if (!guest(*journal, random, clock->now(), known)) return 1;
    std::printf("%s %llu\n", journal->head().inc.c_str(), static_cast<unsigned long long>(journal->head().seq));
    std::fflush(stdout);
    if (const auto wanted = inbox.incarnation_wanted(journal->head().inc); wanted && *wanted) (void)journal->start_incarnation((*wanted)->reason, clock->now());
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % (2 * mean + 1)));
  }
}
