#include "sync/protocol/inflate.h"

#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::protocol {
namespace {

constexpr std::size_t kLimit = 8u << 20;

// VmHWM of this process in KiB.
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6));
  }
  return 0;
}

TEST(Inflate, gives_back_what_was_deflated) {
  EXPECT_TRUE(rc::check("every encoding returns the same bytes", [](const std::string& bytes) {
    for (const auto encoding : {Encoding::identity, Encoding::gzip, Encoding::zstd}) {
      const auto back = inflate(deflate(bytes, encoding), encoding, kLimit);
      RC_ASSERT(back.has_value() && *back == bytes);
    }
  }));
}

TEST(Inflate, stops_at_the_limit) {
  for (const auto encoding : {Encoding::identity, Encoding::gzip, Encoding::zstd}) {
    const std::string text(1000, 'x');
    EXPECT_TRUE(inflate(deflate(text, encoding), encoding, 1000));
    const auto over = inflate(deflate(text, encoding), encoding, 999);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().kind, InflateError::too_large);
  }
}

TEST(Inflate, takes_little_memory_for_a_bomb) {
  std::string gzip_bomb, zstd_bomb;
  {
    const std::string zeros(256u << 20, '\0');
    gzip_bomb = deflate(zeros, Encoding::gzip);
    zstd_bomb = deflate(zeros, Encoding::zstd);
  }
  std::ofstream("/proc/self/clear_refs") << "5";   // the peak begins anew
  const long before = peak_memory();
  EXPECT_EQ(inflate(gzip_bomb, Encoding::gzip, kLimit).error().kind, InflateError::too_large);
  EXPECT_EQ(inflate(zstd_bomb, Encoding::zstd, kLimit).error().kind, InflateError::too_large);
  EXPECT_LT(peak_memory() - before, 64 * 1024);
}

TEST(Inflate, refuses_what_is_cut_or_followed_by_more) {
  for (const auto encoding : {Encoding::gzip, Encoding::zstd}) {
    const auto whole = deflate("some text that is long enough to be cut in two", encoding);
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(inflate(whole.substr(0, size), encoding, kLimit)) << size;
    EXPECT_FALSE(inflate(whole + "x", encoding, kLimit));
    EXPECT_FALSE(inflate("no compressed data at all", encoding, kLimit));
  }
}

}  // namespace
}  // namespace openday::protocol
