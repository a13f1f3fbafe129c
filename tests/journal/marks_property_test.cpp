// A mark never lets two ballots of one guest and subject in: whatever the order, repetition, restart, batch, erasing or purge.
#include <map>
#include <set>

#include <rapidcheck.h>

#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

enum class Step { cast, cast_again, reopen, batch, release, erase_others, purge };

TEST(MarksProperty, let_no_guest_vote_twice_on_a_subject) {
  EXPECT_TRUE(rc::check([] {
    const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40));
    const FastFolder folder;
    auto journal = std::make_unique<Journal>(std::move(*Journal::open(folder.path(), moment())));
    std::set<std::pair<int, std::string>> voted;
    int time = 0;
    bool purged = false;
    const auto cast = [&](int guest, std::vector<std::string> subjects) {
      const auto receipt = journal->ballots().cast(cast_of(guest, subjects, 1 + guest % 5, "..."));
      RC_ASSERT(receipt.has_value());
      RC_ASSERT(receipt->stored.size() + receipt->already_rated.size() == subjects.size());
      for (const std::string& subject : receipt->stored) {
        RC_ASSERT(!purged);
        RC_ASSERT(voted.emplace(guest, subject).second);
      }
    };
    for (const int number : steps) {
      const int guest = number % 5;
      switch (static_cast<Step>(number % 7)) {
        case Step::cast: cast(guest, {"bureau"}); break;
        case Step::cast_again: cast(guest, {"event", "bureau", "event"}); break;
        case Step::reopen:
          journal.reset();
          journal = std::make_unique<Journal>(std::move(*Journal::open(folder.path(), moment(++time))));
          break;
        case Step::batch: RC_ASSERT(journal->ballots().make_batches("lq2020", {}, BatchRule::five_or_more, moment(++time)).has_value()); break;
        case Step::release: RC_ASSERT(journal->ballots().make_batches("lq2020", {}, BatchRule::any, moment(++time)).has_value()); break;
        case Step::erase_others: {
          // Somebody else asked: guest 99 never voted, and another event's marks are another event's.
          const auto mark = *journal->ballots().mark("lq2020", registration(99), "bureau");
          RC_ASSERT(journal->erase(Erasure{"lq2020", {}, "asked", {}, mark ? std::vector{*mark} : std::vector<base::Digest>{}}, moment(++time)).has_value());
          break;
        }
        case Step::purge:
          if (number < 20) break;   // seldom: it is the end of the event
          RC_ASSERT(journal->ballots().forget_marks("lq2020").has_value());
          purged = true;
          break;
      }
    }
    const auto verification = verify(folder.path());
    RC_ASSERT(verification && verification->holds());
    RC_ASSERT(verification->batched_ballots + verification->waiting_ballots == voted.size());
  }));
}

}  // namespace
}  // namespace openday::journal
