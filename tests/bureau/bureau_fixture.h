// A device with a chain of its own and a bureau in memory, for tests of store and service.
#pragma once

#include <gtest/gtest.h>

#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"
#include "tests/journal/journal_fixture.h"

namespace openday::bureau {

inline const base::Instant kNow = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at;

// Makes records as a box does, and signs what it sends.
class TestDevice {
 public:
  explicit TestDevice(std::uint8_t number = 1, std::string inc = "00000000000000aa");
  event::Record next(std::string body = R"({"text":"a"})", event::Kind kind = event::Kind::check_out);
  std::vector<event::Record> next_few(int count);
  [[nodiscard]] protocol::Push push(std::vector<event::Record> records) const;    // signed
  [[nodiscard]] Run run(const std::vector<event::Record>& records) const;         // as the service would hand it to the store
  [[nodiscard]] protocol::Hello hello() const;
  [[nodiscard]] protocol::Ballots ballots(int count, base::Uuid batch) const;
  event::Record rating_batch(const protocol::Ballots& ballots);
  template <class Message>
  void sign(Message& message) const {
    message.signature = key.sign(base::as_bytes(protocol::signed_bytes(message)));
  }

  base::SigningKey key;
  base::Uuid id;
  std::string inc;
  std::vector<base::Digest> hashes;   // hashes[n] after n records
};

class BureauTest : public ::testing::Test {
 protected:
  BureauTest();
  void reopen();
  [[nodiscard]] std::int64_t count(const std::string& sql) const;
  http::Response post(const std::string& path, const std::string& body, const std::string& encoding = "");
  template <class Message>
  http::Response send(const std::string& path, const Message& message) {
    return post(path, protocol::encode(message));
  }
  void greet(TestDevice& device) {
    (void)store_->add_device(device.key.public_key(), "box", kNow);
    ASSERT_EQ(send("/v1/hello", device.hello()).status, 200);
  }

  journal::FastFolder folder_;
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<BureauService> service_;
};

[[nodiscard]] std::string code_of(const http::Response& response);

}  // namespace openday::bureau
