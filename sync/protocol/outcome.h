// The one table of what an outcome of a request means: the kind of trouble decides, never the text of an error.
//   done       go on
//   transient  the same again later, with back-off
//   permanent  this request will never be taken as it is: bisect it, in the end quarantine the one record
//   stop       nothing will be taken until somebody acts (unknown key, revoked, too old): wait long, say so to staff
//   elsewhere  not our bureau answered (captive portal, wrong certificate): no state may change, try again with back-off
//   behind     the bureau holds less or other than we believed: say hello again
#pragma once

#include <string_view>

namespace openday::protocol {

enum class Outcome { done, transient, permanent, stop, elsewhere, behind };

// What happened below HTTP.
enum class Wire { answered, no_route, refused, name_unknown, timed_out, broken_off, tls_untrusted, certificate_ended, certificate_early, certificate_or_clock, tls_failed, too_large, interrupted, unusable };

[[nodiscard]] std::string_view to_string(Outcome outcome);
[[nodiscard]] std::string_view to_string(Wire wire);

// `status` counts only when the wire answered; `ours`: the answer carried our mark and our JSON; `refusal` is its error code.
[[nodiscard]] Outcome classify(Wire wire, int status, bool ours, std::string_view refusal);

// Why nothing goes, in the classes that staff are told of: no-network, no-answer, portal, certificate, busy, full, refused, version,
// settings; empty when it went, or when the next try decides by itself.
[[nodiscard]] std::string_view reason(Wire wire, int status, bool ours, std::string_view refusal);

// What staff should do about it; empty when nothing.
[[nodiscard]] std::string_view advice(Wire wire, int status, bool ours, std::string_view refusal);

}  // namespace openday::protocol
