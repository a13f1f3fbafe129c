#include "kiosk/event/sent_paper.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/seal.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxLine = 4096, kMaxName = 120, kMaxKind = 32, kMaxId = 64;

std::string text(const Json& of, const char* name) {
  const auto at = of.find(name);
  return at != of.end() && at->is_string() ? at->get<std::string>() : std::string();
}

bool plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; }
bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxName && name.front() != '.' && std::ranges::all_of(name, [](char c) { return plain(c) && c != '/' && c != '\\'; });
}
bool is_kind(std::string_view kind) {
  return !kind.empty() && kind.size() <= kMaxKind && std::ranges::all_of(kind, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}
bool is_id(std::string_view id) { return id.size() <= kMaxId && std::ranges::all_of(id, plain); }

}  // namespace

std::string to_text(const SentPaper& paper) {
  const Json line{{"name", paper.name}, {"kind", paper.kind}, {"event", paper.event}, {"session", paper.session}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n" + paper.sealed;
}

base::Result<SentPaper, SentPaperError> parse_sent_paper(std::string_view text_of) {
  const std::size_t end = text_of.substr(0, kMaxLine).find('\n');
  if (end == std::string_view::npos) return base::fail(SentPaperError::no_line, fmt::format("a paper for the bureau: its first {} bytes hold no end of line", kMaxLine));
  const std::string_view line = text_of.substr(0, end);
  const Json parsed = Json::parse(line.begin(), line.end(), nullptr, false);
  if (!parsed.is_object()) return base::fail(SentPaperError::unreadable, "a paper for the bureau: its first line is not a JSON object");
  SentPaper out{text(parsed, "name"), text(parsed, "kind"), text(parsed, "event"), text(parsed, "session"), {}};
  if (!is_file_name(out.name)) return base::fail(SentPaperError::bad_name, "a paper for the bureau: its name is not a file's name");
  if (!is_kind(out.kind)) return base::fail(SentPaperError::bad_kind, "a paper for the bureau: its kind is not one of small letters and hyphens");
  if (out.event.empty() || !is_id(out.event) || !is_id(out.session)) return base::fail(SentPaperError::bad_id, "a paper for the bureau: event and session are not ids of a plan");
  const std::string_view sealed = text_of.substr(end + 1);
  if (sealed.size() <= base::kSealOverhead) return base::fail(SentPaperError::not_sealed, "a paper for the bureau: nothing sealed follows its first line");
  if (sealed.size() > kMaxSentPaper) return base::fail(SentPaperError::too_large, fmt::format("a paper for the bureau of {} bytes is over the {} that are taken", sealed.size(), kMaxSentPaper));
  out.sealed = sealed;
  return out;
}

}  // namespace openday::event
