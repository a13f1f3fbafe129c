#include "kiosk/text/engine_thread.h"

#include <semaphore>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/text/candidate_list.h"

namespace openday::text {
namespace {

using testing::ElementsAre;

// Echoes the keys; each feed waits until the test lets it go on, so that the test decides what is late.
struct Gate {
  std::counting_semaphore<> begun{0}, go{0}, woken{0};
  std::vector<std::string> fed;   // engine's thread until joined
  int resets = 0;
};

class GatedEngine final : public Engine {
 public:
  explicit GatedEngine(Gate& gate) : gate_(gate) {}
  void feed(std::string_view keys) override {
    gate_.begun.release();
    gate_.go.acquire();
    gate_.fed.emplace_back(keys);
    all_ = {{"字" + std::string(keys), keys.size(), Source::sentence}};
    keys_ = keys;
  }
  [[nodiscard]] Page candidates(std::size_t first, std::size_t count) const override { return cut_page(keys_, all_, first, count); }
  std::optional<Choice> choose(std::size_t number) override { return take_candidate(keys_, all_, number); }
  void reset() override { ++gate_.resets; }

 private:
  Gate& gate_;
  std::string keys_;
  std::vector<Candidate> all_;
};

class EngineOnItsThread : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<EngineThread> start() {
    return std::make_unique<EngineThread>([this] { return std::make_unique<GatedEngine>(gate_); }, [this] { gate_.woken.release(); });
  }
  Gate gate_;
};

TEST_F(EngineOnItsThread, answers_the_question_and_wakes_the_screen) {
  const auto thread = start();
  thread->ask("ni", 0, 9);
  gate_.go.release();
  gate_.woken.acquire();
  const auto page = thread->take();
  ASSERT_TRUE(page);
  EXPECT_EQ(page->candidates.front().text, "字ni");
  EXPECT_FALSE(thread->take());
}

TEST_F(EngineOnItsThread, drops_a_late_answer_and_skips_questions_that_were_overtaken) {
  auto thread = start();
  thread->ask("n", 0, 9);
  gate_.begun.acquire();          // the engine works on "n"
  thread->ask("ni", 0, 9);        // overtaken while it waits
  thread->ask("nih", 0, 9);
  gate_.go.release();             // "n" is done, too late
  gate_.begun.acquire();
  EXPECT_FALSE(thread->take());
  gate_.go.release();
  gate_.woken.acquire();
  EXPECT_EQ(thread->take()->keys, "nih");
  thread.reset();
  EXPECT_THAT(gate_.fed, ElementsAre("n", "nih"));
}

TEST_F(EngineOnItsThread, forgets_at_the_end_of_a_visit_whatever_is_asked_right_after) {
  auto thread = start();
  thread->ask("mima", 0, 9);
  gate_.begun.acquire();
  thread->forget();
  thread->ask("ta", 0, 9);
  gate_.go.release(2);
  gate_.woken.acquire();
  EXPECT_EQ(thread->take()->keys, "ta");
  thread.reset();
  EXPECT_EQ(gate_.resets, 1);
}

TEST_F(EngineOnItsThread, answers_with_an_empty_page_when_there_is_no_engine) {
  EngineThread thread([] { return std::unique_ptr<Engine>(); }, [this] { gate_.woken.release(); });
  thread.ask("ni", 0, 9);
  gate_.woken.acquire();
  EXPECT_EQ(thread.take(), (Page{"ni", {}, 0, 0}));
}

}  // namespace
}  // namespace openday::text
