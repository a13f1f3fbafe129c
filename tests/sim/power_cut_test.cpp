// The power fails, thousands of times, while journal.db, inbox.db or the bureau's file is written: what was acknowledged is there, whole,
// and no file is damaged. The same harness finds synchronous=NORMAL and a disk that lies at once. OPENDAY_POWER_CUTS=N cuts of each file;
// OPENDAY_NIGHTLY=1: 100,000 in all. Figures: build/reports/power-cuts-*.txt.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/journal/database.h"
#include "kiosk/journal/inbox.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/journal/journal_fixture.h"
#include "tests/support/power_cut_vfs.h"

namespace openday::sim {
namespace {

using journal::FastFolder;
using journal::moment;
using support::PowerCutDisk;

constexpr const char* kVfs = "cut-campaign";

int cuts_of_each() {
  const char* wanted = std::getenv("OPENDAY_POWER_CUTS");
  const char* nightly = std::getenv("OPENDAY_NIGHTLY");
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kShort = 100;
#else
  constexpr int kShort = 1'000;
#endif
  return wanted != nullptr ? std::atoi(wanted) : nightly != nullptr && *nightly == '1' ? 33'400 : kShort;
}

// What a file acknowledged before the power went, and whether all of it is there after it came back. One life of one file.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual void open() = 0;                            // throws when the disk is off
  virtual bool work(std::mt19937_64& random) = 0;     // one transaction; false: it failed, the power is gone
  virtual void close() = 0;
  [[nodiscard]] virtual std::string missing() = 0;    // opened again after the cut; empty: all is there
  [[nodiscard]] virtual std::filesystem::path file() const = 0;
};

struct Found {
  int cuts = 0, lost = 0, damaged = 0;
  std::string first;                                  // of what was wrong
};

bool is_whole(const std::filesystem::path& file) {
  journal::Database database(file, journal::Database::Mode::write, kVfs);
  journal::Statement check(database, "PRAGMA integrity_check");
  auto rows = check.query();
  return rows.next() && rows.text(0) == "ok";
}

// Lives of one kind of file, each cut at another operation.
template <class Kind>
Found cut(int cuts, std::uint64_t first_seed) {
  Found found;
  std::uint64_t operations = 0;
  for (int each = -1; each < cuts; ++each) {          // the first life counts operations and is not cut
    std::mt19937_64 random(first_seed + static_cast<std::uint64_t>(each + 1));
    const FastFolder folder;
    PowerCutDisk disk(kVfs, random());
    Kind subject(folder.path());
    disk.cut_at(each < 0 ? 0 : 1 + random() % operations);
    try {
      subject.open();
      for (int i = 0; i < 40 && subject.work(random); ++i) {
      }
    } catch (const std::runtime_error&) {
    }
    subject.close();
    if (each < 0) {
      operations = disk.operations();
      continue;
    }
    ++found.cuts;
    disk.power_up();
    std::string wrong;
    try {
      if (!is_whole(subject.file())) ++found.damaged, wrong = "integrity_check";
      subject.open();
      if (const auto gone = subject.missing(); !gone.empty()) ++found.lost, wrong = gone;
    } catch (const std::runtime_error& error) {
      ++found.damaged;
      wrong = error.what();
    }
    subject.close();
    if (found.first.empty() && !wrong.empty()) found.first = fmt::format("cut {}: {}", each, wrong);
  }
  return found;
}

class JournalSubject final : public Subject {
 public:
  explicit JournalSubject(std::filesystem::path state) : state_(std::move(state)) {}
  void open() override {
    journal::JournalOptions options;
    options.vfs = kVfs;
    auto opened = journal::Journal::open(state_, moment(), options);
    if (!opened || opened->moved_aside()) throw std::runtime_error(opened ? "taken for damaged" : opened.error().what);
    journal_.emplace(std::move(*opened));
  }
  bool work(std::mt19937_64& random) override {
    if (random() % 6 == 0) {
      if (!journal_->ballots().cast(journal::cast_of(++guests_, {"bureau"}))) return false;
      return ++cast_, true;
    }
    const auto made = journal_->append(std::vector<journal::Draft>(1 + random() % 3, journal::draft(std::string(random() % 2000, 'x'))), moment());
    if (made) head_ = journal_->head();
    return made.has_value();
  }
  void close() override { journal_.reset(); }
  std::string missing() override {
    const auto& head = journal_->head();
    if (head_.seq > 0 && (head.inc != head_.inc || head.seq < head_.seq)) return fmt::format("seq {} of {}", head.seq, head_.seq);
    const auto waiting = journal_->ballots().waiting();
    const int there = waiting && !waiting->empty() ? waiting->front().ballots : 0;
    return there < cast_ ? fmt::format("{} ballots of {}", there, cast_) : std::string();
  }
  std::filesystem::path file() const override { return journal::Layout{state_}.journal_db(); }

 private:
  std::filesystem::path state_;
  std::optional<journal::Journal> journal_;
  journal::Head head_;
  int guests_ = 0, cast_ = 0;
};

class InboxSubject final : public Subject {
 public:
  explicit InboxSubject(std::filesystem::path state) : state_(std::move(state)) {}
  void open() override {
    auto opened = journal::Inbox::open(state_, moment(), {kVfs});
    if (!opened || opened->moved_aside()) throw std::runtime_error(opened ? "taken for damaged" : opened.error().what);
    inbox_.emplace(std::move(*opened));
  }
  bool work(std::mt19937_64& random) override {
    std::vector<journal::Quarantined> aside;
    if (random() % 4 == 0) aside.push_back({device_, kInc, acked_ + 1, "schema", {}, std::string(random() % 3000, 'r')});
    if (!inbox_->acknowledge({device_, kInc, acked_ + 1, acked_, "epoch"}, aside)) return false;
    ++acked_;
    aside_ += aside.size();
    if (random() % 3 != 0) return true;
    if (!inbox_->put_document({"lq2020", "plan", static_cast<int>(plan_ + 1), std::string(random() % 9000, 'p'), "sig"})) return false;
    return ++plan_, true;
  }
  void close() override { inbox_.reset(); }
  std::string missing() override {
    const auto ack = inbox_->ack(device_, kInc);
    const auto aside = inbox_->quarantined();
    if (!ack || !aside) return "unreadable";
    if (acked_ > 0 && (!*ack || (*ack)->seq < acked_)) return fmt::format("the acknowledgement of {}", acked_);
    if (aside->size() < aside_) return fmt::format("{} verdicts of {}", aside->size(), aside_);
    const auto older = inbox_->put_document({"lq2020", "plan", static_cast<int>(plan_), "p", "sig"});
    return plan_ > 0 && (!older || *older) ? fmt::format("version {} of the plan", plan_) : std::string();
  }
  std::filesystem::path file() const override { return journal::Layout{state_}.inbox_db(); }

 private:
  static constexpr const char* kInc = "00000000000000aa";
  std::filesystem::path state_;
  const base::Uuid device_ = *base::parse_uuid("6f9619ff-8b86-4011-b42d-00c04fc964ff");
  std::optional<journal::Inbox> inbox_;
  std::uint64_t acked_ = 0, plan_ = 0;
  std::size_t aside_ = 0;
};

class BureauSubject final : public Subject {
 public:
  explicit BureauSubject(const std::filesystem::path& folder) : file_(folder / "bureau.db") {}
  void open() override {
    auto opened = bureau::SqliteStore::open(file_, {bureau::Role::server, kVfs, {}, bureau::kMostInGroup, 20});
    if (!opened) throw std::runtime_error(opened.error().what);
    store_ = std::move(*opened);
  }
  bool work(std::mt19937_64& random) override {
    if (random() % 5 == 0) {
      base::Uuid batch = base::make_uuid_v4(base::random16());
      if (!store_->put_ballots(device_.ballots(3, batch), bureau::kNow)) return false;
      return ++batches_, true;
    }
    const auto stored = store_->put(device_.run(device_.next_few(1 + static_cast<int>(random() % 5))), bureau::kNow);
    if (stored) acked_ = std::max(acked_, stored->ack);   // said once, it is a promise
    return stored.has_value();
  }
  void close() override { store_.reset(); }
  std::string missing() override {
    const auto held = store_->held(device_.id, {device_.inc, device_.hashes.size() - 1, device_.hashes.back()});
    const auto batches = store_->count_ballot_batches(device_.id);
    if (!held || !batches) return "unreadable";
    if (held->ack < acked_) return fmt::format("{} records of {}", held->ack, acked_);
    if (held->head != device_.hashes[held->ack]) return fmt::format("the hash at {}", held->ack);
    return *batches < batches_ ? fmt::format("{} ballot batches of {}", *batches, batches_) : std::string();
  }
  std::filesystem::path file() const override { return file_; }

 private:
  std::filesystem::path file_;
  bureau::TestDevice device_;
  std::unique_ptr<bureau::SqliteStore> store_;
  std::uint64_t acked_ = 0, batches_ = 0;
};

// A file like the inbox with synchronous=NORMAL: what the harness must find.
class CarelessInbox final : public Subject {
 public:
  explicit CarelessInbox(const std::filesystem::path& folder) : file_(folder / "careless.db") {}
  void open() override {
    database_ = std::make_unique<journal::Database>(file_, journal::Database::Mode::write, kVfs);
    database_->configure_writer();
    database_->execute("PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS ack(seq INTEGER)");
  }
  bool work(std::mt19937_64&) override {
    try {
      journal::Transaction transaction(*database_);
      database_->execute("INSERT INTO ack SELECT count(*) + 1 FROM ack");
      transaction.commit();
    } catch (const journal::DatabaseError&) {
      return false;
    }
    return ++acked_, true;
  }
  void close() override { database_.reset(); }
  std::string missing() override {
    const auto there = database_->integer("SELECT count(*) FROM ack");
    return there < acked_ ? fmt::format("{} of {}", there, acked_) : std::string();
  }
  std::filesystem::path file() const override { return file_; }

 private:
  std::filesystem::path file_;
  std::unique_ptr<journal::Database> database_;
  std::int64_t acked_ = 0;
};

class PowerCutCampaign : public ::testing::Test {
 protected:
  void SetUp() override { base::set_log_level(static_cast<base::LogLevel>(0)); }
  void TearDown() override { base::set_log_level(base::LogLevel::info); }

  template <class Kind>
  Found played(const char* name, int cuts) {
    const auto began = std::chrono::steady_clock::now();
    const auto found = cut<Kind>(cuts, 1);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const auto text = fmt::format("{}: {} cuts, {} lost something acknowledged, {} damaged, {:.1f} s\n", name, found.cuts, found.lost, found.damaged, seconds);
    const std::filesystem::path folder = OPENDAY_SOURCE_DIR "/build/reports";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / fmt::format("power-cuts-{}.txt", name)) << text;
    std::fputs(text.c_str(), stdout);
    return found;
  }
};

TEST_F(PowerCutCampaign, leaves_the_journal_whole_with_all_it_confirmed) {
  const auto found = played<JournalSubject>("journal", cuts_of_each());
  EXPECT_EQ(found.lost + found.damaged, 0) << found.first;
}

TEST_F(PowerCutCampaign, leaves_the_inbox_whole_with_all_it_acknowledged) {
  const auto found = played<InboxSubject>("inbox", cuts_of_each());
  EXPECT_EQ(found.lost + found.damaged, 0) << found.first;
}

TEST_F(PowerCutCampaign, leaves_the_bureau_whole_with_all_it_acknowledged) {
  const auto found = played<BureauSubject>("bureau", cuts_of_each());
  EXPECT_EQ(found.lost + found.damaged, 0) << found.first;
}

TEST_F(PowerCutCampaign, finds_a_file_that_is_not_synced_at_each_commit) {
  const auto found = played<CarelessInbox>("synchronous-normal", 200);
  EXPECT_GT(found.lost, 50);
  EXPECT_EQ(found.damaged, 0) << found.first;
}

}  // namespace
}  // namespace openday::sim
