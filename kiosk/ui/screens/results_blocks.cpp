// What a questionnaire came to, block by block: numbers first, then the bars of the five grades, marks, options.
#include <algorithm>

#include <fmt/format.h>

#include "kiosk/ui/screens/results_parts.h"
#include "kiosk/ui/widgets/grades.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

Color grade_color(const Palette& c, int grade) {
  switch (grade) {
    case 5: return c.malachite;
    case 4: return c.malachite_2;
    case 3: return c.azurite_2;
    case 2: return c.ochre_2;
    default: return c.ochre;
  }
}

// Words and a number beside them, the number first in weight: 满意率 96.3%.
struct Figure {
  std::string word, number;
  Color color;
  float em;
};

void draw_figures(Painter& p, Rect row, std::vector<Figure> figures) {
  const StaffSizes s = staff_sizes(p);
  const auto runs_for = [&] {
    std::vector<Run> runs;
    for (const Figure& one : figures) {
      runs.push_back({one.word, {.em = s.em, .color = p.color().ink_2}, runs.empty() ? 0.0f : 5 * s.k});
      runs.push_back({one.number, {.face = Face::bold, .em = one.em, .color = one.color}, 1.5f});
    }
    return runs;
  };
  while (figures.size() > 1 && runs_width(p, runs_for()) > row.w) figures.pop_back();
  draw_runs(p, {row.x, baseline_at(row.cy(), s.em)}, runs_for());
}

struct Paint {
  Painter& p;
  const ResultQuestionnaire& of;
  StaffSizes s;
  float pad() const { return s.tight ? 5.0f : 7.0f; }
  float line() const { return 13 * s.k; }
  float bar_row() const { return 10.8f * s.k; }
};

// Name on the left, what it belongs to or how many took part on the right.
void draw_name(const Paint& paint, Rect row, const std::string& name, const std::string& beside) {
  Painter& p = paint.p;
  const TextStyle bold{.face = Face::bold, .em = 8 * paint.s.k, .color = p.color().ink, .max_lines = 1}, soft{.em = paint.s.em, .color = p.color().ink_2, .align = Align::right, .max_lines = 1};
  const float beside_w = beside.empty() ? 0 : std::min(row.w * 0.55f, text_width(p, beside, soft) + 1);
  draw_text_middle(p, {row.x, row.y, row.w - beside_w - 3, row.h}, name, bold);
  if (beside_w > 0) draw_text_middle(p, {row.right() - beside_w, row.y, beside_w, row.h}, beside, soft);
}

std::string share_text(const Painter& p, const ResultShare& share) {
  if (share.present <= 0) return fill_in(p.word(Text::results_given), {std::to_string(share.given)});
  return fill_in(p.word(Text::results_share), {std::to_string(share.given), std::to_string(share.present)});
}

void draw_rates(const Paint& paint, Rect row, const std::array<int, 5>& n) {
  const Palette& c = paint.p.color();
  const int total = n[0] + n[1] + n[2] + n[3] + n[4];
  draw_figures(paint.p, row, {{paint.p.word(Text::results_satisfied), percent(n[0] + n[1] + n[2], total), c.malachite, 12 * paint.s.k},
                              {paint.p.word(Text::results_bad), percent(n[3] + n[4], total), c.ochre, 9 * paint.s.k},
                              {"N", std::to_string(total), c.ink, 9 * paint.s.k}});
}

// The five as bars; where there is no height for that, as words and numbers.
void draw_five(const Paint& paint, Rect box, const std::array<int, 5>& n) {
  Painter& p = paint.p;
  if (box.h >= 5 * 1.12f * paint.s.em * kLineSpacing) return draw_grade_bars(p, box, n, paint.of.words, paint.s.em);
  if (box.h < paint.s.em * kLineSpacing) return;
  std::string words;
  for (int grade = 5; grade >= 1; --grade) words += (words.empty() ? "" : " · ") + grade_word(p, paint.of.words, grade) + " " + std::to_string(n[static_cast<std::size_t>(5 - grade)]);
  draw_text(p, box, words, {.em = paint.s.em, .color = p.color().ink, .max_lines = 3});
}

Block bars_block(Paint paint, const ResultBars& row, std::string beside) {
  const bool said = !row.hidden && row.total() > 0;
  const float h = paint.line() + (said ? paint.line() * 1.15f + 5 * paint.bar_row() : paint.line()) + 2 * paint.pad() - 3;
  return {h, false, [=](Rect box) {
            Painter& p = paint.p;
            draw_card(p, box);
            const Rect inner = box.inset(paint.pad() + 1, paint.pad() - 2);
            draw_name(paint, {inner.x, inner.y, inner.w, paint.line()}, row.label, beside.empty() ? row.below : beside);
            const Rect below{inner.x, inner.y + paint.line(), inner.w, paint.line() * 1.15f};
            if (row.hidden) return (void)draw_text_middle(p, below, p.word(Text::results_hidden), {.em = paint.s.em, .color = p.color().ochre, .max_lines = 1});
            if (row.total() == 0) return (void)draw_text_middle(p, below, "—", {.em = 8 * paint.s.k, .color = p.color().ink_2, .max_lines = 1});
            draw_rates(paint, below, row.n);
            draw_five(paint, {inner.x, below.bottom(), inner.w, std::min(5 * paint.bar_row(), inner.bottom() - below.bottom())}, row.n);
          }};
}

Block share_block(Paint paint, const ResultShare& share) {
  return {paint.line() * 2 + 2 * paint.pad() - 3, false, [=](Rect box) {
            Painter& p = paint.p;
            draw_card(p, box);
            const Rect inner = box.inset(paint.pad() + 1, paint.pad() - 2);
            draw_name(paint, {inner.x, inner.y, inner.w, paint.line()}, share.label, share_text(p, share));
            draw_bar(p, {inner.x, inner.bottom() - paint.line() * 0.6f, inner.w, 3}, share.present > 0 ? static_cast<double>(share.given) / share.present : 0, p.color().malachite, p.color().malachite_4);
          }};
}

Block heading_block(Paint paint, const std::string& words) {
  return {paint.line(), true, [=](Rect box) { draw_text_middle(paint.p, box.inset(1, 0), words, {.face = Face::bold, .em = paint.s.em, .color = paint.p.color().azurite, .max_lines = 1}); }};
}

std::string number(std::optional<double> value) { return value ? fmt::format("{:.2f}", *value) : "—"; }

std::vector<std::string> group_lines(const Painter& p, const ResultItem& item) {
  std::vector<std::string> out;
  for (const ResultGroup& group : item.groups) {
    const std::string name = fill_in(p.word(Text::results_group), {group.label, std::to_string(group.weight)});
    out.push_back(name + "  " + (group.hidden ? p.word(Text::results_hidden) : number(group.mean)));
  }
  if (item.renormalised) out.push_back(p.word(Text::results_renormalised));
  return out;
}

// One option: words, a bar, how many.
void draw_option_bar(const Paint& paint, Rect row, const std::string& words, int n, int most) {
  Painter& p = paint.p;
  const float name_w = row.w * 0.46f, count_w = 16 * paint.s.k;
  draw_text_middle(p, {row.x, row.y, name_w - 3, row.h}, words, {.em = paint.s.em, .color = p.color().ink, .max_lines = 1});
  draw_bar(p, {row.x + name_w, row.cy() - 1.7f, row.w - name_w - count_w, 3.4f}, most > 0 ? static_cast<double>(n) / most : 0, p.color().azurite_2, p.color().azurite_4);
  draw_text_middle(p, {row.right() - count_w, row.y, count_w, row.h}, std::to_string(n), {.face = Face::bold, .em = paint.s.em, .color = p.color().ink, .align = Align::right, .max_lines = 1});
}

float body_height(const Paint& paint, const ResultItem& item, std::size_t groups) {
  if (item.hidden || item.answered == 0) return paint.line();
  const float below = static_cast<float>(groups) * paint.bar_row();
  switch (item.kind) {
    case SheetItemKind::grade: return paint.line() * 1.15f + 5 * paint.bar_row() + below;
    case SheetItemKind::marks_10:
    case SheetItemKind::marks_100: return paint.line() * 1.15f + 6 + below;
    case SheetItemKind::one_of:
    case SheetItemKind::any_of: return static_cast<float>(item.choices.size()) * paint.bar_row();
    case SheetItemKind::text: break;
  }
  return paint.line();
}

void draw_means(const Paint& paint, Rect row, const ResultItem& item) {
  const Palette& c = paint.p.color();
  std::vector<Figure> figures;
  if (item.weighted) figures.push_back({paint.p.word(Text::results_weighted), number(item.weighted), c.malachite, 12 * paint.s.k});
  figures.push_back({paint.p.word(Text::results_mean), number(item.mean), item.weighted ? c.ink : c.malachite, (item.weighted ? 9 : 12) * paint.s.k});
  figures.back().number += " " + fill_in(paint.p.word(Text::results_of), {std::to_string(item.full)});
  figures.push_back({"N", std::to_string(item.answered), c.ink, 9 * paint.s.k});
  draw_figures(paint.p, row, figures);
}

void draw_item_body(const Paint& paint, Rect box, const ResultItem& item, const std::vector<std::string>& groups) {
  Painter& p = paint.p;
  const TextStyle soft{.em = paint.s.em, .color = p.color().ink_2, .max_lines = 1};
  if (item.hidden) return (void)draw_text_middle(p, box, p.word(Text::results_hidden), {.em = paint.s.em, .color = p.color().ochre, .max_lines = 1});
  if (item.answered == 0) return (void)draw_text_middle(p, box, "—", soft);
  if (item.kind == SheetItemKind::text) return (void)draw_text_middle(p, box, fill_in(p.word(Text::results_written), {std::to_string(item.answered)}), soft);
  float y = box.y;
  if (item.kind == SheetItemKind::one_of || item.kind == SheetItemKind::any_of) {
    for (const auto& [words, n] : item.choices) {
      if (y + paint.bar_row() > box.bottom() + 0.5f) return;
      draw_option_bar(paint, {box.x, y, box.w, paint.bar_row()}, words, n, item.answered);
      y += paint.bar_row();
    }
    return;
  }
  draw_means(paint, {box.x, y, box.w, paint.line() * 1.15f}, item);
  y += paint.line() * 1.15f;
  if (item.kind == SheetItemKind::grade) {
    const float h = std::min(5 * paint.bar_row(), box.bottom() - y);
    draw_five(paint, {box.x, y, box.w, h}, item.n);
    y += h;
  } else {
    draw_bar(p, {box.x, y + 1, box.w, 3.4f}, item.full > 0 && item.mean ? item.weighted.value_or(*item.mean) / item.full : 0, p.color().malachite, p.color().malachite_4);
    y += 6;
  }
  for (const std::string& line : groups) {
    if (y + paint.bar_row() > box.bottom() + 0.5f) return;
    draw_text_middle(p, {box.x, y, box.w, paint.bar_row()}, line, soft);
    y += paint.bar_row();
  }
}

Block item_block(Paint paint, const ResultItem& item) {
  const auto groups = group_lines(paint.p, item);
  return {paint.line() + body_height(paint, item, groups.size()) + 2 * paint.pad() - 3, false, [=](Rect box) {
            draw_card(paint.p, box);
            const Rect inner = box.inset(paint.pad() + 1, paint.pad() - 2);
            const bool counted = item.hidden || item.answered == 0 || !item.choices.empty();   // else N stands beside the mean
            draw_name(paint, {inner.x, inner.y, inner.w, paint.line()}, item.label, counted ? fill_in(paint.p.word(Text::results_count), {std::to_string(item.answered)}) : std::string());
            draw_item_body(paint, {inner.x, inner.y + paint.line(), inner.w, inner.h - paint.line()}, item, groups);
          }};
}

}  // namespace

std::string percent(int part, int whole) { return whole == 0 ? "—" : fmt::format("{:.1f}%", 100.0 * part / whole); }

void draw_grade_bars(Painter& p, Rect box, const std::array<int, 5>& n, const std::array<std::string, 5>& words, float em) {
  const Palette& c = p.color();
  const int total = n[0] + n[1] + n[2] + n[3] + n[4];
  const float h = box.h / 5, name_w = std::min(box.w * 0.4f, 5.6f * em), count_w = 3.2f * em;
  for (int i = 0; i < 5; ++i) {
    const Rect row{box.x, box.y + static_cast<float>(i) * h, box.w, h};
    const int count = n[static_cast<std::size_t>(i)];
    draw_text_middle(p, {row.x, row.y, name_w, row.h}, grade_word(p, words, 5 - i), {.em = em, .color = c.ink, .max_lines = 1});
    draw_text_middle(p, {row.x + name_w, row.y, count_w - 2, row.h}, std::to_string(count), {.face = Face::bold, .em = em, .color = c.ink, .align = Align::right, .max_lines = 1});
    const Rect track{row.x + name_w + count_w, row.cy() - 0.24f * em, row.w - name_w - count_w, 0.48f * em};
    draw_bar(p, track, total > 0 ? static_cast<double>(count) / total : 0, grade_color(c, 5 - i), p.theme().high_contrast() ? c.line : c.silk_2);
  }
}

std::vector<Block> result_blocks(const Model& model, Painter& p, const ResultQuestionnaire& one, ResultRows rows) {
  const Paint paint{p, one, staff_sizes(p)};
  std::vector<Block> out;
  if (model.results.questionnaires.size() > 1) out.push_back(heading_block(paint, one.title));
  if (one.sheet) {
    if (one.sealed) out.push_back(heading_block(paint, p.word(Text::results_sealed)));
    for (const ResultShare& share : one.shares) out.push_back(share_block(paint, share));
    for (const ResultItem& item : one.items) {
      if (!item.subject.empty()) out.push_back(heading_block(paint, item.subject));
      out.push_back(item_block(paint, item));
    }
    return out;
  }
  const auto& cells = one.rows[static_cast<std::size_t>(rows)];
  const std::size_t whole = cells.size() > one.shares.size() ? 1 : 0;   // the first row is all of them
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool subject = rows == ResultRows::subjects && i >= whole && i - whole < one.shares.size();
    const std::string beside = subject ? share_text(p, one.shares[i - whole]) : std::string();
    out.push_back(bars_block(paint, cells[i], beside));
  }
  return out;
}

}  // namespace openday::ui
