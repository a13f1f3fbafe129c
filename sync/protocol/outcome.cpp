#include "sync/protocol/outcome.h"

#include <array>

namespace openday::protocol {
namespace {

struct WireRow {
  Wire wire;
  std::string_view name;
  Outcome outcome;
  std::string_view reason, advice;
};

constexpr std::array kWires{
    WireRow{Wire::answered, "answered", Outcome::done, "", ""},
    WireRow{Wire::no_route, "no route", Outcome::transient, "no-network", "check the network cable or the Wi-Fi of this box"},
    WireRow{Wire::refused, "connection refused", Outcome::transient, "no-answer", "start openday-bureau, or check url in sync.toml"},
    WireRow{Wire::name_unknown, "name unknown", Outcome::transient, "no-network", "check the host in url of sync.toml and the name server"},
    WireRow{Wire::timed_out, "timed out", Outcome::transient, "no-answer", ""},
    WireRow{Wire::broken_off, "connection broken off", Outcome::transient, "no-answer", ""},
    WireRow{Wire::tls_untrusted, "certificate not trusted", Outcome::elsewhere, "certificate",
            "the server's certificate is not of the bureau's CA: check ca in sync.toml, or a network that intercepts TLS"},
    WireRow{Wire::certificate_ended, "certificate ended", Outcome::stop, "certificate",
            "put a new certificate in place at the bureau ([tls] of bureau.toml) and start openday-bureau again; where the CA ended, or the one in place counts still (the bureau's clock was wrong), enrol this box with a new code"},
    WireRow{Wire::certificate_early, "certificate not valid yet", Outcome::stop, "certificate",
            "put a certificate in place at the bureau that counts already ([tls] of bureau.toml)"},
    WireRow{Wire::certificate_or_clock, "certificate ended, or the clock of this box is wrong", Outcome::stop, "certificate",
            "look at date and time of this box first and set them; if they are right, put a new certificate in place at the bureau"},
    WireRow{Wire::tls_failed, "TLS failed", Outcome::transient, "no-answer", "check that url in sync.toml speaks HTTPS"},
    WireRow{Wire::too_large, "answer too large", Outcome::elsewhere, "portal", "something other than the bureau answers at url of sync.toml"},
    WireRow{Wire::interrupted, "interrupted", Outcome::transient, "no-answer", ""},
    WireRow{Wire::unusable, "request not possible", Outcome::stop, "settings", "check url and ca in sync.toml"},
};

struct AnswerRow {
  int status;                  // 0: any
  std::string_view refusal;    // empty: any
  Outcome outcome;
  std::string_view advice;
};

// The first row that fits decides. An unknown refusal falls to its status, an unknown status to its class.
constexpr std::array kAnswers{
    AnswerRow{200, "", Outcome::done, ""},
    AnswerRow{409, "gap", Outcome::behind, ""},
    AnswerRow{409, "other-device", Outcome::stop, "this box's key is bound to another device: make a new key with openday-syncd --init"},
    AnswerRow{401, "unknown-key", Outcome::stop, "add this box's public key at the bureau: openday-bureau admin devices add"},
    AnswerRow{401, "signature", Outcome::transient, "the bureau refused a signature: check keys/device.key of this box"},
    AnswerRow{403, "revoked", Outcome::stop, "the bureau revoked this box: enrol it again"},
    AnswerRow{403, "not-bound", Outcome::behind, ""},
    AnswerRow{403, "code-expired", Outcome::stop, "make a new enrolment code at the bureau and scan that"},
    AnswerRow{403, "code-used", Outcome::stop, "make a new enrolment code at the bureau and scan that"},
    AnswerRow{403, "code-unknown", Outcome::stop, "make a new enrolment code at the bureau and scan that"},
    AnswerRow{400, "garbled", Outcome::transient, "something on the way changes what this box sends: check the network, or what stands between it and the bureau"},
    AnswerRow{426, "", Outcome::stop, "this program is too old for the bureau: update openday-syncd"},
    AnswerRow{408, "", Outcome::transient, ""},
    AnswerRow{421, "", Outcome::transient, ""},
    AnswerRow{425, "", Outcome::transient, ""},
    AnswerRow{429, "", Outcome::transient, ""},
    AnswerRow{507, "", Outcome::transient, "the bureau's disk is full"},
    AnswerRow{404, "", Outcome::stop, "the bureau does not know this request: check url in sync.toml and the versions"},
    AnswerRow{405, "", Outcome::stop, "the bureau does not know this request: check url in sync.toml and the versions"},
    AnswerRow{400, "", Outcome::permanent, ""},
    AnswerRow{413, "", Outcome::permanent, ""},
    AnswerRow{415, "", Outcome::permanent, ""},
    AnswerRow{422, "", Outcome::permanent, ""},
    AnswerRow{401, "", Outcome::stop, "the bureau refused this box: check its key there"},
    AnswerRow{403, "", Outcome::stop, "the bureau refused this box: check its key there"},
    AnswerRow{409, "", Outcome::behind, ""},
};

constexpr std::string_view kPortalAdvice =
    "something other than the bureau answers (a log-in page of the network?): open that network's page, or check url in sync.toml";

const WireRow& row_of(Wire wire) {
  for (const auto& row : kWires) {
    if (row.wire == wire) return row;
  }
  return kWires.back();
}

const AnswerRow* row_of(int status, std::string_view refusal) {
  for (const auto& row : kAnswers) {
    if (row.status == status && (row.refusal.empty() || row.refusal == refusal)) return &row;
  }
  return nullptr;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  constexpr std::array<std::string_view, 6> kNames{"done", "transient", "permanent", "stop", "elsewhere", "behind"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string_view to_string(Wire wire) { return row_of(wire).name; }

namespace {

// A balancer in front answers 5xx and 429 by itself, without our mark: its Retry-After counts, nothing else does. But 511 is a
// network that wants a log-in (RFC 6585 section 6).
bool may_be_the_balancer(int status) { return (status >= 500 && status != 511) || status == 429; }

}  // namespace

Outcome classify(Wire wire, int status, bool ours, std::string_view refusal) {
  if (wire != Wire::answered) return row_of(wire).outcome;
  if (may_be_the_balancer(status)) return Outcome::transient;
  if (!ours) return Outcome::elsewhere;
  if (const auto* row = row_of(status, refusal)) return row->outcome;
  return status >= 400 && status < 500 ? Outcome::permanent : Outcome::elsewhere;
}

std::string_view reason(Wire wire, int status, bool ours, std::string_view refusal) {
  if (wire != Wire::answered) return row_of(wire).reason;
  if (status == 507) return "full";
  if (may_be_the_balancer(status)) return "busy";
  if (!ours) return "portal";
  const auto outcome = classify(wire, status, ours, refusal);
  if (status == 426) return "version";
  if (status == 404 || status == 405) return "settings";
  if (outcome == Outcome::stop || outcome == Outcome::permanent || status == 401) return "refused";
  return outcome == Outcome::elsewhere ? "portal" : outcome == Outcome::transient ? "busy" : std::string_view{};
}

std::string_view advice(Wire wire, int status, bool ours, std::string_view refusal) {
  if (wire != Wire::answered) return row_of(wire).advice;
  if (!ours && !may_be_the_balancer(status)) return kPortalAdvice;
  const auto* row = row_of(status, refusal);
  return row ? row->advice : std::string_view{};
}

}  // namespace openday::protocol
