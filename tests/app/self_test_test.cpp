// The self-test's judgement, line by line: what is fit to open with, what is not, and what to do then.
#include "kiosk/app/self_test.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openday::app {
namespace {

using ui::SelfTestCheck;
using ui::SelfTestGrade;
using ui::SelfTestLine;
using ui::Text;

base::Instant at(std::string_view text) { return base::parse_rfc3339(text)->at; }

// A box on the morning of the event, all of it in order.
SelfTestFacts fit() {
  SelfTestFacts facts;
  facts.camera = {DeviceState::working, "/dev/video0", PictureFacts{120, 60, 130}, ScanFacts{at("2020-11-17T07:41:12+08:00"), 134, true}};
  facts.scanner = {DeviceState::working, "/dev/input/event3", ScanFacts{at("2020-11-17T07:41:30+08:00"), 134, true}};
  facts.touch.reached = {true, true, true, true};
  facts.touch.worst_tenths = 14;
  facts.sound = SoundFact::heard;
  facts.clock = {at("2020-11-17T07:42:00+08:00"), base::ClockState::synced};
  LookedAt looked;
  looked.printer = {PrinterFact::ready, "大厅打印机"};
  looked.disk.found = true;
  looked.disk.free = 41'700'000'000, looked.disk.total = 58'200'000'000, looked.disk.write_ms = 9, looked.disk.worn_percent = 10;
  looked.plan = {true, false, "YX201117", 4, "9f31c0aa00", at("2020-11-12T10:00:00+08:00"), 0, Signature::valid};
  looked.roster = {true, false, "YX201117", 7, "41be77d200", at("2020-11-16T18:00:00+08:00"), 22, Signature::valid};
  looked.keys = {true, 2, 0, *base::parse_date("2020-12-31")};
  looked.certificate = {true, true, at("2022-06-30T00:00:00+08:00")};
  looked.link = {"connected", "", at("2020-11-17T07:40:00+08:00"), 0};
  looked.peers = {2, at("2020-11-17T07:38:00+08:00")};
  looked.clock_off_ms = 200;
  facts.looked = looked;
  return facts;
}

SelfTestLine line(const SelfTestFacts& facts, SelfTestCheck check) {
  const auto lines = judge_self_test(facts);
  return *std::ranges::find(lines, check, &SelfTestLine::check);
}

// The line of `check` after `spoil` had its way with a fit box.
template <class Spoil>
SelfTestLine spoilt(SelfTestCheck check, const Spoil& spoil) {
  SelfTestFacts facts = fit();
  spoil(facts);
  return line(facts, check);
}

void expect_line(const SelfTestLine& got, SelfTestGrade grade, Text said) {
  EXPECT_EQ(got.grade, grade) << to_string(got.check);
  EXPECT_EQ(got.said, said) << to_string(got.check) << ": " << ui::kTextKeys[static_cast<std::size_t>(got.said)];
}

TEST(SelfTest, has_a_line_for_everything_in_the_order_of_the_page) {
  const auto lines = judge_self_test(fit());
  ASSERT_EQ(lines.size(), static_cast<std::size_t>(ui::kSelfTestChecks));
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(lines[i].check), i);
  EXPECT_EQ(judge_self_test({}).size(), lines.size()) << "before anything is known too";
}

TEST(SelfTest, finds_nothing_to_do_at_a_box_that_is_fit) {
  for (const SelfTestLine& one : judge_self_test(fit())) {
    EXPECT_EQ(one.grade, SelfTestGrade::good) << to_string(one.check);
    EXPECT_FALSE(one.step) << to_string(one.check);
  }
}

TEST(SelfTest, is_looking_until_the_box_has_looked) {
  SelfTestFacts facts = fit();
  facts.looked.reset();
  for (const SelfTestLine& one : judge_self_test(facts)) EXPECT_EQ(one.grade, one.check < SelfTestCheck::printer ? SelfTestGrade::good : SelfTestGrade::looking) << to_string(one.check);
}

TEST(SelfTest, judges_the_cameras_picture) {
  constexpr auto kCheck = SelfTestCheck::camera;
  const auto with = [&](PictureFacts picture) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.camera.picture = picture; }); };
  expect_line(with({5, 60, 130}), SelfTestGrade::bad, Text::self_test_camera_blurred);
  expect_line(with({25, 60, 130}), SelfTestGrade::attention, Text::self_test_camera_soft);
  expect_line(with({120, 60, 30}), SelfTestGrade::attention, Text::self_test_camera_dark);
  expect_line(with({0, 2, 3}), SelfTestGrade::bad, Text::self_test_camera_covered);
  expect_line(with({400, 2, 140}), SelfTestGrade::todo, Text::self_test_camera_flat);
  EXPECT_THAT(with({20, 60, 130}).values, ::testing::ElementsAre("50")) << "half as sharp as a code needs";
  EXPECT_THAT(with({400, 60, 130}).values, ::testing::ElementsAre("100"));
}

TEST(SelfTest, judges_a_camera_that_gives_none) {
  constexpr auto kCheck = SelfTestCheck::camera;
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {DeviceState::missing, "unplugged"}; }), SelfTestGrade::bad, Text::self_test_camera_missing);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {DeviceState::starting, ""}; }), SelfTestGrade::looking, Text::self_test_camera_starting);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {}; }), SelfTestGrade::absent, Text::self_test_camera_off);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {}, facts.scanner = {}; }), SelfTestGrade::bad, Text::self_test_camera_none);
}

TEST(SelfTest, says_what_was_read_by_its_kind_and_length_alone) {
  constexpr auto kCheck = SelfTestCheck::code;
  EXPECT_THAT(line(fit(), kCheck).values, ::testing::ElementsAre("07:41:12", "134"));
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera.read->confirmation = false; }), SelfTestGrade::good, Text::self_test_code_other);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera.read.reset(); }), SelfTestGrade::todo, Text::self_test_code_untried);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {}; }), SelfTestGrade::absent, Text::self_test_camera_off);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.camera = {DeviceState::missing, ""}; }), SelfTestGrade::bad, Text::self_test_camera_missing);
}

TEST(SelfTest, judges_the_hand_scanner) {
  constexpr auto kCheck = SelfTestCheck::hand_scanner;
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.scanner.read.reset(); }), SelfTestGrade::todo, Text::self_test_scanner_untried);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.scanner.state = DeviceState::missing; }), SelfTestGrade::bad, Text::self_test_scanner_missing);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.scanner = {}; }), SelfTestGrade::absent, Text::self_test_scanner_none);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.scanner.state = DeviceState::off; }), SelfTestGrade::good, Text::self_test_scanner_read);
}

TEST(SelfTest, judges_the_touch_of_four_corners) {
  constexpr auto kCheck = SelfTestCheck::touch;
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.touch.reached[2] = false; }), SelfTestGrade::todo, Text::self_test_touch_untried);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.touch.reached[2] = false, facts.touch.missed[2] = true; }), SelfTestGrade::bad, Text::self_test_touch_missed);
  const SelfTestLine beside = spoilt(kCheck, [](SelfTestFacts& facts) { facts.touch.worst_tenths = 87; });
  expect_line(beside, SelfTestGrade::bad, Text::self_test_touch_off);
  EXPECT_THAT(beside.values, ::testing::ElementsAre("8.7"));
}

TEST(SelfTest, judges_the_sound_by_who_heard_it) {
  constexpr auto kCheck = SelfTestCheck::sound;
  const auto with = [&](SoundFact sound) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.sound = sound; }); };
  expect_line(with(SoundFact::untried), SelfTestGrade::todo, Text::self_test_sound_untried);
  expect_line(with(SoundFact::played), SelfTestGrade::todo, Text::self_test_sound_untried);
  expect_line(with(SoundFact::not_heard), SelfTestGrade::bad, Text::self_test_sound_not_heard);
  expect_line(with(SoundFact::no_card), SelfTestGrade::bad, Text::self_test_sound_no_card);
  expect_line(with(SoundFact::off), SelfTestGrade::absent, Text::self_test_sound_off);
}

TEST(SelfTest, judges_the_printer) {
  constexpr auto kCheck = SelfTestCheck::printer;
  const auto with = [&](PrinterFact state) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.looked->printer.state = state; }); };
  expect_line(with(PrinterFact::no_service), SelfTestGrade::attention, Text::self_test_printer_no_service);
  expect_line(with(PrinterFact::none), SelfTestGrade::attention, Text::self_test_printer_none);
  expect_line(with(PrinterFact::unknown_name), SelfTestGrade::bad, Text::self_test_printer_unknown);
  expect_line(with(PrinterFact::unsure), SelfTestGrade::attention, Text::self_test_printer_unsure);
  expect_line(with(PrinterFact::out_of_paper), SelfTestGrade::bad, Text::self_test_printer_paper);
  expect_line(with(PrinterFact::jammed), SelfTestGrade::bad, Text::self_test_printer_jam);
  expect_line(with(PrinterFact::stopped), SelfTestGrade::bad, Text::self_test_printer_stopped);
}

TEST(SelfTest, judges_the_room_on_the_disk) {
  constexpr auto kCheck = SelfTestCheck::disk_space;
  const auto with = [&](std::uint64_t free) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.looked->disk.free = free; }); };
  expect_line(with(112'000'000), SelfTestGrade::bad, Text::self_test_disk_room);
  EXPECT_THAT(with(112'000'000).values, ::testing::ElementsAre("112 MB", "58.2 GB"));
  EXPECT_EQ(with(1'000'000'000).grade, SelfTestGrade::attention);
  expect_line(spoilt(kCheck, [](SelfTestFacts& facts) { facts.looked->disk.found = false; }), SelfTestGrade::bad, Text::self_test_disk_gone);
}

TEST(SelfTest, judges_the_disks_health) {
  constexpr auto kCheck = SelfTestCheck::disk_health;
  const auto with = [&](const auto& spoil) { return spoilt(kCheck, [&](SelfTestFacts& facts) { spoil(facts.looked->disk); }); };
  expect_line(with([](DiskFacts& disk) { disk.worn_percent.reset(); }), SelfTestGrade::good, Text::self_test_disk_writes);
  expect_line(with([](DiskFacts& disk) { disk.read_only = true; }), SelfTestGrade::bad, Text::self_test_disk_read_only);
  expect_line(with([](DiskFacts& disk) { disk.error = "No space left on device"; }), SelfTestGrade::bad, Text::self_test_disk_error);
  expect_line(with([](DiskFacts& disk) { disk.found = false; }), SelfTestGrade::bad, Text::self_test_disk_gone);
  EXPECT_EQ(with([](DiskFacts& disk) { disk.write_ms = 900; }).grade, SelfTestGrade::attention);
  EXPECT_EQ(with([](DiskFacts& disk) { disk.write_ms = 9'000; }).grade, SelfTestGrade::bad);
  EXPECT_EQ(with([](DiskFacts& disk) { disk.worn_percent = 100; }).step, Text::self_test_disk_worn_do);
  EXPECT_EQ(with([](DiskFacts& disk) { disk.spare_low = true; }).grade, SelfTestGrade::attention);
}

TEST(SelfTest, judges_the_clock_by_whoever_vouches_for_it) {
  constexpr auto kCheck = SelfTestCheck::clock;
  const auto with = [&](base::ClockState state, std::optional<std::int64_t> off) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.clock.state = state, facts.looked->clock_off_ms = off; }); };
  expect_line(with(base::ClockState::synced, {}), SelfTestGrade::good, Text::self_test_clock_synced);
  expect_line(with(base::ClockState::free_running, {}), SelfTestGrade::attention, Text::self_test_clock_free);
  expect_line(with(base::ClockState::free_running, -300), SelfTestGrade::good, Text::self_test_clock_measured);
  expect_line(with(base::ClockState::guessed, {}), SelfTestGrade::bad, Text::self_test_clock_guessed);
  expect_line(with(base::ClockState::guessed, 10), SelfTestGrade::bad, Text::self_test_clock_guessed);
  expect_line(with(base::ClockState::synced, -186'400), SelfTestGrade::bad, Text::self_test_clock_off);
  EXPECT_THAT(with(base::ClockState::synced, -186'400).values, ::testing::ElementsAre("2020-11-17 07:42", "186.4"));
}

TEST(SelfTest, judges_plan_and_roster_by_their_signatures) {
  for (const SelfTestCheck check : {SelfTestCheck::plan, SelfTestCheck::roster}) {
    const auto with = [&](const auto& spoil) { return spoilt(check, [&](SelfTestFacts& facts) { spoil(check == SelfTestCheck::plan ? facts.looked->plan : facts.looked->roster, *facts.looked); }); };
    EXPECT_EQ(line(fit(), check).values.size(), 4u);
    expect_line(with([](DocumentFacts& document, LookedAt&) { document.signature = Signature::wrong; }), SelfTestGrade::bad, Text::self_test_document_wrong);
    expect_line(with([](DocumentFacts& document, LookedAt&) { document.signature = Signature::no_trust; }), SelfTestGrade::attention, Text::self_test_document_untrusted);
    expect_line(with([](DocumentFacts& document, LookedAt&) { document.signature = Signature::none; }), SelfTestGrade::attention, Text::self_test_document_unsigned);
    expect_line(with([](DocumentFacts& document, LookedAt& looked) { document.signature = Signature::none, looked.link.state = "never"; }), SelfTestGrade::good, Text::self_test_document_unsigned);
    expect_line(with([](DocumentFacts& document, LookedAt&) { document.stale = true; }), SelfTestGrade::attention, Text::self_test_document_stale);
  }
  expect_line(spoilt(SelfTestCheck::plan, [](SelfTestFacts& facts) { facts.looked->plan.present = false; }), SelfTestGrade::bad, Text::self_test_document_none);
  expect_line(spoilt(SelfTestCheck::roster, [](SelfTestFacts& facts) { facts.looked->roster.present = false; }), SelfTestGrade::attention, Text::self_test_roster_none);
}

TEST(SelfTest, asks_for_a_newer_roster_when_it_is_old) {
  const SelfTestLine old = spoilt(SelfTestCheck::roster, [](SelfTestFacts& facts) { facts.looked->roster.dated = at("2020-10-30T08:00:00+08:00"); });
  EXPECT_EQ(old.grade, SelfTestGrade::attention);
  EXPECT_EQ(old.step, Text::self_test_roster_old_do);
}

TEST(SelfTest, judges_the_keys_that_sign_codes) {
  constexpr auto kCheck = SelfTestCheck::keys;
  const auto with = [&](KeyFacts keys) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.looked->keys = keys; }); };
  expect_line(with({}), SelfTestGrade::attention, Text::self_test_trust_none);
  expect_line(with({true, 0, 0, {}}), SelfTestGrade::bad, Text::self_test_keys_none);
  expect_line(with({true, 2, 2, {}}), SelfTestGrade::bad, Text::self_test_keys_over);
  expect_line(with({true, 2, 0, {}}), SelfTestGrade::good, Text::self_test_keys_forever);
  EXPECT_EQ(with({true, 2, 1, *base::parse_date("2020-11-20")}).step, Text::self_test_keys_soon_do);
  EXPECT_EQ(with({true, 1, 0, *base::parse_date("2020-11-24")}).grade, SelfTestGrade::good);
}

TEST(SelfTest, judges_the_bureaus_certificate) {
  constexpr auto kCheck = SelfTestCheck::certificate;
  const auto with = [&](CertificateFacts certificate, const char* link = "connected") { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.looked->certificate = certificate, facts.looked->link.state = link; }); };
  expect_line(with({}), SelfTestGrade::absent, Text::self_test_certificate_unseen);
  expect_line(with({}, "never"), SelfTestGrade::absent, Text::self_test_certificate_none);
  expect_line(with({true, false, {}}), SelfTestGrade::bad, Text::self_test_certificate_broken);
  expect_line(with({true, true, at("2020-11-16T00:00:00+08:00")}), SelfTestGrade::bad, Text::self_test_certificate_over);
  EXPECT_EQ(with({true, true, at("2020-12-01T00:00:00+08:00")}).grade, SelfTestGrade::attention);
}

TEST(SelfTest, judges_the_line_to_the_bureau) {
  constexpr auto kCheck = SelfTestCheck::bureau;
  const auto with = [&](const char* state) { return spoilt(kCheck, [&](SelfTestFacts& facts) { facts.looked->link.state = state; }); };
  expect_line(with("never"), SelfTestGrade::absent, Text::self_test_bureau_never);
  expect_line(with("unreachable"), SelfTestGrade::attention, Text::self_test_bureau_away);
  expect_line(with("captive-portal"), SelfTestGrade::bad, Text::self_test_bureau_portal);
  for (const char* state : {"refused", "not-enrolled", "stopped"}) expect_line(with(state), SelfTestGrade::bad, Text::self_test_bureau_refused);
}

TEST(SelfTest, says_what_waits_and_whom_it_heard_of) {
  const auto waiting = [&](int count, const char* state) { return spoilt(SelfTestCheck::waiting, [&](SelfTestFacts& facts) { facts.looked->link.waiting = count, facts.looked->link.state = state; }); };
  expect_line(waiting(38, "never"), SelfTestGrade::absent, Text::self_test_waiting_alone);
  expect_line(waiting(38, "connected"), SelfTestGrade::good, Text::self_test_waiting_some);
  expect_line(waiting(38, "unreachable"), SelfTestGrade::attention, Text::self_test_waiting_some);
  expect_line(waiting(1'284, "connected"), SelfTestGrade::attention, Text::self_test_waiting_some);
  expect_line(spoilt(SelfTestCheck::peers, [](SelfTestFacts& facts) { facts.looked->peers = {}; }), SelfTestGrade::absent, Text::self_test_peers_none);
}

TEST(SelfTest, tells_a_next_step_with_every_red_line) {
  SelfTestFacts broken = fit();
  broken.camera = {DeviceState::missing, ""}, broken.scanner.state = DeviceState::missing, broken.touch.worst_tenths = 99, broken.sound = SoundFact::no_card, broken.clock.state = base::ClockState::guessed;
  LookedAt& looked = *broken.looked;
  looked.printer.state = PrinterFact::jammed, looked.disk.found = false, looked.plan.present = false, looked.roster.signature = Signature::wrong, looked.keys.codes = 0, looked.certificate.readable = false, looked.link.state = "refused";
  int bad = 0;
  for (const SelfTestLine& one : judge_self_test(broken)) {
    if (one.grade != SelfTestGrade::bad) continue;
    ++bad;
    EXPECT_TRUE(one.step) << to_string(one.check);
  }
  EXPECT_EQ(bad, 14);
  EXPECT_EQ(self_test_detail(judge_self_test(broken)), "good 2 attention 0 bad 14 todo 0: camera code hand-scanner touch sound printer disk-space disk-health clock plan roster keys certificate bureau");
}

TEST(SelfTest, is_recorded_in_numbers_and_ids) {
  EXPECT_EQ(self_test_detail(judge_self_test(fit())), "good 16 attention 0 bad 0 todo 0");
  EXPECT_EQ(self_test_detail(judge_self_test({})), "good 0 attention 0 bad 1 todo 13: camera");
}

TEST(SelfTest, takes_the_age_of_a_version_from_its_record_and_else_from_its_file_and_says_which) {
  const auto with = [](const char* since) {
    return spoilt(SelfTestCheck::roster, [&](SelfTestFacts& facts) {
      facts.looked->roster.dated = at("2020-11-16T18:00:00+08:00");   // copied yesterday
      if (since) facts.looked->roster.since = at(since);
    });
  };
  expect_line(with(nullptr), SelfTestGrade::good, Text::self_test_document_signed);
  EXPECT_EQ(with(nullptr).values.at(2), "2020-11-16");
  expect_line(with("2020-11-14T09:00:00+08:00"), SelfTestGrade::good, Text::self_test_document_signed_since);
  EXPECT_EQ(with("2020-11-14T09:00:00+08:00").values.at(2), "2020-11-14");
  expect_line(with("2020-09-01T09:00:00+08:00"), SelfTestGrade::attention, Text::self_test_document_signed_since);   // old, whoever copied it since
}

}  // namespace
}  // namespace openday::app
