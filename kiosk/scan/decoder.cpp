#include "kiosk/scan/decoder.h"

#include <algorithm>
#include <cmath>
#include <exception>

#define ZX_USE_UTF8  // ZXing 1.4: text() as UTF-8 and no warning; later versions know nothing else
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)  // 2.2 and later
#include <ZXing/ReaderOptions.h>
#endif
#if __has_include(<ZXing/Version.h>)  // 2.2 and later
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif
#include <fmt/format.h>

#include "kiosk/scan/threshold.h"

namespace openday::scan {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

#if ZXING_VERSION_MAJOR >= 3  // there QRCode is the family with Micro QR and rMQR
constexpr auto kFormat = ZXing::BarcodeFormat::QRCodeModel2;
#else
constexpr auto kFormat = ZXing::BarcodeFormat::QRCode;
#endif

constexpr int kSmallestSide = 21;           // pixels: a version 1 code at one pixel a module
constexpr float kOutside = 0.1F;            // corners may lie outside by this share of the picture: extrapolated
constexpr std::size_t kMostFinders = 12;
constexpr std::size_t kLargestEnlarged = 4'000'000;  // pixels: larger pictures have their detail already

// Options that came after 1.4 or may go: set where the version has them.
template <class O>
void switch_off_extras(O& options) {
  if constexpr (requires { options.setTryInvert(false); }) options.setTryInvert(false);  // we invert where we want it
  if constexpr (requires { options.setTryDenoise(false); }) options.setTryDenoise(false);
}

Options options_for(const Pass& pass) {
  Options options;
  options.setFormats(kFormat);
  options.setTryHarder(pass.harder);
  options.setTryRotate(pass.harder);
  options.setTryDownscale(false);
  options.setMaxNumberOfSymbols(1);
  options.setBinarizer(pass.threshold.kind == ThresholdRule::Kind::library ? ZXing::Binarizer::LocalAverage : ZXing::Binarizer::BoolCast);
  switch_off_extras(options);
  return options;
}

float cross(Corner a, Corner b, Corner c) { return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x); }

// A real code is a convex quadrilateral of some size inside the picture.
bool plausible(const Corners& corners, const image::GreyImage& picture) {
  const auto width = static_cast<float>(picture.width);
  const auto height = static_cast<float>(picture.height);
  float area = 0;
  int turns = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner a = corners[i];
    const Corner b = corners[(i + 1) % 4];
    const Corner c = corners[(i + 2) % 4];
    if (a.x < -kOutside * width || a.x > (1 + kOutside) * width || a.y < -kOutside * height || a.y > (1 + kOutside) * height) return false;
    turns += cross(a, b, c) > 0 ? 1 : -1;
    area += a.x * b.y - b.x * a.y;
  }
  return std::abs(turns) == 4 && std::abs(area) / 2 >= static_cast<float>(kSmallestSide * kSmallestSide);
}

template <class Found>
std::optional<Code> checked(const Found& found, const image::GreyImage& picture, float scale, std::string_view pass) {
  // One part of a structured append is not what its maker wrote: no result.
  if (!found.isValid() || found.isPartOfSequence()) return std::nullopt;
  const auto& bytes = found.bytes();
  if (bytes.empty()) return std::nullopt;
  Code code;
  code.text.assign(bytes.begin(), bytes.end());
  code.pass = pass;
  const auto& position = found.position();
  for (std::size_t i = 0; i < 4; ++i) {
    code.corners[i] = {static_cast<float>(position[i].x) * scale, static_cast<float>(position[i].y) * scale};
  }
  if (!plausible(code.corners, picture)) return std::nullopt;
  return code;
}

}  // namespace

struct Decoder::Impl {
  explicit Impl(std::span<const Pass> list) : passes(list.begin(), list.end()) {}

  Look read(const image::GreyImage& grey, MonoTime until, MonoNow now);
  std::optional<Code> try_pass(const image::GreyImage& grey, const Pass& pass);
  const image::GreyImage& scaled(const image::GreyImage& grey, int shrink);
  const image::GreyImage& filtered(const image::GreyImage& grey, Filter filter);
  const image::GreyImage& black_and_white(const image::GreyImage& grey, ThresholdRule rule);
  void look_for_finders(const image::GreyImage& grey, Look& look);

  std::vector<Pass> passes;
  std::size_t resume = 1;  // the pass that comes after the first
  Scratch scratch;
  image::GreyImage scaled_picture;
  image::GreyImage filtered_picture;
  image::GreyImage binary;
};

const image::GreyImage& Decoder::Impl::scaled(const image::GreyImage& grey, int shrink) {
  if (shrink == 1) return grey;
  if (shrink < 0) enlarge(grey, scaled_picture);
  else shrink_by_mean(grey, shrink, scaled_picture);
  return scaled_picture;
}

const image::GreyImage& Decoder::Impl::filtered(const image::GreyImage& grey, Filter filter) {
  switch (filter) {
    case Filter::none: return grey;
    case Filter::smooth: smooth(grey, filtered_picture, scratch); break;
    case Filter::sharpen: sharpen(grey, filtered_picture, scratch); break;
    case Filter::brighten: brighten(grey, filtered_picture); break;
    case Filter::invert: invert(grey, filtered_picture); break;
  }
  return filtered_picture;
}

const image::GreyImage& Decoder::Impl::black_and_white(const image::GreyImage& grey, ThresholdRule rule) {
  switch (rule.kind) {
    case ThresholdRule::Kind::block: block_threshold(grey, {rule.a, rule.b, rule.reach}, binary, scratch); break;
    case ThresholdRule::Kind::mean: mean_threshold(grey, rule.a, binary, scratch); break;
    case ThresholdRule::Kind::otsu: otsu_threshold(grey, binary); break;
    case ThresholdRule::Kind::library: return grey;
  }
  return binary;
}

std::optional<Code> Decoder::Impl::try_pass(const image::GreyImage& grey, const Pass& pass) {
  if (pass.shrink < 0 && grey.pixels.size() > kLargestEnlarged) return std::nullopt;
  const image::GreyImage& base = scaled(grey, pass.shrink);
  if (base.width < kSmallestSide || base.height < kSmallestSide) return std::nullopt;
  const image::GreyImage& ready = black_and_white(filtered(base, pass.filter), pass.threshold);
  const float scale = pass.shrink < 0 ? 0.5F : static_cast<float>(pass.shrink);
  try {
    const ZXing::ImageView view(ready.pixels.data(), ready.width, ready.height, ZXing::ImageFormat::Lum, ready.width);
    return checked(ZXing::ReadBarcode(view, options_for(pass)), grey, scale, pass.name);
  } catch (const std::exception&) {
    return std::nullopt;  // ZXing gives up on odd input by throwing here and there: nothing was read
  }
}

void Decoder::Impl::look_for_finders(const image::GreyImage& grey, Look& look) {
  if (grey.width < 2 * kSmallestSide || grey.height < 2 * kSmallestSide) return;
  shrink_by_mean(grey, 2, scaled_picture);
  block_threshold(scaled_picture, {24, 38, 2}, binary, scratch);
  find_finders(binary, kMostFinders, look.finders);
  for (FinderSpot& spot : look.finders) spot = {spot.x * 2, spot.y * 2, spot.module * 2};
}

Look Decoder::Impl::read(const image::GreyImage& grey, MonoTime until, MonoNow now) {
  Look look;
  const std::size_t others = passes.empty() ? 0 : passes.size() - 1;
  for (std::size_t i = 0; i < passes.size() && !look.code; ++i) {
    const std::size_t which = i == 0 ? 0 : 1 + (resume - 1 + i - 1) % others;
    if (i > 0 && now() >= until) {
      resume = which;
      break;
    }
    look.code = try_pass(grey, passes[which]);
    ++look.passes;
  }
  if (!look.code) look_for_finders(grey, look);
  return look;
}

Decoder::Decoder(std::span<const Pass> passes) : impl_(std::make_unique<Impl>(passes)) {}
Decoder::~Decoder() = default;

Look Decoder::read(const image::GreyImage& grey) {
  impl_->resume = 1;
  return impl_->read(grey, MonoTime::max(), &steady_now);
}

Look Decoder::read(const image::GreyImage& grey, MonoTime until, MonoNow now) { return impl_->read(grey, until, now); }

std::string decoder_name() { return fmt::format("ZXing {}.{}.{}", ZXING_VERSION_MAJOR, ZXING_VERSION_MINOR, ZXING_VERSION_PATCH); }

}  // namespace openday::scan
