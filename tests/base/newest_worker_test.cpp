#include "kiosk/base/newest_worker.h"

#include <memory>
#include <semaphore>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openday::base {
namespace {

using testing::ElementsAre;
using Worker = NewestWorker<std::string, std::string>;

// Echoes; each piece of work waits until the test lets it go on, so that the test decides what is late.
class NewestQuestion : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<Worker> start() {
    const auto work = [this](const std::string& question) {
      begun.release();
      go.acquire();
      worked.push_back(question);
      return "字" + question;
    };
    return std::make_unique<Worker>([work] { return work; }, [this] { woken.release(); });
  }
  std::counting_semaphore<> begun{0}, go{0}, woken{0};
  std::vector<std::string> worked;   // the worker's until it is joined
};

TEST_F(NewestQuestion, is_answered_once_and_wakes_who_asked) {
  const auto worker = start();
  EXPECT_TRUE(worker->at_rest());
  worker->ask("ni");
  EXPECT_FALSE(worker->at_rest());
  go.release();
  woken.acquire();
  EXPECT_FALSE(worker->at_rest());   // answered, not taken
  EXPECT_EQ(worker->take(), "字ni");
  EXPECT_EQ(worker->take(), std::nullopt);
  EXPECT_TRUE(worker->at_rest());
}

TEST_F(NewestQuestion, overtakes_those_that_wait_and_the_late_answer_of_an_older_one) {
  auto worker = start();
  worker->ask("n");
  begun.acquire();          // it works on "n"
  worker->ask("ni");        // overtaken while it waits
  worker->ask("nih");
  go.release();             // "n" is done, too late
  begun.acquire();
  EXPECT_EQ(worker->take(), std::nullopt);
  EXPECT_FALSE(worker->at_rest());
  go.release();
  woken.acquire();
  EXPECT_EQ(worker->take(), "字nih");
  worker.reset();
  EXPECT_THAT(worked, ElementsAre("n", "nih"));
}

TEST_F(NewestQuestion, takes_the_place_of_an_answer_nobody_took) {
  const auto worker = start();
  worker->ask("ni");
  go.release();
  woken.acquire();
  worker->ask("nihao");
  EXPECT_EQ(worker->take(), std::nullopt);
  go.release();
  woken.acquire();
  EXPECT_EQ(worker->take(), "字nihao");
}

}  // namespace
}  // namespace openday::base
