// The number of a case (交办单): what a guest's receipt says, staff type and the bureau looks up. Seven Crockford base 32 digits of
// a SHA-256 and a Luhn mod 32 check digit (Crockford's alphabet has no I, L, O, U), written "K7Q2-M9XT". Boxes need not agree on a counter: 35 bits
// meet once in 70,000 events of 1,000 cases. Persistent: the same id gives the same number for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/uuid.h"

namespace openday::event {

// Of an opinion: a random id made with it. Of a bad rating: its record's or ballot's id.
[[nodiscard]] std::string case_number(const base::Uuid& id);

// As written, for any way of typing it: small letters, O for 0, I and L for 1, spaces and strokes. Nothing when it is no number or
// the check digit says that it was mistyped.
[[nodiscard]] std::optional<std::string> parse_case_number(std::string_view text);

// Text of the receipt's QR: "OD-CASE:lq2020:K7Q2M9XT". Letters of QR's alphanumeric set only when the event's are.
[[nodiscard]] std::string receipt_text(std::string_view event, std::string_view number);
struct ReceiptCode {
  std::string event, number;
};
[[nodiscard]] std::optional<ReceiptCode> parse_receipt(std::string_view text);

}  // namespace openday::event
