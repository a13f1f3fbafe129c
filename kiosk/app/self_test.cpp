// Lines that a hand is needed for, and the page's whole. What the box looks at by itself: self_test_box.cpp.
#include "kiosk/app/self_test.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kiosk/app/self_test_lines.h"
#include "kiosk/app/self_test_tuning.h"
#include "kiosk/image/focus.h"

namespace openday::app {

using ui::SelfTestCheck;
using ui::SelfTestGrade;
using ui::SelfTestLine;
using ui::Text;

namespace {

std::string whole(float value) { return std::to_string(static_cast<int>(std::lround(value))); }
std::string tenths(int value) { return fmt::format("{}.{}", value / 10, value % 10); }

// 100 is as sharp as a code needs it.
std::string sharpness(float focus) { return whole(std::min(100.0f, 100 * focus / image::kSharp)); }

SelfTestLine judge_picture(const PictureFacts& picture) {
  constexpr auto kCheck = SelfTestCheck::camera;
  if (picture.contrast < image::kLeastContrast && picture.brightness < kCovered) return {kCheck, SelfTestGrade::bad, Text::self_test_camera_covered, {whole(picture.brightness)}, Text::self_test_camera_covered_do};
  if (picture.contrast < image::kLeastContrast) return {kCheck, SelfTestGrade::todo, Text::self_test_camera_flat, {}, Text::self_test_camera_flat_do};
  if (picture.focus < image::kBlurred) return {kCheck, SelfTestGrade::bad, Text::self_test_camera_blurred, {sharpness(picture.focus)}, Text::self_test_camera_focus_do};
  if (picture.focus < image::kSharp) return {kCheck, SelfTestGrade::attention, Text::self_test_camera_soft, {sharpness(picture.focus)}, Text::self_test_camera_focus_do};
  if (picture.brightness < kDark) return {kCheck, SelfTestGrade::attention, Text::self_test_camera_dark, {whole(picture.brightness)}, Text::self_test_camera_dark_do};
  return {kCheck, SelfTestGrade::good, Text::self_test_camera_sharp, {sharpness(picture.focus)}};
}

SelfTestLine judge_camera(const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::camera;
  switch (facts.camera.state) {
    case DeviceState::off: {
      const bool scanner = facts.scanner.state != DeviceState::off || facts.scanner.read;
      if (scanner) return {kCheck, SelfTestGrade::absent, Text::self_test_camera_off, {}};
      return {kCheck, SelfTestGrade::bad, Text::self_test_camera_none, {}, Text::self_test_camera_none_do};
    }
    case DeviceState::missing: return {kCheck, SelfTestGrade::bad, Text::self_test_camera_missing, {}, Text::self_test_camera_missing_do};
    case DeviceState::starting:
    case DeviceState::working: break;
  }
  if (!facts.camera.picture) return {kCheck, SelfTestGrade::looking, Text::self_test_camera_starting, {}};
  return judge_picture(*facts.camera.picture);
}

SelfTestLine judge_code(const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::code;
  if (const auto& read = facts.camera.read)
    return {kCheck, SelfTestGrade::good, read->confirmation ? Text::self_test_code_read : Text::self_test_code_other, {exact_time(read->at, facts.zone), std::to_string(read->length)}};
  if (facts.camera.state == DeviceState::off) return {kCheck, SelfTestGrade::absent, Text::self_test_camera_off, {}};
  if (facts.camera.state == DeviceState::missing) return {kCheck, SelfTestGrade::bad, Text::self_test_camera_missing, {}, Text::self_test_camera_missing_do};
  return {kCheck, SelfTestGrade::todo, Text::self_test_code_untried, {}, Text::self_test_code_untried_do};
}

SelfTestLine judge_scanner(const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::hand_scanner;
  const ScannerFacts& scanner = facts.scanner;
  if (scanner.state == DeviceState::missing) return {kCheck, SelfTestGrade::bad, Text::self_test_scanner_missing, {}, Text::self_test_scanner_missing_do};
  if (scanner.read) return {kCheck, SelfTestGrade::good, Text::self_test_scanner_read, {exact_time(scanner.read->at, facts.zone), std::to_string(scanner.read->length)}};
  if (scanner.state == DeviceState::off) return {kCheck, SelfTestGrade::absent, Text::self_test_scanner_none, {}};
  return {kCheck, SelfTestGrade::todo, Text::self_test_scanner_untried, {}, Text::self_test_scanner_untried_do};
}

SelfTestLine judge_touch(const TouchFacts& touch) {
  constexpr auto kCheck = SelfTestCheck::touch;
  const auto missed = std::ranges::count(touch.missed, true);
  if (missed > 0) return {kCheck, SelfTestGrade::bad, Text::self_test_touch_missed, {std::to_string(missed)}, Text::self_test_touch_missed_do};
  if (touch.worst_tenths > kMostBeside) return {kCheck, SelfTestGrade::bad, Text::self_test_touch_off, {tenths(touch.worst_tenths)}, Text::self_test_touch_off_do};
  if (std::ranges::count(touch.reached, true) < 4) return {kCheck, SelfTestGrade::todo, Text::self_test_touch_untried, {}, Text::self_test_touch_untried_do};
  return {kCheck, SelfTestGrade::good, Text::self_test_touch_good, {tenths(touch.worst_tenths)}};
}

SelfTestLine judge_sound(SoundFact sound) {
  constexpr auto kCheck = SelfTestCheck::sound;
  switch (sound) {
    case SoundFact::off: return {kCheck, SelfTestGrade::absent, Text::self_test_sound_off, {}};
    case SoundFact::heard: return {kCheck, SelfTestGrade::good, Text::self_test_sound_heard, {}};
    case SoundFact::not_heard: return {kCheck, SelfTestGrade::bad, Text::self_test_sound_not_heard, {}, Text::self_test_sound_not_heard_do};
    case SoundFact::no_card: return {kCheck, SelfTestGrade::bad, Text::self_test_sound_no_card, {}, Text::self_test_sound_no_card_do};
    case SoundFact::untried:
    case SoundFact::played: break;
  }
  return {kCheck, SelfTestGrade::todo, Text::self_test_sound_untried, {}, Text::self_test_sound_untried_do};
}

}  // namespace

std::string exact_time(base::Instant at, base::Minutes zone) { return base::to_rfc3339(std::chrono::floor<std::chrono::seconds>(at), zone).substr(11, 8); }

std::vector<SelfTestLine> judge_self_test(const SelfTestFacts& facts) {
  std::vector<SelfTestLine> out{judge_camera(facts), judge_code(facts), judge_scanner(facts), judge_touch(facts.touch), judge_sound(facts.sound)};
  const std::vector<SelfTestLine> box = judge_box(facts);
  out.insert(out.end(), box.begin(), box.end());
  return out;
}

std::string self_test_detail(const std::vector<SelfTestLine>& lines) {
  const ui::SelfTestCounts counts = ui::count_of(lines);
  std::string out = fmt::format("good {} attention {} bad {} todo {}", counts[SelfTestGrade::good], counts[SelfTestGrade::attention], counts[SelfTestGrade::bad],
                                counts[SelfTestGrade::todo] + counts[SelfTestGrade::looking]);
  std::string_view before = ": ";
  for (const SelfTestLine& line : lines) {
    if (line.grade != SelfTestGrade::bad) continue;
    out += before;
    out += to_string(line.check);
    before = " ";
  }
  return out;
}

std::string_view to_string(SelfTestCheck check) {
  constexpr std::array<std::string_view, ui::kSelfTestChecks> kIds{"camera", "code", "hand-scanner", "touch", "sound", "printer", "disk-space", "disk-health", "clock", "plan", "roster", "keys", "certificate", "bureau", "waiting", "peers"};
  return kIds[static_cast<std::size_t>(check)];
}

}  // namespace openday::app
