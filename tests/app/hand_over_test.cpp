// Sticks of every kind at a real state folder: what a supervisor is shown, what comes into force, and what never does. A stand-in takes
// requests from spool/ as syncd does.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "kiosk/app/hand_over_porter.h"
#include "kiosk/app/office_program.h"
#include "kiosk/app/stick_files.h"
#include "kiosk/app/stick_turn.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/journal/inbox.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ui::HandOverProblem;
using ui::HandOverStage;
namespace fs = std::filesystem;

class FolderStick final : public device::StickMount {
 public:
  explicit FolderStick(fs::path folder) : folder_(std::move(folder)) {}
  device::MountResult<fs::path> mount() override {
    if (!fs::exists(folder_)) return base::fail(device::MountError::none, "no stick");
    return folder_;
  }
  device::MountResult<void> unmount() override { return {}; }

 private:
  fs::path folder_;
};

class HandOver : public DeskTest {
 protected:
  void SetUp() override {
    supervised = true;
    trust_with(trusts, 2);
    support::write_text(folder / "trust.json", event::write_trust(trusts, root));
    open();
    EXPECT_EQ(scan(code(0)).verdict, event::Verdict::admitted);
    fs::create_directories(stick / "openday-in");
    porter = std::make_unique<HandOverPorter>(PorterOptions{options.state, OPENDAY_BIN_DIR "/openday"}, std::make_unique<FolderStick>(stick), [] { return at("12:05:00"); });
  }
  void trust_with(event::Trust& trust, int version) {
    trust.version = version;
    trust.root = root.public_key();
    trust.keys = {{base::key_id(issuer.public_key()), issuer.public_key(), event::KeyUse::codes, {}}, {base::key_id(seal.public_key()), seal.public_key(), event::KeyUse::seal, {}}};
    if (signed_box) trust.keys.push_back({base::key_id(documents_key.public_key()), documents_key.public_key(), event::KeyUse::documents, {}});
  }
  [[nodiscard]] std::string roster_text(int version, std::size_t first = 0) const {
    return event::write_roster(event::Roster("YX201117", version, std::vector<event::Guest>(guests.begin() + static_cast<std::ptrdiff_t>(first), guests.end())));
  }
  // openday-in/ as the office makes it.
  void pack(const std::string& roster, int version, const base::SigningKey& key, const std::string& event = "YX201117") {
    event::PackageManifest manifest{event, "2020-11-17T07:00:00+08:00", {{"roster", version, roster.size(), base::to_hex(base::sha256(base::as_bytes(roster)))}}};
    const std::string text = event::write_manifest(manifest);
    put("manifest.json", text);
    put("manifest.json.cose", event::sign_document(text, key));
    put("roster.json", roster);
    put("roster.json.cose", event::sign_document(roster, key));
  }
  void pack(const std::string& roster, int version) { pack(roster, version, documents_key); }
  void put(const std::string& name, const std::string& text) const { support::write_text(stick / "openday-in" / name, text); }

  Carried work(HandOverWork what, const std::string& passphrase = {}, bool everything = false) {
    return porter->run({what, passphrase, {}, everything}, *report.documents, {[](const ui::HandOver&) {}, [this] { return stop; }, [this] { serve(); }});
  }
  HandOverProblem refused() {
    const Carried seen = work(HandOverWork::look);
    EXPECT_EQ(seen.status.stage, HandOverStage::failed);
    EXPECT_TRUE(seen.status.pullable);
    return seen.status.problem;
  }
  // What syncd does with a request.
  void serve() {
    journal::Spool spool(options.state);
    if (!syncd) return;
    const auto entries = *spool.list();
    for (const auto& entry : entries) {
      const std::string bytes = *spool.take(entry);
      if (entry.kind == journal::SpoolKind::import_package) {
        const auto package = *event::unbundle(bytes);
        const auto manifest = *event::check_contents(package);
        auto inbox = std::move(*journal::Inbox::open(options.state, at("12:05:00")));
        for (const auto& one : package.documents) (void)inbox.put_document({manifest.event, one.kind, manifest.find(one.kind)->version, one.bytes, one.cose});
      } else {
        fs::create_directories(spool.made(entry.name).parent_path());
        support::write_text(spool.made(entry.name), (journal::parse_export_request(bytes)->everything ? "everything sealed for " : "sealed for ") + base::to_hex(journal::parse_export_request(bytes)->seal));
      }
      (void)spool.done(entry);
    }
  }
  void adopt(const std::string& detail) {
    desk->carry_out(WorkOnHandOver{0, std::make_shared<const HandOverJob>(HandOverJob{HandOverWork::adopt, {}, detail})}, at("12:06:00"));
    collect();
  }

  bool signed_box = true, syncd = true, stop = false;
  base::SigningKey root = base::SigningKey::generate(), documents_key = base::SigningKey::generate();
  base::UnsealKey seal = base::UnsealKey::generate();
  event::Trust trusts;
  fs::path stick = folder / "stick";
  std::unique_ptr<HandOverPorter> porter;
};

TEST_F(HandOver, shows_what_would_change_and_counts_who_is_here_already_and_no_longer_listed) {
  pack(roster_text(2, 1), 2);   // the first guest, who is checked in, is gone
  const Carried seen = work(HandOverWork::look);
  ASSERT_EQ(seen.status.stage, HandOverStage::preview);
  EXPECT_TRUE(seen.status.pullable && seen.status.from_office);
  ASSERT_EQ(seen.status.changes.size(), 1u);
  EXPECT_EQ(seen.status.changes[0].from, 1);
  EXPECT_EQ(seen.status.changes[0].to, 2);
  EXPECT_EQ(seen.status.guests_before, 8);
  EXPECT_EQ(seen.status.guests_after, 7);
  EXPECT_EQ(seen.status.removed, 1);
  EXPECT_EQ(seen.status.gone_count, 1);
  EXPECT_THAT(seen.status.gone, ElementsAre("王玮　一组"));
  EXPECT_EQ(report.documents->roster->version(), 1) << "nothing counts before it is confirmed";
}

TEST_F(HandOver, confirmed_comes_into_force_is_recorded_and_loses_nobody) {
  pack(roster_text(2, 1), 2);
  (void)work(HandOverWork::look);
  const Carried done = work(HandOverWork::confirm);
  ASSERT_EQ(done.status.stage, HandOverStage::done);
  EXPECT_EQ(done.adopted, "roster 2");
  const int before = records("document");
  adopt(done.adopted);
  EXPECT_EQ(report.documents->roster->version(), 2);
  EXPECT_EQ(records("document"), before + 1);
  EXPECT_EQ(report.persons, 1) << "the check-in of the guest who is off the list stands";
  desk.reset();
  open();   // after a restart too, although the file on the command line is older
  EXPECT_EQ(report.documents->roster->version(), 2);
}

TEST_F(HandOver, the_same_stick_twice_changes_nothing) {
  pack(roster_text(2, 1), 2);
  (void)work(HandOverWork::look);
  adopt(work(HandOverWork::confirm).adopted);
  const int before = records("document") + records("staff");
  EXPECT_EQ(work(HandOverWork::look).status.stage, HandOverStage::same);
  EXPECT_EQ(work(HandOverWork::confirm).status.stage, HandOverStage::failed) << "there is nothing to confirm";
  EXPECT_EQ(records("document") + records("staff"), before);
}

TEST_F(HandOver, refuses_forged_older_conflicting_and_foreign_packages) {
  pack(roster_text(2), 2, base::SigningKey::generate());
  EXPECT_EQ(refused(), HandOverProblem::forged);
  pack(roster_text(2), 2, documents_key, "OTHER");
  EXPECT_EQ(refused(), HandOverProblem::wrong_event);
  pack(roster_text(1, 2), 1);
  EXPECT_EQ(refused(), HandOverProblem::conflicting);
  pack(roster_text(3), 3);
  (void)work(HandOverWork::look);
  adopt(work(HandOverWork::confirm).adopted);
  pack(roster_text(2), 2);
  EXPECT_EQ(refused(), HandOverProblem::older);
  pack(roster_text(5), 4);
  EXPECT_EQ(refused(), HandOverProblem::broken_document) << "the manifest says another version than the roster";
  fs::remove(stick / "openday-in/manifest.json.cose");
  EXPECT_EQ(refused(), HandOverProblem::not_signed);
}

TEST_F(HandOver, refuses_links_cut_files_and_what_is_too_large) {
  pack(roster_text(2), 2);
  fs::rename(stick / "openday-in/roster.json", stick / "elsewhere.json");
  fs::create_symlink(stick / "elsewhere.json", stick / "openday-in/roster.json");
  EXPECT_EQ(refused(), HandOverProblem::damaged) << "a link is not followed, whatever lies behind it";
  fs::remove(stick / "openday-in/roster.json");
  fs::create_directories(stick / "openday-in/roster.json");
  EXPECT_EQ(refused(), HandOverProblem::damaged);
  fs::remove_all(stick / "openday-in/roster.json");
  ASSERT_EQ(::mkfifo((stick / "openday-in/roster.json").c_str(), 0600), 0);
  EXPECT_EQ(refused(), HandOverProblem::damaged) << "and nobody waits for a pipe";
  fs::remove(stick / "openday-in/roster.json");
  put("roster.json", roster_text(2).substr(0, 40));
  EXPECT_EQ(refused(), HandOverProblem::damaged);
  put("roster.json", roster_text(2) + std::string(1u << 20, ' '));
  EXPECT_EQ(refused(), HandOverProblem::damaged);
  std::ofstream(stick / "openday-in/manifest.json").seekp(1 << 30).put(' ');   // a gigabyte that is not there
  EXPECT_EQ(refused(), HandOverProblem::too_large);
  fs::remove(stick / "openday-in/manifest.json");
  fs::create_symlink("/etc", stick / "openday-in/manifest.json");
  EXPECT_EQ(refused(), HandOverProblem::no_package);
}

TEST_F(HandOver, a_stick_of_countless_files_is_never_listed) {
  pack(roster_text(2), 2);
  for (int i = 0; i < 2'000; ++i) put("file" + std::to_string(i), "");
  ASSERT_EQ(::chmod((stick / "openday-in").c_str(), 0111), 0);   // may be entered, not listed
  EXPECT_EQ(work(HandOverWork::look).status.stage, HandOverStage::preview);
  ASSERT_EQ(::chmod((stick / "openday-in").c_str(), 0755), 0);
}

TEST_F(HandOver, a_stick_that_is_pulled_is_said_and_changes_nothing) {
  fs::remove_all(stick);
  EXPECT_EQ(work(HandOverWork::look).status.problem, HandOverProblem::no_stick);
  EXPECT_EQ(work(HandOverWork::hand_out).status.problem, HandOverProblem::no_stick);
  fs::create_directories(stick / "openday-in");
  class Vanishing final : public device::StickMount {
   public:
    explicit Vanishing(fs::path folder) : folder_(std::move(folder)) {}
    device::MountResult<fs::path> mount() override { return folder_; }
    device::MountResult<void> unmount() override { return base::fail(device::MountError::failed, "gone"); }

   private:
    fs::path folder_;
  };
  HandOverPorter other({options.state, {}}, std::make_unique<Vanishing>(stick), [] { return at("12:05:00"); });
  const Carried out = other.run({HandOverWork::hand_out, {}, {}}, *report.documents, {[](const ui::HandOver&) {}, [] { return false; }, [this] {
                                                                                         fs::remove_all(stick);   // pulled while syncd works
                                                                                         serve();
                                                                                       }});
  EXPECT_EQ(out.status.stage, HandOverStage::failed);
  EXPECT_FALSE(out.status.pullable);
  EXPECT_TRUE(out.exported.empty());
}

TEST_F(HandOver, a_stick_in_other_hands_is_not_taken_from_them) {
  const auto taken = std::make_shared<std::atomic<bool>>(false);
  StickTurn one(std::make_unique<FolderStick>(stick), taken), other(std::make_unique<FolderStick>(stick), taken);
  ASSERT_TRUE(one.mount());
  EXPECT_EQ(other.mount().error().kind, device::MountError::busy);
  ASSERT_TRUE(one.unmount());
  EXPECT_TRUE(other.mount());
}

TEST_F(HandOver, takes_the_request_back_when_nobody_serves_it_or_it_is_stopped) {
  pack(roster_text(2), 2);
  (void)work(HandOverWork::look);
  syncd = false;
  EXPECT_EQ(work(HandOverWork::confirm).status.problem, HandOverProblem::not_taken);
  EXPECT_THAT(*journal::Spool(options.state).list(), IsEmpty());
  stop = true;
  EXPECT_EQ(work(HandOverWork::hand_out).status.stage, HandOverStage::cancelled);
  EXPECT_THAT(*journal::Spool(options.state).list(), IsEmpty());
}

TEST_F(HandOver, records_go_onto_the_stick_sealed_to_the_bureaus_key) {
  const Carried done = work(HandOverWork::hand_out);
  ASSERT_EQ(done.status.stage, HandOverStage::done);
  EXPECT_TRUE(done.status.pullable);
  EXPECT_EQ(done.exported, "records stick");
  EXPECT_EQ(support::read_text(stick / done.status.name), "sealed for " + base::to_hex(seal.public_key()));
}

TEST_F(HandOver, a_box_that_knows_the_bureaus_key_takes_nothing_unsigned) {
  put("roster.csv", "姓名,类别\n");
  EXPECT_EQ(refused(), HandOverProblem::signed_only);
}

class UnsignedHandOver : public HandOver {
 protected:
  UnsignedHandOver() { signed_box = false; }
};

TEST_F(UnsignedHandOver, a_list_is_imported_by_the_offices_program_and_vouched_for) {
  put("名单.csv", "姓名,类别,分组\n王玮,服务对象,一组\n阿依古丽·买买提,服务对象,一组\n李想,服务对象,二组\n");
  const Carried seen = work(HandOverWork::look);
  ASSERT_EQ(seen.status.stage, HandOverStage::preview) << static_cast<int>(seen.status.problem) << seen.status.detail;
  EXPECT_FALSE(seen.status.from_office);
  EXPECT_EQ(seen.status.changes.at(0).kind, "roster");
  EXPECT_EQ(seen.status.guests_after, 3);
  const Carried done = work(HandOverWork::confirm);
  EXPECT_EQ(done.adopted, "roster 2, vouched for");
  adopt(done.adopted);
  EXPECT_EQ(report.documents->roster->version(), 2);
  EXPECT_EQ(report.documents->roster->guests().size(), 3u);
  EXPECT_EQ(work(HandOverWork::look).status.stage, HandOverStage::same) << "the same stick again";
}

TEST_F(UnsignedHandOver, a_list_with_a_bad_row_names_it) {
  put("名单.csv", "姓名,类别\n王玮,没有这一类\n");
  const Carried seen = work(HandOverWork::look);
  EXPECT_EQ(seen.status.problem, HandOverProblem::broken_list);
  EXPECT_THAT(seen.status.detail, ::testing::HasSubstr("第 2 行"));
}

TEST_F(UnsignedHandOver, codes_are_made_onto_the_stick_with_its_key_and_passphrase) {
  support::write_text(stick / "codes.key", issuer.to_pem("yunxi 2020"));
  EXPECT_EQ(work(HandOverWork::codes, "wrong one").status.problem, HandOverProblem::wrong_passphrase);
  const Carried done = work(HandOverWork::codes, "yunxi 2020");
  ASSERT_EQ(done.status.stage, HandOverStage::done) << static_cast<int>(done.status.problem);
  EXPECT_TRUE(fs::exists(stick / done.status.name / "invitations.pdf"));
  EXPECT_EQ(done.exported, "codes stick");
  EXPECT_FALSE(fs::exists(options.state / "reports/hand-over"));
  fs::remove(stick / "codes.key");
  EXPECT_EQ(work(HandOverWork::codes).status.problem, HandOverProblem::no_key);
}

TEST_F(UnsignedHandOver, codes_of_a_key_that_this_box_does_not_trust_are_not_made) {
  support::write_text(stick / "codes.key", base::SigningKey::generate().to_pem(""));
  EXPECT_EQ(work(HandOverWork::codes).status.problem, HandOverProblem::no_key);
  EXPECT_EQ(std::distance(fs::directory_iterator(stick), fs::directory_iterator()), 2) << "openday-in and the key: half a set of codes is none";
}

TEST_F(HandOver, goes_out_from_the_start_where_it_is_asked_for_and_the_record_says_so) {
  const Carried usual = work(HandOverWork::hand_out);
  ASSERT_EQ(usual.status.stage, HandOverStage::done);
  EXPECT_EQ(usual.exported, "records stick");
  EXPECT_TRUE(support::read_text(stick / usual.status.name).starts_with("sealed for"));
  const Carried all = work(HandOverWork::hand_out, {}, true);
  ASSERT_EQ(all.status.stage, HandOverStage::done);
  EXPECT_TRUE(all.status.everything);
  EXPECT_EQ(all.exported, "records stick everything");
  EXPECT_TRUE(support::read_text(stick / all.status.name).starts_with("everything sealed for"));
}

}  // namespace
}  // namespace openday::app
