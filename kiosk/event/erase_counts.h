// What records leave behind when they are erased: the numbers that attendance, tallies and the follow-up list go on counting
// (EraseBody::counts), and the `erase` bodies that carry them. Made once the records to erase are chosen; then every record of the
// event is added, those included. Pure; one thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/follow_up.h"
#include "kiosk/event/tally.h"

namespace openday::event {

class EraseCounts {
 public:
  EraseCounts(std::string event, const std::vector<base::Uuid>& erased);
  void add(const Record& record);
  // As many bodies as the ids need; each carries the numbers of its own records. Of persons: the difference that erasing makes, so
  // that who is also in another box's record is not counted twice.
  [[nodiscard]] std::vector<EraseBody> bodies(std::string_view reason, Minutes zone);
  // A body for each record that leaves a number behind, none for the others: what other erases name may then be any of them.
  [[nodiscard]] std::vector<EraseBody> bodies_each(std::string_view reason, Minutes zone);

 private:
  struct Left {
    std::string session, category;
    int persons = 0;
  };
  using LeftBy = std::unordered_map<RegistrationId, std::vector<Left>, RegistrationIdHash>;
  [[nodiscard]] LeftBy persons_left() const;
  // Whoever asks first for a record of a registration gets what it leaves.
  [[nodiscard]] std::vector<Left> take_persons(const base::Uuid& record, LeftBy& left) const;
  [[nodiscard]] std::string counts(const std::vector<base::Uuid>& records, LeftBy& left, Minutes zone);

  std::string event_;
  std::vector<base::Uuid> erased_;
  UuidSet named_;
  Attendance before_, after_;
  TallyFold tally_;
  CaseFold cases_;
  std::vector<std::string> sessions_;
  std::unordered_map<base::Uuid, RegistrationId, UuidHash> came_;   // admissions among the erased
  UuidSet heavy_;                                                    // those that may leave a case behind
};

}  // namespace openday::event
