#include "kiosk/ui/strings.h"

#include <fmt/core.h>

#include "kiosk/base/options.h"

namespace openday::ui {

Strings Strings::load(const std::filesystem::path& toml) {
  Strings strings;
  auto options = base::Options::load(toml);
  if (!options) strings.problems_.push_back(options.error().what);
  for (std::size_t i = 0; i < kTextCount; ++i) {
    const std::string key(kTextKeys[i]);
    if (options && options->has(key)) {
      strings.texts_[i] = options->text(key, key);
    } else {
      strings.texts_[i] = key;
      if (options) strings.problems_.push_back(fmt::format("{}: error: no text for {}", toml.filename().string(), key));
    }
  }
  if (options)
    for (auto& problem : options->problems()) strings.problems_.push_back(std::move(problem));
  return strings;
}

Strings Strings::worded(const std::map<std::string, std::string>& own, std::string_view opening) const {
  Strings out = *this;
  for (std::size_t i = 0; i < kTextCount; ++i) {
    const auto found = own.find(std::string(opening) + std::string(kTextKeys[i]));
    if (found != own.end()) out.texts_[i] = found->second;
  }
  return out;
}

std::string fill_in(std::string_view pattern, std::initializer_list<std::string> arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
      if (index < arguments.size()) {
        out += *(arguments.begin() + index);
        i += 2;
        continue;
      }
    }
    out += pattern[i];
  }
  return out;
}

}  // namespace openday::ui
