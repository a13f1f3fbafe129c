#include "kiosk/ui/registry.h"

#include <algorithm>

namespace openday::ui {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  constexpr std::string_view kWideBlank = "\u3000";
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, kWideBlank.size()) == kWideBlank) {
      i += kWideBlank.size();
    } else {
      if (text[i] != ' ' && text[i] != '\n') out += text[i];
      ++i;
    }
  }
  return out;
}

}  // namespace

bool Registry::shows(std::string_view text) const {
  const std::string wanted = without_blanks(text);
  return std::any_of(texts_.begin(), texts_.end(),
                     [&](const DrawnText& drawn) { return without_blanks(drawn.text).find(wanted) != std::string::npos; });
}

const DrawnTarget* Registry::find_target(std::string_view label) const {
  for (const auto& target : targets_)
    if (target.label == label) return &target;
  for (const auto& target : targets_)
    if (target.label.starts_with(label)) return &target;
  return nullptr;
}

}  // namespace openday::ui
