// With one's name or without: two ways of one size, one sentence each, nothing chosen beforehand.
#include <algorithm>
#include <utility>

#include "kiosk/ui/screens/door_page.h"

namespace openday::ui {
namespace {

struct Way {
  Icon icon;
  Text head, text, brief;
};

float way_height(const Painter& p, float width, Text text, float em) {
  const float pad = p.theme().tight() ? 3 : 7;
  return 2 * pad + 13 * p.theme().scale() * 1.3f + measure_text(p, width - 2 * pad - 2, p.word(text), {.em = em, .line = 1.3f}).height + 2;
}

bool draw_way(Painter& p, Rect rect, const Way& way, float em, Text text) {
  const Palette& c = p.color();
  const std::string& label = p.word(way.head);
  const bool tapped = p.target(rect, label);
  draw_card(p, rect, p.held() ? mix(c.paper, c.ink, 0.08f) : c.paper);
  const float pad = p.theme().tight() ? 3 : 7, k = p.theme().scale(), head = 13 * k;
  const TextStyle said{.em = em, .color = c.ink, .line = 1.3f};
  const float text_h = measure_text(p, rect.w - 2 * pad - 2, p.word(text), said).height, whole = head * 1.3f + 2 + text_h;
  const float y = rect.y + (rect.h - whole) / 2;
  draw_icon_text(p, rect.x + pad, y + head * 0.65f, rect.w - 2 * pad, {way.icon, label, {.face = Face::bold, .em = head, .color = c.ink}, c.azurite, 15 * k, 4});
  draw_text(p, {rect.x + pad + 1, y + head * 1.3f + 2, rect.w - 2 * pad - 2, text_h + 0.5f}, p.word(text), said);
  return tapped;
}

}  // namespace

Intent draw_rating_way(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool portrait = p.theme().portrait(), tight = p.theme().tight();
  auto page = begin_door_page(model, state, p.word(Text::way_title), tight || model.ways.name.empty() ? std::string() : fill_in(p.word(Text::way_who), {model.ways.name}));
  Intent out = page.intent;
  const Rect box = page.box;
  const Way ways[] = {{Icon::lock, Text::way_anonymous, Text::way_anonymous_text, Text::way_anonymous_short}, {Icon::badge, Text::way_named, Text::way_named_text, Text::way_named_short}};
  const float gap = tight ? kGap : 8, w = portrait ? box.w : (box.w - gap) / 2, most = portrait ? (box.h - gap) / 2 : box.h;
  float em = p.theme().body(), h = 0;
  bool brief = false;   // what a small page says; the privacy page says the rest
  for (const auto& [tried, shorter] : {std::pair{p.theme().body(), false}, {p.theme().secondary(), false}, {p.theme().body(), true}, {p.theme().secondary(), true}}) {
    em = tried, brief = shorter;
    h = std::max(way_height(p, w, brief ? ways[0].brief : ways[0].text, em), way_height(p, w, brief ? ways[1].brief : ways[1].text, em));
    if (h <= most) break;
  }
  h = std::min(std::max(h, std::min(most, 64.0f)), most);
  const float whole = portrait ? 2 * h + gap : h, y = box.y + std::max(0.0f, (box.h - whole) * (portrait ? 0.55f : 0.25f));
  for (int i = 0; i < 2; ++i) {
    const Rect rect{portrait ? box.x : box.x + static_cast<float>(i) * (w + gap), portrait ? y + static_cast<float>(i) * (h + gap) : y, w, h};
    if (draw_way(p, rect, ways[i], em, brief ? ways[i].brief : ways[i].text)) out = intent(model, IntentKind::choose_way, i == 0 ? 1 : 0);
  }
  return out;
}

}  // namespace openday::ui
