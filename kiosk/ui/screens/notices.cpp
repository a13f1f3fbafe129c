// What the bureau tells everybody, whole: a card each, the most pressing first; turned over where a panel has no room for all.
#include <algorithm>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/notice_line.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

constexpr float kPadX = 8, kPadY = 5;

float left_of(const Painter& p) { return p.fonts().has_icons() && !p.theme().tight() ? 20 * p.theme().scale() : 0; }
float head_height(const Painter& p) { return p.theme().secondary() * 1.45f; }
TextStyle text_style(const Painter& p, float em) { return {.em = em, .color = p.color().ink, .line = 1.35f}; }

// The part of a notice that stands in one card: long ones go on in the next.
struct Piece {
  const Announcement* notice = nullptr;
  std::string text;
  float height = 0;
};

// Pieces page by page, column by column. On a low panel a notice may be longer than a page.
std::vector<std::vector<std::vector<Piece>>> lay_out(const Painter& p, const std::vector<Announcement>& notices, float width, float height, int columns, float em) {
  const float inner = width - 2 * kPadX - left_of(p), around = 2 * kPadY + head_height(p), line = em * 1.35f;
  const int most = std::max(1, static_cast<int>((height - around) / line));
  std::vector<std::vector<std::vector<Piece>>> pages(1, {{}});
  float used = 0;
  for (const Announcement& notice : notices) {
    for (std::string& part : text_in_parts(p, inner, notice.text, text_style(p, em), most)) {
      const float h = std::min(height, around + measure_text(p, inner, part, text_style(p, em)).height + 0.5f);
      if (!pages.back().back().empty() && used + kGap + h > height) {
        if (static_cast<int>(pages.back().size()) == columns) pages.emplace_back();
        pages.back().emplace_back();
        used = 0;
      }
      used += (pages.back().back().empty() ? 0 : kGap) + h;
      pages.back().back().push_back({&notice, std::move(part), h});
    }
  }
  return pages;
}

void draw_piece(Painter& p, Rect rect, const Piece& piece, float em) {
  const Palette& c = p.color();
  const PressingLook look = look_of(p, piece.notice->pressing);
  draw_card(p, rect);
  if (!p.theme().high_contrast()) p.fill_round({rect.x, rect.y, 3, rect.h}, 1.5f, look.color);
  const Rect inner = rect.inset(kPadX, kPadY);
  const float head = head_height(p), k = p.theme().scale(), x = inner.x + left_of(p);
  if (left_of(p) > 0) draw_icon(p, look.icon, {inner.x + 7 * k, inner.y + head / 2 + em * 0.2f}, 12 * k, look.color);
  const TextStyle strong{.face = Face::bold, .em = p.theme().secondary(), .color = look.color, .max_lines = 1};
  const std::string& word = p.word(look.word);
  draw_text(p, {x, inner.y, inner.right() - x, head}, word, strong);
  const std::string until = piece.notice->until.empty() ? std::string() : fill_in(p.word(Text::notices_until), {piece.notice->until});
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1};
  if (text_width(p, word, strong) + text_width(p, until, soft) + 6 < inner.right() - x) draw_text(p, {x, inner.y, inner.right() - x, head}, until, soft);
  draw_text(p, {x, inner.y + head, inner.right() - x, inner.h - head + 0.5f}, piece.text, text_style(p, em));
}

}  // namespace

Intent draw_notices(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool tight = p.theme().tight();
  if (tight) draw_silk(state);
  else draw_low_hills(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, tight ? kQuietHome | kQuietPrivacy | kQuietHelp : kQuietAll, tight ? QuietGround::none : QuietGround::card, p.color().ink);
  Intent out = foot.intent;
  const Rect page = column(p);
  const float k = p.theme().scale(), button_h = (tight ? 22 : 28) * std::max(1.0f, k * 0.85f), buttons_y = foot.top - (tight ? kGap : 12) - button_h, top = strip_height(p);
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.3f, .max_lines = 1};
  title.em = fitting_em(p, page.w, p.word(Text::notices_title), title, {(tight ? 13.0f : 20.0f) * k, 13 * k});
  const bool low = tight && !p.theme().portrait();   // each notice says what it is: the height is better used for its words
  const float title_h = low ? 1 : title.em * 1.45f + 2;
  if (!low) draw_text(p, {page.x, top, page.w, title.em * 1.35f}, p.word(Text::notices_title), title);
  const Rect body{page.x, top + title_h, page.w, buttons_y - kGap - top - title_h};
  const int columns = p.theme().portrait() || page.w < 300 * k || model.event.announcements.size() < 2 ? 1 : 2;
  const float w = (body.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), em = tight ? p.theme().body() : std::min(12 * k, p.theme().body() * 1.2f);
  const auto pages = lay_out(p, model.event.announcements, w, body.h, columns, em);
  int& shown = state.own.list_page;
  shown = std::clamp(shown, 0, static_cast<int>(pages.size()) - 1);
  Rect at{body.x, body.y, w, 0};
  for (const auto& of_column : pages[static_cast<std::size_t>(shown)]) {
    at.y = body.y;
    for (const Piece& piece : of_column) {
      at.h = piece.height;
      draw_piece(p, at, piece, em);
      at.y += at.h + kGap;
    }
    at.x += w + kGap;
  }
  if (model.event.announcements.empty()) draw_text_middle(p, {body.x, body.y, body.w, body.h * 0.5f}, p.word(Text::notices_none), {.em = em, .color = p.color().ink_2, .align = Align::centre});
  const bool more = pages.size() > 1;
  const float back_w = more ? (page.w - kGap) / 2 : page.w;
  if (button(p, {page.x, buttons_y, back_w, button_h}, p.word(Text::notices_back), {.look = Look::main, .em = 12 * k})) out = intent(model, IntentKind::close_privacy);
  if (more && button(p, {page.x + back_w + kGap, buttons_y, back_w, button_h}, p.word(Text::privacy_more), {.look = Look::outlined, .em = 11 * k, .icon = Icon::arrow_forward, .icon_behind = true}))
    shown = (shown + 1) % static_cast<int>(pages.size());
  return out;
}

}  // namespace openday::ui
