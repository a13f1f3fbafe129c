#include "kiosk/app/papers_in_trouble.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>

namespace openday::app {
namespace {

struct KindWord {
  std::string_view kind, word;
};
constexpr std::array kWords{KindWord{"plan", "活动方案"},     KindWord{"roster", "来宾名单"}, KindWord{"revocations", "作废名单"},
                            KindWord{"calendar", "工作日历"}, KindWord{"trust", "密钥清单"},  KindWord{"notice", "通知"}};

}  // namespace

std::string papers_in_trouble(std::string_view note) {
  std::istringstream lines{std::string(note)};
  std::string names, kind, why;
  for (int version = 0; lines >> kind >> version >> why;) {
    const auto word = std::ranges::find(kWords, kind, &KindWord::kind);
    if (word == kWords.end()) continue;
    names += fmt::format("{}{}（第 {} 版）", names.empty() ? "" : "、", word->word, version);
  }
  return names.empty() ? names : fmt::format("请局里重新发布：{}。新的取不下来，现在仍用原来的", names);
}

}  // namespace openday::app
