// Byte strings to sign: fields of fixed length, or with a 4-byte big-endian length in front. Internal to protocol.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/base/bytes.h"

namespace openday::protocol {

class ByteString {
 public:
  explicit ByteString(std::string_view scheme) { text(scheme); }
  ByteString& fixed(base::ByteView bytes) { out_.append(base::as_text(bytes)); return *this; }
  ByteString& number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) out_.push_back(static_cast<char>(value >> shift));
    return *this;
  }
  ByteString& text(std::string_view value) {
    for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<char>(value.size() >> shift));
    out_.append(value);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace openday::protocol
