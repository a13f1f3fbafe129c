// What the box looks at by itself: a line each.
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "kiosk/app/self_test_lines.h"
#include "kiosk/app/self_test_tuning.h"

namespace openday::app {

using ui::SelfTestCheck;
using ui::SelfTestGrade;
using ui::SelfTestLine;
using ui::Text;

namespace {

using std::chrono::days;

std::string size_text(std::uint64_t bytes) {
  const double mega = static_cast<double>(bytes) / 1e6;
  return mega < 1000 ? fmt::format("{:.0f} MB", mega) : fmt::format("{:.1f} GB", mega / 1000);
}

std::string day_of(base::Instant at, base::Minutes zone) { return base::to_string(base::date_in(at, zone)); }

// The time alone today, else the day and the time.
std::string when(base::Instant at, const SelfTestFacts& facts) {
  const std::string clock = base::clock_text(base::minutes_of_day(at, facts.zone));
  return base::date_in(at, facts.zone) == base::date_in(facts.clock.now, facts.zone) ? clock : day_of(at, facts.zone).substr(5) + " " + clock;
}

bool enrolled(const LinkFacts& link) { return link.state != "never" && link.state != "not-enrolled"; }

SelfTestLine judge_printer(const PrinterFacts& printer) {
  constexpr auto kCheck = SelfTestCheck::printer;
  switch (printer.state) {
    case PrinterFact::no_service: return {kCheck, SelfTestGrade::attention, Text::self_test_printer_no_service, {}, Text::self_test_printer_none_do};
    case PrinterFact::none: return {kCheck, SelfTestGrade::attention, Text::self_test_printer_none, {}, Text::self_test_printer_none_do};
    case PrinterFact::unknown_name: return {kCheck, SelfTestGrade::bad, Text::self_test_printer_unknown, {printer.name}, Text::self_test_printer_unknown_do};
    case PrinterFact::ready: return {kCheck, SelfTestGrade::good, Text::self_test_printer_ready, {printer.name}};
    case PrinterFact::unsure: return {kCheck, SelfTestGrade::attention, Text::self_test_printer_unsure, {printer.name}, Text::self_test_printer_unsure_do};
    case PrinterFact::out_of_paper: return {kCheck, SelfTestGrade::bad, Text::self_test_printer_paper, {printer.name}, Text::self_test_printer_paper_do};
    case PrinterFact::jammed: return {kCheck, SelfTestGrade::bad, Text::self_test_printer_jam, {printer.name}, Text::self_test_printer_jam_do};
    case PrinterFact::stopped: return {kCheck, SelfTestGrade::bad, Text::self_test_printer_stopped, {printer.name}, Text::self_test_printer_stopped_do};
  }
  return {kCheck, SelfTestGrade::looking, Text::self_test_looking, {}};
}

SelfTestLine judge_space(const DiskFacts& disk) {
  constexpr auto kCheck = SelfTestCheck::disk_space;
  if (!disk.found) return {kCheck, SelfTestGrade::bad, Text::self_test_disk_gone, {}, Text::self_test_disk_do};
  const std::vector<std::string> values{size_text(disk.free), size_text(disk.total)};
  if (disk.free < kLeastRoom) return {kCheck, SelfTestGrade::bad, Text::self_test_disk_room, values, Text::self_test_disk_room_do};
  if (disk.free < kScarceRoom) return {kCheck, SelfTestGrade::attention, Text::self_test_disk_room, values, Text::self_test_disk_room_do};
  return {kCheck, SelfTestGrade::good, Text::self_test_disk_room, values};
}

SelfTestLine judge_health(const DiskFacts& disk) {
  constexpr auto kCheck = SelfTestCheck::disk_health;
  if (!disk.found) return {kCheck, SelfTestGrade::bad, Text::self_test_disk_gone, {}, Text::self_test_disk_do};
  if (disk.read_only) return {kCheck, SelfTestGrade::bad, Text::self_test_disk_read_only, {}, Text::self_test_disk_do};
  if (!disk.error.empty()) return {kCheck, SelfTestGrade::bad, Text::self_test_disk_error, {disk.error}, Text::self_test_disk_do};
  SelfTestLine out{kCheck, SelfTestGrade::good, disk.worn_percent ? Text::self_test_disk_worn : Text::self_test_disk_writes, {std::to_string(disk.write_ms)}};
  if (disk.worn_percent) out.values.push_back(std::to_string(*disk.worn_percent));
  const bool worn = disk.spare_low || disk.worn_percent.value_or(0) >= kWorn;
  if (disk.write_ms >= kStalledWrite) return {kCheck, SelfTestGrade::bad, out.said, out.values, Text::self_test_disk_slow_do};
  if (disk.write_ms >= kSlowWrite) return {kCheck, SelfTestGrade::attention, out.said, out.values, Text::self_test_disk_slow_do};
  if (worn) return {kCheck, SelfTestGrade::attention, out.said, out.values, Text::self_test_disk_worn_do};
  return out;
}

SelfTestLine judge_clock(const SelfTestFacts& facts, std::optional<std::int64_t> off_ms) {
  constexpr auto kCheck = SelfTestCheck::clock;
  const std::string now = day_of(facts.clock.now, facts.zone) + " " + base::clock_text(base::minutes_of_day(facts.clock.now, facts.zone));
  if (off_ms) {
    const std::string off = fmt::format("{:.1f}", static_cast<double>(std::abs(*off_ms)) / 1000);
    if (std::abs(*off_ms) > kClockOff) return {kCheck, SelfTestGrade::bad, Text::self_test_clock_off, {now, off}, Text::self_test_clock_do};
    if (facts.clock.state != base::ClockState::guessed) return {kCheck, SelfTestGrade::good, Text::self_test_clock_measured, {now, off}};
  }
  switch (facts.clock.state) {
    case base::ClockState::synced: return {kCheck, SelfTestGrade::good, Text::self_test_clock_synced, {now}};
    case base::ClockState::free_running: return {kCheck, SelfTestGrade::attention, Text::self_test_clock_free, {now}, Text::self_test_clock_free_do};
    case base::ClockState::guessed: break;
  }
  return {kCheck, SelfTestGrade::bad, Text::self_test_clock_guessed, {now}, Text::self_test_clock_do};
}

// Plan and roster alike, once they are there.
SelfTestLine judge_document(SelfTestCheck check, const DocumentFacts& document, const LinkFacts& link, base::Minutes zone) {
  if (document.stale) return {check, SelfTestGrade::attention, Text::self_test_document_stale, {document.id, std::to_string(document.version)}, Text::self_test_document_stale_do};
  std::vector<std::string> values{document.id, std::to_string(document.version), document.age_from() ? day_of(*document.age_from(), zone) : std::string("—"), document.digest.substr(0, kShownDigest)};
  const auto of = [&](Text by_file, Text by_record) { return document.since ? by_record : by_file; };
  switch (document.signature) {
    case Signature::valid: return {check, SelfTestGrade::good, of(Text::self_test_document_signed, Text::self_test_document_signed_since), std::move(values)};
    case Signature::wrong: return {check, SelfTestGrade::bad, of(Text::self_test_document_wrong, Text::self_test_document_wrong_since), std::move(values), Text::self_test_document_wrong_do};
    case Signature::no_trust: return {check, SelfTestGrade::attention, of(Text::self_test_document_untrusted, Text::self_test_document_untrusted_since), std::move(values), Text::self_test_document_unsigned_do};
    case Signature::none: break;
  }
  // Unsigned files are for boxes that are not enrolled (DESIGN.md section 5).
  const Text unsigned_said = of(Text::self_test_document_unsigned, Text::self_test_document_unsigned_since);
  if (enrolled(link)) return {check, SelfTestGrade::attention, unsigned_said, std::move(values), Text::self_test_document_unsigned_do};
  return {check, SelfTestGrade::good, unsigned_said, std::move(values)};
}

SelfTestLine judge_plan(const LookedAt& looked, base::Minutes zone) {
  if (!looked.plan.present) return {SelfTestCheck::plan, SelfTestGrade::bad, Text::self_test_document_none, {}, Text::self_test_document_none_do};
  return judge_document(SelfTestCheck::plan, looked.plan, looked.link, zone);
}

SelfTestLine judge_roster(const LookedAt& looked, const SelfTestFacts& facts) {
  if (!looked.roster.present) return {SelfTestCheck::roster, SelfTestGrade::attention, Text::self_test_roster_none, {}, Text::self_test_roster_none_do};
  SelfTestLine out = judge_document(SelfTestCheck::roster, looked.roster, looked.link, facts.zone);
  const bool old = looked.roster.age_from() && facts.clock.now - *looked.roster.age_from() > kOldRoster;
  if (out.grade != SelfTestGrade::good || !old) return out;
  out.grade = SelfTestGrade::attention;
  out.step = Text::self_test_roster_old_do;
  return out;
}

SelfTestLine judge_keys(const KeyFacts& keys, const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::keys;
  if (!keys.trusted) return {kCheck, SelfTestGrade::attention, Text::self_test_trust_none, {}, Text::self_test_keys_do};
  if (keys.codes == 0) return {kCheck, SelfTestGrade::bad, Text::self_test_keys_none, {}, Text::self_test_keys_do};
  if (keys.over == keys.codes) return {kCheck, SelfTestGrade::bad, Text::self_test_keys_over, {std::to_string(keys.codes)}, Text::self_test_keys_do};
  const std::string count = std::to_string(keys.codes - keys.over);
  if (!keys.first_until) return {kCheck, SelfTestGrade::good, Text::self_test_keys_forever, {count}};
  std::vector<std::string> values{count, base::to_string(*keys.first_until)};
  const auto left = std::chrono::sys_days(*keys.first_until) - std::chrono::sys_days(base::date_in(facts.clock.now, facts.zone));
  if (left < kKeySoon) return {kCheck, SelfTestGrade::attention, Text::self_test_keys_good, std::move(values), Text::self_test_keys_soon_do};
  return {kCheck, SelfTestGrade::good, Text::self_test_keys_good, std::move(values)};
}

SelfTestLine judge_certificate(const LookedAt& looked, const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::certificate;
  const CertificateFacts& certificate = looked.certificate;
  if (!certificate.named) return {kCheck, SelfTestGrade::absent, enrolled(looked.link) ? Text::self_test_certificate_unseen : Text::self_test_certificate_none, {}};
  if (!certificate.readable) return {kCheck, SelfTestGrade::bad, Text::self_test_certificate_broken, {}, Text::self_test_certificate_do};
  std::vector<std::string> values{day_of(certificate.until, facts.zone)};
  if (certificate.until < facts.clock.now) return {kCheck, SelfTestGrade::bad, Text::self_test_certificate_over, std::move(values), Text::self_test_certificate_do};
  if (certificate.until - facts.clock.now < kCertificateSoon) return {kCheck, SelfTestGrade::attention, Text::self_test_certificate_good, std::move(values), Text::self_test_certificate_do};
  return {kCheck, SelfTestGrade::good, Text::self_test_certificate_good, std::move(values)};
}

SelfTestLine judge_bureau(const LinkFacts& link, const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::bureau;
  const std::string last = link.last_contact ? when(*link.last_contact, facts) : "—";
  switch (facts.enrol) {
    case EnrolFact::asked: return {kCheck, SelfTestGrade::looking, Text::self_test_enrol_asked, {}};
    case EnrolFact::not_allowed: return {kCheck, SelfTestGrade::attention, Text::self_test_enrol_steward, {}, Text::self_test_enrol_steward_do};
    case EnrolFact::failed: return {kCheck, SelfTestGrade::bad, Text::self_test_enrol_failed, {}, Text::self_test_enrol_failed_do};
    case EnrolFact::refused: return {kCheck, SelfTestGrade::bad, Text::self_test_enrol_refused, {}, Text::self_test_enrol_refused_do};
    case EnrolFact::done: return {kCheck, SelfTestGrade::good, Text::self_test_enrol_done, {}};
    case EnrolFact::none: break;
  }
  if (link.state == "never") return {kCheck, SelfTestGrade::absent, Text::self_test_bureau_never, {}, Text::self_test_bureau_never_do};
  if (link.state == "connected") return {kCheck, SelfTestGrade::good, Text::self_test_bureau_linked, {last}};
  if (link.state == "captive-portal") return {kCheck, SelfTestGrade::bad, Text::self_test_bureau_portal, {}, Text::self_test_bureau_portal_do};
  if (link.state == "unreachable") return {kCheck, SelfTestGrade::attention, Text::self_test_bureau_away, {last}, Text::self_test_bureau_away_do};
  return {kCheck, SelfTestGrade::bad, Text::self_test_bureau_refused, {}, Text::self_test_bureau_refused_do};   // refused, not-enrolled, stopped
}

SelfTestLine judge_waiting(const LinkFacts& link) {
  constexpr auto kCheck = SelfTestCheck::waiting;
  std::vector<std::string> count{std::to_string(link.waiting)};
  if (link.state == "never") return {kCheck, SelfTestGrade::absent, Text::self_test_waiting_alone, std::move(count)};
  if (link.waiting == 0) return {kCheck, SelfTestGrade::good, Text::self_test_waiting_none, {}};
  if (link.state == "connected" && link.waiting < kManyWaiting) return {kCheck, SelfTestGrade::good, Text::self_test_waiting_some, std::move(count)};
  return {kCheck, SelfTestGrade::attention, Text::self_test_waiting_some, std::move(count), Text::self_test_waiting_do};
}

SelfTestLine judge_peers(const PeerFacts& peers, const SelfTestFacts& facts) {
  constexpr auto kCheck = SelfTestCheck::peers;
  if (peers.boxes == 0) return {kCheck, SelfTestGrade::absent, Text::self_test_peers_none, {}};
  return {kCheck, SelfTestGrade::good, Text::self_test_peers_some, {std::to_string(peers.boxes), peers.last ? when(*peers.last, facts) : "—"}};
}

}  // namespace

std::vector<SelfTestLine> judge_box(const SelfTestFacts& facts) {
  std::vector<SelfTestLine> out;
  if (!facts.looked) {
    for (int i = static_cast<int>(SelfTestCheck::printer); i < ui::kSelfTestChecks; ++i) out.push_back({static_cast<SelfTestCheck>(i), SelfTestGrade::looking, Text::self_test_looking, {}});
    return out;
  }
  const LookedAt& looked = *facts.looked;
  return {judge_printer(looked.printer), judge_space(looked.disk), judge_health(looked.disk), judge_clock(facts, looked.clock_off_ms), judge_plan(looked, facts.zone), judge_roster(looked, facts),
          judge_keys(looked.keys, facts), judge_certificate(looked, facts), judge_bureau(looked.link, facts), judge_waiting(looked.link), judge_peers(looked.peers, facts)};
}

}  // namespace openday::app
