#include "sync/protocol/pull_codec.h"

#include "sync/protocol/record_members.h"

namespace openday::protocol {
namespace {

std::int64_t ms_of(base::Instant at) { return at.time_since_epoch().count(); }

DocumentName read_document(const Json& in) {
  return {words(in, "event"), words(in, "kind"), version_of(in, "version"), count(in, "bytes"), digest(in, "sha256"), bytes_of(in, "cose")};
}

Json devices_of(const std::vector<KnownDevice>& devices) {
  Json out = Json::array();
  for (const auto& one : devices) out.push_back({{"dev", base::to_string(one.device)}, {"key", base::to_hex(one.key)}, {"name", one.name}});
  return out;
}

KnownDevice read_device(const Json& in) { return {uuid(in, "dev"), array_of<32>(in, "key"), words(in, "name")}; }

Json cursors_of(const Cursors& cursors) { return {{"documents", cursors.documents}, {"records", cursors.records}, {"devices", cursors.devices}}; }

}  // namespace

std::string encode(const Pull& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"at", ms_of(message.at)}, {"cursors", cursors_of(message.cursors)},
               {"most", message.most_records}, {"sig", base::to_base64(message.signature)}});
}

std::string encode(const PartRequest& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"at", ms_of(message.at)}, {"event", message.event},
               {"kind", message.kind}, {"version", message.version}, {"offset", message.offset}, {"sig", base::to_base64(message.signature)}});
}

std::string encode(const Enrol& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"key", base::to_hex(message.key)},
               {"secret", base::to_hex(message.secret)}, {"sig", base::to_base64(message.signature)}});
}

std::string encode(const Rotate& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"key", base::to_hex(message.key)}, {"at", ms_of(message.at)},
               {"sig", base::to_base64(message.by_old)}, {"new_sig", base::to_base64(message.by_new)}});
}

std::string encode(const PaperPart& message) {
  return dump({{"v", kProtocolVersion}, {"dev", base::to_string(message.device)}, {"paper", base::to_string(message.paper)}, {"event", message.event},
               {"kind", message.kind}, {"name", message.name}, {"offset", message.offset}, {"bytes", message.bytes},
               {"sha256", base::to_hex(message.digest)}, {"part", base::to_base64(base::as_bytes(message.part))},
               {"sig", base::to_base64(message.signature)}});
}

// The records' text is made by encode_record, as quarantine keeps it, and joined as it is.
std::string encode(const PullAnswer& answer) {
  Json documents = Json::array();
  for (const auto& one : answer.documents) {
    documents.push_back({{"event", one.event}, {"kind", one.kind}, {"version", one.version}, {"bytes", one.bytes},
                         {"sha256", base::to_hex(one.digest)}, {"cose", base::to_base64(base::as_bytes(one.signature))}});
  }
  Json out{{"v", kProtocolVersion}, {"epoch", answer.epoch}, {"now", utc(answer.now)}, {"cursors", cursors_of(answer.cursors)}, {"more", answer.more},
           {"hall", answer.hall}, {"documents", std::move(documents)}};
  if (answer.devices_changed) out["devices"] = devices_of(answer.devices);
  std::string text = dump(out);
  text.pop_back();
  text += R"(,"recs":[)";
  for (const auto& record : answer.records) {
    if (text.back() != '[') text += ',';
    text += encode_record(record);
  }
  return text + "]}";
}

std::string encode(const PartAnswer& answer) {
  return dump({{"v", kProtocolVersion}, {"bytes", answer.bytes}, {"part", base::to_base64(base::as_bytes(answer.part))}});
}

std::string encode(const EnrolAnswer& answer) {
  return dump({{"v", kProtocolVersion}, {"name", answer.name}, {"hall", answer.hall}, {"epoch", answer.epoch}, {"now", utc(answer.now)}, {"trust", answer.trust}});
}

std::string encode(const PaperAnswer& answer) { return dump({{"v", kProtocolVersion}, {"held", answer.held}}); }

base::Result<PullAnswer, CodecError> decode_pull_answer(std::string_view json) {
  return read<PullAnswer>(json, [](const Json& root) {
    PullAnswer answer;
    answer.epoch = words(root, "epoch");
    answer.now = instant(root, "now");
    const Json& cursors = member(root, "cursors");
    if (!cursors.is_object()) throw WrongSchema{"member 'cursors' is not an object"};
    answer.cursors = {words(cursors, "documents"), words(cursors, "records"), words(cursors, "devices")};
    answer.more = flag_or(root, "more", false);
    answer.hall = words_or_none(root, "hall");
    for (const auto& item : list(root, "documents")) answer.documents.push_back(read_document(item));
    for (const auto& item : list(root, "recs")) {
      auto& record = answer.records.emplace_back(read_record(item, item));
      record.device = uuid(item, "dev");
      record.inc = words(item, "inc");
    }
    answer.devices_changed = root.contains("devices");
    if (!answer.devices_changed) return answer;
    for (const auto& item : list(root, "devices")) answer.devices.push_back(read_device(item));
    return answer;
  });
}

std::string enrolled_text(const EnrolledWords& said) {
  return dump({{"name", said.name}, {"hall", said.hall}, {"bureau", said.bureau}, {"at", utc(said.at)}});
}

std::string devices_text(const std::vector<KnownDevice>& devices) { return dump(devices_of(devices)); }

std::vector<KnownDevice> read_devices(std::string_view text) {
  std::vector<KnownDevice> out;
  const Json root = parse(text);
  try {
    for (const auto& item : root.is_array() ? root : Json::array()) out.push_back(read_device(item));
  } catch (const WrongSchema&) {
    out.clear();
  }
  return out;
}

base::Result<PartAnswer, CodecError> decode_part_answer(std::string_view json) {
  return read<PartAnswer>(json, [](const Json& root) { return PartAnswer{count(root, "bytes"), bytes_of(root, "part")}; });
}

base::Result<EnrolAnswer, CodecError> decode_enrol_answer(std::string_view json) {
  return read<EnrolAnswer>(json, [](const Json& root) {
    return EnrolAnswer{words(root, "name"), words(root, "hall"), words(root, "epoch"), instant(root, "now"), words_or_none(root, "trust")};
  });
}

base::Result<PaperAnswer, CodecError> decode_paper_answer(std::string_view json) {
  return read<PaperAnswer>(json, [](const Json& root) { return PaperAnswer{count(root, "held")}; });
}

}  // namespace openday::protocol
