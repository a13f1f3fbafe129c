// The keys: which arrangement of the layout the panel has room for, their surfaces, what each does, the bubble above the one under the finger.
#include <algorithm>
#include <cctype>
#include <utility>

#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kFirstRepeat{500}, kRepeat{100};
constexpr float kRounding = 0.06f;   // of a pixel on the smallest panels, mm

float column_width(const KeyRows& rows, float width) { return (width + kGap) / static_cast<float>(rows.columns) - kGap; }
float row_height(const KeyRows& rows, float height) { return (height + kGap) / static_cast<float>(rows.rows.size()) - kGap; }

// The first whose keys are large enough, else the one whose smaller side is largest.
const KeyRows& arrangement_for(const KeyboardLayout& layout, Rect box) {
  const KeyRows* best = nullptr;
  float widest = 0;
  for (const KeyRows& rows : layout.arrangements) {
    const float side = std::min(column_width(rows, box.w), row_height(rows, box.h));
    if (side >= kLeastKey - kRounding) return rows;
    if (!best || side > widest) best = &rows, widest = side;
  }
  return *best;
}

KeyboardMode first_offered(const Model& model, const ScreenState& state, std::initializer_list<KeyboardMode> wanted) {
  for (const KeyboardMode mode : wanted)
    if (std::find(model.keyboard.modes.begin(), model.keyboard.modes.end(), mode) != model.keyboard.modes.end() && state.keyboards.serves(mode, model.keyboard.direct)) return mode;
  return model.keyboard.mode;
}

// Where a key leads, for those that lead to another keyboard; the present mode: nowhere.
KeyboardMode leads_to(const Model& model, const ScreenState& state, KeyKind kind) {
  switch (kind) {
    case KeyKind::words: return first_offered(model, state, {KeyboardMode::pinyin, KeyboardMode::latin});
    case KeyKind::numbers: return first_offered(model, state, {KeyboardMode::digits, KeyboardMode::phone_tail});
    case KeyKind::symbols: return first_offered(model, state, {KeyboardMode::symbols});
    default: return model.keyboard.mode;
  }
}

bool needs_key(const Model& model, const ScreenState& state, const KeyCap& key, const KeyboardLook& look) {
  switch (key.kind) {
    case KeyKind::words:
    case KeyKind::numbers:
    case KeyKind::symbols: return leads_to(model, state, key.kind) != model.keyboard.mode;
    case KeyKind::enter: return !look.enter.empty() || has_strip(model.keyboard);
    default: return true;
  }
}

// The keys of a row that are needed; the widest takes the room of those that are not.
std::vector<KeyCap> needed(const Model& model, const ScreenState& state, const std::vector<KeyCap>& row, const KeyboardLook& look) {
  std::vector<KeyCap> out;
  float left = 0;
  for (const KeyCap& key : row)
    if (needs_key(model, state, key, look)) out.push_back(key);
    else left += key.width;
  const auto widest = std::max_element(out.begin(), out.end(), [](const KeyCap& a, const KeyCap& b) { return std::pair(a.width, a.kind == KeyKind::space) < std::pair(b.width, b.kind == KeyKind::space); });
  if (widest != out.end()) widest->width += left;
  return out;
}

std::string letter_of(const KeyCap& key, bool upper) {
  if (upper && !key.shifted.empty()) return key.shifted;
  std::string out = key.text;
  if (upper && out.size() == 1) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

// Above the key, larger than it, so that the finger does not hide what it types.
void draw_bubble(Painter& p, Rect key, const std::string& letter) {
  const float w = std::max(key.w * 1.25f, 20.0f), h = std::max(key.h * 1.15f, 20.0f);
  const float x = std::clamp(key.cx() - w / 2, 1.0f, p.theme().width() - w - 1);
  const Rect bubble{x, key.y - h - 1, w, h};
  if (p.theme().high_contrast()) {
    p.outlined(bubble, kKeyRadius * 1.3f, p.color().paper, p.color().ink, 0.8f);
  } else {
    p.shadow(bubble, kKeyRadius * 1.3f, 0.25f);
    p.fill_round(bubble, kKeyRadius * 1.3f, p.color().paper);
  }
  TextStyle style{.face = Face::bold, .em = std::min(16 * p.theme().scale(), h * 0.7f), .color = p.color().azurite, .align = Align::centre, .max_lines = 1};
  style.em = fitting_em(p, w - 2, letter, style, {style.em, style.em * 0.8f, style.em * 0.6f});
  draw_text_middle(p, bubble, letter, style);
}

struct Preview {
  Rect key;
  std::string letter;
};

Intent draw_text_key(const Model& model, ScreenState& state, Rect rect, const KeyCap& key, std::optional<Preview>& preview) {
  Painter& p = state.paint;
  const std::string letter = letter_of(key, model.keyboard.upper);
  const bool tapped = p.target(rect, letter);
  draw_key_surface(p, rect, KeyLook::letter, p.held());
  const bool nine = model.keyboard.mode == KeyboardMode::nine_key && !key.below.empty();   // there the letters count, not the digit
  const std::string &large = nine ? key.below : letter, &below = nine ? letter : key.below;
  if (p.held()) preview = Preview{rect, large};
  const float k = p.theme().scale(), small = p.theme().secondary();
  const bool two = !key.below.empty() && rect.h >= 11 * k + small * 1.2f + 1;
  const float most = std::max(small, std::min({(rect.w > 40 ? 14.0f : 11.0f) * k, rect.h * 0.7f, rect.w * 0.75f}));
  TextStyle style{.em = most, .color = p.color().ink, .align = Align::centre, .max_lines = 1};
  style.em = fitting_em(p, rect.w - 1, large, style, {most, std::max(small, most * 0.85f), small});
  const float both = style.em * 1.25f + small * 1.2f;
  if (!two) draw_text_middle(p, rect, large, style);
  else draw_text_middle(p, {rect.x, rect.cy() - both / 2, rect.w, style.em * 1.25f}, large, style);
  if (two) draw_text_middle(p, {rect.x, rect.cy() - both / 2 + style.em * 1.25f, rect.w, small * 1.2f}, below, {.em = small, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1});
  return tapped ? intent(model, IntentKind::press_key, 0, letter) : Intent{};
}

Intent draw_switch_key(const Model& model, ScreenState& state, Rect rect, KeyKind kind) {
  const KeyboardMode to = leads_to(model, state, kind);
  const Text name = to == KeyboardMode::pinyin ? Text::keyboard_pinyin : to == KeyboardMode::latin ? Text::keyboard_latin : to == KeyboardMode::symbols ? Text::keyboard_symbols : Text::keyboard_digits;
  const Painter& p = state.paint;
  const std::string_view brief = to == KeyboardMode::pinyin ? p.word(Text::keyboard_pinyin_brief) : to == KeyboardMode::symbols ? p.word(Text::keyboard_symbols_brief) : std::string_view();
  return word_key(state.paint, rect, p.word(name), KeyLook::function, std::nullopt, false, brief) ? intent(model, IntentKind::switch_keyboard, static_cast<int>(to)) : Intent{};
}

Intent draw_enter_key(const Model& model, Painter& p, Rect rect, const KeyboardLook& look) {
  const bool chooses = !model.keyboard.keys.empty() || !model.keyboard.candidates.empty();
  const std::string& word = chooses || look.enter.empty() ? p.word(Text::keyboard_choose) : look.enter;
  if (!chooses && look.enter.empty()) return word_key(p, rect, p.word(Text::keyboard_new_line), KeyLook::function, Icon::new_line) ? intent(model, IntentKind::enter_key) : Intent{};
  return word_key(p, rect, word, KeyLook::go, Icon::check) ? intent(model, chooses ? IntentKind::enter_key : look.enter_does) : Intent{};
}

Intent draw_key(const Model& model, ScreenState& state, Rect rect, const KeyCap& key, const KeyboardLook& look, std::optional<Preview>& preview) {
  Painter& p = state.paint;
  const auto does = [&](bool tapped, IntentKind kind, std::string text = {}) { return tapped ? intent(model, kind, 0, std::move(text)) : Intent{}; };
  switch (key.kind) {
    case KeyKind::text: return draw_text_key(model, state, rect, key, preview);
    case KeyKind::apart: return does(word_key(p, rect, p.word(Text::keyboard_apart), KeyLook::function, std::nullopt, false, "'"), IntentKind::press_key, "'");
    case KeyKind::any: return does(word_key(p, rect, p.word(Text::keyboard_any), KeyLook::function), IntentKind::press_key, "*");
    case KeyKind::space: return does(word_key(p, rect, p.word(Text::keyboard_space), KeyLook::letter, Icon::space_bar), IntentKind::press_key, " ");
    case KeyKind::shift:
      return does(word_key(p, rect, key.below.empty() ? p.word(Text::keyboard_shift) : key.below, model.keyboard.upper ? KeyLook::go : KeyLook::function, Icon::upper), IntentKind::shift_key);
    case KeyKind::clear: return does(word_key(p, rect, p.word(Text::keyboard_clear), KeyLook::function, Icon::remove), IntentKind::clear_text);
    case KeyKind::erase: return erase_key(model, state, rect);
    case KeyKind::enter: return draw_enter_key(model, p, rect, look);
    case KeyKind::words:
    case KeyKind::numbers:
    case KeyKind::symbols: return draw_switch_key(model, state, rect, key.kind);
  }
  return {};
}

}  // namespace

Color key_ink(const Painter& p, KeyLook look) { return look == KeyLook::go ? p.color().white : p.color().ink; }

void draw_key_surface(Painter& p, Rect rect, KeyLook look, bool held) {
  const Palette& c = p.color();
  if (p.theme().high_contrast()) {
    const Color fill = look == KeyLook::go ? c.azurite : c.paper;
    p.outlined(rect, kKeyRadius, held ? mix(fill, c.ink, 0.15f) : fill, c.ink, p.theme().outline());
    return;
  }
  const Color fill = look == KeyLook::go ? c.azurite : look == KeyLook::function ? mix(c.silk_2, c.dot, 0.37f) : c.paper;
  if (look != KeyLook::go && !held) p.fill_round({rect.x, rect.y + kKeyFoot, rect.w, rect.h}, kKeyRadius, c.dot);
  p.fill_round(rect, kKeyRadius, held ? mix(fill, c.ink, 0.12f) : fill);
}

bool word_key(Painter& p, Rect rect, std::string_view word, KeyLook look, std::optional<Icon> icon, bool icon_first, std::string_view brief) {
  const bool tapped = p.target(rect, word);
  draw_key_surface(p, rect, look, p.held());
  TextStyle style{.face = look == KeyLook::letter ? Face::regular : Face::bold, .em = look == KeyLook::function ? p.theme().secondary() : p.theme().body(), .color = key_ink(p, look), .align = Align::centre, .max_lines = 1};
  const float room = rect.w - 1;
  const float least = p.theme().secondary();
  style.em = fitting_em(p, room, word, style, {style.em, std::max(least, style.em * 0.92f), std::max(least, style.em * 0.85f), least});
  const bool fits = text_width(p, word, style) <= room;
  if (icon && p.fonts().has_icons() && (icon_first || !fits)) draw_icon(p, *icon, {rect.cx(), rect.cy()}, std::min({11 * p.theme().scale(), rect.h * 0.75f, rect.w * 0.75f}), style.color);
  else draw_text_middle(p, {rect.x + 0.5f, rect.y, room, rect.h}, fits || brief.empty() ? word : brief, style);
  return tapped;
}

Intent erase_key(const Model& model, ScreenState& state, Rect rect) {
  KeyboardTouch& touch = state.own.keyboard;
  const bool tapped = word_key(state.paint, rect, state.paint.word(Text::keyboard_erase), KeyLook::function, Icon::backspace, true);
  const int repeated = touch.repeats;
  if (!state.paint.held()) {
    touch.erasing_since.reset();
    touch.repeats = 0;
    return tapped && repeated == 0 ? intent(model, IntentKind::erase_key) : Intent{};
  }
  state.again = true;
  if (!touch.erasing_since) touch.erasing_since = state.now;
  if (state.now - *touch.erasing_since < kFirstRepeat + repeated * kRepeat) return {};
  ++touch.repeats;
  return intent(model, IntentKind::erase_key);
}

int least_key_rows(const KeyboardLayout& layout, float width) {
  std::size_t least = 0;
  for (const KeyRows& rows : layout.arrangements)
    if (column_width(rows, width) >= kLeastKey - kRounding && (least == 0 || rows.rows.size() < least)) least = rows.rows.size();
  return static_cast<int>(least > 0 ? least : layout.arrangements.front().rows.size());
}

Intent draw_keys(const Model& model, ScreenState& state, Rect box, const KeyboardLayout& layout, const KeyboardLook& look) {
  Painter& p = state.paint;
  const KeyRows& rows = arrangement_for(layout, box);
  const float pitch = (box.w + kGap) / static_cast<float>(rows.columns), h = row_height(rows, box.h);
  std::optional<Preview> preview;
  Intent out;
  float y = box.y;
  for (std::size_t i = 0; i < rows.rows.size(); ++i, y += h + kGap) {
    const auto row = needed(model, state, rows.rows[i], look);
    float columns = 0;
    for (const KeyCap& key : row) columns += key.width;
    float x = box.x + (static_cast<float>(rows.columns) - columns) * pitch / 2;
    p.number_targets_from(kKeyTargets + static_cast<int>(i) * 20);
    for (const KeyCap& key : row) {
      if (Intent did = draw_key(model, state, {x, y, key.width * pitch - kGap, h}, key, look, preview)) out = did;
      x += key.width * pitch;
    }
  }
  if (preview) draw_bubble(p, preview->key, preview->letter);
  return out;
}

}  // namespace openday::ui
