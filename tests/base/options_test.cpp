#include "kiosk/base/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace openday::base {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Options read(std::string_view text) {
  auto options = Options::parse(text, "kiosk.toml");
  EXPECT_TRUE(options) << options.error().what;
  return std::move(*options);
}

TEST(Options, gives_the_values_of_a_file) {
  Options options = read("name = \"大厅一\"\n[camera]\nplace = \"top\"\nfps = 15\nmirror = true\ngain = 1.5\nnodes = [\"a\", \"b\"]\n");
  EXPECT_EQ(options.text("name", ""), "大厅一");
  EXPECT_EQ(options.text("camera.place", "bottom"), "top");
  EXPECT_EQ(options.integer("camera.fps", 10, 1, 60), 15);
  EXPECT_TRUE(options.flag("camera.mirror", false));
  EXPECT_DOUBLE_EQ(options.number("camera.gain", 1, 0, 10), 1.5);
  EXPECT_THAT(options.texts("camera.nodes"), ElementsAre("a", "b"));
  EXPECT_THAT(options.problems(), IsEmpty());
}

TEST(Options, gives_the_defaults_without_a_file) {
  Options options;
  EXPECT_EQ(options.text("camera.place", "bottom"), "bottom");
  EXPECT_EQ(options.integer("camera.fps", 10, 1, 60), 10);
  EXPECT_DOUBLE_EQ(options.number("gain", 2.5, 0, 10), 2.5);
  EXPECT_TRUE(options.flag("on", true));
  EXPECT_THAT(options.texts("nodes"), IsEmpty());
  EXPECT_FALSE(options.has("camera"));
  EXPECT_THAT(options.problems(), IsEmpty());
}

TEST(Options, knows_what_is_there) {
  const Options options = read("[camera]\nfps = 15\n");
  EXPECT_TRUE(options.has("camera"));
  EXPECT_TRUE(options.has("camera.fps"));
  EXPECT_FALSE(options.has("camera.place"));
}

TEST(Options, takes_a_whole_number_where_a_number_is_asked_for) {
  Options options = read("gain = 2\n");
  EXPECT_DOUBLE_EQ(options.number("gain", 1, 0, 10), 2.0);
  EXPECT_THAT(options.problems(), IsEmpty());
}

TEST(Options, collects_every_wrong_value_with_its_place_in_the_order_of_the_file) {
  Options options = read("fps = 500\nplace = 3\n[net]\n  retry = \"soon\"\nurls = [\"a\", 7]\ngain = nan\non = 1\n");
  EXPECT_FALSE(options.flag("net.on", false));
  EXPECT_DOUBLE_EQ(options.number("net.gain", 1, 0, 10), 1.0);
  EXPECT_THAT(options.texts("net.urls"), IsEmpty());
  EXPECT_EQ(options.integer("net.retry", 30, 1, 600), 30);
  EXPECT_EQ(options.text("place", "top"), "top");
  EXPECT_EQ(options.integer("fps", 10, 1, 60), 10);
  EXPECT_THAT(options.problems(),
              ElementsAre("kiosk.toml:1:7: error: fps is 500; expected 1 to 60",
                          "kiosk.toml:2:9: error: place is a whole number; expected a text in quotes",
                          "kiosk.toml:4:11: error: net.retry is a text; expected a whole number",
                          "kiosk.toml:5:14: error: an item of net.urls is a whole number; expected a list of texts, [\"...\", \"...\"]",
                          "kiosk.toml:6:8: error: net.gain is nan; expected 0 to 10",
                          "kiosk.toml:7:6: error: net.on is a whole number; expected true or false"));
}

TEST(Options, reports_a_key_nobody_asked_for_with_the_nearest_known_one) {
  Options options = read("[camera]\nplase = \"top\"\n[colour]\nred = 1\n");
  (void)options.text("camera.place", "");
  EXPECT_THAT(options.problems(), ElementsAre("kiosk.toml:2:1: error: unknown key camera.plase; did you mean camera.place?",
                                              "kiosk.toml:3:2: error: unknown key colour"));
}

TEST(Options, reports_a_value_where_a_table_belongs) {
  Options options = read("camera = 3\n");
  (void)options.text("camera.place", "");
  EXPECT_THAT(options.problems(), ElementsAre("kiosk.toml:1:1: error: unknown key camera"));
}

TEST(Options, refuses_text_that_is_no_toml_with_its_place) {
  const auto options = Options::parse("a = 1\nb = = 2\n", "sync.toml");
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().kind, OptionsError::invalid);
  EXPECT_THAT(options.error().what, testing::StartsWith("sync.toml:2:5: error: "));
}

TEST(Options, names_full_width_marks_and_other_slips_before_the_library_meets_them) {
  const auto refusal = [](std::string_view text) { return Options::parse(text, "kiosk.toml").error().what; };
  EXPECT_THAT(refusal("box ＝ \"一\"\n"), HasSubstr("kiosk.toml:1:5: error: ＝ stands outside of quotes"));
  EXPECT_THAT(refusal("box = 「一」\n"), HasSubstr("kiosk.toml:1:7: error: 「 stands outside of quotes"));
  EXPECT_THAT(refusal("a = 1\n["), HasSubstr("kiosk.toml:2:1: error: a [ without a table's name"));
  EXPECT_THAT(refusal("a = " + std::string(20'000, '[')), HasSubstr("nested deeper than 16"));
  std::string dotted = "a";
  for (int i = 0; i < 20'000; ++i) dotted += ".a";
  EXPECT_THAT(refusal(dotted + " = 1"), HasSubstr("more than 16 names"));
  EXPECT_THAT(refusal("box = \"\xB4\xF3\xCC\xFC\"\n"), HasSubstr("kiosk.toml:1:8: error: not UTF-8"));
  EXPECT_THAT(refusal(std::string_view("a = 1\n\0", 7)), HasSubstr("kiosk.toml:2:1: error: a NUL byte"));
}

TEST(Options, reads_a_file_and_names_a_missing_one) {
  const support::TempDir dir;
  support::write_text(dir / "kiosk.toml", "fps = 5\n");
  auto options = Options::load(dir / "kiosk.toml");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->integer("fps", 1, 1, 60), 5);
  const auto missing = Options::load(dir / "none.toml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, OptionsError::unreadable);
  EXPECT_THAT(missing.error().what, HasSubstr("none.toml"));
}

TEST(NearestWord, is_within_three_edits_and_half_the_word) {
  const std::vector<std::string> known{"camera", "printer", "panel"};
  EXPECT_EQ(nearest_word("camra", known), "camera");
  EXPECT_EQ(nearest_word("printer", known), "printer");
  EXPECT_EQ(nearest_word("pannel", known), "panel");
  EXPECT_EQ(nearest_word("sound", known), "");
  EXPECT_EQ(nearest_word("p", known), "");
  EXPECT_EQ(nearest_word("", known), "");
  EXPECT_EQ(nearest_word("签到时", {"签到", "签退时间"}), "签到");
}

}  // namespace
}  // namespace openday::base
