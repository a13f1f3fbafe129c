// What the numbers of a box mean: bounds, words, the list on a terminal, gauges; and that a hello is noted.
#include "sync/bureau/lag.h"

#include <atomic>
#include <future>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "sync/bureau/admin_lag.h"
#include "sync/bureau/open_store.h"
#include "sync/bureau/text_table.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::bureau {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using std::chrono::minutes;

std::string at(minutes before) { return base::to_rfc3339(kNow - before, base::Minutes{0}); }

Lag box(std::uint8_t number = 1) {
  Lag out;
  out.device.device = base::Uuid{};
  out.device.device->bytes.fill(number);
  out.device.name = "东门";
  out.told = out.last_record = at(minutes(2));
  out.records = out.durable = 10;
  return out;
}

TEST(Lag, is_fine_while_everything_said_is_here) {
  EXPECT_EQ(standing_of(box(), kNow), Standing::fine);
  EXPECT_EQ(next_step(box(), Standing::fine, kNow), "");
}

TEST(Lag, is_behind_when_what_was_said_has_not_come_for_ten_minutes) {
  Lag lag = box();
  lag.waiting = 12;
  lag.last_record = at(kBehindAfter);
  EXPECT_EQ(standing_of(lag, kNow), Standing::catching_up);
  lag.last_record = at(kBehindAfter + minutes(1));
  EXPECT_EQ(standing_of(lag, kNow), Standing::behind);
  EXPECT_THAT(next_step(lag, Standing::behind, kNow), AllOf(HasSubstr("12 records"), HasSubstr("for 11 min"), HasSubstr("联网与上传")));
  lag.told = at(minutes(0));   // said this moment: the push is under way
  EXPECT_EQ(standing_of(lag, kNow), Standing::catching_up);
  lag.missing_batches = 2;
  EXPECT_EQ(standing_of(lag, kNow), Standing::behind);
}

TEST(Lag, is_silent_after_a_quarter_of_an_hour_without_hello_and_record) {
  Lag lag = box();
  lag.told = at(kSilentAfter + minutes(5));
  lag.last_record = at(kSilentAfter);
  EXPECT_EQ(standing_of(lag, kNow), Standing::fine);
  lag.last_record = at(minutes(130));
  lag.told = at(minutes(125));
  EXPECT_EQ(standing_of(lag, kNow), Standing::silent);
  EXPECT_THAT(next_step(lag, Standing::silent, kNow), AllOf(HasSubstr("for 2 h"), HasSubstr("devices revoke")));
  lag.device.revoked = at(minutes(1));
  EXPECT_EQ(standing_of(lag, kNow), Standing::revoked);
}

TEST(Lag, is_expected_until_the_first_hello) {
  Lag lag;
  EXPECT_EQ(standing_of(lag, kNow), Standing::expected);
  EXPECT_THAT(next_step(lag, Standing::expected, kNow), HasSubstr("sync.toml"));
}

TEST(Gauges, name_boxes_by_uuid_and_never_by_what_the_office_calls_them) {
  Lag lag = box();
  lag.device.name = "王主任的机器";
  lag.waiting = 3;
  const auto text = gauges_text({lag}, kNow);
  EXPECT_THAT(text, AllOf(HasSubstr("openday_bureau_device_records_waiting{device=\"01010101-0101-0101-0101-010101010101\"} 3\n"),
                          HasSubstr("openday_bureau_device_silent_seconds{device=\"01010101-0101-0101-0101-010101010101\"} 120\n"),
                          HasSubstr("openday_bureau_devices{standing=\"catching up\"} 1\n"), Not(HasSubstr("王主任"))));
}

TEST(Gauges, leave_out_boxes_beyond_a_bound_and_keep_those_in_trouble) {
  std::vector<Lag> lags;
  for (std::size_t i = 0; i < kMostDeviceGauges + 5; ++i) {
    lags.push_back(box());
    lags.back().device.device->bytes[0] = static_cast<std::uint8_t>(i);
    lags.back().device.device->bytes[1] = static_cast<std::uint8_t>(i >> 8);
  }
  lags.back().told = lags.back().last_record = at(minutes(300));
  const auto text = gauges_text(lags, kNow);
  std::size_t lines = 0;
  for (std::size_t from = text.find("_device_records{"); from != std::string::npos; from = text.find("_device_records{", from + 1)) ++lines;
  EXPECT_EQ(lines, kMostDeviceGauges);
  EXPECT_THAT(text, AllOf(HasSubstr("openday_bureau_devices_left_out 5\n"), HasSubstr("_silent_seconds{device=\"" + base::to_string(*lags.back().device.device) + "\"} 18000\n")));
}

// Answers when it is let go.
class SlowLagStore final : public LagStore {
 public:
  StoreResult<void> note_told(const base::Uuid&, const std::vector<protocol::Position>&, base::Instant) override { return {}; }
  StoreResult<std::vector<Lag>> lags() override {
    ++asked;
    asked.notify_all();
    held.wait(true);
    if (broken) throw std::runtime_error("out of memory");
    return std::vector<Lag>(1, box());
  }
  std::atomic<int> asked = 0;
  std::atomic<bool> held = false, broken = false;
};

TEST(GaugeText, gives_others_the_text_of_before_while_one_reads_the_store) {
  SlowLagStore store;
  GaugeText gauges(store);
  const auto before = gauges.text(kNow);
  EXPECT_THAT(before, HasSubstr("_silent_seconds{device=\"01010101-0101-0101-0101-010101010101\"} 120\n"));
  store.held = true;
  const auto later = kNow + kGaugesFor;
  auto reader = std::async(std::launch::async, [&] { return gauges.text(later); });
  store.asked.wait(1);
  auto other = std::async(std::launch::async, [&] { return gauges.text(later); });
  const bool waits = other.wait_for(std::chrono::seconds(10)) != std::future_status::ready;
  store.held = false;
  store.held.notify_all();
  EXPECT_FALSE(waits);
  EXPECT_EQ(other.get(), before);
  EXPECT_THAT(reader.get(), HasSubstr("} 125\n"));
  EXPECT_THAT(gauges.text(later), HasSubstr("} 125\n"));
  EXPECT_EQ(store.asked, 2);
}

TEST(GaugeText, reads_again_after_a_store_that_threw) {
  SlowLagStore store;
  GaugeText gauges(store);
  store.broken = true;
  EXPECT_THROW((void)gauges.text(kNow), std::runtime_error);
  store.broken = false;
  EXPECT_THAT(gauges.text(kNow), HasSubstr("} 120\n"));
}

class LagListTest : public BureauTest {
 protected:
  std::string list(bool json, base::Instant now) {
    std::ostringstream out, err;
    EXPECT_EQ(list_devices(*store_, {out, err, now, json}), 0) << err.str();
    return out.str();
  }
};

TEST_F(LagListTest, shows_what_a_box_said_at_hello_and_what_to_do_when_it_does_not_come) {
  TestDevice device;
  const auto records = device.next_few(5);
  greet(device);
  ASSERT_EQ(send("/v1/push", device.push({records.begin(), records.begin() + 2})).status, 200);
  const auto json = nlohmann::json::parse(list(true, kNow + minutes(14)));
  EXPECT_EQ(json["records"], 2);
  EXPECT_EQ(json["waiting"], 3);
  EXPECT_EQ(json["standing"], "behind");
  EXPECT_THAT(json["next_step"].get<std::string>(), HasSubstr("3 records"));
  EXPECT_THAT(list(false, kNow + minutes(14)), HasSubstr("\n    behind: the box holds 3 records"));
  EXPECT_THAT(list(false, kNow + minutes(40)), HasSubstr("\n    silent: nothing heard for 40 min; it held 3 records"));
  const auto metrics = service_->handle({"GET", "/v1/metrics", {}, {}, {}, {}}).body;
  EXPECT_THAT(metrics, HasSubstr("openday_bureau_device_records_waiting{device=\"" + base::to_string(device.id) + "\"} 3\n"));
}

// A store without room for what boxes say.
class FullLagStore final : public LagStore {
 public:
  StoreResult<void> note_told(const base::Uuid&, const std::vector<protocol::Position>&, base::Instant) override {
    return base::fail(StoreError::full, "bureau.db: no space is left: make room");
  }
  StoreResult<std::vector<Lag>> lags() override { return std::vector<Lag>(); }
};

TEST_F(LagListTest, a_hello_is_answered_though_what_it_said_finds_no_room_and_the_log_says_so) {
  FullLagStore full;
  BureauService service(*store_, [] { return kNow; }, {}, store_.get(), {}, &full);
  TestDevice device;
  const auto records = device.next_few(2);
  ASSERT_TRUE(store_->add_device(device.key.public_key(), "box", kNow));
  testing::internal::CaptureStderr();
  const auto response = service.handle({"POST", "/v1/hello", {}, std::string(protocol::kContentType), {}, protocol::encode(device.hello())});
  EXPECT_THAT(testing::internal::GetCapturedStderr(), AllOf(HasSubstr("warning"), HasSubstr("bureau.db: no space is left")));
  ASSERT_EQ(response.status, 200) << response.body;
  const auto answer = protocol::decode_hello_answer(response.body);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->now, kNow);
  ASSERT_EQ(answer->held.size(), 1u);
  EXPECT_EQ(answer->held[0].ack, 0u);
}

TEST(TextTable, lines_up_columns_of_chinese_and_gives_a_terminal_no_control_characters) {
  TextTable table({{"name"}, {"n", TextTable::Align::right}, {"end"}});
  table.add({"东门一号", "7", "a"});
  table.add({"box", "12", "b"}, "look at it");
  EXPECT_EQ(table.text(), "name       n  end\n东门一号   7  a\nbox       12  b\n    look at it\n");
  EXPECT_EQ(printable("门\x1b[31m\xff\n", 100), "门\\x1b[31m\\xff\\x0a");
  EXPECT_EQ(printable("abcdef", 3), "abc");
  EXPECT_EQ(cells_of("（东A）"), 7u);
}

TEST(Workers, are_more_where_they_wait_for_commits) {
  EXPECT_EQ(default_workers("sqlite:/var/lib/bureau.db"), 2u);
  EXPECT_EQ(default_workers("postgres:host=db"), 8u);
  EXPECT_EQ(default_workers("postgresql://db/openday"), 8u);
}

}  // namespace
}  // namespace openday::bureau
