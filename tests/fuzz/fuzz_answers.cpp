// What the agent reads of answers: any bytes. What it understood is written and read again alike.
#include <cstdint>

#include "sync/agent/back_off.h"
#include "sync/protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto hello = protocol::decode_hello_answer(text)) {
    const auto again = protocol::decode_hello_answer(protocol::encode(*hello));
    if (!again || again->held != hello->held || again->epoch != hello->epoch || again->missing != hello->missing) __builtin_trap();
  }
  if (const auto push = protocol::decode_push_answer(text)) {
    const auto again = protocol::decode_push_answer(protocol::encode(*push));
    if (!again || again->ack != push->ack || again->quarantined != push->quarantined || again->fork != push->fork) __builtin_trap();
  }
  if (const auto ballots = protocol::decode_ballots_answer(text)) {
    const auto again = protocol::decode_ballots_answer(protocol::encode(*ballots));
    if (!again || again->batch != ballots->batch || again->counted != ballots->counted) __builtin_trap();
  }
  if (const auto refusal = protocol::decode_refusal(text)) {
    const auto again = protocol::decode_refusal(protocol::encode(*refusal));
    if (!again || again->code != refusal->code || again->ack != refusal->ack) __builtin_trap();
  }
  const auto wait = agent::parse_retry_after(text, base::Instant{});
  if (wait && (wait->count() < 0 || *wait > agent::kRetryAfterCap)) __builtin_trap();
  return 0;
}
