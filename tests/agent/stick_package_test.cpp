// A hall without a network: syncd makes a package on request, the bureau takes it in as if it had been pushed.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "kiosk/base/file.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/journal/inbox_reader.h"
#include "sync/agent/spool_desk.h"
#include "sync/bureau/take_in.h"
#include "tests/agent/sync_world.h"

namespace openday::agent {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class StickPackage : public ::testing::Test {
 protected:
  StickPackage() : reader_(world_.state()), spool_(world_.state()), desk_(world_.state(), reader_, world_.inbox(), world_.key(), [this] { return ++asked_ != leave_at_; }) {
    support::write_text(key_file(), seal_.to_pem());
  }
  [[nodiscard]] fs::path key_file() const { return world_.state() / "seal.key"; }

  // The file that a supervisor would carry away.
  fs::path hand_out(bool everything = false) {
    const std::string name = *spool_.put(journal::SpoolKind::export_package, journal::to_text(journal::ExportRequest{seal_.public_key(), everything}), world_.now().wall, base::random16());
    desk_.serve(world_.now());
    EXPECT_FALSE(spool_.pending(name));
    const fs::path carried = world_.state() / (name + ".stick");
    fs::copy_file(spool_.made(name), carried);
    return carried;
  }
  int take_in(const fs::path& file, const fs::path& key = {}) {
    said_.str({});
    wrong_.str({});
    return bureau::take_in(world_.store(), {said_, wrong_, world_.now().wall}, {{file.string()}, (key.empty() ? key_file() : key).string(), {}});
  }
  // No line to the bureau at all.
  support::SyncWorld world_;
  base::UnsealKey seal_ = base::UnsealKey::generate();
  journal::JournalReader reader_;
  journal::Spool spool_;
  int asked_ = 0, leave_at_ = -1;   // the package is left off when it is asked for the so-manieth time
  SpoolDesk desk_;
  std::ostringstream said_, wrong_;
};

TEST_F(StickPackage, brings_every_record_and_ballot_once) {
  for (int guest = 0; guest < 700; ++guest) world_.check_in(guest);
  world_.rate(6);
  const auto file = hand_out();
  ASSERT_EQ(take_in(file), 0) << wrong_.str();
  EXPECT_EQ(world_.difference(), "");
  EXPECT_THAT(said_.str(), HasSubstr("0 known already"));
}

TEST_F(StickPackage, the_same_file_twice_changes_nothing) {
  for (int guest = 0; guest < 5; ++guest) world_.check_in(guest);
  world_.rate(6);
  const auto file = hand_out();
  ASSERT_EQ(take_in(file), 0);
  const std::string first = said_.str();
  ASSERT_EQ(take_in(file), 0) << wrong_.str();
  EXPECT_THAT(said_.str(), HasSubstr(": 0 records new, "));
  EXPECT_THAT(said_.str(), HasSubstr("; 0 ballot batches new, "));
  EXPECT_NE(said_.str(), first);
  EXPECT_EQ(world_.difference(), "");
}

TEST_F(StickPackage, begins_after_what_the_bureau_acknowledged) {
  world_.check_in(1);
  world_.run_until_quiet();
  for (int guest = 2; guest < 5; ++guest) world_.check_in(guest);
  ASSERT_EQ(take_in(hand_out()), 0) << wrong_.str();
  EXPECT_THAT(said_.str(), HasSubstr(": 3 records new, 0 known already"));
  ASSERT_EQ(take_in(hand_out(true)), 0);
  EXPECT_THAT(said_.str(), HasSubstr(": 0 records new, "));
  EXPECT_EQ(world_.difference(), "");
}

TEST_F(StickPackage, a_strange_record_goes_to_the_same_quarantine_as_from_a_push) {
  world_.append(R"({"nothing":"of a check-in"})", event::Kind::check_in);
  world_.check_in(1);
  ASSERT_EQ(take_in(hand_out()), 0) << wrong_.str();
  EXPECT_THAT(said_.str(), HasSubstr(" 1 of the new ones in quarantine"));
  EXPECT_EQ(world_.store().quarantine()->size(), 1u);
}

TEST_F(StickPackage, a_cut_or_changed_file_changes_nothing) {
  for (int guest = 0; guest < 5; ++guest) world_.check_in(guest);
  const auto file = hand_out();
  const std::string whole = *base::read_file(file);
  for (const std::size_t cut : {std::size_t{3}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    support::write_text(file, whole.substr(0, cut));
    EXPECT_EQ(take_in(file), 1) << cut;
  }
  for (const std::size_t at : {std::size_t{2}, std::size_t{200}, whole.size() / 2, whole.size() - 3}) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    support::write_text(file, changed);
    EXPECT_EQ(take_in(file), 1) << at;
  }
  support::write_text(file, whole + "x");
  EXPECT_EQ(take_in(file), 1);
  EXPECT_EQ(world_.store().events()->size(), 0u);
  support::write_text(file, whole);
  EXPECT_EQ(take_in(file), 0);
}

TEST_F(StickPackage, is_opened_by_the_bureaus_key_alone) {
  world_.check_in(1);
  const auto file = hand_out();
  const std::string bytes = *base::read_file(file);
  EXPECT_EQ(bytes.find("citizen"), std::string::npos);
  const fs::path other = world_.state() / "other.key";
  support::write_text(other, base::UnsealKey::generate().to_pem());
  EXPECT_EQ(take_in(file, other), 1);
  EXPECT_THAT(wrong_.str(), HasSubstr("sealed to key"));
}

TEST_F(StickPackage, of_a_box_that_the_office_did_not_list_is_refused) {
  world_.check_in(1);
  const auto file = hand_out();
  ASSERT_TRUE(world_.store().revoke_device(world_.key().public_key(), world_.now().wall));
  EXPECT_EQ(take_in(file), 1);
  EXPECT_THAT(wrong_.str(), HasSubstr("revoked"));
}

TEST_F(StickPackage, a_later_one_without_the_one_before_says_what_is_missing) {
  world_.check_in(1);
  world_.run_until_quiet();
  world_.restart_bureau();
  world_.check_in(2);
  const auto file = hand_out();
  bureau::SqliteOptions options;
  auto empty = std::move(*bureau::SqliteStore::open(world_.state() / "other.db", options));
  ASSERT_TRUE(empty->add_device(world_.key().public_key(), "box", world_.now().wall));
  EXPECT_EQ(bureau::take_in(*empty, {said_, wrong_, world_.now().wall}, {{file.string()}, key_file().string(), {}}), 1);
  EXPECT_THAT(wrong_.str(), HasSubstr("hand out everything on the box"));
}

TEST_F(StickPackage, that_a_stop_breaks_off_leaves_nothing_and_is_made_at_the_next_start) {
  for (int guest = 0; guest < 1200; ++guest) world_.check_in(guest);
  leave_at_ = 2;
  const std::string name = *spool_.put(journal::SpoolKind::export_package, journal::to_text(journal::ExportRequest{seal_.public_key(), false}), world_.now().wall, base::random16());
  desk_.serve(world_.now());
  EXPECT_EQ(asked_, 2);
  EXPECT_TRUE(spool_.pending(name));
  EXPECT_TRUE(fs::is_empty(journal::Layout{world_.state()}.out_folder()));
  desk_.serve(world_.now());
  EXPECT_FALSE(spool_.pending(name));
  EXPECT_EQ(take_in(spool_.made(name)), 0) << wrong_.str();
  EXPECT_EQ(world_.difference(), "");
}

TEST_F(StickPackage, is_made_though_a_paper_for_the_bureau_waits) {
  const std::string paper = *spool_.put(journal::SpoolKind::send_paper, "of another part", world_.now().wall, base::random16());
  world_.check_in(1);
  EXPECT_EQ(take_in(hand_out()), 0) << wrong_.str();
  EXPECT_TRUE(spool_.pending(paper));
  EXPECT_FALSE(fs::exists(spool_.refused(paper)));
}

TEST_F(StickPackage, what_comes_in_lies_in_the_inbox_once) {
  event::Package package{{}, {}, {{"plan", "version = 2", "signature"}, {"calendar", "{}", {}}}};
  event::PackageManifest manifest{"lq2020", "2020-11-16T08:00:00Z", {}};
  for (const auto& one : package.documents) manifest.files.push_back({one.kind, 2, one.bytes.size(), base::to_hex(base::sha256(base::as_bytes(one.bytes)))});
  package.manifest = event::write_manifest(manifest);
  const auto give = [&](const std::string& bytes) {
    const std::string name = *spool_.put(journal::SpoolKind::import_package, bytes, world_.now().wall, base::random16());
    desk_.serve(world_.now());
    EXPECT_FALSE(spool_.pending(name));
    return name;
  };
  give(event::bundle(package));
  give(event::bundle(package));
  journal::InboxReader inbox(world_.state());
  EXPECT_EQ(inbox.documents()->size(), 2u);
  const auto plan = *inbox.document("lq2020", "plan");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->version, 2);
  EXPECT_EQ(plan->signature, "signature");
  EXPECT_TRUE(*inbox.document("", "calendar"));
  package.documents[0].bytes = "version = 3";   // not what the manifest says
  const std::string name = give(event::bundle(package));
  EXPECT_TRUE(fs::exists(spool_.refused(name)));
  EXPECT_EQ((*inbox.document("lq2020", "plan"))->bytes, "version = 2");
}

}  // namespace
}  // namespace openday::agent
