#include "sync/bureau/document_head.h"

#include <fmt/core.h>

#include "kiosk/event/notice_board.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"
#include "kiosk/event/workdays.h"

namespace openday::bureau {
namespace {

using Head = base::Result<DocumentHead, DocumentError>;

Head unreadable(const std::string& what) { return base::fail(DocumentError::unreadable, what); }

Head head_of_plan(std::string_view bytes, const std::string& file) {
  const auto reading = event::read_plan(bytes, file);
  if (reading.ok()) return DocumentHead{reading.plan->id, reading.plan->version};
  for (const auto& problem : reading.diagnostics) {
    if (problem.severity == event::Severity::error) return unreadable(to_string(problem));
  }
  return unreadable(file + ": not a plan");
}

}  // namespace

Head read_document_head(std::string_view kind, std::string_view bytes, const std::string& file) {
  if (kind == "plan") return head_of_plan(bytes, file);
  if (kind == "roster") {
    const auto read = event::read_roster(bytes);
    return read ? Head(DocumentHead{read->event(), read->version()}) : unreadable(file + ": " + read.error().what);
  }
  if (kind == "revocations") {
    const auto read = event::read_revocations(bytes);
    return read ? Head(DocumentHead{read->event, read->version}) : unreadable(file + ": " + read.error().what);
  }
  if (kind == "trust") {
    const auto read = event::read_trust(bytes);
    return read ? Head(DocumentHead{{}, read->version}) : unreadable(file + ": " + read.error().what);
  }
  if (kind == "calendar") {
    const auto read = event::WorkdayCalendar::parse(bytes, file);
    return read ? Head(DocumentHead{{}, read->version()}) : unreadable(file + ": " + read.error().what);
  }
  if (kind == "notice") {
    const auto read = event::read_notices(bytes);
    return read ? Head(DocumentHead{read->event, read->version}) : unreadable(file + ": " + read.error().what);
  }
  return base::fail(DocumentError::unknown_kind, fmt::format("'{}' is no kind of document: give plan, roster, revocations, trust, calendar or notice", kind));
}

}  // namespace openday::bureau
