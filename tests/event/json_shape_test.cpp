#include "kiosk/event/json_shape.h"

#include <gtest/gtest.h>

namespace openday::event {
namespace {

TEST(JsonShape, tells_how_deep_a_text_is_nested) {
  EXPECT_TRUE(is_json_within("7", 0));
  EXPECT_TRUE(is_json_within(R"({"a":"[[["})", 1));
  EXPECT_FALSE(is_json_within(R"({"a":[]})", 1));
  EXPECT_TRUE(is_json_within(R"([{},{},{"a":[]}])", 3));
  EXPECT_FALSE(is_json_within(R"([{},{},{"a":[]}])", 2));
  for (const char* text : {"", "[", "{\"a\"}", "nul", "[1]]", "\xff"}) EXPECT_FALSE(is_json_within(text, 9)) << text;
}

TEST(JsonShape, sees_a_member_that_stands_twice_at_the_top_only) {
  EXPECT_TRUE(repeats_a_member(R"({"a":1,"b":2,"a":3})"));
  EXPECT_TRUE(repeats_a_member(R"({"a":1,"\u0061":3})"));
  EXPECT_FALSE(repeats_a_member(R"({"a":{"b":1,"b":2},"b":[{"a":1}]})"));
  EXPECT_FALSE(repeats_a_member("no JSON"));
}

TEST(JsonShape, finds_a_text_at_the_top) {
  EXPECT_EQ(text_member(R"({"b":{"id":"inner"},"l":["id"],"id":"x\u0079","n":"id"})", "id"), "xy");
  EXPECT_EQ(text_member(R"({"id":7,"n":"no"})", "id"), std::nullopt);
  EXPECT_EQ(text_member(R"({"id":["no"]})", "id"), std::nullopt);
  EXPECT_EQ(text_member(R"({"id":"cut off)", "id"), std::nullopt);
  EXPECT_EQ(text_member(R"("id")", "id"), std::nullopt);
}

// With a callback the parser takes seconds for each of these.
TEST(JsonShape, is_not_slow_where_a_parser_with_a_callback_is) {
  std::string text = "{\"recs\":[{}";
  for (int i = 0; i < 2'000'000; ++i) text += ",{}";
  text += "]}";
  EXPECT_TRUE(is_json_within(text, 3));
  EXPECT_FALSE(repeats_a_member(text));
}

}  // namespace
}  // namespace openday::event
