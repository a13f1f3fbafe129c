// Any sequence of appends, reopenings, voids, ballots, erasures and incarnations leaves a journal that verifies.
#include <map>

#include <rapidcheck.h>

#include "kiosk/event/record_bodies.h"
#include "tests/journal/journal_fixture.h"

namespace openday::journal {
namespace {

enum class Step { append, append_many, reopen, void_last, cast, batch, erase, incarnation };

TEST(JournalProperty, any_sequence_of_work_leaves_a_chain_that_verifies) {
  EXPECT_TRUE(rc::check([] {
    const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8));
    const FastFolder folder;
    auto journal = std::make_unique<Journal>(std::move(*Journal::open(folder.path(), moment())));
    std::vector<base::Uuid> ids;
    std::map<std::string, std::uint64_t> expected{{journal->incarnation(), 1}};
    int time = 0, guests = 0;
    const auto append = [&](const Draft& what) {
      ids.push_back(journal->append(what, moment(++time))->id);
      expected[journal->incarnation()] += 1;
    };
    for (const int step : steps) {
      switch (static_cast<Step>(step)) {
        case Step::append: append(draft()); break;
        case Step::append_many: {
          const auto made = *journal->append({draft("a"), draft("b")}, moment(++time));
          for (const auto& record : made) ids.push_back(record.id);
          expected[journal->incarnation()] += 2;
          break;
        }
        case Step::reopen:
          journal.reset();
          journal = std::make_unique<Journal>(std::move(*Journal::open(folder.path(), moment(++time))));
          break;
        case Step::void_last:
          if (!ids.empty()) append({event::Kind::void_record, "lq2020", event::to_json(event::VoidBody{ids.back(), "mistake", "steward"})});
          break;
        case Step::cast: (void)journal->ballots().cast(cast_of(++guests, {"bureau", "event"})); break;
        case Step::batch: expected[journal->incarnation()] += journal->ballots().make_batches("lq2020", {}, BatchRule::any, moment(++time))->size(); break;
        case Step::erase:
          if (ids.empty()) break;
          (void)journal->erase({"lq2020", {ids[ids.size() / 2]}, "asked", "{}", {}}, moment(++time));
          expected[journal->incarnation()] += 1;
          break;
        case Step::incarnation:
          (void)journal->start_incarnation("test", moment(++time));
          expected[journal->incarnation()] = 1;
          break;
      }
    }
    const auto verification = verify(folder.path());
    RC_ASSERT(verification.has_value());
    RC_ASSERT(verification->holds());
    RC_ASSERT(verification->chains.size() == expected.size());
    for (const auto& chain : verification->chains) {
      RC_ASSERT(chain.head.seq == expected[chain.head.inc]);
      RC_ASSERT(chain.records == chain.head.seq);
    }
    RC_ASSERT(verification->chains.back().head.hash == journal->head().hash);
    RC_ASSERT(verification->batched_ballots + verification->waiting_ballots == 2u * static_cast<unsigned>(guests));
  }));
}

}  // namespace
}  // namespace openday::journal
