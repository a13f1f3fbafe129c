// The stores that the contract runs on, each behind the same verbs. PostgreSQL is a private cluster, one for the whole program, and a
// schema of its own for each test.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "sync/bureau/postgres_store.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/postgres_cluster.h"

namespace openday::bureau {

class StoreKind {
 public:
  virtual ~StoreKind() = default;
  // The store as a server has it; throws when it does not open. Again: the same data.
  [[nodiscard]] virtual std::unique_ptr<BureauStore> open() = 0;
  [[nodiscard]] virtual std::int64_t count(const std::string& sql) = 0;
  [[nodiscard]] virtual bool files_hold(const std::string& bytes) = 0;
};

[[nodiscard]] std::unique_ptr<StoreKind> make_store_kind(const std::string& name);   // sqlite, postgres

// The program's cluster, started when first asked for.
[[nodiscard]] support::PostgresCluster& cluster();
// A connection string to a new schema of it.
[[nodiscard]] std::string fresh_schema();
// Whether any of its tables' files holds these bytes.
[[nodiscard]] bool cluster_holds(const std::string& bytes);
[[nodiscard]] std::unique_ptr<PostgresStore> open_postgres(const std::string& where);

class StoreContract : public ::testing::TestWithParam<std::string> {
 protected:
  StoreContract() : kind_(make_store_kind(GetParam())), store_(kind_->open()) {}
  void reopen() {
    store_.reset();
    store_ = kind_->open();
  }
  [[nodiscard]] std::int64_t count(const std::string& sql) const { return kind_->count(sql); }
  [[nodiscard]] std::int64_t records() const { return count("SELECT count(*) FROM records"); }
  // Rows of an exported table, without its heading.
  [[nodiscard]] std::vector<AdminStore::Row> rows(const std::string& table, const std::string& event = {}) const;
  // Whether any body that the store would give away holds these bytes.
  [[nodiscard]] bool tells(const std::string& bytes) const;
  Stored put(const bureau::Run& run, base::Instant now = kNow) {
    const auto done = store_->put(run, now);
    if (!done) throw std::runtime_error(done.error().what);
    return *done;
  }

  std::unique_ptr<StoreKind> kind_;
  std::unique_ptr<BureauStore> store_;
};

}  // namespace openday::bureau

#define OPENDAY_ON_EVERY_STORE(fixture) \
  INSTANTIATE_TEST_SUITE_P(Every, fixture, ::testing::Values("sqlite", "postgres"), [](const auto& one) { return one.param; })
