// Boards of notices come from outside: any bytes give a board that reads the same again and whose notices all may stand, or a refusal.
#include <cstdlib>

#include "kiosk/event/notice_board.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const auto board = event::read_notices({reinterpret_cast<const char*>(data), size});
  if (!board) return board.error().what.empty() ? (std::abort(), 0) : 0;
  for (const event::PublicNotice& notice : board->notices)
    if (!event::why_not(notice).empty()) std::abort();
  const auto again = event::read_notices(event::write_notices(*board));
  if (!again || again->notices.size() != board->notices.size() || again->event != board->event) std::abort();
  (void)event::notices_at({*board}, base::Instant(base::Millis(1'605'580'000'000)));
  return 0;
}
