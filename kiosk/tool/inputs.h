// What several commands read: plans, rosters, keys, trust lists, moments. Each failure is a sentence that names the file and the
// next step. And the one way to complain and to print.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/seal.h"
#include "kiosk/base/time.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"

namespace openday::tool {

enum class InputError { unusable };
template <class T>
using Input = base::Result<T, InputError>;

[[nodiscard]] Input<std::string> read_input(const std::string& file, std::size_t limit = 64u << 20);
// As the kiosk reads it: [texts] may override the sentences that the kiosk knows.
[[nodiscard]] event::PlanReading read_plan_text(const std::string& text, const std::string& file);
// Errors of a broken plan go to stderr one a line; the failure says how many. Warnings are not repeated here.
[[nodiscard]] Input<event::Plan> read_plan_file(const std::string& file);
[[nodiscard]] Input<event::Roster> read_roster_file(const std::string& file, const event::Plan& plan);
[[nodiscard]] Input<event::Trust> read_trust_file(const std::string& file);
[[nodiscard]] Input<event::Revocations> read_revocations_file(const std::string& file);
// `passphrase_file`: its first line; may be empty for a key without one.
[[nodiscard]] Input<base::SigningKey> read_key(const std::string& file, const std::string& passphrase_file);
[[nodiscard]] Input<base::UnsealKey> read_seal_key(const std::string& file, const std::string& passphrase_file);
[[nodiscard]] Input<std::string> read_passphrase(const std::string& file);
[[nodiscard]] Input<base::Instant> parse_moment(const std::string& text, std::string_view option);
[[nodiscard]] Input<base::Date> parse_day(const std::string& text, std::string_view option);
// The session named, else that of the day.
[[nodiscard]] Input<const event::Session*> find_session(const event::Plan& plan, const std::string* id, base::Date day);

[[nodiscard]] Input<void> write_output(const std::string& file, std::string_view bytes, unsigned mode = 0640);

int complain(std::string_view what);   // "openday: error: ..." to stderr; returns kFailed
template <class Kind>
int complain(const base::Failure<Kind>& failure) {
  return complain(std::string_view(failure.what));
}
void print(std::string_view line);     // to stdout, with its line end
void note(std::string_view line);      // to stderr, for people

}  // namespace openday::tool
