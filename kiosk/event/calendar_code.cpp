#include "kiosk/event/calendar_code.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

constexpr std::size_t kFold = 75;              // octets of a line without its CRLF, RFC 5545 3.1
constexpr std::size_t kSummary = 60, kLocation = 45;   // bytes: the programme needs the room more

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') out += "\\n";
    else if (c != '\r') out += c;
  }
  return out;
}

// Never inside a character; a continuation begins with one space, which counts.
std::string folded(std::string_view line) {
  std::string out;
  for (std::size_t room = kFold; !line.empty(); room = kFold - 1) {
    const std::string_view part = base::first_bytes(line, room);
    out += (out.empty() ? "" : "\r\n ") + std::string(part);
    line.remove_prefix(part.size());
  }
  return out + "\r\n";
}

std::string date_text(Date date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string utc_text(base::Instant at) {
  const Minutes minute = base::minutes_of_day(at, Minutes(0));
  return fmt::format("{}T{:02}{:02}00Z", date_text(base::date_in(at, Minutes(0))), minute.count() / 60, minute.count() % 60);
}

std::string programme_text(const Itinerary& itinerary, Minutes zone) {
  std::string out;
  for (const Row& row : itinerary.rows) {
    if (row.state == RowState::skipped || !row.audience.empty()) continue;   // those called for themselves have their own invitation
    if (!out.empty()) out += '\n';
    if (row.start) out += base::clock_text(base::minutes_of_day(*row.start, zone)) + " ";
    out += row.title;
    if (!row.place.empty() && row.place != row.title) out += "，" + row.place;
  }
  return std::string(base::first_bytes(out, kCalendarDescription));
}

struct Span {
  std::optional<base::Instant> start, end;
};

// From the first row to the end of the last one, and no less than the session's own window.
Span span_of(const Session& session, const Itinerary& itinerary, Minutes zone) {
  Span out;
  bool endless = false;
  for (const Row& row : itinerary.rows) {
    if (row.throughout || row.state == RowState::skipped || !row.audience.empty()) continue;
    if (!row.start) {
      endless = true;
      continue;
    }
    if (!out.start || *row.start < *out.start) out.start = row.start;
    endless = !row.end;
    if (row.end && (!out.end || *row.end > *out.end)) out.end = row.end;
  }
  if (endless) out.end.reset();
  if (session.when.start && !out.start) out.start = base::at_local(*itinerary.day, *session.when.start, zone);
  if (session.when.end && (!out.end || endless)) out.end = base::at_local(*itinerary.day, *session.when.end, zone);
  if (out.end && out.start && *out.end <= *out.start) out.end.reset();
  return out;
}

// What is said in few bytes whatever the description takes.
struct Frame {
  std::string head, tail;
};

Frame frame_for(const Plan& plan, const Session& session, const Itinerary& itinerary, base::Instant stamp) {
  const Span span = span_of(session, itinerary, plan.zone);
  Frame out;
  out.head = "BEGIN:VEVENT\r\n" + folded("UID:" + plan.id + "-" + session.id + "@openday") + "DTSTAMP:" + utc_text(stamp) + "\r\n";
  out.head += span.start ? "DTSTART:" + utc_text(*span.start) + "\r\n" : "DTSTART;VALUE=DATE:" + date_text(*itinerary.day) + "\r\n";
  if (span.start && span.end) out.head += "DTEND:" + utc_text(*span.end) + "\r\n";
  const std::string whole = plan.bureau + plan.name, name = whole.size() <= kSummary ? whole : plan.name;
  out.head += folded("SUMMARY:" + escaped(base::first_bytes(name, kSummary)));
  const Site* site = plan.site(session.site);
  std::string where = site ? site->name : std::string();
  for (const Row& row : itinerary.rows)
    if (where.empty() && row.state != RowState::skipped) where = row.place;
  if (!where.empty()) out.head += folded("LOCATION:" + escaped(base::first_bytes(where, kLocation)));
  out.tail = "END:VEVENT\r\n";
  return out;
}

}  // namespace

std::optional<std::string> calendar_text(const Plan& plan, const Itinerary& itinerary, base::Instant stamp) {
  const Session* session = plan.session(itinerary.session);
  const bool off = itinerary.state == SessionState::postponed || itinerary.state == SessionState::cancelled || itinerary.state == SessionState::closed;
  if (!session || !itinerary.day || off) return std::nullopt;
  const Frame frame = frame_for(plan, *session, itinerary, stamp);
  if (frame.head.size() + frame.tail.size() > kCalendarBytes) return std::nullopt;
  std::string programme = programme_text(itinerary, plan.zone);
  while (!programme.empty()) {
    const std::string line = folded("DESCRIPTION:" + escaped(programme));
    const std::size_t size = frame.head.size() + line.size() + frame.tail.size();
    if (size <= kCalendarBytes) return frame.head + line + frame.tail;
    const std::size_t excess = size - kCalendarBytes;
    programme = base::first_bytes(programme, programme.size() - std::min(programme.size(), excess));
  }
  return frame.head + frame.tail;
}

}  // namespace openday::event
