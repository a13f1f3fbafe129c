#include "kiosk/app/compose.h"

#include <algorithm>

#include "kiosk/base/utf8.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

namespace {

constexpr std::u32string_view kClosing = U"，。！？；：、,.!?;:\n…";

bool ends_open(std::string_view text) {
  if (text.empty()) return false;
  const std::u32string tail = base::to_code_points(text.substr(text.size() - std::min<std::size_t>(text.size(), 4)));
  return kClosing.find(tail.back()) == std::u32string_view::npos;
}

}  // namespace

std::size_t Compose::count() const { return base::count_code_points(text_); }

void Compose::type(std::string_view text) {
  armed_ = false;
  if (text.empty()) return;
  if (full_ && count() >= limit_) return;   // a paste that goes on and on costs nothing
  auto clean = event::clean_text(text_ + std::string(base::first_code_points(text, limit_ * 8)), limit_, event::Edges::keep);
  full_ = clean.shortened || base::count_code_points(text) > limit_ * 8;
  if (one_line_) std::replace(clean.text.begin(), clean.text.end(), '\n', ' ');
  text_ = std::move(clean.text);
  forget_phrases_beyond();
}

void Compose::new_line() {
  if (!one_line_) type("\n");
}

void Compose::add_phrase(std::string_view phrase) {
  armed_ = false;
  const std::string more = (ends_open(text_) ? "，" : "") + std::string(phrase);
  full_ = count() + base::count_code_points(more) > limit_;
  if (full_) return;
  const std::size_t before = text_.size();
  text_ += more;
  added_.push_back({before, text_.size()});
}

void Compose::erase() {
  armed_ = full_ = false;
  if (!added_.empty() && added_.back().after == text_.size()) {
    text_.resize(added_.back().before);
    added_.pop_back();
    return;
  }
  text_ = event::without_last_character(text_);
  forget_phrases_beyond();
}

void Compose::clear() {
  if (!armed_) {
    armed_ = !text_.empty();
    return;
  }
  text_.clear();
  added_.clear();
  armed_ = full_ = false;
}

void Compose::forget_phrases_beyond() {
  while (!added_.empty() && added_.back().after > text_.size()) added_.pop_back();
}

}  // namespace openday::app
