// The JSON of the protocol (protocol.md). Requests are written here and read by the bureau's own reader (simdjson); answers are
// written and read here. A body goes as a JSON string of its exact bytes, as base64 when they are not UTF-8: nothing is ever
// re-serialised. Readers ignore members they do not know. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "sync/protocol/messages.h"

namespace openday::protocol {

[[nodiscard]] std::string encode(const Hello& message);
[[nodiscard]] std::string encode(const Push& message);
[[nodiscard]] std::string encode(const Quarantine& message);
[[nodiscard]] std::string encode(const Ballots& message);

// One record with nothing hoisted: what quarantine keeps and a replay reads. Without `with_body` only the body's hash goes.
[[nodiscard]] std::string encode_record(const event::Record& record, bool with_body = true);

[[nodiscard]] std::string encode(const HelloAnswer& answer);
[[nodiscard]] std::string encode(const PushAnswer& answer);
[[nodiscard]] std::string encode(const BallotsAnswer& answer);
[[nodiscard]] std::string encode(const Refusal& refusal);

enum class CodecError { not_json, wrong_schema };

[[nodiscard]] base::Result<HelloAnswer, CodecError> decode_hello_answer(std::string_view json);
[[nodiscard]] base::Result<PushAnswer, CodecError> decode_push_answer(std::string_view json);
[[nodiscard]] base::Result<BallotsAnswer, CodecError> decode_ballots_answer(std::string_view json);
[[nodiscard]] base::Result<Refusal, CodecError> decode_refusal(std::string_view json);

}  // namespace openday::protocol
