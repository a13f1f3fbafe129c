#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <googlepinyin/pinyinime.h>

#include "kiosk/base/utf8.h"
#include "tests/bench/typing/peers.h"

namespace openday::bench {
namespace {

using namespace ime_pinyin;

class GooglePeer final : public text::SentenceSource {
 public:
  GooglePeer() : user_((std::filesystem::temp_directory_path() / "openday-googlepinyin.dat").string()) {
    std::filesystem::remove(user_);
    if (!im_open_decoder(OPENDAY_GOOGLEPINYIN_DICTIONARY, user_.c_str())) std::exit((std::fputs("libgooglepinyin: no dictionary\n", stderr), 2));
    im_set_max_lens(kMostSyllableLetters, kMostHanzi);
  }
  ~GooglePeer() override {
    im_close_decoder();
    std::filesystem::remove(user_);
  }
  std::vector<text::Guess> guess(std::string_view keys, std::size_t most) override {
    const std::size_t count = im_search(keys.data(), keys.size());
    std::vector<text::Guess> out;
    for (std::size_t i = 0; i < std::min(count, most); ++i) {
      std::array<char16, 64> text{};
      if (im_get_candidate(i, text.data(), text.size() - 1) == nullptr) break;
      std::u32string hanzi;
      for (const char16 unit : text) {
        if (unit == 0) break;
        hanzi += unit;   // its dictionary holds the basic plane only
      }
      out.push_back({base::to_utf8(hanzi), 0});
    }
    return out;
  }
  bool add_word(std::string_view, std::string_view) override { return false; }
  void reset() override { im_reset_search(); }

 private:
  static constexpr std::size_t kMostSyllableLetters = 60, kMostHanzi = 30;
  std::string user_;
};

}  // namespace

Peer open_googlepinyin() { return std::make_unique<GooglePeer>(); }

}  // namespace openday::bench
