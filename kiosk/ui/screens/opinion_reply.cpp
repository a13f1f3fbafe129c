// Whether and where a reply is wanted. Nothing is chosen and nothing is ticked beforehand.
#include <algorithm>

#include "kiosk/ui/screens/opinion_page.h"

namespace openday::ui {
namespace {

Text word_of(ReplyChoice choice) {
  switch (choice) {
    case ReplyChoice::registered: return Text::opinion_reply_registered;
    case ReplyChoice::address: return Text::opinion_reply_address;
    case ReplyChoice::none: break;
  }
  return Text::opinion_reply_none;
}

WayOn way_on(const Model& model, const Painter& p) {
  const Opinion& o = model.opinion;
  const Text what = o.ready ? Text::opinion_next : !o.reply ? Text::opinion_choose_reply : *o.reply == ReplyChoice::address && o.address.empty() ? Text::opinion_address_first : Text::opinion_tick_first;
  return {p.word(what), IntentKind::opinion_next, o.ready};
}

std::string consent_text(const Painter& p) { return p.word(Text::opinion_consent); }

// A box to tick, and what is agreed to; the whole of it is the target.
Intent draw_consent(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Opinion& o = model.opinion;
  const std::string text = consent_text(p);
  const bool tapped = p.target(rect, text);
  p.outlined(rect, 5, o.consent ? c.azurite_5 : c.paper, o.consent ? c.azurite : c.control, o.consent ? 1.0f : p.theme().outline());
  const float side = std::min(11 * p.theme().scale(), rect.h - 4), x = rect.x + 5;
  const Rect box{x, rect.cy() - side / 2, side, side};
  p.outlined(box, 2, o.consent ? c.azurite : c.paper, o.consent ? c.azurite : c.ink, 0.8f);
  if (o.consent) {
    const Point tick[] = {{box.x + side * 0.22f, box.cy()}, {box.x + side * 0.43f, box.y + side * 0.72f}, {box.x + side * 0.8f, box.y + side * 0.28f}};
    p.stroke(tick, side * 0.13f, c.white);
  }
  const float left = x + side + (p.theme().tight() ? 3 : 5);
  const std::string version = o.consent_version.empty() ? std::string() : fill_in(p.word(Text::opinion_consent_version), {o.consent_version});
  const TextStyle said{.em = p.theme().tight() ? p.theme().secondary() : p.theme().body(), .color = c.ink, .line = p.theme().tight() ? 1.15f : 1.25f};
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .line = 1.25f, .max_lines = 1};
  const float w = rect.right() - left - (p.theme().tight() ? 2 : 4), words = measure_text(p, w, text, said).height;
  const bool with_version = !version.empty() && words + soft.em * soft.line + 2 <= rect.h;
  const float whole = words + (with_version ? soft.em * soft.line : 0);
  draw_text(p, {left, rect.cy() - whole / 2, w, words + 0.3f}, text, said);
  if (with_version) draw_text(p, {left, rect.cy() - whole / 2 + words, w, soft.em * soft.line}, version, soft);
  return tapped ? intent(model, IntentKind::toggle_consent) : Intent{};
}

float consent_height(const Painter& p, float width) {
  const bool tight = p.theme().tight();
  const float side = 11 * p.theme().scale();
  const TextStyle said{.em = tight ? p.theme().secondary() : p.theme().body(), .line = tight ? 1.15f : 1.25f};
  const float words = measure_text(p, width - side - 14, consent_text(p), said).height;
  return std::max(kTarget + 0.3f, words + (tight ? 2 : p.theme().secondary() * 1.25f + 6));
}

Intent draw_address(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const std::string& label = p.word(Text::opinion_write_address);
  const bool tapped = p.target(rect, label);
  p.outlined(rect, 5, c.paper, c.control, p.theme().outline());
  draw_icon_text(p, rect.x + 5, rect.cy(), rect.w - 10, {Icon::edit, model.opinion.address.empty() ? label : model.opinion.address, {.em = p.theme().body(), .color = c.ink}, c.azurite, 10 * p.theme().scale()});
  return tapped ? intent(model, IntentKind::write_address) : Intent{};
}

// A small landscape panel: the choices in one row, what the chosen one asks for below.
Intent draw_in_row(const Model& model, ScreenState& state, const OpinionPage& page) {
  Painter& p = state.paint;
  const Opinion& o = model.opinion;
  Intent out = page.intent;
  const float count = static_cast<float>(o.replies.size()), h = kTarget + 0.3f;
  const auto wish = [&](ReplyChoice choice) { return text_width(p, p.word(word_of(choice)), {.face = Face::bold, .em = p.theme().secondary()}) + 7; };
  float x = page.box.x, wishes = 0;
  for (const ReplyChoice choice : o.replies) wishes += wish(choice);
  for (const ReplyChoice choice : o.replies) {
    const float w = wish(choice) * (page.box.w - kGap * (count - 1)) / wishes;   // each as its words ask for
    if (option(p, {x, page.box.y, w, h}, p.word(word_of(choice)), o.reply == choice, p.theme().body())) out = intent(model, IntentKind::choose_reply, static_cast<int>(choice));
    x += w + kGap;
  }
  if (!o.reply || *o.reply == ReplyChoice::none) return out;
  const bool address = *o.reply == ReplyChoice::address;
  const float y = page.box.y + h + kGap, part = address ? (page.box.w - kGap) * 0.34f : 0;
  const Rect rest{page.box.x + part + (address ? kGap : 0), y, page.box.w - part - (address ? kGap : 0), page.box.bottom() - y};
  if (address)
    if (Intent did = draw_address(model, state, {page.box.x, y, part, rest.h})) out = did;
  if (Intent did = draw_consent(model, state, rest)) out = did;
  return out;
}

}  // namespace

Intent draw_opinion_reply(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Opinion& o = model.opinion;
  const float k = p.theme().scale();
  const bool tight = p.theme().tight(), portrait = p.theme().portrait();
  auto page = begin_opinion_page(model, state, p.word(Text::opinion_reply), {}, way_on(model, p));
  Intent out = page.intent;
  const bool beside = !portrait;
  const float list_w = beside ? page.box.w * 0.48f : page.box.w, more_x = beside ? page.box.x + list_w + (tight ? 5.0f : 14.0f) : page.box.x, more_w = page.box.right() - more_x;
  const float gap = tight ? kGap : 6, count = static_cast<float>(o.replies.size());
  const float consent_h = consent_height(p, more_w), address_h = std::max(kTarget + 0.3f, 22 * k * (tight ? 0.7f : 1.0f));
  const float more_h = consent_h + gap + address_h, list_room = beside ? page.box.h : page.box.h - more_h - gap;
  const float h = std::clamp((list_room - gap * (count - 1)) / std::max(count, 1.0f), kTarget + 0.2f, 30 * k);
  // Where three do not stand one below the other, they stand side by side above what they ask for.
  const bool row = beside && (kTarget + 0.2f) * count + gap * (count - 1) > page.box.h;
  if (row) return draw_in_row(model, state, page);
  const float list_h = h * count + gap * (count - 1);
  const float lower = portrait && !tight ? std::max(0.0f, (page.box.h - list_h - gap - more_h) * 0.45f) : 0;
  float y = page.box.y + lower;
  for (const ReplyChoice choice : o.replies) {
    std::string label = p.word(word_of(choice));
    if (choice == ReplyChoice::registered && !o.name.empty()) label += " · " + o.name;
    if (option(p, {page.box.x, y, list_w, h}, label, o.reply == choice, 12 * k)) out = intent(model, IntentKind::choose_reply, static_cast<int>(choice));
    y += h + gap;
  }
  if (!o.reply || *o.reply == ReplyChoice::none) return out;
  if (beside) y = page.box.y;
  if (*o.reply == ReplyChoice::address) {
    if (Intent did = draw_address(model, state, {more_x, y, more_w, address_h})) out = did;
    y += address_h + gap;
  }
  if (Intent did = draw_consent(model, state, {more_x, y, more_w, consent_h})) out = did;
  return out;
}

}  // namespace openday::ui
