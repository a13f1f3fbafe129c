#include "sync/agent/spool_desk.h"

#include <algorithm>
#include <system_error>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/journal/layout.h"
#include "sync/agent/stick_package.h"
#include "sync/agent/store_trouble.h"
#include "sync/agent/tuning.h"

namespace openday::agent {

namespace fs = std::filesystem;

SpoolDesk::SpoolDesk(const fs::path& state, journal::JournalReader& journal, journal::Inbox& inbox, const base::SigningKey& key, GoOn go_on)
    : spool_(state), out_(journal::Layout{state}.out_folder()), journal_(journal), inbox_(inbox), key_(key), go_on_(std::move(go_on)) {}

void SpoolDesk::serve(const base::Moment& now) {
  if (now.mono_ms < retry_ms_) return;
  try {
    has_code_ = false;
    for (const auto& entry : need(spool_.list())) {
      has_code_ = has_code_ || entry.kind == journal::SpoolKind::enrol;
      switch (entry.kind) {
        case journal::SpoolKind::import_package: take_in(entry); break;
        case journal::SpoolKind::export_package: make_package(entry, now); break;
        case journal::SpoolKind::try_line: try_line_ = true; break;
        case journal::SpoolKind::enrol:
        case journal::SpoolKind::purge:
        case journal::SpoolKind::send_paper: continue;   // other parts' requests
      }
      if (const auto gone = spool_.done(entry); !gone) throw StoreTrouble{gone.error().what};
    }
  } catch (const StoreTrouble& trouble) {
    base::log_error("spool: {}", trouble.what);
    retry_ms_ = now.mono_ms + kSpoolRetry.count();
  } catch (const LeftOff&) {
    base::log_notice("spool: a package for a stick was left off: it is made at the next start");
    clear_out();
  }
}

// Signatures are the kiosk's affair, before it asks and again when it puts a document into force: it has the trust list.
void SpoolDesk::take_in(const journal::SpoolEntry& entry) {
  const auto package = event::unbundle(need(spool_.take(entry)));
  const auto manifest = package ? event::check_contents(*package) : tl::unexpected(package.error());
  if (!manifest) return refuse(entry, manifest.error().what);
  for (const std::string_view kind : event::kPackageKinds) {
    const auto* file = manifest->find(kind);
    if (!file) continue;
    const auto document = std::ranges::find(package->documents, kind, &event::PackagedDocument::kind);
    const bool of_the_box = kind == "trust" || kind == "calendar";
    const bool fresh = need(inbox_.put_document({of_the_box ? std::string() : manifest->event, std::string(kind), file->version, document->bytes, document->cose}));
    base::log_notice("{} version {} from a stick: {}", kind, file->version, fresh ? "taken in" : "held already");
  }
}

void SpoolDesk::make_package(const journal::SpoolEntry& entry, const base::Moment& now) {
  const auto wanted = journal::parse_export_request(need(spool_.take(entry)));
  if (!wanted) return refuse(entry, "the request does not say what to seal the package to");
  clear_out();
  const auto made = make_stick_package(spool_.made(entry.name), *wanted, journal_, inbox_, key_, now, go_on_);
  if (!made) return refuse(entry, made.error().what);
  base::log_notice("a package of {} records and {} ballot batches was made for a stick", made->records, made->ballot_batches);
}

void SpoolDesk::refuse(const journal::SpoolEntry& entry, const std::string& why) {
  base::log_warning("spool: {}: {}", to_string(entry.kind), why);
  std::error_code ignored;
  fs::create_directories(out_, ignored);
  if (const auto said = base::write_file_durably(spool_.refused(entry.name), why); !said) base::log_error("{}", said.error().what);
}

void SpoolDesk::clear_out() {
  std::error_code failed;
  fs::create_directories(out_, failed);
  for (fs::directory_iterator file(out_, failed); !failed && file != fs::directory_iterator(); file.increment(failed)) {
    std::error_code ignored;
    fs::remove(file->path(), ignored);
  }
}

}  // namespace openday::agent
