#include "kiosk/text/stroke_engine.h"

#include "kiosk/base/utf8.h"
#include "kiosk/text/candidate_list.h"

namespace openday::text {
namespace {

constexpr std::size_t kMostCharacters = 2000;   // one stroke more narrows further than paging on

bool counts(char key) { return key == kAnyStroke || kStrokes.find(key) != std::string_view::npos; }

}  // namespace

void StrokeEngine::feed(std::string_view keys) {
  std::string strokes;
  for (const char key : keys) {
    if (counts(key) && strokes.size() < kMaxKeys) strokes += key;
  }
  if (strokes == keys_) return;
  keys_ = std::move(strokes);
  found_.clear();
  if (keys_.empty()) return;
  for (const char32_t character : table_->find(keys_, kMostCharacters)) found_.push_back({base::to_utf8(character), keys_.size(), Source::character});
}

Page StrokeEngine::candidates(std::size_t first, std::size_t count) const { return cut_page(keys_, found_, first, count); }

std::optional<Choice> StrokeEngine::choose(std::size_t number) {
  auto choice = take_candidate(keys_, found_, number);
  if (choice) reset();
  return choice;
}

void StrokeEngine::reset() {
  keys_.clear();
  found_.clear();
}

}  // namespace openday::text
