// Pages of a printed report: letterhead on the first, a running head on the others, page x of y and the journal's digest at every
// foot, and tables whose heads stay in sight. A document is drawn twice: once without ink to count its pages. Short texts are laid out
// once and drawn as often as they stand there. One thread.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/base/qr_code.h"
#include "kiosk/report/canvas.h"
#include "kiosk/report/papers.h"

namespace openday::report {

inline constexpr Color kInk = rgb(0x1B2A2F), kInk2 = rgb(0x3E5056), kWhite = rgb(0xFFFFFF), kRule = rgb(0xD8D2C0), kSilk2 = rgb(0xEDE6D3), kMalachite = rgb(0x0F5A47), kMalachite2 = rgb(0x2E8B6F),
                       kMalachite4 = rgb(0xC9DFD2), kMalachite5 = rgb(0xE6F0E8), kAzurite2 = rgb(0x4E86AE), kOchre = rgb(0x7A400D), kOchre2 = rgb(0xD9A566), kCinnabar = rgb(0x8F241A);

struct PaperColumn {
  std::string title;
  double width = 20;                    // mm
  bool right = false;                   // numbers
};
struct PaperCell {
  std::vector<std::string> lines;       // paragraphs
  Color color = kInk;
  bool bold = false;
  std::vector<bool> alarmed{};          // lines in the colour of alarm; shorter than `lines`: the rest is not
};

class Paper {
 public:
  using Draw = std::function<void(Paper&)>;
  // `draw` must draw the same twice.
  [[nodiscard]] static PrintResult<Printed> print(const std::filesystem::path& file, const std::filesystem::path& fonts_toml, PageSize size, const DocumentInfo& info, const Letterhead& head,
                                                  const Draw& draw);

  [[nodiscard]] double left() const { return kMargin; }
  [[nodiscard]] double width() const { return pdf_.size().width - 2 * kMargin; }
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] double room() const { return bottom() - y_; }   // mm to the foot
  void skip(double mm) { y_ += mm; }
  bool need(double mm);                 // begins a new page when less is left (never on an empty one); true when it did
  void new_page();

  // Draws at a place; the height it takes.
  double text(std::string_view words, const TextStyle& style, double x, double y, double width, double most = 1e9);
  double text_right(std::string_view words, const TextStyle& style, double right, double y, double width);
  double height_of(std::string_view words, const TextStyle& style, double width);
  void fill(double x, double y, double width, double height, Color color);
  void rounded(double x, double y, double width, double height, double radius, Color color);
  void rule(double x0, double y0, double x1, double y1, double width = 0.2, Color color = kRule);
  void code(std::string_view words, double x, double y, double side);   // with no more than fits a code: else nothing
  // A line or paragraph over the whole width at y(), which moves below it.
  void paragraph(std::string_view words, const TextStyle& style, double gap = 1.5);
  void heading(std::string_view words);

  // Rows follow; the head is drawn now and again on every new page, until the next begin_table or end_table.
  void begin_table(std::vector<PaperColumn> columns);
  // At least `least` mm high, the words of each cell then in its middle.
  void row(const std::vector<PaperCell>& cells, double least = 0);
  [[nodiscard]] double row_height(const std::vector<PaperCell>& cells, double least = 0);
  void end_table() { columns_.clear(); }

 private:
  static constexpr double kMargin = 12;
  Paper(PdfFile& pdf, const Letterhead& head, int pages);
  [[nodiscard]] bool ink() const { return pages_ > 0; }
  [[nodiscard]] double bottom() const { return pdf_.size().height - 15; }
  void begin_page();
  void finish_page();
  void draw_letterhead();
  void draw_foot();
  void draw_table_head();
  double cell_height(const PaperCell& cell, double width);
  void draw_cell(const PaperCell& cell, const PaperColumn& column, double x, double y, double bottom);
  TextBlock& block(std::string_view words, const TextStyle& style, double width);

  PdfFile& pdf_;
  const Letterhead& head_;
  int page_ = 0, pages_ = 0;            // pages_ 0: counting
  double y_ = 0, top_ = 0;
  std::vector<PaperColumn> columns_;
  std::unordered_map<std::string, TextBlock> blocks_;
  std::unique_ptr<TextBlock> long_block_;
};

}  // namespace openday::report
