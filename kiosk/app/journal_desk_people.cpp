// Who works at the box, at the desk: who is logged in and what that allows, and the entries that a supervisor keeps. Every change is a
// setting first and a record after it; no record holds a PIN, a hash or a label.
#include <fmt/format.h>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"

namespace openday::app {

using ui::StaffRole;

namespace {

constexpr std::string_view kPinsKey = "pins";               // PinEntries::to_text
constexpr std::string_view kOldPinKey = "pin.supervisor";   // the single PIN of before: read, and removed with the next change

std::string random_id() {
  const base::Random16 random = base::random16();
  return base::to_hex(base::ByteView(random).first(4));
}

std::string_view record_word(PeopleWork work) {
  switch (work) {
    case PeopleWork::add: return "pin-set";
    case PeopleWork::change_pin: return "pin-changed";
    case PeopleWork::remove: return "pin-removed";
    case PeopleWork::look: break;
  }
  return {};
}

}  // namespace

void JournalDesk::State::load_pins() {
  const std::string stored = setting(kPinsKey), first = setting(kOldPinKey);
  pins = PinEntries::parse(stored, first);
  if (!stored.empty() && pins.list().empty()) base::log_error("settings: no entry of `pins` can be read; nobody can log in");
  pin_set = !stored.empty() || !first.empty();   // one that cannot be read does not make the box anybody's
}

bool JournalDesk::State::keep_pins(const PinEntries& changed) {
  if (!journal || !worked(journal->set_setting(kPinsKey, changed.to_text()))) return false;
  if (!setting(kOldPinKey).empty()) (void)worked(journal->remove_setting(kOldPinKey));
  pins = changed;
  return true;
}

bool JournalDesk::State::may(StaffRole least, std::string_view what) const {
  const bool allowed = on_duty && (least == StaffRole::steward || on_duty->role == StaffRole::supervisor);
  if (!allowed) base::log_warning("{} was asked for without a {} logged in: refused", what, role_word(least));
  return allowed;
}

std::string JournalDesk::State::role_on_duty() const { return on_duty ? std::string(role_word(on_duty->role)) : std::string(); }

void JournalDesk::State::note_staff(const std::string& what, const base::Moment& now, const std::string& detail) {
  const event::StaffBody body{what, role_on_duty(), detail, on_duty ? on_duty->id : std::string()};
  (void)append(event::Kind::staff, documents ? documents->plan.id : std::string(), to_json(body), now);
}

void JournalDesk::State::carry_out(const WorkOnPeople& wanted, const base::Moment& now) {
  if (!may(StaffRole::supervisor, "the list of PINs")) return say(PeopleAnswer{wanted.visit, wanted.work, PeopleSaved::failed, nullptr});
  const PeopleSaved saved = work_on_people(wanted, now);
  auto shown = std::make_shared<ui::StaffPeople>();
  shown->most = static_cast<int>(kMostPinEntries);
  for (const PinEntry& one : pins.list()) {
    const bool own = one.id == on_duty->id;
    shown->people.push_back({one.id, one.label, one.role, own, !own});
  }
  say(PeopleAnswer{wanted.visit, wanted.work, saved, std::move(shown)});
}

PeopleSaved JournalDesk::State::work_on_people(const WorkOnPeople& wanted, const base::Moment& now) {
  if (wanted.work == PeopleWork::look) return PeopleSaved::saved;
  const bool sets = wanted.work != PeopleWork::remove;
  if (sets && judge_new_pin(wanted.pin, options.min_pin, options.max_pin) != ui::PinProblem::none) return PeopleSaved::failed;
  if (!sets && wanted.id == on_duty->id) return PeopleSaved::own;
  PinEntries changed = pins;
  const std::string id = wanted.work == PeopleWork::add ? random_id() : wanted.id;
  const PinEntry* before = pins.find(id);
  const StaffRole role = before ? before->role : wanted.role;
  PeopleSaved saved = PeopleSaved::failed;
  switch (wanted.work) {
    case PeopleWork::add: saved = changed.add(id, wanted.role, wanted.label, wanted.pin, base::random16()); break;
    case PeopleWork::change_pin: saved = changed.change_pin(id, wanted.pin, base::random16()); break;
    case PeopleWork::remove: saved = changed.remove(id); break;
    case PeopleWork::look: break;
  }
  if (saved != PeopleSaved::saved) return saved;
  if (!keep_pins(changed)) return PeopleSaved::failed;
  note_staff(std::string(record_word(wanted.work)), now, fmt::format("{} {}", id, role_word(role)));
  return saved;
}

}  // namespace openday::app
