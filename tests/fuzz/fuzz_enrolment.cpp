// Any bytes as the text of an enrolment code, as a camera or a spool file gives it: what is read is written and read again alike, and a
// complaint never repeats the secret. A prefix is put before it, too, since no mutation finds one soon.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kiosk/event/enrolment_code.h"

namespace {

using namespace openday;

void check(std::string_view text) {
  const auto code = event::read_enrolment_code(text, std::nullopt);
  if (!code) {
    if (code.error().what.empty() || code.error().kind == event::EnrolmentError::expired) std::abort();
    return;
  }
  if (!event::is_enrolment_text(text) || text.size() > event::kMaxEnrolmentText || code->url.empty()) std::abort();
  const auto written = event::write_enrolment_code(*code);
  if (written.size() > event::kMaxEnrolmentText) return;   // read from a shorter spelling: never written by the bureau
  const auto again = event::read_enrolment_code(written, std::nullopt);
  if (!again || again->url != code->url || again->ca != code->ca || again->hall != code->hall || again->secret != code->secret || again->until != code->until) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(text);
  check(std::string(event::kEnrolmentPrefix) + text);
  return 0;
}
