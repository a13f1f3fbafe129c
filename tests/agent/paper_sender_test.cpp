#include "sync/agent/paper_sender.h"

#include "kiosk/base/file.h"
#include "kiosk/event/sent_paper.h"
#include "tests/agent/fetch_world.h"

namespace openday::agent {
namespace {

class PaperSenderTest : public support::FetchWorld {
 protected:
  PaperSenderTest() : spool_(folder_.path()), sender_(std::make_unique<PaperSender>(folder_.path(), *reader_, *client_, key_, 1)) {}
  std::string leave(const std::string& sealed) {
    const auto text = event::to_text({"签到表.pdf", "sign-in", "lq2020", "morning", sealed});
    return spool_.put(journal::SpoolKind::send_paper, text, now_.wall, base::random16()).value();
  }
  void run(int steps = 60) {
    for (int i = 0; i < steps; ++i) {
      const auto wake = sender_->step(now_, now_.wall);
      now_.mono_ms = std::max(now_.mono_ms + 1, wake);
    }
  }
  std::string at_the_bureau(const std::string& name) { return store_->paper(name.substr(0, 36))->value_or("nothing"); }
  static std::string sealed(std::size_t bytes) {
    std::string out(bytes, 's');
    for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<char>(i * 31);
    return out;
  }

  journal::Spool spool_;
  std::unique_ptr<PaperSender> sender_;
};

TEST_F(PaperSenderTest, sends_a_paper_in_parts_and_takes_its_file_away) {
  const auto bytes = sealed(2 * protocol::kMaxPart + 5);
  const auto name = leave(bytes);
  run();
  EXPECT_EQ(at_the_bureau(name), bytes);
  EXPECT_FALSE(spool_.pending(name));
  EXPECT_FALSE(std::filesystem::exists(spool_.refused(name)));
  EXPECT_EQ(client_->paths.size(), 3u);
}

TEST_F(PaperSenderTest, goes_on_where_the_bureau_is_after_lost_answers_and_a_restart) {
  const auto bytes = sealed(3 * protocol::kMaxPart);
  const auto name = leave(bytes);
  int exchanges = 0;
  client_->spoil = [&](const transport::HttpRequest&, transport::AsyncClient::Result answer) -> transport::AsyncClient::Result {
    return ++exchanges == 1 ? transport::AsyncClient::Result(base::fail(protocol::Wire::broken_off, "lost")) : answer;
  };
  (void)sender_->step(now_, now_.wall);
  sender_ = std::make_unique<PaperSender>(folder_.path(), *reader_, *client_, key_, 2);
  run();
  EXPECT_EQ(at_the_bureau(name), bytes);
  EXPECT_FALSE(spool_.pending(name));
}

TEST_F(PaperSenderTest, sends_parts_that_pass_the_lines_cap_in_time) {
  sender_ = std::make_unique<PaperSender>(folder_.path(), *reader_, *client_, key_, 1, 8'000);   // 64 kbit/s
  const auto bytes = sealed(protocol::kMaxPart);
  const auto name = leave(bytes);
  std::size_t largest = 0;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) {
    largest = std::max(largest, request.body.size());
    return answer;
  };
  run();
  EXPECT_EQ(at_the_bureau(name), bytes);
  EXPECT_LT(largest, 8'000 * 21u);
  EXPECT_GT(largest, 8'000 * 19u);
}

TEST_F(PaperSenderTest, sends_less_at_once_while_parts_time_out_and_more_again_where_they_pass) {
  const auto bytes = sealed(2 * protocol::kMaxPart);
  const auto name = leave(bytes);
  std::vector<std::size_t> sizes;
  client_->spoil = [&](const transport::HttpRequest& request, transport::AsyncClient::Result answer) -> transport::AsyncClient::Result {
    sizes.push_back(request.body.size());
    return sizes.size() <= 8 ? transport::AsyncClient::Result(base::fail(protocol::Wire::timed_out, "slow")) : answer;
  };
  run(400);
  EXPECT_EQ(at_the_bureau(name), bytes);
  EXPECT_FALSE(spool_.pending(name));
  ASSERT_GT(sizes.size(), 9u);
  EXPECT_LT(sizes.at(1), sizes.at(0) * 6 / 10);
  EXPECT_LT(sizes.at(7), kLeastPart * 4 / 3 + 1'000);
  EXPECT_GT(sizes.at(7), kLeastPart * 4 / 3);
  EXPECT_GT(*std::max_element(sizes.begin() + 8, sizes.end()), 100'000u);
}

TEST_F(PaperSenderTest, says_why_a_paper_will_never_be_taken) {
  const auto name = leave(sealed(100));
  client_->spoil = [&](const transport::HttpRequest&, transport::AsyncClient::Result answer) {
    answer->status = 422;
    answer->body = protocol::encode(protocol::Refusal{"damaged", "no", {}, {}});
    return answer;
  };
  run();
  EXPECT_FALSE(spool_.pending(name));
  EXPECT_NE(base::read_file(spool_.refused(name))->find("damaged"), std::string::npos);
}

TEST_F(PaperSenderTest, passes_over_a_request_that_is_none_and_sends_the_next) {
  const auto broken = spool_.put(journal::SpoolKind::send_paper, "nonsense", now_.wall, base::random16()).value();
  const auto bytes = sealed(100);
  now_.wall += std::chrono::milliseconds(5);
  const auto name = leave(bytes);
  run();
  EXPECT_FALSE(spool_.pending(broken));
  EXPECT_TRUE(std::filesystem::exists(spool_.refused(broken)));
  EXPECT_EQ(at_the_bureau(name), bytes);
}

TEST_F(PaperSenderTest, keeps_the_paper_while_nobody_is_there) {
  const auto name = leave(sealed(100));
  client_->spoil = [&](const transport::HttpRequest&, transport::AsyncClient::Result) -> transport::AsyncClient::Result {
    return base::fail(protocol::Wire::no_route, "no route");
  };
  run();
  EXPECT_TRUE(spool_.pending(name));
  client_->spoil = {};
  now_.mono_ms += 1'000'000;
  run();
  EXPECT_FALSE(spool_.pending(name));
}

}  // namespace
}  // namespace openday::agent
