#include "kiosk/ui/widgets/keyboard.h"

#include <algorithm>

#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {
namespace {

constexpr float kTabs = 18, kStrip = 24, kKey = 23;   // as drawn in the mocks
constexpr float kStripLeast = 15.3f, kStripGap = 6;

struct ModeWords {
  Text name, like;   // like: an example
};

ModeWords words_of(KeyboardMode mode) {
  switch (mode) {
    case KeyboardMode::phrases: return {Text::keyboard_phrases, Text::keyboard_phrases};
    case KeyboardMode::pinyin: return {Text::keyboard_pinyin, Text::keyboard_pinyin_like};
    case KeyboardMode::nine_key: return {Text::keyboard_nine_key, Text::keyboard_nine_key_like};
    case KeyboardMode::handwriting: return {Text::keyboard_handwriting, Text::keyboard_handwriting_like};
    case KeyboardMode::stroke: return {Text::keyboard_stroke, Text::keyboard_stroke_like};
    case KeyboardMode::latin: return {Text::keyboard_latin, Text::keyboard_latin_like};
    case KeyboardMode::symbols: return {Text::keyboard_symbols, Text::keyboard_symbols_like};
    case KeyboardMode::digits: return {Text::keyboard_digits, Text::keyboard_digits_like};
    case KeyboardMode::phone_tail: return {Text::keyboard_phone_tail, Text::keyboard_digits_like};
    case KeyboardMode::code: return {Text::keyboard_code, Text::keyboard_code};
  }
  return {Text::keyboard_more, Text::keyboard_more};
}

// Those of the page whose layout is there.
std::vector<KeyboardMode> offered(const Model& model, const ScreenState& state) {
  std::vector<KeyboardMode> out = model.keyboard.modes;
  std::erase_if(out, [&](KeyboardMode mode) { return !state.keyboards.serves(mode, model.keyboard.direct); });
  return out;
}

// As many tabs as have room for their words; where others remain, the last tab leads to them.
std::size_t tabs_for(const Painter& p, const std::vector<KeyboardMode>& modes, float width) {
  const std::size_t most = std::min<std::size_t>(4, modes.size());
  for (std::size_t count = most; count > 2; --count) {
    const float cell = (width - kGap * static_cast<float>(count - 1)) / static_cast<float>(count);
    const auto has_room = [&](Text word) { return text_width(p, p.word(word), {.face = Face::bold, .em = p.theme().secondary()}) <= cell; };
    const std::size_t plain = modes.size() > count ? count - 1 : count;   // the others stand behind 更多
    if (std::all_of(modes.begin(), modes.begin() + static_cast<std::ptrdiff_t>(plain), [&](KeyboardMode mode) { return has_room(words_of(mode).name); }) && (plain == count || has_room(Text::keyboard_more))) return count;
  }
  return std::min<std::size_t>(2, most);
}

struct Tab {
  std::string label;
  bool on = false, more = false;
  KeyboardMode mode = KeyboardMode::pinyin;
};

struct Tabs {
  std::vector<Tab> shown;
  std::vector<KeyboardMode> others;   // behind 更多
};

Tabs tabs_of(const Model& model, const ScreenState& state, float width) {
  const Painter& p = state.paint;
  const auto modes = offered(model, state);
  const std::size_t count = tabs_for(p, modes, width), plain = modes.size() > count ? count - 1 : count;
  Tabs out;
  out.others.assign(modes.begin() + static_cast<std::ptrdiff_t>(plain), modes.end());
  const bool behind = std::find(out.others.begin(), out.others.end(), model.keyboard.mode) != out.others.end();
  for (std::size_t i = 0; i < plain; ++i) out.shown.push_back({p.word(words_of(modes[i]).name), !state.own.keyboard.more && modes[i] == model.keyboard.mode, false, modes[i]});
  if (!out.others.empty()) out.shown.push_back({p.word(behind && !state.own.keyboard.more ? words_of(model.keyboard.mode).name : Text::keyboard_more), behind || state.own.keyboard.more, true});
  return out;
}

Intent draw_tab(const Model& model, ScreenState& state, Rect cell, const Tab& tab) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const bool tapped = p.target(cell, tab.label), contrast = p.theme().high_contrast();
  const Rect pill = cell.inset(-1.2f, 1.2f);
  if (tab.on && contrast) p.fill_round(pill, 4, c.ink);
  else if (tab.on) p.shadow(pill, 4, 0.15f), p.fill_round(pill, 4, c.paper);
  else if (p.held()) p.fill_round(pill, 4, mix(c.silk_2, c.dot, contrast ? 0.2f : 0.2f));
  TextStyle style{.face = tab.on ? Face::bold : Face::regular, .em = p.theme().body(), .color = tab.on && contrast ? c.white : c.ink, .align = Align::centre, .max_lines = 1};
  const float icon = tab.more && p.fonts().has_icons() ? style.em * 0.9f : 0;
  style.em = fitting_em(p, cell.w - icon, tab.label, style, {style.em, style.em * 0.92f, p.theme().secondary()});
  const bool roomy = text_width(p, tab.label, style) + icon <= cell.w;
  draw_text_middle(p, {cell.x, cell.y, cell.w - (roomy ? icon : 0), cell.h}, tab.label, style);
  if (roomy && icon > 0) draw_icon(p, state.own.keyboard.more ? Icon::expand_less : Icon::expand_more, {cell.x + (cell.w - icon + text_width(p, tab.label, style)) / 2 + icon * 0.6f, cell.cy()}, icon, style.color);
  if (!tapped) return {};
  if (tab.more) {
    state.own.keyboard.more = !state.own.keyboard.more;
    return {};
  }
  state.own.keyboard.more = false;
  return intent(model, IntentKind::switch_keyboard, static_cast<int>(tab.mode));
}

Intent draw_tabs(const Model& model, ScreenState& state, Rect row, const Tabs& tabs) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  if (p.theme().high_contrast()) p.outlined(row, 5, c.paper, c.ink, p.theme().outline());
  else p.fill_round(row, 5, mix(c.silk_2, c.dot, 0.45f));
  const auto count = static_cast<float>(tabs.shown.size());
  const Rect inner = row.inset(2.4f, 0);
  const float w = (inner.w - kGap * (count - 1)) / count;
  p.number_targets_from(kTabTargets);
  Intent out;
  for (std::size_t i = 0; i < tabs.shown.size(); ++i)
    if (Intent did = draw_tab(model, state, {inner.x + static_cast<float>(i) * (w + kGap), inner.y, w, inner.h}, tabs.shown[i])) out = did;
  return out;
}

// The keyboards behind 更多, each with an example of what it types.
Intent draw_others(const Model& model, ScreenState& state, Rect box, const std::vector<KeyboardMode>& modes) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const int count = static_cast<int>(modes.size()), columns = std::clamp(static_cast<int>((box.w + kGap) / (70 * k)), 1, std::max(1, count)), rows = (count + columns - 1) / columns;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float h = std::min((box.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(rows, 1)), 40 * k);
  Intent out;
  for (int i = 0; i < count; ++i) {
    const ModeWords words = words_of(modes[static_cast<std::size_t>(i)]);
    const Rect cell{box.x + static_cast<float>(i % columns) * (w + kGap), box.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    const bool on = modes[static_cast<std::size_t>(i)] == model.keyboard.mode;
    if (p.target(cell, p.word(words.name))) out = intent(model, IntentKind::switch_keyboard, static_cast<int>(modes[static_cast<std::size_t>(i)]));
    draw_key_surface(p, cell, KeyLook::letter, p.held());
    const Color ink = on ? p.color().azurite : p.color().ink;
    const float em = 12 * k, small = p.theme().secondary(), both = em * 1.35f + small * 1.3f;
    const bool example = cell.h >= both + 1 && words.like != words.name;
    draw_text_middle(p, {cell.x + 1, cell.cy() - (example ? both / 2 : em * 0.675f), cell.w - 2, em * 1.35f}, p.word(words.name), {.face = Face::bold, .em = em, .color = ink, .align = Align::centre, .max_lines = 1});
    if (example) draw_text_middle(p, {cell.x + 1, cell.cy() - both / 2 + em * 1.35f, cell.w - 2, small * 1.3f}, p.word(words.like), {.em = small, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1});
  }
  if (out) state.own.keyboard.more = false;
  return out;
}

// How the panel is shared. On low panels the candidates take the place of the tabs while there are any.
struct Shares {
  Rect tabs, strip, body;
};

float most_least_keys(const Model& model, const ScreenState& state, float width, bool with_strip) {
  float out = 0;
  for (const KeyboardMode mode : model.keyboard.modes) {
    const KeyboardLayout* layout = state.keyboards.find(mode, model.keyboard.direct);
    if (!layout) continue;
    const bool nine = mode == KeyboardMode::nine_key;
    const auto rows = static_cast<float>(least_key_rows(*layout, nine ? width - readings_width(width) - kGap : width));
    const bool strip = with_strip && (mode == KeyboardMode::stroke || nine || (mode == KeyboardMode::pinyin && !model.keyboard.direct));
    out = std::max(out, rows * (kLeastKey + kGap) - kGap + (strip ? kStripLeast + kGap : 0));
  }
  return out;
}

Shares share(const Model& model, const ScreenState& state, Rect panel) {
  const Keyboard& keyboard = model.keyboard;
  const float k = std::min(state.paint.theme().scale(), 1.2f);
  const bool strip = has_strip(keyboard), tabs = offered(model, state).size() > 1;
  const float spare = panel.h - (kTabsLeast + kGap) - most_least_keys(model, state, panel.w, true);
  const bool roomy = spare > 20;
  Shares out;
  if (spare < -0.5f && tabs && strip) {
    const bool busy = !keyboard.keys.empty() || !keyboard.candidates.empty();
    const Rect row{panel.x, panel.y, panel.w, kTabsLeast};
    (busy ? out.strip : out.tabs) = row;
    out.body = {panel.x, row.bottom() + kGap, panel.w, panel.bottom() - row.bottom() - kGap};
    return out;
  }
  float y = panel.y;
  if (tabs) {
    out.tabs = {panel.x, y, panel.w, roomy ? kTabs * k : kTabsLeast};
    y = out.tabs.bottom() + kGap;
  }
  if (strip) {
    out.strip = {panel.x, y, panel.w, roomy ? kStrip * k : kStripLeast};
    y = out.strip.bottom() + (roomy ? kStripGap : kGap);
  }
  out.body = {panel.x, y, panel.w, panel.bottom() - y};
  return out;
}

Intent draw_body(const Model& model, ScreenState& state, Rect body, const KeyboardLook& look) {
  const Keyboard& keyboard = model.keyboard;
  if (keyboard.mode == KeyboardMode::phrases || keyboard.modes.empty()) return draw_phrases(model, state, body);
  if (keyboard.mode == KeyboardMode::handwriting) return draw_ink_pad(model, state, body);
  if (keyboard.spread && !keyboard.candidates.empty()) return draw_candidate_page(model, state, body);
  state.own.keyboard.turned.clear();
  if (const KeyboardLayout* layout = state.keyboards.find(keyboard.mode, keyboard.direct))
    return keyboard.mode == KeyboardMode::nine_key ? draw_nine_keys(model, state, body, *layout, look) : draw_keys(model, state, body, *layout, look);
  Painter& p = state.paint;
  draw_text_middle(p, body.inset(8, 0), p.word(Text::keyboard_broken), {.em = p.theme().body(), .color = p.color().ink, .align = Align::centre});
  return {};
}

}  // namespace

bool has_strip(const Keyboard& keyboard) {
  if (keyboard.modes.empty() || keyboard.mode == KeyboardMode::handwriting || keyboard.mode == KeyboardMode::phrases) return false;
  return keyboard.mode == KeyboardMode::stroke || keyboard.mode == KeyboardMode::nine_key || (keyboard.mode == KeyboardMode::pinyin && !keyboard.direct) || !keyboard.candidates.empty();
}

KeyboardRoom keyboard_room(const Model& model, const ScreenState& state, float width) {
  const float keys = most_least_keys(model, state, width, false), with_strip = most_least_keys(model, state, width, true), k = state.paint.theme().scale();
  const float tabs = offered(model, state).size() > 1 ? kTabsLeast + kGap : 0;
  if (keys <= 0) return {std::max(tabs + 2 * 19.5f, 40.0f), 100 * k};   // phrases, the pad
  const float rows = 4, body = rows * (kKey + kGap) - kGap;
  return {tabs + keys, std::max(tabs + with_strip, (tabs > 0 ? kTabs + kGap : 0) + (with_strip > keys ? kStrip + kStripGap : 0) + body)};
}

Intent draw_keyboard(const Model& model, ScreenState& state, Rect panel, const KeyboardLook& look) {
  const Shares shares = share(model, state, panel);
  const Tabs tabs = tabs_of(model, state, panel.w - 4.8f);
  const bool more = state.own.keyboard.more && !tabs.others.empty() && !shares.tabs.empty();
  Intent out;
  const auto take = [&out](Intent did) {
    if (did) out = std::move(did);
  };
  if (!more && !shares.strip.empty()) take(draw_candidate_strip(model, state, shares.strip));
  if (!shares.tabs.empty()) take(draw_tabs(model, state, shares.tabs, tabs));
  const float top = shares.tabs.bottom() + kGap;
  if (more) take(draw_others(model, state, {panel.x, top, panel.w, panel.bottom() - top}, tabs.others));
  else take(draw_body(model, state, shares.body, look));   // last: the bubble of a key lies above all
  return out;
}

}  // namespace openday::ui
