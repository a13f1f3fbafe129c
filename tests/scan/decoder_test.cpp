#include "kiosk/scan/decoder.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/base/qr_code.h"
#include "kiosk/image/read_image.h"
#include "tests/scan/scene.h"

namespace openday::scan {
namespace {

using test::Blemish;
using test::Scene;

constexpr int kFrames = 24;
constexpr std::array kSides{0.25F, 0.35F, 0.45F, 0.6F};

Scene scene_of(Blemish blemish, int i) {
  Scene scene;
  scene.side = kSides[static_cast<std::size_t>(i) % kSides.size()];
  scene.turn_degrees = static_cast<float>(i * 37 % 360);
  scene.tilt_degrees = static_cast<float>(i % 5 * 9);
  scene.blemish = blemish;
  scene.seed = static_cast<std::uint32_t>(static_cast<int>(blemish) * 1000 + i + 1);
  return scene;
}

struct Tally {
  int read = 0;
  int wrong = 0;
};

Tally decode_frames(Blemish blemish, Decoder& decoder) {
  Tally tally;
  for (int i = 0; i < kFrames; ++i) {
    const Scene scene = scene_of(blemish, i);
    const std::string text = test::confirmation_like_text(scene.seed);
    const Look look = decoder.read(test::render(*base::make_qr_code(text), scene));
    if (!look.code) continue;
    tally.read += look.code->text == text;
    tally.wrong += look.code->text != text;
  }
  return tally;
}

// How many of 24 frames must be read at least: some below what is (README of the figures: tests/bench/bench_decode).
struct Expected {
  Blemish blemish;
  int least;
};

class DecoderReads : public ::testing::TestWithParam<Expected> {};

TEST_P(DecoderReads, enough_frames_and_no_wrong_text) {
  Decoder decoder;
  const Tally tally = decode_frames(GetParam().blemish, decoder);
  RecordProperty("read", tally.read);
  EXPECT_GE(tally.read, GetParam().least);
  EXPECT_EQ(tally.wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(Frames, DecoderReads,
                         ::testing::Values(Expected{Blemish::none, 21}, Expected{Blemish::blur, 20}, Expected{Blemish::strong_blur, 15},
                                           Expected{Blemish::motion, 15}, Expected{Blemish::long_motion, 7}, Expected{Blemish::noise, 20},
                                           Expected{Blemish::low_contrast, 20}, Expected{Blemish::glare, 20}, Expected{Blemish::moire, 20},
                                           Expected{Blemish::all, 12}),
                         [](const auto& tested) {
                           std::string name = test::to_string(tested.param.blemish);
                           for (char& c : name) c = c == ' ' ? '_' : c;
                           return name;
                         });

TEST(Decoder, gives_nothing_for_frames_without_a_code) {
  Decoder decoder;
  for (int i = 0; i < 30; ++i) {
    const Scene scene = scene_of(static_cast<Blemish>(i % test::kBlemishes), i);
    EXPECT_FALSE(decoder.read(test::render_without_code(scene)).code) << i;
  }
}

TEST(Decoder, gives_nothing_for_even_empty_and_tiny_pictures) {
  Decoder decoder(still_passes());
  EXPECT_FALSE(decoder.read(image::GreyImage{}).code);
  for (const int side : {1, 2, 3, 7, 20, 41, 43, 300}) {
    EXPECT_FALSE(decoder.read(image::GreyImage(side, side, 128)).code);
    EXPECT_FALSE(decoder.read(image::GreyImage(side, 1, 0)).code);
  }
}

// Bytes that no character set would leave alone.
TEST(Decoder, returns_the_bytes_as_they_are) {
  Decoder decoder;
  for (const std::string& text : {std::string("\xff\xfe\x80 raw"), std::string("预约 确认"), std::string("\xb2\xe2\xca\xd4 gbk"), std::string("OD1:$A%*+")}) {
    const auto code = base::make_qr_code(text);
    ASSERT_TRUE(code);
    Scene scene;
    scene.side = 0.5F;
    const Look look = decoder.read(test::render(*code, scene));
    ASSERT_TRUE(look.code);
    EXPECT_EQ(look.code->text, text);
  }
}

TEST(Decoder, says_where_the_code_is_in_pixels_of_the_frame) {
  for (const auto passes : {quick_passes(), live_passes(), still_passes()}) {
    Decoder decoder(passes);
    Scene scene;
    scene.side = 0.5F;
    const Look look = decoder.read(test::render(*base::make_qr_code(test::confirmation_like_text(7)), scene));
    ASSERT_TRUE(look.code);
    for (std::size_t i = 0; i < 4; ++i) {
      const Corner a = look.code->corners[i];
      const Corner b = look.code->corners[(i + 1) % 4];
      EXPECT_NEAR(std::hypot(a.x - b.x, a.y - b.y), 360, 15);
    }
  }
}

TEST(Decoder, reads_a_dark_mode_code_from_a_still_picture) {
  Scene scene;
  scene.side = 0.5F;
  image::GreyImage picture = test::render(*base::make_qr_code(test::confirmation_like_text(3)), scene);
  for (auto& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
  Decoder decoder(still_passes());
  const Look look = decoder.read(picture);
  ASSERT_TRUE(look.code);
  EXPECT_EQ(look.code->text, test::confirmation_like_text(3));
}

TEST(Decoder, sees_finder_patterns_where_it_cannot_read) {
  Scene scene;
  scene.side = 0.5F;
  const auto code = base::make_qr_code(test::confirmation_like_text(3));
  base::QrCode broken = *code;  // the corners stand, the data between them is noise
  for (int y = 9; y < broken.size - 9; ++y) {
    for (int x = 0; x < broken.size; ++x) broken.modules[static_cast<std::size_t>(y * broken.size + x)] ^= (x * 7 + y * 13) % 3 == 0;
  }
  Decoder decoder;
  const Look look = decoder.read(test::render(broken, scene));
  EXPECT_FALSE(look.code);
  EXPECT_TRUE(looks_like_code(look.finders));
}

namespace clock_in_hand {
MonoTime now{};
MonoTime read() { return now; }
}  // namespace clock_in_hand

TEST(Decoder, runs_one_pass_when_the_time_is_up_and_goes_on_from_there) {
  const image::GreyImage empty(640, 480, 128);
  Decoder decoder;
  clock_in_hand::now = MonoTime(std::chrono::seconds(10));
  EXPECT_EQ(decoder.read(empty, clock_in_hand::now, &clock_in_hand::read).passes, 1);
  EXPECT_EQ(decoder.read(empty, clock_in_hand::now + std::chrono::seconds(1), &clock_in_hand::read).passes, static_cast<int>(live_passes().size()));
}

TEST(Decoder, reads_every_sample_picture) {
  const std::filesystem::path folder = std::filesystem::path(OPENDAY_SOURCE_DIR) / "tests/samples/codes";
  int seen = 0;
  Decoder decoder(still_passes());
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const auto picture = image::read_image(entry.path());
    ASSERT_TRUE(picture) << name;
    const Look look = decoder.read(*picture);
    if (name.starts_with("none")) EXPECT_FALSE(look.code) << name;
    else EXPECT_TRUE(look.code && look.code->text.starts_with("OD1:")) << name;
    ++seen;
  }
  EXPECT_GE(seen, 4);
}

TEST(Decoder, names_the_library_behind_it) { EXPECT_EQ(decoder_name().substr(0, 6), "ZXing "); }

}  // namespace
}  // namespace openday::scan
