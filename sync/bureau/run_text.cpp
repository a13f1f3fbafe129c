#include "sync/bureau/run_text.h"

#include "sync/bureau/body_check.h"
#include "sync/bureau/request_decoder.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {

std::optional<Run> verified_run(const protocol::Push& push) {
  Run run{push.device, push.inc, push.first, push.previous, {}};
  run.records.reserve(push.records.size());
  base::Digest hash = push.previous;
  for (const auto& record : push.records) {
    hash = event::chain_next(hash, event::envelope_json(record), record.body_hash);
    const std::string code(quarantine_code(record));
    run.records.push_back({record, hash, code, code.empty() ? std::string() : protocol::encode_record(record)});
  }
  return hash == push.head ? std::optional(std::move(run)) : std::nullopt;
}

std::optional<std::string> text_of(const Run& run) {
  protocol::Push push{run.device, run.inc, run.first, run.previous, run.records.back().hash, {}, {}};
  for (const auto& incoming : run.records) {
    if (incoming.record.id == base::Uuid{}) return std::nullopt;
    push.records.push_back(incoming.record);
  }
  auto text = protocol::encode(push);
  return text.size() <= protocol::kMaxAsideBytes ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<Run> run_of(std::string_view text) {
  const auto push = RequestDecoder().push(text);
  return push ? verified_run(*push) : std::nullopt;
}

}  // namespace openday::bureau
