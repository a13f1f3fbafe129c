// The office's notices: said, taken off, signed and published in one step.
#include "sync/bureau/admin_notices.h"

#include <sstream>

#include <gmock/gmock.h>

#include "kiosk/event/notice_board.h"
#include "kiosk/event/trust.h"
#include "sync/bureau/admin_halls.h"
#include "sync/bureau/published.h"
#include "tests/agent/passing_store.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"

namespace openday::bureau {
namespace {

using ::testing::HasSubstr;

// What happens between two questions that a terminal asks.
class Interrupted : public support::PassingHalls {
 public:
  using PassingHalls::PassingHalls;
  StoreResult<Publishing> publish(const Publication& document, base::Instant now) override {
    if (before_publishing) before_publishing();
    return inner_.publish(document, now);
  }
  StoreResult<DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) override {
    if (is_away) return base::fail(StoreError::busy, "PostgreSQL: nobody answers");
    return inner_.documents_after(position, hall);
  }
  StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) override {
    if (before_reading) before_reading();
    return inner_.document_part(wanted, hall, most);
  }
  std::function<void()> before_publishing, before_reading;
  bool is_away = false;
};

class NoticesTest : public BureauTest {
 protected:
  NoticesTest() {
    support::write_text(folder / "documents.key", office.to_pem(""));
    publish_trust(office.public_key());
  }
  void publish_trust(const base::PublicKey& key) {
    const auto trust = event::write_trust({++trust_version, root.public_key(), {{base::key_id(key), key, event::KeyUse::documents, {}}}}, root);
    ASSERT_TRUE(store_->publish({"", "trust", "", trust_version, trust, ""}, now));
  }
  NoticeWish wish(const std::string& text, const std::string& until) const {
    NoticeWish out;
    out.text = text, out.until = until, out.event = "YX201117", out.key = (folder / "documents.key").string();
    return out;
  }
  // What it printed; a complaint begins with the program's name.
  std::string say(const NoticeWish& wish) { return say(*store_, wish); }
  std::string say(HallStore& store, const NoticeWish& wish) {
    std::ostringstream out, err;
    const int code = publish_notice(store, {out, err, now}, wish);
    EXPECT_EQ(code == 0, err.str().empty());
    return out.str() + err.str();
  }
  // By a terminal that began half a minute before.
  void say_earlier(const NoticeWish& wish) {
    now -= std::chrono::seconds(30);
    (void)say(wish);
    now += std::chrono::seconds(30);
  }
  event::NoticeBoard board(const std::string& event = "YX201117") {
    const auto held = read_published(*store_, "notice", event);
    return *held ? *event::read_notices((*held)->bytes) : event::NoticeBoard{};
  }

  // What publishing this trust list printed.
  std::string publish_trust_file(HallStore& store, int version, const base::SigningKey& by) {
    const auto file = (folder / "trust.json").string();
    support::write_text(file, event::write_trust({version, by.public_key(), {}}, by));
    std::ostringstream out, err;
    const int code = bureau::publish(store, {out, err, now}, {"trust", file, {}, {}, {}});
    EXPECT_EQ(code == 0, err.str().empty());
    return out.str() + err.str();
  }
  event::Trust trust() { return *event::read_trust((*read_published(*store_, "trust", ""))->bytes); }

  support::TempDir folder;
  base::SigningKey root = base::SigningKey::generate(), office = base::SigningKey::generate();
  int trust_version = 0;
  base::Instant now = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at;
};

TEST_F(NoticesTest, are_added_signed_and_end_by_themselves) {
  EXPECT_THAT(say(wish("二号车改停西门", "11:30")), HasSubstr("until 2020-11-17T11:30:00"));
  auto urgent = wish("暴雨", "2020-11-17T16:00:00+08:00");
  urgent.severity = "urgent", urgent.english = "Heavy rain", urgent.from = "09:00";
  (void)say(urgent);
  ASSERT_EQ(board().notices.size(), 2u);
  EXPECT_EQ(board().notices[0].id + board().notices[1].id, "12");
  EXPECT_EQ(board().notices[1].english, "Heavy rain");
  const auto feed = store_->documents_after(0, "any hall");
  const auto found = std::ranges::find(feed->documents, "notice", &protocol::DocumentName::kind);
  ASSERT_NE(found, feed->documents.end());
  EXPECT_TRUE(event::verify_document((*read_published(*store_, "notice", "YX201117"))->bytes, found->signature, trust()));
  now += std::chrono::hours(4);   // the first one is over: the next change takes it off the board
  (void)say(wish("午餐在一楼", "13:30"));
  ASSERT_EQ(board().notices.size(), 2u);
  EXPECT_EQ(board().notices[0].text, "暴雨");
}

TEST_F(NoticesTest, are_withdrawn_by_number_or_all_at_once) {
  (void)say(wish("一", "18:00"));
  (void)say(wish("二", "18:00"));
  auto off = wish("", "");
  off.withdraw = board().notices[0].id;
  EXPECT_THAT(say(off), HasSubstr("withdrawn"));
  ASSERT_EQ(board().notices.size(), 1u);
  EXPECT_EQ(board().notices[0].text, "二");
  off.withdraw = "99";
  EXPECT_THAT(say(off), HasSubstr("admin notices shows them"));
  off.withdraw = "all";
  const int before = board().version;
  (void)say(off);
  EXPECT_TRUE(board().notices.empty());
  EXPECT_EQ(board().version, before + 1) << "an empty board is a board: boxes learn of it";
}

TEST_F(NoticesTest, of_two_terminals_at_the_same_moment_all_stand_on_the_board) {
  (void)say(wish("一", "18:00"));
  Interrupted store(*store_);
  now += std::chrono::minutes(1);   // by its clock this board has the higher number
  store.before_publishing = [&] {
    store.before_publishing = nullptr;
    say_earlier(wish("另一处", "18:00"));
  };
  EXPECT_THAT(say(store, wish("这一处", "18:00")), HasSubstr("notice 3 published"));
  ASSERT_EQ(board().notices.size(), 3u);
  EXPECT_EQ(board().notices[1].text, "另一处");
  EXPECT_EQ(board().notices[2].text, "这一处");
}

TEST_F(NoticesTest, withdrawn_at_the_moment_that_another_is_said_do_not_come_back) {
  (void)say(wish("一", "18:00"));
  (void)say(wish("二", "18:00"));
  Interrupted store(*store_);
  store.before_publishing = [&] {
    store.before_publishing = nullptr;
    auto off = wish("", "");
    off.withdraw = "1";
    say_earlier(off);
  };
  now += std::chrono::minutes(1);
  (void)say(store, wish("三", "18:00"));
  ASSERT_EQ(board().notices.size(), 2u);
  EXPECT_EQ(board().notices[0].text + board().notices[1].text, "二三");
}

TEST_F(NoticesTest, say_so_when_other_terminals_never_pause) {
  Interrupted store(*store_);
  int others = 0;
  store.before_publishing = [&] { (void)say(wish(std::to_string(++others), "18:00")); };
  EXPECT_THAT(say(store, wish("这一处", "18:00")), HasSubstr("give this command again"));
  EXPECT_EQ(board().notices.size(), static_cast<std::size_t>(others));
  EXPECT_LT(others, 10);
}

TEST_F(NoticesTest, stay_when_the_store_cannot_say_what_is_published) {
  (void)say(wish("一", "18:00"));
  Interrupted store(*store_);
  store.is_away = true;
  EXPECT_THAT(say(store, wish("二", "18:00")), HasSubstr("nobody answers; then give this command again"));
  EXPECT_THAT(publish_trust_file(store, 7, office), HasSubstr("nobody answers; then give this command again"));
  std::ostringstream out, err;
  EXPECT_EQ(list_notices(store, {out, err, now}), 1);
  EXPECT_EQ(board().notices.size(), 1u);
  EXPECT_EQ(trust().version, 1);
}

TEST_F(NoticesTest, and_trust_lists_are_read_as_they_are_when_replaced_meanwhile) {
  (void)say(wish("一", "18:00"));
  Interrupted store(*store_);
  store.before_reading = [&] {
    store.before_reading = nullptr;
    (void)say(wish("二", "18:00"));
  };
  EXPECT_EQ(event::read_notices((*read_published(store, "notice", "YX201117"))->bytes)->notices.size(), 2u);
  store.before_reading = [&] { publish_trust(office.public_key()); };
  const auto never = read_published(store, "trust", "");
  ASSERT_FALSE(never);
  EXPECT_EQ(never.error().kind, StoreError::busy);
}

TEST_F(NoticesTest, go_with_a_trust_list_that_only_the_published_ones_root_replaces) {
  EXPECT_THAT(publish_trust_file(*store_, 7, office), HasSubstr("trust.json: "));
  Interrupted store(*store_);
  store.before_publishing = [&] {
    store.before_publishing = nullptr;
    publish_trust(office.public_key());
  };
  EXPECT_THAT(publish_trust_file(store, 7, root), HasSubstr("another trust list was published at the same moment"));
  EXPECT_EQ(trust().version, 2);
  EXPECT_THAT(publish_trust_file(store, 7, root), HasSubstr("trust version 7 published"));
}

TEST_F(NoticesTest, have_a_version_by_the_time_and_past_the_one_before) {
  (void)say(wish("一", "18:00"));
  const int first = board().version;
  EXPECT_EQ(first, 27'736'200);   // 2020-11-17T00:30:00Z, in seconds since 2020
  (void)say(wish("二", "18:00"));
  EXPECT_EQ(board().version, first + 1);
  now -= std::chrono::hours(6);   // a terminal with another clock
  (void)say(wish("三", "18:00"));
  EXPECT_EQ(board().version, first + 2);
  now += std::chrono::hours(7);
  (void)say(wish("四", "18:00"));
  EXPECT_EQ(board().version, first + 3600);
}

TEST_F(NoticesTest, are_refused_by_a_clock_that_no_board_can_be_numbered_by) {
  now += std::chrono::hours(24 * 366 * 64);
  EXPECT_THAT(say(wish("一", base::to_rfc3339(now + std::chrono::hours(1)))), HasSubstr("set the clock"));
  EXPECT_TRUE(board().notices.empty());
}

TEST_F(NoticesTest, of_every_event_stand_on_a_board_of_their_own) {
  auto everywhere = wish("停水", "18:00");
  everywhere.event.clear();
  (void)say(everywhere);
  (void)say(wish("换车", "18:00"));
  EXPECT_EQ(board("").notices.size(), 1u);
  EXPECT_EQ(board().notices.size(), 1u);
}

TEST_F(NoticesTest, are_refused_in_words_and_nothing_is_published) {
  EXPECT_THAT(say(wish("停水", "08:00")), HasSubstr("which is over"));
  EXPECT_THAT(say(wish("停水", "tomorrow")), HasSubstr("16:30"));
  EXPECT_THAT(say(wish("停水", "")), HasSubstr("--until"));
  EXPECT_THAT(say(wish("", "18:00")), HasSubstr("says nothing"));
  EXPECT_THAT(say(wish("两行\n字", "18:00")), HasSubstr("one paragraph"));
  auto odd = wish("停水", "18:00");
  odd.severity = "loud";
  EXPECT_THAT(say(odd), HasSubstr("info, attention or urgent"));
  auto keyless = wish("停水", "18:00");
  keyless.key = (folder / "none.key").string();
  EXPECT_THAT(say(keyless), HasSubstr("none.key"));
  publish_trust(root.public_key());   // the office's key is no documents key any more
  EXPECT_THAT(say(wish("停水", "18:00")), HasSubstr("the documents key"));
  EXPECT_TRUE(board().notices.empty());
}

TEST_F(NoticesTest, are_listed_with_what_guests_see_of_them) {
  (void)say(wish("换车", "09:00"));
  auto later = wish("午餐在一楼", "13:00");
  later.from = "12:00";
  (void)say(later);
  now += std::chrono::hours(1);
  std::ostringstream out, err;
  EXPECT_EQ(list_notices(*store_, {out, err, now}), 0);
  EXPECT_THAT(out.str(), HasSubstr("over  until 2020-11-17T09:00:00+08:00  换车"));
  EXPECT_THAT(out.str(), HasSubstr("later until 2020-11-17T13:00:00+08:00  午餐在一楼"));
}

TEST_F(NoticesTest, for_one_hall_say_when_its_boxes_keep_to_what_is_out_for_every_hall) {
  const auto publish_board = [&](int version, const std::string& hall) {
    const auto file = (folder / "board.json").string(), bytes = event::write_notices({"YX201117", version, {}});
    support::write_text(file, bytes);
    support::write_text(file + ".cose", event::sign_document(bytes, office));
    std::ostringstream out, err;
    EXPECT_EQ(bureau::publish(*store_, {out, err, now}, {"notice", file, {}, hall, {}}), 0) << err.str();
    return out.str();
  };
  EXPECT_THAT(publish_board(7, ""), HasSubstr("version 7 of event YX201117 published\n"));
  EXPECT_THAT(publish_board(6, "east"), HasSubstr("boxes of hall east keep to version 7"));
  EXPECT_THAT(publish_board(7, "east"), HasSubstr("version 7 of event YX201117 published\n"));
}

}  // namespace
}  // namespace openday::bureau
