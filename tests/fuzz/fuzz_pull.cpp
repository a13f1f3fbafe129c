// What a box fetches and what it keeps of that: any bytes as an answer of the bureau, as a request to it, as a hall's list of boxes, and as
// the cursors of a pull, which the bureau gets back from a box it need not trust. What is understood is written and read again alike.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sync/bureau/request_decoder.h"
#include "sync/protocol/decode_requests.h"
#include "sync/protocol/pull_codec.h"

namespace {

using namespace openday;

bool same(const protocol::PullAnswer& a, const protocol::PullAnswer& b) {
  return a.epoch == b.epoch && a.cursors == b.cursors && a.more == b.more && a.documents == b.documents && a.records.size() == b.records.size() &&
         a.devices_changed == b.devices_changed && a.devices == b.devices && a.hall == b.hall;
}

void answers(std::string_view text) {
  if (const auto pull = protocol::decode_pull_answer(text)) {
    const auto again = protocol::decode_pull_answer(protocol::encode(*pull));
    if (!again || !same(*again, *pull)) std::abort();
  }
  if (const auto part = protocol::decode_part_answer(text)) {
    const auto again = protocol::decode_part_answer(protocol::encode(*part));
    if (!again || again->bytes != part->bytes || again->part != part->part) std::abort();
  }
  if (const auto enrolled = protocol::decode_enrol_answer(text)) {
    const auto again = protocol::decode_enrol_answer(protocol::encode(*enrolled));
    if (!again || again->name != enrolled->name || again->hall != enrolled->hall || again->trust != enrolled->trust) std::abort();
  }
  (void)protocol::decode_paper_answer(text);
  const auto devices = protocol::read_devices(text);
  if (protocol::read_devices(protocol::devices_text(devices)) != devices) std::abort();
}

// The signature covers what was read: two readings of one request may not differ in it.
void requests(std::string_view text) {
  static bureau::RequestDecoder decoder;
  if (const auto pull = decoder.pull(text)) {
    const auto again = bureau::RequestDecoder().pull(protocol::encode(*pull));
    if (!again || again->cursors != pull->cursors || protocol::signed_bytes(*again) != protocol::signed_bytes(*pull)) std::abort();
  }
  if (const auto part = decoder.part(text)) {
    const auto again = bureau::RequestDecoder().part(protocol::encode(*part));
    if (!again || protocol::signed_bytes(*again) != protocol::signed_bytes(*part)) std::abort();
  }
  if (const auto enrol = decoder.enrol(text)) {
    const auto again = bureau::RequestDecoder().enrol(protocol::encode(*enrol));
    if (!again || protocol::signed_bytes(*again) != protocol::signed_bytes(*enrol)) std::abort();
  }
  if (const auto rotate = decoder.rotate(text)) {
    const auto again = bureau::RequestDecoder().rotate(protocol::encode(*rotate));
    if (!again || protocol::signed_bytes(*again) != protocol::signed_bytes(*rotate)) std::abort();
  }
  if (const auto paper = decoder.paper(text)) {
    const auto again = bureau::RequestDecoder().paper(protocol::encode(*paper));
    if (!again || protocol::signed_bytes(*again) != protocol::signed_bytes(*paper)) std::abort();
  }
}

// Two readers of the same requests, the bureau's and the neighbour's, take and refuse alike.
void readers_agree(std::string_view text) {
  static bureau::RequestDecoder decoder;
  const auto bureaus = decoder.hello(text);
  const auto neighbours = protocol::decode_hello(text);
  if (bureaus && neighbours && protocol::signed_bytes(*bureaus) != protocol::signed_bytes(*neighbours)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  answers(text);
  requests(text);
  readers_agree(text);
  return 0;
}
