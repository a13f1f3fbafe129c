#include "kiosk/app/hand_over_preview.h"

#include <algorithm>
#include <set>

#include "kiosk/event/plan_reader.h"
#include "kiosk/ui/text_ids.h"

namespace openday::app {

using ui::HandOverProblem;
using Checked = base::Result<void, HandOverProblem>;

namespace {

auto broken(const std::string& kind, HandOverProblem problem = HandOverProblem::broken_document) { return base::fail(problem, kind); }

const std::string& bytes_of(const event::Package& package, std::string_view kind) {
  return std::ranges::find(package.documents, kind, &event::PackagedDocument::kind)->bytes;
}

// Read as they will be when they come into force.
Checked check_one(const std::string& kind, const std::string& bytes, int version, const std::string& event, std::optional<event::Roster>& roster) {
  if (kind == "plan") {
    const event::PlanReading reading = event::read_plan(bytes, "plan.toml", ui::kTextKeys);
    if (!reading.ok() || reading.plan->version != version) return broken(kind);
    if (reading.plan->id != event) return broken(kind, HandOverProblem::wrong_event);
  } else if (kind == "roster") {
    auto read = event::read_roster(bytes);
    if (!read || read->version() != version) return broken(kind);
    if (read->event() != event) return broken(kind, HandOverProblem::wrong_event);
    roster = std::move(*read);
  } else if (kind == "revocations") {
    const auto read = event::read_revocations(bytes);
    if (!read || read->version != version) return broken(kind);
    if (read->event != event) return broken(kind, HandOverProblem::wrong_event);
  } else if (kind == "calendar") {
    const auto read = event::WorkdayCalendar::parse(bytes, "calendar.json");
    if (!read || read->version() != version) return broken(kind);
  } else {
    const auto read = event::read_trust(bytes);
    if (!read || read->version != version) return broken(kind);
  }
  return {};
}

bool counts(const event::Guest& guest) { return guest.state == event::GuestState::expected; }

int persons_of(const event::Roster& roster) {
  int out = 0;
  for (const event::Guest& guest : roster.guests())
    if (counts(guest)) out += guest.persons;
  return out;
}

// Persons on `of` that are not on `other`, or fewer of them.
int persons_beyond(const event::Roster& of, const event::Roster& other) {
  int out = 0;
  for (const event::Guest& guest : of.guests()) {
    if (!counts(guest)) continue;
    const event::Guest* there = other.find(guest.registration);
    out += std::max(0, guest.persons - (there && counts(*there) ? there->persons : 0));
  }
  return out;
}

void compare(const event::Roster& before, const event::Roster& after, const std::string& event, const event::Attendance& attendance, ui::HandOver& to) {
  to.guests_before = persons_of(before);
  to.guests_after = persons_of(after);
  to.added = persons_beyond(after, before);
  to.removed = persons_beyond(before, after);
  std::set<event::RegistrationId> seen;
  for (const event::Admission& one : attendance.admissions(event)) {
    const event::Guest* guest = before.find(one.registration);
    const event::Guest* still = after.find(one.registration);
    if (!guest || (still && counts(*still)) || !seen.insert(one.registration).second) continue;
    if (to.gone.size() < kMostGoneListed) to.gone.push_back(guest->group.empty() ? guest->name : guest->name + "　" + guest->group);
    ++to.gone_count;
  }
}

}  // namespace

std::vector<event::HeldDocument> held_documents(const Documents& documents) {
  std::vector<event::HeldDocument> out;
  for (const DocumentInForce& one : documents.in_force) out.push_back({one.kind, one.version, one.digest});
  const bool known = std::ranges::find(out, "calendar", &event::HeldDocument::kind) != out.end();
  if (documents.calendar && !known) out.push_back({"calendar", documents.calendar->version(), {}});   // of the program's own folder
  return out;
}

Checked preview_package(const event::Package& package, const event::PackageManifest& manifest, const std::vector<std::string>& news, const Documents& documents,
                        const event::Attendance& attendance, ui::HandOver& to) {
  std::optional<event::Roster> roster;
  const auto held = held_documents(documents);
  for (const std::string& kind : news) {
    const event::PackageFile* file = manifest.find(kind);
    if (auto good = check_one(kind, bytes_of(package, kind), file->version, documents.plan.id, roster); !good) return good;
    const auto before = std::ranges::find(held, kind, &event::HeldDocument::kind);
    to.changes.push_back({kind, before == held.end() ? 0 : before->version, file->version});
  }
  if (roster) compare(documents.roster.value_or(event::Roster()), *roster, documents.plan.id, attendance, to);
  return {};
}

}  // namespace openday::app
