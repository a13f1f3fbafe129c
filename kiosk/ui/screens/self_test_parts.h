// Between the pages of the self-test: a line with its sign, and what is done step by step.
#pragma once

#include "kiosk/ui/model_self_test.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

[[nodiscard]] Intent self_test_act(const Model& model, SelfTestAct what, int value = 0, std::string text = {});

// The sign differs in shape as well as in colour.
[[nodiscard]] Color self_test_color(const Painter& p, SelfTestGrade grade);
void draw_self_test_sign(Painter& p, SelfTestGrade grade, Point centre, float size);

[[nodiscard]] float self_test_line_height(const Painter& p, float width, const SelfTestLine& line, bool opens);   // with all its words
[[nodiscard]] float self_test_gap(const Painter& p);   // between two lines
[[nodiscard]] float self_test_least_height(const Painter& p);                        // of two rows of words
void draw_self_test_line(Painter& p, Rect rect, const SelfTestLine& line, bool opens);

void draw_self_test_sum(Painter& p, Rect rect, const SelfTest& test);

Intent draw_self_test_camera(const Model& model, ScreenState& state, const SelfTest& test);
Intent draw_self_test_corners(const Model& model, ScreenState& state, const SelfTest& test);
Intent draw_self_test_sound(const Model& model, ScreenState& state);

}  // namespace openday::ui
