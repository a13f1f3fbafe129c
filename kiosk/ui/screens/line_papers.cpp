#include "kiosk/ui/screens/line_papers.h"

#include <algorithm>

#include "kiosk/ui/screens/hand_over.h"
#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

constexpr std::size_t kNamed = 2;

Text word_of(PaperTrouble what) {
  switch (what) {
    case PaperTrouble::damaged: return Text::line_paper_damaged;
    case PaperTrouble::refused: return Text::line_paper_refused;
    case PaperTrouble::wrong_size: break;
  }
  return Text::line_paper_wrong_size;
}

std::string name_of(const Painter& p, const PaperInTrouble& paper) { return fill_in(p.word(Text::line_paper), {p.word(hand_over_document(paper.kind)), std::to_string(paper.version)}); }

LineFact fact_of(const Painter& p, const PaperInTrouble& paper) { return {p.word(hand_over_document(paper.kind)), fill_in(p.word(word_of(paper.what)), {std::to_string(paper.version)}), {}}; }

TextStyle strong_style(const Painter& p) { return {.face = Face::bold, .em = staff_sizes(p).em * 1.5f, .color = p.color().ochre, .line = 1.2f, .max_lines = 1}; }
TextStyle soft_style(const Painter& p) { return {.em = staff_sizes(p).em * 1.15f, .color = p.color().ink, .line = 1.2f, .max_lines = 2}; }

float sign_size(const Painter& p) { return 18 * staff_sizes(p).k; }

float words_width(const Painter& p, float width) { return width - 14 - sign_size(p) - 5; }

float head_height(const Painter& p, float width) {
  const float w = words_width(p, width);
  return std::max(sign_size(p), measure_text(p, w, p.word(Text::line_papers_do), strong_style(p)).height + measure_text(p, w, p.word(Text::line_papers_now), soft_style(p)).height) + 7;
}

// Rows stand in as many columns as the figures below them, one above the other in each.
struct Grid {
  std::size_t columns, rows;
  float width, row;                      // mm, of one
};

Grid grid_of(const Painter& p, float width, const std::vector<PaperInTrouble>& papers) {
  Grid out{line_columns(p, width), 0, 0, 0};
  out.rows = (papers.size() + out.columns - 1) / out.columns;
  out.width = (width - kGap * static_cast<float>(out.columns - 1)) / static_cast<float>(out.columns);
  for (const PaperInTrouble& paper : papers) out.row = std::max(out.row, line_fact_height(p, out.width, fact_of(p, paper)));
  return out;
}

void draw_head(Painter& p, Rect rect) {
  const float sign = sign_size(p), x = rect.x + 7 + sign + 5, w = words_width(p, rect.w);
  draw_mark(p, Mark::arrow, {rect.x + 7 + sign / 2, rect.cy()}, sign, p.color().ochre, p.color().paper);
  const std::string &strong = p.word(Text::line_papers_do), &soft = p.word(Text::line_papers_now);
  const float strong_h = measure_text(p, w, strong, strong_style(p)).height, soft_h = measure_text(p, w, soft, soft_style(p)).height, y = rect.cy() - (strong_h + soft_h) / 2;
  draw_text(p, {x, y, w, strong_h + 0.3f}, strong, strong_style(p));
  draw_text(p, {x, y + strong_h, w, soft_h + 0.3f}, soft, soft_style(p));
}

}  // namespace

std::string papers_sentence(const Painter& p, const std::vector<PaperInTrouble>& papers) {
  std::string names;
  for (std::size_t i = 0; i < std::min(papers.size(), kNamed); ++i) names += (names.empty() ? std::string() : p.word(Text::self_test_comma)) + name_of(p, papers[i]);
  if (papers.size() > kNamed) names = fill_in(p.word(Text::line_papers_some), {names, std::to_string(papers.size())});
  return fill_in(p.word(Text::line_papers_said), {p.word(Text::line_papers_do), names, p.word(Text::line_papers_now)});
}

float papers_card_height(const Painter& p, float width, const std::vector<PaperInTrouble>& papers) {
  if (papers.empty() || staff_sizes(p).tight) return 0;
  const Grid grid = grid_of(p, width, papers);
  return head_height(p, width) + grid.row * static_cast<float>(grid.rows);
}

void draw_papers_card(Painter& p, Rect rect, const std::vector<PaperInTrouble>& papers) {
  const Grid grid = grid_of(p, rect.w, papers);
  const float head = head_height(p, rect.w);
  draw_card(p, rect, attention_ground(p));
  draw_head(p, {rect.x, rect.y, rect.w, head});
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const float x = rect.x + static_cast<float>(i / grid.rows) * (grid.width + kGap), y = rect.y + head + static_cast<float>(i % grid.rows) * grid.row;
    draw_hairline(p, {x + 7, y}, grid.width - 14);
    draw_line_fact(p, {x, y, grid.width, grid.row}, fact_of(p, papers[i]));
  }
}

std::vector<LineFact> papers_as_facts(const Painter& p, const std::vector<PaperInTrouble>& papers) {
  std::vector<LineFact> out;
  for (const PaperInTrouble& paper : papers) {
    out.push_back(fact_of(p, paper));
    out.back().step = p.word(Text::line_papers_do);
  }
  return out;
}

}  // namespace openday::ui
