#include "kiosk/event/notice_board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openday::event {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

base::Instant at(std::string_view clock) { return base::parse_rfc3339("2020-11-17T" + std::string(clock) + ":00+08:00")->at; }

PublicNotice notice(std::string id, NoticeSeverity severity = NoticeSeverity::info) { return {std::move(id), "二号车改停西门", {}, severity, {}, at("16:00")}; }

std::vector<std::string> ids(const std::vector<PublicNotice>& notices) {
  std::vector<std::string> out;
  for (const PublicNotice& one : notices) out.push_back(one.id);
  return out;
}

TEST(NoticeBoard, is_read_as_it_was_written) {
  PublicNotice full{"bus-2", "二号车改停西门", "Bus 2 waits at the west gate", NoticeSeverity::urgent, at("09:00"), at("16:00")};
  const NoticeBoard board{"YX201117", 7, {full, notice("2")}};
  const auto read = read_notices(write_notices(board));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->event, "YX201117");
  EXPECT_EQ(read->version, 7);
  EXPECT_EQ(read->notices, board.notices);
  EXPECT_TRUE(read_notices(write_notices({"", 1, {}}))) << "an empty board withdraws all";
}

TEST(NoticeBoard, shows_what_counts_now_the_most_pressing_first_and_of_these_the_newest) {
  std::vector<NoticeBoard> boards{{"YX201117", 1, {notice("old"), notice("new"), notice("later"), notice("over")}}, {"", 1, {notice("storm", NoticeSeverity::urgent), notice("water", NoticeSeverity::attention)}}};
  boards[0].notices[1].from = at("09:00");
  boards[0].notices[2].from = at("15:00");
  boards[0].notices[3].until = at("10:00");
  EXPECT_EQ(ids(notices_at(boards, at("09:59"))), (std::vector<std::string>{"storm", "water", "new", "old", "over"}));
  EXPECT_EQ(ids(notices_at(boards, at("10:00"))), (std::vector<std::string>{"storm", "water", "new", "old"}));
  EXPECT_EQ(ids(notices_at(boards, at("15:00"))), (std::vector<std::string>{"storm", "water", "later", "new", "old"}));
  EXPECT_TRUE(notices_at(boards, at("16:00")).empty());
}

TEST(NoticeBoard, refuses_what_no_page_could_show_in_words) {
  const auto complaint = [](const PublicNotice& one) {
    const auto read = read_notices(write_notices({"YX201117", 1, {one}}));
    EXPECT_EQ(why_not(one).empty(), read.has_value());
    return read ? std::string() : read.error().what;
  };
  EXPECT_EQ(complaint(notice("1")), "");
  PublicNotice one = notice("1");
  one.text.clear();
  EXPECT_THAT(complaint(one), HasSubstr("says nothing"));
  one = notice("1");
  for (int i = 0; i < 40; ++i) one.text += "停水停水停";
  EXPECT_THAT(complaint(one), HasSubstr("longer than 200"));
  one = notice("1");
  one.text = "一行\n两行";
  EXPECT_THAT(complaint(one), HasSubstr("one paragraph"));
  one.text = "反过来\u202E的字";
  EXPECT_THAT(complaint(one), HasSubstr("one paragraph"));
  one = notice("1");
  one.from = at("16:00");
  EXPECT_THAT(complaint(one), HasSubstr("before it begins"));
  EXPECT_THAT(complaint(notice("a b")), HasSubstr("id"));
}

TEST(NoticeBoard, refuses_a_board_that_is_none) {
  const auto complaint = [](std::string_view json) { return read_notices(json).error().what; };
  EXPECT_THAT(complaint("{"), HasSubstr("not JSON"));
  EXPECT_THAT(complaint("[]"), HasSubstr("schema"));
  EXPECT_THAT(complaint(R"({"schema":2,"version":1,"notices":[]})"), HasSubstr("schema"));
  EXPECT_THAT(complaint(R"({"schema":1,"version":0,"notices":[]})"), HasSubstr("version"));
  EXPECT_THAT(complaint(R"({"schema":1,"version":1.5,"notices":[]})"), HasSubstr("version"));
  EXPECT_THAT(complaint(R"({"schema":1,"version":1})"), HasSubstr("notices"));
  EXPECT_THAT(complaint(R"({"schema":1,"version":1,"notices":[{"id":"1","text":"停水"}]})"), HasSubstr("until"));
  EXPECT_THAT(complaint(R"({"schema":1,"version":1,"notices":[{"id":"1","text":"停水","until":"16:00"}]})"), HasSubstr("until"));
  EXPECT_THAT(complaint(R"({"schema":1,"event":7,"version":1,"notices":[]})"), HasSubstr("event"));
  EXPECT_THAT(complaint(std::string(kMaxNoticeBoardBytes + 1, ' ')), HasSubstr("bytes"));
  NoticeBoard twice{"", 1, {notice("1"), notice("1")}};
  EXPECT_THAT(complaint(write_notices(twice)), HasSubstr("twice"));
  NoticeBoard many{"", 1, {}};
  for (std::size_t i = 0; i <= kMaxNotices; ++i) many.notices.push_back(notice(std::to_string(i)));
  EXPECT_THAT(complaint(write_notices(many)), HasSubstr("at most"));
}

TEST(NoticeBoard, takes_members_and_severities_of_later_programs) {
  const auto read = read_notices(R"({"schema":1,"version":1,"colour":"red","notices":[{"id":"1","text":"停水","severity":"catastrophe","picture":"x","until":"2020-11-17T16:00:00+08:00"}]})");
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_THAT(read->notices, SizeIs(1));
  EXPECT_EQ(read->notices[0].severity, NoticeSeverity::info);
}

}  // namespace
}  // namespace openday::event
