// Draws shapes on the page in design millimetres: fills, rounded surfaces, strokes, pictures, the soft shadow, and the touch
// targets. Knows theme, fonts and words, so that a screen needs nothing else. One object a frame, UI thread, between ImGui's
// NewFrame and Render. Everything drawn goes into one draw list; `drawn_since` lets motion move a whole page at once.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/registry.h"
#include "kiosk/ui/strings.h"
#include "kiosk/ui/textures.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;
struct ImTextureData;

namespace openday::ui {

enum Corner : unsigned { kTopLeft = 1, kTopRight = 2, kBottomRight = 4, kBottomLeft = 8, kAllCorners = 15, kLeftCorners = 9, kTopCorners = 3 };

class Painter {
 public:
  Painter(const Theme& theme, const Fonts& fonts, const Strings& words, Textures& textures, Registry& registry, ImDrawList& list);

  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] const Palette& color() const { return theme_.color(); }
  [[nodiscard]] const Fonts& fonts() const { return fonts_; }
  [[nodiscard]] const std::string& word(Text text) const { return words_.text(text); }
  [[nodiscard]] const Strings& words() const { return words_; }
  [[nodiscard]] Textures& textures() const { return textures_; }
  [[nodiscard]] Registry& registry() const { return registry_; }
  [[nodiscard]] ImDrawList& list() const { return list_; }
  [[nodiscard]] Rect page() const { return {0, 0, theme_.width(), theme_.height()}; }
  // The page and what lies above it in the low-reach layout: grounds and veils cover that too, controls never do.
  [[nodiscard]] Rect panel() const { return {0, -theme_.above(), theme_.width(), theme_.height() + theme_.above()}; }
  [[nodiscard]] float px(float mm) const { return mm * theme_.pixels_per_mm(); }   // of a length, and of x
  [[nodiscard]] float y_px(float mm) const { return px(mm + theme_.above()); }
  [[nodiscard]] PixelBox pixels(Rect rect) const;  // edges on whole pixels

  void fill(Rect rect, Color color);
  void fill_gradient(Rect rect, std::span<const std::pair<float, Color>> stops);  // top to bottom, stops at 0..1
  void fill_round(Rect rect, float radius, Color color, unsigned corners = kAllCorners);
  void outlined(Rect rect, float radius, Color fill, Color outline, float stroke);
  void circle(Point centre, float radius, Color color);
  void arc(Point centre, float radius, float stroke, float from_turn, float to_turn, Color color);  // turns clockwise from the top
  void line(Point from, Point to, float stroke, Color color);                                       // butt ends
  void stroke(std::span<const Point> points, float stroke, Color color, bool closed = false);       // round ends and joins
  void polygon(std::span<const Point> convex, Color color);
  void picture(ImTextureData* texture, Rect where, bool mirrored = false);
  void shadow(Rect rect, float radius, float strength = 0.13f);  // the one soft shadow; nothing in high contrast

  // A touchable place; true when it was tapped in this frame. `label` is what scripts tap: the words on it.
  bool target(Rect rect, std::string_view label, TargetKind kind = TargetKind::plain);
  [[nodiscard]] bool held() const { return held_; }  // the last target is under the finger
  [[nodiscard]] bool active() const { return active_; }  // the finger came down on the last target and is not up, wherever it is now
  // Targets drawn from here on are numbered from `first`, so that others which come and go elsewhere on the page take no finger off them.
  void number_targets_from(int first) { next_target_ = first; }
  void set_enabled(bool enabled) { enabled_ = enabled; }

 private:
  void image_px(ImTextureData* texture, PixelBox where, float u0, float v0, float u1, float v1, Color tint);

  const Theme& theme_;
  const Fonts& fonts_;
  const Strings& words_;
  Textures& textures_;
  Registry& registry_;
  ImDrawList& list_;
  int next_target_ = 0;
  bool held_ = false, active_ = false, enabled_ = true;
};

}  // namespace openday::ui
