// Staff: the self-test before the doors open. A steward may look, too: whoever opens the doors in the morning is often one, and nothing
// on the page shows a guest or changes the event.
#include "kiosk/app/visit_self_test.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "kiosk/app/self_test_tuning.h"
#include "kiosk/app/visit.h"
#include "kiosk/image/focus.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::SelfTestAct;
using ui::SelfTestStep;

namespace {

constexpr int kCorners = 4, kMostTenths = 10'000;

// "DX DY" in tenths of a millimetre; nothing: the corner could not be reached.
void take_corner(SelfTestProgress& test, const ui::Intent& intent) {
  if (test.step != SelfTestStep::corners || intent.value != test.corner || test.corner >= kCorners) return;
  const auto at = static_cast<std::size_t>(test.corner);
  int across = 0, down = 0;
  const bool reached = std::sscanf(intent.text.c_str(), "%d %d", &across, &down) == 2 && std::abs(across) < kMostTenths && std::abs(down) < kMostTenths;
  test.touch.reached[at] = reached;
  test.touch.missed[at] = !reached;
  if (reached) test.touch.worst_tenths = std::max({test.touch.worst_tenths, std::abs(across), std::abs(down)});
  if (++test.corner == kCorners) test.step = SelfTestStep::lines;
}

// Until then it is looked at: a camera just opened finds its light and focus, a cap is taken off, somebody steps before it.
bool is_fit(const PictureFacts& picture) { return picture.contrast >= image::kLeastContrast && picture.focus >= image::kSharp && picture.brightness >= kDark; }

}  // namespace

SelfTestFacts facts_of(const SelfTestProgress& progress) {
  SelfTestFacts out = progress.box.value_or(SelfTestFacts{});
  if (!progress.box) out.camera.state = DeviceState::starting;
  out.touch = progress.touch;
  out.enrol = progress.enrol;
  if (out.sound == SoundFact::off || out.sound == SoundFact::no_card) return out;
  out.sound = progress.heard ? *progress.heard ? SoundFact::heard : SoundFact::not_heard : progress.chimed ? SoundFact::played : SoundFact::untried;
  return out;
}

bool is_complete(const std::vector<ui::SelfTestLine>& lines) {
  const ui::SelfTestCounts counts = ui::count_of(lines);
  return counts[ui::SelfTestGrade::todo] + counts[ui::SelfTestGrade::looking] == 0;
}

bool watches_camera(const VisitState& state) {
  if (state.page != Page::staff_self_test || !state.self_test || !state.self_test->box) return false;
  const CameraFacts& camera = state.self_test->box->camera;
  return camera.state != DeviceState::off && (state.self_test->step == SelfTestStep::camera || !camera.picture || !is_fit(*camera.picture));
}

bool VisitMachine::test_box(const ui::Intent& intent) {
  if (intent.kind != IntentKind::act_on_self_test) return false;
  if (!state_.staff || state_.page != Page::staff_self_test || !state_.self_test) return true;
  const auto test = std::make_shared<SelfTestProgress>(*state_.self_test);
  const auto order = [this](SelfTestJob job) { effects_.emplace_back(WorkOnSelfTest{state_.id, std::make_shared<const SelfTestJob>(std::move(job))}); };
  const auto go = [&](SelfTestStep step) { test->step = step; };
  switch (static_cast<SelfTestAct>(intent.act)) {
    case SelfTestAct::look:
      if (test->box) test->box->looked.reset();
      test->noted.reset();
      test->noted_as.clear();
      order({});
      break;
    case SelfTestAct::open_camera: go(SelfTestStep::camera); break;
    case SelfTestAct::open_corners:
      test->corner = 0;
      test->touch = {};
      go(SelfTestStep::corners);
      break;
    case SelfTestAct::corner: take_corner(*test, intent); break;
    case SelfTestAct::open_sound: go(SelfTestStep::sound); [[fallthrough]];
    case SelfTestAct::chime:
      test->chimed = true;
      order({SelfTestJob::Kind::chime});
      break;
    case SelfTestAct::heard:
    case SelfTestAct::not_heard:
      if (test->chimed) test->heard = static_cast<SelfTestAct>(intent.act) == SelfTestAct::heard;
      go(SelfTestStep::lines);
      break;
    case SelfTestAct::print:
      if (ui::is_busy(test->print.stage)) break;
      test->print = {};
      test->print.stage = ui::PaperStage::printing;
      order({SelfTestJob::Kind::print, judge_self_test(facts_of(*test))});
      break;
    case SelfTestAct::note:
      if (!test->noting) note_self_test(*test);
      break;
    case SelfTestAct::back: go(SelfTestStep::lines); break;
  }
  note_when_complete(*test);
  state_.self_test = test;
  return true;
}

void VisitMachine::note_self_test(SelfTestProgress& test) {
  if (!test.box || !test.box->looked) return;
  test.noted_as = self_test_detail(judge_self_test(facts_of(test)));
  test.noting = true;
  test.note_failed = false;
  effects_.emplace_back(WorkOnSelfTest{state_.id, std::make_shared<const SelfTestJob>(SelfTestJob{SelfTestJob::Kind::note, {}, test.noted_as})});
}

void VisitMachine::note_when_complete(SelfTestProgress& test) {
  if (test.noted_as.empty() && is_complete(judge_self_test(facts_of(test)))) note_self_test(test);
}

// What came after the last note is not lost with the page; a run that the box itself had not looked through was none.
void VisitMachine::end_self_test() {
  if (!state_.self_test || !state_.self_test->box || !state_.self_test->box->looked) return;
  SelfTestProgress left = *state_.self_test;
  if (self_test_detail(judge_self_test(facts_of(left))) != left.noted_as) note_self_test(left);
  state_.self_test.reset();
}

// The office's code for a new box: the one code that does something here, and only while a supervisor stands before it.
void VisitMachine::enrol_box(std::string code) {
  if (!state_.self_test || state_.self_test->enrol == EnrolFact::asked) return;
  const auto test = std::make_shared<SelfTestProgress>(*state_.self_test);
  test->enrol = supervises() ? EnrolFact::asked : EnrolFact::not_allowed;
  if (test->enrol == EnrolFact::asked) effects_.emplace_back(WorkOnSelfTest{state_.id, std::make_shared<const SelfTestJob>(SelfTestJob{SelfTestJob::Kind::enrol, {}, std::move(code)})});
  state_.self_test = test;
}

void VisitMachine::open_self_test() {
  state_.self_test = std::make_shared<const SelfTestProgress>();
  effects_.emplace_back(WorkOnSelfTest{state_.id, std::make_shared<const SelfTestJob>()});
}

void VisitMachine::take(const SelfTestAnswer& answer) {
  if (!state_.staff || !state_.self_test || !answer.news) return;
  const auto test = std::make_shared<SelfTestProgress>(*state_.self_test);
  const SelfTestNews& news = *answer.news;
  if (news.box) test->box = news.box;
  if (news.print) test->print = *news.print;
  if (news.enrol) test->enrol = *news.enrol;
  if (news.noted || news.note_failed) {
    test->noted = news.noted;
    test->note_failed = news.note_failed;
    test->noting = false;
  }
  note_when_complete(*test);
  state_.self_test = test;
}

}  // namespace openday::app
