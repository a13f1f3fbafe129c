#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

#include "kiosk/ui/motion.h"
#include "kiosk/ui/strings.h"

namespace openday::ui {
namespace {

TEST(Theme, takes_true_millimetres_from_the_panel) {
  const Theme theme({1080, 1920, 21.5});
  EXPECT_NEAR(theme.width(), 268, 0.5);
  EXPECT_NEAR(theme.height(), 476, 1);
  EXPECT_NEAR(theme.true_pixels_per_mm(), 4.03, 0.01);
}

TEST(Theme, lets_large_panels_grow_and_never_shrinks_small_ones) {
  const Theme large({1080, 1920, 32}), small({1080, 1920, 10.1});
  EXPECT_NEAR(large.width(), 268, 0.5);
  EXPECT_GT(large.pixels_per_mm() / large.true_pixels_per_mm(), 1.4);
  EXPECT_NEAR(small.width(), 125.7, 0.5);
  EXPECT_NEAR(small.pixels_per_mm() / small.true_pixels_per_mm(), 1, 1e-6);
}

TEST(Theme, multiplies_type_in_large_type_as_far_as_nine_characters_fit) {
  EXPECT_NEAR(Theme({1080, 1920, 21.5}, true).body(), 14, 0.01);
  const Theme small({1080, 1920, 10.1}, true);
  EXPECT_GT(small.body(), 10);
  EXPECT_LT(small.body(), 12);
}

// Heights of the panels: 10.1 inches 224 mm, 15.6 345, 21.5 476, 32 708; a screen nobody measured hangs with its middle at 1,100.
TEST(Theme, moves_the_page_of_a_tall_panel_down_to_1220_mm_above_the_floor) {
  EXPECT_FALSE(low_reach_height({1080, 1920, 10.1}));
  EXPECT_NEAR(*low_reach_height({1080, 1920, 15.6}), 345.4 / 2 + 120, 1);
  EXPECT_NEAR(*low_reach_height({1080, 1920, 21.5}), 476 / 2 + 120, 1);
  EXPECT_NEAR(*low_reach_height({1080, 1920, 32}), 708.4 / 2 + 120, 1);
  EXPECT_NEAR(*low_reach_height({1080, 1920, 32, 700}), 520, 1);
  EXPECT_NEAR(*low_reach_height({1080, 1920, 21.5, 1150}), 280, 1);   // a page needs so much
  EXPECT_FALSE(low_reach_height({1080, 1920, 21.5, 740}));            // all of it is within reach
  EXPECT_FALSE(low_reach_height({1920, 1080, 32}));
}

TEST(Theme, keeps_true_sizes_and_the_panels_width_in_low_reach) {
  for (const double inches : {15.6, 21.5, 32.0}) {
    const Panel panel{1080, 1920, inches};
    const Theme whole(panel), low(panel, false, false, true);
    EXPECT_TRUE(whole.can_reach_low() && !whole.low_reach() && low.low_reach());
    EXPECT_GE(low.pixels_per_mm() / low.true_pixels_per_mm(), 1 - 1e-6) << inches;
    EXPECT_NEAR(low.height() * low.pixels_per_mm() / low.true_pixels_per_mm(), *low_reach_height(panel), 0.5) << inches;
    EXPECT_NEAR((low.height() + low.above()) * low.pixels_per_mm(), 1920, 1) << inches;
  }
  EXPECT_FALSE(Theme({1080, 1920, 10.1}, false, false, true).low_reach());
}

TEST(Theme, keeps_seven_to_one_for_text_on_every_ground_it_stands_on) {
  for (const bool high : {false, true}) {
    const Palette c = Theme({1080, 1920, 21.5}, false, high).color();
    for (const Color ground : {c.silk, c.paper}) {
      for (const Color text : {c.ink, c.ink_2, c.malachite, c.azurite, c.ochre, c.cinnabar}) EXPECT_GE(contrast(text, ground), 7);
      EXPECT_GE(contrast(c.control, ground), 3);
    }
    for (const Color fill : {c.malachite, c.azurite, c.ochre, c.cinnabar}) EXPECT_GE(contrast(c.white, fill), 7);
    EXPECT_GE(contrast(c.ink, c.silk_2), 7);
    EXPECT_GE(contrast(c.azurite, c.azurite_4), 7);
    EXPECT_GE(contrast(c.azurite, c.azurite_5), 7);
    EXPECT_GE(contrast(c.ochre, c.ochre_4), 7);
  }
}

TEST(Motion, slides_then_draws_the_tick_and_then_rests) {
  using Millis = std::chrono::milliseconds;
  Motion motion;
  motion.start(Millis(1000), true);
  EXPECT_TRUE(motion.running());
  EXPECT_FLOAT_EQ(motion.slide(), 8);
  motion.advance(Millis(1150));
  EXPECT_FLOAT_EQ(motion.slide(), 0);
  EXPECT_FLOAT_EQ(motion.tick(), 0);
  motion.advance(Millis(1275));
  EXPECT_NEAR(motion.tick(), 0.5, 0.01);
  motion.advance(Millis(1400));
  EXPECT_FALSE(motion.running());
  EXPECT_FLOAT_EQ(motion.tick(), 1);
}

TEST(Motion, stays_at_rest_when_switched_off) {
  Motion motion;
  motion.enable(false);
  motion.start(std::chrono::milliseconds(0), true);
  EXPECT_FALSE(motion.running());
  EXPECT_FLOAT_EQ(motion.alpha(), 1);
}

TEST(Strings, hold_every_word_in_both_languages_and_no_others) {
  for (const char* file : {"zh-CN.toml", "en.toml"}) {
    const Strings strings = Strings::load(std::filesystem::path(OPENDAY_SOURCE_DIR) / "assets/strings" / file);
    EXPECT_TRUE(strings.problems().empty()) << file << ": " << strings.problems().front();
  }
}

TEST(Strings, name_what_is_missing) {
  const Strings strings = Strings::load("/nonexistent/words.toml");
  EXPECT_FALSE(strings.problems().empty());
  EXPECT_EQ(strings.text(Text::home_check_in), "home.check_in");
}

TEST(Strings, take_the_words_of_a_plan_in_their_language) {
  const Strings plain = Strings::load(std::filesystem::path(OPENDAY_SOURCE_DIR) / "assets/strings/zh-CN.toml");
  const std::map<std::string, std::string> own{{"home.show_code", "请扫码"}, {"en.home.items", "Rows"}, {"no.such", "x"}};
  EXPECT_EQ(plain.worded(own, "").text(Text::home_show_code), "请扫码");
  EXPECT_EQ(plain.worded(own, "").text(Text::home_items), plain.text(Text::home_items));
  EXPECT_EQ(plain.worded(own, "en.").text(Text::home_items), "Rows");
}

TEST(Strings, fill_places_and_leave_unknown_ones) { EXPECT_EQ(fill_in("第 {0} 项，共 {1} 项 {2}", {"1", "2"}), "第 1 项，共 2 项 {2}"); }

}  // namespace
}  // namespace openday::ui
