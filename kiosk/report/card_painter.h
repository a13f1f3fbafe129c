// One invitation card at the current origin, 97 x 70 mm: head with hills, the guest and the day at the left, the code at the
// right, 温馨提示 across the foot. Everything shrinks in steps until it fits; sizes at their largest are meant for the elderly.
#pragma once

#include <map>
#include <utility>

#include "kiosk/report/canvas.h"
#include "kiosk/report/card_hills.h"
#include "kiosk/report/invitation.h"

namespace openday::report {

inline constexpr double kCardWidth = 97, kCardHeight = 70;   // mm

class CardPainter {
 public:
  explicit CardPainter(PrintFonts& fonts) : fonts_(fonts) {}
  // True when a text had to be cut because it is too long at the smallest size.
  bool draw(cairo_t* cairo, const InvitationCard& card);

 private:
  struct Places {
    double head, code, tips;   // height of the head, side of the code, top of the notes, in mm
    [[nodiscard]] double code_x() const { return kCardWidth - 5 - code - 0.2; }
    [[nodiscard]] double code_y() const { return head + 3.1; }   // more than four modules of a version 8
  };
  [[nodiscard]] Places places(const InvitationCard& card) const;
  bool draw_head(cairo_t* cairo, const InvitationCard& card, const Places& at);
  void draw_hills(cairo_t* cairo, double height, bool sun);
  bool draw_guest(cairo_t* cairo, const InvitationCard& card, const Places& at);
  double draw_chips(cairo_t* cairo, const InvitationCard& card, double y, double width);
  void draw_code_column(cairo_t* cairo, const InvitationCard& card, const Places& at);
  bool draw_tips(cairo_t* cairo, const InvitationCard& card, const Places& at);

  PrintFonts& fonts_;
  std::map<std::pair<double, bool>, Surface> hills_;   // by height of the head, without and with the sun
};

}  // namespace openday::report
