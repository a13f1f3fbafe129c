// Which sound for what: every verdict, every page, and what is left out.
#include "kiosk/app/cues.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "kiosk/device/sound_clip.h"
#include "tests/app/visit_fixture.h"

namespace openday::app {
namespace {

using ui::IntentKind;
using ui::Page;
using ui::Verdict;

constexpr auto kFirstStaffPage = Page::staff_gate;

std::vector<Verdict> all_verdicts() {
  std::vector<Verdict> out;
  for (int i = 0; i <= static_cast<int>(Verdict::not_saved); ++i) out.push_back(static_cast<Verdict>(i));
  return out;
}

std::vector<Page> all_pages() {
  std::vector<Page> out;
  for (int i = 0; i <= static_cast<int>(Page::out_of_service); ++i) out.push_back(static_cast<Page>(i));
  return out;
}

bool silent(Page page) {
  return page == Page::standing || page == kFirstStaffPage || page == Page::staff_attendance || page == Page::staff_walk_in || page == Page::staff_override ||
         page == Page::staff_programme || page == Page::staff_results || page == Page::staff_cases || (page >= Page::staff_more && page <= Page::staff_people);
}

Hearing on(Page page, bool voice = true) {
  Hearing out;
  out.visit = 1;
  out.page = page;
  out.voice = voice;
  return out;
}

// Built with the kiosk: a key without a file would be silence.
void expect_sound(const std::string& name) {
  const auto file = std::filesystem::path(OPENDAY_BIN_DIR).parent_path() / "sounds" / (name + ".wav");
  const auto clip = device::read_wav(file);
  EXPECT_TRUE(clip) << (clip ? "" : clip.error().what);
}

TEST(Cues, every_verdict_has_the_sound_of_its_class_and_words_of_its_own) {
  std::map<std::string, int> classes;
  std::set<std::string> prompts;
  for (const Verdict verdict : all_verdicts()) {
    Hearing now = on(Page::result);
    now.verdict = verdict;
    const Cues cues = cues_between(on(Page::home), now, Cause::nobody);
    EXPECT_EQ(cues.effect, effect_of(verdict));
    EXPECT_EQ(cues.prompt, "zh/" + prompt_of(verdict));
    ++classes[cues.effect];
    EXPECT_TRUE(prompts.insert(cues.prompt).second) << cues.prompt;
    expect_sound(cues.effect);
    expect_sound("zh/" + prompt_of(verdict));
    expect_sound("en/" + prompt_of(verdict));
  }
  EXPECT_EQ(classes.size(), 3u);
  EXPECT_EQ(effect_of(Verdict::admitted), "success");
  EXPECT_EQ(effect_of(Verdict::early), "attention");
  EXPECT_EQ(effect_of(Verdict::bad_signature), "refusal");
}

TEST(Cues, the_first_page_says_that_there_is_a_notice) {
  Hearing plain = on(Page::home), told = plain;
  told.notices = true;
  EXPECT_EQ(cues_between(on(Page::itinerary), told, Cause::tap).prompt, "zh/home_notices");
  EXPECT_EQ(cues_between(plain, told, Cause::nobody).prompt, "") << "an empty hall is not spoken to";
  expect_sound("zh/home_notices");
  expect_sound("en/home_notices");
}

TEST(Cues, every_public_page_is_spoken_once_and_staffs_pages_are_not) {
  for (const Page page : all_pages()) {
    if (page == Page::result) continue;
    const Page other = page == Page::itinerary ? Page::home : Page::itinerary;
    const Cues cues = cues_between(on(other), on(page), Cause::tap);
    EXPECT_EQ(cues.prompt.empty(), silent(page)) << static_cast<int>(page);
    EXPECT_TRUE(cues.hush) << "what was said belongs to the page before";
    if (cues.prompt.empty()) continue;
    expect_sound(cues.prompt);
    expect_sound("en/" + cues.prompt.substr(3));
    EXPECT_TRUE(cues_between(on(page), on(page), Cause::tap).prompt.empty()) << "once";
    EXPECT_TRUE(cues_between(on(other, false), on(page, false), Cause::tap).prompt.empty()) << "the voice is off";
  }
}

TEST(Cues, dialogs_and_failures_are_spoken_and_heard) {
  Hearing idle = on(Page::rating), help = on(Page::rating), failed = on(Page::rating), english = on(Page::rating);
  idle.idle = true;
  help.help = true, help.rings = 1;
  failed.failed = true;
  english.language = ui::Language::en;
  const auto cues = [](const Hearing& now) { return cues_between(on(Page::rating), now, Cause::tap); };
  EXPECT_EQ(cues(idle).effect + " " + cues(idle).prompt, "attention zh/idle");
  EXPECT_EQ(cues(help).effect + " " + cues(help).prompt, "help zh/help");
  EXPECT_EQ(cues(failed).effect + " " + cues(failed).prompt, "refusal zh/not_saved_answers");
  EXPECT_EQ(cues(english).prompt, "en/rating");
  for (const char* key : {"idle", "help", "not_saved_answers", "sheet_review", "screening_staff", "fact_wrong", "find_me"}) expect_sound(std::string("zh/") + key), expect_sound(std::string("en/") + key);
}

TEST(Cues, a_page_that_returns_by_itself_speaks_to_nobody) {
  Hearing next = on(Page::home);
  next.visit = 2;
  const Cues cues = cues_between(on(Page::thanks), next, Cause::nobody);
  EXPECT_TRUE(cues.prompt.empty());
  EXPECT_TRUE(cues.hush);
  EXPECT_TRUE(cues.effect.empty());
  EXPECT_EQ(cues_between(on(Page::standing), on(Page::home), Cause::touch).prompt, "zh/home") << "somebody woke it";
}

TEST(Cues, switching_the_voice_on_speaks_the_page_and_off_cuts_it) {
  const Cues spoken = cues_between(on(Page::home, false), on(Page::home, true), Cause::tap);
  EXPECT_EQ(spoken.prompt, "zh/home");
  const Cues cut = cues_between(on(Page::home, true), on(Page::home, false), Cause::tap);
  EXPECT_TRUE(cut.hush);
  EXPECT_TRUE(cut.prompt.empty());
  EXPECT_EQ(cut.effect, "tap");
}

// The machine itself, from the first touch to the thanks.
class Heard : public testing::Test {
 protected:
  Cues after(const std::function<void()>& what, Cause cause) {
    const Hearing before = hearing_of(box_.machine, box_.moment());
    what();
    return cues_between(before, hearing_of(box_.machine, box_.moment()), cause);
  }
  VisitFixture box_;
};

TEST_F(Heard, a_code_rings_the_bell_and_the_same_guest_again_rings_again) {
  EXPECT_EQ(after([&] { box_.check_in(1); }, Cause::nobody).effect, "success");
  EXPECT_EQ(after([&] { box_.check_in(2); }, Cause::nobody).effect, "success");
  EXPECT_EQ(after([&] { box_.pass(60'000); }, Cause::nobody).effect, "");
}

TEST_F(Heard, a_wrong_pin_is_refused_each_time) {
  box_.tap(IntentKind::open_staff_gate);
  box_.answer(GateAnswer{box_.state().id, true, 0});
  for (int i = 0; i < 3; ++i) {
    box_.tap(IntentKind::pin_entered, 0, "190725");
    EXPECT_EQ(after([&] { box_.answer(PinAnswer{box_.state().id, PinVerdict::wrong, 2, 0}); }, Cause::nobody).effect, "refusal");
  }
}

TEST_F(Heard, a_call_rings_and_rings_again_without_a_finger) {
  EXPECT_EQ(after([&] { box_.tap(IntentKind::call_staff); }, Cause::tap).effect, "help");
  EXPECT_EQ(after([&] { box_.pass(kHelpRingPauseMs); }, Cause::nobody).effect, "help");
}

TEST_F(Heard, the_warning_before_the_end_of_a_visit) {
  box_.tap(IntentKind::open_itinerary);
  EXPECT_EQ(after([&] { box_.pass(90'000); }, Cause::nobody).effect, "attention");
}

TEST(SoundLimit, leaves_out_the_eleventh_within_a_minute_and_only_that_sound) {
  SoundLimit limit;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limit.allows("tap", i * 1'000));
  EXPECT_FALSE(limit.allows("tap", 10'000));
  EXPECT_TRUE(limit.allows("success", 10'000));
  EXPECT_FALSE(limit.allows("tap", 59'999));
  EXPECT_TRUE(limit.allows("tap", 60'000)) << "the first one is a minute ago";
  EXPECT_FALSE(limit.allows("tap", 60'001));
}

}  // namespace
}  // namespace openday::app
