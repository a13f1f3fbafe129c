#include "sync/bureau/request_decoder.h"

#include "sync/bureau/request_members.h"
#include "sync/bureau/request_readers.h"

namespace openday::bureau {
namespace {

event::Record read_record(const Members& in) {
  event::Record record;
  record.v = static_cast<int>(std::min<std::uint64_t>(in.count("v"), INT32_MAX));
  record.id = in.uuid("id");
  record.seq = in.count("seq");
  record.kind = in.short_text("k");
  record.event = in.short_text("e");
  record.at = in.short_text("w");
  record.boot = in.short_text("b");
  record.mono = in.number("m");
  const auto clock = base::parse_clock_state(in.text("c"));
  if (!clock) throw Wrong{"member 'c' is none of synced, free-running, guessed"};
  record.clock = *clock;
  if (in.has("h")) {
    record.body_hash = in.hex<32>("h");
    return record;
  }
  record.body = in.bytes();
  record.salt = in.base64<16>("s");
  record.body_hash = event::hash_body(*record.salt, *record.body);
  return record;
}

protocol::Hello read_hello(const Members& in) {
  protocol::Hello out;
  out.least = static_cast<int>(std::min<std::uint64_t>(in.count("min"), INT32_MAX));
  out.most = static_cast<int>(std::min<std::uint64_t>(in.count("max"), INT32_MAX));
  out.device = in.uuid("dev");
  out.key = in.hex<32>("key");
  for (const auto& item : in.list("incs", protocol::kMaxIncarnations)) {
    const Members one(item);
    out.positions.push_back({one.incarnation("inc"), one.count("last"), one.hex<32>("head")});
  }
  out.nonce = in.hex<16>("nonce");
  out.signature = in.base64<64>("sig");
  return out;
}

protocol::Push read_push(const Members& in) {
  check_version(in);
  protocol::Push out;
  out.device = in.uuid("dev");
  out.inc = in.incarnation("inc");
  out.first = in.count("first");
  out.previous = in.hex<32>("prev");
  out.head = in.hex<32>("head");
  out.signature = in.base64<64>("sig");
  const auto same = in.child("same");
  for (const auto& item : in.list("recs", protocol::kMaxBatchRecords)) {
    auto& record = out.records.emplace_back(read_record(Members(item, same)));
    record.device = out.device;
    record.inc = out.inc;
    if (record.seq != out.first + out.records.size() - 1) throw Wrong{fmt::format("record {} is not the next after 'first'", record.seq)};
  }
  if (out.records.empty() || out.first == 0) throw Wrong{"a push has at least one record and begins at 1 or later"};
  return out;
}

protocol::Quarantine read_quarantine(const Members& in) {
  check_version(in);
  protocol::Quarantine out;
  out.device = in.uuid("dev");
  out.inc = in.incarnation("inc");
  out.seq = in.count("seq");
  out.previous = in.hex<32>("prev");
  out.head = in.hex<32>("head");
  out.code = in.short_text("code");
  out.raw = in.base64_text("raw");
  out.signature = in.base64<64>("sig");
  if (out.seq == 0 || out.code.empty()) throw Wrong{"a quarantined record has a seq of at least 1 and a code"};
  if (out.raw.size() > protocol::kMaxRawRecord) throw Wrong{"the raw record is too large"};
  return out;
}

std::vector<protocol::Leaf> read_leaves(const Members& in, const char* name) {
  std::vector<protocol::Leaf> out;
  for (const auto& item : in.list(name, protocol::kMaxBallotsOfBatch)) {
    const Members one(item);
    out.push_back({one.uuid("id"), one.base64<16>("s"), one.bytes()});
  }
  return out;
}

protocol::Ballots read_ballots(const Members& in) {
  check_version(in);
  protocol::Ballots out;
  out.device = in.uuid("dev");
  out.batch = in.uuid("batch");
  out.event = in.short_text("event");
  out.session = in.short_text("session");
  out.subject = in.short_text("subject");
  out.ballots = read_leaves(in, "ballots");
  out.texts = read_leaves(in, "texts");
  out.signature = in.base64<64>("sig");
  return out;
}

}  // namespace

struct RequestDecoder::State {
  simdjson::dom::parser parser{protocol::kMaxInflatedBytes};

  template <class T, class Reader>
  Decoded<T> read(std::string_view json, Reader reader) {
    object root;
    if (parser.parse(json.data(), json.size(), true).get(root)) {
      return base::fail(DecodeError::not_json, "the body is not a JSON object in UTF-8");
    }
    try {
      return reader(Members(root));
    } catch (const Wrong& wrong) {
      return base::fail(DecodeError::wrong_schema, wrong.what);
    }
  }
};

RequestDecoder::RequestDecoder() : state_(std::make_unique<State>()) {}
RequestDecoder::~RequestDecoder() = default;

Decoded<protocol::Hello> RequestDecoder::hello(std::string_view json) { return state_->read<protocol::Hello>(json, read_hello); }
Decoded<protocol::Push> RequestDecoder::push(std::string_view json) { return state_->read<protocol::Push>(json, read_push); }
Decoded<protocol::Quarantine> RequestDecoder::quarantine(std::string_view json) {
  return state_->read<protocol::Quarantine>(json, read_quarantine);
}
Decoded<protocol::Ballots> RequestDecoder::ballots(std::string_view json) { return state_->read<protocol::Ballots>(json, read_ballots); }
Decoded<protocol::Pull> RequestDecoder::pull(std::string_view json) { return state_->read<protocol::Pull>(json, read_pull); }
Decoded<protocol::PartRequest> RequestDecoder::part(std::string_view json) { return state_->read<protocol::PartRequest>(json, read_part); }
Decoded<protocol::Enrol> RequestDecoder::enrol(std::string_view json) { return state_->read<protocol::Enrol>(json, read_enrol); }
Decoded<protocol::Rotate> RequestDecoder::rotate(std::string_view json) { return state_->read<protocol::Rotate>(json, read_rotate); }
Decoded<protocol::PaperPart> RequestDecoder::paper(std::string_view json) { return state_->read<protocol::PaperPart>(json, read_paper); }
Decoded<event::Record> RequestDecoder::record(std::string_view json) {
  return state_->read<event::Record>(json, [](const Members& in) {
    auto record = read_record(in);
    record.device = in.uuid("dev");
    record.inc = in.incarnation("inc");
    return record;
  });
}

}  // namespace openday::bureau
