// A stick of which a part is refused: the rest is in, and what is missing is named with what to do about it.
#include "sync/bureau/take_in.h"

#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "sync/protocol/out_package.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"

namespace openday::bureau {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class TakeIn : public BureauTest {
 protected:
  TakeIn() {
    support::write_text(folder_.path() / "seal.key", seal_.to_pem());
    (void)store_->add_device(device_.key.public_key(), "box", kNow);
    begin();
  }
  void begin() {
    auto opened = protocol::OutWriter::open(file(), seal_.public_key(), {device_.id, "2020-11-17T08:30:00Z", 0, 0, {}});
    ASSERT_TRUE(opened);
    out_.emplace(std::move(*opened));
    put("/v1/hello", protocol::encode(device_.hello()));
  }
  void put(const std::string& path, const std::string& body) { ASSERT_TRUE(out_->add(path, body)); }
  void put(const protocol::Push& push) { put("/v1/push", protocol::encode(push)); }
  // The same box, whose journal was lost.
  void begin_another_incarnation() {
    device_.inc = "00000000000000bb";
    device_.hashes = {event::chain_start(device_.id, device_.inc)};
  }
  // A record whose body is not the one that the chain was made of.
  [[nodiscard]] protocol::Push changed(std::vector<event::Record> records) const {
    records.front().body = R"({"text":"b"})";
    records.front().body_hash = event::hash_body(*records.front().salt, *records.front().body);
    return device_.push(std::move(records));
  }
  int take_in(bool json = false) {
    EXPECT_TRUE(out_->finish(device_.key));
    return again(json);
  }
  int again(bool json = false) {
    said_.str({});
    wrong_.str({});
    return bureau::take_in(*store_, {said_, wrong_, kNow, json}, {{file()}, (folder_.path() / "seal.key").string(), {}});
  }
  [[nodiscard]] std::string file() const { return (folder_.path() / "hall.openday-out").string(); }

  base::UnsealKey seal_ = base::UnsealKey::generate();
  TestDevice device_;
  std::optional<protocol::OutWriter> out_;
  std::ostringstream said_, wrong_;
};

TEST_F(TakeIn, goes_on_with_other_incarnations_and_ballots_when_a_run_does_not_hold) {
  put(device_.push(device_.next_few(2)));
  put(changed(device_.next_few(3)));
  put(device_.push(device_.next_few(4)));   // behind it: a chain has no gaps
  begin_another_incarnation();
  base::Uuid batch;
  batch.bytes[0] = 9;
  const protocol::Ballots ballots = device_.ballots(5, batch);
  put(device_.push({device_.rating_batch(ballots)}));
  put("/v1/ballots", protocol::encode(ballots));
  EXPECT_EQ(take_in(), 1);
  EXPECT_EQ(count("SELECT count(*) FROM journal"), 3);
  EXPECT_EQ(count("SELECT count(*) FROM ballots"), 5);
  EXPECT_THAT(wrong_.str(), AllOf(HasSubstr("records 3 to 9 of incarnation 00000000000000aa"), HasSubstr("(chain)"), HasSubstr("run `openday verify`")));
  EXPECT_THAT(said_.str(), HasSubstr(": 3 records new, 0 known already"));
}

TEST_F(TakeIn, names_each_refused_part_for_machines_and_takes_the_same_file_again) {
  put(changed(device_.next_few(1)));
  base::Uuid batch;
  batch.bytes[0] = 9;
  protocol::Ballots forged = device_.ballots(5, batch);
  forged.session = "evening";   // not what was signed
  put("/v1/ballots", protocol::encode(forged));
  begin_another_incarnation();
  put(device_.push(device_.next_few(2)));
  EXPECT_EQ(take_in(true), 1);
  auto line = nlohmann::json::parse(said_.str());
  EXPECT_EQ(line["records"], 2);
  ASSERT_EQ(line["refused"].size(), 2u) << line;
  EXPECT_EQ(line["refused"][0], nlohmann::json::parse(R"({"inc":"00000000000000aa","first":1,"last":1,"batch":"","code":"chain"})"));
  EXPECT_EQ(line["refused"][1]["batch"], base::to_string(batch));
  EXPECT_EQ(again(true), 1);
  line = nlohmann::json::parse(said_.str());
  EXPECT_EQ(line["records"], 0);
  EXPECT_EQ(line["known"], 2);
}

TEST_F(TakeIn, says_what_to_hand_out_when_an_earlier_stick_is_missing) {
  (void)device_.next_few(3);   // on a stick that never came
  put(device_.push(device_.next_few(2)));
  begin_another_incarnation();
  put(device_.push(device_.next_few(1)));
  EXPECT_EQ(take_in(), 1);
  EXPECT_THAT(wrong_.str(), AllOf(HasSubstr("records 4 to 5"), HasSubstr("held up to 0"), HasSubstr("hand out everything on the box")));
  EXPECT_EQ(count("SELECT count(*) FROM journal"), 1);
}

TEST_F(TakeIn, of_a_box_that_nobody_listed_takes_nothing_and_says_so_once) {
  ASSERT_TRUE(store_->revoke_device(device_.key.public_key(), kNow));
  put(device_.push(device_.next_few(2)));
  EXPECT_EQ(take_in(), 1);
  EXPECT_THAT(wrong_.str(), HasSubstr("revoked"));
  EXPECT_EQ(count("SELECT count(*) FROM journal"), 0);
}

}  // namespace
}  // namespace openday::bureau
