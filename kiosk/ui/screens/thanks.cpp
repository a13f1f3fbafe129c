// Thanks, without applause: what was saved, the receipt of an opinion if there is one, and the way home.
#include <algorithm>

#include "kiosk/ui/screens/published.h"
#include "kiosk/ui/widgets/countdown.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

std::string saved_text(const Model& model, const Painter& p) {
  const Thanks& t = model.thanks;
  const std::string ratings = std::to_string(t.ratings), opinions = std::to_string(t.opinions);
  if (t.ratings > 0 && t.opinions > 0) return fill_in(p.word(Text::thanks_both), {ratings, opinions});
  if (t.opinions > 0) return fill_in(p.word(t.opinions == 1 ? Text::thanks_opinion : Text::thanks_opinions), {opinions});
  if (t.ratings > 0) return fill_in(p.word(t.ratings == 1 ? Text::thanks_rating : Text::thanks_ratings), {ratings});
  return p.word(t.already_rated ? Text::thanks_already : Text::thanks_saved);
}

float receipt_height(const Painter& p) { return (p.theme().portrait() ? 129 : 108) * std::max(1.0f, p.theme().scale() * 0.9f); }

Text reply_word(ReplyChoice reply) {
  return reply == ReplyChoice::registered ? Text::thanks_registered : reply == ReplyChoice::address ? Text::thanks_address : Text::thanks_no_reply;
}

// 15 个工作日, and that the date may still move.
std::string behind_date(const Painter& p, const Receipt& receipt) {
  std::string out = receipt.workdays > 0 ? fill_in(p.word(Text::thanks_workdays), {std::to_string(receipt.workdays)}) : std::string();
  if (receipt.provisional) out += (out.empty() ? "" : " · ") + p.word(Text::thanks_provisional);
  return out;
}

void draw_receipt_card(Painter& p, Rect rect, const Receipt& receipt) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), small = p.theme().secondary();
  draw_card(p, rect);
  const Rect inner = rect.inset(8);
  const float foot_h = p.theme().body() * kLineSpacing + 6, side = receipt.qr_size > 0 ? std::min(inner.h - foot_h - 4, inner.w * 0.4f) : 0;
  if (side > 0) draw_modules(p, {inner.x + 3, inner.y + 3, side - 6, side - 6}, receipt.qr_size, receipt.qr, c.ink);
  const float x = inner.x + (side > 0 ? side + 8 : 0), w = inner.right() - x, room = inner.h - foot_h;
  const float wish = 3 * (small * 1.3f + 2) + (15 + 12 + 12) * k * 1.3f, shrink = wish > room ? std::max(0.0f, room - 3 * (small * 1.3f + 1)) / ((15 + 12 + 12) * k * 1.3f) : 1;
  float y = inner.y;
  const auto fact = [&](Text label, const std::string& value, float em, const std::string& behind = {}) {
    if (value.empty()) return;
    draw_text(p, {x, y, w, small * 1.3f}, p.word(label), {.em = small, .color = c.ink_2, .line = 1.3f, .max_lines = 1});
    y += small * 1.3f;
    const float size = std::max(small, std::min(em * shrink, fitting_em(p, w, value, {.face = Face::bold}, {em, 12 * k, p.theme().body(), small})));
    const float used = draw_text(p, {x, y, w, size * 1.3f}, value, {.face = Face::bold, .em = size, .color = c.ink, .line = 1.3f, .max_lines = 1}).width;
    if (!behind.empty() && used + 8 + text_width(p, behind, {.em = small}) < w)
      draw_text(p, {x + used + 8, y + (size - small) * 0.8f, w - used - 8, small * 1.35f}, behind, {.em = small, .color = c.ink_2, .max_lines = 1});
    y += size * 1.3f + (shrink < 1 ? 1 : 2);
  };
  fact(Text::thanks_receipt_number, receipt.number, 15 * k);
  fact(Text::thanks_reply_way, p.word(reply_word(receipt.reply)), 12 * k);
  fact(receipt.reply == ReplyChoice::none ? Text::thanks_settled_by : Text::thanks_reply_due, receipt.due, 12 * k, behind_date(p, receipt));
  draw_hairline(p, {inner.x, inner.bottom() - foot_h}, inner.w);
  draw_icon_text(p, inner.x, inner.bottom() - foot_h / 2 + 2.5f, inner.w, {Icon::camera, p.word(Text::thanks_keep), {.em = p.theme().body(), .color = c.ink}, c.ink, 10 * k});
}

}  // namespace

Intent draw_thanks(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float W = p.theme().width(), H = p.theme().height(), k = p.theme().scale();
  const bool portrait = p.theme().portrait(), tight = H < (portrait ? 300 : 200) * k;
  const Rect page = column(p);
  const unsigned quiet = kQuietSwitches | kQuietPrivacy | kQuietHelp;
  const float foot_y = foot_top(model, p, quiet, QuietGround::none), ring = tight ? 16 : 20;
  const bool beside = tight && !portrait;   // a low page: the ring stands beside the buttons
  const float buttons_h = (tight ? 22 : 32) * std::max(1.0f, k * 0.85f), ring_wish = foot_y - ring / 2 - kGap;
  const float buttons_y = beside ? foot_y - kGap - buttons_h : ring_wish - ring / 2 - (tight ? kGap : 6) - buttons_h, ring_y = beside ? buttons_y + buttons_h / 2 : ring_wish;
  draw_silk(state);
  const float band = portrait ? W * 179 / 268 : W * 139 / 476, hills_y = portrait ? std::max(foot_y - band, H * 0.45f) : H - band;
  draw_sun(state, portrait ? Rect{0, hills_y - W * 20 / 268, W, W * 110 / 268} : Rect{W * 0.3f, hills_y - 26, W * 0.5f, 100}, model.event.day_progress, static_cast<int>(model.event.items.size()));
  draw_hills(state, portrait ? Scene::portrait : Scene::landscape, Light::day, {0, hills_y, W, portrait ? foot_y - hills_y : band});
  draw_strip(model, state);
  Intent out = draw_foot(model, state, quiet, QuietGround::none, c.ink).intent;
  const float top = strip_height(p) + (tight ? 2 : portrait ? 20 : 4);
  TextStyle title{.face = Face::serif, .color = c.ink, .align = Align::centre, .line = 1.2f, .spacing = 0.1f, .max_lines = 1};
  title.em = fitting_em(p, page.w, p.word(Text::thanks_title), title, {(tight || (!portrait && model.thanks.receipt) ? 18.0f : 32.0f) * std::min(k, 1.2f), 18, 13});
  draw_text(p, {page.x, top, page.w, title.em * 1.25f}, p.word(Text::thanks_title), title);
  float y = top + title.em * 1.35f + (tight ? 0 : 4);
  const TextStyle said{.em = tight ? p.theme().body() : 11.5f * k, .color = c.ink, .align = Align::centre, .max_lines = 2};
  y += draw_text(p, {page.x, y, page.w, said.em * kLineSpacing * 2}, saved_text(model, p), said).height + (tight ? 2 : 6);
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .align = Align::centre, .max_lines = 2};
  const bool plain = model.thanks.named || (model.thanks.receipt && model.thanks.ratings == 0);
  const std::string note = plain ? std::string() : p.word(model.thanks.receipt ? Text::thanks_not_joined : Text::thanks_anonymous);
  if (model.thanks.receipt) {
    const float h = std::min(receipt_height(p), buttons_y - y - soft.em * 2);
    const float w = portrait ? page.w : std::min(page.w, 250 * k);
    if (h >= 84 * k) {
      draw_receipt_card(p, {page.cx() - w / 2, y, w, h}, *model.thanks.receipt);
      y += h + 4;
    } else {  // its number at least
      TextStyle number{.face = Face::bold, .color = c.ink, .align = Align::centre, .max_lines = 1};
      const std::string line = p.word(Text::thanks_receipt_number) + " " + model.thanks.receipt->number;
      const std::string& said_number = text_width(p, line, {.face = Face::bold, .em = p.theme().body()}) <= page.w ? line : model.thanks.receipt->number;
      number.em = fitting_em(p, page.w, said_number, number, {p.theme().body(), p.theme().secondary()});
      y += draw_text(p, {page.x, y, page.w, number.em * kLineSpacing}, said_number, number).height + 2;
    }
  }
  if (!model.thanks.receipt && !model.published.empty()) {
    const float h = published_height(p), w = portrait ? page.w : std::min(page.w, 250 * k);
    if (y + h + soft.em * 2 < buttons_y) {
      draw_published(p, {page.cx() - w / 2, y, w, h}, model.published.front());
      y += h + 4;
    }
  }
  const bool clear = (!model.thanks.receipt && model.published.empty()) || y + soft.em * kLineSpacing <= hills_y + (portrait ? 4 : -30);  // of sun and hills
  if (!(tight && model.thanks.receipt) && clear && y + soft.em * kLineSpacing < buttons_y - 4) draw_text(p, {page.x, y, page.w, soft.em * kLineSpacing * 2}, note, soft);
  const bool print = model.thanks.can_print && model.thanks.receipt, more = model.thanks.more && !print;
  const float row_w = portrait ? page.w : beside ? page.w * 0.72f : std::min(page.w, 260 * k), x = beside ? page.right() - row_w : page.cx() - row_w / 2, w = print || more ? (row_w - kGap) / 2 : row_w;
  if (more && button(p, {x, buttons_y, w, buttons_h}, p.word(Text::choice_more), {.look = Look::floating, .em = 12 * k, .icon = Icon::rate_review})) out = intent(model, IntentKind::open_rating);
  if (print && button(p, {x, buttons_y, w, buttons_h}, p.word(Text::thanks_print), {.look = Look::floating, .em = 12 * k, .icon = Icon::print})) out = intent(model, IntentKind::print_receipt);
  if (button(p, {x + (print || more ? w + kGap : 0), buttons_y, w, buttons_h}, p.word(Text::thanks_done), {.look = Look::main, .em = 13 * k})) out = intent(model, IntentKind::finish);
  const float most = beside ? x - page.x - 2 * kGap : page.w;
  Countdown countdown{model.thanks.seconds_left, model.thanks.seconds_total, ring, p.theme().secondary(), c.malachite, c.malachite_4, c.ink};
  if (!p.theme().high_contrast()) countdown.plate = faded(c.silk, 0.9f);
  if (Intent did = draw_countdown_to_home(model, p, {beside ? page.x + most / 2 : page.cx(), ring_y}, most, countdown)) out = did;
  return out;
}

}  // namespace openday::ui
