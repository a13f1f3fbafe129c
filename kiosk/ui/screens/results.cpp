// Staff: what was rated and scored. Questionnaires and breakdowns as chips, figures as blocks, what closes a round or lets few ballots
// go behind a second tap.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/results_parts.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

constexpr std::array kRowWords{Text::results_by_subject, Text::results_by_site, Text::results_by_session, Text::results_by_category};

struct Placed {
  std::size_t block;
  Rect rect;
  int page;
};

// Blocks one below the other, column by column, page by page.
std::vector<Placed> place(const std::vector<Block>& blocks, Rect box, int columns) {
  std::vector<Placed> out;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float y = box.y;
  int column = 0, page = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const float h = std::min(blocks[i].height, box.h);
    const float with_next = blocks[i].leads && i + 1 < blocks.size() ? std::min(kGap + blocks[i + 1].height, box.h - h) : 0;
    if (y + h + with_next > box.bottom() + 0.1f && y > box.y) {
      y = box.y;
      if (++column == columns) column = 0, ++page;
    }
    out.push_back({i, {box.x + static_cast<float>(column) * (w + kGap), y, w, h}, page});
    y += h + kGap;
  }
  return out;
}

void draw_blocks(ScreenState& state, Rect box, const std::vector<Block>& blocks) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const int columns = p.theme().portrait() || box.w < 200 * s.k ? 1 : 2;
  auto placed = place(blocks, box, columns);
  const float turn_h = 16 * std::max(1.0f, s.k * 0.9f);
  if (!placed.empty() && placed.back().page > 0) placed = place(blocks, {box.x, box.y, box.w, box.h - turn_h - kGap}, columns);
  const int pages = placed.empty() ? 1 : placed.back().page + 1;
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  for (const Placed& one : placed)
    if (one.page == number) blocks[one.block].draw(one.rect);
  if (pages > 1) draw_staff_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, number, pages);
}

// Chips of equal weight; returns the index tapped, or -1.
int draw_chips(Painter& p, Rect row, const std::vector<std::string>& labels, int chosen) {
  const StaffSizes s = staff_sizes(p);
  const float count = static_cast<float>(labels.size()), w = (row.w - kGap * (count - 1)) / count;
  int out = -1;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (option(p, {row.x + static_cast<float>(i) * (w + kGap), row.y, w, row.h}, labels[i], static_cast<int>(i) == chosen, s.em, row.h / 2)) out = static_cast<int>(i);
  return out;
}

float chip_height(const StaffSizes& s) { return 16 * std::max(1.0f, s.k * 0.9f); }

// Which questionnaire, where there are several; returns the height it took.
float choose_questionnaire(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const auto& all = model.results.questionnaires;
  ResultsState& own = state.own.results;
  own.questionnaire = std::clamp(own.questionnaire, 0, static_cast<int>(all.size()) - 1);
  if (all.size() < 2) return 0;
  const int before = own.questionnaire;
  if (all.size() <= 3 && row.w / static_cast<float>(all.size()) > 55 * staff_sizes(p).k) {
    std::vector<std::string> titles;
    for (const auto& one : all) titles.push_back(one.title);
    if (const int tapped = draw_chips(p, row, titles, own.questionnaire); tapped >= 0) own.questionnaire = tapped;
  } else {
    draw_staff_turn(p, row, own.questionnaire, static_cast<int>(all.size()));
  }
  if (own.questionnaire != before) own.rows = 0, state.own.list_page = 0, own.armed.clear();
  return row.h + kGap;
}

float choose_rows(ScreenState& state, Rect row, const ResultQuestionnaire& one) {
  Painter& p = state.paint;
  std::vector<int> kinds;
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < one.rows.size(); ++i)
    if (!one.rows[i].empty()) kinds.push_back(static_cast<int>(i)), labels.push_back(p.word(kRowWords[i]));
  ResultsState& own = state.own.results;
  if (kinds.size() < 2) return 0;
  const auto at = std::find(kinds.begin(), kinds.end(), own.rows);
  const int chosen = at == kinds.end() ? 0 : static_cast<int>(at - kinds.begin());
  const int tapped = draw_chips(p, row, labels, chosen);
  if (tapped >= 0) own.rows = kinds[static_cast<std::size_t>(tapped)], state.own.list_page = 0;
  return row.h + kGap;
}

struct Act {
  std::string hint, label;
  IntentKind kind = IntentKind::none;
};

Act act_for(const Painter& p, const ResultQuestionnaire& one) {
  if (one.sheet && one.can_close) return {p.word(Text::results_close_hint), p.word(Text::results_close), IntentKind::close_round};
  if (one.can_release) return {fill_in(p.word(Text::results_waiting), {std::to_string(one.waiting)}), p.word(Text::results_release), IntentKind::release_ballots};
  return {};
}

Intent draw_act(const Model& model, ScreenState& state, Rect rect, const Act& act, const std::string& id) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  ResultsState& own = state.own.results;
  const bool failed = model.results.failed, armed = own.armed == act.label;
  draw_card(p, rect, p.theme().high_contrast() || failed ? p.color().paper : p.color().silk_2);
  const float w = std::min(rect.w * 0.42f, 78 * s.k);
  const Rect inner = rect.inset(5, 0);
  const std::string words = model.results.saving ? p.word(Text::agenda_saving) : failed ? p.word(Text::results_failed) : act.hint;
  draw_text_middle(p, {inner.x, rect.y, inner.w - w - 4, rect.h}, words, {.face = failed ? Face::bold : Face::regular, .em = s.em, .color = failed ? p.color().cinnabar : p.color().ink, .line = 1.2f, .max_lines = 2});
  const std::string label = armed ? fill_in(p.word(Text::agenda_again), {act.label}) : act.label;
  const ButtonStyle style{.look = armed ? Look::chosen : Look::outlined, .em = 8 * s.k, .icon = Icon::lock, .enabled = !model.results.saving, .radius = 4, .least_em = s.small};
  if (!button(p, {inner.right() - w, rect.y + 2, w, rect.h - 4}, label, style)) return {};
  if (!armed) return own.armed = act.label, Intent{};
  own.armed.clear();
  return intent(model, act.kind, 0, id);
}

}  // namespace

Intent draw_staff_results(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [page, out] = begin_staff_page(model, state, Text::results_title);
  const auto take = [&out = out](Intent did) {
    if (did) out = did;
  };
  float y = page.y;
  float bottom = page.bottom();
  if (model.results.questionnaires.empty()) {
    draw_card(p, {page.x, y, page.w, bottom - y});
    draw_text_middle(p, {page.x, y, page.w, bottom - y}, p.word(Text::results_none), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre});
    return out;
  }
  y += choose_questionnaire(model, state, {page.x, y, page.w, chip_height(s)});
  const ResultQuestionnaire& one = model.results.questionnaires[static_cast<std::size_t>(state.own.results.questionnaire)];
  y += choose_rows(state, {page.x, y, page.w, chip_height(s)}, one);
  if (const Act act = act_for(p, one); act.kind != IntentKind::none) {
    const float h = 19.5f * std::max(1.0f, s.k * 0.95f);
    take(draw_act(model, state, {page.x, bottom - h, page.w, h}, act, one.id));
    bottom -= h + kGap;
  }
  const int rows = one.rows[static_cast<std::size_t>(state.own.results.rows)].empty() ? 0 : state.own.results.rows;
  draw_blocks(state, {page.x, y, page.w, bottom - y}, result_blocks(model, p, one, static_cast<ResultRows>(rows)));
  return out;
}

}  // namespace openday::ui
