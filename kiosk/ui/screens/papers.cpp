// Staff: printing and files. Which paper, in which form, where to; then what the box makes of it. For a stick the passphrase is typed
// on a page with the keyboard.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/ui/screens/passphrase_page.h"
#include "kiosk/ui/widgets/staff_page.h"
#include "kiosk/ui/widgets/status_card.h"

namespace openday::ui {
namespace {

constexpr std::array kKinds{Text::papers_sign_in, Text::papers_summary, Text::papers_tallies, Text::papers_results, Text::papers_slips};
constexpr std::array kFormats{Text::papers_pdf, Text::papers_xlsx, Text::papers_csv};
constexpr std::array kTargets{Text::papers_stick, Text::papers_printer, Text::papers_bureau};

Intent act(const Model& model, PapersAct what, int value = 0) {
  Intent out = intent(model, IntentKind::act_on_papers, value);
  out.act = static_cast<int>(what);
  return out;
}

Text words_of(PaperProblem problem) {
  switch (problem) {
    case PaperProblem::no_stick: return Text::papers_no_stick;
    case PaperProblem::several_sticks: return Text::papers_several_sticks;
    case PaperProblem::foreign_stick: return Text::papers_foreign_stick;
    case PaperProblem::stick_gone: return Text::papers_stick_gone;
    case PaperProblem::stick_full: return Text::papers_stick_full;
    case PaperProblem::stick_read_only: return Text::papers_stick_read_only;
    case PaperProblem::stick_broken: return Text::papers_stick_broken;
    case PaperProblem::box_full: return Text::papers_box_full;
    case PaperProblem::no_printer: return Text::papers_no_printer;
    case PaperProblem::printer_failed: return Text::papers_printer_failed;
    case PaperProblem::no_helper: return Text::papers_no_helper;
    case PaperProblem::no_seal_key: return Text::papers_no_seal_key;
    case PaperProblem::bureau_refused: return Text::papers_bureau_refused;
    case PaperProblem::too_large: return Text::papers_too_large;
    case PaperProblem::none:
    case PaperProblem::not_made: return Text::papers_not_made;
  }
  return Text::papers_not_made;
}

StatusCard card(std::string strong, std::string soft, Icon icon, Color color) { return {.strong = std::move(strong), .soft = std::move(soft), .icon = icon, .color = color, .busy = false, .percent = 0}; }

StatusCard card_of(const StaffPapers& papers, const Painter& p) {
  const Palette& c = p.color();
  const std::string& paper = p.word(kKinds[static_cast<std::size_t>(papers.made)]);
  const std::string stay = p.word(papers.made_for == PaperTarget::stick ? Text::papers_dont_pull : Text::papers_goes_on);
  switch (papers.stage) {
    case PaperStage::idle: return card(p.word(Text::papers_idle), p.word(papers.target == PaperTarget::bureau ? Text::papers_delivered_do : Text::papers_idle_do), Icon::print, c.azurite);
    case PaperStage::making: return card(fill_in(p.word(Text::papers_making), {paper}), stay, Icon::schedule, c.azurite);
    case PaperStage::sealing: return card(fill_in(p.word(Text::papers_sealing), {paper}), stay, Icon::lock, c.azurite);
    case PaperStage::copying: return card(p.word(Text::papers_copying), stay, Icon::usb, c.azurite);
    case PaperStage::printing: return card(fill_in(p.word(Text::papers_printing), {paper}), papers.name, Icon::print, c.azurite);
    case PaperStage::out_of_paper: return card(p.word(Text::papers_out_of_paper), papers.name, Icon::error, c.ochre);
    case PaperStage::jammed: return card(p.word(Text::papers_jammed), papers.name, Icon::error, c.ochre);
    case PaperStage::stopped: return card(p.word(Text::papers_stopped), papers.name, Icon::error, c.ochre);
    case PaperStage::done:
      if (papers.made_for == PaperTarget::bureau) return card(fill_in(p.word(Text::papers_delivered), {paper}), p.word(Text::papers_delivered_do), Icon::check_circle, c.malachite);
      if (papers.made_for == PaperTarget::stick) return card(fill_in(p.word(Text::papers_on_stick), {paper}), fill_in(p.word(Text::papers_pull), {papers.name}), Icon::check_circle, c.malachite);
      return card(fill_in(p.word(Text::papers_printed), {paper}), p.word(Text::papers_printed_do), Icon::check_circle, c.malachite);
    case PaperStage::failed: return card(fill_in(p.word(Text::papers_failed), {paper}), p.word(words_of(papers.problem)), Icon::error, c.cinnabar);
    case PaperStage::handed: return card(fill_in(p.word(Text::papers_handed), {paper}), p.word(Text::papers_handed_do), Icon::schedule, c.azurite);
    case PaperStage::cancelled: return card(p.word(Text::papers_cancelled), {}, Icon::remove, c.ink_2);
  }
  return card({}, {}, Icon::print, c.ink_2);
}

float chip_height(const StaffSizes& s, bool tall) { return tall ? 30 * s.k : 17 * std::max(1.0f, s.k * 0.95f); }

// Options of equal width in `columns`; the one tapped, or -1. Those that `offered` leaves out keep their place, empty.
template <std::size_t Count>
int draw_options(Painter& p, Rect box, float h, int columns, const std::array<Text, Count>& words, int chosen, const std::array<bool, Count>& offered) {
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), em = staff_sizes(p).em * (h > 20 * staff_sizes(p).k ? 1.25f : 1.0f);
  int out = -1;
  for (int i = 0; i < static_cast<int>(Count); ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Rect rect{box.x + static_cast<float>(i % columns) * (w + kGap), box.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    if (offered[at] && option(p, rect, p.word(words[at]), i == chosen, em)) out = i;
  }
  return out;
}

Intent draw_buttons(const Model& model, Painter& p, Rect rect) {
  const StaffPapers& papers = model.papers;
  const StaffSizes s = staff_sizes(p);
  const ButtonStyle quiet{.look = Look::outlined, .em = 9 * s.k, .radius = 5, .least_em = s.small};
  if (is_busy(papers.stage)) return button(p, rect, p.word(Text::papers_cancel), quiet) ? act(model, PapersAct::cancel) : Intent{};
  Intent out;
  Rect main = rect;
  const bool printed = papers.can_repeat && papers.made_for == PaperTarget::printer && (papers.stage == PaperStage::done || papers.stage == PaperStage::failed);
  if (printed) {
    main.w = (rect.w - kGap) / 2;
    const Text word = papers.stage == PaperStage::done ? Text::papers_reprint : Text::papers_repeat;
    if (button(p, {main.right() + kGap, rect.y, main.w, rect.h}, p.word(word), quiet)) out = act(model, PapersAct::again);
  }
  const auto target = static_cast<std::size_t>(papers.target);
  constexpr std::array kStarts{Text::papers_export, Text::papers_print, Text::papers_send};
  constexpr std::array kIcons{Icon::usb, Icon::print, Icon::arrow_forward};
  if (button(p, main, p.word(kStarts[target]), {.look = Look::main, .em = 10 * s.k, .icon = kIcons[target], .radius = 5, .least_em = s.small})) out = act(model, PapersAct::start);
  return out;
}

void draw_status(const Model& model, Painter& p, Rect rect, bool tall) {
  StatusCard card = card_of(model.papers, p);
  card.busy = is_busy(model.papers.stage);
  card.percent = model.papers.percent;
  draw_status_card(p, rect, card, tall);
}

Intent draw_choices(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffPapers& papers = model.papers;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::papers_title);
  const auto chosen = [&, &out = out](PapersAct what, int value) {
    if (value >= 0) out = act(model, what, value);
  };
  const bool tall = p.theme().portrait() && !s.tight, wide = !tall && box.w > 200 * s.k;
  const float h = chip_height(s, tall);
  const int columns = wide ? 5 : 3;
  chosen(PapersAct::choose_kind, draw_options(p, box, h, columns, kKinds, static_cast<int>(papers.kind), {true, true, true, true, true}));
  float y = box.y + (wide ? 1.0f : 2.0f) * (h + kGap) + (s.tight ? 0 : kGap);
  const float half = wide ? (box.w - 3 * kGap) / 2 : box.w;
  chosen(PapersAct::choose_target, draw_options(p, {box.x, y, half, h}, h, 3, kTargets, static_cast<int>(papers.target), {true, true, true}));
  if (!wide) y += h + kGap;
  chosen(PapersAct::choose_format, draw_options(p, {wide ? box.right() - half : box.x, y, half, h}, h, 3, kFormats, static_cast<int>(papers.format), {true, papers.has_xlsx, papers.has_csv}));
  y += h + (s.tight ? kGap : 3 * kGap);
  const float button_h = std::min((tall ? 36 : 24) * s.k, std::max(kTarget + 0.5f, (box.bottom() - y - kGap) * 0.4f));
  const bool beside = box.bottom() - y < button_h + kGap + 20 * s.k;   // no height for both
  if (beside) {
    const float w = box.w * 0.38f;
    draw_status(model, p, {box.x, y, box.w - w - kGap, box.bottom() - y}, false);
    if (const Intent did = draw_buttons(model, p, {box.right() - w, y, w, box.bottom() - y})) out = did;
    return out;
  }
  const float status_h = std::min(box.bottom() - y - button_h - kGap, (tall ? 150 : 60) * s.k);
  draw_status(model, p, {box.x, y, box.w, status_h}, tall);
  if (const Intent did = draw_buttons(model, p, {box.x, y + status_h + kGap, box.w, button_h})) out = did;
  return out;
}

Intent draw_passphrase(const Model& model, ScreenState& state) {
  const Painter& p = state.paint;
  const StaffPapers& papers = model.papers;
  const std::string least = std::to_string(papers.least);
  const PassphraseForm form{.title = fill_in(p.word(papers.too_short && p.theme().tight() ? Text::papers_too_short : Text::papers_passphrase), {least}),
                            .below = fill_in(p.word(papers.too_short ? Text::papers_too_short : Text::papers_passphrase_why), {least}),
                            .empty = fill_in(p.word(Text::papers_passphrase_empty), {least}), .typed = papers.passphrase, .on = p.word(Text::papers_seal),
                            .wrong = papers.too_short, .kind = IntentKind::act_on_papers};
  const Intent out = draw_passphrase_page(model, state, form);
  if (out.kind == IntentKind::act_on_papers) return act(model, PapersAct::seal);
  return out.kind == IntentKind::opinion_back ? act(model, PapersAct::back) : out;
}

}  // namespace

Intent draw_staff_papers(const Model& model, ScreenState& state) { return model.papers.asks_passphrase ? draw_passphrase(model, state) : draw_choices(model, state); }

}  // namespace openday::ui
