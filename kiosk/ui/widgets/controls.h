// The kiosk's small parts: icons, cards, buttons, chips, bars, options. Sizes and colours come from the theme; a label shrinks
// from the wished size down to the smallest allowed, then takes a second line, before it is shortened.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/ui/widgets/text.h"

namespace openday::ui {

// Material Icons.
enum class Icon : char32_t {
  accessible = 0xE914, arrow_back = 0xE5C4, arrow_forward = 0xE5C8, backspace = 0xE14A, badge = 0xEA67, check = 0xE5CA, check_circle = 0xE86C,
  chevron_left = 0xE5CB, chevron_right = 0xE5CC, cloud_done = 0xE2BF, cloud_off = 0xE2C1, contrast = 0xE427, bus = 0xE530, walk = 0xE536,
  edit = 0xE3C9, error = 0xE001, event_note = 0xE616, expand_less = 0xE5CE, expand_more = 0xE5CF, format_size = 0xE245, home = 0xE88A,
  how_to_reg = 0xE174, language = 0xE894, lock = 0xE897, lock_open = 0xE898, hand = 0xE925, people = 0xE7FB, person_add = 0xE7FE,
  camera = 0xE412, place = 0xE55F, print = 0xE8AD, rate_review = 0xE560, schedule = 0xE8B5, search = 0xE8B6, touch = 0xE913,
  verified = 0xE8E8, volume_off = 0xE04F, volume_up = 0xE050, qr = 0xEF6B, remove = 0xE92E, space_bar = 0xE256, apps = 0xE5C3, playlist = 0xE065, fact_check = 0xE8D8, usb = 0xE1E0, group_add = 0xE7F0, upper = 0xE5D8, new_line = 0xE31B,
};

void draw_icon(Painter& p, Icon icon, Point centre, float em, Color color);

void draw_card(Painter& p, Rect rect);                       // paper, soft shadow; an outline in high contrast
void draw_card(Painter& p, Rect rect, Color fill);
void draw_bar(Painter& p, Rect rect, double progress, Color fill, Color track);
void draw_hairline(Painter& p, Point from, float width);

// An icon and words after it, centred on `centre_y`; returns the width it took.
struct IconText {
  Icon icon;
  std::string_view text;
  TextStyle style;
  Color icon_color;
  float icon_em = 9;
  float gap = 2;
};
float draw_icon_text(Painter& p, float x, float centre_y, float width, const IconText& what);

struct ChipStyle {
  Color fill, text;
  float em = 8.3f;
};
[[nodiscard]] Rect chip_rect(const Painter& p, Point left_centre, std::string_view text, const ChipStyle& style);
Rect draw_chip(Painter& p, Point left_centre, std::string_view text, const ChipStyle& style);

enum class Look { main, outlined, floating, chosen };
struct ButtonStyle {
  Look look = Look::outlined;
  float em = 10;                       // wished; never below secondary on public pages
  std::optional<Icon> icon = std::nullopt;
  bool icon_behind = false;            // after the words
  bool icon_above = false;
  bool icon_suffices = false;          // alone where the words have no room: staff know it
  bool enabled = true;
  float radius = kCardRadius;
  float least_em = 0;                  // 0: secondary
};
bool button(Painter& p, Rect rect, std::string_view label, const ButtonStyle& style);

// A large button of the home page: icon, word, and a line below.
bool tile(Painter& p, Rect rect, Icon icon, std::string_view label, std::string_view below, bool main);

// One of several: outlined, azurite with a tick when chosen.
bool option(Painter& p, Rect rect, std::string_view label, bool chosen, float em, float radius = 5);

}  // namespace openday::ui
