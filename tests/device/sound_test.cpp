// Clips, the mixer, when the loudspeaker is opened and given up, and SDL's own drivers.
#include <cstdlib>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/device/sound.h"
#include "kiosk/device/sound_thread.h"
#include "tests/device/sound_fake.h"
#include "tests/support/files.h"

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Clip clip_of(std::vector<std::int16_t> samples) { return std::make_shared<const std::vector<std::int16_t>>(std::move(samples)); }

std::vector<std::int16_t> render(Mixer& mixer, std::size_t samples) {
  std::vector<std::int16_t> out(samples, 99);
  mixer.render(out);
  return out;
}

// ---- clips ----

TEST(SoundClip, keeps_the_samples_of_its_own_format) {
  const auto clip = parse_wav(wav_of({1, -2, 3, 30'000}), "a.wav");
  ASSERT_TRUE(clip) << clip.error().what;
  EXPECT_EQ(**clip, (std::vector<std::int16_t>{1, -2, 3, 30'000}));
}

TEST(SoundClip, brings_other_rates_and_channels_to_its_own) {
  const auto clip = parse_wav(wav_of(std::vector<std::int16_t>(2 * 44'100, 1'000), 44'100, 2), "studio.wav");
  ASSERT_TRUE(clip) << clip.error().what;
  EXPECT_NEAR(static_cast<double>((*clip)->size()), 22'600, 550) << "with some silence behind it";
  EXPECT_NEAR((**clip)[10'000], 1'000, 60);
  EXPECT_NEAR((**clip)[22'000], 1'000, 60) << "its end is there";
}

TEST(SoundClip, says_what_is_wrong_with_a_file_and_what_is_expected) {
  const std::string good = wav_of(std::vector<std::int16_t>(100, 5));
  struct Bad { std::string bytes; const char* what; };
  for (const Bad& bad : {Bad{"", "WAV"}, Bad{"ID3 an MP3 with a wrong name", "WAV"}, Bad{good.substr(0, 20), "WAV"}, Bad{good.substr(0, good.size() - 1), "cut short"}, Bad{good.substr(0, 40) + "\xff\xff\xff\xff" + good.substr(44), "cut short"},
                         Bad{wav_of({}), "WAV"},
                         Bad{wav_of({1, 2, 3}, 100), "100 Hz"}, Bad{wav_of(std::vector<std::int16_t>(61 * 4'000, 1), 4'000), "too long"}}) {
    const auto clip = parse_wav(bad.bytes, "zh/home.wav");
    ASSERT_FALSE(clip) << bad.what;
    EXPECT_THAT(clip.error().what, HasSubstr("zh/home.wav"));
    EXPECT_THAT(clip.error().what, HasSubstr(bad.what));
    EXPECT_THAT(clip.error().what, HasSubstr("expected a WAV file"));
  }
}

// Every byte of the head broken in several ways, and every length: an answer, never a crash or a huge clip.
TEST(SoundClip, survives_damage) {
  const std::string good = wav_of(std::vector<std::int16_t>(64, 5));
  for (std::size_t at = 0; at < 48; ++at)
    for (const unsigned char value : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
      std::string bytes = good;
      bytes[at] = static_cast<char>(value);
      const auto clip = parse_wav(bytes, "damaged");
      EXPECT_TRUE(!clip || (*clip)->size() <= static_cast<std::size_t>(kSoundRate) * (kMostClipSeconds + 1)) << at;
    }
  for (std::size_t length = 0; length < good.size(); ++length) (void)parse_wav(good.substr(0, length), "cut");
}

// ---- the shelf ----

class Shelf : public testing::Test {
 protected:
  void SetUp() override {
    support::write_text(own_ / "tap.wav", wav_of({1, 1, 1}));
    support::write_text(own_ / "zh/home.wav", wav_of({2, 2, 2}));
  }
  support::TempDir folder_;
  const std::filesystem::path own_ = folder_ / "own", recorded_ = folder_ / "recorded";
};

TEST_F(Shelf, takes_a_persons_recording_before_the_built_in) {
  support::write_text(recorded_ / "zh/home.wav", wav_of({9, 9, 9}));
  SoundShelf shelf(own_, recorded_);
  EXPECT_EQ((*shelf.find("zh/home"))[0], 9);
  EXPECT_EQ((*shelf.find("tap"))[0], 1);
}

TEST_F(Shelf, says_a_bad_recording_once_and_uses_the_built_in) {
  support::write_text(recorded_ / "tap.wav", "not a sound");
  SoundShelf shelf(own_, recorded_);
  testing::internal::CaptureStderr();
  EXPECT_EQ((*shelf.find("tap"))[0], 1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), AllOf(HasSubstr("recorded/tap.wav"), HasSubstr("the built-in sound is used")));
}

TEST_F(Shelf, says_a_missing_folder_and_a_missing_sound_once) {
  testing::internal::CaptureStderr();
  SoundShelf shelf(own_, recorded_);
  EXPECT_EQ(shelf.find("bell"), nullptr);
  EXPECT_EQ(shelf.find("bell"), nullptr);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, AllOf(HasSubstr("no such folder"), HasSubstr("bell.wav")));
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 2) << log;
}

TEST_F(Shelf, keeps_effects_and_forgets_prompts) {
  SoundShelf shelf(own_, {});
  ASSERT_TRUE(shelf.find("zh/home"));
  EXPECT_EQ(shelf.bytes_kept(), 0u);
  ASSERT_TRUE(shelf.find("tap"));
  EXPECT_EQ(shelf.bytes_kept(), 6u);
}

// ---- the mixer ----

TEST(SoundMixer, lets_a_voice_wait_for_the_bell_and_a_tap_sound_over_the_voice) {
  Mixer mixer;
  mixer.play(Channel::effect, {clip_of({100, 100})});
  mixer.play(Channel::voice, {clip_of(std::vector<std::int16_t>(6, 10))});
  EXPECT_EQ(render(mixer, 3), (std::vector<std::int16_t>{100, 100, 10}));
  mixer.play(Channel::effect, {clip_of({100})});
  EXPECT_EQ(render(mixer, 3), (std::vector<std::int16_t>{110, 10, 10}));
}

TEST(SoundMixer, cuts_with_a_fade_and_is_silent_after_it) {
  Mixer mixer;
  mixer.play(Channel::voice, {clip_of(std::vector<std::int16_t>(5'000, 1'000))});
  (void)render(mixer, 10);
  mixer.stop(Channel::voice);
  EXPECT_FALSE(mixer.silent());
  const auto out = render(mixer, 400);
  EXPECT_EQ(out[0], 1'000);
  EXPECT_GT(out[50], 300);
  EXPECT_LT(out[50], 900);
  EXPECT_EQ(out[399], 0);
  EXPECT_TRUE(mixer.silent());
}

TEST(SoundMixer, never_wraps_around_and_obeys_the_volume) {
  Mixer mixer;
  mixer.play(Channel::voice, {clip_of({30'000, 30'000, 30'000})});
  (void)render(mixer, 1);
  mixer.play(Channel::effect, {clip_of({30'000})});
  EXPECT_EQ(render(mixer, 1)[0], INT16_MAX);
  mixer.set_volume(50);
  EXPECT_EQ(render(mixer, 1)[0], 7'500);
}

// ---- the player ----

class Player : public Shelf {
 protected:
  void SetUp() override {
    Shelf::SetUp();
    player_.emplace(std::make_unique<FakeOutput>(output_), SoundShelf(own_, {}), 100);
  }
  void pass(std::chrono::milliseconds time, bool takes = true) {
    for (const auto end = now_ + time; now_ < end; now_ += 100ms) {
      if (output_.open && takes) (void)output_.take(100);
      (void)player_->look(now_);
    }
  }
  OutputState output_;
  std::optional<SoundPlayer> player_;
  SoundPlayer::Time now_{1h};
};

TEST_F(Player, opens_for_a_sound_and_closes_when_it_is_over) {
  EXPECT_EQ(output_.opened, 0) << "nothing sounds: nothing is open";
  player_->play(Channel::effect, {"tap"}, now_);
  ASSERT_TRUE(output_.open);
  EXPECT_EQ(player_->state(), SoundState::open);
  EXPECT_EQ(output_.take(4), (std::vector<std::int16_t>{1, 1, 1, 0}));
  pass(SoundPlayer::kLinger + 1s);
  EXPECT_FALSE(output_.open);
  EXPECT_EQ(player_->state(), SoundState::closed);
  EXPECT_EQ(player_->look(now_), std::nullopt) << "nothing to look after";
}

TEST_F(Player, does_not_open_for_a_sound_that_does_not_exist) {
  player_->play(Channel::effect, {"bell"}, now_);
  EXPECT_EQ(output_.opened, 0);
}

TEST_F(Player, goes_on_silent_without_a_card_says_it_once_and_tries_again) {
  output_.missing = true;
  testing::internal::CaptureStderr();
  for (int i = 0; i < 600; ++i) player_->play(Channel::effect, {"tap"}, now_ += 1s);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
  EXPECT_THAT(log, HasSubstr("goes on silent"));
  EXPECT_EQ(player_->state(), SoundState::no_card);
  output_.missing = false;
  player_->play(Channel::effect, {"tap"}, now_ += SoundPlayer::kRetry);
  EXPECT_TRUE(output_.open);
}

TEST_F(Player, survives_a_card_that_is_pulled_out_and_plays_again_when_it_is_back) {
  player_->play(Channel::effect, {"tap"}, now_);
  output_.gone = true;
  testing::internal::CaptureStderr();
  pass(1s);
  EXPECT_FALSE(output_.open);
  player_->play(Channel::effect, {"tap"}, now_);
  EXPECT_FALSE(output_.open) << "not at once: a card that comes and goes would be asked all the time";
  output_.gone = false;
  player_->play(Channel::effect, {"tap"}, now_ += SoundPlayer::kRetry);
  EXPECT_TRUE(output_.open);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), AllOf(HasSubstr("is gone"), HasSubstr("is back")));
}

TEST_F(Player, gives_up_a_driver_that_takes_nothing_any_more) {
  player_->play(Channel::effect, {"tap"}, now_);
  pass(SoundPlayer::kStuck + 1s, false);
  EXPECT_FALSE(output_.open);
  EXPECT_EQ(output_.closed, 1);
}

// ---- SDL ----

class Environment {
 public:
  Environment(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) before_ = old;
    setenv(name, value.c_str(), 1);
  }
  ~Environment() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

// Blocks until `enough`, by the clock of the driver, at most half a minute.
template <class Enough>
bool until(Enough enough) {
  for (const auto end = std::chrono::steady_clock::now() + 30s; std::chrono::steady_clock::now() < end; std::this_thread::yield())
    if (enough()) return true;
  return false;
}

TEST_F(Shelf, what_is_asked_for_reaches_the_driver_sample_by_sample) {
  std::vector<std::int16_t> ramp(3'000);
  for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<std::int16_t>(1'000 + i);
  support::write_text(own_ / "ramp.wav", wav_of(ramp));
  const auto file = folder_ / "played.raw";
  const Environment driver("SDL_AUDIODRIVER", "disk"), where("SDL_DISKAUDIOFILE", file.string());
  const std::string wanted(reinterpret_cast<const char*>(ramp.data()), ramp.size() * 2);
  const auto sound = make_sound({true, 100, own_, {}});
  sound->play(Channel::voice, {"zh/home", "ramp"});
  EXPECT_TRUE(until([&] {
    const auto played = base::read_file(file);
    return played && played->find(wanted) != std::string::npos;
  }));
}

TEST_F(Shelf, no_card_and_no_driver_of_that_name_are_silence) {
  for (const char* name : {"alsa", "nonsense"}) {
    const Environment driver("SDL_AUDIODRIVER", name);
    const auto output = make_sdl_output();
    const auto opened = output->open([](std::span<std::int16_t>) {});
    if (std::string(name) == "alsa" && std::filesystem::exists("/dev/snd")) continue;   // this machine can be heard
    ASSERT_FALSE(opened) << name;
    EXPECT_FALSE(output->alive());
    const auto sound = make_sound({true, 100, own_, {}});
    sound->play(Channel::effect, {"tap"});
    sound->stop(Channel::effect);
  }
}

TEST_F(Shelf, a_driver_is_opened_and_closed_again_and_again) {
  const Environment driver("SDL_AUDIODRIVER", "dummy");
  const auto output = make_sdl_output();
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(output->open([](std::span<std::int16_t> out) { std::fill(out.begin(), out.end(), std::int16_t{0}); }));
    EXPECT_TRUE(output->alive());
    output->close();
    EXPECT_FALSE(output->alive());
  }
}

TEST_F(Shelf, switched_off_is_silent) {
  const auto file = folder_ / "played.raw";
  const Environment driver("SDL_AUDIODRIVER", "disk"), where("SDL_DISKAUDIOFILE", file.string());
  make_sound({false, 100, own_, {}})->play(Channel::effect, {"tap"});
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace openday::device
