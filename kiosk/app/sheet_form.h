// What a guest is asked on a score sheet, ready for its pages: the plan's questionnaire with the grades' words of its catalogue. A
// plain value, built once when documents are loaded, shared by pointer, never changed.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/rating_form.h"
#include "kiosk/event/answers.h"
#include "kiosk/event/evaluation.h"
#include "kiosk/event/plan.h"

namespace openday::app {

inline constexpr std::size_t kMaxSheetText = 500;   // code points of a written answer

struct SheetForm {
  std::string questionnaire, title;
  std::vector<FormSubject> subjects;
  std::vector<event::SheetItem> items;     // asked of every subject
  std::array<std::string, 5> words;        // of grades 5, 4, 3, 2, 1; may be empty
  bool anonymous = true;                   // ballots; else one record with the guest's category
  std::vector<std::string> phrases{};      // ready to tap, for a written answer
  bool walk_up = false;                    // visitors without a check-in may fill it in: anonymous ones only
  std::set<std::string, std::less<>> asked;   // Category::id of the guests who are asked
  bool anybody = true;                     // guests of no known category too

  [[nodiscard]] bool asks(std::string_view category) const;
  [[nodiscard]] const event::SheetItem* item(std::string_view id) const;
  bool operator==(const SheetForm&) const = default;
};

[[nodiscard]] SheetForm make_sheet_form(const event::Plan& plan, const event::Questionnaire& questionnaire, const event::Catalogue& catalogue);

// One item's answer while it is being given.
struct ItemDraft {
  int value = -1;                          // grade or marks; -1: none
  std::set<std::size_t> choices;           // indices into the item's options
  std::string text;
  [[nodiscard]] bool given() const { return value >= 0 || !choices.empty() || !text.empty(); }
  bool operator==(const ItemDraft&) const = default;
};

// Whether a value is one of the item's: grades 1..5, marks 0..10 or 0..100; others have none.
[[nodiscard]] bool is_value_of(const event::SheetItem& item, int value);
[[nodiscard]] event::ItemAnswer answer_of(const event::SheetItem& item, const ItemDraft& draft);
// Whether the questionnaire still asks this and offers that answer: a plan may be replaced while a guest writes.
[[nodiscard]] bool fits(const SheetForm& form, const event::SubjectAnswers& answers);
// What of an answer still fits the item.
[[nodiscard]] ItemDraft kept_draft(const event::SheetItem& before, const ItemDraft& draft, const event::SheetItem& now);

}  // namespace openday::app
