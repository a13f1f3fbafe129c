// What one frame showed: every text with its place, and every touch target. Scripts and tests look here; a new frame starts
// empty, so nothing of the frame before remains. One object, the UI thread's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/color.h"
#include "kiosk/ui/geometry.h"

namespace openday::ui {

struct DrawnText {
  std::string text;
  PixelBox box;
  bool clipped = false;     // part of it lies outside its box or the page
  bool shortened = false;   // ended by an ellipsis on purpose
  Color color;
  float em_mm = 0;          // true millimetres
};

enum class TargetKind { plain, main, grade };   // main: the page's one main action; grade: one of the five

struct DrawnTarget {
  std::string label;        // what is written on it, whole
  PixelBox box;
  TargetKind kind = TargetKind::plain;
};

class Registry {
 public:
  void begin_frame() {
    texts_.clear();
    targets_.clear();
    field_ = false;
  }
  void add(DrawnText text) { texts_.push_back(std::move(text)); }
  void add(DrawnTarget target) { targets_.push_back(std::move(target)); }
  void add_field() { field_ = true; }
  // A field stands here into which a keyboard types.
  [[nodiscard]] bool has_field() const { return field_; }
  [[nodiscard]] const std::vector<DrawnText>& texts() const { return texts_; }
  [[nodiscard]] const std::vector<DrawnTarget>& targets() const { return targets_; }

  // Some drawn text contains it; blanks are not compared, since runs of one line stand apart.
  [[nodiscard]] bool shows(std::string_view text) const;
  // The target whose label is exactly this, else the first whose label starts with it, else null.
  [[nodiscard]] const DrawnTarget* find_target(std::string_view label) const;

 private:
  std::vector<DrawnText> texts_;
  std::vector<DrawnTarget> targets_;
  bool field_ = false;
};

}  // namespace openday::ui
