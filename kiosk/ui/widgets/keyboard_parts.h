// The parts of the on-screen keyboard, for widgets/keyboard.cpp: each draws itself into its box and returns what was done.
#pragma once

#include <vector>

#include "kiosk/ui/widgets/controls.h"
#include "kiosk/ui/widgets/keyboard.h"

namespace openday::ui {

inline constexpr float kLeastKey = 15, kTabsLeast = 15.3f;
inline constexpr float kKeyRadius = 3.2f, kKeyFoot = 0.6f;

// Numbers of the keyboard's targets: parts of it that come and go leave the finger on its key.
inline constexpr int kKeyTargets = 1000, kCandidateTargets = 2000, kTabTargets = 3000;

// Candidates stand in a strip above the keys in this mode.
[[nodiscard]] bool has_strip(const Keyboard& keyboard);

enum class KeyLook { letter, function, go };
// A key's surface; `held`: it is under the finger.
void draw_key_surface(Painter& p, Rect rect, KeyLook look, bool held);
[[nodiscard]] Color key_ink(const Painter& p, KeyLook look);
// A key with a word on it, which gives way to an icon, or to a brief word, where it has no room. True when tapped.
bool word_key(Painter& p, Rect rect, std::string_view word, KeyLook look, std::optional<Icon> icon = std::nullopt, bool icon_first = false, std::string_view brief = {});
// The erase key, which repeats while it is held.
Intent erase_key(const Model& model, ScreenState& state, Rect rect);

// The rows that these keys need on a panel of that width, at least: 0 without a layout.
[[nodiscard]] int least_key_rows(const KeyboardLayout& layout, float width);
Intent draw_keys(const Model& model, ScreenState& state, Rect box, const KeyboardLayout& layout, const KeyboardLook& look);

// Nine keys: the keys' part of a box of that width, and what the first syllable may be in a column at its left.
[[nodiscard]] float readings_width(float width);
Intent draw_nine_keys(const Model& model, ScreenState& state, Rect box, const KeyboardLayout& layout, const KeyboardLook& look);

Intent draw_candidate_strip(const Model& model, ScreenState& state, Rect strip);
// A page of them in place of the keys, with ways to turn it.
Intent draw_candidate_page(const Model& model, ScreenState& state, Rect box);
// As many as rows of cells have room for; `shown` says how many that were.
Intent draw_candidate_cells(const Model& model, ScreenState& state, Rect box, float row_height, std::size_t& shown);

// `box`: all below the tabs; the pad makes room for its candidates itself.
Intent draw_ink_pad(const Model& model, ScreenState& state, Rect box);

Intent draw_phrases(const Model& model, ScreenState& state, Rect box);

}  // namespace openday::ui
