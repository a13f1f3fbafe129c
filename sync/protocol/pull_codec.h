// The JSON of messages_pull.h, under the rules of codec.h.
#pragma once

#include <string>
#include <string_view>

#include "sync/protocol/codec.h"
#include "sync/protocol/messages_pull.h"

namespace openday::protocol {

[[nodiscard]] std::string encode(const Pull& message);
[[nodiscard]] std::string encode(const PartRequest& message);
[[nodiscard]] std::string encode(const Enrol& message);
[[nodiscard]] std::string encode(const Rotate& message);
[[nodiscard]] std::string encode(const PaperPart& message);

[[nodiscard]] std::string encode(const PullAnswer& answer);
[[nodiscard]] std::string encode(const PartAnswer& answer);
[[nodiscard]] std::string encode(const EnrolAnswer& answer);
[[nodiscard]] std::string encode(const PaperAnswer& answer);

[[nodiscard]] base::Result<PullAnswer, CodecError> decode_pull_answer(std::string_view json);
[[nodiscard]] base::Result<PartAnswer, CodecError> decode_part_answer(std::string_view json);
[[nodiscard]] base::Result<EnrolAnswer, CodecError> decode_enrol_answer(std::string_view json);
[[nodiscard]] base::Result<PaperAnswer, CodecError> decode_paper_answer(std::string_view json);

// What a device keeps of its enrolment, for the kiosk: {"name","hall","bureau","at"}.
struct EnrolledWords {
  std::string name, hall, bureau;
  base::Instant at{};
};
[[nodiscard]] std::string enrolled_text(const EnrolledWords& words);

// A hall's boxes as a device keeps them: [{"dev","key","name"}]. Nothing for a text that is none.
[[nodiscard]] std::string devices_text(const std::vector<KnownDevice>& devices);
[[nodiscard]] std::vector<KnownDevice> read_devices(std::string_view text);

}  // namespace openday::protocol
