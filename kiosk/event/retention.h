// How long what a guest left is kept: the plan's retention_days by field, laid over records. Pure. A record goes whole, at the
// shortest of what it holds (its hash covers the whole body); days count from the event's last day, or from the record's own where
// that is later; the last day kept is `until`, the day after it the record is due. A record whose clock was guessed has no day of its
// own. The table of fields is config/plans/plan-schema.md, [privacy.retention_days].
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/record.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {

enum class RetentionField {
  check_in,    // check-in, walk-in, check-out, waitlist, roll-call; a supervisor's override, which names the guest
  name,        // a walk-in's written name; names on a kept roster
  rating,      // named rating, named score sheet; with the last of them the event's marks
  comment,     // free text of a named rating or sheet, an opinion, what was done about a case
  contact,     // an opinion that asks for a reply: sealed address or the registration it names
  screening,   // pass or refer
  consent      // what was agreed to
};
inline constexpr std::array kRetentionFields{RetentionField::check_in, RetentionField::name,      RetentionField::rating, RetentionField::comment,
                                             RetentionField::contact,  RetentionField::screening, RetentionField::consent};
[[nodiscard]] std::string_view to_string(RetentionField field);                            // "check_in", "name", ...
// A key of [privacy.retention_days]: a field, `phone` (says contact), or `default`, which is no field: nothing.
[[nodiscard]] std::optional<RetentionField> parse_retention_field(std::string_view key);
inline constexpr std::string_view kRetentionDefault = "default";                           // every field not named

// Days of a field; nothing: the plan sets no limit.
[[nodiscard]] std::optional<int> retention_days(const Privacy& privacy, RetentionField field);

// Which fields a record's body holds; none for what names no guest, and for an erased one.
[[nodiscard]] std::vector<RetentionField> personal_fields(const Record& record);

struct Retained {                 // a record with personal data that is still there
  base::Uuid id;
  base::Uuid device;
  std::string inc, kind;
  std::uint64_t seq = 0;
  bool foreign = false;           // another box's, lying in the inbox
  RetentionField field = RetentionField::check_in;   // the one that ends first
  std::optional<Date> until;      // nothing: no limit
};

struct RetentionReview {
  std::vector<Retained> due;              // past `until` and acknowledged whole and durable (I4), in the order added
  std::vector<Retained> unacknowledged;   // past `until`, but no bureau holds it
  std::vector<Retained> kept;
  std::optional<Date> end;                // of the event, as far as it is known
  std::vector<RetentionField> past;       // fields whose days, counted from `end`, are over; `name`: kept rosters go, too
  bool marks_due = false;                 // rating is past its days, and nothing else of the event would be left
  [[nodiscard]] bool is_past(RetentionField field) const { return std::ranges::find(past, field) != past.end(); }
};

// Last day kept of what lies beside records, lists and papers, which count from the event's `end`. Nothing: no limit, or no end is known.
[[nodiscard]] std::optional<Date> kept_until(const Privacy& privacy, RetentionField field, std::optional<Date> end);

class RetentionFold {
 public:
  explicit RetentionFold(const Plan& plan) : plan_(plan) {}
  // Records of other events are passed over. Each record once.
  void add(const Record& record, bool foreign);
  // `acknowledged(record)`: the bureau holds it whole and durable.
  [[nodiscard]] RetentionReview review(Date today, const std::function<bool(const Retained&)>& acknowledged) const;

 private:
  struct Entry {
    Retained record;
    std::vector<RetentionField> fields;
    std::optional<Date> day;
    std::string group;            // of one guest: goes together, so that no second copy counts in its place
  };
  [[nodiscard]] std::optional<Date> end() const;
  void judge(Entry& entry, std::optional<Date> end) const;

  const Plan& plan_;
  std::vector<Entry> entries_;
  Attendance programme_;          // what moves a session's day, and what takes that back
  std::optional<Date> last_record_;
};

}  // namespace openday::event
