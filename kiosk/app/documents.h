// The documents a box works with: plan, roster, trust, revocations and the catalogues of the rating. Loaded together at the
// start and checked against each other; a document that does not load is replaced by the last good one that the journal's
// settings keep, and said. Immutable once loaded, shared between threads by pointer. No thread of its own.
// A box that is enrolled takes plan, roster, revocations and notices only with the signature of a documents key of its trust list, and a
// trust list only of the root it knows. What was in force when it was enrolled stays in force, signed or not, until something signed
// replaces it: no box goes blank in the middle of an event. The program's own lists (catalogues, phrases, holidays) are not asked for one.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/opinion_form.h"
#include "kiosk/app/rating_form.h"
#include "kiosk/app/sheet_form.h"
#include "kiosk/base/result.h"
#include "kiosk/event/notice_board.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"
#include "kiosk/event/workdays.h"
#include "kiosk/ui/model.h"

namespace openday::app {

struct DocumentPaths {
  std::filesystem::path plan, roster, trust, revocations;   // each may be empty: none
  std::filesystem::path ratings;                            // folder of catalogues
  std::filesystem::path opinions{}, phrases{};              // subjects.toml · assets/phrases/opinions.toml
  std::filesystem::path calendar{};                         // working days (holidays.json)
};

// A document that was put into force: what the journal's `document` record says.
struct DocumentInForce {
  std::string kind;      // plan, roster, revocations, trust, calendar, notice
  int version = 0;
  std::string digest;    // hex SHA-256 of its bytes
  bool is_signed = false;     // by a documents key of the trust list; a trust list is signed in itself
  bool of_the_box = false;    // a notice for every event
};

struct Documents {
  event::Plan plan;
  std::optional<event::Roster> roster;
  std::optional<event::Trust> trust;
  std::optional<event::Revocations> revocations;
  std::vector<std::shared_ptr<const RatingForm>> forms;     // one a questionnaire of the plan, in its order
  std::vector<std::shared_ptr<const SheetForm>> sheets;     // the same, of score sheets; null for a rating
  event::OpinionCatalogue subjects;                         // of opinions, those out of use too
  std::shared_ptr<const OpinionForm> opinions;              // null: this event takes none
  std::optional<event::WorkdayCalendar> calendar;           // nothing: dates in working days are not said
  bool numbered = false;                                    // guests of the roster have numbers
  std::vector<event::Catalogue> catalogues;                 // of the questionnaires, in their order
  std::vector<event::NoticeBoard> notices;                  // of this event and of every event
  bool enrolled = false;                                    // at the bureau: takes signed documents only
  std::vector<std::string> not_taken;                       // names of what wants a signature, for staff
  std::vector<DocumentInForce> in_force;

  [[nodiscard]] std::shared_ptr<const SheetForm> sheet(std::string_view questionnaire) const;   // null: there is none
};

// Bytes of documents by kind, as the settings keep them, and their signatures by "plan.cose".
using DocumentTexts = std::map<std::string, std::string, std::less<>>;

struct Loading {
  std::shared_ptr<const Documents> documents;      // null: `trouble` says why
  std::optional<ui::OutOfService> trouble;
  DocumentTexts good;                              // read from their files now and found good: the next last good ones
  std::string stale;                               // for staff: which file is broken, where, and what is used instead; may be empty
  std::vector<std::string> notes;                  // for the log: warnings, and what was replaced by its last good one
};

// What came from outside and lies in the inbox: of this event and a higher version, or of the same version where it is the hall's own,
// signed, it counts instead of a file or the last good one. Unsigned only where the trust list names no documents key: a supervisor vouched for it.
struct Published {
  std::string event, kind;   // event empty: for the box
  int version = 0;
  std::string bytes, cose;
};
[[nodiscard]] bool takes_unsigned(const event::Trust* trust, bool enrolled);   // null: there is none
[[nodiscard]] bool takes_unsigned(const Documents& documents);

[[nodiscard]] Loading load_documents(const DocumentPaths& paths, const DocumentTexts& last_good, const std::vector<Published>& published = {}, bool enrolled = false);

}  // namespace openday::app
