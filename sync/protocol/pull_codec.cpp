#include "sync/protocol/pull_codec.h"

#include "sync/protocol/json_members.h"

namespace openday::protocol {
namespace {

std::int64_t ms_of(base::Instant at) { return at.time_since_epoch().count(); }

base::Uuid uuid(const Json& object, const char* name) {
  const auto found = base::parse_uuid(text(member(object, name), name));
  if (!found) throw WrongSchema{std::string("member '") + name + "' is not a UUID"};
  return *found;
}

std::string words(const Json& object, const char* name) { return text(member(object, name), name); }
std::string words_or_none(const Json& object, const char* name) { return object.contains(name) ? words(object, name) : std::string(); }

std::string bytes_of(const Json& object, const char* name) {
  const auto bytes = base::from_base64(words(object, name));
  if (!bytes) throw WrongSchema{std::string("member '") + name + "' is not base64"};
  return std::string(base::as_text(*bytes));
}

int version_of(const Json& object, const char* name) {
  const auto value = count(object, name);
  if (value > INT32_MAX) throw WrongSchema{std::string("member '") + name + "' is no version"};
  return static_cast<int>(value);
}

template <std::size_t N>
std::array<std::uint8_t, N> array_of(const Json& object, const char* name) {
  const auto bytes = base::array_from_hex<N>(words(object, name));
  if (!bytes) throw WrongSchema{std::string("member '") + name + "' has not the right number of hex digits"};
  return *bytes;
}

std::int64_t whole(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_number_integer()) throw WrongSchema{std::string("member '") + name + "' is not a whole number"};
  return value.get<std::int64_t>();
}

void read_body(event::Record& record, const Json& in) {
  if (in.contains("h")) {
    record.body_hash = digest(in, "h");
    return;
  }
  record.body = in.contains("p64") ? bytes_of(in, "p64") : words(in, "p");
  const auto salt = base::from_base64(words(in, "s"));
  if (!salt || salt->size() != std::tuple_size_v<event::Salt>) throw WrongSchema{"member 's' is not 16 bytes in base64"};
  record.salt.emplace();
  std::copy(salt->begin(), salt->end(), record.salt->begin());
  record.body_hash = event::hash_body(*record.salt, *record.body);
}

event::Record read_record(const Json& in) {
  event::Record record;
  record.v = version_of(in, "v");
  record.id = uuid(in, "id");
  record.device = uuid(in, "dev");
  record.inc = words(in, "inc");
  record.seq = count(in, "seq");
  record.kind = words(in, "k");
  record.event = words(in, "e");
  record.at = words(in, "w");
  record.boot = words(in, "b");
  record.mono = whole(in, "m");
  const auto clock = base::parse_clock_state(words(in, "c"));
  if (!clock) throw WrongSchema{"member 'c' is none of synced, free-running, guessed"};
  record.clock = *clock;
  read_body(record, in);
  return record;
}

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
    for (const auto& item : list(root, "recs")) answer.records.push_back(read_record(item));
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
