// A box and a bureau in one process for what is fetched and sent besides records: the real puller, sender, inbox and service, with a
// line that can be told to fail, and a clock that only a test moves.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>

#include <gtest/gtest.h>

#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/transport/async_client.h"
#include "tests/bureau/bureau_fixture.h"

namespace openday::support {

// Answers at the next take(); `spoil` may change or lose an answer.
class ServiceClient final : public transport::AsyncClient {
 public:
  explicit ServiceClient(bureau::BureauService& service) : service_(service) {}
  Token start(transport::HttpRequest request) override;
  std::optional<Result> take(Token token) override;
  void cancel(Token token) override { answers_.erase(token); }
  void wait(std::chrono::milliseconds, std::span<const int>) override {}
  void wake() override {}

  std::function<Result(const transport::HttpRequest&, Result)> spoil;
  std::vector<std::string> paths;

 private:
  bureau::BureauService& service_;
  std::map<Token, Result> answers_;
  Token next_ = 0;
};

class FetchWorld : public ::testing::Test {
 protected:
  FetchWorld();
  void restart_inbox();
  void start_bureau();
  bureau::TestDevice other_box(std::uint8_t number);   // known to the bureau
  void push(bureau::TestDevice& device, std::vector<event::Record> records) { ASSERT_TRUE(store_->put(device.run(std::move(records)), bureau::kNow)); }

  journal::FastFolder folder_;
  base::Moment now_;
  base::SigningKey key_ = base::SigningKey::generate();
  std::unique_ptr<bureau::SqliteStore> store_;
  std::unique_ptr<bureau::BureauService> service_;
  std::unique_ptr<ServiceClient> client_;
  std::optional<journal::Journal> journal_;
  std::optional<journal::Inbox> inbox_;
  std::optional<journal::JournalReader> reader_;
};

}  // namespace openday::support
