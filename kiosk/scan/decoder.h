// Frame to text: the only place that knows ZXing (1.4, 2.x, 3.x). Runs a list of passes, each a filter, a threshold of our own
// and one ZXing search for QR codes, until one reads or the time is up. Owned and called by one thread; keeps its buffers.
// Never gives a wrong text: what does not check out (error correction, plausible corners, part of a sequence) is no result.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/finder.h"
#include "kiosk/scan/frame.h"

namespace openday::scan {

struct Corner {
  float x = 0;
  float y = 0;
};
using Corners = std::array<Corner, 4>;  // of the code: top left, top right, bottom right, bottom left; pixels of the frame

struct Code {
  std::string text;       // the code's bytes as they are, no character set applied
  Corners corners{};
  std::string_view pass;  // which pass read it, for logs and figures
};

enum class Filter { none, smooth, sharpen, brighten, invert };

// How a pass makes black and white. `library` leaves it to ZXing (its LocalAverage).
struct ThresholdRule {
  enum class Kind { block, mean, otsu, library } kind = Kind::block;
  int a = 24;     // block: R; mean: radius
  int b = 50;     // block: f in percent
  int reach = 2;  // block: blocks averaged each way
};

struct Pass {
  std::string_view name;     // static text
  int shrink = 1;            // 1, 2, 3: box mean first; -2: twice as large
  Filter filter = Filter::none;
  ThresholdRule threshold;
  bool harder = false;       // ZXing's tryHarder: every row instead of some
};

// A0: two cheap passes. live: what a camera's frames get. still: everything, for a picture that will not come again.
[[nodiscard]] std::span<const Pass> quick_passes();
[[nodiscard]] std::span<const Pass> live_passes();
[[nodiscard]] std::span<const Pass> still_passes();

struct Look {
  std::optional<Code> code;
  std::vector<FinderSpot> finders;  // filled where no code was read, pixels of the frame
  int passes = 0;                   // how many ran
};

class Decoder {
 public:
  explicit Decoder(std::span<const Pass> passes = live_passes());
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  // All passes until one reads.
  [[nodiscard]] Look read(const image::GreyImage& grey);

  // As above; after the first pass no other starts at or past `until`. The next call goes on with the pass that was cut off,
  // after the first, so that every pass gets its frames on a slow machine too.
  [[nodiscard]] Look read(const image::GreyImage& grey, MonoTime until, MonoNow now = &steady_now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "ZXing 1.4.0", for logs.
[[nodiscard]] std::string decoder_name();

}  // namespace openday::scan
