#include "kiosk/event/cose_cbor.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <cbor.h>

namespace openday::event {
namespace {

constexpr std::size_t kLongestHead = 9;

// What libcbor's callbacks leave behind; `known` stays false for everything we do not take.
struct Heard {
  CborItem item;
  std::uint64_t argument = 0;   // of the head: value or length
  bool known = false;

  void hear(CborType type, std::uint64_t value) {
    known = value <= static_cast<std::uint64_t>(INT64_MAX);
    argument = value;
    item = {type, known ? static_cast<std::int64_t>(value) : 0, {}};
  }
};

template <class Number>
void hear_unsigned(void* heard, Number value) {
  static_cast<Heard*>(heard)->hear(CborType::integer, value);
}
// RFC 8949 section 3.1, major type 1: the argument n stands for -1 - n.
template <class Number>
void hear_negative(void* heard, Number value) {
  auto* self = static_cast<Heard*>(heard);
  self->hear(CborType::integer, value);
  self->item.number = -1 - self->item.number;
}
template <CborType Type>
void hear_string(void* heard, cbor_data data, std::size_t size) {
  auto* self = static_cast<Heard*>(heard);
  self->hear(Type, size);
  self->item.content = {data, size};
}
template <CborType Type>
void hear_start(void* heard, std::size_t count) {
  static_cast<Heard*>(heard)->hear(Type, count);
}
void hear_null(void* heard) { static_cast<Heard*>(heard)->hear(CborType::null, 0); }

cbor_callbacks taken_items() {
  cbor_callbacks callbacks = cbor_empty_callbacks;   // which pass over everything else without a word
  callbacks.uint8 = hear_unsigned<std::uint8_t>;
  callbacks.uint16 = hear_unsigned<std::uint16_t>;
  callbacks.uint32 = hear_unsigned<std::uint32_t>;
  callbacks.uint64 = hear_unsigned<std::uint64_t>;
  callbacks.negint8 = hear_negative<std::uint8_t>;
  callbacks.negint16 = hear_negative<std::uint16_t>;
  callbacks.negint32 = hear_negative<std::uint32_t>;
  callbacks.negint64 = hear_negative<std::uint64_t>;
  callbacks.byte_string = hear_string<CborType::bytes>;
  callbacks.string = hear_string<CborType::text>;
  callbacks.array_start = hear_start<CborType::array>;
  callbacks.map_start = hear_start<CborType::map>;
  callbacks.null = hear_null;
  return callbacks;
}

std::size_t shortest_head(std::uint64_t argument) {
  if (argument < 24) return 1;
  if (argument <= UINT8_MAX) return 2;
  if (argument <= UINT16_MAX) return 3;
  return argument <= UINT32_MAX ? 5 : 9;
}

}  // namespace

template <class Encode>
CborWriter& CborWriter::head(Encode encode) {
  std::array<unsigned char, kLongestHead> buffer{};
  const std::size_t length = encode(buffer.data(), buffer.size());
  out_.insert(out_.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(length));
  return *this;
}

CborWriter& CborWriter::array(std::size_t items) {
  return head([&](unsigned char* out, std::size_t size) { return cbor_encode_array_start(items, out, size); });
}

CborWriter& CborWriter::map(std::size_t pairs) {
  return head([&](unsigned char* out, std::size_t size) { return cbor_encode_map_start(pairs, out, size); });
}

CborWriter& CborWriter::integer(std::int64_t value) {
  return head([&](unsigned char* out, std::size_t size) {
    return value >= 0 ? cbor_encode_uint(static_cast<std::uint64_t>(value), out, size)
                      : cbor_encode_negint(static_cast<std::uint64_t>(-1 - value), out, size);
  });
}

CborWriter& CborWriter::bytes(base::ByteView bytes) {
  head([&](unsigned char* out, std::size_t size) { return cbor_encode_bytestring_start(bytes.size(), out, size); });
  out_.insert(out_.end(), bytes.begin(), bytes.end());
  return *this;
}

CborWriter& CborWriter::text(std::string_view text) {
  head([&](unsigned char* out, std::size_t size) { return cbor_encode_string_start(text.size(), out, size); });
  out_.insert(out_.end(), text.begin(), text.end());
  return *this;
}

CborWriter& CborWriter::null() {
  return head([](unsigned char* out, std::size_t size) { return cbor_encode_null(out, size); });
}

std::optional<CborItem> CborReader::next() {
  const cbor_callbacks taken = taken_items();
  Heard heard;
  const cbor_decoder_result result = failed_ || rest_.empty() ? cbor_decoder_result{0, CBOR_DECODER_NEDATA, 0}
                                                              : cbor_stream_decode(rest_.data(), rest_.size(), &taken, &heard);
  const std::size_t length = heard.known ? shortest_head(heard.argument) + heard.item.content.size() : 0;
  if (result.status != CBOR_DECODER_FINISHED || !heard.known || result.read != length) {
    failed_ = true;
    return std::nullopt;
  }
  rest_ = rest_.subspan(length);
  return heard.item;
}

std::optional<CborItem> CborReader::next(CborType type) {
  const auto item = next();
  if (item && item->type == type) return item;
  failed_ = true;
  return std::nullopt;
}

}  // namespace openday::event
