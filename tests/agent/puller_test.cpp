#include "sync/agent/puller.h"

#include <sstream>

#include "kiosk/event/notice_board.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/trust.h"
#include "kiosk/journal/inbox_notes.h"
#include "kiosk/journal/inbox_reader.h"
#include "sync/bureau/admin_notices.h"
#include "sync/protocol/pull_codec.h"
#include "tests/agent/fetch_world.h"
#include "tests/support/files.h"

namespace openday::agent {
namespace {

class PullerTest : public support::FetchWorld {
 protected:
  PullerTest() { restart(); }
  void restart() { puller_ = std::make_unique<Puller>(*reader_, *inbox_, *client_, key_, 1); }
  // Follows the puller's own waits until it has what the bureau has.
  void pull(int most_steps = 60) {
    int steps = 0;
    do {
      const auto wake = puller_->step(now_, now_.wall);
      if (!puller_->is_out() && wake > now_.mono_ms) advance(wake - now_.mono_ms);
    } while (!puller_->is_up_to_date() && ++steps < most_steps);
    EXPECT_LT(steps, most_steps);
  }
  // One more look after the pause.
  void pull_again() {
    advance(kPullEvery.count());
    (void)puller_->step(now_, now_.wall);
    pull();
  }
  void advance(std::int64_t ms) { now_.mono_ms += ms, now_.wall += std::chrono::milliseconds(ms); }
  std::size_t foreign() {
    journal::InboxReader reader(folder_.path());
    std::size_t count = 0;
    for (std::uint64_t after = 0;;) {   // a page ends early where the machine is slow
      const auto page = reader.foreign_records(after, 10'000);
      count += page->records.size();
      if (!page->more) return count;
      after = page->next;
    }
  }
  std::optional<journal::Document> document(const char* event, const char* kind) {
    journal::InboxReader reader(folder_.path());
    return *reader.document(event, kind);
  }
  void publish(int version, const std::string& bytes) {
    ASSERT_EQ(store_->publish({"lq2020", "plan", "", version, bytes, "signature"}, now_.wall).value(), bureau::Publishing::published);
  }
  // Yesterday's copy of the bureau's file, and that copy in its place.
  void copy_bureau(const char* from, const char* to) {
    puller_.reset();
    client_.reset();
    service_.reset();
    store_.reset();
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::copy_file(folder_.path() / (from + std::string(suffix)), folder_.path() / (to + std::string(suffix)), std::filesystem::copy_options::overwrite_existing);
    }
    std::filesystem::remove(folder_.path() / "bureau.db-shm");
    start_bureau();
    restart();
  }
  std::unique_ptr<Puller> puller_;
};

TEST_F(PullerTest, brings_documents_records_and_the_halls_boxes_into_the_inbox) {
  publish(3, "the plan");
  auto there = other_box(2);
  push(there, there.next_few(3));
  pull();
  EXPECT_EQ(foreign(), 3u);
  const auto plan = document("lq2020", "plan");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->version, 3);
  EXPECT_EQ(plan->bytes, "the plan");
  EXPECT_EQ(plan->signature, "signature");
  const auto devices = protocol::read_devices(**inbox_->note(kDevicesNote));
  ASSERT_EQ(devices.size(), 1u);
  EXPECT_EQ(devices[0].key, there.key.public_key());
}

TEST_F(PullerTest, asks_nothing_before_a_hello_was_answered) {
  (void)puller_->step(now_, std::nullopt);
  EXPECT_TRUE(client_->paths.empty());
}

TEST_F(PullerTest, fetches_a_document_of_several_parts_and_one_that_is_replaced_meanwhile) {
  std::string large(3 * protocol::kMaxPart + 17, 'x');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>('a' + i % 23);
  publish(1, large);
  int parts = 0;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) {
    if (request.path == "/v1/part" && ++parts == 2) publish(2, large + "newer");
    return answer;
  };
  pull();
  EXPECT_EQ(document("lq2020", "plan")->bytes, large + "newer");
}

TEST_F(PullerTest, keeps_no_document_that_came_damaged_and_asks_again) {
  publish(1, "the plan");
  int parts = 0;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) {
    if (request.path == "/v1/part" && ++parts == 1) answer->body = protocol::encode(protocol::PartAnswer{8, "the plaX"});
    return answer;
  };
  pull();
  EXPECT_EQ(parts, 2);
  EXPECT_EQ(document("lq2020", "plan")->bytes, "the plan");
}

// One paper is damaged on the server's disk, or the server cannot read it.
class BadPaperTest : public PullerTest, public ::testing::WithParamInterface<bool> {
 protected:
  BadPaperTest() {
    publish(1, "the plan");
    for (const char* kind : {"roster", "calendar"}) EXPECT_TRUE(store_->publish({"lq2020", kind, "", 1, kind, "signature"}, now_.wall));
    client_->spoil = [this](const transport::HttpRequest& request, transport::AsyncClient::Result answer) {
      if (request.path != "/v1/part" || request.body.find("\"plan\"") == std::string::npos) return answer;
      ++asked_;
      if (is_bad_ && GetParam()) answer->body = protocol::encode(protocol::PartAnswer{8, "the plaX"});
      if (is_bad_ && !GetParam()) answer->status = 503, answer->body = protocol::encode(protocol::Refusal{"store", "", {}, {}});
      return answer;
    };
  }
  void live(std::chrono::minutes time) {
    for (const auto until = now_.mono_ms + std::chrono::milliseconds(time).count(); now_.mono_ms < until;) {
      const auto wake = puller_->step(now_, now_.wall);
      advance(puller_->is_out() ? 1 : std::max<std::int64_t>(1, wake - now_.mono_ms));
    }
  }
  std::string told() { return inbox_->note(journal::kPapersInTroubleNote)->value_or("none"); }
  bool is_bad_ = true;
  int asked_ = 0;
};

TEST_P(BadPaperTest, keeps_back_neither_the_others_nor_the_records) {
  auto there = other_box(2);
  push(there, there.next_few(1500));
  push(there, there.next_few(1500));
  live(std::chrono::minutes(1));
  EXPECT_TRUE(document("lq2020", "roster"));
  EXPECT_TRUE(document("lq2020", "calendar"));
  EXPECT_EQ(foreign(), 3000u);
  EXPECT_FALSE(document("lq2020", "plan"));
  EXPECT_FALSE(puller_->is_up_to_date());
  EXPECT_TRUE(puller_->is_settled());   // `--once` ends
}

TEST_P(BadPaperTest, is_asked_for_ever_more_slowly_and_named_to_staff_until_it_comes) {
  live(std::chrono::hours(2));
  EXPECT_GE(asked_, 20);
  EXPECT_LE(asked_, 120);
  EXPECT_EQ(told(), GetParam() ? "plan 1 damaged\n" : "plan 1 refused\n");
  is_bad_ = false;
  live(std::chrono::minutes(6));
  EXPECT_EQ(document("lq2020", "plan")->bytes, "the plan");
  EXPECT_EQ(told(), "");
  EXPECT_TRUE(puller_->is_up_to_date());
}

TEST_P(BadPaperTest, gives_way_to_one_that_is_published_anew) {
  live(std::chrono::hours(1));
  is_bad_ = false;
  ASSERT_EQ(store_->publish({"lq2020", "plan", "", 2, "the plan, again", "signature"}, now_.wall).value(), bureau::Publishing::published);
  live(std::chrono::minutes(1));
  EXPECT_EQ(document("lq2020", "plan")->version, 2);
  EXPECT_EQ(told(), "");
}

TEST_P(BadPaperTest, is_asked_for_again_by_a_syncd_that_was_started_anew) {
  live(std::chrono::hours(1));
  is_bad_ = false;
  restart();
  live(std::chrono::minutes(1));
  EXPECT_TRUE(document("lq2020", "plan"));
  EXPECT_EQ(told(), "");
}

INSTANTIATE_TEST_SUITE_P(DamagedOrRefused, BadPaperTest, ::testing::Bool());

TEST_F(PullerTest, hears_of_records_though_a_line_brings_no_large_paper_whole) {
  publish(1, std::string(2 * protocol::kMaxPart, 'x'));
  auto there = other_box(2);
  int parts = 0;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) -> transport::AsyncClient::Result {
    if (request.path == "/v1/part" && ++parts % 3 != 0) return base::fail(protocol::Wire::timed_out, "slow");
    return answer;
  };
  (void)puller_->step(now_, now_.wall);
  (void)puller_->step(now_, now_.wall);
  push(there, there.next_few(2));
  pull();
  EXPECT_EQ(foreign(), 2u);
  EXPECT_EQ(parts, 6);   // what came of it was kept
  EXPECT_EQ(**inbox_->note(journal::kPapersInTroubleNote), "");
}

TEST_F(PullerTest, pulls_a_long_feed_in_pieces_and_goes_on_after_a_restart) {
  auto there = other_box(2);
  push(there, there.next_few(1500));
  push(there, there.next_few(1500));
  (void)puller_->step(now_, now_.wall);
  (void)puller_->step(now_, now_.wall);
  restart();   // in the middle
  pull();
  EXPECT_EQ(foreign(), 3000u);
  const auto asked = client_->paths.size();
  pull_again();
  EXPECT_EQ(foreign(), 3000u);
  EXPECT_LE(client_->paths.size(), asked + 2);
}

TEST_F(PullerTest, begins_again_when_the_inbox_was_lost_or_the_bureau_is_another) {
  publish(1, "the plan");
  auto there = other_box(2);
  push(there, there.next_few(4));
  pull();
  inbox_.reset();
  std::filesystem::remove_all(folder_.path() / "inbox");
  restart_inbox();
  restart();
  pull();
  EXPECT_EQ(foreign(), 4u);
  EXPECT_TRUE(document("lq2020", "plan"));
  ASSERT_TRUE(inbox_->set_note("pull/records", "another epoch:99"));
  push(there, there.next_few(1));
  restart();
  pull();
  EXPECT_EQ(foreign(), 5u);
}

// The same epoch, and places in the feeds are given out a second time, for other things.
TEST_F(PullerTest, misses_nothing_of_a_bureau_that_was_restored_from_yesterday) {
  auto there = other_box(2);
  push(there, there.next_few(30));
  pull();
  copy_bureau("bureau.db", "backup.db");
  const auto lost = there.next_few(20);
  push(there, lost);
  publish(1, "the plan");
  pull_again();
  EXPECT_EQ(foreign(), 50u);
  copy_bureau("backup.db", "bureau.db");
  auto third = other_box(3);
  push(third, third.next_few(20));   // where the lost ones were
  ASSERT_EQ(store_->publish({"lq2020", "calendar", "", 1, "the calendar", "signature"}, now_.wall).value(), bureau::Publishing::published);
  pull_again();
  EXPECT_EQ(foreign(), 70u);
  EXPECT_EQ(document("lq2020", "calendar")->bytes, "the calendar");
  EXPECT_NE(inbox_->note(kDevicesNote)->value().find(base::to_hex(third.key.public_key())), std::string::npos);
  push(third, third.next_few(5));
  pull_again();
  EXPECT_EQ(foreign(), 75u);
}

// It counts on from the board that it has, which is older than the boxes'.
TEST_F(PullerTest, brings_the_notices_of_a_bureau_that_was_restored_and_never_an_older_board) {
  const auto root = base::SigningKey::generate(), office = base::SigningKey::generate();
  const auto trust = event::write_trust({1, root.public_key(), {{base::key_id(office.public_key()), office.public_key(), event::KeyUse::documents, {}}}}, root);
  ASSERT_TRUE(store_->publish({"", "trust", "", 1, trust, ""}, now_.wall));
  support::write_text(folder_.path() / "office.key", office.to_pem(""));
  const auto say = [&](const std::string& text) {
    std::ostringstream said;
    bureau::NoticeWish wish;
    wish.text = text, wish.until = base::to_rfc3339(now_.wall + std::chrono::hours(1)), wish.event = "lq2020", wish.key = (folder_.path() / "office.key").string();
    ASSERT_EQ(bureau::publish_notice(*store_, {said, said, now_.wall}, wish), 0) << said.str();
  };
  const auto shown = [&] { return event::read_notices(document("lq2020", "notice")->bytes)->notices.back().text; };
  say("换车");
  pull();
  copy_bureau("bureau.db", "backup.db");
  for (const char* text : {"停水", "午餐", "散会"}) say(text);
  pull_again();
  EXPECT_EQ(shown(), "散会");
  copy_bureau("backup.db", "bureau.db");
  pull_again();
  EXPECT_EQ(shown(), "散会");   // what the bureau names now is older
  say("明天再来");
  pull_again();
  EXPECT_EQ(shown(), "明天再来");
}

// The count of changes, too, is given out a second time: what it stands for is another list.
TEST_F(PullerTest, hears_of_a_revocation_after_a_restore_though_as_much_had_changed_before) {
  auto there = other_box(2), third = other_box(3);
  pull();
  copy_bureau("bureau.db", "backup.db");
  (void)other_box(4);
  pull_again();
  const auto known = [&](const bureau::TestDevice& box) { return inbox_->note(kDevicesNote)->value().find(base::to_hex(box.key.public_key())) != std::string::npos; };
  ASSERT_TRUE(known(third));
  copy_bureau("backup.db", "bureau.db");
  ASSERT_TRUE(store_->revoke_device(there.key.public_key(), now_.wall));
  ASSERT_TRUE(store_->revoke_device(third.key.public_key(), now_.wall));   // two changes, as the box that was lost
  pull_again();
  EXPECT_FALSE(known(third));
}

// Whichever was published first, and whatever the box had fetched by then.
TEST_F(PullerTest, takes_the_halls_own_of_two_papers_of_one_version) {
  const auto publish_for = [&](const char* kind, const char* hall, const char* bytes) {
    ASSERT_EQ(store_->publish({"lq2020", kind, hall, 3, bytes, "signature"}, now_.wall).value(), bureau::Publishing::published);
  };
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(store_->add_enrolment({secret, "box", "east", now_.wall}, now_.wall));
  ASSERT_EQ(store_->enrol(secret, key_.public_key(), journal_->head().device, now_.wall)->state, bureau::Enrolling::enrolled);
  publish_for("plan", "", "everybody's plan");
  publish_for("roster", "east", "the hall's roster");
  pull();
  EXPECT_EQ(document("lq2020", "plan")->bytes, "everybody's plan");
  publish_for("plan", "east", "the hall's plan");
  publish_for("roster", "", "everybody's roster");
  pull_again();
  EXPECT_EQ(document("lq2020", "plan")->bytes, "the hall's plan");
  EXPECT_EQ(document("lq2020", "roster")->bytes, "the hall's roster");
  const auto asked = client_->paths.size();
  pull_again();
  EXPECT_LE(client_->paths.size(), asked + 2);   // and nothing is fetched again
}

TEST_F(PullerTest, loses_nothing_to_lost_answers_and_portals) {
  publish(1, "the plan");
  auto there = other_box(2);
  push(there, there.next_few(40));
  int exchanges = 0;
  client_->spoil = [&](const transport::HttpRequest&, transport::AsyncClient::Result answer) -> transport::AsyncClient::Result {
    switch (++exchanges) {
      case 1: return base::fail(protocol::Wire::broken_off, "lost");
      case 2: answer->body = "<html>log in</html>"; answer->marked = false; return answer;
      case 3: answer->body.resize(answer->body.size() / 2); return answer;
      case 5: return base::fail(protocol::Wire::timed_out, "lost");
      case 6: answer->status = 503; return answer;
      default: return answer;
    }
  };
  pull();
  EXPECT_EQ(foreign(), 40u);
  EXPECT_EQ(document("lq2020", "plan")->bytes, "the plan");
}

TEST_F(PullerTest, blanks_what_an_erase_record_of_another_box_names) {
  auto there = other_box(2);
  const auto secret = there.next(R"({"text":"secret"})");
  push(there, {secret});
  pull();
  push(there, {there.next(event::to_json(event::EraseBody{{secret.id}, "asked", "{}"}), event::Kind::erase)});
  pull_again();
  journal::InboxReader reader(folder_.path());
  const auto records = reader.foreign_records(0)->records;
  ASSERT_EQ(records.size(), 2u);
  EXPECT_TRUE(records[0].erased());
}

TEST_F(PullerTest, brings_what_both_copies_of_a_box_wrote) {
  auto there = other_box(2);
  push(there, there.next_few(2));
  const auto hashes = there.hashes;
  push(there, there.next_few(3));
  pull();
  EXPECT_EQ(foreign(), 5u);
  there.hashes = hashes;   // the copy goes on from here
  push(there, there.next_few(4));
  pull_again();
  EXPECT_EQ(foreign(), 9u);
  ASSERT_TRUE(inbox_->set_note("pull/records", ""));
  restart();
  pull();
  EXPECT_EQ(foreign(), 9u);
}

TEST_F(PullerTest, waits_longer_while_the_bureau_refuses_the_box) {
  ASSERT_TRUE(store_->revoke_device(key_.public_key(), now_.wall));
  (void)puller_->step(now_, now_.wall);
  const auto wake = puller_->step(now_, now_.wall);
  EXPECT_GE(wake - now_.mono_ms, kPullEvery.count());
  EXPECT_FALSE(puller_->is_up_to_date());
}

TEST_F(PullerTest, asks_for_fewer_records_while_answers_time_out) {
  std::vector<std::string> asked;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) -> transport::AsyncClient::Result {
    if (request.path == "/v1/pull") asked.push_back(request.body);
    return asked.size() <= 8 ? transport::AsyncClient::Result(base::fail(protocol::Wire::timed_out, "slow")) : answer;
  };
  pull();
  ASSERT_GT(asked.size(), 8u);
  EXPECT_NE(asked.at(0).find("\"most\":1000,"), std::string::npos);
  EXPECT_NE(asked.at(1).find("\"most\":500,"), std::string::npos);
  EXPECT_NE(asked.at(8).find("\"most\":16,"), std::string::npos);
  pull_again();
  EXPECT_NE(asked.back().find("\"most\":32,"), std::string::npos);
}

}  // namespace
}  // namespace openday::agent
