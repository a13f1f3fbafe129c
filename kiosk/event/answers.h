// What somebody gave to the items of a score sheet: plain values of named sheets (records) and of anonymous ones (ballots).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace openday::event {

inline constexpr std::size_t kMaxAnswers = 128;        // items of one subject
inline constexpr std::size_t kMaxChoices = 64;         // options of one item
inline constexpr std::size_t kMaxSheetSubjects = 128;

// One item's answer: exactly one of the three says something; an item not answered has none.
struct ItemAnswer {
  std::string item;                      // SheetItem::id
  std::optional<int> value{};            // grade 5..1, or marks 0..10 or 0..100
  std::vector<std::string> choices{};    // the options' own words
  std::string text{};                    // named sheets only; that of a ballot lies apart (BallotText)
  bool operator==(const ItemAnswer&) const = default;
};

struct SubjectAnswers {
  std::string subject;                   // Subject::id
  std::vector<ItemAnswer> items;
  bool operator==(const SubjectAnswers&) const = default;
};

}  // namespace openday::event
