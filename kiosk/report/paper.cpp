#include "kiosk/report/paper.h"

#include <algorithm>

#include <fmt/format.h>

namespace openday::report {
namespace {

constexpr std::size_t kShortText = 72;        // bytes: laid out once and kept
constexpr std::size_t kMostBlocks = 4096;     // then all are forgotten
constexpr double kCellPad = 1.1, kHeadCode = 22;
constexpr TextStyle kTitle{.face = Face::bold, .size = 7, .color = kMalachite}, kEventLine{.size = 3.8, .color = kInk}, kSmall{.size = 2.7, .color = kInk2},
    kHeadCell{.face = Face::bold, .size = 3.1, .color = kMalachite}, kHeading{.face = Face::bold, .size = 4.6, .color = kInk};

TextStyle style_of(const PaperCell& cell, std::size_t line) {
  const bool alarmed = line < cell.alarmed.size() && cell.alarmed[line];
  return {.face = cell.bold ? Face::bold : Face::regular, .size = 3.1, .color = alarmed ? kCinnabar : cell.color, .spacing = 1.3};
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts)
    if (!part.empty()) out += (out.empty() ? "" : " · ") + std::string(part);
  return out;
}

// A paragraph holds no line ends: what had some is one line with gaps.
std::string one_line(std::string_view words) {
  std::string out;
  for (const char c : words) out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return out;
}

}  // namespace

Paper::Paper(PdfFile& pdf, const Letterhead& head, int pages) : pdf_(pdf), head_(head), pages_(pages) { begin_page(); }

PrintResult<Printed> Paper::print(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info, const Letterhead& head, const Draw& draw) {
  auto pdf = PdfFile::open(file, fonts_toml, size, info);
  if (!pdf) return tl::unexpected(pdf.error());
  int pages = 0;
  {
    Paper counting(*pdf, head, 0);
    draw(counting);
    pages = counting.page_;
  }
  Paper paper(*pdf, head, pages);
  draw(paper);
  paper.finish_page();
  return pdf->close();
}

void Paper::begin_page() {
  ++page_;
  y_ = kMargin;
  if (page_ == 1) {
    draw_letterhead();
  } else {
    text(joined({head_.title, head_.bureau, head_.event, head_.day}), kSmall, left(), y_, width(), 4);
    y_ += 5;
    rule(left(), y_, left() + width(), y_);
    y_ += 2.5;
  }
  top_ = y_;
}

void Paper::draw_letterhead() {
  const double code_room = head_.digest_code.empty() ? 0 : kHeadCode + 5;
  const double words = width() - code_room;
  y_ += text(head_.title, kTitle, left(), y_, words) + 1;
  y_ += text(joined({head_.bureau, head_.event, head_.day}), kEventLine, left(), y_, words) + 1;
  y_ += text(head_.made, kSmall, left(), y_, words) + 0.5;
  for (const std::string& digest : head_.digests) y_ += text("日志摘要 " + digest, kSmall, left(), y_, words);
  if (!head_.digest_code.empty()) code(head_.digest_code, left() + width() - kHeadCode, kMargin, kHeadCode);
  y_ = std::max(y_, head_.digest_code.empty() ? y_ : kMargin + kHeadCode) + 2;
  rule(left(), y_, left() + width(), y_, 0.5, kMalachite);
  y_ += 4;
}

void Paper::draw_foot() {
  const double y = pdf_.size().height - 11;
  if (!head_.foot.empty()) text("日志摘要 " + head_.foot, kSmall, left(), y, width() - 34, 4);
  text_right(fmt::format("第 {} 页 / 共 {} 页", page_, pages_), kSmall, left() + width(), y, 34);
}

void Paper::finish_page() {
  if (!ink()) return;
  draw_foot();
  pdf_.end_page();
}

void Paper::new_page() {
  finish_page();
  begin_page();
  if (!columns_.empty()) draw_table_head();
}

bool Paper::need(double mm) {
  if (mm <= room() || y_ <= top_) return false;
  new_page();
  return true;
}

TextBlock& Paper::block(std::string_view words, const TextStyle& style, double width) {
  if (words.size() > kShortText) return *(long_block_ = std::make_unique<TextBlock>(pdf_.fonts(), one_line(words), style, width));
  if (blocks_.size() > kMostBlocks) blocks_.clear();
  std::string key = fmt::format("{}|{}|{:.2f}|{:.2f}|{:.3f}|{:.3f}|{:.3f}|{:.2f}|{}", static_cast<int>(style.face), style.indent, style.size, width, style.color.red, style.color.green, style.color.blue,
                                style.spacing, words);
  return blocks_.try_emplace(std::move(key), pdf_.fonts(), one_line(words), style, width).first->second;
}

double Paper::height_of(std::string_view words, const TextStyle& style, double width) { return words.empty() ? 0 : block(words, style, width).height(); }

double Paper::text(std::string_view words, const TextStyle& style, double x, double y, double width, double most) {
  if (words.empty()) return 0;
  TextBlock& laid = block(words, style, width);
  if (laid.height() > most) {
    TextBlock cut(pdf_.fonts(), one_line(words), style, width);
    (void)cut.cut_to(most);
    if (ink()) cut.draw(pdf_.cairo(), x, y);
    return std::min(cut.height(), most);
  }
  if (ink()) laid.draw(pdf_.cairo(), x, y);
  return laid.height();
}

double Paper::text_right(std::string_view words, const TextStyle& style, double right, double y, double width) {
  if (words.empty()) return 0;
  TextBlock& laid = block(words, style, width);
  if (ink()) laid.draw(pdf_.cairo(), right - laid.width(), y);
  return laid.height();
}

void Paper::fill(double x, double y, double width, double height, Color color) {
  if (ink()) fill_box(pdf_.cairo(), x, y, width, height, color);
}

void Paper::rounded(double x, double y, double width, double height, double radius, Color color) {
  if (ink() && width > 0) fill_rounded(pdf_.cairo(), x, y, width, height, std::min({radius, width / 2, height / 2}), color);
}

void Paper::rule(double x0, double y0, double x1, double y1, double width, Color color) {
  if (ink()) draw_line(pdf_.cairo(), x0, y0, x1, y1, width, color);
}

void Paper::code(std::string_view words, double x, double y, double side) {
  if (!ink()) return;
  if (const auto made = base::make_qr_code(words)) draw_code(pdf_.cairo(), *made, x, y, side);
}

void Paper::paragraph(std::string_view words, const TextStyle& style, double gap) {
  const double height = height_of(words, style, width());
  need(height);
  text(words, style, left(), y_, width(), room());
  y_ += height + gap;
}

void Paper::heading(std::string_view words) {
  need(height_of(words, kHeading, width()) + 24);   // not alone at the foot
  paragraph(words, kHeading, 2);
}

void Paper::begin_table(std::vector<PaperColumn> columns) {
  end_table();
  need(24);
  columns_ = std::move(columns);
  draw_table_head();
}

void Paper::draw_table_head() {
  double height = 0;
  for (const PaperColumn& column : columns_) height = std::max(height, height_of(column.title, kHeadCell, column.width - 2 * kCellPad));
  height += 2 * kCellPad;
  double x = left();
  for (const PaperColumn& column : columns_) {
    fill(x, y_, column.width, height, kMalachite4);
    if (column.right) {
      text_right(column.title, kHeadCell, x + column.width - kCellPad, y_ + kCellPad, column.width - 2 * kCellPad);
    } else {
      text(column.title, kHeadCell, x + kCellPad, y_ + kCellPad, column.width - 2 * kCellPad);
    }
    x += column.width;
  }
  y_ += height;
  rule(left(), y_, x, y_, 0.3, kMalachite);
}

double Paper::cell_height(const PaperCell& cell, double width) {
  double lines = 0;
  for (std::size_t i = 0; i < cell.lines.size(); ++i) lines += height_of(cell.lines[i], style_of(cell, i), width - 2 * kCellPad);
  return lines;
}

double Paper::row_height(const std::vector<PaperCell>& cells, double least) {
  double height = 0;
  for (std::size_t c = 0; c < columns_.size() && c < cells.size(); ++c) height = std::max(height, cell_height(cells[c], columns_[c].width));
  return std::max(least, height + 2 * kCellPad);
}

void Paper::draw_cell(const PaperCell& cell, const PaperColumn& column, double x, double y, double bottom) {
  const double width = column.width - 2 * kCellPad;
  for (std::size_t i = 0; i < cell.lines.size(); ++i) {
    if (bottom - y < 2) return;
    const TextStyle style = style_of(cell, i);
    y += column.right ? text_right(cell.lines[i], style, x + column.width - kCellPad, y, width) : text(cell.lines[i], style, x + kCellPad, y, width, bottom - y + 0.01);
  }
}

void Paper::row(const std::vector<PaperCell>& cells, double least) {
  double height = row_height(cells, least);
  need(height);
  height = std::min(height, room());
  double x = left();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (c < cells.size()) {
      const double spare = least > 0 ? std::max(0.0, (height - 2 * kCellPad - cell_height(cells[c], columns_[c].width)) / 2) : 0;
      draw_cell(cells[c], columns_[c], x, y_ + kCellPad + spare, y_ + height - kCellPad);
    }
    x += columns_[c].width;
  }
  y_ += height;
  rule(left(), y_, x, y_);
}

}  // namespace openday::report
