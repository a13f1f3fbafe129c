// Deterministic CBOR (RFC 8949 section 4.2.1), as much of it as COSE_Sign1 and CWT need: integers, byte and text strings, arrays,
// maps and null, over libcbor's streaming interface: item by item, no tree, no recursion, no allocation by the sender's will.
// The reader refuses what is not the one shortest form: indefinite lengths, longer heads, tags, floats, other simple values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace openday::event {

class CborWriter {
 public:
  CborWriter& array(std::size_t items);
  CborWriter& map(std::size_t pairs);
  CborWriter& integer(std::int64_t value);
  CborWriter& bytes(base::ByteView bytes);
  CborWriter& text(std::string_view text);
  CborWriter& null();
  [[nodiscard]] base::Bytes take() { return std::move(out_); }

 private:
  template <class Encode>
  CborWriter& head(Encode encode);
  base::Bytes out_;
};

enum class CborType { integer, bytes, text, array, map, null };

struct CborItem {
  CborType type = CborType::null;
  std::int64_t number = 0;       // integer: its value; array, map: how many items or pairs follow
  base::ByteView content;        // bytes, text: into what was read
};

class CborReader {
 public:
  explicit CborReader(base::ByteView bytes) : rest_(bytes) {}

  // The next item or the head of the next array or map; nothing at the end or at what is refused, and then always nothing.
  [[nodiscard]] std::optional<CborItem> next();
  // The next item when it is of that type.
  [[nodiscard]] std::optional<CborItem> next(CborType type);
  [[nodiscard]] bool at_end() const { return rest_.empty() && !failed_; }
  [[nodiscard]] base::ByteView rest() const { return rest_; }

 private:
  base::ByteView rest_;
  bool failed_ = false;
};

}  // namespace openday::event
