// The staff gate at the desk: PINs as scrypt hashes, every wrong try counted on the disk before anyone sees the answer.
#include <fmt/format.h>

#include "kiosk/app/attendance_list.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"

namespace openday::app {

namespace {

constexpr std::string_view kPinKey = "pin.supervisor";      // "scrypt1 SALT HASH", hex
constexpr std::string_view kLockoutKey = "pin.lockout";

std::string hash_pin(const std::string& pin, base::ByteView salt) {
  return fmt::format("scrypt1 {} {}", base::to_hex(salt), base::to_hex(base::scrypt(pin, salt)));
}

bool pin_matches(const std::string& pin, const std::string& stored) {
  const auto first = stored.find(' '), second = stored.find(' ', first + 1);
  if (first == std::string::npos || second == std::string::npos || stored.substr(0, first) != "scrypt1") return false;
  const auto salt = base::from_hex(std::string_view(stored).substr(first + 1, second - first - 1));
  if (!salt) return false;
  return base::equal_in_constant_time(base::as_bytes(hash_pin(pin, *salt)), base::as_bytes(stored));
}

}  // namespace

void JournalDesk::State::note_staff(const std::string& what, const base::Moment& now) {
  (void)append(event::Kind::staff, documents ? documents->plan.id : std::string(), to_json(event::StaffBody{what, std::string(kRole), {}}), now);
}

void JournalDesk::State::carry_out(const AskGate& wanted, const base::Moment& now) { say(GateAnswer{wanted.visit, pin_set, lockout.left_ms(now)}); }

void JournalDesk::State::carry_out(const TryPin& wanted, const base::Moment& now) {
  const auto answer = [&](PinVerdict verdict) { say(PinAnswer{wanted.visit, verdict, lockout.tries_left(), lockout.left_ms(now)}); };
  if (lockout.left_ms(now) > 0) return answer(PinVerdict::locked);
  const std::string stored = setting(kPinKey);
  if (stored.empty()) return answer(PinVerdict::failed);
  if (pin_matches(wanted.pin, stored)) {
    lockout = {};
    // A full disk must not lock out who could make room: the record is tried, the way is open.
    (void)keep_lockout(now, "login");
    return answer(PinVerdict::accepted);
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
  bool saved = false;
  if (acceptable) {
    const base::Random16 salt = base::random16();
    saved = worked(journal->set_setting(kPinKey, hash_pin(wanted.pin, salt)));
  }
  if (saved) {
    pin_set = true;
    note_staff("pin-set", now);
    note_staff("login", now);
  }
  say(PinSetAnswer{wanted.visit, saved});
}

void JournalDesk::State::carry_out(const NoteStaff& wanted, const base::Moment& now) { note_staff(wanted.what, now); }

void JournalDesk::State::carry_out(const LoadAttendance& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  AttendanceList list;
  if (documents && today) {
    list = make_attendance_list(*documents, today->id, attendance, wanted.filter);
    const event::AdmissionContext context = context_of(today, now);
    const event::Category* category = documents->plan.category(documents->plan.registration.walk_in_category);
    if (category) list.shown.walk_in_left = event::walk_in_seats(*category, context);
    list.shown.seats_released = category && list.shown.absent > 0 && event::absent_waived(*category, context);
  }
  if (list.shown.conflict.empty()) list.shown.conflict = stale_document;   // one card for both: who is here twice comes first
  list.shown.filter = wanted.filter;
  say(AttendanceAnswer{wanted.visit, std::make_shared<const ui::StaffAttendance>(std::move(list.shown)), std::move(list.guests)});
}

}  // namespace openday::app
