// The bureau's clock as a box heard it last (a hello or an enrolment, over the bureau's own CA), and by what time certificates are judged. It
// survives a restart of syncd, not one of the machine: then only what the machine's clock says is left.
#pragma once

#include <optional>

#include "kiosk/base/clock.h"
#include "kiosk/journal/inbox.h"

namespace openday::agent {

// Nothing when no bureau was heard in this boot.
[[nodiscard]] journal::StoreResult<std::optional<base::Instant>> bureau_clock(journal::Inbox& inbox, const base::Moment& now);
// What it said last, from before this boot too: 0 when it was never heard. It stops whoever shows a certificate that ended since to a box with
// an empty clock. Who was accepted by it may also take it back, so that a clock that was wrong once does no harm for longer than it is wrong.
[[nodiscard]] journal::StoreResult<base::Instant> bureau_time(journal::Inbox& inbox);
// Both of them; `bureau` is what its clock said at `heard`.
[[nodiscard]] journal::StoreResult<void> keep_bureau_clock(journal::Inbox& inbox, const base::Moment& heard, base::Instant bureau);

struct JudgedAt {
  base::Instant at{};
  bool sure = false;   // false: a clock that nothing confirmed; a certificate may begin later than it says
};
// `bureau`: the bureau's clock of now, where it is known; `least`: a time that has passed.
[[nodiscard]] JudgedAt judged_at(const base::Moment& now, std::optional<base::Instant> bureau, base::Instant least);

}  // namespace openday::agent
