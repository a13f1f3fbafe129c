// Reading what one box says to another: hello and push by nlohmann::json, as the bureau reads them with its own reader. Every size, type
// and text form is checked here; signatures and chains are the taker's. Pure.
#pragma once

#include <string_view>

#include "sync/protocol/codec.h"

namespace openday::protocol {

[[nodiscard]] base::Result<Hello, CodecError> decode_hello(std::string_view json);
[[nodiscard]] base::Result<Push, CodecError> decode_push(std::string_view json);

}  // namespace openday::protocol
