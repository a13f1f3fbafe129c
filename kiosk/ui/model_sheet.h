// Score sheets (评议表) as the public pages draw them: one item a page, then everything once more before it is handed in.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace openday::ui {

enum class SheetItemKind { grade, marks_10, marks_100, one_of, any_of, text };

struct SheetOption {
  std::string text;
  bool chosen = false;
};

// One item of one subject, with what the guest said so far.
struct SheetQuestion {
  std::string subject;                   // "局工作"
  std::string label;                     // "现场秩序"
  std::string question;                  // may be empty: the label is asked
  SheetItemKind kind = SheetItemKind::grade;
  bool required = false;                 // within its subject
  int value = -1;                        // grade 5..1, marks 0..; -1: not answered
  std::vector<SheetOption> options;      // one_of, any_of
  std::string text;                      // what was written
};

// A line of the last look.
struct SheetLine {
  std::string subject;                   // of the first line of each subject; else empty
  std::string label;
  SheetItemKind kind = SheetItemKind::grade;
  int value = -1;
  std::string answer;                    // options and texts as words; empty: not answered, or a value
  bool wanted = false;                   // required, its subject begun, and not answered
  bool begun = true;                     // something of its subject is answered
};

enum class SheetStep { item, review, closed };

struct ScoreSheet {
  SheetStep step = SheetStep::item;
  std::string title;                     // of the questionnaire
  int index = 1, count = 1;              // 1-based, of the items
  SheetQuestion question;
  std::array<std::string, 5> words;      // of grades 5, 4, 3, 2, 1; an empty one takes the standard word
  std::vector<SheetLine> lines;          // review
  int wanted = 0;                        // required answers still missing
  int answered = 0;
  bool from_review = false;              // the item was opened there and leads back to it
  bool anonymous = true;
  bool saving = false;                   // on its way to the disk: buttons rest
  bool failed = false;                   // could not be written; the answers are still here
  bool renewed = false;                  // the bureau changed the sheet meanwhile: what still fits was kept
};

}  // namespace openday::ui
