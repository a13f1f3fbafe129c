#include "kiosk/ui/model_self_test.h"

#include <array>

#include "kiosk/ui/strings.h"

namespace openday::ui {

Text name_of(SelfTestCheck check) {
  constexpr std::array<Text, kSelfTestChecks> kNames{Text::self_test_camera, Text::self_test_code, Text::self_test_scanner, Text::self_test_touch,
                                                     Text::self_test_sound, Text::self_test_printer, Text::self_test_disk_space, Text::self_test_disk_health,
                                                     Text::self_test_clock, Text::self_test_plan, Text::self_test_roster, Text::self_test_keys,
                                                     Text::self_test_certificate, Text::self_test_bureau, Text::self_test_waiting, Text::self_test_peers};
  return kNames[static_cast<std::size_t>(check)];
}

Text name_of(SelfTestGrade grade) {
  constexpr std::array<Text, 6> kNames{Text::self_test_good, Text::self_test_attention, Text::self_test_bad, Text::self_test_todo, Text::self_test_looking, Text::self_test_absent};
  return kNames[static_cast<std::size_t>(grade)];
}

std::string said_of(const SelfTestLine& line, const std::string& pattern) {
  const auto value = [&](std::size_t at) { return at < line.values.size() ? line.values[at] : std::string(); };
  return fill_in(pattern, {value(0), value(1), value(2), value(3)});
}

}  // namespace openday::ui
