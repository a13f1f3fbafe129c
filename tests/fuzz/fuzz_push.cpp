// The bureau's reader of requests: any bytes, every message.
#include <cstdint>

#include "sync/bureau/body_check.h"
#include "sync/bureau/request_decoder.h"
#include "sync/protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  static bureau::RequestDecoder decoder;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto push = decoder.push(text)) {
    for (const auto& record : push->records) {
      (void)event::envelope_json(record);
      (void)bureau::quarantine_code(record);
      const auto again = bureau::RequestDecoder().record(protocol::encode_record(record));
      if (!again || again->body != record.body || again->body_hash != record.body_hash) __builtin_trap();
    }
  }
  (void)decoder.hello(text);
  (void)decoder.quarantine(text);
  (void)decoder.ballots(text);
  (void)protocol::decode_push_answer(text);
  (void)protocol::decode_hello_answer(text);
  return 0;
}
