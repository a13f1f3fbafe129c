#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

namespace openday::protocol {
namespace {

using Json = nlohmann::json;

void put_bytes(Json& out, std::string_view bytes) {
  if (base::is_utf8(bytes)) {
    out["p"] = bytes;
  } else {
    out["p64"] = base::to_base64(base::as_bytes(bytes));
  }
}

// The members that most records of a batch share; they go once, in `same`.
Json shared_members(const event::Record& record) {
  return {{"v", record.v}, {"k", record.kind}, {"e", record.event}, {"b", record.boot}, {"c", base::to_string(record.clock)}};
}

Json record_members(const event::Record& record, const Json& same, bool with_body) {
  Json out = shared_members(record);
  for (const auto& [name, value] : same.items()) {
    if (out[name] == value) out.erase(name);
  }
  out["id"] = base::to_string(record.id);
  out["seq"] = record.seq;
  out["w"] = record.at;
  out["m"] = record.mono;
  if (with_body && record.body && record.salt) {
    put_bytes(out, *record.body);
    out["s"] = base::to_base64(*record.salt);
  } else {
    out["h"] = base::to_hex(record.body_hash);
  }
  return out;
}

Json leaf_members(const std::vector<Leaf>& leaves) {
  Json out = Json::array();
  for (const auto& leaf : leaves) {
    Json one{{"id", base::to_string(leaf.id)}, {"s", base::to_base64(leaf.salt)}};
    put_bytes(one, leaf.bytes);
    out.push_back(std::move(one));
  }
  return out;
}

// Replacing stands for what must not stop a push: a kind or an event id that is not UTF-8, which the chain then refuses.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string encode(const Hello& message) {
  Json positions = Json::array();
  for (const auto& position : message.positions) {
    positions.push_back({{"inc", position.inc}, {"last", position.last}, {"head", base::to_hex(position.head)}});
  }
  return dump({{"v", kProtocolVersion}, {"min", message.least}, {"max", message.most}, {"dev", base::to_string(message.device)},
               {"key", base::to_hex(message.key)}, {"incs", std::move(positions)}, {"nonce", base::to_hex(message.nonce)},
               {"sig", base::to_base64(message.signature)}});
}

std::string encode(const Push& message) {
  const Json same = message.records.empty() ? Json::object() : shared_members(message.records.front());
  Json records = Json::array();
  for (const auto& record : message.records) records.push_back(record_members(record, same, true));
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"inc", message.inc}, {"first", message.first},
               {"prev", base::to_hex(message.previous)}, {"head", base::to_hex(message.head)},
               {"sig", base::to_base64(message.signature)}, {"same", same}, {"recs", std::move(records)}});
}

std::string encode(const Quarantine& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"inc", message.inc}, {"seq", message.seq},
               {"prev", base::to_hex(message.previous)}, {"head", base::to_hex(message.head)}, {"code", message.code},
               {"raw", base::to_base64(base::as_bytes(message.raw))}, {"sig", base::to_base64(message.signature)}});
}

std::string encode(const Ballots& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"batch", base::to_string(message.batch)},
               {"event", message.event}, {"session", message.session}, {"subject", message.subject},
               {"ballots", leaf_members(message.ballots)}, {"texts", leaf_members(message.texts)},
               {"sig", base::to_base64(message.signature)}});
}

std::string encode_record(const event::Record& record, bool with_body) {
  Json out = record_members(record, Json::object(), with_body);
  out["dev"] = base::to_string(record.device);
  out["inc"] = record.inc;
  return dump(out);
}

}  // namespace openday::protocol
