#include "sync/protocol/decode_requests.h"

#include <fmt/core.h>

#include "sync/protocol/record_members.h"

namespace openday::protocol {
namespace {

constexpr std::size_t kIncDigits = 16, kShortText = 200;

std::string incarnation(const Json& in) {
  auto out = words(in, "inc");
  if (out.size() != kIncDigits || out.find_first_not_of("0123456789abcdef") != std::string::npos) throw WrongSchema{"member 'inc' is not 16 hex digits"};
  return out;
}

base::Signature signature(const Json& in) {
  const auto bytes = base::from_base64(words(in, "sig"));
  base::Signature out{};
  if (!bytes || bytes->size() != out.size()) throw WrongSchema{"member 'sig' is not 64 bytes in base64"};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

void check_version(const Json& in) {
  if (count(in, "v") > static_cast<std::uint64_t>(kProtocolVersion)) throw WrongSchema{"this version of the protocol is not known here"};
}

void check_texts(const event::Record& record) {
  for (const auto& text : {record.kind, record.event, record.at, record.boot}) {
    if (text.size() > kShortText) throw WrongSchema{"a text of a record's envelope is too long"};
  }
}

}  // namespace

base::Result<Hello, CodecError> decode_hello(std::string_view json) {
  return read<Hello>(json, [](const Json& root) {
    Hello out;
    out.least = version_of(root, "min");
    out.most = version_of(root, "max");
    out.device = uuid(root, "dev");
    out.key = array_of<32>(root, "key");
    for (const auto& item : list(root, "incs")) out.positions.push_back({incarnation(item), count(item, "last"), digest(item, "head")});
    if (out.positions.size() > kMaxIncarnations) throw WrongSchema{"'incs' has too many items"};
    out.nonce = array_of<16>(root, "nonce");
    out.signature = signature(root);
    return out;
  });
}

base::Result<Push, CodecError> decode_push(std::string_view json) {
  return read<Push>(json, [](const Json& root) {
    check_version(root);
    Push out;
    out.device = uuid(root, "dev");
    out.inc = incarnation(root);
    out.first = count(root, "first");
    out.previous = digest(root, "prev");
    out.head = digest(root, "head");
    out.signature = signature(root);
    const Json& same = member(root, "same");
    if (!same.is_object()) throw WrongSchema{"member 'same' is not an object"};
    for (const auto& item : list(root, "recs")) {
      auto& record = out.records.emplace_back(read_record(item, same));
      record.device = out.device;
      record.inc = out.inc;
      check_texts(record);
      if (record.seq != out.first + out.records.size() - 1) throw WrongSchema{fmt::format("record {} is not the next after 'first'", record.seq)};
    }
    if (out.records.empty() || out.records.size() > kMaxBatchRecords || out.first == 0) throw WrongSchema{"a push has 1 to 2000 records and begins at 1 or later"};
    return out;
  });
}

}  // namespace openday::protocol
