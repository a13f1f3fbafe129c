// What a bureau tells everybody at its boxes: a board of notices, one document (kind "notice") an event, and one for every event. A newer
// version replaces the whole board, an empty one withdraws all; each notice ends by itself. Pure values and rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::event {

inline constexpr std::size_t kMaxNotices = 20;            // of a board: who has more to say prints it
inline constexpr std::size_t kMaxNoticeText = 200;        // code points; of the English one twice as many
inline constexpr std::size_t kMaxNoticeBoardBytes = 64u << 10;

enum class NoticeSeverity { info, attention, urgent };
[[nodiscard]] std::string_view to_string(NoticeSeverity severity);
[[nodiscard]] std::optional<NoticeSeverity> parse_notice_severity(std::string_view text);

struct PublicNotice {
  std::string id;                     // of letters, digits and '-', at most 32; names it when it is withdrawn
  std::string text, english;          // one paragraph; english may be empty
  NoticeSeverity severity = NoticeSeverity::info;
  std::optional<base::Instant> from;  // nothing: at once
  base::Instant until;                // not shown from then on
  bool operator==(const PublicNotice&) const = default;
};

struct NoticeBoard {
  std::string event;                  // empty: of every event
  int version = 0;
  std::vector<PublicNotice> notices;
  [[nodiscard]] const PublicNotice* find(std::string_view id) const;
};

enum class NoticeError { unreadable, wrong_schema };

// {"schema":1,"event":"YX","version":3,"notices":[{"id":"1","text":"...","english":"...","severity":"attention","from":"RFC 3339",
// "until":"RFC 3339"}]}. event, english, severity and from may be absent; a severity that this program does not know is info.
[[nodiscard]] base::Result<NoticeBoard, NoticeError> read_notices(std::string_view json);
[[nodiscard]] std::string write_notices(const NoticeBoard& board);

// Why it may not stand on a board ("text is longer than 200 characters"); empty: it may.
[[nodiscard]] std::string why_not(const PublicNotice& notice);

// Those that count now, of all boards: the most pressing first, of these the one that began last.
[[nodiscard]] std::vector<PublicNotice> notices_at(const std::vector<NoticeBoard>& boards, base::Instant now);

}  // namespace openday::event
