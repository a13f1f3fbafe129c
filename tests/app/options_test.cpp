// The kiosk's command line and kiosk.toml: what wins, and what a wrong value is told.
#include "kiosk/app/options.h"

#include <gmock/gmock.h>

#include "tests/support/files.h"

namespace openday::app {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class KioskOptionsTest : public testing::Test {
 protected:
  CommandLine read(std::vector<std::string> words, bool testing = false) {
    std::vector<const char*> argv{"openday-kiosk", "--plan", "p.toml", "--state", "s"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    return read_command_line(static_cast<int>(argv.size()), argv.data(), testing);
  }
  CommandLine read_file(std::string_view toml, std::vector<std::string> words = {}) {
    support::write_text(folder_ / "kiosk.toml", toml);
    words.insert(words.begin(), {"--config", (folder_ / "kiosk.toml").string()});
    return read(words);
  }

  support::TempDir folder_;
};

TEST_F(KioskOptionsTest, the_file_that_ships_says_the_defaults) {
  const CommandLine shipped = read({"--config", OPENDAY_SOURCE_DIR "/config/kiosk.toml"});
  const CommandLine bare = read({});
  ASSERT_TRUE(shipped.options && bare.options);
  EXPECT_EQ(bare.options->box, shipped.options->box);
  EXPECT_EQ(bare.options->panel.width_px, shipped.options->panel.width_px);
  EXPECT_EQ(bare.options->panel.inches, shipped.options->panel.inches);
  EXPECT_EQ(bare.options->rules.idle, shipped.options->rules.idle);
  EXPECT_EQ(bare.options->rules.standing, shipped.options->rules.standing);
  EXPECT_EQ(bare.options->rules.staff_idle, shipped.options->rules.staff_idle);
  EXPECT_EQ(bare.options->sound, shipped.options->sound);
  EXPECT_EQ(bare.options->volume, shipped.options->volume);
  EXPECT_EQ(bare.options->rules.voice_at_start, shipped.options->rules.voice_at_start);
  EXPECT_EQ(bare.options->recordings, shipped.options->recordings);
}

TEST_F(KioskOptionsTest, says_how_loud_and_whose_voice) {
  const CommandLine line = read_file("[sound]\nenabled = false\nvolume = 35\nvoice_at_start = true\nrecordings = \"/srv/voices\"\n");
  ASSERT_TRUE(line.options);
  EXPECT_FALSE(line.options->sound);
  EXPECT_EQ(35, line.options->volume);
  EXPECT_TRUE(line.options->rules.voice_at_start);
  EXPECT_EQ("/srv/voices", line.options->recordings);
  EXPECT_THAT(read_file("[sound]\nvolume = 101\n").problems, Contains(AllOf(HasSubstr("kiosk.toml:2"), HasSubstr("sound.volume"), HasSubstr("100"))));
  EXPECT_THAT(read_file("[sound]\nvoice_at_start = \"yes\"\n").problems, Contains(HasSubstr("sound.voice_at_start")));
}

TEST_F(KioskOptionsTest, prints_no_badge_unless_it_is_told) {
  EXPECT_FALSE(read({}).options->badges.enabled);
  const CommandLine told = read_file("[badge]\nenabled = true\nwidth_mm = 62\nheight_mm = 29\nprinter = \"label\"\n");
  ASSERT_TRUE(told.options);
  EXPECT_TRUE(told.options->badges.enabled);
  EXPECT_EQ(told.options->badges.width_mm, 62);
  EXPECT_EQ(told.options->badges.height_mm, 29);
  EXPECT_EQ(told.options->badges.printer, "label");
  EXPECT_THAT(read_file("[badge]\nwidth_mm = 9\n").problems, Contains(HasSubstr("badge.width_mm")));
}

TEST_F(KioskOptionsTest, the_command_line_wins_over_the_file) {
  const CommandLine line = read_file("box = \"二号机\"\n[panel]\nwidth = 1920\nheight = 1080\n[camera]\ndevice = \"/dev/video0\"\nplace = \"left\"\n",
                                     {"--size", "1080x1920", "--camera", "none"});
  ASSERT_TRUE(line.options);
  EXPECT_EQ("二号机", line.options->box);
  EXPECT_EQ(1080, line.options->panel.width_px);
  EXPECT_EQ("none", line.options->camera);
  EXPECT_EQ(ui::CameraPlace::left, line.options->camera_place);
}

TEST_F(KioskOptionsTest, the_height_of_the_screen_above_the_floor_is_told_or_unknown) {
  EXPECT_FALSE(read({}).options->panel.lower_edge_mm);
  EXPECT_EQ(860, read_file("[panel]\nlower_edge_mm = 860\n").options->panel.lower_edge_mm);
  EXPECT_THAT(read_file("[panel]\nlower_edge_mm = 86\n").problems, Contains(AllOf(HasSubstr("lower_edge_mm"), HasSubstr("380"))));
}

TEST_F(KioskOptionsTest, every_mistake_of_the_file_is_named_at_once) {
  const CommandLine line = read_file("[panel]\nturn = \"upside\"\nwidth = 99\n[visit]\nidel = 30\n");
  EXPECT_FALSE(line.options);
  EXPECT_EQ(2, line.exit_code);
  EXPECT_THAT(line.problems, Contains(AllOf(HasSubstr("panel.turn"), HasSubstr("left, none, over, right"))));
  EXPECT_THAT(line.problems, Contains(AllOf(HasSubstr("kiosk.toml:3"), HasSubstr("480"))));
  EXPECT_THAT(line.problems, Contains(AllOf(HasSubstr("kiosk.toml:5"), HasSubstr("idel"))));
}

TEST_F(KioskOptionsTest, a_missing_file_and_a_wrong_size_are_named) {
  EXPECT_THAT(read({"--config", (folder_ / "none.toml").string()}).problems, ElementsAre(HasSubstr("none.toml")));
  for (const char* size : {"1080", "1080x", "1080x1920x3", "10x10", "99999x1080", "axb"})
    EXPECT_THAT(read({"--size", size}).problems, ElementsAre(AllOf(HasSubstr(size), HasSubstr("1080x1920")))) << size;
}

TEST_F(KioskOptionsTest, a_clock_set_by_hand_and_scripts_are_for_tests_only) {
  const std::string at = "2020-11-17T09:35:00+08:00";
  EXPECT_THAT(read({"--at", at}).problems, ElementsAre(HasSubstr("OPENDAY_TEST=1")));
  EXPECT_THAT(read({"--script", "a.jsonl"}).problems, ElementsAre(HasSubstr("OPENDAY_TEST=1")));
  ASSERT_TRUE(read({"--at", at}, true).options);
  EXPECT_THAT(read({"--at", "tomorrow"}, true).problems, ElementsAre(AllOf(HasSubstr("tomorrow"), HasSubstr("offset"))));
}

}  // namespace
}  // namespace openday::app
