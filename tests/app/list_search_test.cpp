// Staff's list is found by what guests are found by, walk-ins too.
#include "kiosk/app/list_search.h"

#include <condition_variable>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/text/shared_readings.h"

namespace openday::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ui::StaffRow row(const std::string& name, const std::string& tail) {
  ui::StaffRow out;
  out.name = name, out.phone_tail = tail;
  return out;
}

class ListSearching : public ::testing::Test {
 protected:
  std::vector<std::string> ask(const std::string& query) {
    searcher.ask({1, ++serial, query, rows});
    std::unique_lock<std::mutex> held(mutex);
    for (;;) {
      if (const auto found = searcher.take()) {
        EXPECT_EQ(found->serial, serial);
        EXPECT_TRUE(found->rows.same(rows));
        std::vector<std::string> names;
        for (const std::uint32_t at : *found->found) names.push_back(rows[at].name);
        return names;
      }
      rung.wait(held);
    }
  }
  std::mutex mutex;
  std::condition_variable rung;
  std::uint64_t serial = 0;
  ui::StaffRows rows{std::vector<ui::StaffRow>{row("王玮", "3381"), row("欧阳明溪", "5678"), row("李雪芹", ""), row("单雄信", "5678"), row("（不在名单）", "")}};
  ListSearcher searcher{std::make_shared<text::SharedReadings>(OPENDAY_TEXT_DATA_DIR), [this] {
                          const std::lock_guard<std::mutex> held(mutex);
                          rung.notify_all();
                        }};   // last: it rings
};

TEST_F(ListSearching, finds_by_part_of_a_name_pinyin_initials_and_the_phones_tail) {
  EXPECT_THAT(ask("明溪"), ElementsAre("欧阳明溪"));
  EXPECT_THAT(ask("shan"), ElementsAre("单雄信")) << "as a surname is read";
  EXPECT_THAT(ask("lxq"), ElementsAre("李雪芹"));
  EXPECT_THAT(ask("5678"), ElementsAre("欧阳明溪", "单雄信"));
  EXPECT_THAT(ask("zhang"), IsEmpty());
}

TEST_F(ListSearching, takes_the_list_that_comes_with_the_question) {
  EXPECT_THAT(ask("wang"), ElementsAre("王玮"));
  rows = ui::StaffRows({row("李雪芹", ""), row("王昊", "0001")});
  EXPECT_THAT(ask("wang"), ElementsAre("王昊"));
  rows = {};
  EXPECT_THAT(ask("wang"), IsEmpty());
}

}  // namespace
}  // namespace openday::app
