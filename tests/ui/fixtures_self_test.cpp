// Staff's self-test: all in order, something to do, everything wrong, at work, on paper, and its three steps.
#include "kiosk/ui/model_self_test.h"
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

using Check = SelfTestCheck;
using Grade = SelfTestGrade;

std::vector<SelfTestLine> all_good() {
  return {{Check::camera, Grade::good, Text::self_test_camera_sharp, {"96"}},
          {Check::code, Grade::good, Text::self_test_code_read, {"07:41:12", "134"}},
          {Check::hand_scanner, Grade::good, Text::self_test_scanner_read, {"07:41:30", "134"}},
          {Check::touch, Grade::good, Text::self_test_touch_good, {"1.4"}},
          {Check::sound, Grade::good, Text::self_test_sound_heard, {}},
          {Check::printer, Grade::good, Text::self_test_printer_ready, {"大厅打印机"}},
          {Check::disk_space, Grade::good, Text::self_test_disk_room, {"41.7 GB", "58.2 GB"}},
          {Check::disk_health, Grade::good, Text::self_test_disk_worn, {"9", "10"}},
          {Check::clock, Grade::good, Text::self_test_clock_measured, {"2020-11-17 07:41", "0.2"}},
          {Check::plan, Grade::good, Text::self_test_document_signed, {"YX201117", "4", "2020-11-12", "9f31c0"}},
          {Check::roster, Grade::good, Text::self_test_document_signed, {"YX201117", "7", "2020-11-16", "41be77"}},
          {Check::keys, Grade::good, Text::self_test_keys_good, {"2", "2020-12-31"}},
          {Check::certificate, Grade::good, Text::self_test_certificate_good, {"2022-06-30"}},
          {Check::bureau, Grade::good, Text::self_test_bureau_linked, {"07:40"}},
          {Check::waiting, Grade::good, Text::self_test_waiting_none, {}},
          {Check::peers, Grade::good, Text::self_test_peers_some, {"2", "07:38"}}};
}

void put(std::vector<SelfTestLine>& lines, SelfTestLine line) { lines[static_cast<std::size_t>(line.check)] = std::move(line); }

std::vector<SelfTestLine> mixed() {
  std::vector<SelfTestLine> out = all_good();
  put(out, {Check::camera, Grade::attention, Text::self_test_camera_soft, {"61"}, Text::self_test_camera_focus_do});
  put(out, {Check::code, Grade::todo, Text::self_test_code_untried, {}, Text::self_test_code_untried_do});
  put(out, {Check::hand_scanner, Grade::absent, Text::self_test_scanner_none, {}});
  put(out, {Check::touch, Grade::todo, Text::self_test_touch_untried, {}, Text::self_test_touch_untried_do});
  put(out, {Check::sound, Grade::todo, Text::self_test_sound_untried, {}, Text::self_test_sound_untried_do});
  put(out, {Check::printer, Grade::bad, Text::self_test_printer_paper, {"大厅打印机"}, Text::self_test_printer_paper_do});
  put(out, {Check::disk_health, Grade::good, Text::self_test_disk_writes, {"12"}});
  put(out, {Check::clock, Grade::attention, Text::self_test_clock_free, {"2020-11-17 07:41"}, Text::self_test_clock_free_do});
  put(out, {Check::plan, Grade::good, Text::self_test_document_unsigned, {"YX201117", "4", "2020-11-12", "9f31c0"}});
  put(out, {Check::roster, Grade::attention, Text::self_test_document_unsigned, {"YX201117", "7", "2020-10-30", "41be77"}, Text::self_test_roster_old_do});
  put(out, {Check::certificate, Grade::absent, Text::self_test_certificate_none, {}});
  put(out, {Check::bureau, Grade::absent, Text::self_test_bureau_never, {}});
  put(out, {Check::waiting, Grade::absent, Text::self_test_waiting_alone, {"38"}});
  put(out, {Check::peers, Grade::absent, Text::self_test_peers_none, {}});
  return out;
}

std::vector<SelfTestLine> all_bad() {
  return {{Check::camera, Grade::bad, Text::self_test_camera_blurred, {"18"}, Text::self_test_camera_focus_do},
          {Check::code, Grade::bad, Text::self_test_camera_missing, {}, Text::self_test_camera_missing_do},
          {Check::hand_scanner, Grade::bad, Text::self_test_scanner_missing, {}, Text::self_test_scanner_missing_do},
          {Check::touch, Grade::bad, Text::self_test_touch_missed, {"2"}, Text::self_test_touch_missed_do},
          {Check::sound, Grade::bad, Text::self_test_sound_no_card, {}, Text::self_test_sound_no_card_do},
          {Check::printer, Grade::bad, Text::self_test_printer_unknown, {"hall-laserjet-2"}, Text::self_test_printer_unknown_do},
          {Check::disk_space, Grade::bad, Text::self_test_disk_room, {"112 MB", "58.2 GB"}, Text::self_test_disk_room_do},
          {Check::disk_health, Grade::bad, Text::self_test_disk_error, {"No space left on device"}, Text::self_test_disk_do},
          {Check::clock, Grade::bad, Text::self_test_clock_off, {"2020-11-17 07:41", "186.4"}, Text::self_test_clock_do},
          {Check::plan, Grade::bad, Text::self_test_document_wrong, {"YX201117", "4", "2020-11-12", "9f31c0"}, Text::self_test_document_wrong_do},
          {Check::roster, Grade::bad, Text::self_test_document_wrong, {"YX201117", "12", "2020-11-16", "41be77"}, Text::self_test_document_wrong_do},
          {Check::keys, Grade::bad, Text::self_test_keys_over, {"2"}, Text::self_test_keys_do},
          {Check::certificate, Grade::bad, Text::self_test_certificate_over, {"2020-06-30"}, Text::self_test_certificate_do},
          {Check::bureau, Grade::bad, Text::self_test_bureau_refused, {}, Text::self_test_bureau_refused_do},
          {Check::waiting, Grade::attention, Text::self_test_waiting_some, {"1284"}, Text::self_test_waiting_do},
          {Check::peers, Grade::absent, Text::self_test_peers_none, {}}};
}

std::vector<SelfTestLine> running() {
  std::vector<SelfTestLine> out = mixed();
  put(out, {Check::camera, Grade::looking, Text::self_test_camera_starting, {}});
  for (int i = static_cast<int>(Check::printer); i < kSelfTestChecks; ++i) put(out, {static_cast<Check>(i), Grade::looking, Text::self_test_looking, {}});
  return out;
}

// A code on a desk, as a camera would see it.
std::shared_ptr<const GreyImage> picture() {
  auto out = std::make_shared<GreyImage>();
  out->width = 640, out->height = 360;
  out->pixels.assign(640 * 360, 176);
  for (int y = 90; y < 270; ++y)
    for (int x = 230; x < 410; ++x) out->pixels[static_cast<std::size_t>(y * 640 + x)] = (((x / 9) * 7 + (y / 9) * 13) ^ (x / 9 * (y / 9))) % 3 == 0 ? 36 : 236;
  return out;
}

}  // namespace

void add_self_tests(std::vector<Scene>& out) {
  Model m = home_at_0832();
  m.page = Page::staff_self_test, m.staff_mode = true, m.role = StaffRole::steward;
  m.strip.clock = "07:41", m.strip.pending = 0;
  const auto scene = [&](const char* name, SelfTest test) {
    Model one = m;
    one.self_test = std::make_shared<const SelfTest>(std::move(test));
    out.push_back({name, std::move(one)});
  };
  SelfTest test;
  test.lines = all_good(), test.noted = "07:42";
  scene("self-test-good", test);
  test = {};
  test.lines = mixed();
  scene("self-test-mixed", test);
  test.lines = all_bad(), test.note_failed = true;
  scene("self-test-bad", test);
  test = {};
  test.lines = running();
  scene("self-test-running", test);
  test.lines = all_good(), test.print = PaperStage::out_of_paper, test.printer = "大厅打印机";
  scene("self-test-printing", test);
  test.print = PaperStage::idle, test.lines = mixed(), test.step = SelfTestStep::camera, test.focus = 0.61f;
  m.camera.preview = true, m.camera.image = picture(), m.camera.image_serial = 7;
  scene("self-test-camera", test);
  m.camera.image.reset();
  test.step = SelfTestStep::corners, test.corner = 2;
  scene("self-test-corners", test);
  test.step = SelfTestStep::sound;
  scene("self-test-sound", test);
}

}  // namespace openday::tests
