// A finished paper on its way to the bureau, as the kiosk leaves it for syncd (journal/spool.h, SpoolKind::send_paper): one line of
// JSON {"name","kind","event","session"}, a line feed, then the sealed bytes. They are the file as it would lie on a stick, sealed
// to the bureau's seal key (base/seal.h): nobody between box and office reads it. Pure values.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace openday::event {

struct SentPaper {
  std::string name;              // of the file: "openday-sign-in-20201117T120500-1A2B3C4D.pdf"; no path, no hidden file
  std::string kind;              // "sign-in", "summary" ...: small letters and hyphens
  std::string event, session;    // ids of the plan; session may be empty
  std::string sealed;
  bool operator==(const SentPaper&) const = default;
};

inline constexpr std::size_t kMaxSentPaper = 32u << 20;      // sealed bytes

enum class SentPaperError { no_line, unreadable, bad_name, bad_kind, bad_id, not_sealed, too_large };

[[nodiscard]] std::string to_text(const SentPaper& paper);
// Members it does not know are passed over: a newer kiosk may say more.
[[nodiscard]] base::Result<SentPaper, SentPaperError> parse_sent_paper(std::string_view text);

}  // namespace openday::event
