#include "kiosk/app/papers_in_trouble.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

namespace openday::app {
namespace {

constexpr std::array<std::string_view, 6> kKinds{"plan", "roster", "revocations", "calendar", "trust", "notice"};

ui::PaperTrouble trouble_of(std::string_view why) {
  if (why == "damaged") return ui::PaperTrouble::damaged;
  return why == "too-large" ? ui::PaperTrouble::wrong_size : ui::PaperTrouble::refused;
}

}  // namespace

std::vector<ui::PaperInTrouble> papers_in_trouble(std::string_view note) {
  std::vector<ui::PaperInTrouble> out;
  std::istringstream lines{std::string(note)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, why;
    int version = 0;
    if (words >> kind >> version >> why && std::ranges::find(kKinds, kind) != kKinds.end()) out.push_back({kind, version, trouble_of(why)});
  }
  return out;
}

}  // namespace openday::app
