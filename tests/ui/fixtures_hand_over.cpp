// A supervisor's page for what comes and goes by stick, in every state that has a face of its own.
#include "kiosk/ui/model_hand_over.h"
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model page_with(HandOver work) {
  Model m = home_at_0832();
  m.page = Page::staff_hand_over, m.staff_mode = true, m.role = StaffRole::supervisor;
  m.more.tiles = {{Page::staff_hand_over}};
  m.strip.clock = "07:40", m.strip.pending = 12;
  m.hand_over = std::make_shared<const HandOver>(std::move(work));
  return m;
}

}  // namespace

void add_hand_over(std::vector<Scene>& out) {
  HandOver work;
  out.push_back({"hand-over", page_with(work)});
  work.task = work.made = HandOverTask::hand_out;
  out.push_back({"hand-over-out", page_with(work)});
  work.stage = HandOverStage::copying, work.percent = 72;
  out.push_back({"hand-over-copying", page_with(work)});
  work.stage = HandOverStage::done, work.percent = 100, work.pullable = true, work.name = "openday-0b6f41d2-20201117T114002.openday-out";
  out.push_back({"hand-over-handed-out", page_with(work)});
  HandOver wrong;
  wrong.stage = HandOverStage::failed, wrong.problem = HandOverProblem::older, wrong.name = "roster", wrong.pullable = true;
  out.push_back({"hand-over-older", page_with(wrong)});
  wrong.problem = HandOverProblem::broken_list, wrong.name = "名单.xlsx", wrong.detail = "第 128 行，手机尾号“13”不是四位数字；请写手机号的最后四位";
  out.push_back({"hand-over-broken-list", page_with(wrong)});
  HandOver seen;
  seen.stage = HandOverStage::preview, seen.pullable = true;
  seen.changes = {{"plan", 3, 4}, {"roster", 11, 12}};
  seen.guests_before = 182, seen.guests_after = 187, seen.added = 8, seen.removed = 3;
  out.push_back({"hand-over-preview", page_with(seen)});
  seen.changes = {{"trust", 1, 2}, {"plan", 3, 4}, {"roster", 11, 12}, {"revocations", 0, 1}, {"calendar", 2020, 2021}};
  seen.from_office = false;
  for (int i = 0; i < 40; ++i) seen.gone.push_back(i % 3 == 0 ? "买买提江·吾守尔　云溪县工商业联合会" : "欧阳雪梅　二号车");
  seen.gone_count = 57;
  out.push_back({"hand-over-gone", page_with(seen)});
  seen.gone.resize(1), seen.gone_count = 1, seen.changes = {{"roster", 11, 12}};
  out.push_back({"hand-over-one-gone", page_with(seen)});
  HandOver key;
  key.task = HandOverTask::codes, key.asks_passphrase = true, key.passphrase = "yunxi20";
  Model typing = page_with(key);
  typing.keyboard.modes = {KeyboardMode::latin, KeyboardMode::digits, KeyboardMode::symbols};
  typing.keyboard.mode = KeyboardMode::latin, typing.keyboard.direct = true;
  out.push_back({"hand-over-passphrase", typing});
}

}  // namespace openday::tests
