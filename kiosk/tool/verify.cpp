#include "kiosk/journal/verify.h"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

Json chain_json(const journal::ChainReport& chain) {
  Json json{{"device", base::to_string(chain.head.device)}, {"inc", chain.head.inc}, {"seq", chain.head.seq}, {"records", chain.records},
            {"erased", chain.erased}, {"head", base::to_hex(chain.head.hash)}, {"anchor", nullptr}};
  if (chain.anchor) json["anchor"] = {{"seq", chain.anchor->seq}, {"durable", chain.anchor->durable}, {"hash", base::to_hex(chain.anchor->hash)}};
  return json;
}

Json to_json(const journal::Verification& result) {
  Json json{{"present", result.present}, {"holds", result.holds()}, {"chains", Json::array()}};
  for (const journal::ChainReport& chain : result.chains) json["chains"].push_back(chain_json(chain));
  json["batches"] = result.batches;
  json["ballots"] = result.batched_ballots;
  json["texts"] = result.batched_texts;
  json["waiting"] = result.waiting_ballots;
  json["moved_aside"] = Json::array();
  for (const auto& path : result.moved_aside) json["moved_aside"].push_back(path.string());
  json["break"] = nullptr;
  if (result.first_break) json["break"] = {{"inc", result.first_break->inc}, {"seq", result.first_break->seq}, {"what", result.first_break->what}};
  return json;
}

void say_chain(const journal::ChainReport& chain) {
  print(fmt::format("device {} incarnation {}: {} records ({} erased)", base::to_string(chain.head.device), chain.head.inc, chain.records, chain.erased));
  print(fmt::format("  head   {} {}", chain.head.seq, base::to_hex(chain.head.hash)));
  if (chain.anchor) {
    print(fmt::format("  anchor {} {} (acknowledged by the bureau, durable up to {}): compare it with what the bureau holds", chain.anchor->seq,
                      base::to_hex(chain.anchor->hash), chain.anchor->durable));
  } else {
    print("  anchor none: no bureau has acknowledged anything, so the chain proves nothing against a rewriting of the whole file");
  }
}

void say(const journal::Verification& result) {
  for (const journal::ChainReport& chain : result.chains) say_chain(chain);
  print(fmt::format("{} rating batches with {} ballots and {} texts; {} ballots wait for a batch", result.batches, result.batched_ballots, result.batched_texts, result.waiting_ballots));
  for (const auto& path : result.moved_aside) print(fmt::format("{}: a damaged journal of before, kept for recovery", path.string()));
  if (!result.first_break) return print("holds");
  const journal::ChainBreak& at = *result.first_break;
  print(at.inc.empty() ? fmt::format("BROKEN: {}", at.what) : fmt::format("BROKEN at incarnation {} record {}: {}", at.inc, at.seq, at.what));
}

}  // namespace

int verify(const VerifyOptions& options) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.state, ignored)) return complain(fmt::format("{}: no such folder; give the state folder of a kiosk, or a copy of it", options.state));
  const auto result = journal::verify(options.state);
  if (!result) return complain(result.error());
  if (options.json) {
    print(to_json(*result).dump());
  } else {
    say(*result);
  }
  if (!result->present) return complain(fmt::format("{}: no journal there; give the state folder of a kiosk, or a copy of it", options.state));
  return result->holds() ? kYes : kNo;
}

}  // namespace openday::tool
