#include "kiosk/ui/screens/line_facts.h"

#include <algorithm>

#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

struct Row {
  float label_w = 0, em = 0;
  TextStyle label, value, step;
};

Row row_of(const Painter& p, float width) {
  const StaffSizes s = staff_sizes(p);
  Row out;
  out.label_w = width * 0.34f;
  const float grown = !s.tight && p.theme().portrait() ? 1.2f : 1;   // a tall page has room
  out.label = {.em = s.em * grown, .color = p.color().ink_2, .line = 1.2f, .max_lines = 2};
  out.value = {.face = Face::bold, .em = s.em * grown * (s.tight ? 1.0f : 1.15f), .color = p.color().ink, .line = 1.2f, .max_lines = 2};
  out.step = {.em = s.em, .color = p.color().ochre, .line = 1.2f, .max_lines = 2};
  return out;
}

}  // namespace

std::size_t line_columns(const Painter& p, float width) { return width > 300 * staff_sizes(p).k ? 2 : 1; }

float line_fact_height(const Painter& p, float width, const LineFact& fact) {
  const StaffSizes s = staff_sizes(p);
  const Row row = row_of(p, width);
  const float w = width - 14 - row.label_w - 3, step = fact.step.empty() ? 0 : measure_text(p, w, fact.step, row.step).height;
  const float right = measure_text(p, w, fact.value, row.value).height + step, left = measure_text(p, row.label_w, fact.label, row.label).height;
  return std::max({(s.tight ? 11.0f : p.theme().portrait() ? 20.0f : 15.0f) * s.k, right + 3, left + 3});
}

void draw_line_fact(Painter& p, Rect rect, const LineFact& fact) {
  const Row row = row_of(p, rect.w);
  const Rect inner = rect.inset(7, 0);
  draw_text_middle(p, {inner.x, rect.y, row.label_w, rect.h}, fact.label, row.label);
  const float x = inner.x + row.label_w + 3, w = inner.right() - x, value_h = measure_text(p, w, fact.value, row.value).height;
  const float step_h = fact.step.empty() ? 0 : measure_text(p, w, fact.step, row.step).height, y = rect.cy() - (value_h + step_h) / 2;
  draw_text(p, {x, y, w, value_h + 0.3f}, fact.value, row.value);
  if (step_h > 0) draw_text(p, {x, y + value_h, w, step_h + 0.3f}, fact.step, row.step);
}

}  // namespace openday::ui
