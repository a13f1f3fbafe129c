// Codes of other systems: a pattern of the plan finds the key, the roster the guest, and a fact only the guest knows confirms it.
#include <algorithm>
#include <regex>

#include "kiosk/base/crypto.h"
#include "kiosk/event/admission.h"

namespace openday::event {
namespace {

// The key in the text by the pattern's group (the whole text where it has none); nothing where it does not match or is no regular
// expression. The text is short, since libstdc++ matches by recursion.
std::optional<std::string> key_in(std::string_view text, const std::string& pattern) {
  try {
    std::match_results<std::string_view::const_iterator> found;
    if (!std::regex_match(text.begin(), text.end(), found, std::regex(pattern, std::regex::ECMAScript))) return std::nullopt;
    return found[found.size() > 1 ? 1 : 0].str();
  } catch (const std::regex_error&) {
    return std::nullopt;   // `plan check` names a pattern that is none
  }
}

const Guest* guest_with(const ForeignCode& pattern, const std::string& key, const Roster& roster) {
  if (key.empty()) return nullptr;
  if (pattern.field == "number") return roster.find_number(key);
  const auto id = pattern.field == "registration" ? parse_registration_id(key) : std::nullopt;
  return id ? roster.find(*id) : nullptr;
}

}  // namespace

std::optional<ForeignMatch> match_foreign_code(std::string_view text, const Plan& plan, const Roster& roster) {
  if (text.size() > kMaxForeignCodeBytes) return std::nullopt;
  for (const ForeignCode& pattern : plan.confirmation.foreign_codes) {
    const auto key = key_in(text, pattern.pattern);
    const Guest* guest = key ? guest_with(pattern, *key, roster) : nullptr;
    if (guest) return ForeignMatch{&pattern, guest};
  }
  return std::nullopt;
}

bool confirms(const ForeignMatch& match, std::string_view fact) {
  if (match.pattern->confirm != "phone_tail") return false;
  const std::string& tail = match.guest->phone_tail;
  return !tail.empty() && base::equal_in_constant_time(base::as_bytes(tail), base::as_bytes(fact));
}

}  // namespace openday::event
