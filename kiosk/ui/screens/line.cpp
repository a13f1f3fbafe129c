// Staff: the line to the bureau. What it comes to and what to do, then the figures behind it, then the way to try at once.
#include <algorithm>
#include <vector>

#include "kiosk/ui/model_line.h"
#include "kiosk/ui/screens/hand_over.h"
#include "kiosk/ui/screens/line_facts.h"
#include "kiosk/ui/screens/line_papers.h"
#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {
namespace {

constexpr float kPapersShare = 0.5f;   // of the room below the head: the figures of the line stay in sight

enum class Tone { good, busy, attention, bad };
struct StateLook {
  Text strong, soft;
  Tone tone;
};

StateLook look_of(LineState state) {
  switch (state) {
    case LineState::alone: return {Text::line_alone, Text::line_alone_do, Tone::busy};
    case LineState::silent: return {Text::line_silent, Text::line_silent_do, Tone::bad};
    case LineState::caught_up: return {Text::line_caught_up, Text::line_caught_up_do, Tone::good};
    case LineState::sending: return {Text::line_sending, Text::line_sending_do, Tone::busy};
    case LineState::no_network: return {Text::line_no_network, Text::line_no_network_do, Tone::attention};
    case LineState::no_answer: return {Text::line_no_answer, Text::line_no_answer_do, Tone::attention};
    case LineState::portal: return {Text::line_portal, Text::line_portal_do, Tone::bad};
    case LineState::stranger: return {Text::line_stranger, Text::line_stranger_do, Tone::bad};
    case LineState::busy: return {Text::line_busy, Text::line_busy_do, Tone::attention};
    case LineState::full: return {Text::line_full, Text::line_full_do, Tone::bad};
    case LineState::refused: return {Text::line_refused, Text::line_refused_do, Tone::bad};
    case LineState::too_old: return {Text::line_too_old, Text::line_too_old_do, Tone::bad};
    case LineState::set_wrong: return {Text::line_set_wrong, Text::line_set_wrong_do, Tone::bad};
  }
  return {Text::line_alone, Text::line_alone_do, Tone::busy};
}

Color color_of(const Painter& p, Tone tone) {
  switch (tone) {
    case Tone::good: return p.color().malachite;
    case Tone::busy: return p.color().azurite;
    case Tone::attention: return p.color().ochre;
    case Tone::bad: break;
  }
  return p.color().cinnabar;
}

void draw_sign(Painter& p, const LineStatus& line, Tone tone, Point centre, float size) {
  const Color color = color_of(p, tone);
  if (tone == Tone::busy) return draw_icon(p, line.state == LineState::alone ? Icon::cloud_off : Icon::upper, centre, size, color);
  draw_mark(p, tone == Tone::good ? Mark::tick : tone == Tone::attention ? Mark::arrow : Mark::hand, centre, size, color, p.color().paper);
}

void draw_sum(Painter& p, Rect rect, const LineStatus& line) {
  const StaffSizes s = staff_sizes(p);
  const StateLook look = look_of(line.state);
  draw_card(p, rect);
  const float sign = std::min({rect.h - 6, 32 * s.k, s.tight ? 20 * s.k : 40 * s.k}), x = rect.x + 8 + sign + 7, w = rect.right() - 8 - x;
  draw_sign(p, line, look.tone, {rect.x + 8 + sign / 2, rect.cy()}, sign);
  const std::string& head = p.word(look.strong);
  TextStyle strong{.face = Face::bold, .color = color_of(p, look.tone), .line = 1.2f, .max_lines = 1};
  const std::string& do_text = p.word(look.soft);
  const float least = measure_text(p, w, do_text, {.em = s.small, .line = 1.25f, .max_lines = 5}).height;
  for (const float em : {std::min(15 * s.k, rect.h * 0.36f), 11 * s.k, 9 * s.k, s.em}) {   // what to do comes before how large it is said what is wrong
    strong.em = em;
    if (text_width(p, head, strong) <= w && em * 1.25f + least <= rect.h - 3) break;
  }
  const float strong_h = strong.em * 1.25f, room = rect.h - strong_h - 3;
  TextStyle soft{.color = p.color().ink, .line = 1.25f, .max_lines = 5};
  for (const float em : {s.em * 1.15f, s.em, s.small}) {
    soft.em = em;
    const TextSize size = measure_text(p, w, do_text, soft);
    if (size.height <= room && !size.shortened) break;
  }
  const float soft_h = std::min(room, measure_text(p, w, do_text, soft).height), y = rect.cy() - (strong_h + soft_h) / 2;
  draw_text(p, {x, y, w, strong_h}, head, strong);
  if (soft_h >= soft.em * 1.2f) draw_text(p, {x, y + strong_h, w, soft_h + 0.5f}, do_text, soft);
}

// Of the head, so that what to do stands there whole.
float sum_height(const Painter& p, float width, const LineStatus& line, float least, float most) {
  const StaffSizes s = staff_sizes(p);
  const float sign = std::min({least - 6, 32 * s.k, s.tight ? 20 * s.k : 40 * s.k}), w = width - 23 - sign;
  const TextStyle soft{.em = s.small, .line = 1.25f, .max_lines = 5};
  return std::clamp(measure_text(p, w, p.word(look_of(line.state).soft), soft).height + s.em * 1.25f * 1.3f + 6, least, std::max(least, most));
}

std::string next_try(const Painter& p, int seconds) {
  if (seconds <= 0) return p.word(Text::line_now);
  return seconds < 90 ? fill_in(p.word(Text::line_in_seconds), {std::to_string(seconds)}) : fill_in(p.word(Text::line_in_minutes), {std::to_string((seconds + 30) / 60)});
}

std::string or_never(const Painter& p, const std::string& when) { return when.empty() ? p.word(Text::line_never) : when; }

void add_flow(const Painter& p, const LineStatus& line, std::vector<LineFact>& out) {
  if (line.in_flight > 0 && line.state == LineState::sending) out.push_back({p.word(Text::line_flight), fill_in(p.word(Text::line_batches), {std::to_string(line.in_flight)}), {}});
  if (line.per_minute > 0) {
    std::string rate = fill_in(p.word(Text::line_a_minute), {std::to_string(line.per_minute)});
    if (!line.speed.empty()) rate += " · " + line.speed;
    out.push_back({p.word(Text::line_rate), std::move(rate), {}});
  }
  if (line.minutes_left && line.per_minute > 0)
    out.push_back({p.word(Text::line_left), *line.minutes_left == 0 ? p.word(Text::line_soon) : fill_in(p.word(Text::line_minutes_left), {std::to_string(*line.minutes_left)}), {}});
}

void add_documents(const Painter& p, const LineStatus& line, std::vector<LineFact>& out) {
  for (const LineDocument& one : line.documents) {
    const std::string said = fill_in(p.word(one.is_signed ? Text::line_signed : Text::line_unsigned), {std::to_string(one.version)});
    out.push_back({p.word(hand_over_document(one.kind)), said, line.enrolled && !one.is_signed ? p.word(Text::line_unsigned_do) : std::string()});
  }
  std::string names;
  for (const std::string& name : line.not_taken) names += (names.empty() ? std::string() : p.word(Text::self_test_comma)) + name;
  if (!names.empty()) out.push_back({p.word(Text::line_not_taken), names, p.word(Text::line_not_taken_do)});
}

std::vector<LineFact> facts_of(const Painter& p, const LineStatus& line) {
  std::vector<LineFact> out;
  out.push_back({p.word(Text::line_waiting), line.waiting > 0 ? fill_in(p.word(Text::line_records), {std::to_string(line.waiting)}) : p.word(Text::line_none), {}});
  add_flow(p, line, out);
  const bool alone = line.state == LineState::alone, well = line.state == LineState::caught_up || line.state == LineState::sending;
  if (!alone) {
    if (!well && line.next_try_seconds) out.push_back({p.word(Text::line_next), next_try(p, *line.next_try_seconds), {}});
    out.push_back({p.word(Text::line_acknowledged), or_never(p, line.acknowledged), {}});
    out.push_back({p.word(Text::line_contact), or_never(p, line.contact), {}});
    const std::string clock = line.clock_off.empty() ? p.word(Text::line_clock_unknown) : fill_in(p.word(Text::line_clock_off), {line.clock_off, line.clock_give});
    out.push_back({p.word(Text::line_clock), clock, line.clock_wrong ? p.word(Text::line_clock_do) : std::string()});
  }
  if (line.kept_aside > 0) out.push_back({p.word(Text::line_kept_aside), fill_in(p.word(Text::line_records), {std::to_string(line.kept_aside)}), p.word(Text::line_kept_aside_do)});
  add_documents(p, line, out);
  return out;
}

// In columns of one card each; by pages where a panel has no height.
void draw_facts(ScreenState& state, Rect box, const std::vector<LineFact>& facts) {
  Painter& p = state.paint;
  const int columns = facts.size() > 3 ? static_cast<int>(line_columns(p, box.w)) : 1;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), turn_h = kTarget + 0.5f;
  std::vector<float> heights;
  for (const LineFact& fact : facts) heights.push_back(line_fact_height(p, w, fact));
  const auto columns_in = [&](float room) {   // where each begins
    std::vector<std::size_t> out{0};
    float used = 0;
    const std::size_t even = columns > 1 ? (facts.size() + 1) / 2 : facts.size();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (i > out.back() && (used + heights[i] > room || (i - out.back() >= even && columns > 1))) out.push_back(i), used = 0;
      used += heights[i];
    }
    return out;
  };
  std::vector<std::size_t> begins = columns_in(box.h);
  int pages = (static_cast<int>(begins.size()) + columns - 1) / columns;
  if (pages > 1) begins = columns_in(box.h - turn_h - kGap), pages = (static_cast<int>(begins.size()) + columns - 1) / columns;
  int& page = state.own.list_page;
  page = std::clamp(page, 0, pages - 1);
  for (int c = 0; c < columns; ++c) {
    const auto at = static_cast<std::size_t>(page * columns + c);
    if (at >= begins.size()) break;
    const std::size_t end = at + 1 < begins.size() ? begins[at + 1] : facts.size();
    float h = 0;
    for (std::size_t i = begins[at]; i < end; ++i) h += heights[i];
    Rect card{box.x + static_cast<float>(c) * (w + kGap), box.y, w, h};
    draw_card(p, card);
    float y = card.y;
    for (std::size_t i = begins[at]; i < end; ++i) {
      draw_line_fact(p, {card.x, y, w, heights[i]}, facts[i]);
      y += heights[i];
      if (i + 1 < end) draw_hairline(p, {card.x + 7, y}, w - 14);
    }
  }
  if (pages > 1) draw_staff_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, page, pages);
}

}  // namespace

Intent draw_staff_line(const Model& model, ScreenState& state) {
  const LineStatus line = model.line ? *model.line : LineStatus{};
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::line_title);
  const std::vector<PaperInTrouble>& papers = model.papers_in_trouble;
  const bool beside = !p.theme().portrait(), offers = line.state != LineState::alone && line.state != LineState::silent;
  const float least_h = s.tight ? 26 * s.k : (beside ? 36 : 44) * s.k, button_h = s.tight ? kTarget + 0.5f : 20 * s.k, side = offers && beside ? std::min(box.w * 0.24f, 84 * s.k) : 0;
  const float sum_h = sum_height(p, box.w - (side > 0 ? side + kGap : 0), line, least_h, box.h * 0.5f);
  draw_sum(p, {box.x, box.y, box.w - (side > 0 ? side + kGap : 0), sum_h}, line);
  const float bottom = box.bottom() - (offers && !beside ? button_h + kGap : 0);
  float top = box.y + sum_h + kGap;
  std::vector<LineFact> facts = facts_of(p, line);
  const float papers_h = papers_card_height(p, box.w, papers);
  if (papers_h > 0 && papers_h <= (bottom - top) * kPapersShare) {
    draw_papers_card(p, {box.x, top, box.w, papers_h}, papers);
    top += papers_h + kGap;
  } else {
    const std::vector<LineFact> first = papers_as_facts(p, papers);
    facts.insert(facts.begin(), first.begin(), first.end());
  }
  draw_facts(state, {box.x, top, box.w, bottom - top}, facts);
  const Rect button_at = beside ? Rect{box.right() - side, box.y, side, sum_h} : Rect{box.x, box.bottom() - button_h, box.w, button_h};
  const ButtonStyle style{.look = Look::main, .em = 9.5f * s.k, .enabled = !line.trying, .radius = 5, .least_em = s.small};
  if (offers && button(p, button_at, p.word(line.trying ? Text::line_trying : Text::line_try), style)) out = intent(model, IntentKind::try_line);
  return out;
}

}  // namespace openday::ui
