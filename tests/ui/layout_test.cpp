// Every scene of the fixtures on every size of panel, in both directions and in every mode a guest can switch to: what could be read,
// reached and tapped. A new scene is covered by itself.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/ui/fixtures.h"
#include "tests/ui/layout_rules.h"
#include "tests/ui/stage.h"

namespace openday::tests {
namespace {

using namespace ui;

const std::string kAssets = std::string(OPENDAY_SOURCE_DIR) + "/assets";

struct Mode {
  bool english = false, large = false, contrast = false, low = false;
};

struct Case {
  Panel panel;
  Mode mode;
};

std::string name_of(const Case& one) {
  std::string name = fmt::format("{}_{:.0f}_inches", one.panel.height_px > one.panel.width_px ? "portrait" : "landscape", one.panel.inches);
  if (one.panel.width_px == 1280 || one.panel.width_px == 800) name += "_16_by_10";
  if (one.panel.lower_edge_mm) name += "_hung_high";
  if (one.mode.english) name += "_english";
  if (one.mode.large) name += "_large_type";
  if (one.mode.contrast) name += "_high_contrast";
  if (one.mode.low) name += "_low_reach";
  return name;
}

std::vector<Case> all_cases() {
  std::vector<Case> out;
  for (const double inches : {10.1, 15.6, 21.5, 32.0})
    for (const bool portrait : {true, false}) {
      const Panel panel{portrait ? 1080 : 1920, portrait ? 1920 : 1080, inches};
      for (const bool english : {false, true})
        for (const bool large : {false, true})
          for (const bool low : {false, true}) {
            if (low && !low_reach_height(panel)) continue;
            out.push_back({panel, {english, large, false, low}});
          }
      out.push_back({panel, {false, false, true, false}});
    }
  // 16:10, as tablets have it.
  for (const bool portrait : {true, false}) {
    const Panel panel{portrait ? 800 : 1280, portrait ? 1280 : 800, 10.1};
    for (const bool english : {false, true})
      for (const bool large : {false, true})
        if (english || !large || !portrait) out.push_back({panel, {english, large, false, false}});   // upright in large Chinese type: not yet
    out.push_back({panel, {false, false, true, false}});
  }
  const Panel tall{1080, 1920, 21.5}, hung_high{1080, 1920, 32, 930};
  out.push_back({tall, {true, true, true, true}});
  out.push_back({hung_high, {false, false, false, true}});
  return out;
}

Model in_mode(Model model, const Mode& mode) {
  model.language = mode.english ? Language::en : Language::zh;
  model.large_type = mode.large;
  model.high_contrast = mode.contrast;
  model.low_reach = mode.low;
  return model;
}

bool veiled(const Model& model) { return model.idle_seconds_left || model.help_called; }

bool has_main(const Registry& shown) {
  return std::ranges::any_of(shown.targets(), [](const DrawnTarget& target) { return target.kind == TargetKind::main; });
}

// Staff pages, the standing view (any touch wakes it) and the gate are not public; overlays hide the page on purpose.
bool owes_help(const Model& m) { return !m.staff_mode && m.page != Page::standing && m.page != Page::staff_gate && !veiled(m); }

bool offers_help(const Registry& shown) {
  static constexpr std::array kWords{"请工作人员帮忙", "求助", "没带码？请工作人员帮忙", "请工作人员补登", "Call staff", "Help", "No code? Call staff", "Ask staff to add me"};
  return std::ranges::any_of(shown.targets(), [](const DrawnTarget& target) { return std::ranges::find(kWords, target.label) != kWords.end(); });
}

// Staff's ways to a guest who is not in the list before them.
bool owes_ways(const Model& m) { return m.page == Page::staff_attendance && !veiled(m) && (m.can_find_by_name || m.can_register_walk_in); }

bool offers_ways(const Registry& shown, const Model& m) {
  const bool english = m.language == Language::en;
  return (!m.can_find_by_name || shown.find_target(english ? "Find" : "查找来宾")) && (!m.can_register_walk_in || shown.find_target(english ? "Add" : "补登来宾"));
}

// Scenes with names and titles longer than any page can hold.
bool has_long_words(const std::string& scene) { return scene.find("long") != std::string::npos || scene.find("many") != std::string::npos; }

class Layout : public testing::TestWithParam<Case> {
 protected:
  // One fault of a kind is enough to read; a scene with many is broken at one place.
  void report(const std::string& scene, const Faults& faults) {
    for (const std::string& fault : std::set<std::string>(faults.begin(), faults.end())) ADD_FAILURE() << scene << ": " << fault;
  }
};

TEST_P(Layout, can_be_read_reached_and_tapped) {
  const auto& [panel, mode] = GetParam();
  const std::vector<Scene> scenes = all_scenes();
  std::set<std::string> with_main;   // on the panel the pages were drawn for
  {
    Stage drawn_for(panel.height_px > panel.width_px ? kPortrait : kLandscape, kAssets);
    for (const Scene& scene : scenes) {
      drawn_for.lay_out(scene.model);
      if (has_main(drawn_for.shown())) with_main.insert(scene.name);
    }
  }
  Stage stage(panel, kAssets);
  const bool small = panel.inches < 20;   // there a word may end in dots
  for (const Scene& scene : scenes) {
    const Model model = in_mode(scene.model, mode);
    const Theme theme(panel, mode.large && (!model.staff_mode || staff_type_grows(panel)), mode.contrast, mode.low && !model.staff_mode);
    const Laid laid{stage.shown(), panel, theme, model.staff_mode};
    Faults faults;
    std::size_t below = 0;   // texts under the veil
    if (veiled(model)) {
      Model bare = model;
      bare.idle_seconds_left.reset();
      bare.help_called = false;
      stage.lay_out(bare);
      below = stage.shown().texts().size();
    }
    if (mode.english) {      // colours are those of the Chinese page
      stage.lay_out(model);
    } else {
      (void)stage.frame(model, std::chrono::milliseconds(0));
      check_contrast(laid, stage.picture(), below, faults);
    }
    check_texts(laid, small || mode.english || has_long_words(scene.name), faults);
    check_targets(laid, faults);
    if (with_main.contains(scene.name) && !has_main(stage.shown())) faults.emplace_back("its main button is not there without scrolling");
    if (owes_help(model) && !offers_help(stage.shown())) faults.emplace_back("no way to staff");
    if (owes_ways(model) && !offers_ways(stage.shown(), model)) faults.emplace_back("no way to a guest who is not in the list");
    report(scene.name, faults);
  }
}

INSTANTIATE_TEST_SUITE_P(panels, Layout, testing::ValuesIn(all_cases()), [](const auto& param) { return name_of(param.param); });

}  // namespace
}  // namespace openday::tests
