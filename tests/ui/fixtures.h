// Invented snapshots for the gallery and the tests: every page in every state that has a face of its own. The bureau and all
// persons are made up; times and places follow the third sample programme.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/model.h"

namespace openday::tests {

struct Scene {
  std::string name;
  ui::Model model;
};

[[nodiscard]] ui::Model home_at_0832();
[[nodiscard]] ui::Model itinerary_at_0935();
[[nodiscard]] ui::Model result_of(ui::Verdict verdict);
[[nodiscard]] ui::Model rating_with_tags();
[[nodiscard]] ui::Model attendance_of(int guests);

// Every page and state, in Chinese and in standard type.
[[nodiscard]] std::vector<Scene> all_scenes();

// The programme in all its states: sample programmes, staff's page.
void add_programmes(std::vector<Scene>& out);
// Staff's results and cases.
void add_results_pages(std::vector<Scene>& out);
// Staff's people, a guest's page, what a steward sees.
void add_staff_pages(std::vector<Scene>& out);
// Printing and files.
void add_papers(std::vector<Scene>& out);
// The roll call, places and who waits for one.
void add_roll_calls(std::vector<Scene>& out);
// The self-test before the doors open.
void add_self_tests(std::vector<Scene>& out);
void add_hand_over(std::vector<Scene>& out);
// The bureau's notices, and the line to it.
void add_line_pages(std::vector<Scene>& out);
// Score sheets.
void add_sheets(std::vector<Scene>& out);

// Opinions, comments, receipts, the notice.
void add_opinions(std::vector<Scene>& out);
// The on-screen keyboard.
void add_keyboards(std::vector<Scene>& out);
void add_finding(std::vector<Scene>& out);
// Staff: conflict cards, a walk-in's name.
void add_conflicts(std::vector<Scene>& out);

inline constexpr const char* kLongName = "阿布都热依木·买买提艾力·吐尔逊江·阿依古丽努尔别克江山";  // 25 Hanzi and marks
inline constexpr const char* kLongTitle =
    "参观不动产登记中心政务大厅并现场观摩一窗受理并行办理互联网加抵押登记全流程以及自然资源领域便民利民措施成果展示与交流活动";  // 60

}  // namespace openday::tests
