// One box and one bureau in one process: the real engine, journal, inbox, service and SQLite store, with a line between them
// that loses, repeats, reorders and garbles, and a clock that only a test moves.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "sync/agent/engine.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/sqlite_store.h"
#include "tests/journal/journal_fixture.h"

namespace openday::support {

// What the line does to one exchange.
enum class Fault { none, request_lost, answer_lost, repeated, late_repeat, cut_answer, portal, busy, refused, before_commit, after_commit };

class SyncWorld final : public transport::AsyncClient {
 public:
  // `wrap` puts something between service and store: how mutants are made.
  using Wrap = std::function<std::unique_ptr<bureau::Store>(bureau::Store&)>;
  explicit SyncWorld(std::uint64_t seed = 1, Wrap wrap = {}, bool enrolled = true);
  ~SyncWorld() override;

  // The box.
  void check_in(int guest);
  void append(const std::string& body, event::Kind kind = event::Kind::check_out);
  void rate(int guests);                       // so many guests: a rating with a comment, a score sheet with a text, and their batches
  void restart_agent(bool lose_inbox = false);
  agent::Step step();                          // one step of the engine at the time of now
  agent::Step settle();                        // steps until no request is out: everything was answered, or a back-off runs
  void run_until_quiet(int most_steps = 4000);  // follows the engine's own waits; throws when it does not come to rest
  void advance(std::int64_t milliseconds) { now_.mono_ms += milliseconds, now_.wall += std::chrono::milliseconds(milliseconds); }
  [[nodiscard]] base::Moment& now() { return now_; }
  [[nodiscard]] const std::filesystem::path& state() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path bureau_db() const { return folder_.path() / "bureau.db"; }
  journal::Journal& journal() { return *journal_; }
  journal::Inbox& inbox() { return *inbox_; }
  const base::SigningKey& key() const { return key_; }
  agent::Engine& engine() { return *engine_; }

  // The bureau.
  void restart_bureau();
  void back_up_bureau();
  void restore_bureau();                       // to the last backup
  bureau::SqliteStore& store() { return *store_; }
  bureau::BureauService& service() { return *service_; }
  void enrol();

  // The line.
  std::function<Fault()> fault = [] { return Fault::none; };
  std::function<std::optional<Result>(const transport::HttpRequest&)> instead;   // something else than the bureau answers
  bool any_order = false;                      // requests and answers overtake each other, and some take long
  Token start(transport::HttpRequest request) override;
  std::optional<Result> take(Token token) override;
  void cancel(Token token) override;           // with any_order the request may still arrive
  void wait(std::chrono::milliseconds, std::span<const int>) override {}
  void wake() override {}
  int exchanges = 0;
  std::size_t most_out = 0;                    // requests under way at once
  std::size_t largest_body = 0;

  // I2: what is missing, doubled or too much at the bureau; empty when every record and ballot is there exactly once.
  [[nodiscard]] std::string difference();
  // S2: acknowledged on the box though the bureau does not hold it; empty when that is nowhere so.
  [[nodiscard]] std::string broken_promise();

 private:
  [[nodiscard]] Result exchange(const transport::HttpRequest& request);
  void move_the_line();
  [[nodiscard]] transport::HttpAnswer deliver(const transport::HttpRequest& request);
  void open_bureau();
  [[nodiscard]] std::multiset<std::string> column(const std::string& sql) const;

  journal::FastFolder folder_;
  base::Moment now_;
  base::SigningKey key_ = base::SigningKey::generate();
  Wrap wrap_;
  std::mt19937_64 random_;
  std::optional<journal::Journal> journal_;
  std::optional<journal::Inbox> inbox_;
  std::optional<journal::JournalReader> reader_;
  std::unique_ptr<agent::Engine> engine_;
  std::unique_ptr<bureau::SqliteStore> store_;
  std::unique_ptr<bureau::Store> wrapped_;
  std::unique_ptr<bureau::BureauService> service_;
  std::deque<transport::HttpRequest> old_;
  struct UnderWay {
    Token token = 0;                           // 0: its sender gave up
    transport::HttpRequest request;
    std::optional<Result> answer;
  };
  std::vector<UnderWay> under_way_;
  Token last_token_ = 0;
};

}  // namespace openday::support
