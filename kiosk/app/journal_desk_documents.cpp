// Documents come into force: at the start, when syncd brought newer ones, and when the box becomes its bureau's, from when on unsigned ones
// are refused.
#include <fmt/format.h>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/log.h"

namespace openday::app {

namespace {

constexpr std::string_view kLastGood = "last_good.";      // settings: bytes of documents, and their signatures
constexpr std::string_view kInForce = "in_force.";        // settings: digest the last `document` record named
constexpr const char* kEnrolled = "enrolled";             // note of inbox.db and setting of the same name
constexpr std::size_t kMostKept = 32u << 20;              // bytes of a document that the settings keep

}  // namespace

Loading JournalDesk::State::read_documents() {
  DocumentTexts kept;
  for (const std::string kind : {"plan", "roster", "trust", "revocations", "calendar"}) {
    for (const std::string& key : {kind, kind + ".cose"}) {
      std::string text = setting(std::string(kLastGood) + key);
      if (!text.empty()) kept.emplace(key, std::move(text));
    }
  }
  std::vector<Published> published;
  enrolled_seen = enrolled;
  if (const auto names = inbox.documents()) {
    documents_seen = *names;
    for (const journal::DocumentName& name : *names) {
      auto one = inbox.document(name.event, name.kind);
      if (one && *one) published.push_back({(*one)->event, (*one)->kind, (*one)->version, std::move((*one)->bytes), std::move((*one)->signature)});
    }
  }
  return load_documents(options.documents, kept, published, enrolled);
}

void JournalDesk::State::load(const base::Moment& now) {
  Loading loading = read_documents();
  // Retried every two seconds: the same trouble is logged once.
  const bool news = !loading.trouble || !document_trouble || document_trouble->detail != loading.trouble->detail;
  if (news)
    for (const std::string& note : loading.notes) base::log_warning("{}", note);
  if (news && loading.trouble) base::log_error("out of service: {}", loading.trouble->detail);
  put_into_force(std::move(loading), now);
}

void JournalDesk::State::put_into_force(Loading loading, const base::Moment& now) {
  document_trouble = loading.trouble;
  loaded = documents = std::move(loading.documents);
  moves.clear();
  moves_seen = 0;
  stale_document = std::move(loading.stale);
  if (!documents) return;
  if (documents->roster)
    for (const event::Guest& guest : documents->roster->guests())
      if (guest.persons > 1) attendance.set_seats(guest.registration, guest.persons);
  if (!documents->trust) base::log_warning("no trust list: every code will be of an unknown issuer; give --trust FILE");
  follow_moves();
  keep_last_good(loading.good);
  note_documents(now);
}

void JournalDesk::State::keep_last_good(const DocumentTexts& good) {
  for (const auto& [kind, text] : good) {
    const std::string key = std::string(kLastGood) + kind;
    if (text.size() <= kMostKept && setting(key) != text) (void)worked(journal->set_setting(key, text));
  }
}

// One record a document that was put into force: what was decided is decided by these bytes.
void JournalDesk::State::note_documents(const base::Moment& now) {
  for (const DocumentInForce& one : documents->in_force) {
    const std::string key = fmt::format("{}{}{}", kInForce, one.of_the_box ? "box." : "", one.kind);
    if (setting(key) == one.digest) continue;
    const bool noted = append(event::Kind::document, one.of_the_box ? std::string() : documents->plan.id, to_json(event::DocumentBody{one.kind, one.version, one.digest}), now);
    if (!noted || !worked(journal->set_setting(key, one.digest))) return;
  }
}

// Once said by syncd, kept for good: an inbox that is lost, damaged or wiped does not open the box to unsigned documents again.
bool JournalDesk::State::follow_binding(const base::Moment& now) {
  if (enrolled || !journal) return false;
  enrolled = !setting(kEnrolled).empty();
  if (enrolled) return true;
  const auto note = inbox.note(kEnrolled);
  if (!note || !*note || (*note)->empty()) return false;
  event::DeviceBody body;
  body.what = kEnrolled;
  body.boot = now.boot;
  if (!append(event::Kind::device, {}, to_json(body), now) || !worked(journal->set_setting(kEnrolled, **note))) return false;
  base::log_notice("this box is enrolled: from now on it takes only documents that its bureau signed");
  enrolled = true;
  return true;
}

void JournalDesk::State::look_for_documents() {
  const auto names = inbox.documents();
  if (names && documents) report.documents_wait = *names != documents_seen || enrolled_seen != enrolled;
}

// Documents that do not load leave those in force untouched.
void JournalDesk::State::carry_out(const TakeDocuments&, const base::Moment& now) {
  if (!journal || !documents) return;
  Loading loading = read_documents();
  report.documents_wait = false;
  for (const std::string& note : loading.notes) base::log_warning("{}", note);
  if (!loading.documents) return base::log_error("what the bureau published was not put into force: {}", loading.trouble ? loading.trouble->detail : std::string());
  put_into_force(std::move(loading), now);
}

}  // namespace openday::app
