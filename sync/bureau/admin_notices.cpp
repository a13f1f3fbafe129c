#include "sync/bureau/admin_notices.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/event/notice_board.h"
#include "kiosk/event/trust.h"
#include "sync/bureau/published.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;
using event::NoticeBoard;
using event::PublicNotice;

constexpr const char* kAll = "all";
constexpr base::Instant kFirstSecond{base::Millis{1'577'836'800'000}};   // 2020-01-01T00:00:00Z
constexpr std::int64_t kMostVersion = 2'000'000'000;                     // as read_notices()
constexpr int kAttempts = 5;                                             // of a board that other terminals change at the same moment

struct Wrong {
  std::string what;
};

// "16:30" is today's, in the time that China goes by.
base::Instant time_of(const std::string& text, const char* option, base::Instant now) {
  if (const auto at = base::parse_rfc3339(text)) return at->at;
  int hour = 0, minute = 0;
  const auto number = [&text](std::size_t from, int& to) { return std::from_chars(text.data() + from, text.data() + from + 2, to).ptr == text.data() + from + 2; };
  if (text.size() == 5 && text[2] == ':' && number(0, hour) && number(3, minute) && hour < 24 && minute < 60 && hour >= 0 && minute >= 0) {
    return base::at_local(base::date_in(now, base::kChinaOffset), base::Minutes{hour * 60 + minute}, base::kChinaOffset);
  }
  throw Wrong{fmt::format("{} is \"{}\"; expected a time of today as 16:30, or one with its date as 2026-11-17T16:30:00+08:00", option, text)};
}

base::SigningKey key_of(const NoticeWish& wish) {
  std::string passphrase;
  if (!wish.passphrase_file.empty()) {
    const auto text = base::read_file(wish.passphrase_file);
    if (!text) throw Wrong{text.error().what};
    passphrase = text->substr(0, text->find_first_of("\r\n"));
  }
  auto key = base::SigningKey::load(wish.key, passphrase);
  if (!key) throw Wrong{key.error().what};
  return std::move(*key);
}

// The board that boxes have now; a new one where none was published.
NoticeBoard board_of(HallStore& store, const std::string& event) {
  const auto held = read_published(store, "notice", event);
  if (!held) throw Wrong{fmt::format("the board that boxes have cannot be read, so nothing was changed: {}; then give this command again", held.error().what)};
  if (!*held) return NoticeBoard{event, 0, {}};
  auto board = event::read_notices((*held)->bytes);
  if (!board) throw Wrong{"the published board of notices cannot be read: " + board.error().what};
  return std::move(*board);
}

// By the time, and past the one before: boxes hold a board that a bureau restored from a backup does not know of, and take a higher version
// only. Seconds since 2020 fit a board's version until 2083. A terminal whose clock is behind that of the last time gives the next number.
int next_version(const NoticeBoard& board, base::Instant now) {
  const auto since = std::chrono::floor<std::chrono::seconds>(now - kFirstSecond).count();
  const auto next = std::max<std::int64_t>(std::int64_t{board.version} + 1, since);
  if (next > kMostVersion) throw Wrong{fmt::format("the board's version would be {}: set the clock of this machine", next)};
  return static_cast<int>(next);
}

std::string next_id(const NoticeBoard& board) {
  int highest = 0;
  for (const PublicNotice& notice : board.notices) {
    int number = 0;
    if (std::from_chars(notice.id.data(), notice.id.data() + notice.id.size(), number).ec == std::errc()) highest = std::max(highest, number);
  }
  for (std::int64_t number = std::int64_t{highest} + 1;; ++number) {
    if (auto id = std::to_string(number); !board.find(id)) return id;
  }
}

PublicNotice notice_of(const NoticeWish& wish, const NoticeBoard& board, base::Instant now) {
  const auto severity = event::parse_notice_severity(wish.severity);
  if (!severity) throw Wrong{fmt::format("--severity is \"{}\"; expected info, attention or urgent", wish.severity)};
  if (wish.until.empty()) throw Wrong{"--until is missing: a notice ends by itself"};
  PublicNotice out{next_id(board), wish.text, wish.english, *severity, {}, time_of(wish.until, "--until", now)};
  if (!wish.from.empty()) out.from = time_of(wish.from, "--from", now);
  if (out.until <= now) throw Wrong{fmt::format("--until is {}, which is over: no box would show it", base::to_rfc3339(out.until))};
  if (const auto why = event::why_not(out); !why.empty()) throw Wrong{why};
  return out;
}

// What changed, for the terminal.
std::string change(NoticeBoard& board, const NoticeWish& wish, base::Instant now) {
  std::erase_if(board.notices, [now](const PublicNotice& notice) { return notice.until <= now; });
  if (wish.withdraw == kAll) {
    board.notices.clear();
    return "every notice withdrawn";
  }
  if (!wish.withdraw.empty()) {
    if (std::erase_if(board.notices, [&](const PublicNotice& notice) { return notice.id == wish.withdraw; }) == 0) {
      throw Wrong{fmt::format("no notice {} stands on the board{}: openday-bureau admin notices shows them", wish.withdraw, board.event.empty() ? " of every event" : " of event " + board.event)};
    }
    return fmt::format("notice {} withdrawn", wish.withdraw);
  }
  if (board.notices.size() >= event::kMaxNotices) throw Wrong{fmt::format("{} notices stand there already: withdraw some", event::kMaxNotices)};
  board.notices.push_back(notice_of(wish, board, now));
  return fmt::format("notice {} published until {}", board.notices.back().id, base::to_rfc3339(board.notices.back().until));
}

std::string signature_of(HallStore& store, const base::SigningKey& key, const std::string& bytes) {
  const auto held = read_published(store, "trust", {});
  if (!held) throw Wrong{fmt::format("the trust list cannot be read, so nothing was changed: {}; then give this command again", held.error().what)};
  if (!*held) throw Wrong{"no trust list is published yet: openday-bureau admin publish trust TRUST.json first"};
  const auto trust = event::read_trust((*held)->bytes);
  if (!trust) throw Wrong{trust.error().what};
  auto cose = event::sign_document(bytes, key);
  if (const auto good = event::verify_document(bytes, cose, *trust); !good) throw Wrong{good.error().what + ": give --key the documents key that the trust list names"};
  return cose;
}

int tell(const Terminal& terminal, const NoticeBoard& board, const std::string& said) {
  if (terminal.json) {
    terminal.out << Json{{"event", board.event}, {"version", board.version}, {"notices", board.notices.size()}}.dump() << '\n';
  } else {
    terminal.out << fmt::format("{}; boxes fetch it within seconds (board version {}, {} notices{})\n", said, board.version, board.notices.size(), board.event.empty() ? ", every event" : ", event " + board.event);
  }
  return 0;
}

// A board that another terminal replaced meanwhile is read and changed again: what the other said stays.
int publish(HallStore& store, const Terminal& terminal, const NoticeWish& wish) {
  const auto key = key_of(wish);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    NoticeBoard board = board_of(store, wish.event);
    const int built_on = board.version;
    const std::string said = change(board, wish, terminal.now);
    board.version = next_version(board, terminal.now);
    const std::string bytes = event::write_notices(board);
    const auto done = store.publish({wish.event, "notice", {}, board.version, bytes, signature_of(store, key, bytes), built_on}, terminal.now);
    if (!done) return failed(terminal, done.error().what);
    if (*done == Publishing::published || *done == Publishing::held_already) return tell(terminal, board, said);
  }
  return failed(terminal, "other terminals change the board without a pause: nothing was changed, give this command again");
}

std::string state_of(const PublicNotice& notice, base::Instant now) {
  if (notice.until <= now) return "over";
  return notice.from && *notice.from > now ? "later" : "shown";
}

}  // namespace

int publish_notice(HallStore& store, const Terminal& terminal, const NoticeWish& wish) {
  try {
    return publish(store, terminal, wish);
  } catch (const Wrong& wrong) {
    return failed(terminal, wrong.what);
  }
}

int list_notices(HallStore& store, const Terminal& terminal) {
  const auto names = store.documents_after(0, {});
  if (!names) return failed(terminal, names.error().what);
  for (const auto& name : names->documents) {
    if (name.kind != "notice") continue;
    const auto held = read_published(store, "notice", name.event);
    if (!held) return failed(terminal, held.error().what);
    if (!*held) continue;   // gone since
    const auto board = event::read_notices((*held)->bytes);
    if (!board) return failed(terminal, board.error().what);
    for (const auto& notice : board->notices) {
      const auto from = notice.from ? base::to_rfc3339(*notice.from) : std::string();
      if (terminal.json) {
        terminal.out << Json{{"event", board->event}, {"id", notice.id}, {"severity", event::to_string(notice.severity)}, {"from", from}, {"until", base::to_rfc3339(notice.until)},
                             {"state", state_of(notice, terminal.now)}, {"text", notice.text}, {"english", notice.english}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
      } else {
        terminal.out << fmt::format("{:<8} {:<4} {:<9} {:<5} until {}  {}\n", board->event.empty() ? "(every)" : board->event, notice.id, event::to_string(notice.severity), state_of(notice, terminal.now), base::to_rfc3339(notice.until), notice.text);
      }
    }
  }
  return 0;
}

}  // namespace openday::bureau
