// A state folder as the office's commands use it: every record in it once, own and others'; and, for the two commands that write, its
// two writers, which nobody else may hold.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/record.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {

// Own records in the order of appending, then others'. `take(record, foreign)`. The failure names the folder or the file.
using TakeRecord = std::function<void(const event::Record&, bool)>;
[[nodiscard]] Input<void> walk_records(const std::string& state, const TakeRecord& take);
[[nodiscard]] Input<void> need_journal(const std::string& state);   // there is a folder with a journal in it

// What the bureau holds durably (I4).
class Acknowledged {
 public:
  [[nodiscard]] static Input<Acknowledged> read(const std::string& state);
  [[nodiscard]] bool holds(const base::Uuid& device, const std::string& inc, std::uint64_t seq) const;

 private:
  std::vector<journal::Ack> acks_;
};

// Both writers, held until the end of its life. Refused while the kiosk or syncd runs: the failure says which and what to do.
struct Writers {
  std::optional<journal::Journal> journal;
  std::optional<journal::Inbox> inbox;   // none where syncd never ran
};
[[nodiscard]] Input<Writers> take_writers(const std::string& state, const base::Moment& now);

// The erasures that take these records out, with the numbers they leave; none for no records.
[[nodiscard]] Input<std::vector<journal::Erasure>> erasures_of(const std::string& state, const event::Plan& plan, const std::vector<base::Uuid>& records,
                                                               std::string_view reason);

// The moment that somebody at the command line confirms (I6): wall time from --now, the rest from the machine.
[[nodiscard]] base::Moment confirmed_moment(base::Instant now);

}  // namespace openday::tool
