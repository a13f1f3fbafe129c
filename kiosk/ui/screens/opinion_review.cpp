// The last look at an opinion, as it will be kept: subject, text, reply. A long text is turned over.
#include <algorithm>

#include "kiosk/ui/screens/opinion_page.h"

namespace openday::ui {
namespace {

std::string reply_text(const Model& model, const Painter& p) {
  const ReplyChoice reply = model.opinion.reply.value_or(ReplyChoice::none);
  if (reply == ReplyChoice::registered) return p.word(Text::opinion_reply_registered);
  if (reply == ReplyChoice::address) return p.word(Text::opinion_reply_address) + " · " + model.opinion.address;
  return p.word(Text::opinion_reply_none);
}

WayOn way_on(const Model& model, const Painter& p) {
  const Opinion& o = model.opinion;
  return {p.word(o.saving ? Text::opinion_saving : o.failed ? Text::opinion_not_saved : Text::opinion_hand_in), IntentKind::hand_in_opinion, !o.saving, Icon::check};
}

// A page too low for all of it: everything in one text, turned over by a button beside it.
void draw_low(Painter& p, int& number, Rect box, const std::string& all) {
  draw_card(p, box);
  const float em = p.theme().body(), small = p.theme().secondary(), step = em * kLineSpacing;
  const Rect inner = box.inset(5, 2);
  const TextStyle said{.em = em, .color = p.color().ink};
  const std::string& label = p.word(Text::opinion_read_on);
  const float turn_w = text_width(p, label, {.face = Face::bold, .em = small}) + 3 * small;
  const int lines = std::max(1, static_cast<int>((inner.h + 0.5f) / step));
  const bool turns = text_in_parts(p, inner.w, all, said, lines).size() > 1;
  const float w = inner.w - (turns ? turn_w + kGap : 0);
  const auto parts = text_in_parts(p, w, all, said, lines);
  const int pages = static_cast<int>(parts.size());
  number = std::clamp(number, 0, pages - 1);
  draw_text(p, {inner.x, inner.y, w, inner.h + 0.5f}, parts[static_cast<std::size_t>(number)], said);
  if (!turns) return;
  const Rect turn{inner.right() - turn_w, inner.y + 1, turn_w, kTarget + 0.5f};
  if (button(p, turn, label, {.look = Look::outlined, .em = small, .icon = Icon::chevron_right, .icon_behind = true, .radius = 5})) number = (number + 1) % pages;
  if (inner.bottom() - turn.bottom() > small * 1.2f)
    draw_text_middle(p, {turn.x, turn.bottom(), turn_w, inner.bottom() - turn.bottom()}, std::to_string(number + 1) + " / " + std::to_string(pages), {.em = small, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1});
}

}  // namespace

Intent draw_opinion_review(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Opinion& o = model.opinion;
  const bool tight = p.theme().tight();
  auto page = begin_opinion_page(model, state, p.word(Text::opinion_review), model.staff_mode ? p.word(Text::opinion_by_staff) : std::string(), way_on(model, p));
  Intent out = page.intent;
  const float pad = tight ? 3 : 8, em = p.theme().body(), small = p.theme().secondary();
  const TextStyle said{.em = em, .color = c.ink}, strong{.face = Face::bold, .em = em, .color = c.ink, .max_lines = 1};
  const TextStyle reply{.em = tight ? small : em, .color = c.ink, .max_lines = 1}, soft{.em = small, .color = c.ink, .max_lines = 2};
  const std::string subject = o.subject >= 0 && static_cast<std::size_t>(o.subject) < o.subjects.size() ? o.subjects[static_cast<std::size_t>(o.subject)] : std::string();
  const std::string masked = o.masked > 0 ? fill_in(p.word(Text::opinion_masked), {std::to_string(o.masked)}) : std::string();
  const float inner_w = page.box.w - 2 * pad, head_h = strong.em * kLineSpacing, reply_h = reply.em * kLineSpacing;
  const float masked_h = masked.empty() ? 0 : measure_text(p, inner_w, masked, soft).height + 1, turn_h = kTarget + 0.3f;
  const float fixed = 2 * pad + head_h + (tight ? 1 : 6) + reply_h + masked_h;
  const float step = said.em * kLineSpacing;
  if (page.box.h < fixed + step + turn_h + 2) {
    draw_low(p, state.own.list_page, page.box, (subject.empty() ? "" : subject + "\n") + o.text + "\n" + reply_text(model, p) + (masked.empty() ? "" : "\n" + masked));
    return out;
  }
  int lines = std::max(1, static_cast<int>((page.box.h - fixed) / step));
  auto parts = text_in_parts(p, inner_w, o.text, said, lines);
  const bool turns = parts.size() > 1;
  if (turns) {
    lines = std::max(1, static_cast<int>((page.box.h - fixed - turn_h - 2) / step));
    parts = text_in_parts(p, inner_w, o.text, said, lines);
  }
  state.own.list_page = std::clamp(state.own.list_page, 0, static_cast<int>(parts.size()) - 1);
  const std::string& part = parts[static_cast<std::size_t>(state.own.list_page)];
  const float text_h = turns ? step * static_cast<float>(lines) : std::max(step, measure_text(p, inner_w, part, said).height);
  const float card_h = std::min(page.box.h, fixed + text_h + (turns ? turn_h + 2 : 0));
  const float lower = p.theme().portrait() && !tight ? (page.box.h - card_h) * 0.35f : 0;
  const Rect card{page.box.x, page.box.y + lower, page.box.w, card_h};
  draw_card(p, card);
  const Rect inner = card.inset(pad);
  float y = inner.y;
  draw_text(p, {inner.x, y, inner.w, head_h}, subject, strong);
  y += head_h;
  if (!part.empty()) draw_text(p, {inner.x, y, inner.w, text_h + 0.5f}, part, said);
  y += text_h;
  if (turns) {
    const std::string label = p.word(Text::opinion_read_on);
    const float w = std::min(inner.w, text_width(p, label, {.face = Face::bold, .em = em}) + 30);
    if (button(p, {inner.x, y + 1, w, turn_h}, label, {.look = Look::outlined, .em = small, .icon = Icon::chevron_right, .icon_behind = true, .radius = 5})) state.own.list_page = (state.own.list_page + 1) % static_cast<int>(parts.size());
    const std::string where = std::to_string(state.own.list_page + 1) + " / " + std::to_string(parts.size());
    draw_text_middle(p, {inner.x + w + 4, y + 1, inner.w - w - 4, turn_h}, where, {.em = small, .color = c.ink_2, .align = Align::right, .max_lines = 1});
    y += turn_h + 2;
  }
  if (!masked.empty()) draw_text(p, {inner.x, y, inner.w, masked_h + 0.5f}, masked, soft);
  y += masked_h + (tight ? 0 : 3);
  if (!tight) draw_hairline(p, {inner.x, y - 1}, inner.w);
  draw_text(p, {inner.x, inner.bottom() - reply_h, inner.w, reply_h + 0.3f}, reply_text(model, p), reply);
  return out;
}

}  // namespace openday::ui
