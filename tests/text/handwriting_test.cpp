#include "kiosk/text/handwriting.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"
#include "kiosk/text/handwriting_zinnia.h"
#include "tests/support/files.h"

namespace openday::text {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

InkStroke line(float x1, float y1, float x2, float y2) {
  InkStroke out;
  for (int i = 0; i <= 10; ++i) out.push_back({x1 + (x2 - x1) * static_cast<float>(i) / 10, y1 + (y2 - y1) * static_cast<float>(i) / 10});
  return out;
}

// 十 and 王, drawn as one learns it, in a square of this side.
Ink ten(float side) { return {line(0.1F * side, 0.4F * side, 0.9F * side, 0.4F * side), line(0.5F * side, 0.1F * side, 0.5F * side, 0.9F * side)}; }
Ink king(float side) {
  return {line(0.15F * side, 0.15F * side, 0.85F * side, 0.15F * side), line(0.2F * side, 0.5F * side, 0.8F * side, 0.5F * side),
          line(0.5F * side, 0.15F * side, 0.5F * side, 0.85F * side), line(0.1F * side, 0.85F * side, 0.9F * side, 0.85F * side)};
}

class Zinnia : public testing::Test {
 protected:
  std::unique_ptr<HandwritingRecogniser> recogniser_ = std::move(*open_zinnia(installed_handwriting_model()));
};

TEST_F(Zinnia, reads_what_is_written_as_one_learns_it_large_or_small) {
  for (const float side : {2000.0F, 300.0F, 20.0F, 1.0F}) {
    EXPECT_THAT(recogniser_->recognise(ten(side), 10), Contains("十")) << side;
    EXPECT_THAT(recogniser_->recognise(king(side), 10), Contains("王")) << side;
  }
}

TEST_F(Zinnia, gives_as_many_as_are_asked_for_and_none_for_no_ink) {
  EXPECT_THAT(recogniser_->recognise(ten(300), 4), SizeIs(4));
  EXPECT_THAT(recogniser_->recognise(ten(300), 0), IsEmpty());
  EXPECT_THAT(recogniser_->recognise({}, 10), IsEmpty());
  EXPECT_THAT(recogniser_->recognise({{}, {}}, 10), IsEmpty());
  EXPECT_THAT(recogniser_->recognise({{{5, 5}}}, 10), Not(IsEmpty()));
}

TEST_F(Zinnia, bears_any_ink) {
  EXPECT_TRUE(rc::check([this] {
    const auto point = rc::gen::pair(rc::gen::arbitrary<int>(), rc::gen::arbitrary<int>());
    const auto strokes = *rc::gen::resize(12, rc::gen::container<std::vector<std::vector<std::pair<int, int>>>>(rc::gen::container<std::vector<std::pair<int, int>>>(point)));
    Ink ink;
    for (const auto& stroke : strokes) {
      auto& to = ink.emplace_back();
      for (const auto& [x, y] : stroke) to.push_back({static_cast<float>(x), y % 7 == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(y)});
    }
    for (const std::string& character : recogniser_->recognise(ink, 10)) RC_ASSERT(base::is_utf8(character) && !character.empty());
  }));
}

TEST(Ink, is_centred_and_fills_the_square_with_its_longer_side) {
  const Ink fitted = fit_ink({{{10, 10}, {20, 15}}}, 100);
  EXPECT_NEAR(fitted[0][0].x, 10, 0.01);
  EXPECT_NEAR(fitted[0][1].x, 90, 0.01);
  EXPECT_NEAR(fitted[0][0].y, 30, 0.01);
  EXPECT_NEAR(fitted[0][1].y, 70, 0.01);
}

TEST(Ink, keeps_its_bends_when_it_is_straightened) {
  EXPECT_THAT(straighten({{0, 0}, {5, 1}, {10, 0}}, 2), SizeIs(2));
  EXPECT_THAT(straighten({{0, 0}, {5, 3}, {10, 0}}, 2), SizeIs(3));
  EXPECT_THAT(straighten({{0, 0}, {10, 0}, {10, 10}, {0, 0}}, 2), SizeIs(4));
  EXPECT_THAT(straighten({}, 2), IsEmpty());
}

TEST(Ink, is_bounded) {
  const Ink fitted = fit_ink(Ink(500, InkStroke(5'000, InkPoint{1, 2})), 100);
  EXPECT_THAT(fitted, SizeIs(kMaxInkStrokes));
  EXPECT_THAT(fitted.front(), SizeIs(kMaxStrokePoints));
}

TEST(HandwritingModel, that_is_missing_or_damaged_is_named) {
  const support::TempDir folder;
  EXPECT_THAT(open_zinnia(folder / "m.model").error().what, HasSubstr("m.model"));
  support::write_text(folder / "m.model", "not a model");
  EXPECT_EQ(open_zinnia(folder / "m.model").error().kind, HandwritingError::unusable);
}

}  // namespace
}  // namespace openday::text
