// What a steward sees where a supervisor works: who may, and the way to the gate.
#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

Text title_of(Page page) {
  switch (page) {
    case Page::staff_programme: return Text::staff_tab_programme;
    case Page::staff_results: return Text::staff_tab_results;
    case Page::staff_cases: return Text::staff_tab_cases;
    default: return Text::people_title;
  }
}

}  // namespace

bool is_for_supervisors(Page page) {
  return page == Page::staff_programme || page == Page::staff_results || page == Page::staff_cases || page == Page::staff_people || page == Page::staff_override;
}

Intent draw_supervisor_only(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, title_of(model.page));
  const float w = std::min(box.w, 190 * s.k), button_h = 26 * std::max(1.0f, s.k * 0.9f), h = std::min(box.h, 96 * s.k);
  const Rect card{box.cx() - w / 2, box.y + (box.h - h) * 0.35f, w, h};
  draw_card(p, card);
  const Rect inner = card.inset(s.tight ? 5.0f : 10.0f, s.tight ? 4.0f : 8.0f);
  const TextStyle title{.face = Face::bold, .em = 11 * s.k, .color = p.color().ink, .align = Align::centre, .max_lines = 1};
  const float title_h = title.em * 1.4f;
  draw_text(p, {inner.x, inner.y, inner.w, title_h}, p.word(Text::supervisor_title), title);
  const Rect way{inner.x, inner.bottom() - button_h, inner.w, button_h};
  draw_text_middle(p, {inner.x, inner.y + title_h, inner.w, way.y - inner.y - title_h - 2}, p.word(Text::supervisor_how), {.em = s.em, .color = p.color().ink_2, .align = Align::centre, .max_lines = 3, .balanced = true});
  if (button(p, way, p.word(Text::supervisor_log_in), {.look = Look::main, .em = 10 * s.k, .icon = Icon::lock_open, .least_em = s.small})) out = intent(model, IntentKind::open_staff_gate);
  return out;
}

}  // namespace openday::ui
