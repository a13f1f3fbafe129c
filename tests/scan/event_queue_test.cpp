#include "kiosk/scan/event_queue.h"

#include <gtest/gtest.h>

namespace openday::scan {
namespace {

Preview preview(bool code_like) {
  Preview made;
  made.code_like = code_like;
  return made;
}

CodeRead code(std::string text) {
  CodeRead made;
  made.text = std::move(text);
  return made;
}

TEST(EventQueue, keeps_the_order_and_only_the_newest_preview) {
  int woken = 0;
  EventQueue events([&] { ++woken; });
  events.send(preview(true));
  events.send(code("A"));
  events.send(preview(false));
  events.send(code("B"));
  const auto taken = events.take();
  ASSERT_EQ(taken.size(), 3u);
  EXPECT_EQ(std::get<CodeRead>(taken[0]).text, "A");
  EXPECT_EQ(std::get<CodeRead>(taken[1]).text, "B");
  EXPECT_FALSE(std::get<Preview>(taken[2]).code_like);
  EXPECT_EQ(woken, 4);
  EXPECT_TRUE(events.take().empty());
}

TEST(EventQueue, drops_the_oldest_when_nobody_takes_them) {
  EventQueue events(nullptr);
  for (std::size_t i = 0; i < EventQueue::kMost + 10; ++i) events.send(code(std::to_string(i)));
  const auto taken = events.take();
  ASSERT_EQ(taken.size(), EventQueue::kMost);
  EXPECT_EQ(std::get<CodeRead>(taken.front()).text, "10");
}

}  // namespace
}  // namespace openday::scan
