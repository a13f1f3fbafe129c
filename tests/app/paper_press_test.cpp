// Papers from a real journal to a folder that stands for a stick, or to a printer that does as it is told; on their own thread too.
#include "kiosk/app/paper_press.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/paper_thread.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/sent_paper.h"
#include "kiosk/journal/spool.h"
#include "tests/app/desk_fixture.h"
#include "tests/device/printer_fake.h"
#include "tests/support/process.h"

namespace openday::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::PaperFormat;
using ui::PaperKind;
using ui::PaperProblem;
using ui::PaperStage;
using ui::PaperTarget;

constexpr const char* kPassphrase = "yunxi 2020";

// A stick whose mounting is scripted.
class FakeStick final : public device::StickMount {
 public:
  FakeStick(std::filesystem::path folder, std::optional<device::MountError> fail, bool* unmounted) : folder_(std::move(folder)), fail_(fail), unmounted_(unmounted) {}
  device::MountResult<std::filesystem::path> mount() override {
    if (fail_) return base::fail(*fail_, "scripted");
    return folder_;
  }
  device::MountResult<void> unmount() override {
    *unmounted_ = true;
    return {};
  }

 private:
  std::filesystem::path folder_;
  std::optional<device::MountError> fail_;
  bool* unmounted_;
};

class Papers : public DeskTest {
 protected:
  void SetUp() override {
    open();
    EXPECT_EQ(scan(code(0)).verdict, event::Verdict::admitted);
    documents = report.documents;
    std::filesystem::create_directories(stick);
    auto made = std::make_unique<device::FakePrinter>();
    printer = made.get();
    press = std::make_unique<PaperPress>(PressOptions{options.state, OPENDAY_SOURCE_DIR "/assets/fonts.toml", ""}, std::move(made), std::make_unique<FakeStick>(stick, std::nullopt, &unmounted), [] { return at("12:05:00"); });
  }
  PaperStatus run(PaperKind kind, PaperFormat format, PaperTarget target, bool again = false, int stop_after = -1) {
    stages.clear();
    int calls = 0;
    return press->run({1, kind, format, target, kPassphrase, again}, *documents, [this](const PaperStatus& status) { if (stages.empty() || stages.back() != status.stage) stages.push_back(status.stage); },
                      [&] { return stop_after >= 0 && calls++ >= stop_after; }, [] {});
  }
  [[nodiscard]] std::vector<std::string> on_stick() const { return support::names_in(stick); }

  std::filesystem::path stick = folder / "stick";
  std::shared_ptr<const Documents> documents;
  bool unmounted = false;
  device::FakePrinter* printer = nullptr;
  std::unique_ptr<PaperPress> press;
  std::vector<PaperStage> stages;
};

TEST_F(Papers, lie_on_the_stick_sealed_and_the_stick_may_be_pulled) {
  const PaperStatus done = run(PaperKind::sign_in, PaperFormat::csv, PaperTarget::stick);
  EXPECT_EQ(done.stage, PaperStage::done);
  EXPECT_TRUE(done.pullable && unmounted);
  EXPECT_THAT(stages, ElementsAre(PaperStage::making, PaperStage::sealing, PaperStage::copying, PaperStage::done));
  ASSERT_THAT(on_stick(), ElementsAre("openday-sign-in-20201117T120500.zip"));
  if (support::run_program({"sh", "-c", "command -v bsdtar"}).exit_code != 0) GTEST_SKIP() << "no bsdtar here; config/packages.list names it";
  const auto opened = support::run_program({"bsdtar", "-xOf", (stick / on_stick()[0]).string(), "--passphrase", kPassphrase});
  EXPECT_THAT(opened.out, HasSubstr("1,王玮,服务对象,一组,1,08:32,扫码,,"));
  EXPECT_THAT(opened.out, HasSubstr("未到"));
}

TEST_F(Papers, of_every_kind_and_format_can_be_made) {
  for (const PaperKind kind : {PaperKind::sign_in, PaperKind::summary, PaperKind::tallies, PaperKind::results, PaperKind::slips})
    for (const PaperFormat format : {PaperFormat::pdf, PaperFormat::xlsx, PaperFormat::csv}) {
      if (kind == PaperKind::summary && format != PaperFormat::pdf) continue;
      std::filesystem::remove_all(stick);
      std::filesystem::create_directories(stick);
      EXPECT_EQ(run(kind, format, PaperTarget::stick).stage, PaperStage::done) << static_cast<int>(kind) << static_cast<int>(format);
      EXPECT_EQ(on_stick().size(), 1u);
    }
}

TEST_F(Papers, leave_no_copy_on_the_box) {
  run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::stick);
  run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::printer);
  EXPECT_TRUE(support::names_in(options.state / "reports").empty());
}

TEST_F(Papers, without_a_stick_say_what_to_do) {
  for (const auto& [kind, problem] : {std::pair(device::MountError::none, PaperProblem::no_stick), std::pair(device::MountError::several, PaperProblem::several_sticks), std::pair(device::MountError::foreign, PaperProblem::foreign_stick),
                                      std::pair(device::MountError::no_helper, PaperProblem::no_helper)}) {
    PaperPress other({options.state, OPENDAY_SOURCE_DIR "/assets/fonts.toml", ""}, std::make_unique<device::FakePrinter>(), std::make_unique<FakeStick>(stick, kind, &unmounted), [] { return at("12:05:00"); });
    const PaperStatus done = other.run({1, PaperKind::sign_in, PaperFormat::csv, PaperTarget::stick, kPassphrase, false}, *documents, [](const PaperStatus&) {}, [] { return false; }, [] {});
    EXPECT_EQ(done.stage, PaperStage::failed);
    EXPECT_EQ(done.problem, problem);
  }
}

TEST_F(Papers, stopped_at_any_moment_leave_nothing_and_let_the_stick_go) {
  for (int stop = 0; stop < 30; ++stop) {
    const PaperStatus done = run(PaperKind::sign_in, PaperFormat::csv, PaperTarget::stick, false, stop);
    if (done.stage == PaperStage::done) break;
    EXPECT_EQ(done.stage, PaperStage::cancelled);
    EXPECT_TRUE(on_stick().empty());
  }
}

TEST_F(Papers, wait_for_a_printer_without_paper_and_say_so) {
  printer->states = {device::JobState::printing, device::JobState::out_of_paper, device::JobState::printing, device::JobState::done};
  const PaperStatus done = run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::printer);
  EXPECT_EQ(done.stage, PaperStage::done);
  EXPECT_EQ(done.name, "大厅打印机");
  EXPECT_THAT(stages, ElementsAre(PaperStage::making, PaperStage::printing, PaperStage::out_of_paper, PaperStage::printing, PaperStage::done));
}

TEST_F(Papers, that_a_printer_gave_up_are_said_to_have_failed) {
  printer->states = {device::JobState::failed};
  EXPECT_EQ(run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::printer).problem, PaperProblem::printer_failed);
  printer->states = {device::JobState::stopped};
  EXPECT_EQ(run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::printer).problem, PaperProblem::printer_failed) << "a job without an end is taken back";
  EXPECT_EQ(printer->cancelled.size(), 1u);
  printer->printers.clear();
  EXPECT_EQ(run(PaperKind::sign_in, PaperFormat::pdf, PaperTarget::printer).problem, PaperProblem::no_printer);
}

TEST_F(Papers, keep_a_list_for_emergencies_that_names_who_came) {
  ASSERT_TRUE(press->keep_list_fresh(*documents));
  EXPECT_THAT(support::names_in(options.state / "reports"), ElementsAre("sign-in.pdf"));
  const auto text = support::run_program({"pdftotext", "-raw", (options.state / "reports/sign-in.pdf").string(), "-"});
  if (text.exit_code != 0) GTEST_SKIP() << "no pdftotext here; config/packages.list names it";
  EXPECT_THAT(text.out, HasSubstr("王玮"));
}

report::MissingList two_missing() { return {"上车 · 前往登记中心", "1号车", "车辆", 15, 12, {{"欧阳明溪", "政协委员", "1号车", "1296", 2, true}, {"𬀩𫍯", "服务对象", "1号车", "", 1, false}}}; }

TEST_F(Papers, of_a_roll_call_name_who_is_missing_and_leave_no_copy) {
  printer->keeps = folder / "printed.pdf";
  const PaperStatus done = press->print_missing(two_missing(), *documents, [](const PaperStatus&) {}, [] { return false; }, [] {});
  EXPECT_EQ(done.stage, PaperStage::done);
  EXPECT_THAT(printer->titles, ElementsAre("缺席名单"));
  EXPECT_TRUE(support::names_in(options.state / "reports").empty());
  const auto text = support::run_program({"pdftotext", "-raw", printer->keeps.string(), "-"});
  if (text.exit_code != 0) GTEST_SKIP() << "no pdftotext here; config/packages.list names it";
  for (const char* said : {"缺席名单", "前往登记中心", "1号车", "欧阳明溪", "𬀩𫍯", "未签到", "1296"}) EXPECT_THAT(text.out, HasSubstr(said));
}

TEST_F(Papers, of_a_roll_call_that_a_printer_refuses_are_said_to_have_failed) {
  printer->fail = device::PrinterError::refused;
  EXPECT_EQ(press->print_missing(two_missing(), *documents, [](const PaperStatus&) {}, [] { return false; }, [] {}).stage, PaperStage::failed);
  printer->fail.reset();
  EXPECT_EQ(press->print_missing(two_missing(), *documents, [](const PaperStatus&) {}, [] { return true; }, [] {}).stage, PaperStage::cancelled);
  EXPECT_TRUE(printer->titles.empty());
}

TEST_F(Papers, of_a_roll_call_are_told_to_the_page_that_asked_and_noted_once) {
  PaperThread thread(std::move(*press), options.state, [] {});
  thread.use(documents, false);
  thread.print_missing(9, std::make_shared<const report::MissingList>(two_missing()));
  PaperStage last = PaperStage::idle;
  while (last != PaperStage::done && last != PaperStage::failed) {
    if (const auto news = thread.take_roll()) {
      EXPECT_EQ(news->visit, 9u);
      last = news->news->print->stage;
    }
    std::this_thread::yield();
  }
  EXPECT_EQ(last, PaperStage::done);
  EXPECT_FALSE(thread.take()) << "the page for papers hears nothing of it";
  const auto exports = thread.take_exports();
  ASSERT_EQ(exports.size(), 1u);
  EXPECT_EQ(exports[0].detail, "missing pdf printer");
  EXPECT_TRUE(thread.at_rest());
}

TEST_F(Papers, are_made_on_a_thread_of_their_own_and_recorded_while_guests_check_in) {
  std::atomic<int> woken{0};
  PaperThread thread(std::move(*press), options.state, [&] { ++woken; });
  thread.use(documents, false);
  thread.make({7, PaperKind::sign_in, PaperFormat::pdf, PaperTarget::stick, kPassphrase, false});
  EXPECT_EQ(scan(code(1), "08:33:00").verdict, event::Verdict::admitted);
  PaperStatus last;
  while (last.stage != PaperStage::done && last.stage != PaperStage::failed) {
    if (const auto news = thread.take()) {
      EXPECT_EQ(news->visit, 7u);
      last = news->status;
    }
    std::this_thread::yield();
  }
  EXPECT_EQ(last.stage, PaperStage::done);
  const auto exports = thread.take_exports();
  ASSERT_EQ(exports.size(), 1u);
  EXPECT_EQ(exports[0].detail, "sign-in pdf stick");
  EXPECT_GT(woken, 0);
  desk->carry_out(Effect(exports[0]), at("12:06:00"));
  EXPECT_EQ(records("staff"), 1);
}

// ---- to the bureau ----

class PapersForTheBureau : public Papers {
 protected:
  void seal_key() {
    auto changed = std::make_shared<Documents>(*documents);
    changed->trust->keys.push_back({base::key_id(seal.public_key()), seal.public_key(), event::KeyUse::seal, {}});
    documents = changed;
  }
  [[nodiscard]] journal::SpoolEntry request() { return spool.list()->at(0); }

  base::UnsealKey seal = base::UnsealKey::generate();
  journal::Spool spool{options.state};
};

TEST_F(PapersForTheBureau, lie_in_spool_sealed_to_its_key_and_say_what_they_are) {
  seal_key();
  const PaperStatus given = run(PaperKind::sign_in, PaperFormat::csv, PaperTarget::bureau);
  EXPECT_EQ(given.stage, PaperStage::handed);
  EXPECT_EQ(given.name, "openday-sign-in-20201117T120500.csv");
  ASSERT_EQ(spool.list()->size(), 1u);
  EXPECT_EQ(request().kind, journal::SpoolKind::send_paper);
  const auto paper = event::parse_sent_paper(*spool.take(request()));
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->name, given.name);
  EXPECT_EQ(paper->kind, "sign-in");
  EXPECT_EQ(paper->event, "YX201117");
  EXPECT_EQ(paper->session, documents->plan.sessions.at(0).id);
  EXPECT_EQ(paper->sealed.find("王玮"), std::string::npos);
  const auto opened = seal.unseal(base::as_bytes(paper->sealed));
  ASSERT_TRUE(opened);
  EXPECT_THAT(std::string(opened->begin(), opened->end()), HasSubstr("1,王玮,服务对象,一组,1,08:32,扫码,,"));
  EXPECT_TRUE(support::names_in(options.state / "reports").empty()) << "no copy on the box";
}

TEST_F(PapersForTheBureau, are_delivered_when_syncd_is_done_with_them) {
  seal_key();
  (void)run(PaperKind::slips, PaperFormat::pdf, PaperTarget::bureau);
  EXPECT_TRUE(press->waits_for_bureau());
  EXPECT_FALSE(press->look_at_handed());
  ASSERT_TRUE(spool.done(request()));
  const auto news = press->look_at_handed();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->stage, PaperStage::done);
  EXPECT_EQ(news->kind, PaperKind::slips);
  EXPECT_FALSE(press->waits_for_bureau());
  EXPECT_FALSE(press->look_at_handed()) << "told once";
}

TEST_F(PapersForTheBureau, that_it_does_not_take_are_said_to_have_failed) {
  seal_key();
  (void)run(PaperKind::slips, PaperFormat::pdf, PaperTarget::bureau);
  const journal::SpoolEntry entry = request();
  std::filesystem::create_directories(spool.refused(entry.name).parent_path());
  support::write_text(spool.refused(entry.name), "the bureau knows no such event");
  ASSERT_TRUE(spool.done(entry));
  const auto news = press->look_at_handed();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->stage, PaperStage::failed);
  EXPECT_EQ(news->problem, PaperProblem::bureau_refused);
}

TEST_F(PapersForTheBureau, without_its_key_never_leave_the_box) {
  const PaperStatus failed = run(PaperKind::sign_in, PaperFormat::csv, PaperTarget::bureau);
  EXPECT_EQ(failed.stage, PaperStage::failed);
  EXPECT_EQ(failed.problem, PaperProblem::no_seal_key);
  EXPECT_TRUE(spool.list()->empty());
}

}  // namespace
}  // namespace openday::app
