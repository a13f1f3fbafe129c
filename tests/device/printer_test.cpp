// What a job's state comes to, and the real libcups against a scripted print service (ipp_peer.py).
#include "kiosk/device/printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::device {
namespace {

using ::testing::HasSubstr;

TEST(PrintJob, is_judged_by_its_own_state_before_the_printers_stale_words) {
  EXPECT_EQ(judge_job(9, 5, {"media-empty-error"}), JobState::done);
  EXPECT_EQ(judge_job(7, 3, {}), JobState::failed);
  EXPECT_EQ(judge_job(8, 3, {"none"}), JobState::failed);
}

TEST(PrintJob, waits_for_paper_or_a_hand_whatever_severity_the_printer_gives) {
  for (const char* reason : {"media-empty", "media-empty-error", "media-empty-warning", "media-needed-report"}) EXPECT_EQ(judge_job(5, 5, {"other", reason}), JobState::out_of_paper) << reason;
  EXPECT_EQ(judge_job(5, 4, {"media-jam-warning"}), JobState::jammed);
  EXPECT_EQ(judge_job(3, 5, {"paused"}), JobState::stopped);
  EXPECT_EQ(judge_job(6, 3, {}), JobState::stopped);
  EXPECT_EQ(judge_job(3, 3, {"none"}), JobState::waiting);
  EXPECT_EQ(judge_job(5, 4, {"none"}), JobState::printing);
}

TEST(PrinterCondition, is_judged_by_what_the_printer_says_of_itself) {
  EXPECT_EQ(judge_printer(3, {"none"}), PrinterCondition::ready);
  EXPECT_EQ(judge_printer(4, {"toner-low-report"}), PrinterCondition::ready);
  EXPECT_EQ(judge_printer(3, {"media-empty-warning"}), PrinterCondition::out_of_paper);
  EXPECT_EQ(judge_printer(5, {"paused", "media-jam-error"}), PrinterCondition::jammed);
  EXPECT_EQ(judge_printer(5, {"paused"}), PrinterCondition::stopped);
  EXPECT_EQ(judge_printer(0, {}), PrinterCondition::unknown);
}

class Cups : public ::testing::Test {
 protected:
  void SetUp() override {
    say("5 4 none");
    const auto line = service_->wait_for_line("port ");
    ASSERT_TRUE(line) << service_->err();
    printer_ = make_cups_printer("127.0.0.1:" + line->substr(5));
    support::write_text(folder_ / "paper.pdf", "%PDF-1.5 " + std::string(100'000, 'p'));
  }
  void say(const std::string& words) const { support::write_text(folder_ / "say", words); }

  support::TempDir folder_;
  std::unique_ptr<support::Child> service_ = std::make_unique<support::Child>(support::Argv{"/usr/bin/python3", "-B", OPENDAY_SOURCE_DIR "/tests/device/ipp_peer.py", folder_.path().string()});
  std::unique_ptr<Printer> printer_;
};

TEST_F(Cups, lists_printers_by_the_names_people_gave_them) {
  const auto found = printer_->list();
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().name, "hall");
  EXPECT_EQ(found->front().description, "大厅打印机");
  EXPECT_EQ(found->front().condition, PrinterCondition::ready);
}

TEST_F(Cups, says_how_a_printer_is_that_has_nothing_to_do) {
  say("5 5 paused media-jam-error");
  EXPECT_EQ(printer_->list().value().at(0).condition, PrinterCondition::jammed);
  say("5 3 media-empty");
  EXPECT_EQ(printer_->list().value().at(0).condition, PrinterCondition::out_of_paper);
}

TEST_F(Cups, hands_the_whole_file_over_and_follows_it_to_its_end) {
  const auto job = printer_->print("hall", folder_ / "paper.pdf", "签到表");
  ASSERT_TRUE(job) << job.error().what;
  EXPECT_EQ(support::read_text(folder_ / ("job-" + std::to_string(*job))), support::read_text(folder_ / "paper.pdf"));
  EXPECT_EQ(printer_->state("hall", *job).value(), JobState::printing);
  say("5 5 media-empty-warning");
  EXPECT_EQ(printer_->state("hall", *job).value(), JobState::out_of_paper);
  say("9 3 none");
  EXPECT_EQ(printer_->state("hall", *job).value(), JobState::done);
  say("7 3 none");
  EXPECT_EQ(printer_->state("hall", *job).value(), JobState::failed);
  ASSERT_TRUE(printer_->cancel("hall", *job));
  EXPECT_EQ(support::read_text(folder_ / "cancelled"), std::to_string(*job));
  EXPECT_EQ(printer_->state("hall", 999).value(), JobState::gone);
}

TEST_F(Cups, says_that_a_printer_refuses_and_what_to_do) {
  say("refuse");
  const auto job = printer_->print("hall", folder_ / "paper.pdf", "签到表");
  ASSERT_FALSE(job);
  EXPECT_EQ(job.error().kind, PrinterError::refused);
  EXPECT_THAT(job.error().what, HasSubstr("hall does not take the paper"));
  EXPECT_THAT(job.error().what, HasSubstr("repeat"));
}

TEST_F(Cups, says_that_the_service_is_gone) {
  service_->stop();
  for (const auto& error : {printer_->list().error(), base::Failure<PrinterError>(printer_->print("hall", folder_ / "paper.pdf", "x").error())}) {
    EXPECT_EQ(error.kind, PrinterError::no_service);
    EXPECT_THAT(error.what, HasSubstr("start cups"));
  }
}

}  // namespace
}  // namespace openday::device
