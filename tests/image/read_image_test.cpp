#include "kiosk/image/read_image.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <turbojpeg.h>

#include "kiosk/base/bytes.h"
#include "kiosk/image/jpeg.h"
#include "kiosk/image/png.h"

namespace openday::image {
namespace {

class ReadImage : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "openday-image-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path put(const std::string& name, std::string_view bytes) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
  }

  std::filesystem::path folder_;
};

GreyImage slope(int width, int height) {
  GreyImage picture(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) picture.at(x, y) = static_cast<std::uint8_t>((x * 255 / width + y) & 0xff);
  }
  return picture;
}

std::string to_jpeg(const GreyImage& picture, int subsampling = TJSAMP_GRAY) {
  tjhandle handle = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  std::vector<std::uint8_t> colour;  // libjpeg makes colour only of colour
  for (const std::uint8_t pixel : picture.pixels) colour.insert(colour.end(), 3, pixel);
  EXPECT_EQ(tjCompress2(handle, colour.data(), picture.width, 0, picture.height, TJPF_RGB, &bytes, &size, subsampling, 90, 0), 0);
  std::string out(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(handle);
  return out;
}

// Without its Huffman tables, as many webcams send their frames.
std::string without_tables(const std::string& jpeg) {
  std::string out = jpeg.substr(0, 2);
  std::size_t at = 2;
  while (at + 4 <= jpeg.size()) {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    if (marker == 0xDA) return out + jpeg.substr(at);
    const std::size_t length = 2 + static_cast<unsigned char>(jpeg[at + 2]) * 256u + static_cast<unsigned char>(jpeg[at + 3]);
    if (marker != 0xC4) out += jpeg.substr(at, length);
    at += length;
  }
  return out;
}

TEST_F(ReadImage, reads_back_the_grey_png_it_wrote) {
  const GreyImage picture = slope(123, 45);
  ASSERT_TRUE(write_png(folder_ / "a.png", picture));
  const auto read = read_image(folder_ / "a.png");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->width, 123);
  EXPECT_EQ(read->height, 45);
  EXPECT_EQ(read->pixels, picture.pixels);
}

TEST_F(ReadImage, reads_colour_as_grey_with_transparency_over_white) {
  RgbaImage picture(2, 1);
  picture.pixels = {0, 0, 0, 255, 0, 0, 0, 0};
  ASSERT_TRUE(write_png(folder_ / "a.png", picture));
  const auto read = read_image(folder_ / "a.png");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->at(0, 0), 0);
  EXPECT_EQ(read->at(1, 0), 255);
}

TEST_F(ReadImage, reads_a_jpeg_whatever_its_name_says) {
  const GreyImage picture = slope(64, 48);
  const auto read = read_image(put("photo.png", to_jpeg(picture)));
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->width, 64);
  EXPECT_NEAR(read->at(30, 20), picture.at(30, 20), 6);
}

TEST_F(ReadImage, reads_a_webcam_frame_without_huffman_tables) {
  const GreyImage picture = slope(64, 48);
  const std::string bare = without_tables(to_jpeg(picture, TJSAMP_422));
  ASSERT_LT(bare.size(), to_jpeg(picture, TJSAMP_422).size());
  GreyImage grey;
  const auto done = JpegDecoder().decode(base::as_bytes(bare), "frame", grey);
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_NEAR(grey.at(30, 20), picture.at(30, 20), 6);
}

TEST_F(ReadImage, names_the_file_that_is_missing) {
  const auto read = read_image(folder_ / "nowhere.png");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ImageError::missing);
  EXPECT_NE(read.error().what.find("nowhere.png"), std::string::npos);
}

TEST_F(ReadImage, refuses_a_file_that_is_no_picture) {
  const auto read = read_image(put("note.png", "hello"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ImageError::unsupported);
  EXPECT_NE(read.error().what.find("note.png"), std::string::npos);
  EXPECT_FALSE(read_image(put("empty.png", "")));
}

TEST_F(ReadImage, refuses_every_shortened_png_and_jpeg) {
  const GreyImage picture = slope(40, 30);
  const std::string png = *encode_png(picture);
  const std::string jpeg = to_jpeg(picture);
  for (std::size_t keep = 0; keep + 20 < png.size(); ++keep) {
    EXPECT_FALSE(decode_image(std::string_view(png).substr(0, keep), "cut.png")) << keep;
  }
  for (std::size_t keep = 0; keep + 2 < jpeg.size(); ++keep) {
    EXPECT_FALSE(decode_image(std::string_view(jpeg).substr(0, keep), "cut.jpg")) << keep;
  }
}

TEST_F(ReadImage, reads_the_frame_after_a_frame_cut_anywhere) {
  const std::string whole = to_jpeg(slope(40, 30));
  JpegDecoder decoder;
  GreyImage grey;
  for (std::size_t keep = 0; keep + 2 < whole.size(); ++keep) {
    EXPECT_FALSE(decoder.decode(base::as_bytes(std::string_view(whole).substr(0, keep)), "cut", grey)) << keep;
    EXPECT_TRUE(decoder.decode(base::as_bytes(whole), "whole", grey)) << keep;
  }
}

TEST_F(ReadImage, refuses_a_png_with_one_damaged_byte_of_data) {
  std::string png = *encode_png(slope(200, 150));
  png[png.size() / 2] = static_cast<char>(png[png.size() / 2] ^ 0x55);
  const auto read = decode_image(png, "bad.png");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ImageError::corrupt);
}

TEST_F(ReadImage, refuses_absurd_dimensions_before_taking_memory) {
  std::string png = *encode_png(slope(8, 8));
  for (const std::size_t at : {16u, 20u}) png.replace(at, 4, std::string("\x00\x00\x7f\xff", 4));
  const auto read = decode_image(png, "bomb.png");  // its header checksum is wrong too: either reason will do, an answer must come
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().what.find("bomb.png"), std::string::npos);

  std::string jpeg = to_jpeg(slope(16, 16));
  const std::size_t frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, std::string("\xf0\x00\xf0\x00", 4));
  const auto huge = decode_image(jpeg, "bomb.jpg");
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().kind, ImageError::too_large);
}

TEST_F(ReadImage, refuses_to_write_a_picture_that_contradicts_itself) {
  GreyImage picture(4, 4);
  picture.pixels.pop_back();
  EXPECT_EQ(encode_png(picture).error().kind, ImageError::corrupt);
  EXPECT_EQ(encode_png(GreyImage{}).error().kind, ImageError::corrupt);
}

TEST_F(ReadImage, says_where_a_picture_could_not_be_written) {
  const auto done = write_png(folder_ / "no-such-folder" / "a.png", slope(4, 4));
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().what.find("no-such-folder"), std::string::npos);
}

}  // namespace
}  // namespace openday::image
