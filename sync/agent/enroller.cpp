#include "sync/agent/enroller.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/base/crypto_certificate.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/base/options.h"
#include "kiosk/event/trust.h"
#include "kiosk/journal/layout.h"
#include "sync/agent/bureau_clock.h"
#include "sync/agent/device_key.h"
#include "sync/agent/reply.h"
#include "sync/protocol/pull_codec.h"
#include "sync/transport/curl_http_client.h"

namespace openday::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCaName = "bureau-ca";

fs::path file_of(const fs::path& state) { return journal::Layout{state}.keys_folder() / "enrolment.toml"; }
// Each CA has a file of its own: one that is learned while a box tries to enrol elsewhere leaves that in force as it is.
std::string ca_name(const event::EnrolmentCode& code) {
  return code.ca ? fmt::format("{}-{}.pem", kCaName, base::to_hex(base::ByteView(*code.ca).first(8))) : std::string();
}
// Of earlier enrolments; what cannot be removed does no harm.
void remove_other_cas(const fs::path& state, std::string_view name) {
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(journal::Layout{state}.keys_folder(), ignored)) {
    const auto other = file.path().filename().string();
    if (other.starts_with(kCaName) && other.ends_with(".pem") && other != name) fs::remove(file.path(), ignored);
  }
}

// A TOML basic string: what is not plain is escaped (TOML 1.0, "String").
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (code < 0x20 || code == 0x7f) {
      out += fmt::format("\\u{:04X}", code);
    } else {
      out += letter;
    }
  }
  return out + '"';
}

transport::CurlOptions line_to(const std::string& url, const fs::path& ca, bool of_anybody = false) {
  transport::CurlOptions out;
  out.url = url;
  out.ca = ca;
  out.of_anybody = of_anybody;
  return out;
}

// A bureau that is busy, or whose disk is full, is asked again: only what it says of this code or this box is final.
bool is_final(const Reply& reply) {
  return reply.outcome == protocol::Outcome::stop || reply.outcome == protocol::Outcome::permanent || reply.refusal == "other-device" || reply.refusal == "key-revoked";
}

base::Result<std::string, EnrolFailure> body_of(Reply reply) {
  if (reply.outcome == protocol::Outcome::done) return std::move(reply.body);
  return base::fail(is_final(reply) ? EnrolFailure::refused : EnrolFailure::later, std::move(reply.what));
}

template <class T>
tl::unexpected<base::Failure<EnrolFailure>> unwritable(const T& error) {
  return base::fail(EnrolFailure::later, error.what);
}

// The secret goes to a bureau that shows the code's CA, or stays on this machine. The CA itself is not here yet.
base::Result<void, EnrolFailure> check_line(const event::EnrolmentCode& code) {
  const auto checked = transport::check_url(code.url, {});
  if (checked || (code.ca && checked.error().kind == transport::UrlError::no_ca)) return {};
  return base::fail(EnrolFailure::refused, "the enrolment code cannot be used (" + checked.error().what + "): make a new one at the bureau");
}

}  // namespace

std::optional<Enrolment> read_enrolment(const fs::path& state) {
  auto options = base::Options::load(file_of(state));
  if (!options) return std::nullopt;
  Enrolment out{options->text("url", ""), options->text("hall", ""), options->text("name", ""), {}};
  const auto ca = options->text("ca", "");
  if (!ca.empty()) out.ca = journal::Layout{state}.keys_folder() / ca;
  if (out.url.empty() || !options->problems().empty()) return std::nullopt;
  return out;
}

Enroller::Enroller(fs::path state, journal::JournalReader& journal, journal::Inbox& inbox, MakeClient make_client)
    : state_(std::move(state)), journal_(journal), inbox_(inbox), make_client_(std::move(make_client)) {}

base::Result<Enrolment, EnrolFailure> Enroller::enrol(std::string_view code_text, const base::Moment& now) {
  // A clock that nothing set must not make a code of just now too old: the bureau judges that.
  const auto code = event::read_enrolment_code(code_text, now.state == base::ClockState::synced ? std::optional(now.wall) : std::nullopt);
  if (!code) return base::fail(EnrolFailure::refused, code.error().what);
  if (auto line = check_line(*code); !line) return tl::unexpected(std::move(line.error()));
  // The key's folder comes first: what is learned lies there too.
  if (const auto key = init_device_key(state_); !key) return unwritable(key.error());
  const auto ca = fetch_ca(*code, now);
  if (!ca) return tl::unexpected(ca.error());
  const auto name = ca_name(*code);
  const auto file = name.empty() ? fs::path() : journal::Layout{state_}.keys_folder() / name;
  if (!name.empty()) {
    if (const auto done = base::write_file_durably(file, *ca, 0644); !done) return unwritable(done.error());
  }
  const auto client = make_client_(line_to(code->url, file));
  const auto body = introduce(*client, *code, now);
  if (!body) return tl::unexpected(body.error());
  const auto answer = protocol::decode_enrol_answer(*body);
  if (!answer) return base::fail(EnrolFailure::later, "the bureau's answer is not understood: " + answer.error().what);
  const std::string text = fmt::format("# Written by openday-syncd when this box was enrolled; it wins over sync.toml.\nurl = {}\nca = {}\nhall = {}\nname = {}\n",
                                       toml_text(code->url), toml_text(name), toml_text(answer->hall), toml_text(answer->name));
  if (const auto done = base::write_file_durably(file_of(state_), text, 0644); !done) return unwritable(done.error());
  remove_other_cas(state_, name);
  if (const auto trust = event::read_trust(answer->trust); trust) {
    if (const auto kept = inbox_.put_document({{}, "trust", trust->version, answer->trust, {}}); !kept) return unwritable(kept.error());
  }
  if (const auto kept = keep_bureau_clock(inbox_, now, answer->now); !kept) return unwritable(kept.error());
  const auto note = protocol::enrolled_text({answer->name, answer->hall, code->url, now.wall});
  if (const auto kept = inbox_.set_note(kEnrolledNote, note); !kept) return unwritable(kept.error());
  base::log_notice("enrolled at {} as '{}'", code->url, answer->name);
  return *read_enrolment(state_);
}

// Over a line that nobody vouches for: of what comes, the certificate whose fingerprint is the code's, and nothing that stands beside it.
base::Result<std::string, EnrolFailure> Enroller::fetch_ca(const event::EnrolmentCode& code, const base::Moment& now) {
  if (!code.ca) return std::string();
  const auto client = make_client_(line_to(code.url, {}, true));
  const auto answer = client->send({"GET", "/v1/ca", {}, protocol::Encoding::identity, std::max(now.wall, base::build_date())});
  if (!answer) return base::fail(EnrolFailure::later, fmt::format("{}; {}", answer.error().what, protocol::advice(answer.error().kind, 0, false, {})));
  if (!answer->marked) {
    return base::fail(EnrolFailure::later, fmt::format("{} answered {}; {}", code.url, answer->status, protocol::advice(protocol::Wire::answered, 200, false, {})));
  }
  if (answer->status != 200) {
    return base::fail(EnrolFailure::later, fmt::format("{} answered {} and no CA: check that [tls] ca is set in the bureau's bureau.toml", code.url, answer->status));
  }
  auto authority = base::certificate_of(answer->body, *code.ca);
  if (!authority) {
    return base::fail(EnrolFailure::refused, fmt::format("{} shows another CA than the code's: a network that intercepts TLS, or an old code", code.url));
  }
  return *std::move(authority);
}

// With the key that is there; with a new one when the bureau revoked that, or knows it as another box's.
base::Result<std::string, EnrolFailure> Enroller::introduce(transport::HttpClient& client, const event::EnrolmentCode& code, const base::Moment& now) {
  const auto device = journal_.device();
  if (!device) return unwritable(device.error());
  if (!*device) return base::fail(EnrolFailure::later, "the kiosk has not run on this box yet: start openday-kiosk once");
  // The code was made a short while ago: a better clock than one that nothing set, which may be off by years either way.
  const auto made = code.until - std::chrono::minutes(15);
  const bool sure = now.state == base::ClockState::synced;
  const auto judged = std::max(base::build_date(), sure ? std::max(now.wall, made) : made);
  const auto ask = [&](const base::SigningKey& key) {
    protocol::Enrol message{**device, key.public_key(), code.secret, {}};
    message.signature = key.sign(base::as_bytes(protocol::signed_bytes(message)));
    return read_reply(client.send({"POST", "/v1/enrol", protocol::encode(message), protocol::Encoding::identity, judged, std::nullopt, sure}), judged, code.url);
  };
  const auto key = init_device_key(state_);
  if (!key) return unwritable(key.error());
  auto reply = ask(key->key);
  if (reply.refusal == "key-revoked" || reply.refusal == "other-device") {
    const auto fresh = next_device_key(state_);
    if (!fresh) return unwritable(fresh.error());
    reply = ask(*fresh);
    if (reply.outcome == protocol::Outcome::done) {
      if (const auto adopted = adopt_next_key(state_); !adopted) return unwritable(adopted.error());
    }
  }
  return body_of(std::move(reply));
}

base::Result<void, EnrolFailure> Enroller::rotate(const Enrolment& at, const base::Moment& now, base::Instant bureau_now) {
  const auto device = journal_.device();
  if (!device) return unwritable(device.error());
  if (!*device) return base::fail(EnrolFailure::refused, "the kiosk has not run on this box yet: there is no key to change");
  const auto old = load_device_key(state_);
  if (!old) return unwritable(old.error());
  const auto fresh = next_device_key(state_);
  if (!fresh) return unwritable(fresh.error());
  protocol::Rotate message{**device, fresh->public_key(), bureau_now, {}, {}};
  const auto bytes = protocol::signed_bytes(message);
  message.by_old = old->key.sign(base::as_bytes(bytes));
  message.by_new = fresh->sign(base::as_bytes(bytes));
  const auto client = make_client_(line_to(at.url, at.ca));
  const auto heard = bureau_clock(inbox_, now);
  if (!heard) return unwritable(heard.error());
  const auto judged = judged_at(now, *heard, bureau_now);
  const auto done = body_of(read_reply(client->send({"POST", "/v1/rotate", protocol::encode(message), protocol::Encoding::identity, judged.at, std::nullopt, judged.sure}), judged.at, at.url));
  if (!done) return tl::unexpected(done.error());
  if (const auto adopted = adopt_next_key(state_); !adopted) return unwritable(adopted.error());
  base::log_notice("this box has a new key");
  return {};
}

}  // namespace openday::agent
