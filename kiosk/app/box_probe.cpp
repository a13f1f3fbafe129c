#include "kiosk/app/box_probe.h"

#include <algorithm>
#include <set>
#include <utility>

#include <sys/stat.h>

#include "kiosk/app/print_run.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/crypto_certificate.h"
#include "kiosk/base/file.h"
#include "kiosk/device/disk_probe.h"
#include "kiosk/event/trust.h"
#include "kiosk/journal/inbox_reader.h"
#include "kiosk/journal/journal_reader.h"

namespace openday::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSmall = 1u << 20;         // bytes of a signature, of a certificate

PrinterFact fact_of(device::PrinterCondition condition) {
  switch (condition) {
    case device::PrinterCondition::ready: return PrinterFact::ready;
    case device::PrinterCondition::out_of_paper: return PrinterFact::out_of_paper;
    case device::PrinterCondition::jammed: return PrinterFact::jammed;
    case device::PrinterCondition::stopped: return PrinterFact::stopped;
    case device::PrinterCondition::unknown: break;
  }
  return PrinterFact::unsure;
}

PrinterFacts look_at_printer(device::Printer& printer, const std::string& queue) {
  const auto known = printer.list();
  if (!known) return {PrinterFact::no_service, {}};
  if (const device::PrinterInfo* one = choose_printer(*known, queue)) return {fact_of(one->condition), one->description};
  return queue.empty() ? PrinterFacts{PrinterFact::none, {}} : PrinterFacts{PrinterFact::unknown_name, queue};
}

DiskFacts look_at_disk(const fs::path& state, const fs::path& sysfs) {
  const device::DiskReport disk = device::probe_disk(state, sysfs);
  DiskFacts out;
  out.found = disk.found;
  out.read_only = disk.read_only;
  out.free = disk.free;
  out.total = disk.total;
  out.error = disk.write_error;
  out.write_ms = disk.write_time.count();
  if (disk.health == device::DiskHealth::known) out.worn_percent = disk.worn_percent;
  out.spare_low = disk.spare_low;
  return out;
}

std::optional<base::Instant> date_of(const fs::path& file) {
  struct stat what {};
  if (stat(file.c_str(), &what) != 0) return std::nullopt;
  return base::Instant(std::chrono::seconds(what.st_mtim.tv_sec));
}

// A day only where the clock may be believed (DESIGN.md I6).
std::optional<base::Date> day_of(const base::Moment& now, base::Minutes zone) {
  if (now.state == base::ClockState::guessed) return std::nullopt;
  return base::date_in(now.wall, zone);
}

Signature signature_of(const std::string& bytes, const fs::path& file, const Documents& documents, std::optional<base::Date> today) {
  const auto cose = base::read_file(fs::path(file) += ".cose", kSmall);
  if (!cose) return cose.error().kind == base::FileError::missing ? Signature::none : Signature::wrong;
  const bool verifiable = documents.trust && std::ranges::any_of(documents.trust->keys, [](const event::TrustedKey& key) { return key.use == event::KeyUse::documents; });
  if (!verifiable) return Signature::no_trust;
  return event::verify_document(bytes, *cose, *documents.trust, today) ? Signature::valid : Signature::wrong;
}

DocumentFacts look_at_document(const std::string& kind, const fs::path& file, const Documents& documents, std::optional<base::Date> today) {
  DocumentFacts out;
  const auto used = std::ranges::find(documents.in_force, kind, &DocumentInForce::kind);
  if (used == documents.in_force.end()) return out;
  out.present = true;
  out.version = used->version;
  out.digest = used->digest;
  if (used->is_signed) out.signature = Signature::valid;
  if (file.empty()) return out;                  // kept from another time, or from outside; no file to be looked at
  const auto bytes = base::read_file(file);
  out.stale = !bytes || base::to_hex(base::sha256(base::as_bytes(*bytes))) != used->digest;
  if (out.stale && used->is_signed) {            // what the bureau published counts instead of the file
    out.stale = false;
    return out;
  }
  out.dated = date_of(file);
  if (!out.stale) out.signature = signature_of(*bytes, file, documents, today);
  return out;
}

KeyFacts look_at_keys(const Documents& documents, std::optional<base::Date> today) {
  KeyFacts out;
  out.trusted = documents.trust.has_value();
  if (!out.trusted) return out;
  for (const event::TrustedKey& key : documents.trust->keys) {
    if (key.use != event::KeyUse::codes) continue;
    ++out.codes;
    if (today && key.until && *key.until < *today) ++out.over;
    else if (key.until && (!out.first_until || *key.until < *out.first_until)) out.first_until = key.until;
  }
  return out;
}

CertificateFacts look_at_certificate(const fs::path& file) {
  CertificateFacts out;
  out.named = !file.empty();
  if (!out.named) return out;
  const auto pem = base::read_file(file, kSmall);
  if (!pem) return out;
  const auto term = base::certificate_term(*pem);
  out.readable = term.has_value();
  if (term) out.until = term->until;
  return out;
}

PeerFacts look_at_peers(journal::InboxReader& inbox) {
  PeerFacts out;
  std::set<base::Uuid> boxes;
  for (std::uint64_t after = 0;;) {
    const auto page = inbox.foreign_records(after);
    if (!page) break;
    for (const event::Record& record : page->records) {
      boxes.insert(record.device);
      const auto at = base::parse_rfc3339(record.at);
      if (at && (!out.last || at->at > *out.last)) out.last = at->at;
    }
    if (!page->more || page->next <= after) break;
    after = page->next;
  }
  out.boxes = static_cast<int>(boxes.size());
  return out;
}

LinkFacts look_at_link(journal::InboxReader& inbox, const fs::path& state) {
  LinkFacts out;
  if (const auto link = inbox.link()) {
    out.state = link->state;
    out.detail = link->detail;
    out.last_contact = link->last_contact;
  }
  journal::JournalReader journal(state);
  const auto heads = journal.heads();
  if (!heads || heads->empty()) return out;
  const auto ack = inbox.ack(heads->back().device, heads->back().inc);
  const std::uint64_t acked = ack && *ack ? (*ack)->seq : 0;
  out.waiting = heads->back().seq > acked ? static_cast<int>(heads->back().seq - acked) : 0;
  return out;
}

// When each version was put into force here first, by its digest.
std::map<std::string, base::Instant> put_into_force(const fs::path& state) {
  std::map<std::string, base::Instant> out;
  journal::JournalReader journal(state);
  for (std::uint64_t after = 0;;) {
    const auto page = journal.scan(after);
    if (!page) break;
    for (const event::Record& record : page->records) {
      if (record.kind != to_string(event::Kind::document) || record.erased()) continue;
      const auto body = event::read_document(*record.body);
      const auto at = base::parse_rfc3339(record.at);
      if (body && at) out.emplace(body->digest, at->at);
    }
    if (!page->more) break;
    after = page->next;
  }
  return out;
}

std::optional<std::int64_t> clock_off(journal::InboxReader& inbox, const base::Moment& now) {
  const auto clocks = inbox.boot_clocks();
  if (!clocks) return std::nullopt;
  const auto own = std::ranges::find(*clocks, now.boot, &journal::BootClock::boot);
  if (own == clocks->end()) return std::nullopt;
  return now.wall.time_since_epoch().count() - (own->offset_ms + now.mono_ms);
}

class RealProbe final : public BoxProbe {
 public:
  RealProbe(ProbeOptions options, std::unique_ptr<device::Printer> printer) : options_(std::move(options)), printer_(std::move(printer)) {}

  LookedAt look(const ProbeQuestion& question) override {
    LookedAt out;
    out.disk = look_at_disk(options_.state, options_.sysfs);
    out.printer = look_at_printer(*printer_, options_.printer);
    out.certificate = look_at_certificate(options_.bureau_ca);
    journal::InboxReader inbox(options_.state);
    out.link = look_at_link(inbox, options_.state);
    out.peers = look_at_peers(inbox);
    out.clock_off_ms = clock_off(inbox, question.now);
    if (!question.documents) return out;
    const Documents& documents = *question.documents;
    const auto today = day_of(question.now, documents.plan.zone);
    out.plan = look_at_document("plan", options_.documents.plan, documents, today);
    out.plan.id = documents.plan.id;
    out.roster = look_at_document("roster", options_.documents.roster, documents, today);
    out.roster.id = documents.plan.id;
    if (documents.roster) out.roster.guests = static_cast<int>(documents.roster->guests().size());
    const auto in_force = put_into_force(options_.state);
    for (DocumentFacts* document : {&out.plan, &out.roster})
      if (const auto at = in_force.find(document->digest); document->present && at != in_force.end()) document->since = at->second;
    out.keys = look_at_keys(documents, today);
    return out;
  }

 private:
  ProbeOptions options_;
  std::unique_ptr<device::Printer> printer_;
};

}  // namespace

std::unique_ptr<BoxProbe> make_box_probe(ProbeOptions options, std::unique_ptr<device::Printer> printer) { return std::make_unique<RealProbe>(std::move(options), std::move(printer)); }

}  // namespace openday::app
