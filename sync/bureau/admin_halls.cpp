#include "sync/bureau/admin_halls.h"

#include <algorithm>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/crypto_certificate.h"
#include "kiosk/base/file.h"
#include "kiosk/base/qr_code.h"
#include "kiosk/event/enrolment_code.h"
#include "kiosk/event/trust.h"
#include "sync/bureau/document_head.h"
#include "sync/bureau/published.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;

// What a document is held against: the file that the clerk named, else the published one. Nothing: none is published.
StoreResult<std::optional<PublishedDocument>> trust_list(HallStore& store, const std::string& file) {
  if (file.empty()) return read_published(store, "trust", {});
  auto read = base::read_file(file);
  if (!read) return base::fail(StoreError::io, read.error().what);
  return PublishedDocument{0, std::move(*read)};
}

// Empty when the document may go out; else why not.
std::string why_not(const std::string& kind, const std::string& bytes, const std::string& cose, const std::optional<PublishedDocument>& list) {
  if (kind == "trust") {   // signed in itself; a later one by the root of the one before
    if (!list) return {};
    const auto held = event::read_trust(list->bytes);
    if (held && list->bytes == bytes) return {};
    const auto next = held ? event::replace_trust(*held, bytes) : base::Result<event::Trust, event::TrustError>(event::read_trust(bytes));
    return next ? std::string() : next.error().what;
  }
  if (!list) return "no trust list is published yet: openday-bureau admin publish trust TRUST.json first, or give --trust";
  const auto trust = event::read_trust(list->bytes);
  if (!trust) return trust.error().what;
  const auto good = event::verify_document(bytes, cose, *trust);
  return good ? std::string() : good.error().what + ": openday sign --key the documents key";
}

// Of a trust list that was held against the published one, for every hall as it is.
std::optional<int> built_on(const PublishFiles& files, const std::optional<PublishedDocument>& list) {
  if (files.kind != "trust" || !files.trust.empty() || !files.hall.empty()) return std::nullopt;
  return list ? list->version : 0;
}

constexpr const char* kHalves[] = {"█", "▀", "▄", " "};   // light is drawn: terminals are dark

void draw(std::ostream& out, const base::QrCode& code) {
  const auto light = [&](int x, int y) { return x < 0 || y < 0 || x >= code.size || y >= code.size || !code.dark(x, y); };
  for (int y = -base::kQrQuietZone; y < code.size + base::kQrQuietZone; y += 2) {
    for (int x = -base::kQrQuietZone; x < code.size + base::kQrQuietZone; ++x) out << kHalves[(light(x, y) ? 0 : 2) + (light(x, y + 1) ? 0 : 1)];
    out << '\n';
  }
}

base::Result<event::EnrolmentCode, event::EnrolmentError> code_of(const EnrolCodeWish& wish, const Terminal& terminal) {
  event::EnrolmentCode out{wish.url, std::nullopt, wish.hall, base::random16(), terminal.now + std::chrono::minutes(wish.minutes)};
  if (wish.url.empty()) return base::fail(event::EnrolmentError::unreadable, "the address is missing: --url https://HOST:PORT as the boxes reach this bureau, or url in bureau.toml");
  if (!wish.ca.empty()) {
    const auto pem = base::read_file(wish.ca);
    if (!pem) return base::fail(event::EnrolmentError::unreadable, pem.error().what);
    const auto fingerprint = base::certificate_fingerprint(*pem);
    if (!fingerprint) return base::fail(event::EnrolmentError::unreadable, fmt::format("{}: {}", wish.ca, fingerprint.error().what));
    out.ca = *fingerprint;
  }
  const auto checked = event::read_enrolment_code(event::write_enrolment_code(out), terminal.now);
  if (!checked) return base::fail(event::EnrolmentError::unreadable, "a box could not use this code: https needs --ca with the bureau's CA in PEM; url and hall must be short");
  return out;
}

// A paper for one hall that its boxes will not take, because a higher version is out for every hall.
std::string overruled(HallStore& store, const PublishFiles& files, const DocumentHead& head) {
  const auto feed = files.hall.empty() ? StoreResult<DocumentFeed>(DocumentFeed{}) : store.documents_after(0, files.hall);
  if (!feed) return {};
  const auto found = std::ranges::find_if(feed->documents, [&](const auto& one) { return one.event == head.event && one.kind == files.kind; });
  if (found == feed->documents.end() || found->version <= head.version) return {};
  return fmt::format(", but the boxes of hall {} keep to version {}, which is out for every hall: give this one a higher version", files.hall, found->version);
}

}  // namespace

int publish(HallStore& store, const Terminal& terminal, const PublishFiles& files) {
  const auto bytes = base::read_file(files.file, protocol::kMaxDocumentBytes);
  if (!bytes) return failed(terminal, bytes.error().what);
  const auto head = read_document_head(files.kind, *bytes, files.file);
  if (!head) return failed(terminal, head.error().what);
  std::string cose;
  if (files.kind != "trust") {
    auto read = base::read_file(files.signature.empty() ? files.file + ".cose" : files.signature);
    if (!read) return failed(terminal, read.error().what + ": a document is published with its signature (openday sign)");
    cose = std::move(*read);
  }
  const auto list = trust_list(store, files.trust);
  if (!list) return failed(terminal, fmt::format("{}: not published, since the trust list cannot be read: {}; then give this command again", files.file, list.error().what));
  if (const auto why = why_not(files.kind, *bytes, cose, *list); !why.empty()) return failed(terminal, fmt::format("{}: {}", files.file, why));
  const auto done = store.publish({head->event, files.kind, files.hall, head->version, *bytes, cose, built_on(files, *list)}, terminal.now);
  if (!done) return failed(terminal, done.error().what);
  const auto what = fmt::format("{} version {}{}", files.kind, head->version, head->event.empty() ? std::string() : " of event " + head->event);
  if (*done == Publishing::older) return failed(terminal, what + " is older than the one published: raise its version");
  if (*done == Publishing::conflicting) return failed(terminal, what + " is published with other content: raise its version");
  if (*done == Publishing::overtaken) return failed(terminal, "another trust list was published at the same moment: nothing was changed, give this command again");
  terminal.out << fmt::format("{} {}{}\n", what, *done == Publishing::published ? "published" : "was published already", overruled(store, files, *head));
  return 0;
}

int make_enrol_code(HallStore& store, const Terminal& terminal, const EnrolCodeWish& wish) {
  const auto code = code_of(wish, terminal);
  if (!code) return failed(terminal, code.error().what);
  const auto text = event::write_enrolment_code(*code);
  const auto qr = base::make_qr_code(text);
  if (!qr) return failed(terminal, "the code is too long for a QR code: shorten url and hall");
  if (const auto done = store.add_enrolment({base::sha256(code->secret), wish.name, wish.hall, code->until}, terminal.now); !done) return failed(terminal, done.error().what);
  if (!wish.out.empty()) {
    if (const auto written = base::write_file_durably(wish.out, base::to_svg(*qr), 0600); !written) return failed(terminal, written.error().what);
  }
  if (terminal.json) {
    terminal.out << Json{{"code", text}, {"name", wish.name}, {"hall", wish.hall}, {"until", base::to_rfc3339(code->until, base::Minutes{0})}}.dump() << '\n';
    return 0;
  }
  if (wish.out.empty()) draw(terminal.out, *qr);
  terminal.out << fmt::format("for one box, '{}' in hall '{}', until {}{}\n{}\n", wish.name, wish.hall, base::to_rfc3339(code->until, base::Minutes{0}),
                              wish.out.empty() ? std::string() : ", drawn in " + wish.out, text);
  return 0;
}

int list_papers(HallStore& store, const Terminal& terminal) {
  const auto rows = store.papers();
  if (!rows) return failed(terminal, rows.error().what);
  for (const auto& row : *rows) {
    const bool whole = row.held == row.bytes;
    if (terminal.json) {
      terminal.out << Json{{"id", row.id}, {"device", row.device}, {"event", row.event}, {"kind", row.kind}, {"name", row.name}, {"received", row.received},
                           {"bytes", row.bytes}, {"whole", whole}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      terminal.out << fmt::format("{}  {}  {:<8} {:<12} {} ({} bytes{})\n", row.id, row.received, row.event, row.kind, row.name, row.bytes, whole ? "" : ", not whole yet");
    }
  }
  return 0;
}

int save_paper(HallStore& store, const Terminal& terminal, const std::string& id, const std::string& file) {
  const auto bytes = store.paper(id);
  if (!bytes) return failed(terminal, bytes.error().what);
  if (!*bytes) return failed(terminal, fmt::format("there is no whole paper {}: openday-bureau admin papers list", id));
  if (const auto written = base::write_file_durably(file, **bytes, 0600); !written) return failed(terminal, written.error().what);
  terminal.out << fmt::format("{}: sealed as the box sent it; openday unseal opens it with the bureau's seal key\n", file);
  return 0;
}

}  // namespace openday::bureau
