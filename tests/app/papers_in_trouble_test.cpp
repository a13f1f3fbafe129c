// What syncd wrote of papers that it cannot fetch.
#include "kiosk/app/papers_in_trouble.h"

#include <gmock/gmock.h>

namespace openday::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using ui::PaperInTrouble;
using ui::PaperTrouble;

TEST(PapersInTrouble, are_read_one_a_line) {
  EXPECT_THAT(papers_in_trouble("roster 3 damaged\nplan 2 refused\nnotice 1 too-large\n"),
              ElementsAre(PaperInTrouble{"roster", 3, PaperTrouble::damaged}, PaperInTrouble{"plan", 2, PaperTrouble::refused}, PaperInTrouble{"notice", 1, PaperTrouble::wrong_size}));
  EXPECT_THAT(papers_in_trouble(""), IsEmpty());
}

TEST(PapersInTrouble, of_a_kind_unknown_here_or_without_a_version_are_passed_over_and_the_others_are_told) {
  EXPECT_THAT(papers_in_trouble("riddle 1 refused\nplan two refused\n\nroster 3\ncalendar 7 refused"), ElementsAre(PaperInTrouble{"calendar", 7, PaperTrouble::refused}));
}

TEST(PapersInTrouble, for_a_reason_unknown_here_count_as_refused) {
  EXPECT_THAT(papers_in_trouble("trust 5 mislaid\n"), ElementsAre(PaperInTrouble{"trust", 5, PaperTrouble::refused}));
}

}  // namespace
}  // namespace openday::app
