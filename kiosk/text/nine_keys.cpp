#include "kiosk/text/nine_keys.h"

#include <algorithm>

namespace openday::text {
namespace {

constexpr std::string_view kKeys = "22233344455566677778889999";   // of a..z

}  // namespace

char key_of(char letter) { return letter >= 'a' && letter <= 'z' ? kKeys[static_cast<std::size_t>(letter - 'a')] : letter; }

std::string keys_of(std::string_view letters) {
  std::string out(letters);
  std::ranges::transform(out, out.begin(), key_of);
  return out;
}

NineKeySyllables::NineKeySyllables(std::shared_ptr<const Readings> readings) : readings_(std::move(readings)) {
  const std::size_t count = readings_->tables().syllables.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto syllable = static_cast<Syllable>(i);
    if (!readings_->characters(syllable).empty()) codes_.emplace_back(keys_of(readings_->spelling(syllable)), syllable);
  }
  std::ranges::sort(codes_);
}

bool NineKeySyllables::fits(std::string_view keys, Syllable syllable) const {
  const std::string_view spelling = readings_->spelling(syllable);
  return std::equal(keys.begin(), keys.end(), spelling.begin(), spelling.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), spelling.size())), stands_for);
}

std::vector<Syllable> NineKeySyllables::whole(std::string_view keys) const {
  const std::string code = keys_of(keys);
  std::vector<Syllable> out;
  for (auto at = std::ranges::lower_bound(codes_, code, {}, &std::pair<std::string, Syllable>::first); at != codes_.end() && at->first == code; ++at)
    if (fits(keys, at->second)) out.push_back(at->second);
  return out;
}

std::vector<Syllable> NineKeySyllables::begun(std::string_view keys) const {
  const std::string code = keys_of(keys);
  std::vector<Syllable> out;
  for (auto at = std::ranges::upper_bound(codes_, code, {}, &std::pair<std::string, Syllable>::first); at != codes_.end() && at->first.starts_with(code); ++at)
    if (fits(keys, at->second)) out.push_back(at->second);
  std::ranges::sort(out);
  return out;
}

}  // namespace openday::text
