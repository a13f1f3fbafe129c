#include "kiosk/app/find_thread.h"

#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "kiosk/text/shared_readings.h"

namespace openday::app {
namespace {

std::shared_ptr<const event::Roster> roster_of(const std::vector<std::string>& names, int copies = 1) {
  std::vector<event::Guest> guests;
  for (int i = 0; i < copies; ++i)
    for (const std::string& name : names) {
      event::Guest guest;
      const auto number = static_cast<std::uint32_t>(guests.size() + 1);
      for (int byte = 0; byte < 4; ++byte) guest.registration.bytes[static_cast<std::size_t>(byte)] = static_cast<std::uint8_t>(number >> (8 * byte));
      guest.name = name;
      guest.category = "client";
      guest.phone_tail = "5678";
      guests.push_back(std::move(guest));
    }
  return std::make_shared<const event::Roster>("YX201117", 1, std::move(guests));
}

class Finder : public testing::Test {
 protected:
  Finder() : Finder(OPENDAY_TEXT_DATA_DIR) {}
  explicit Finder(const std::filesystem::path& tables) : thread(std::make_shared<text::SharedReadings>(tables), [this] { ring(); }) {}

  FoundAnswer answer() {
    std::unique_lock<std::mutex> held(mutex);
    for (;;) {
      if (auto found = thread.take()) return *found;
      rung.wait(held);
    }
  }
  FoundAnswer ask(const std::string& query) {
    thread.ask({7, ++serial, query});
    return answer();
  }
  static std::vector<std::string> names(const FoundAnswer& answer) {
    std::vector<std::string> out;
    for (const FoundGuest& one : answer.found) out.push_back(one.guest.name);
    return out;
  }
  using Names = std::vector<std::string>;

  std::mutex mutex;
  std::condition_variable rung;
  std::uint64_t serial = 0;
  FindThread thread;   // last: it rings

 private:
  void ring() {
    const std::lock_guard<std::mutex> held(mutex);
    rung.notify_all();
  }
};

TEST_F(Finder, answers_with_the_guests_and_what_they_were_found_by) {
  thread.use(roster_of({"王玮", "欧阳明溪"}));
  const FoundAnswer initials = ask("oymx");
  EXPECT_EQ(names(initials), Names{"欧阳明溪"});
  EXPECT_EQ(initials.found[0].by, FoundBy::name);
  EXPECT_EQ(initials.visit, 7u);
  EXPECT_EQ(initials.serial, 1u);
  const FoundAnswer tail = ask("5678");
  EXPECT_EQ(names(tail), (Names{"王玮", "欧阳明溪"}));
  EXPECT_EQ(tail.found[0].by, FoundBy::phone_tail);
}

TEST_F(Finder, finds_nobody_without_a_roster) {
  EXPECT_TRUE(ask("王玮").found.empty());
  thread.use(roster_of({"王玮"}));
  EXPECT_EQ(names(ask("王玮")), Names{"王玮"});
  thread.use(nullptr);
  EXPECT_TRUE(ask("王玮").found.empty());
}

TEST_F(Finder, drops_the_answer_to_an_older_question) {
  thread.use(roster_of({"王玮", "欧阳明溪"}, 5'000));
  thread.ask({7, 1, "wang"});
  thread.ask({7, 2, "wangw"});
  thread.ask({8, 1, "ouyang"});
  const FoundAnswer last = answer();
  EXPECT_EQ(last.visit, 8u);
  EXPECT_EQ(last.serial, 1u);
  EXPECT_TRUE(last.more);
  EXPECT_FALSE(thread.take());
  EXPECT_TRUE(thread.at_rest());
}

TEST_F(Finder, goes_on_with_the_old_roster_until_the_new_one_is_read) {
  thread.use(roster_of({"王玮"}));
  EXPECT_EQ(names(ask("wangwei")), Names{"王玮"});
  thread.use(roster_of({"欧阳明溪"}, 20'000));
  // Whichever of the two answers, it answers, and in the end it is the new one.
  while (!thread.ready()) EXPECT_LE(names(ask("wangwei")).size(), 1u);
  EXPECT_TRUE(ask("wangwei").found.empty());
  EXPECT_TRUE(ask("oymx").more);
  EXPECT_GT(thread.index_bytes(), 20'000u * 30);
}

TEST_F(Finder, reads_a_roster_that_only_staff_search_when_they_do) {
  thread.use(roster_of({"王玮"}));
  while (!thread.ready()) std::this_thread::yield();
  thread.use(roster_of({"欧阳明溪"}), BuildIndex::when_asked);   // the plan changed: the old index goes, and no new one comes by itself
  EXPECT_EQ(thread.index_bytes(), 0u);
  EXPECT_FALSE(thread.ready());
  EXPECT_EQ(names(ask("oymx")), Names{"欧阳明溪"});
  EXPECT_TRUE(thread.ready());
  EXPECT_GT(thread.index_bytes(), 0u);
}

class FinderWithoutReadings : public Finder {
 protected:
  FinderWithoutReadings() : Finder("/nowhere") {}
};

TEST_F(FinderWithoutReadings, finds_by_hanzi_letters_and_digits_all_the_same) {
  thread.use(roster_of({"王玮", "Anna Smith"}));
  EXPECT_EQ(names(ask("王玮")), Names{"王玮"});
  EXPECT_EQ(names(ask("smith")), Names{"Anna Smith"});
  EXPECT_EQ(ask("5678").found.size(), 2u);
  EXPECT_TRUE(ask("wangwei").found.empty());
}

}  // namespace
}  // namespace openday::app
