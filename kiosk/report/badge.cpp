#include "kiosk/report/badge.h"

#include <algorithm>

#include "kiosk/base/qr_code.h"
#include "kiosk/report/canvas.h"

namespace openday::report {
namespace {

constexpr Color kInk = rgb(0x1B2A2F), kInk2 = rgb(0x3E5056), kMalachite = rgb(0x0F5A47), kWhite = rgb(0xFFFFFF);
constexpr double kLeastName = 4, kLeastText = 2.6, kLeastCode = 12;   // mm: of em; a code of some 40 characters that a phone reads

class BadgePainter {
 public:
  BadgePainter(PdfFile& pdf, const Badge& badge)
      : cairo_(pdf.cairo()), fonts_(pdf.fonts()), badge_(badge), width_(pdf.size().width), height_(pdf.size().height), unit_(std::min(width_, height_) / 74), margin_(std::max(2.0, 6 * unit_)) {}

  void draw() {
    const bool band = height_ > 45;
    double top = margin_;
    if (band) top = draw_band() + margin_;
    const double bottom = height_ - margin_;
    const double code = code_side();
    const bool beside = code > 0 && width_ > height_;                    // a label: the code at its right
    const double right = width_ - margin_ - (beside ? code + margin_ : 0), foot = bottom - (code > 0 && !beside ? code + margin_ * 0.6 : 0);
    if (code > 0) draw_small_code(beside ? width_ - margin_ - code : (width_ - code) / 2, beside ? (top + bottom - code) / 2 : bottom - code, code);
    draw_words(margin_, top, right, foot, !beside);
  }

 private:
  // What event and which day, on the top edge.
  double draw_band() {
    const double h = height_ * 0.17;
    fill_box(cairo_, 0, 0, width_, h, kMalachite);
    const bool day = !badge_.day.empty() && h > 14 * unit_;
    centred(badge_.event, {.face = Face::bold, .size = 6 * unit_, .color = kWhite, .spacing = 1.15}, 0, day ? h * 0.14 : 0, width_, day ? h * 0.5 : h);
    if (day) centred(badge_.day, {.size = 3.4 * unit_, .color = kWhite, .spacing = 1.15}, 0, h * 0.64, width_, h * 0.28);
    return h;
  }

  [[nodiscard]] double code_side() const {
    if (badge_.code.empty()) return 0;
    const double side = std::min({22 * std::max(unit_, 0.6), height_ - 2 * margin_, width_ * 0.4});
    return side >= kLeastCode ? side : 0;
  }

  void draw_small_code(double x, double y, double side) {
    if (const auto code = base::make_qr_code(badge_.code)) draw_code(cairo_, *code, x, y, side);
  }

  // Name in large, the others below as far as there is room.
  void draw_words(double left, double top, double right, double bottom, bool in_middle) {
    const double w = right - left, room = bottom - top;
    TextBlock name = fit_text(fonts_, badge_.name, {.face = Face::bold, .size = 14 * std::max(unit_, 0.5), .color = kInk, .spacing = 1.2}, kLeastName, w, room * 0.55);
    name.cut_to(room);
    std::vector<TextBlock> lines;
    double height = name.height();
    const auto add = [&](const std::string& words, const TextStyle& style) {
      if (words.empty()) return;
      TextBlock line = fit_text(fonts_, words, style, kLeastText, w, style.size * 2.6);
      if (height + line.height() + gap() > room) return;
      height += line.height() + gap();
      lines.push_back(std::move(line));
    };
    add(badge_.category, {.face = Face::bold, .size = 6 * std::max(unit_, 0.6), .color = kMalachite, .spacing = 1.2});
    for (const std::string& words : {badge_.group, badge_.seat, badge_.persons}) add(words, {.size = 4.6 * std::max(unit_, 0.6), .color = kInk2, .spacing = 1.2});
    double y = top + (room - height) / 2;
    const auto put = [&](const TextBlock& block) {
      block.draw(cairo_, in_middle ? left + (w - block.width()) / 2 : left, y);
      y += block.height() + gap();
    };
    put(name);
    for (const TextBlock& line : lines) put(line);
  }

  void centred(const std::string& words, const TextStyle& style, double x, double y, double w, double h) {
    TextBlock block = fit_text(fonts_, words, style, kLeastText, w - 2 * margin_, h);
    block.cut_to(h);
    block.draw(cairo_, x + (w - block.width()) / 2, y + (h - block.height()) / 2);
  }

  [[nodiscard]] double gap() const { return 1.6 * std::max(unit_, 0.5); }

  cairo_t* cairo_;
  PrintFonts& fonts_;
  const Badge& badge_;
  double width_, height_, unit_, margin_;   // unit_: 1 on A7
};

}  // namespace

PrintResult<Printed> print_badge(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info, const Badge& badge) {
  auto pdf = PdfFile::open(file, fonts_toml, size, info);
  if (!pdf) return tl::unexpected(pdf.error());
  BadgePainter(*pdf, badge).draw();
  pdf->end_page();
  return pdf->close();
}

}  // namespace openday::report
