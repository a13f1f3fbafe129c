#include "sync/protocol/json_members.h"

namespace openday::protocol {
namespace {

Held read_held(const Json& item) {
  return {text(member(item, "inc"), "inc"), count(item, "ack"), digest(item, "head"), count(item, "top"), count(item, "durable")};
}

// Absent from an older bureau's answer.
std::vector<base::Uuid> read_missing(const Json& root) {
  std::vector<base::Uuid> out;
  if (!root.contains("missing")) return out;
  if (!root["missing"].is_array()) throw WrongSchema{"member 'missing' is not a list"};
  for (const auto& item : root["missing"]) {
    const auto batch = base::parse_uuid(text(item, "missing"));
    if (!batch) throw WrongSchema{"an item of 'missing' is not a UUID"};
    out.push_back(*batch);
  }
  return out;
}

}  // namespace

std::string encode(const HelloAnswer& answer) {
  Json held = Json::array();
  for (const auto& one : answer.held) {
    held.push_back({{"inc", one.inc}, {"ack", one.ack}, {"head", base::to_hex(one.head)}, {"top", one.top}, {"durable", one.durable}});
  }
  Json missing = Json::array();
  for (const auto& batch : answer.missing) missing.push_back(base::to_string(batch));
  return dump({{"v", kProtocolVersion}, {"min", answer.least}, {"max", answer.most}, {"epoch", answer.epoch}, {"now", utc(answer.now)},
               {"incs", std::move(held)}, {"missing", std::move(missing)}, {"batch", answer.most_records}});
}

std::string encode(const PushAnswer& answer) {
  Json bad = Json::array();
  for (const auto& verdict : answer.quarantined) bad.push_back({{"seq", verdict.seq}, {"code", verdict.code}});
  Json out{{"v", kProtocolVersion}, {"ack", answer.ack}, {"durable", answer.durable}, {"epoch", answer.epoch}, {"now", utc(answer.now)},
           {"bad", std::move(bad)}, {"batch", answer.most_records}, {"wait_ms", answer.wait.count()}};
  if (answer.fork) out["fork"] = *answer.fork;
  if (answer.head) out["head"] = base::to_hex(*answer.head);
  if (answer.aside) out["aside"] = true;
  return dump(out);
}

std::string encode(const BallotsAnswer& answer) {
  return dump({{"v", kProtocolVersion}, {"batch", base::to_string(answer.batch)}, {"epoch", answer.epoch}, {"now", utc(answer.now)},
               {"counted", answer.counted}, {"quarantined", answer.quarantined}});
}

std::string encode(const Refusal& refusal) {
  Json out{{"v", kProtocolVersion}, {"error", refusal.code}, {"message", refusal.message}};
  if (refusal.ack) out["ack"] = *refusal.ack;
  if (refusal.head) out["head"] = base::to_hex(*refusal.head);
  if (refusal.intact) out["intact"] = true;
  return dump(out);
}

base::Result<HelloAnswer, CodecError> decode_hello_answer(std::string_view json) {
  return read<HelloAnswer>(json, [](const Json& root) {
    HelloAnswer answer;
    answer.least = static_cast<int>(count(root, "min"));
    answer.most = static_cast<int>(count(root, "max"));
    answer.epoch = text(member(root, "epoch"), "epoch");
    answer.now = instant(root, "now");
    for (const auto& item : list(root, "incs")) answer.held.push_back(read_held(item));
    answer.missing = read_missing(root);
    answer.most_records = count_or(root, "batch", kMaxBatchRecords);
    return answer;
  });
}

base::Result<PushAnswer, CodecError> decode_push_answer(std::string_view json) {
  return read<PushAnswer>(json, [](const Json& root) {
    PushAnswer answer;
    answer.ack = count(root, "ack");
    answer.durable = count(root, "durable");
    answer.epoch = text(member(root, "epoch"), "epoch");
    answer.now = instant(root, "now");
    for (const auto& item : list(root, "bad")) answer.quarantined.push_back({count(item, "seq"), text(member(item, "code"), "code")});
    if (root.contains("fork")) answer.fork = count(root, "fork");
    answer.most_records = count_or(root, "batch", kMaxBatchRecords);
    answer.wait = std::chrono::milliseconds(static_cast<std::int64_t>(std::min<std::uint64_t>(count_or(root, "wait_ms", 0), 3'600'000)));
    if (root.contains("head")) answer.head = digest(root, "head");
    answer.aside = flag_or(root, "aside", false);
    return answer;
  });
}

base::Result<BallotsAnswer, CodecError> decode_ballots_answer(std::string_view json) {
  return read<BallotsAnswer>(json, [](const Json& root) {
    BallotsAnswer answer;
    const auto batch = base::parse_uuid(text(member(root, "batch"), "batch"));
    if (!batch) throw WrongSchema{"member 'batch' is not a UUID"};
    answer.batch = *batch;
    answer.epoch = text(member(root, "epoch"), "epoch");
    answer.now = instant(root, "now");
    answer.counted = flag_or(root, "counted", false);
    answer.quarantined = flag_or(root, "quarantined", false);
    return answer;
  });
}

base::Result<Refusal, CodecError> decode_refusal(std::string_view json) {
  return read<Refusal>(json, [](const Json& root) {
    Refusal refusal{text(member(root, "error"), "error"), {}, {}, {}};
    if (root.contains("message")) refusal.message = text(root["message"], "message");
    if (root.contains("ack")) refusal.ack = count(root, "ack");
    if (root.contains("head")) refusal.head = digest(root, "head");
    refusal.intact = flag_or(root, "intact", false);
    return refusal;
  });
}

}  // namespace openday::protocol
