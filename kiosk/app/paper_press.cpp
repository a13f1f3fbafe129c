#include "kiosk/app/paper_press.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/app/paper_drafts.h"
#include "kiosk/app/print_run.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/sent_paper.h"
#include "kiosk/event/session_choice.h"
#include "kiosk/report/letterhead.h"
#include "kiosk/report/sealed_zip.h"
#include "kiosk/report/stick.h"

namespace openday::app {

namespace fs = std::filesystem;
using ui::PaperProblem;
using ui::PaperStage;
using ui::PaperTarget;

namespace {

constexpr std::uintmax_t kNoRoom = 1u << 20;   // bytes: less is no room for a paper
constexpr double kSealed = 60, kMade = 30;    // percent when that part is over

// Whatever library wrote the paper: a disk without room is what people can do something about.
PaperProblem why_not_written(const fs::path& folder) {
  std::error_code unknown;
  const fs::space_info room = fs::space(folder, unknown);
  return unknown || room.available >= kNoRoom ? PaperProblem::not_made : PaperProblem::box_full;
}

PaperProblem problem_of(report::StickError kind) {
  switch (kind) {
    case report::StickError::gone: return PaperProblem::stick_gone;
    case report::StickError::read_only: return PaperProblem::stick_read_only;
    case report::StickError::full: return PaperProblem::stick_full;
    case report::StickError::broken:
    case report::StickError::differs: return PaperProblem::stick_broken;
    default: return PaperProblem::not_made;
  }
}

PaperProblem problem_of(device::MountError kind) {
  switch (kind) {
    case device::MountError::no_helper: return PaperProblem::no_helper;
    case device::MountError::none: return PaperProblem::no_stick;
    case device::MountError::several: return PaperProblem::several_sticks;
    case device::MountError::foreign: return PaperProblem::foreign_stick;
    case device::MountError::busy: return PaperProblem::not_made;   // in other hands just now: try again
    default: return PaperProblem::stick_broken;
  }
}

}  // namespace

struct PaperPress::Job {
  const MakePaper& wanted;
  const Documents& documents;
  const Tell& tell;
  const Stop& stop;
  const std::function<void()>& nap;
  base::Instant at;
  std::string title, word;                    // 签到表, sign-in
  fs::path file{};
  std::string session{};                      // Session::id in force; may be empty
  PaperStatus status{};

  [[nodiscard]] std::string file_name(std::string_view extension) const {
    std::string stamp = base::to_rfc3339(at, documents.plan.zone).substr(0, 19);   // 2020-11-17T12:05:00: colons are no letters of a stick's names
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return fmt::format("openday-{}-{}.{}", word, stamp, extension);
  }
  void say(PaperStage stage, double percent) {
    status.stage = stage;
    status.percent = static_cast<int>(percent);
    tell(status);
  }
  PaperStatus failed(PaperProblem problem, std::string_view why) {
    base::log_warning("paper {} for the {}: {}", word, to_string(wanted.target), why);
    status.stage = PaperStage::failed;
    status.problem = problem;
    return status;
  }
  PaperStatus cancelled() {
    status.stage = PaperStage::cancelled;
    return status;
  }
};

PaperPress::PaperPress(PressOptions options, std::unique_ptr<device::Printer> printer, std::unique_ptr<device::StickMount> stick, std::function<base::Moment()> now)
    : options_(std::move(options)), printer_(std::move(printer)), stick_(std::move(stick)), now_(std::move(now)), spool_(options_.state) {}

PaperStatus PaperPress::run(const MakePaper& wanted, const Documents& documents, const Tell& tell, const Stop& stop, const std::function<void()>& nap) {
  Job job{wanted, documents, tell, stop, nap, now_().wall, std::string(title_of(wanted.kind)), std::string(to_string(wanted.kind))};
  job.status.kind = wanted.kind;
  job.status.target = wanted.target;
  reprints_ = wanted.again ? reprints_ + 1 : 0;
  job.say(PaperStage::making, 1);
  make_folder();
  std::optional<PaperStatus> ended = make(job);
  if (!ended) ended = wanted.target == PaperTarget::stick ? to_stick(job) : wanted.target == PaperTarget::printer ? to_printer(job) : to_bureau(job);
  std::error_code ignored;
  fs::remove(job.file, ignored);
  return *ended;
}

void PaperPress::make_folder() const {
  std::error_code ignored;
  fs::create_directories(folder(), ignored);
  fs::permissions(folder(), fs::perms::owner_all, ignored);
}

// It tells of one moment of the page that asked: nothing of the journal is read for it but its head.
PaperStatus PaperPress::print_missing(const report::MissingList& missing, const Documents& documents, const Tell& tell, const Stop& stop, const std::function<void()>& nap) {
  const MakePaper wanted{0, ui::PaperKind::sign_in, ui::PaperFormat::pdf, PaperTarget::printer, {}, false};
  Job job{wanted, documents, tell, stop, nap, now_().wall, "缺席名单", "missing"};
  job.status.target = PaperTarget::printer;
  job.say(PaperStage::making, 1);
  make_folder();
  job.file = folder() / "missing.pdf";
  const auto fold = journal::fold_state(options_.state);
  if (!fold) return job.failed(PaperProblem::not_made, fold.error().what);
  std::vector<report::ChainHead> heads;
  for (const journal::Head& head : fold->heads) heads.push_back({base::to_string(head.device), head.inc, head.seq, base::to_hex(head.hash)});
  const event::Plan& plan = documents.plan;
  const auto done = report::print_missing({job.file, options_.fonts_toml, {job.title, plan.bureau, job.at, plan.zone}, report::letterhead_of(job.title, plan, fold->attendance.corrections(plan.id), job.at, heads)}, missing);
  PaperStatus ended = !done ? job.failed(PaperProblem::not_made, done.error().what) : job.stop() ? job.cancelled() : to_printer(job);
  std::error_code ignored;
  fs::remove(job.file, ignored);
  return ended;
}

std::optional<PaperStatus> PaperPress::make(Job& job) {
  job.file = folder() / fmt::format("paper.{}", to_string(job.wanted.format));
  auto fold = journal::fold_state(options_.state);
  if (!fold) return job.failed(PaperProblem::not_made, fold.error().what);
  if (job.stop()) return job.cancelled();
  const event::Plan& plan = job.documents.plan;
  if (const event::Session* today = event::session_in_force(plan, fold->attendance.corrections(plan.id), base::date_in(job.at, plan.zone), base::minutes_of_day(job.at, plan.zone))) job.session = today->id;
  job.say(PaperStage::making, kMade / 3);
  const auto done = write_paper({job.wanted.kind, job.wanted.format, job.file, options_.fonts_toml, job.at, reprints_}, job.documents, *fold);
  if (!done) return job.failed(why_not_written(folder()), done.error().what);
  if (job.stop()) return job.cancelled();
  return std::nullopt;
}

PaperStatus PaperPress::to_stick(Job& job) {
  job.status.name = job.file_name("zip");
  const auto stick = stick_->mount();
  if (!stick) return job.failed(problem_of(stick.error().kind), stick.error().what);
  const fs::path sealed = folder() / "paper.zip";
  job.say(PaperStage::sealing, kMade);
  const auto progress = [&](PaperStage stage, double from, double to) {
    return [&job, stage, from, to](double share) {
      job.say(stage, from + share * (to - from));
      return !job.stop();
    };
  };
  const std::string inside = fmt::format("{}.{}", title_of(job.wanted.kind), to_string(job.wanted.format));
  const auto zipped = report::make_sealed_zip(sealed, {{inside, job.file}}, job.wanted.passphrase, job.at, progress(PaperStage::sealing, kMade, kSealed));
  report::StickResult<std::uint64_t> copied = base::fail(report::StickError::source, std::string());
  if (zipped) copied = report::copy_to_stick(*report::open_stick_folder(*stick), sealed, job.status.name, progress(PaperStage::copying, kSealed, 99));
  std::error_code ignored;
  fs::remove(sealed, ignored);
  const auto out = stick_->unmount();
  job.status.pullable = out.has_value();
  if (!zipped && zipped.error().kind == report::ZipError::cancelled) return job.cancelled();
  if (!zipped) return job.failed(zipped.error().kind == report::ZipError::full ? PaperProblem::box_full : PaperProblem::not_made, zipped.error().what);
  if (!copied && copied.error().kind == report::StickError::cancelled) return job.cancelled();
  if (!copied) return job.failed(problem_of(copied.error().kind), copied.error().what);
  if (!out) return job.failed(PaperProblem::stick_broken, out.error().what);   // what is not unmounted may not be on it
  job.say(PaperStage::done, 100);
  return job.status;
}

PaperStatus PaperPress::to_printer(Job& job) {
  return run_print(*printer_, {options_.printer, job.file, job.title}, job.status, job.tell, job.stop, job.nap);
}

// Sealed here: between this box and the office nobody reads it, and this box itself cannot open it again.
PaperStatus PaperPress::to_bureau(Job& job) {
  const base::Moment now = now_();
  const auto today = now.state == base::ClockState::guessed ? std::nullopt : std::optional(base::date_in(now.wall, job.documents.plan.zone));   // a guessed clock refuses no key (I6)
  const event::TrustedKey* key = job.documents.trust ? job.documents.trust->seal_key(today) : nullptr;
  if (key == nullptr) return job.failed(PaperProblem::no_seal_key, "the trust list has no seal key");
  job.say(PaperStage::sealing, kMade);
  const auto bytes = base::read_file(job.file, event::kMaxSentPaper - base::kSealOverhead);
  if (!bytes) return job.failed(bytes.error().kind == base::FileError::too_large ? PaperProblem::too_large : PaperProblem::not_made, bytes.error().what);
  const auto sealed = base::seal(key->key, base::as_bytes(*bytes));
  if (!sealed) return job.failed(PaperProblem::no_seal_key, sealed.error().what);
  if (job.stop()) return job.cancelled();
  job.status.name = job.file_name(to_string(job.wanted.format));
  const event::SentPaper paper{job.status.name, job.word, job.documents.plan.id, job.session, std::string(sealed->begin(), sealed->end())};
  const auto request = spool_.put(journal::SpoolKind::send_paper, event::to_text(paper), now.wall, base::random16());
  if (!request) return job.failed(request.error().kind == journal::StoreError::full ? PaperProblem::box_full : PaperProblem::not_made, request.error().what);
  job.status.stage = PaperStage::handed;
  job.status.percent = 100;
  handed_.push_back({*request, job.status});
  return job.status;
}

std::optional<PaperStatus> PaperPress::look_at_handed() {
  std::optional<PaperStatus> news;
  std::erase_if(handed_, [&](const Handed& one) {
    if (spool_.pending(one.request)) return false;
    std::error_code ignored;
    const bool refused = fs::exists(spool_.refused(one.request), ignored);
    if (refused) base::log_warning("a paper for the bureau was refused: {}", base::read_file(spool_.refused(one.request), 4096).value_or(std::string("no reason was given")));
    news = one.status;
    news->stage = refused ? PaperStage::failed : PaperStage::done;
    news->problem = refused ? PaperProblem::bureau_refused : PaperProblem::none;
    return true;
  });
  return news;
}

bool PaperPress::keep_list_fresh(const Documents& documents) {
  make_folder();
  auto fold = journal::fold_state(options_.state);
  if (!fold) return false;
  const auto done = write_paper({ui::PaperKind::sign_in, ui::PaperFormat::pdf, folder() / "sign-in.pdf", options_.fonts_toml, now_().wall, 0}, documents, *fold);
  if (!done) base::log_warning("the list for emergencies: {}", done.error().what);
  return done.has_value();
}

}  // namespace openday::app
