// Staff register a guest at the door: category where there is a choice, persons, and what the plan's eligibility asks, each said yes to.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"

namespace openday::ui {
namespace {

std::string joined(const Painter& p, const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : p.word(Text::walkin_and)) + value;
  return out;
}

std::string words_of(const Painter& p, const Declaration& one) {
  switch (one.kind) {
    case DeclarationKind::age: return fill_in(p.word(Text::walkin_age), {joined(p, one.values)});
    case DeclarationKind::full_capacity: return p.word(Text::walkin_full_capacity);
    case DeclarationKind::exclude: return fill_in(p.word(Text::walkin_exclude), {joined(p, one.values)});
    case DeclarationKind::text: return joined(p, one.values);
    case DeclarationKind::residency: break;
  }
  std::vector<std::string> ways;
  for (const std::string& value : one.values)
    ways.push_back(value == "live" ? p.word(Text::walkin_live) : value == "work" ? p.word(Text::walkin_work) : value == "study" ? p.word(Text::walkin_study) : value);
  return fill_in(p.word(Text::walkin_residency), {joined(p, ways)});
}

std::string seats_text(const Painter& p, const WalkIn& walk_in) {
  if (!walk_in.left) return p.word(Text::walkin_no_limit);
  if (*walk_in.left == 0) return p.word(Text::walkin_full);
  return fill_in(p.word(Text::walkin_left), {std::to_string(*walk_in.left)}) + (walk_in.seats_released ? p.word(Text::walkin_released) : std::string());
}

Intent draw_declarations(const Model& model, Painter& p, Rect box) {
  const float k = p.theme().scale(), em = p.theme().tight() ? p.theme().staff_small() : 8.3f * k, head_h = em * kLineSpacing + 1;
  const auto& all = model.walk_in.declarations;
  draw_text(p, {box.x, box.y, box.w, head_h}, p.word(all.empty() ? Text::walkin_nothing_asked : Text::walkin_declares), {.em = em, .color = p.color().ink, .max_lines = 1});
  if (all.empty()) return {};
  const auto count = static_cast<float>(all.size());
  const float h = std::clamp((box.h - head_h - 2 - kGap * (count - 1)) / count, kTarget, 22 * k);
  Intent out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect row{box.x, box.y + head_h + 2 + static_cast<float>(i) * (h + kGap), box.w, h};
    if (option(p, row, words_of(p, all[i]), all[i].given, em)) out = intent(model, IntentKind::toggle_declaration, static_cast<int>(i));
  }
  return out;
}

float row_height(const Painter& p) { return (p.theme().tight() ? 16 : 22) * std::max(1.0f, p.theme().scale() * 0.9f); }
float staff_em(const Painter& p) { return p.theme().tight() ? p.theme().staff() : 8.3f * p.theme().scale(); }

// One row, however many there are; nothing where there is no choice. Returns where it ends.
float draw_category(const Model& model, Painter& p, Rect box, Intent& out) {
  const WalkIn& w = model.walk_in;
  const int count = static_cast<int>(w.categories.size());
  if (count < 2) return box.y;
  const float k = p.theme().scale(), h = row_height(p), side = std::min(box.w * 0.22f, 30 * k);
  const auto turn = [&](int by) { out = intent(model, IntentKind::choose_category, (w.category + count + by) % count); };
  if (button(p, {box.x, box.y, side, h}, "‹", {.look = Look::floating, .em = 12 * k})) turn(-1);
  if (button(p, {box.right() - side, box.y, side, h}, "›", {.look = Look::floating, .em = 12 * k})) turn(1);
  draw_text_middle(p, {box.x + side + 1, box.y, box.w - 2 * side - 2, h}, w.categories[static_cast<std::size_t>(w.category)], {.face = Face::bold, .em = staff_em(p), .color = p.color().ink, .align = Align::centre, .max_lines = 2});
  return box.y + h + kGap;
}

// As staff wrote it down; returns where it ends.
float draw_name(const Model& model, Painter& p, Rect box, Intent& out) {
  const float h = row_height(p);
  const std::string& name = model.walk_in.name;
  const ButtonStyle style{.em = staff_em(p), .icon = name.empty() ? Icon::edit : Icon::person_add, .radius = 5, .least_em = p.theme().staff_small()};
  if (button(p, {box.x, box.y, box.w, h}, name.empty() ? p.word(Text::walkin_name) : name, style)) out = intent(model, IntentKind::write_name);
  return box.y + h + kGap;
}

// Persons; returns where they end. On small panels beside the name, where the numbers say what they are.
float draw_who(const Model& model, Painter& p, Rect box, Intent& out) {
  const WalkIn& w = model.walk_in;
  const float k = p.theme().scale(), h = row_height(p), em = staff_em(p), y = box.y;
  const float words_w = p.theme().tight() ? 0 : text_width(p, p.word(Text::walkin_persons), {.em = em}) + 6;
  if (words_w > 0) draw_text_middle(p, {box.x, y, words_w, h}, p.word(Text::walkin_persons), {.em = em, .color = p.color().ink, .max_lines = 1});
  const int persons = draw_stepper(p, {box.x + words_w, y, std::min(box.w - words_w, 130 * k), h}, w.persons, 1, w.most);
  if (persons != w.persons) out = intent(model, IntentKind::choose_persons, persons);
  return y + h;
}

}  // namespace

Intent draw_walk_in(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const WalkIn& w = model.walk_in;
  const float k = p.theme().scale();
  const bool tight = p.theme().tight(), beside = !p.theme().portrait();
  std::string below = seats_text(p, w);
  if (w.categories.size() == 1) below = w.categories[0] + " · " + below;
  auto page = begin_door_page(model, state, p.word(Text::walkin_title), below, beside ? 0.4f : 1.0f);
  Intent out = page.intent;
  const Rect box = page.box;
  const float main_h = (tight ? 18 : 32) * std::max(1.0f, k * 0.85f), gap = tight ? kGap : 12.0f;
  const float left_w = beside ? box.w * 0.4f : box.w;
  // Where the page is wide, the choice stands above the declarations.
  const Rect right{box.x + left_w + 12, page.whole.y, box.w - left_w - 12, p.theme().height() - (tight ? 6 : 14) - page.whole.y};
  const float list_y = draw_category(model, p, beside ? right : Rect{box.x, box.y, box.w, box.h}, out);
  const float top = beside ? box.y : list_y, stepper_w = std::max((left_w - kGap) / 2, 3 * (kTarget + 0.3f) + 2 * kGap);
  const float name_end = draw_name(model, p, {box.x, top, tight ? left_w - kGap - stepper_w : left_w, box.h}, out);
  const float who_end = draw_who(model, p, tight ? Rect{box.x + left_w - stepper_w, top, stepper_w, box.h} : Rect{box.x, name_end, left_w, box.h}, out);
  const bool ready = std::all_of(w.declarations.begin(), w.declarations.end(), [](const Declaration& one) { return one.given; });
  const Rect confirm{box.x, beside ? std::max(who_end + kGap, std::min(who_end + gap, box.bottom() - main_h)) : box.bottom() - main_h, left_w, main_h};
  const Rect list = beside ? Rect{right.x, list_y, right.w, right.bottom() - list_y} : Rect{box.x, who_end + gap, box.w, confirm.y - gap - who_end - gap};
  if (Intent did = draw_declarations(model, p, list)) out = did;
  if (button(p, confirm, p.word(Text::walkin_confirm), {.look = ready ? Look::main : Look::outlined, .em = 12 * k, .icon = Icon::person_add, .enabled = ready})) out = intent(model, IntentKind::confirm_walk_in);
  return out;
}

}  // namespace openday::ui
