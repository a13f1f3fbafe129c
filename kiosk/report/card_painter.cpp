#include "kiosk/report/card_painter.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace openday::report {
namespace {

constexpr Color kInk = rgb(0x1B2A2F), kInk2 = rgb(0x3E5056), kWhite = rgb(0xFFFFFF), kHeadSoft = rgb(0xE3F0EA), kMalachite = rgb(0x0F5A47),
                kMalachitePale = rgb(0xC9DFD2), kAzurite = rgb(0x16476A), kAzuritePale = rgb(0xE0EBF1), kOchre = rgb(0x7A400D), kOchrePale = rgb(0xFAF0DF),
                kLine = rgb(0xD8D2C0);

constexpr double kPadding = 5, kTipsBottom = kCardHeight - 2.2, kTipsGap = 1;
constexpr double kTipsSize = 2.9, kTipsLeast = 2.2, kTipsWidth = kCardWidth - 2 * kPadding;
constexpr double kHeadingEm = 4.6;   // the heading of four ideographs and its gap, in em of the notes
constexpr const char* kTipsHeading = "温馨提示", *kFirstTip = "请携带此卡，凭码签到";
constexpr double kLabelWidth = 8.6;
constexpr double kSmallestScale = 0.5, kScaleStep = 0.04;
constexpr double kLongTitle = 56;    // mm: a title that reaches the sun

std::string tips_words(const InvitationCard& card) {
  std::vector<std::string> tips = card.tips;
  tips.insert(tips.begin(), kFirstTip);
  return fmt::format("{}。", fmt::join(tips, "；"));
}

struct Chip {
  std::string text;
  Color ink, ground;
};

double draw_chip(cairo_t* cairo, PrintFonts& fonts, const Chip& chip, double x, double y, double size, double most) {
  const double inset = size * 0.5;
  TextBlock text = fit_text(fonts, chip.text, {Face::bold, size, chip.ink, 1.2}, size * 0.6, most - 2 * inset, size * 1.6);
  const double height = size * 1.62;
  text.cut_to(height);
  fill_rounded(cairo, x, y, text.width() + 2 * inset, height, 0.9, chip.ground);
  text.draw(cairo, x + inset, y + (height - text.height()) / 2);
  return text.width() + 2 * inset;
}

// One line of the guest's column: an optional label and its text.
struct Line {
  std::string label, text;
  Face face = Face::regular;
  double size = 3.6;
  Color color = kInk;
  double above = 0.6;    // mm of room above it
};

std::vector<Line> lines_of(const InvitationCard& card) {
  std::vector<Line> out;
  const bool several = card.sessions.size() > 1;
  for (const CardSession& session : card.sessions) {
    if (several) {
      const std::vector<std::string> parts{session.title, session.day, session.clock, session.gather};
      std::string line;
      for (const std::string& part : parts) line += part.empty() ? "" : (line.empty() ? "" : " ") + part;
      out.push_back({"", line, Face::bold, 3.7, kInk, 1.5});
      if (!session.place.empty()) out.push_back({"", session.place, Face::regular, 3.5, kInk, 0.2});
      continue;
    }
    out.push_back({"时间", session.day, Face::bold, 3.6, kInk, 1.4});
    if (!session.clock.empty()) out.push_back({" ", session.clock, Face::bold, 3.9, kInk, 0.1});
    if (!session.gather.empty()) out.push_back({" ", session.gather, Face::bold, 3.6, kMalachite, 0.1});
    if (!session.place.empty()) out.push_back({"地点", session.place, Face::bold, 3.6, kInk, 0.9});
  }
  if (!card.seat.empty()) out.push_back({"座位", card.seat, Face::bold, 3.6, kInk, 0.9});
  return out;
}

struct Placed {
  TextBlock block;
  std::optional<TextBlock> label;
  double x, y;   // from the column's corner
};

struct Column {
  std::vector<Placed> lines;
  double height = 0;
};

Column lay_out(PrintFonts& fonts, const std::vector<Line>& lines, double scale, double width) {
  Column out;
  for (const Line& line : lines) {
    const double indent = line.label.empty() ? 0 : kLabelWidth * scale;
    out.height += line.above * scale;
    TextBlock block(fonts, line.text, {line.face, line.size * scale, line.color, 1.26}, width - indent);
    std::optional<TextBlock> label;
    if (line.label.size() > 1) label.emplace(fonts, line.label, TextStyle{Face::regular, 3.2 * scale, kInk2, 1.26}, indent);
    const double height = block.height();
    out.lines.push_back({std::move(block), std::move(label), indent, out.height});
    out.height += height;
  }
  return out;
}

void draw_column(cairo_t* cairo, const Column& column, double y, double scale) {
  for (const Placed& line : column.lines) {
    if (line.label) line.label->draw(cairo, kPadding, y + line.y + 0.28 * scale);
    line.block.draw(cairo, kPadding + line.x, y + line.y);
  }
}

}  // namespace

// Long notes get a smaller head and code, which then hold for every card of the document.
CardPainter::Places CardPainter::places(const InvitationCard& card) const {
  constexpr double kRoomy = 8.6;
  const TextBlock tips(fonts_, tips_words(card), {Face::regular, kTipsSize, kInk, 1.2, kTipsSize * kHeadingEm}, kTipsWidth);
  return tips.height() <= kRoomy ? Places{15.5, 33, 58.8} : Places{13.4, 30.6, 53.8};
}

void CardPainter::draw_hills(cairo_t* cairo, double height, bool sun) {
  Surface& hills = hills_[std::pair(height, sun)];
  if (!hills) hills = record_hills(kCardWidth, height, sun);
  cairo_save(cairo);
  cairo_rectangle(cairo, 0, 0, kCardWidth, height);
  cairo_clip(cairo);
  cairo_set_source_surface(cairo, hills.get(), 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
}

bool CardPainter::draw_head(cairo_t* cairo, const InvitationCard& card, const Places& at) {
  constexpr double kEdge = 1.2, kGap = 0.2, kBureauLine = 3.9, kThemeLine = 3.6;
  const double width = kCardWidth - 2 * kPadding;
  TextBlock bureau = fit_text(fonts_, card.bureau, {Face::regular, 3.1, kHeadSoft, 1.25}, 2.2, width, kBureauLine);
  bool cut = bureau.cut_to(kBureauLine);
  const double room = at.head - 2 * kEdge - bureau.height() - kGap;
  TextBlock title = fit_text(fonts_, card.event, {Face::serif, 5.8, kWhite, 1.18}, 2.4, width, room);
  cut = title.cut_to(room) || cut;
  std::optional<TextBlock> theme;   // one line where there is room for it: more belongs to the programme, not to a card
  if (!card.theme.empty()) {
    TextBlock line = fit_text(fonts_, card.theme, {Face::regular, 2.8, kHeadSoft, 1.25}, 2.4, width, kThemeLine);
    TextBlock smaller = fit_text(fonts_, card.event, {Face::serif, 4.9, kWhite, 1.18}, 4, width, room - line.height());
    if (line.height() <= kThemeLine && smaller.height() <= room - line.height()) {
      theme = std::move(line);
      title = std::move(smaller);
    }
  }
  draw_hills(cairo, at.head, std::max(title.width(), theme ? theme->width() : 0) < kLongTitle);
  const double used = bureau.height() + kGap + title.height() + (theme ? theme->height() : 0);
  double y = (at.head - used) / 2;
  bureau.draw(cairo, kPadding, y);
  y += bureau.height() + kGap;
  title.draw(cairo, kPadding, y);
  if (theme) theme->draw(cairo, kPadding, y + title.height());
  return cut;
}

// Category, number of persons, and the state of an event that is not confirmed, in one row.
double CardPainter::draw_chips(cairo_t* cairo, const InvitationCard& card, double y, double width) {
  constexpr double kSize = 3.2, kBetween = 1.6;
  std::vector<Chip> chips;
  if (!card.category.empty()) chips.push_back({card.category, kAzurite, kAzuritePale});
  if (card.persons > 1) chips.push_back({fmt::format("共 {} 人", card.persons), kMalachite, kMalachitePale});
  if (!card.mark.empty()) chips.push_back({card.mark, kOchre, kOchrePale});
  double others = 0;   // the category gives way to the short ones
  for (std::size_t i = 1; i < chips.size(); ++i)
    others += TextBlock(fonts_, chips[i].text, {Face::bold, kSize, kInk, 1.2}, width).width() + kSize + kBetween;
  double x = kPadding;
  for (const Chip& chip : chips) x += draw_chip(cairo, fonts_, chip, x, y, kSize, &chip == &chips.front() ? width - others : width) + kBetween;
  return chips.empty() ? 0 : kSize * 1.62;
}

bool CardPainter::draw_guest(cairo_t* cairo, const InvitationCard& card, const Places& at) {
  constexpr double kNameHeight = 11, kAbove = 2.6, kBelow = 1;
  const double width = at.code_x() - kPadding - 3.4, top = at.head + kAbove;
  const TextBlock name = fit_text(fonts_, card.name, {Face::bold, 7.4, kInk, 1.2}, 2.8, width, kNameHeight);
  name.draw(cairo, kPadding, top);
  double y = top + name.height() + 0.6;
  y += draw_chips(cairo, card, y, width);
  const std::vector<Line> lines = lines_of(card);
  const double room = at.tips - kBelow - y;
  double scale = 1;
  Column column = lay_out(fonts_, lines, scale, width);
  while (column.height > room && scale > kSmallestScale) column = lay_out(fonts_, lines, scale -= kScaleStep, width);
  draw_column(cairo, column, y, scale);
  return column.height > room + 0.5;
}

void CardPainter::draw_code_column(cairo_t* cairo, const InvitationCard& card, const Places& at) {
  draw_code(cairo, card.code, at.code_x(), at.code_y(), at.code);
  const double y = at.code_y() + at.code + base::kQrQuietZone * at.code / card.code.size;   // nothing stands in the quiet zone
  const TextBlock label(fonts_, card.number_label, {Face::regular, 2.8, kInk2, 1}, 20);
  const double left = label.width() + 1.2;
  const TextBlock number = fit_text(fonts_, card.number, {Face::bold, 3.6, kInk, 1}, 2, at.code - left, 3.7);
  const double x = at.code_x() + (at.code - left - number.width()) / 2;
  number.draw(cairo, x + left, y + (3.6 - number.height()) / 2);
  label.draw(cairo, x, y + (3.6 - label.height()) / 2 + 0.1);
}

bool CardPainter::draw_tips(cairo_t* cairo, const InvitationCard& card, const Places& at) {
  draw_line(cairo, kPadding, at.tips, kCardWidth - kPadding, at.tips, 0.25, kLine);
  const double top = at.tips + kTipsGap, room = kTipsBottom - top;
  const std::string words = tips_words(card);
  double size = kTipsSize;
  const auto lay_out_at = [&] { return TextBlock(fonts_, words, {Face::regular, size, kInk, 1.2, size * kHeadingEm}, kTipsWidth); };
  TextBlock text = lay_out_at();
  while (text.height() > room && size > kTipsLeast) {
    size -= 0.1;
    text = lay_out_at();
  }
  const bool cut = text.cut_to(room);
  TextBlock(fonts_, kTipsHeading, {Face::bold, size, kOchre, 1.2}, kTipsWidth).draw(cairo, kPadding, top);
  text.draw(cairo, kPadding, top);
  return cut;
}

bool CardPainter::draw(cairo_t* cairo, const InvitationCard& card) {
  const Places at = places(card);
  bool cut = draw_head(cairo, card, at);
  cut = draw_guest(cairo, card, at) || cut;
  draw_code_column(cairo, card, at);
  return draw_tips(cairo, card, at) || cut;
}

}  // namespace openday::report
