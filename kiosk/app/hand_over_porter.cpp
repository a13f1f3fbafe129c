#include "kiosk/app/hand_over_porter.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/app/hand_over_preview.h"
#include "kiosk/app/hand_over_work.h"
#include "kiosk/app/stick_files.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/state_fold.h"
#include "kiosk/report/stick.h"

namespace openday::app {

namespace fs = std::filesystem;
using ui::HandOverProblem;
using ui::HandOverStage;
using ui::HandOverTask;

namespace {

constexpr int kMostNaps = 150;   // looks at a request in spool/ (200 ms apart): after half a minute nobody is there to take it

// By which a key may have run out; a guessed clock refuses nobody (I6).
std::optional<base::Date> today_on(const base::Moment& now, base::Minutes zone) {
  return now.state == base::ClockState::guessed ? std::nullopt : std::optional(base::date_in(now.wall, zone));
}

std::string kinds_of(const ui::HandOver& status) {
  std::string out;
  for (const ui::HandOverChange& one : status.changes) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", one.kind, one.to);
  return out;
}

}  // namespace

HandOverPorter::HandOverPorter(PorterOptions options, std::unique_ptr<device::StickMount> stick, std::function<base::Moment()> now)
    : options_(std::move(options)), stick_(std::move(stick)), now_(std::move(now)), spool_(options_.state) {}

void HandOverPorter::forget() {
  looked_at_.reset();
  preview_ = {};
}

Carried HandOverPorter::run(const HandOverJob& job, const Documents& documents, const Ways& ways) {
  Work work{documents, ways, *stick_, {}};
  std::error_code ignored;
  fs::create_directories(folder(), ignored);
  fs::permissions(folder(), fs::perms::owner_all, ignored);
  const auto carried = [&]() -> Carried {
    switch (job.work) {
      case HandOverWork::look: return look(work);
      case HandOverWork::confirm: return confirm(work);
      case HandOverWork::hand_out: return hand_out(work, job.everything);
      case HandOverWork::codes: return make_codes(work, job.passphrase);
      default: return {};
    }
  }();
  fs::remove_all(folder(), ignored);
  return carried;
}

// ---- in ----

Carried HandOverPorter::look(Work& work) {
  forget();
  work.begin(HandOverTask::take_in, HandOverStage::reading);
  const auto mounted = work.mount();
  if (!mounted) return work.failed(mounted.error());
  StickRead read = read_stick_package(*mounted);
  std::optional<Carried> ended;
  if (read.missing) {
    read.package.emplace();
    ended = import_list(work, *mounted, *read.package);
  }
  work.unmount();
  if (ended) return *ended;
  if (!read.package) return work.failed(read.gone ? HandOverProblem::stick_gone : problem_of(read.error), read.what);
  work.say(HandOverStage::reading, 60);
  const bool vouched = read.package->cose.empty();
  const auto today = today_on(now_(), work.documents.plan.zone);
  const auto manifest = vouched ? event::check_contents(*read.package) : event::verify_package(*read.package, work.documents.trust ? &*work.documents.trust : nullptr, today);
  if (!manifest) return work.failed(problem_of(manifest.error().kind), manifest.error().what);
  const auto news = event::news_of(*manifest, work.documents.plan.id, held_documents(work.documents));
  if (!news) return work.failed(problem_of(news.error().kind), news.error().what, kind_in(news.error().what));
  if (news->empty()) return work.done(HandOverStage::same);
  const auto fold = journal::fold_state(options_.state);
  if (!fold) return work.failed(HandOverProblem::not_made, fold.error().what);
  work.status.from_office = !vouched;
  if (const auto seen = preview_package(*read.package, *manifest, *news, work.documents, fold->attendance, work.status); !seen) return work.failed(seen.error().kind, "not as the manifest says", seen.error().what);
  if (work.ways.stopped()) return work.cancelled();
  looked_at_ = std::move(read.package);
  Carried out = work.done(HandOverStage::preview);
  preview_ = out.status;
  return out;
}

Carried HandOverPorter::confirm(Work& work) {
  if (!looked_at_) return work.failed(HandOverProblem::not_made, "nothing was looked at");
  work.status = preview_;
  work.say(HandOverStage::putting, 10);
  const auto name = spool_.put(journal::SpoolKind::import_package, event::bundle(*looked_at_), now_().wall, base::random16());
  if (!name) return work.failed(name.error().kind == journal::StoreError::full ? HandOverProblem::box_full : HandOverProblem::not_made, name.error().what);
  if (auto ended = wait_for_syncd(work, *name, journal::SpoolKind::import_package)) return *ended;
  Carried out = work.done(HandOverStage::done);
  out.adopted = fmt::format("{}{}", kinds_of(out.status), out.status.from_office ? "" : ", vouched for");
  forget();
  return out;
}

// Nothing: syncd did it. A request that nobody takes is taken back.
std::optional<Carried> HandOverPorter::wait_for_syncd(Work& work, const std::string& name, journal::SpoolKind kind) {
  for (int looks = 0; spool_.pending(name); ++looks) {
    const bool stopped = work.ways.stopped();
    if (stopped || looks >= kMostNaps) {
      (void)spool_.done({name, kind});
      return stopped ? work.cancelled() : work.failed(HandOverProblem::not_taken, "openday-syncd does not take requests");
    }
    work.say(work.status.stage, std::min(60, 10 + looks));
    work.ways.nap();
  }
  std::error_code ignored;
  if (!fs::exists(spool_.refused(name), ignored)) return std::nullopt;
  const auto why = base::read_file(spool_.refused(name), 4096);
  return work.failed(HandOverProblem::not_made, why ? *why : "openday-syncd refused it");
}

// ---- out ----

Carried HandOverPorter::hand_out(Work& work, bool everything) {
  work.begin(HandOverTask::hand_out, HandOverStage::making);
  work.status.everything = everything;
  const auto& trust = work.documents.trust;
  const auto today = today_on(now_(), work.documents.plan.zone);
  const event::TrustedKey* seal = trust ? trust->seal_key(today) : nullptr;
  if (!seal) return work.failed(HandOverProblem::no_seal_key, "the trust list has no seal key");
  const auto mounted = work.mount();   // first: who has no stick waits for nothing
  if (!mounted) return work.failed(mounted.error());
  auto ended = [&]() -> std::optional<Carried> {
    const auto name = spool_.put(journal::SpoolKind::export_package, journal::to_text(journal::ExportRequest{seal->key, everything}), now_().wall, base::random16());
    if (!name) return work.failed(HandOverProblem::not_made, name.error().what);
    if (auto wrong = wait_for_syncd(work, *name, journal::SpoolKind::export_package)) return wrong;
    journal::JournalReader journal(options_.state);
    const auto device = journal.device();
    const std::string box = device && *device ? base::to_string(**device).substr(0, 8) : std::string("box");
    work.status.name = fmt::format("openday-{}-{}.openday-out", box, stamp_of(now_().wall, work.documents.plan.zone));
    const auto copied = report::copy_to_stick(*report::open_stick_folder(*mounted), spool_.made(*name), work.status.name, [&work](double share) {
      work.say(HandOverStage::copying, static_cast<int>(60 + 39 * share));
      return !work.ways.stopped();
    });
    if (copied) return std::nullopt;
    return copied.error().kind == report::StickError::cancelled ? work.cancelled() : work.failed(problem_of(copied.error().kind), copied.error().what);
  }();
  return work.end_on_stick(std::move(ended), everything ? "records stick everything" : "records stick");
}

}  // namespace openday::app
