// A supervisor: what comes and goes by stick. Which way, then what the box makes of it; what would change is shown before it counts
// (hand_over_preview.cpp), the passphrase of the issuer's key is typed on a page with the keyboard.
#include "kiosk/ui/screens/hand_over.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/ui/screens/passphrase_page.h"
#include "kiosk/ui/widgets/staff_page.h"
#include "kiosk/ui/widgets/status_card.h"

namespace openday::ui {
namespace {

constexpr std::array kTasks{Text::hand_over_take_in, Text::hand_over_hand_out, Text::hand_over_codes};
constexpr std::array kDo{Text::hand_over_take_in_do, Text::hand_over_hand_out_do, Text::hand_over_codes_do};
constexpr std::array kHow{Text::hand_over_take_in_how, Text::hand_over_hand_out_how, Text::hand_over_codes_how};
constexpr std::array kDone{Text::hand_over_taken_in, Text::hand_over_handed_out, Text::hand_over_codes_made};

Text of(const std::array<Text, 3>& words, HandOverTask task) { return words[static_cast<std::size_t>(task)]; }

Text words_of(HandOverProblem problem) {
  switch (problem) {
    case HandOverProblem::no_helper: return Text::papers_no_helper;
    case HandOverProblem::no_stick: return Text::papers_no_stick;
    case HandOverProblem::several_sticks: return Text::papers_several_sticks;
    case HandOverProblem::foreign_stick: return Text::papers_foreign_stick;
    case HandOverProblem::stick_gone: return Text::papers_stick_gone;
    case HandOverProblem::stick_full: return Text::papers_stick_full;
    case HandOverProblem::stick_read_only: return Text::papers_stick_read_only;
    case HandOverProblem::stick_broken: return Text::papers_stick_broken;
    case HandOverProblem::box_full: return Text::papers_box_full;
    case HandOverProblem::no_package: return Text::hand_over_no_package;
    case HandOverProblem::not_signed: return Text::hand_over_not_signed;
    case HandOverProblem::forged: return Text::hand_over_forged;
    case HandOverProblem::damaged: return Text::hand_over_damaged;
    case HandOverProblem::wrong_event: return Text::hand_over_wrong_event;
    case HandOverProblem::too_large: return Text::hand_over_too_large;
    case HandOverProblem::older: return Text::hand_over_older;
    case HandOverProblem::conflicting: return Text::hand_over_conflicting;
    case HandOverProblem::broken_document: return Text::hand_over_broken_document;
    case HandOverProblem::signed_only: return Text::hand_over_signed_only;
    case HandOverProblem::broken_list: return Text::hand_over_broken_list;
    case HandOverProblem::no_key: return Text::hand_over_no_key;
    case HandOverProblem::wrong_passphrase: return Text::hand_over_wrong_passphrase;
    case HandOverProblem::no_roster: return Text::hand_over_no_roster;
    case HandOverProblem::no_seal_key: return Text::hand_over_no_seal_key;
    case HandOverProblem::not_taken: return Text::hand_over_not_taken;
    case HandOverProblem::none:
    case HandOverProblem::not_made: return Text::papers_not_made;
  }
  return Text::papers_not_made;
}

// The next step, naming the document or the row it is about.
std::string problem_of(const HandOver& work, const Painter& p) {
  const std::string about = work.problem == HandOverProblem::broken_list ? work.detail : p.word(hand_over_document(work.name));
  return fill_in(p.word(words_of(work.problem)), {about});
}

StatusCard card(std::string strong, std::string soft, Icon icon, Color color) { return {.strong = std::move(strong), .soft = std::move(soft), .icon = icon, .color = color, .busy = false, .percent = 0}; }

StatusCard card_of(const HandOver& work, const Painter& p) {
  const Palette& c = p.color();
  const std::string& stay = p.word(Text::hand_over_dont_pull);
  switch (work.stage) {
    case HandOverStage::idle: return card(p.word(of(kHow, work.task)), work.task == HandOverTask::hand_out ? p.word(Text::hand_over_everything_how) : std::string(), Icon::usb, c.azurite);
    case HandOverStage::reading: return card(p.word(Text::hand_over_reading), stay, Icon::fact_check, c.azurite);
    case HandOverStage::preview: break;   // has a page of its own
    case HandOverStage::putting: return card(p.word(Text::hand_over_putting), p.word(work.pullable ? Text::hand_over_may_pull : Text::hand_over_dont_pull), Icon::schedule, c.azurite);
    case HandOverStage::making: return card(p.word(work.made == HandOverTask::codes ? Text::hand_over_issuing : Text::hand_over_packing), stay, work.made == HandOverTask::codes ? Icon::qr : Icon::lock, c.azurite);
    case HandOverStage::copying: return card(p.word(Text::hand_over_copying), stay, Icon::usb, c.azurite);
    case HandOverStage::done:
      if (work.made == HandOverTask::take_in) return card(p.word(Text::hand_over_taken_in), work.pullable ? p.word(Text::hand_over_pull) : std::string(), Icon::check_circle, c.malachite);
      return card(p.word(of(kDone, work.made)), fill_in(p.word(Text::hand_over_pull_file), {work.name}), Icon::check_circle, c.malachite);
    case HandOverStage::same: return card(p.word(Text::hand_over_same), work.pullable ? p.word(Text::hand_over_pull) : std::string(), Icon::check_circle, c.malachite);
    case HandOverStage::failed: return card(p.word(Text::hand_over_failed), problem_of(work, p), Icon::error, c.cinnabar);
    case HandOverStage::cancelled: return card(p.word(Text::hand_over_cancelled), work.pullable ? p.word(Text::hand_over_pull) : std::string(), Icon::remove, c.ink_2);
  }
  return card({}, {}, Icon::usb, c.ink_2);
}

Intent draw_button(const Model& model, Painter& p, Rect rect) {
  const HandOver& work = *model.hand_over;
  const StaffSizes s = staff_sizes(p);
  if (is_busy(work.stage)) return button(p, rect, p.word(Text::hand_over_cancel), {.look = Look::outlined, .em = 9 * s.k, .radius = 5, .least_em = s.small}) ? hand_over_act(model, HandOverAct::cancel) : Intent{};
  Rect main = rect;
  Intent out;
  if (work.task == HandOverTask::hand_out) {   // beside the way that is enough nearly always
    const bool stacked = rect.w < 70 * s.k;
    Rect all = rect;
    if (stacked) main.h = (rect.h - kGap) / 2, all = {rect.x, main.bottom() + kGap, rect.w, main.h};
    else main.w = (rect.w - kGap) * 0.62f, all = {main.right() + kGap, rect.y, rect.w - main.w - kGap, rect.h};
    if (button(p, all, p.word(Text::hand_over_everything), {.look = Look::outlined, .em = 9 * s.k, .radius = 5, .least_em = s.small})) out = hand_over_act(model, HandOverAct::start, 1);
  }
  if (button(p, main, p.word(of(kDo, work.task)), {.look = Look::main, .em = 10 * s.k, .icon = Icon::usb, .radius = 5, .least_em = s.small})) out = hand_over_act(model, HandOverAct::start);
  return out;
}

Intent draw_ways(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const HandOver& work = *model.hand_over;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::more_hand_over);
  const bool tall = p.theme().portrait() && !s.tight;
  const float h = tall ? 30 * s.k : 17 * std::max(1.0f, s.k * 0.95f), w = (box.w - 2 * kGap) / 3;
  for (int i = 0; i < static_cast<int>(kTasks.size()); ++i)
    if (option(p, {box.x + static_cast<float>(i) * (w + kGap), box.y, w, h}, p.word(kTasks[static_cast<std::size_t>(i)]), i == static_cast<int>(work.task), s.em * (tall ? 1.25f : 1.0f))) out = hand_over_act(model, HandOverAct::choose, i);
  const float y = box.y + h + (s.tight ? kGap : 3 * kGap);
  StatusCard status = card_of(work, p);
  status.busy = is_busy(work.stage);
  status.percent = work.percent;
  const float button_h = std::min((tall ? 36 : 24) * s.k, std::max(kTarget + 0.5f, (box.bottom() - y - kGap) * 0.4f));
  if (box.bottom() - y < button_h + kGap + 20 * s.k) {   // no height for both
    const float side = box.w * 0.38f;
    draw_status_card(p, {box.x, y, box.w - side - kGap, box.bottom() - y}, status, false);
    if (const Intent did = draw_button(model, p, {box.right() - side, y, side, box.bottom() - y})) out = did;
    return out;
  }
  const float status_h = std::min(box.bottom() - y - button_h - kGap, (tall ? 190 : 75) * s.k);
  draw_status_card(p, {box.x, y, box.w, status_h}, status, tall);
  if (const Intent did = draw_button(model, p, {box.x, y + status_h + kGap, box.w, button_h})) out = did;
  return out;
}

Intent draw_passphrase(const Model& model, ScreenState& state) {
  const Painter& p = state.paint;
  const PassphraseForm form{.title = p.word(Text::hand_over_passphrase), .below = p.word(Text::hand_over_passphrase_why), .empty = p.word(Text::hand_over_passphrase_empty),
                            .typed = model.hand_over->passphrase, .on = p.word(Text::hand_over_issue), .wrong = false, .kind = IntentKind::act_on_hand_over};
  const Intent out = draw_passphrase_page(model, state, form);
  if (out.kind == IntentKind::act_on_hand_over) return hand_over_act(model, HandOverAct::seal);
  return out.kind == IntentKind::opinion_back ? hand_over_act(model, HandOverAct::back) : out;
}

}  // namespace

Intent hand_over_act(const Model& model, HandOverAct what, int value) {
  Intent out = intent(model, IntentKind::act_on_hand_over, value);
  out.act = static_cast<int>(what);
  return out;
}

Text hand_over_document(const std::string& kind) {
  if (kind == "plan") return Text::hand_over_plan;
  if (kind == "revocations") return Text::hand_over_revocations;
  if (kind == "calendar") return Text::hand_over_calendar;
  if (kind == "notice") return Text::notices_title;
  return kind == "trust" ? Text::hand_over_trust : Text::hand_over_roster;
}

Intent draw_staff_hand_over(const Model& model, ScreenState& state) {
  if (!model.hand_over) return begin_staff_page(model, state, Text::more_hand_over).intent;
  if (model.hand_over->asks_passphrase) return draw_passphrase(model, state);
  return model.hand_over->stage == HandOverStage::preview ? draw_hand_over_preview(model, state) : draw_ways(model, state);
}

}  // namespace openday::ui
