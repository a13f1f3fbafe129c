#include "kiosk/event/notice_board.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;
constexpr std::size_t kMaxId = 32, kMaxEvent = 64;
constexpr std::array<std::string_view, 3> kSeverities{"info", "attention", "urgent"};

struct Refusal {
  std::string what;
};

// A sentence for people is shown as it is: no line feeds, no marks that turn the direction of writing.
bool is_plain(std::string_view text) {
  if (!base::is_utf8(text)) return false;
  return std::ranges::none_of(base::to_code_points(text), [](char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  });
}

bool is_id(std::string_view id) {
  const auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
  return !id.empty() && id.size() <= kMaxId && std::ranges::all_of(id, plain);
}

std::string text_of(const Json& of, const char* name, bool needed) {
  const auto at = of.find(name);
  if (at == of.end() && !needed) return {};
  if (at == of.end() || !at->is_string()) throw Refusal{fmt::format("{} is missing or no text", name)};
  return at->get<std::string>();
}

std::optional<base::Instant> time_of(const Json& of, const char* name) {
  if (!of.contains(name)) return std::nullopt;
  const auto at = base::parse_rfc3339(text_of(of, name, true));
  if (!at) throw Refusal{fmt::format("{} is no time such as 2026-11-17T09:30:00+08:00", name)};
  return at->at;
}

PublicNotice notice_of(const Json& entry) {
  if (!entry.is_object()) throw Refusal{"a notice is no object"};
  PublicNotice out;
  out.id = text_of(entry, "id", true);
  out.text = text_of(entry, "text", true);
  out.english = text_of(entry, "english", false);
  out.severity = parse_notice_severity(text_of(entry, "severity", false)).value_or(NoticeSeverity::info);
  out.from = time_of(entry, "from");
  const auto until = time_of(entry, "until");
  if (!until) throw Refusal{fmt::format("notice {} has no until: each one ends by itself", out.id)};
  out.until = *until;
  if (const auto why = why_not(out); !why.empty()) throw Refusal{fmt::format("notice {}: {}", is_id(out.id) ? out.id : "?", why)};
  return out;
}

NoticeBoard board_of(const Json& document) {
  if (!document.is_object() || document.value("schema", Json()) != kSchema) throw Refusal{"not a board of notices; expected \"schema\": 1"};
  NoticeBoard out;
  out.event = text_of(document, "event", false);
  if (out.event.size() > kMaxEvent || !is_plain(out.event)) throw Refusal{"event is no event id"};
  const auto version = document.find("version");
  if (version == document.end() || !version->is_number_unsigned() || *version < 1u || *version > 2'000'000'000u) throw Refusal{"version is no whole number from 1"};
  out.version = version->get<int>();
  const auto notices = document.find("notices");
  if (notices == document.end() || !notices->is_array() || notices->size() > kMaxNotices) throw Refusal{fmt::format("notices is no list of at most {}", kMaxNotices)};
  for (const Json& entry : *notices) {
    PublicNotice notice = notice_of(entry);
    if (out.find(notice.id)) throw Refusal{fmt::format("notice {} stands there twice", notice.id)};
    out.notices.push_back(std::move(notice));
  }
  return out;
}

}  // namespace

std::string_view to_string(NoticeSeverity severity) { return kSeverities[static_cast<std::size_t>(severity)]; }

std::optional<NoticeSeverity> parse_notice_severity(std::string_view text) {
  const auto at = std::ranges::find(kSeverities, text);
  if (at == kSeverities.end()) return std::nullopt;
  return static_cast<NoticeSeverity>(at - kSeverities.begin());
}

const PublicNotice* NoticeBoard::find(std::string_view id) const {
  const auto at = std::ranges::find(notices, id, &PublicNotice::id);
  return at == notices.end() ? nullptr : &*at;
}

std::string why_not(const PublicNotice& notice) {
  if (!is_id(notice.id)) return fmt::format("its id is not of letters, digits and '-', at most {}", kMaxId);
  if (notice.text.empty()) return "it says nothing";
  if (!is_plain(notice.text) || !is_plain(notice.english)) return "a notice is one paragraph of UTF-8 without control characters";
  if (base::count_code_points(notice.text) > kMaxNoticeText) return fmt::format("its text is longer than {} characters", kMaxNoticeText);
  if (base::count_code_points(notice.english) > 2 * kMaxNoticeText) return fmt::format("its English text is longer than {} characters", 2 * kMaxNoticeText);
  if (notice.from && *notice.from >= notice.until) return "it ends before it begins";
  return {};
}

base::Result<NoticeBoard, NoticeError> read_notices(std::string_view json) {
  if (json.size() > kMaxNoticeBoardBytes) return base::fail(NoticeError::unreadable, fmt::format("a board of notices has at most {} bytes", kMaxNoticeBoardBytes));
  const Json document = Json::parse(json, nullptr, false);
  if (document.is_discarded()) return base::fail(NoticeError::unreadable, "not JSON");
  try {
    return board_of(document);
  } catch (const Refusal& refusal) {
    return base::fail(NoticeError::wrong_schema, refusal.what);
  }
}

std::string write_notices(const NoticeBoard& board) {
  Json out{{"schema", kSchema}, {"event", board.event}, {"version", board.version}, {"notices", Json::array()}};
  for (const PublicNotice& notice : board.notices) {
    Json entry{{"id", notice.id}, {"text", notice.text}};
    if (!notice.english.empty()) entry["english"] = notice.english;
    entry["severity"] = to_string(notice.severity);
    if (notice.from) entry["from"] = base::to_rfc3339(*notice.from);
    entry["until"] = base::to_rfc3339(notice.until);
    out["notices"].push_back(std::move(entry));
  }
  return out.dump(1) + "\n";
}

std::vector<PublicNotice> notices_at(const std::vector<NoticeBoard>& boards, base::Instant now) {
  std::vector<PublicNotice> out;
  for (const NoticeBoard& board : boards)
    for (const PublicNotice& notice : board.notices)
      if ((!notice.from || *notice.from <= now) && now < notice.until) out.push_back(notice);
  std::ranges::stable_sort(out, [](const PublicNotice& a, const PublicNotice& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.from.value_or(base::Instant::min()) > b.from.value_or(base::Instant::min());
  });
  return out;
}

}  // namespace openday::event
