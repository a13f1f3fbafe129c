// Every page in every state on every panel: what a visitor could read, reach and tap. Drawn by the software renderer.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include <SDL.h>
#include <gtest/gtest.h>

#include "kiosk/ui/color.h"
#include "tests/ui/fixtures.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";

struct Case {
  const char* name;
  Panel panel;
  bool english = false, large = false, contrast = false;
};

constexpr Case kCases[] = {{"portrait", kPortrait}, {"landscape", kLandscape}, {"portrait_10_inches", {1080, 1920, 10.1}}, {"landscape_10_inches", {1920, 1080, 10.1}},
                           {"portrait_15_inches", {1080, 1920, 15.6}}, {"portrait_32_inches", {1080, 1920, 32}}, {"landscape_32_inches", {1920, 1080, 32}},
                           {"english", kPortrait, true}, {"english_landscape", kLandscape, true}, {"large_type", kPortrait, false, true},
                           {"large_type_landscape", kLandscape, false, true}, {"high_contrast", kPortrait, false, false, true}};

class Pages : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override { stage_ = std::make_unique<Stage>(GetParam().panel, kAssets); }
  // Draws each scene and hands it over.
  void each(const std::function<void(const Scene&)>& look) {
    for (Scene scene : all_scenes()) {
      scene.model.language = GetParam().english ? Language::en : Language::zh;
      scene.model.large_type = GetParam().large;
      scene.model.high_contrast = GetParam().contrast;
      (void)stage_->show(scene.model);
      look(scene);
    }
  }
  double mm(int pixels) const { return pixels / Theme(GetParam().panel).true_pixels_per_mm(); }
  std::unique_ptr<Stage> stage_;
};

void expect_no_text_clipped(const Registry& shown, const std::string& where) {
  EXPECT_FALSE(shown.texts().empty()) << where;
  for (const DrawnText& text : shown.texts()) EXPECT_FALSE(text.clipped) << where << ": " << text.text;
}

void expect_type_of_the_smallest_size(const Registry& shown, double least, const std::string& where) {
  for (const DrawnText& text : shown.texts()) {
    const bool figure = text.text.find_first_not_of("0123456789") == std::string::npos;  // numbers in rings and badges
    EXPECT_GE(text.em_mm, figure ? 5.0 : least) << where << ": " << text.text;
  }
}

void expect_reachable_targets(const Registry& shown, const Panel& panel, const std::string& where) {
  const double mm = 1 / Theme(panel).true_pixels_per_mm();
  const auto& targets = shown.targets();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const PixelBox a = targets[i].box;
    EXPECT_GE(a.w * mm, 14.9) << where << ": " << targets[i].label;
    EXPECT_GE(a.h * mm, 14.9) << where << ": " << targets[i].label;
    EXPECT_TRUE(a.x >= 0 && a.y >= 0 && a.x + a.w <= panel.width_px + 1 && a.y + a.h <= panel.height_px + 1) << where << ": off the page: " << targets[i].label;
    for (std::size_t k = i + 1; k < targets.size(); ++k) {
      const PixelBox b = targets[k].box;
      const int dx = std::max(a.x, b.x) - std::min(a.x + a.w, b.x + b.w), dy = std::max(a.y, b.y) - std::min(a.y + a.h, b.y + b.h);
      EXPECT_GE(std::max(dx, dy) * mm, 3.7) << where << ": gap of " << targets[i].label << " and " << targets[k].label;
    }
  }
}

TEST_P(Pages, can_be_read_and_reached) {
  each([&](const Scene& scene) {
    expect_no_text_clipped(stage_->shown(), scene.name);
    expect_type_of_the_smallest_size(stage_->shown(), scene.model.staff_mode ? 6.5 : 8.2, scene.name);
    expect_reachable_targets(stage_->shown(), GetParam().panel, scene.name);
  });
}

TEST_P(Pages, give_every_grade_twenty_five_millimetres) {
  for (Scene scene : all_scenes()) {
    if (scene.model.page != Page::rating || scene.model.rating.saving || scene.model.idle_seconds_left) continue;
    (void)stage_->show(scene.model);
    for (const char* grade : {"非常满意", "满意", "基本满意", "不满意", "非常不满意"}) {
      const DrawnTarget* target = stage_->shown().find_target(grade);
      if (!target) continue;  // on a small panel's second step
      EXPECT_GE(mm(target->box.w), 24.9) << scene.name << ": " << grade;
      EXPECT_GE(mm(target->box.h), 14.9) << scene.name << ": " << grade;
    }
  }
}

// The ground of a text is what its frame of pixels shows most; the darkest or lightest tenth of it counts as well.
double contrast_around(const image::RgbaImage& picture, const DrawnText& text) {
  std::vector<double> ratios;
  const auto look = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return;
    const std::uint8_t* pixel = picture.pixels.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) * 4;
    ratios.push_back(contrast(text.color, Color{pixel[0], pixel[1], pixel[2], 255}));
  };
  for (int x = text.box.x; x < text.box.x + text.box.w; x += 3) look(x, text.box.y - 1), look(x, text.box.y + text.box.h);
  for (int y = text.box.y; y < text.box.y + text.box.h; y += 3) look(text.box.x - 2, y), look(text.box.x + text.box.w + 1, y);
  if (ratios.size() < 8) return 21;
  std::sort(ratios.begin(), ratios.end());
  return ratios[ratios.size() * 3 / 10];  // letters of neighbours and edges of the surface may touch the frame
}

TEST_P(Pages, have_text_of_seven_to_one) {
  each([&](const Scene& scene) {
    if (scene.model.idle_seconds_left || scene.model.help_called) return;  // the page below is veiled on purpose
    for (const DrawnText& text : stage_->shown().texts()) EXPECT_GE(contrast_around(stage_->picture(), text), 6.95) << scene.name << ": " << text.text;
  });
}

INSTANTIATE_TEST_SUITE_P(panels, Pages, testing::ValuesIn(kCases), [](const auto& param) { return param.param.name; });

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

// Staff pages, the standing view (any touch wakes it) and the gate are not public; overlays hide the page on purpose.
TEST_P(Pages, offer_staffs_help_on_every_public_page) {
  std::map<Page, int> seen;
  each([&](const Scene& scene) {
    const Model& m = scene.model;
    if (m.staff_mode || m.page == Page::standing || m.page == Page::staff_gate || m.idle_seconds_left || m.help_called) return;
    ++seen[m.page];
    const auto& targets = stage_->shown().targets();
    const bool zh = m.language == Language::zh;
    const bool offered = std::any_of(targets.begin(), targets.end(), [&](const DrawnTarget& one) {
      for (const char* label : zh ? std::array{"请工作人员帮忙", "求助", "没带码？请工作人员帮忙", "请工作人员补登"} : std::array{"Call staff", "Help", "No code? Call staff", "Ask staff to add me"})
        if (one.label == label) return true;
      return false;
    });
    EXPECT_TRUE(offered) << scene.name;
  });
  EXPECT_GE(seen.size(), 16u);
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
  device::push_finger(stage_.window(), true, tile->box.x + 20, tile->box.y + 20, 1);
  device::push_finger(stage_.window(), true, 10, 10, 2);
  device::push_finger(stage_.window(), false, 10, 10, 2);
  device::push_finger(stage_.window(), false, tile->box.x + 20, tile->box.y + 20, 1);
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

TEST(Fonts, draw_rare_characters_and_a_box_for_what_no_font_has) {
  Stage stage(kPortrait, kAssets);
  Model model = result_of(Verdict::admitted);
  for (const char* name : {"㛃𬀩𫍯𠅤䶮𬭸", "\xF3\xB0\x80\x80"}) {  // the second is of a private plane: no font has it
    model.result.name = name;
    (void)stage.show(model);
    EXPECT_TRUE(stage.shown().shows(name));
    for (const DrawnText& text : stage.shown().texts()) EXPECT_FALSE(text.clipped) << text.text;
  }
}

}  // namespace
}  // namespace openday::tests
