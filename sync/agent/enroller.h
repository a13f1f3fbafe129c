// How a box becomes known to its bureau: a code scanned on the kiosk, left in spool/, names the bureau, its CA's fingerprint and a
// one-time secret. The CA is fetched over a line that nobody vouches for and taken only when its fingerprint is the code's; everything
// after that goes over TLS with that CA. What is learned lies in keys/: bureau-ca-<fingerprint>.pem and enrolment.toml, written whole, the latter
// last, so that a power cut leaves a box enrolled or not. Identity and outbox stay. Blocks while it asks; one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/event/enrolment_code.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/transport/curl_options.h"
#include "sync/transport/http_client.h"

namespace openday::agent {

// keys/enrolment.toml: what was learned by enrolling.
struct Enrolment {
  std::string url, hall, name;
  std::filesystem::path ca;        // absolute; empty for plain HTTP on loopback
};
[[nodiscard]] std::optional<Enrolment> read_enrolment(const std::filesystem::path& state);   // nothing: not enrolled, or unreadable

inline constexpr const char* kEnrolledNote = "enrolled";   // note in inbox.db, for the kiosk: JSON {"name","hall","bureau","at"}

inline constexpr const char* kEnrolRefusedNote = "enrol-refused";   // why the last code was not taken

enum class EnrolFailure {
  refused,     // this code will never do: make a new one
  later        // the same again, when the line is there
};

class Enroller {
 public:
  using MakeClient = std::function<std::unique_ptr<transport::HttpClient>(const transport::CurlOptions&)>;
  Enroller(std::filesystem::path state, journal::JournalReader& journal, journal::Inbox& inbox, MakeClient make_client);

  [[nodiscard]] base::Result<Enrolment, EnrolFailure> enrol(std::string_view code_text, const base::Moment& now);
  // A new key, which the old one vouches for. Once begun, repeating it goes on with the same new key.
  [[nodiscard]] base::Result<void, EnrolFailure> rotate(const Enrolment& at, const base::Moment& now, base::Instant bureau_now);

 private:
  [[nodiscard]] base::Result<std::string, EnrolFailure> fetch_ca(const event::EnrolmentCode& code, const base::Moment& now);
  [[nodiscard]] base::Result<std::string, EnrolFailure> introduce(transport::HttpClient& client, const event::EnrolmentCode& code, const base::Moment& now);

  const std::filesystem::path state_;
  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
  MakeClient make_client_;
};

}  // namespace openday::agent
