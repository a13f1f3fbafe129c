// The part of a visit in which a guest fills in a score sheet. A value inside VisitState; it dies with the visit.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/compose.h"
#include "kiosk/app/messages_sheet.h"
#include "kiosk/app/sheet_form.h"

namespace openday::app {

struct SheetProgress {
  std::shared_ptr<const SheetForm> form;         // as it was when the guest began; null: nobody fills one in
  std::vector<std::size_t> subjects;             // indices into form->subjects that this guest has not given yet
  std::vector<ItemDraft> drafts;                 // subject by subject, item by item
  std::size_t index = 0;                         // of `drafts`
  Compose writing{kMaxSheetText};                // the text of that item while its guest writes
  bool review = false;                           // the last look
  bool from_review = false;                      // the item was opened there
  bool closed = false;                           // staff closed the round meanwhile: the answers are gone
  bool renewed = false;                          // the plan changed meanwhile
  bool saving = false, failed = false;

  [[nodiscard]] const event::SheetItem& item(std::size_t at) const { return form->items[at % form->items.size()]; }
  [[nodiscard]] const FormSubject& subject(std::size_t at) const { return form->subjects[subjects[at / form->items.size()]]; }
  [[nodiscard]] bool begun(std::size_t subject_at) const;   // something of this one of `subjects` is answered
  [[nodiscard]] bool wanted(std::size_t at) const;          // required, its subject begun, not answered
  [[nodiscard]] int given() const;
  [[nodiscard]] bool holds_text() const;                    // words that somebody took the trouble to type
  [[nodiscard]] int still_wanted() const;
  [[nodiscard]] std::vector<event::SubjectAnswers> answers() const;   // of the subjects that are begun
};

[[nodiscard]] SheetProgress begin_progress(std::shared_ptr<const SheetForm> form, const std::vector<std::string>& given_before);
// The same answers on the sheet as it is now, as far as they fit.
[[nodiscard]] SheetProgress renewed_progress(const SheetProgress& before, std::shared_ptr<const SheetForm> form);

}  // namespace openday::app
