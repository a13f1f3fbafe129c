#include "kiosk/event/enrolment_code.h"

#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxUrl = 255, kMaxHall = 120;

std::string text_of(const Json& root, const char* name) {
  const auto found = root.find(name);
  return found != root.end() && found->is_string() ? found->get<std::string>() : std::string();
}

tl::unexpected<base::Failure<EnrolmentError>> unreadable(std::string_view what) {
  return base::fail(EnrolmentError::unreadable, "the enrolment code is damaged (" + std::string(what) + "): show it again, or make a new one at the bureau");
}

}  // namespace

bool is_enrolment_text(std::string_view text) { return text.starts_with(kEnrolmentPrefix); }

std::string write_enrolment_code(const EnrolmentCode& code) {
  nlohmann::ordered_json out{{"url", code.url}};
  if (code.ca) out["ca"] = base::to_hex(*code.ca);
  out["hall"] = code.hall;
  out["secret"] = base::to_hex(code.secret);
  out["until"] = base::to_rfc3339(code.until, base::Minutes{0});
  return std::string(kEnrolmentPrefix) + out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Result<EnrolmentCode, EnrolmentError> read_enrolment_code(std::string_view text, std::optional<base::Instant> now) {
  if (!is_enrolment_text(text)) return base::fail(EnrolmentError::other, "this is no enrolment code: make one with openday-bureau admin devices enrol-code");
  if (text.size() > kMaxEnrolmentText) return unreadable("too long");
  const Json root = Json::parse(text.substr(kEnrolmentPrefix.size()), [](int depth, Json::parse_event_t, Json&) { return depth <= 2; }, false);
  if (!root.is_object()) return unreadable("not JSON");
  EnrolmentCode out{text_of(root, "url"), std::nullopt, text_of(root, "hall"), {}, {}};
  if (out.url.empty() || out.url.size() > kMaxUrl || out.hall.size() > kMaxHall) return unreadable("url or hall");
  if (root.contains("ca")) {
    const auto ca = base::array_from_hex<32>(text_of(root, "ca"));
    if (!ca) return unreadable("ca");
    out.ca = *ca;
  }
  const auto secret = base::array_from_hex<16>(text_of(root, "secret"));
  const auto until = base::parse_rfc3339(text_of(root, "until"));
  if (!secret || !until) return unreadable(secret ? "until" : "secret");
  out.secret = *secret;
  out.until = until->at;
  if (!out.ca && out.url.starts_with("https:")) return unreadable("ca");
  if (now && *now > out.until) return base::fail(EnrolmentError::expired, "the enrolment code ran out: make a new one at the bureau");
  return out;
}

}  // namespace openday::event
