// The staff gate at the desk: a PIN is tried against every entry, every wrong try counted on the disk before anyone sees the answer.
#include "kiosk/app/attendance_list.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/crypto.h"

namespace openday::app {

namespace {

constexpr std::string_view kLockoutKey = "pin.lockout";

}  // namespace

void JournalDesk::State::carry_out(const AskGate& wanted, const base::Moment& now) { say(GateAnswer{wanted.visit, pin_set, lockout.left_ms(now)}); }

void JournalDesk::State::carry_out(const TryPin& wanted, const base::Moment& now) {
  const auto answer = [&](PinVerdict verdict) { say(PinAnswer{wanted.visit, verdict, lockout.tries_left(), lockout.left_ms(now)}); };
  on_duty.reset();
  if (lockout.left_ms(now) > 0) return answer(PinVerdict::locked);
  if (pins.list().empty()) return answer(PinVerdict::failed);
  if (const PinEntry* entry = pins.match(wanted.pin)) {
    lockout.forgive(entry->role);
    on_duty = *entry;
    // A full disk must not lock out who could make room: the record is tried, the way is open.
    (void)keep_lockout(now, "login");
    return say(PinAnswer{wanted.visit, PinVerdict::accepted, lockout.tries_left(), 0, entry->role, entry->label});
  }
  lockout.fail(now);   // counts even if it cannot be written
  const bool kept = keep_lockout(now, lockout.lock_ms > 0 ? "lock-out" : "login-failed");
  answer(!kept ? PinVerdict::failed : lockout.lock_ms > 0 ? PinVerdict::locked : PinVerdict::wrong);
}

bool JournalDesk::State::keep_lockout(const base::Moment& now, const std::string& staff_record) {
  if (!journal || !worked(journal->set_setting(kLockoutKey, to_text(lockout)))) return false;
  note_staff(staff_record, now);
  return true;
}

void JournalDesk::State::carry_out(const SetPin& wanted, const base::Moment& now) {
  const bool acceptable = journal && !pin_set && judge_new_pin(wanted.pin, options.min_pin, options.max_pin) == ui::PinProblem::none;
  PinEntries first;
  const bool saved = acceptable && first.add(std::string(kFirstPinId), ui::StaffRole::supervisor, std::string(kFirstPinLabel), wanted.pin, base::random16()) == PeopleSaved::saved && keep_pins(first);
  if (saved) {
    pin_set = true;
    on_duty = pins.list().front();
    note_staff("pin-set", now, on_duty->id + " supervisor");
    note_staff("login", now);
  }
  say(PinSetAnswer{wanted.visit, saved});
}

void JournalDesk::State::carry_out(const NoteStaff& wanted, const base::Moment& now) {
  note_staff(wanted.what, now);
  if (wanted.what == "logout") on_duty.reset();
}

void JournalDesk::State::carry_out(const NoteExport& wanted, const base::Moment& now) {
  (void)append(event::Kind::staff, documents ? documents->plan.id : std::string(), to_json(event::StaffBody{"export", exporter_role, wanted.detail, exporter}), now);
}

void JournalDesk::State::carry_out(const LoadAttendance& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  AttendanceList list;
  if (documents && today && may(ui::StaffRole::steward, "the attendance list")) {
    list = make_attendance_list(*documents, today->id, attendance, wanted.filter, wanted.grouping);
    const event::AdmissionContext context = context_of(today, now);
    const event::Category* category = documents->plan.category(documents->plan.registration.walk_in_category);
    if (category) list.shown.walk_in_left = event::walk_in_seats(*category, context);
    list.shown.seats_released = category && list.shown.absent > 0 && event::absent_waived(*category, context);
  }
  if (list.shown.conflict.empty()) list.shown.conflict = stale_document;   // one card for all: who is here twice comes first
  list.shown.filter = wanted.filter;
  say(AttendanceAnswer{wanted.visit, std::make_shared<const ui::StaffAttendance>(std::move(list.shown)), std::move(list.guests)});
}

}  // namespace openday::app
