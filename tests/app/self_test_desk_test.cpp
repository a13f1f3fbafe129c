// The box's side of the self-test: what the devices said, what is looked at on a thread of its own with a real folder, the record, the
// sheet on paper, and papers printed in the background.
#include "kiosk/app/self_test_desk.h"

#include <atomic>
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/spool.h"
#include "tests/app/desk_fixture.h"
#include "tests/device/printer_fake.h"
#include "tests/support/process.h"

namespace openday::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::PaperProblem;
using ui::PaperStage;
using ui::SelfTestCheck;
using ui::SelfTestGrade;

// Answers when it is let.
class FakeProbe final : public BoxProbe {
 public:
  explicit FakeProbe(std::atomic<bool>& lets) : lets_(lets) {}
  LookedAt look(const ProbeQuestion&) override {
    lets_.wait(false);
    LookedAt out;
    out.printer = {PrinterFact::jammed, "大厅打印机"};
    return out;
  }

 private:
  std::atomic<bool>& lets_;
};

class SelfTestBox : public DeskTest {
 protected:
  void SetUp() override {
    open();
    documents = report.documents;
  }
  void begin(std::unique_ptr<BoxProbe> probe) {
    auto made = std::make_unique<device::FakePrinter>();
    printer = made.get();
    box = std::make_unique<SelfTestDesk>(SelfTestOptions{options.state, OPENDAY_SOURCE_DIR "/assets", "一号机", "", true, true}, std::move(probe), std::move(made), [this] { woken = true, woken.notify_all(); });
  }
  [[nodiscard]] std::unique_ptr<BoxProbe> real_probe(std::unique_ptr<device::FakePrinter> with = std::make_unique<device::FakePrinter>(), std::string queue = {}) const {
    return make_box_probe({options.state, options.documents, std::move(queue), {}, folder / "sys"}, std::move(with));
  }
  [[nodiscard]] LookedAt look() const { return real_probe()->look({documents, at("07:42:00")}); }
  // The newest facts of what came, once `done` says so of them.
  template <class Done>
  SelfTestNews until(const Done& done) {
    for (;;) {
      woken = false;
      for (const SelfTestAnswer& answer : box->take(true, device::SoundState::closed, at("07:42:00")))
        if (done(*answer.news)) return *answer.news;
      woken.wait(false);
    }
  }

  std::shared_ptr<const Documents> documents;
  device::FakePrinter* printer = nullptr;
  std::atomic<bool> woken = false, lets = false;
  std::unique_ptr<SelfTestDesk> box;
};

TEST_F(SelfTestBox, knows_what_the_devices_said_before_the_page_came) {
  lets = true;
  begin(std::make_unique<FakeProbe>(lets));
  box->see(scan::DeviceChanged{scan::ScanSource::camera, true, {}, "/dev/video0", {}}, {});
  box->see(scan::DeviceChanged{scan::ScanSource::hand_scanner, false, {}, "unplugged", {}}, {});
  EXPECT_TRUE(box->take(false, device::SoundState::closed, at("07:42:00")).empty()) << "nobody looks";
  box->carry_out(7, {}, documents, at("07:42:00"));
  const auto told = box->take(true, device::SoundState::no_card, at("07:42:00"));
  ASSERT_GE(told.size(), 1u);
  EXPECT_EQ(told.back().visit, 7u);
  const SelfTestFacts& facts = *told.back().news->box;
  EXPECT_EQ(facts.camera.state, DeviceState::working);
  EXPECT_EQ(facts.scanner.state, DeviceState::missing);
  EXPECT_EQ(facts.sound, SoundFact::no_card);
}

TEST_F(SelfTestBox, keeps_the_kind_and_length_of_a_code_and_nothing_else) {
  lets = true;
  begin(std::make_unique<FakeProbe>(lets));
  box->carry_out(1, {}, documents, at("07:42:00"));
  box->see(scan::CodeRead{"OD1:SECRET", scan::ScanSource::camera, {}, {}, {}}, at("07:42:05").wall);
  box->hear_burst("6901234567892", at("07:42:06").wall);
  const SelfTestNews news = until([](const SelfTestNews& one) { return one.box && one.box->camera.read; });
  EXPECT_TRUE(news.box->camera.read->confirmation);
  EXPECT_EQ(news.box->camera.read->length, 10u);
  EXPECT_FALSE(news.box->scanner.read->confirmation);
  EXPECT_EQ(news.box->scanner.read->at, at("07:42:06").wall);
  box->carry_out(1, {}, documents, at("07:43:00"));
  EXPECT_FALSE(until([](const SelfTestNews& one) { return one.box.has_value(); }).box->camera.read) << "a new run begins with empty hands";
}

TEST_F(SelfTestBox, looks_at_the_rest_without_keeping_anybody_waiting) {
  begin(std::make_unique<FakeProbe>(lets));
  box->carry_out(1, {}, documents, at("07:42:00"));
  EXPECT_FALSE(until([](const SelfTestNews& one) { return one.box.has_value(); }).box->looked) << "the disk hangs, the page does not";
  EXPECT_FALSE(box->at_rest());
  lets = true;
  lets.notify_all();
  EXPECT_EQ(until([](const SelfTestNews& one) { return one.box && one.box->looked; }).box->looked->printer.state, PrinterFact::jammed);
}

TEST_F(SelfTestBox, sees_disk_documents_and_keys_of_a_real_box) {
  const LookedAt seen = look();
  EXPECT_TRUE(seen.disk.found);
  EXPECT_EQ(seen.disk.error, "");
  EXPECT_EQ(seen.printer.state, PrinterFact::unsure);
  EXPECT_EQ(seen.printer.name, "大厅打印机");
  EXPECT_TRUE(seen.plan.present && !seen.plan.stale);
  EXPECT_EQ(seen.plan.id, "YX201117");
  EXPECT_EQ(seen.roster.guests, 8);
  EXPECT_EQ(seen.roster.signature, Signature::none);
  EXPECT_EQ(seen.keys.codes, 1);
  EXPECT_FALSE(seen.certificate.named);
  EXPECT_EQ(seen.link.state, "never");
  EXPECT_GT(seen.link.waiting, 0);
  EXPECT_EQ(seen.peers.boxes, 0);
  EXPECT_FALSE(seen.clock_off_ms);
}

TEST_F(SelfTestBox, checks_the_signature_beside_a_document) {
  const base::SigningKey root = base::SigningKey::generate(), office = base::SigningKey::generate();
  const std::string roster = support::read_text(folder / "roster.json");
  auto trusting = std::make_shared<Documents>(*documents);
  support::write_text(folder / "roster.json.cose", event::sign_document(roster, office));
  const auto signature = [&] { return real_probe()->look({trusting, at("07:42:00")}).roster.signature; };
  EXPECT_EQ(signature(), Signature::no_trust) << "no key for documents";
  trusting->trust = event::Trust{2, root.public_key(), {{base::key_id(office.public_key()), office.public_key(), event::KeyUse::documents, {}}}};
  EXPECT_EQ(signature(), Signature::valid);
  support::write_text(folder / "roster.json.cose", event::sign_document(roster, root));
  EXPECT_EQ(signature(), Signature::wrong);
}

TEST_F(SelfTestBox, says_that_the_file_on_the_disk_is_not_the_one_in_use) {
  support::write_text(folder / "roster.json", "not a roster");
  EXPECT_TRUE(look().roster.stale);
  std::filesystem::remove(folder / "roster.json");
  EXPECT_TRUE(look().roster.stale);
}

TEST_F(SelfTestBox, tells_keys_that_are_over_from_those_that_count) {
  auto changed = std::make_shared<Documents>(*documents);
  for (const char* until : {"2020-11-16", "2020-11-30"}) changed->trust->keys.push_back({{}, {}, event::KeyUse::codes, base::parse_date(until)});
  KeyFacts keys = real_probe()->look({changed, at("07:42:00")}).keys;
  EXPECT_EQ(keys.codes, 3);
  EXPECT_EQ(keys.over, 1);
  EXPECT_EQ(keys.first_until, base::parse_date("2020-11-30"));
  base::Moment doubtful = at("07:42:00");
  doubtful.state = base::ClockState::guessed;
  EXPECT_EQ(real_probe()->look({changed, doubtful}).keys.over, 0) << "while the clock is a guess no key is too old";
}

TEST_F(SelfTestBox, knows_the_printer_that_is_meant) {
  const auto fact = [&](const auto& prepare, std::string queue) {
    auto one = std::make_unique<device::FakePrinter>();
    prepare(*one);
    return real_probe(std::move(one), std::move(queue))->look({documents, at("07:42:00")}).printer;
  };
  EXPECT_EQ(fact([](device::FakePrinter& one) { one.fail = device::PrinterError::no_service; }, "").state, PrinterFact::no_service);
  EXPECT_EQ(fact([](device::FakePrinter& one) { one.printers.clear(); }, "").state, PrinterFact::none);
  EXPECT_EQ(fact([](device::FakePrinter&) {}, "office").state, PrinterFact::unknown_name);
  EXPECT_EQ(fact([](device::FakePrinter& one) { one.printers.front().condition = device::PrinterCondition::out_of_paper; }, "hall").state, PrinterFact::out_of_paper);
}

TEST_F(SelfTestBox, reads_what_the_sync_daemon_left) {
  {
    auto inbox = journal::Inbox::open(options.state, at("07:40:00"));
    ASSERT_TRUE(inbox) << inbox.error().what;
    journal::LinkStatus link;
    link.state = "connected", link.last_contact = at("07:40:00").wall;
    ASSERT_TRUE(inbox->set_link(link));
    ASSERT_TRUE(inbox->put_boot_clock({"boot", (at("07:42:00").wall.time_since_epoch() - base::Millis(1'000'000 + 1'500)).count(), 40}));
  }
  const LookedAt seen = look();
  EXPECT_EQ(seen.link.state, "connected");
  EXPECT_EQ(seen.link.last_contact, at("07:40:00").wall);
  EXPECT_EQ(seen.clock_off_ms, 1'500);
}

TEST_F(SelfTestBox, is_put_on_record_by_whoever_is_logged_in) {
  const auto job = std::make_shared<const SelfTestJob>(SelfTestJob{SelfTestJob::Kind::note, {}, "good 14 attention 1 bad 1 todo 0: printer"});
  const int before = records("staff");
  EXPECT_TRUE(ask<SelfTestAnswer>(WorkOnSelfTest{3, job}, at("07:44:00")).news->note_failed) << "nobody is";
  log_in("07:43:00");
  const int logged_in = records("staff");
  const auto answer = ask<SelfTestAnswer>(WorkOnSelfTest{3, job}, at("07:44:00"));
  EXPECT_EQ(answer.news->noted, at("07:44:00").wall);
  EXPECT_GT(logged_in, before);
  EXPECT_EQ(records("staff"), logged_in + 1);
  journal::JournalReader reader(options.state);
  const auto scanned = reader.scan(0);
  EXPECT_THAT(scanned->records.back().body.value_or(""), HasSubstr("\"self-test\""));
  EXPECT_THAT(scanned->records.back().body.value_or(""), HasSubstr("good 14 attention 1 bad 1 todo 0: printer"));
}

TEST_F(SelfTestBox, hands_the_offices_code_to_syncd_for_a_supervisor_and_says_what_became_of_it) {
  const auto job = std::make_shared<const SelfTestJob>(SelfTestJob{SelfTestJob::Kind::enrol, {}, "ODE1:{secret}"});
  journal::Spool spool(options.state);
  EXPECT_EQ(ask<SelfTestAnswer>(WorkOnSelfTest{3, job}, at("07:44:00")).news->enrol, EnrolFact::failed) << "nobody is logged in";
  EXPECT_TRUE(spool.list()->empty());
  log_in("07:43:00");
  EXPECT_EQ(ask<SelfTestAnswer>(WorkOnSelfTest{3, job}, at("07:44:00")).news->enrol, EnrolFact::asked);
  const auto waiting = spool.list().value();
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting.front().kind, journal::SpoolKind::enrol);
  EXPECT_EQ(spool.take(waiting.front()).value(), "ODE1:{secret}");
  journal::JournalReader reader(options.state);
  const auto body = reader.scan(0)->records.back().body.value_or("");
  EXPECT_THAT(body, HasSubstr("\"enrol\""));
  EXPECT_THAT(body, ::testing::Not(HasSubstr("secret")));
  const auto told = [&] {
    answers.clear();
    desk->glance(at("07:45:00"));
    collect();
    return answers.empty() ? std::optional<EnrolFact>() : std::get<SelfTestAnswer>(answers.front()).news->enrol;
  };
  EXPECT_EQ(told(), std::nullopt);
  ASSERT_TRUE(spool.done(waiting.front()));
  EXPECT_EQ(told(), EnrolFact::done);
  EXPECT_EQ(told(), std::nullopt);
  EXPECT_EQ(ask<SelfTestAnswer>(WorkOnSelfTest{3, job}, at("07:46:00")).news->enrol, EnrolFact::asked);
  const auto again = spool.list()->front();
  std::filesystem::create_directories(spool.refused(again.name).parent_path());
  ASSERT_TRUE(base::write_file_durably(spool.refused(again.name), "used"));
  ASSERT_TRUE(spool.done(again));
  EXPECT_EQ(told(), EnrolFact::refused);
}

TEST_F(SelfTestBox, says_on_paper_what_the_page_says) {
  SelfTestFacts facts;
  facts.clock = {at("07:42:00").wall, base::ClockState::synced};
  facts.looked = look();
  facts.looked->printer = {PrinterFact::jammed, "大厅打印机"};
  const std::filesystem::path file = folder / "self-test.pdf";
  ASSERT_TRUE(draw_self_test(file, {options.state, OPENDAY_SOURCE_DIR "/assets", "一号机", "", true, true}, judge_self_test(facts), documents.get(), at("07:42:00").wall));
  const auto text = support::run_program({"pdftotext", "-layout", file.string(), "-"});
  if (text.exit_code != 0) GTEST_SKIP() << "no pdftotext here; config/packages.list names it";
  for (const char* words : {"开门自检", "打印机", "大厅打印机，卡纸", "请取出卡住的纸", "要处理", "设备：一号机", "2020-11-17 07:42", "检查人签名", "按单机使用"}) EXPECT_THAT(text.out, HasSubstr(words));
}

TEST_F(SelfTestBox, prints_and_says_what_became_of_it) {
  lets = true;
  begin(std::make_unique<FakeProbe>(lets));
  box->carry_out(1, {}, documents, at("07:42:00"));
  box->carry_out(1, {SelfTestJob::Kind::print, judge_self_test({}), {}}, documents, at("07:42:00"));
  EXPECT_EQ(until([](const SelfTestNews& one) { return one.print && one.print->stage == PaperStage::done; }).print->name, "大厅打印机");
  EXPECT_THAT(printer->titles, ElementsAre("self-test"));
}

// ---- papers in the background ----

class Background : public ::testing::Test {
 protected:
  void begin(std::deque<device::JobState> states = {device::JobState::done}) {
    auto made = std::make_unique<device::FakePrinter>();
    made->states = std::move(states);
    printer = made.get();
    press = std::make_unique<PrintThread>(folder / "papers", "", std::move(made), [this] { woken = true, woken.notify_all(); });
  }
  void order(std::uint64_t id, bool drawn = true) {
    press->print({id, "slip", [drawn](const std::filesystem::path& file) { return support::write_text(file, "%PDF"), drawn; }});
  }
  PaperStatus end_of(std::uint64_t id) {
    for (;;) {
      woken = false;
      for (const PrintNews& one : press->take())
        if (!ui::is_busy(one.status.stage)) ended[one.id] = one.status;
      if (ended.contains(id)) return ended.at(id);
      woken.wait(false);
    }
  }
  std::map<std::uint64_t, PaperStatus> ended;
  support::TempDir folder;
  device::FakePrinter* printer = nullptr;
  std::atomic<bool> woken = false;
  std::unique_ptr<PrintThread> press;
};

TEST_F(Background, are_printed_one_after_the_other_and_leave_no_copy) {
  begin();
  order(1), order(2);
  EXPECT_EQ(end_of(2).stage, PaperStage::done);
  EXPECT_EQ(printer->titles.size(), 2u);
  EXPECT_TRUE(support::names_in(folder / "papers").empty());
}

TEST_F(Background, that_fail_are_said_and_the_next_is_tried) {
  begin({device::JobState::failed, device::JobState::done});
  order(1), order(2);
  EXPECT_EQ(end_of(1).problem, PaperProblem::printer_failed);
  EXPECT_EQ(end_of(2).stage, PaperStage::done);
  order(3, false);
  EXPECT_EQ(end_of(3).problem, PaperProblem::not_made);
}

TEST_F(Background, do_not_hold_up_the_end_of_the_program) {
  begin({device::JobState::out_of_paper});
  order(1), order(2);
  while (true) {
    woken = false;
    const auto news = press->take();
    if (!news.empty() && news.back().status.stage == PaperStage::out_of_paper) break;
    woken.wait(false);
  }
  press.reset();
  SUCCEED() << "a printer without paper was given up";
}

}  // namespace
}  // namespace openday::app
