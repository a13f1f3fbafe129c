// Finding oneself without a code: the field above, cards with masked names below it, the keyboard in the lower panel. After one was
// chosen the same page may ask for the whole name or the number.
#include <algorithm>

#include <fmt/core.h>

#include "kiosk/ui/screens/find_cards.h"
#include "kiosk/ui/screens/search_field.h"
#include "kiosk/ui/screens/typing_page.h"
#include "kiosk/ui/widgets/keyboard.h"

namespace openday::ui {
namespace {

std::string wait_words(const Painter& p, int seconds) { return fill_in(p.word(Text::find_wait), {fmt::format("{}:{:02}", seconds / 60, seconds % 60)}); }

// What can be typed, with an example each; as many lines as there is room for.
void draw_examples(const Model& model, Painter& p, Rect box) {
  const Palette& c = p.color();
  struct Example {
    Text what;
    std::string_view typed;
  };
  std::vector<Example> lines{{Text::find_by_hanzi, "欧阳明溪"}, {Text::find_by_pinyin, "ouyang"}, {Text::find_by_initials, "oymx"}, {Text::find_by_tail, "5678"}};
  if (model.find.by_number) lines.push_back({Text::find_by_number, "0042"});
  const TextStyle soft{.em = p.theme().body(), .color = c.ink_2, .line = 1.2f, .max_lines = 1}, strong{.face = Face::bold, .em = p.theme().body(), .color = c.azurite, .line = 1.2f, .max_lines = 1};
  float widest = 0;
  for (const Example& line : lines) widest = std::max(widest, text_width(p, line.typed, strong));
  const float step = std::min(soft.em * 1.9f, std::max(soft.em * 1.35f, box.h / static_cast<float>(lines.size())));
  float y = box.y;
  for (const Example& line : lines) {
    if (y + step > box.bottom() + 0.5f) break;
    if (box.w < widest + 60 * p.theme().scale()) {   // no room for the example
      draw_text_middle(p, {box.x, y, box.w, step}, p.word(line.what), soft);
      y += step;
      continue;
    }
    draw_text_middle(p, {box.x + 4, y, widest + 1, step}, line.typed, strong);
    draw_text_middle(p, {box.x + 4 + widest + 8, y, box.w - widest - 12, step}, p.word(line.what), soft);
    y += step;
  }
}

// A line in the middle, one below it.
void draw_words(Painter& p, Rect box, const std::string& strong, const std::string& soft, Color color) {
  const TextStyle head{.face = Face::bold, .em = p.theme().body() * 1.15f, .color = color, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true};
  const TextStyle below{.em = p.theme().body(), .color = p.color().ink_2, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true};
  const float head_h = measure_text(p, box.w, strong, head).height, below_h = soft.empty() ? 0 : measure_text(p, box.w, soft, below).height + 2;
  const bool both = below_h > 0 && head_h + below_h <= box.h;
  float y = box.y + std::max(0.0f, (box.h - head_h - (both ? below_h : 0)) * 0.4f);
  draw_text(p, {box.x, y, box.w, std::min(head_h + 0.4f, box.bottom() - y)}, strong, head);
  if (both) draw_text(p, {box.x, y + head_h + 2, box.w, below_h}, soft, below);
}

// The cards that fit, the best first; below them what to do when one's own is not among them.
Intent draw_cards(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const FindMe& find = model.find;
  const float note_h = p.theme().secondary() * kLineSpacing, gap = kGap, least = least_found_card_height(p);
  const int count = static_cast<int>(find.guests.size());
  const auto fit = [&](float h) { return std::max(1, static_cast<int>((h + gap + 0.1f) / (least + gap))); };
  const bool note = box.h - note_h - gap >= least;
  const float room = box.h - (note ? note_h + gap : 0);
  const int shown = std::min(count, fit(room));
  const float h = std::min(found_card_height(p), (room - gap * static_cast<float>(shown - 1)) / static_cast<float>(shown));
  Intent out;
  float y = box.y;
  for (int i = 0; i < shown; ++i, y += h + gap)
    if (draw_found_card(p, {box.x, y, box.w, h}, find.guests[static_cast<std::size_t>(i)], false)) out = intent(model, IntentKind::choose_found, i);
  const bool vague = std::ranges::any_of(find.guests, [](const FoundGuest& guest) { return !guest.choosable; });
  if (!note) return out;
  const bool more = find.more || shown < count || vague;
  draw_text_middle(p, {box.x, y, box.w, note_h}, p.word(more ? Text::find_more : Text::find_not_listed),
                   {.em = p.theme().secondary(), .color = more ? p.color().ochre : p.color().ink_2, .align = Align::centre, .max_lines = 1});
  return out;
}

Intent draw_found(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const FindMe& find = model.find;
  if (find.wait_seconds > 0) draw_words(p, box, wait_words(p, find.wait_seconds), {}, p.color().cinnabar);
  else if (!find.guests.empty()) return draw_cards(model, state, box);
  else if (find.more) draw_words(p, box, p.word(Text::find_too_many), {}, p.color().ochre);
  else if (find.fruitless) draw_words(p, box, p.word(Text::find_none), p.word(Text::find_none_do), p.color().ink);
  else if (find.searching) draw_words(p, box, p.word(Text::find_searching), {}, p.color().ink_2);
  else draw_examples(model, p, box);
  return {};
}

std::string said_of(const FindMe& find, const Painter& p) {
  if (find.searching || find.guests.empty() || find.more) return {};
  int count = 0;
  for (const FoundGuest& guest : find.guests) count += guest.alike;
  return fill_in(p.word(Text::find_count), {std::to_string(count)});
}

Intent draw_search(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  TypingFrame frame;
  frame.title = p.word(model.staff_mode ? Text::find_staff_title : Text::find_title);
  frame.below = p.word(Text::find_below);
  frame.back = {{}, IntentKind::go_home, Icon::arrow_back, true, false, Look::floating};
  if (!model.staff_mode) frame.on = {p.word(Text::quiet_help), IntentKind::call_staff, Icon::hand, true, false, Look::floating};
  frame.content_least = search_field_height(p) + kGap + least_found_card_height(p);
  const TypingPage page = begin_typing_page(model, state, frame);
  Intent out = page.intent;
  const SearchHalves at = search_halves(p, page.content, least_found_card_height(p));
  draw_search_field(p, at.field, {.query = model.find.query, .keys = model.keyboard.keys, .empty = p.word(Text::find_empty), .said = said_of(model.find, p)});
  if (Intent did = draw_found(model, state, at.rest)) out = did;
  if (Intent did = draw_keyboard(model, state, page.panel, {p.word(Text::find_enter), IntentKind::enter_key})) out = did;
  return out;
}

// The card that was chosen, and the field for what only its guest knows.
Intent draw_confirming(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const FindMe& find = model.find;
  const bool name = find.fact == FoundFact::name, wait = find.wait_seconds > 0;
  TypingFrame frame;
  frame.title = p.word(Text::find_is_it_you);
  frame.below = p.word(name ? Text::find_confirm_name : Text::find_confirm_number);
  const std::string said = wait ? wait_words(p, find.wait_seconds) : find.fact_wrong ? p.word(name ? Text::find_name_wrong : Text::find_number_wrong) : std::string();
  if (!said.empty() && p.theme().tight()) frame.title = said;   // its line may have no room below
  frame.back = {p.word(Text::find_not_me), IntentKind::find_by_name, Icon::arrow_back, true, false, Look::floating};
  frame.on = {p.word(Text::quiet_help), IntentKind::call_staff, Icon::hand, true, false, Look::floating};
  frame.content_least = search_field_height(p) + 2 * kGap + least_found_card_height(p);
  const TypingPage page = begin_typing_page(model, state, frame);
  Intent out = page.intent;
  const Rect box = page.content;
  const bool tight = p.theme().tight();
  const float gap = tight ? kGap : 8.0f, said_h = p.theme().body() * 1.3f, field = std::min(search_field_height(p), box.h * 0.45f);
  const float card = std::min(found_card_height(p), box.h - field - gap);
  const float half = (box.w - kGap) * 0.5f;
  const bool low = std::min(card, field) < kTarget + 0.3f;   // no height for both: the card stands beside the field
  draw_found_card(p, low ? Rect{box.x, box.y, half, box.h} : Rect{box.x, box.y, box.w, card}, find.chosen, true);
  draw_search_field(p, low ? Rect{box.right() - half, box.y, half, box.h} : Rect{box.x, box.y + card + gap, box.w, field}, {.query = find.query, .keys = model.keyboard.keys, .empty = p.word(name ? Text::find_name_empty : Text::find_number_empty), .said = {}});
  const float y = box.y + card + gap + field + gap / 2;
  if (!low && !said.empty() && y + said_h <= box.bottom() + 1)
    draw_text(p, {box.x, y, box.w, box.bottom() - y + 0.5f}, said, {.face = Face::bold, .em = p.theme().body(), .color = c.cinnabar, .line = 1.25f, .max_lines = 2});
  if (Intent did = draw_keyboard(model, state, page.panel, {p.word(Text::find_confirm), IntentKind::fact_entered})) out = did;
  return out;
}

}  // namespace

Intent draw_find_me(const Model& model, ScreenState& state) {
  return model.find.fact == FoundFact::none ? draw_search(model, state) : draw_confirming(model, state);
}

}  // namespace openday::ui
