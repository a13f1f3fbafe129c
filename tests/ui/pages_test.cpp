// What a visitor does on the pages, and what must not be. Drawn by the software renderer.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include <SDL.h>
#include <gtest/gtest.h>

#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";

// --- what a visitor does ---

class Touch : public testing::Test {
 protected:
  Intent tapped(const Model& model, const std::string& label) {
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.tap(label)) << label;
    return stage_.show(model);
  }
  Stage stage_{kPortrait, kAssets};
};

TEST_F(Touch, home_leads_everywhere) {
  const Model model = home_at_0832();
  const std::map<std::string, IntentKind> ways{{"签到", IntentKind::open_check_in}, {"日程", IntentKind::open_itinerary}, {"评价", IntentKind::open_rating}, {"大字", IntentKind::toggle_large_type},
                                               {"EN", IntentKind::toggle_language}, {"语音", IntentKind::toggle_voice}, {"高对比", IntentKind::toggle_contrast}, {"隐私", IntentKind::open_privacy},
                                               {"请工作人员帮忙", IntentKind::call_staff}, {"请出示确认码", IntentKind::show_preview}};
  for (const auto& [label, kind] : ways) {
    const Intent did = tapped(model, label);
    EXPECT_EQ(did.kind, kind) << label;
    EXPECT_EQ(did.visit, model.visit);
  }
}

TEST_F(Touch, every_page_of_staff_is_its_own) {
  Model model = home_at_0832();
  model.staff_mode = true, model.role = StaffRole::supervisor;
  model.more.tiles = {{Page::staff_conflicts}, {Page::staff_people}};
  const std::map<Page, std::string> titles{{Page::staff_attendance, "签到情况"}, {Page::staff_more, "更多工作"}, {Page::staff_conflicts, "异常核对"}, {Page::staff_people, "人员与密码"}, {Page::staff_guest, "来宾"}};
  for (const auto& [page, title] : titles) {
    model.page = page;
    (void)stage_.show(model);
    EXPECT_TRUE(stage_.shown().shows(title)) << title;
    EXPECT_EQ(stage_.shown().find_target("异常核对") != nullptr, page == Page::staff_more) << title;   // only there it is a tile
  }
}

TEST_F(Touch, rating_says_grade_and_tag) {
  const Model model = rating_with_tags();
  Intent did = tapped(model, "非常满意");
  EXPECT_EQ(did.kind, IntentKind::choose_grade);
  EXPECT_EQ(did.value, 5);
  did = tapped(model, "回答不具体");
  EXPECT_EQ(did.kind, IntentKind::toggle_tag);
  EXPECT_EQ(did.value, 3);
  EXPECT_EQ(tapped(model, "下一项").kind, IntentKind::next_subject);
  EXPECT_EQ(tapped(model, "返回").kind, IntentKind::previous_subject);
}

TEST_F(Touch, rating_cannot_go_on_without_a_grade_or_while_saving) {
  Model model = rating_with_tags();
  model.rating.grade = 0;
  (void)stage_.show(model);
  EXPECT_EQ(stage_.shown().find_target("下一项"), nullptr);
  model.rating.grade = 3;
  model.rating.saving = true;
  (void)stage_.show(model);
  EXPECT_EQ(stage_.shown().find_target("下一项"), nullptr);
  EXPECT_EQ(stage_.shown().find_target("满意"), nullptr);
}

TEST_F(Touch, a_tap_on_the_seconds_keeps_the_page) {
  std::size_t pages = 0;
  for (const Scene& scene : all_scenes()) {
    const bool counts = (scene.model.page == Page::result && scene.model.result.seconds_total > 0) || (scene.model.page == Page::thanks && scene.model.thanks.seconds_total > 0);
    (void)stage_.show(scene.model);
    if (!counts || !stage_.shown().find_target("秒后返回，点这里多看一会儿")) continue;
    EXPECT_EQ(tapped(scene.model, "秒后返回，点这里多看一会儿").kind, IntentKind::stay) << scene.name;
    ++pages;
  }
  EXPECT_GE(pages, 2U);
}

TEST_F(Touch, the_gate_sends_the_digits_once_and_forgets_them) {
  Model model = home_at_0832();
  model.page = Page::staff_gate;
  for (const char* digit : {"1", "9", "0", "7", "2", "5"}) (void)tapped(model, digit);
  Intent did = tapped(model, "确定");
  EXPECT_EQ(did.kind, IntentKind::pin_entered);
  EXPECT_EQ(did.text, "190725");
  (void)stage_.show(model);
  EXPECT_EQ(stage_.shown().find_target("确定"), nullptr);  // nothing left to confirm
}

TEST_F(Touch, the_gate_empties_itself_for_the_next_visit) {
  Model model = home_at_0832();
  model.page = Page::staff_gate;
  (void)tapped(model, "7");
  model.visit = 8;
  (void)stage_.show(model);
  EXPECT_EQ(stage_.shown().find_target("删除"), nullptr);
}

TEST_F(Touch, an_overlay_takes_every_tap) {
  Model model = home_at_0832();
  model.idle_seconds_left = 12;
  (void)stage_.show(model);
  EXPECT_EQ(stage_.shown().find_target("日程"), nullptr);
  EXPECT_EQ(tapped(model, "继续").kind, IntentKind::continue_visit);
  model.idle_seconds_left.reset();
  model.help_called = true;
  EXPECT_EQ(tapped(model, "知道了").kind, IntentKind::dismiss_help);
  EXPECT_EQ(tapped(model, "工作人员登录").kind, IntentKind::open_staff_gate);
}

TEST_F(Touch, the_past_unfolds_and_a_long_list_turns_over) {
  const Model model = itinerary_at_0935();
  (void)stage_.show(model);
  EXPECT_FALSE(stage_.shown().shows("参观机关科室"));
  (void)tapped(model, "展开");
  EXPECT_TRUE(stage_.shown().shows("参观机关科室"));
  const Model many = attendance_of(48);
  (void)tapped(many, "下一页");
  EXPECT_TRUE(stage_.shown().shows("2 / "));
  EXPECT_EQ(tapped(many, "未到").value, static_cast<int>(StaffFilter::absent));
}

TEST_F(Touch, a_finger_down_anywhere_wakes) {
  Model model = itinerary_at_0935();
  model.page = Page::standing;
  (void)stage_.show(model);
  device::push_tap(stage_.window(), 300, 900);
  EXPECT_EQ(stage_.show(model).kind, IntentKind::touched);
}

TEST_F(Touch, a_second_finger_changes_nothing) {
  const Model model = home_at_0832();
  (void)stage_.show(model);
  const DrawnTarget* tile = stage_.shown().find_target("日程");
  ASSERT_NE(tile, nullptr);
  device::push_finger(stage_.window(), device::Finger::down, tile->box.x + 20, tile->box.y + 20, 1);
  device::push_finger(stage_.window(), device::Finger::down, 10, 10, 2);
  device::push_finger(stage_.window(), device::Finger::up, 10, 10, 2);
  device::push_finger(stage_.window(), device::Finger::up, tile->box.x + 20, tile->box.y + 20, 1);
  EXPECT_EQ(stage_.show(model).kind, IntentKind::open_itinerary);
}

// --- what must not be ---

TEST_F(Touch, nothing_of_a_snapshot_remains_after_the_next) {
  (void)stage_.show(result_of(Verdict::admitted));
  ASSERT_TRUE(stage_.shown().shows("欧阳＊＊"));
  Model next = home_at_0832();
  next.visit = 8;
  (void)stage_.show(next);
  EXPECT_FALSE(stage_.shown().shows("欧阳"));
  EXPECT_FALSE(stage_.shown().shows("三排"));
}

TEST(Rest, asks_for_no_frame_when_nothing_happens) {
  Stage stage(kPortrait, kAssets, true);
  (void)stage.show(home_at_0832());
  EXPECT_FALSE(stage.window().needs_frame());
  EXPECT_FALSE(stage.ui().needs_frame());
  (void)stage.window().wait(std::chrono::milliseconds(0));
  EXPECT_FALSE(stage.window().needs_frame());
}

TEST(Rest, moves_only_while_a_page_comes_in) {
  Stage stage(kPortrait, kAssets, true);
  using Millis = std::chrono::milliseconds;
  (void)stage.frame(home_at_0832(), Millis(1000));
  EXPECT_FALSE(stage.ui().needs_frame());
  (void)stage.frame(result_of(Verdict::admitted), Millis(2000));
  EXPECT_TRUE(stage.ui().needs_frame());
  (void)stage.frame(result_of(Verdict::admitted), Millis(2500));
  EXPECT_FALSE(stage.ui().needs_frame());
  Model still = itinerary_at_0935();
  still.high_contrast = true;
  (void)stage.frame(still, Millis(3000));
  EXPECT_FALSE(stage.ui().needs_frame());
}

TEST(Window, wakes_and_hands_over_typed_text) {
  Stage stage(kPortrait, kAssets);
  stage.window().wake();
  EXPECT_TRUE(stage.window().wait(std::chrono::milliseconds(1000)).woken);
  device::push_text(stage.window(), "OD1:ABC 玮珺𬀩 0123456789012345678901234567890123456789");
  device::push_enter(stage.window());
  std::string text;
  bool enter = false;
  for (const auto& press : stage.window().wait(std::chrono::milliseconds(1000)).keys) text += press.text, enter |= press.key == device::Key::enter;
  EXPECT_EQ(text, "OD1:ABC 玮珺𬀩 0123456789012345678901234567890123456789");
  EXPECT_TRUE(enter);
}

TEST(Window, draws_the_same_after_the_renderer_lost_its_textures) {
  Stage stage(kPortrait, kAssets);
  (void)stage.show(home_at_0832());
  const auto before = stage.picture().pixels;
  SDL_Event lost{};
  lost.type = SDL_RENDER_DEVICE_RESET;
  SDL_PushEvent(&lost);
  (void)stage.window().wait(std::chrono::milliseconds(100));
  EXPECT_TRUE(stage.window().needs_frame());
  (void)stage.show(home_at_0832());
  EXPECT_TRUE(stage.picture().pixels == before);
}

image::RgbaImage cut(const image::RgbaImage& picture, const PixelBox& box) {
  image::RgbaImage out(static_cast<int>(box.w), static_cast<int>(box.h));
  for (int y = 0; y < out.height; ++y) {
    const auto from = 4 * (static_cast<std::size_t>(y + static_cast<int>(box.y)) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(box.x));
    const auto row = static_cast<std::size_t>(4 * out.width);
    std::copy_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(from), row, out.pixels.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * row));
  }
  return out;
}

// A folder of assets with another fonts.toml.
std::string assets_with_fonts(const std::string& toml) {
  const auto folder = std::filesystem::temp_directory_path() / ("openday-ui-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::filesystem::copy(kAssets + "/strings", folder / "strings");
  std::ofstream(folder / "fonts.toml") << toml;
  return folder.string();
}

TEST(Fonts, a_missing_file_is_said_and_the_rest_goes_on) {
  const std::string assets = assets_with_fonts("[faces]\nregular = [\"/nonexistent/a.ttc#2\", \"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc#2\"]\nbold = []\nserif = []\nicon = []\n");
  Stage stage(kPortrait, assets);
  ASSERT_FALSE(stage.ui().problems().empty());
  EXPECT_NE(stage.ui().problems().front().find("/nonexistent/a.ttc"), std::string::npos);
  EXPECT_TRUE(stage.ui().can_write_chinese());
  for (const Scene& scene : all_scenes()) {
    (void)stage.show(scene.model);
    EXPECT_FALSE(stage.shown().texts().empty()) << scene.name;
  }
  std::filesystem::remove_all(assets);
}

TEST(Fonts, without_any_font_the_kiosk_still_draws_and_says_so) {
  const std::string assets = assets_with_fonts("[faces]\nregular = []\nbold = []\nserif = []\nicon = []\n");
  Stage stage(kPortrait, assets);
  EXPECT_FALSE(stage.ui().can_write_chinese());
  (void)stage.show(home_at_0832());
  EXPECT_TRUE(stage.shown().shows("签到"));  // as boxes with numbers
  std::filesystem::remove_all(assets);
}

constexpr const char* kNoGlyph = "\xF3\xB0\x80\x80";        // U+F0000, of a private plane: no font has it
constexpr const char* kNoGlyphEither = "\xF3\xB0\x80\x87";  // U+F0007: its box differs in one digit

// The page of a guest of that name, and where the name stands.
image::RgbaImage name_drawn(Stage& stage, const std::string& name) {
  Model model = result_of(Verdict::admitted);
  model.result.name = name;
  (void)stage.show(model);
  for (const DrawnText& text : stage.shown().texts()) {
    EXPECT_FALSE(text.clipped) << text.text;
    if (text.text == name) return cut(stage.picture(), text.box);
  }
  ADD_FAILURE() << name << " is not on the page";
  return {};
}

TEST(Fonts, draw_rare_characters_and_a_box_for_what_no_font_has) {
  Stage stage(kPortrait, kAssets);
  const auto hanzi = name_drawn(stage, "玮"), box = name_drawn(stage, kNoGlyph), other_box = name_drawn(stage, kNoGlyphEither), blank = name_drawn(stage, "\u3000");
  (void)name_drawn(stage, "㛃𬀩𫍯𠅤䶮𬭸");
  EXPECT_NEAR(box.width, hanzi.width, 3) << "as wide as a Hanzi";
  EXPECT_FALSE(box.pixels == blank.pixels) << "something is drawn";
  EXPECT_FALSE(box.pixels == other_box.pixels) << "with its own number in it";
  // The number alone tells them apart: the frame is the same, and most of the box with it.
  std::size_t differing = 0;
  for (std::size_t i = 0; i < box.pixels.size(); i += 4) differing += !std::equal(&box.pixels[i], &box.pixels[i] + 4, &other_box.pixels[i]);
  EXPECT_LT(differing, box.pixels.size() / 4 / 10);
}

TEST(Fonts, say_once_which_character_no_font_has_and_never_the_name_around_it) {
  Stage stage(kPortrait, kAssets);
  testing::internal::CaptureStderr();
  for (int frame = 0; frame < 3; ++frame) (void)name_drawn(stage, std::string("欧阳") + kNoGlyph + kNoGlyph);
  (void)name_drawn(stage, kNoGlyphEither);
  const std::string log = testing::internal::GetCapturedStderr();
  const auto times = [&](const std::string& words) {
    std::size_t out = 0;
    for (std::size_t at = log.find(words); at != std::string::npos; at = log.find(words, at + 1)) ++out;
    return out;
  };
  EXPECT_EQ(times("U+F0000"), 1u) << log;
  EXPECT_EQ(times("U+F0007"), 1u) << log;
  EXPECT_EQ(times("欧阳"), 0u);
  EXPECT_EQ(times(kNoGlyph), 0u);
}

}  // namespace
}  // namespace openday::tests
