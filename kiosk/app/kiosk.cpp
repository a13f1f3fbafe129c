#include "kiosk/app/kiosk.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/kiosk_state.h"
#include "kiosk/app/messages_roll_call.h"
#include "kiosk/base/notify.h"

namespace openday::app {

namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// Guests come before the first row, and stay after the last.
bool list_wanted(const Today& today) {
  using enum event::SessionState;
  return today.session != nullptr && (today.itinerary.state == before || today.itinerary.state == running || today.itinerary.state == after);
}

}  // namespace

// ---- one turn of the loop ----

int Kiosk::State::run() {
  while (!stopping) {
    const device::Input input = window->wait(patience());
    if (input.quit) break;
    turn(input);
    if (ready_to_draw() && (dirty || window->needs_frame() || ui->needs_frame())) draw();
    if (script && reported) {
      const ScriptStep step = script->step(Steady::now(), settled());
      if (step.finished) return step.exit_code;
      dirty = dirty || step.draw;
    }
    ping();
  }
  base::notify_service("STOPPING=1");
  return 0;
}

void Kiosk::State::turn(const device::Input& input) {
  now = clock.now();
  take_scans(input);
  take_messages();
  keep_time();
  look_at_programme();
  speaker->follow(machine, now, Cause::nobody);
}

void Kiosk::State::take_scans(const device::Input& input) {
  using Kind = KeyboardInput::Kind;
  for (KeyboardInput& typed : keyboard.take(input.keys, scan::steady_now())) {
    if (typed.kind == Kind::scan) self_test->hear_burst(typed.text, now.wall);
    if (typed.kind == Kind::scan) carry_out(machine.on_scan(std::move(typed.text), now));
    else carry_out(machine.on_typed({typed.kind == Kind::text ? Typed::Kind::text : typed.kind == Kind::enter ? Typed::Kind::enter : Typed::Kind::backspace, std::move(typed.text)}, now));
    dirty = true;
  }
  for (scan::ScanEvent& event : events->take()) {
    self_test->see(event, now.wall);
    if (auto* code = std::get_if<scan::CodeRead>(&event)) carry_out(machine.on_scan(std::move(code->text), now));
    else camera_watch.take(event, scan::steady_now());
    dirty = true;
  }
  dirty = camera_watch.tick(scan::steady_now()) || dirty;
}

void Kiosk::State::take_messages() {
  for (DeskMessage& message : worker->take()) {
    const auto* answer = std::get_if<Answer>(&message);
    const auto* admitted = answer ? std::get_if<CheckInAnswer>(answer) : nullptr;
    if (badges && admitted) badges->take(admitted->outcome, report.documents, now.wall);
    if (answer) carry_out(machine.on(*answer, now));
    else take(std::move(std::get<BoxReport>(message)));
    dirty = true;
  }
  if (const auto candidates = typing->take()) {
    carry_out(machine.on(Answer(*candidates), now));
    dirty = true;
  }
  if (auto found = finder->take()) {
    carry_out(machine.on(*found, now));
    dirty = true;
  }
  if (auto found = list_searcher->take()) {
    carry_out(machine.on(Answer(std::move(*found)), now));
    dirty = true;
  }
  if (const auto status = papers->take()) {
    carry_out(machine.on(Answer(*status), now));
    dirty = true;
  }
  if (const auto roll = papers->take_roll()) {
    carry_out(machine.on(Answer(*roll), now));
    dirty = true;
  }
  dirty = (badges && badges->listen()) || dirty;
  for (NoteExport& one : papers->take_exports()) worker->post(std::move(one), now);
  for (const SelfTestAnswer& answer : self_test->take(machine.state().page == ui::Page::staff_self_test, speaker->state(), now)) {
    carry_out(machine.on(Answer(answer), now));
    dirty = true;
  }
  for (Effect& one : hand_over->take_effects()) worker->post(std::move(one), now);
  if (const auto news = hand_over->take()) {
    carry_out(machine.on(Answer(*news), now));
    dirty = true;
  }
}

void Kiosk::State::take(BoxReport fresh) {
  report = std::move(fresh);
  reported = true;
  clock.set_floor(report.clock_floor);
  if (!report.trouble && !ui->can_write_chinese())
    report.trouble = ui::OutOfService{ui::Trouble::no_font, "no font with Chinese characters: install fonts-noto-cjk (assets/fonts.toml)", report.persons};
  const auto& documents = report.documents;
  // Where guests do not find themselves, most days pass without a search: the index waits for the first one of staff.
  const bool guests_search = documents && documents->plan.confirmation.found_confirm != event::FoundConfirm::off;
  finder->use(documents && documents->roster ? std::shared_ptr<const event::Roster>(documents, &*documents->roster) : nullptr, guests_search ? BuildIndex::at_once : BuildIndex::when_asked);
  today = look_at_today(report, now);
  papers->use(documents, list_wanted(today));
  hand_over->use(documents);
  carry_out(machine.set_facts(box_facts(report, today), now));
}

void Kiosk::State::keep_time() {
  if (const auto due = machine.deadline(); due && now.mono_ms >= *due) dirty = true;
  carry_out(machine.on_time(now));
  if (!report.documents_wait || !machine.between_visits()) return;
  report.documents_wait = false;   // nobody is in the middle of anything; the desk says so anew should more come
  worker->post(TakeDocuments{}, now);
}

// The programme is looked at anew when the minute changes or it says so itself.
void Kiosk::State::look_at_programme() {
  const std::int64_t present = std::chrono::floor<std::chrono::minutes>(now.wall.time_since_epoch()).count();
  const auto& change = today.itinerary.next_change;
  if (present == minute && !(change && now.wall >= *change)) return;
  minute = present;
  today = look_at_today(report, now);
  papers->use(report.documents, list_wanted(today));
  carry_out(machine.set_facts(box_facts(report, today), now));
  dirty = true;
}

void Kiosk::State::carry_out(Effects effects) {
  for (Effect& effect : effects) {
    if (const auto* preview = std::get_if<ShowPreview>(&effect)) {
      if (pipeline) pipeline->set_preview(preview->on);
    } else if (auto* keys = std::get_if<AskCandidates>(&effect)) {
      typing->ask(std::move(*keys));
    } else if (auto* ink = std::get_if<ReadInk>(&effect)) {
      typing->ask(std::move(*ink));
    } else if (std::holds_alternative<ForgetTyping>(effect)) {
      typing->forget();
    } else if (auto* question = std::get_if<FindGuests>(&effect)) {
      finder->ask(std::move(*question));
    } else if (auto* of_list = std::get_if<SearchList>(&effect)) {
      list_searcher->ask(std::move(*of_list));
    } else if (auto* paper = std::get_if<MakePaper>(&effect)) {
      MakePaper noted = *paper;   // who asked is the journal's affair, the passphrase is not
      noted.passphrase.clear();
      worker->post(std::move(noted), now);
      papers->make(std::move(*paper));
    } else if (const auto* job = std::get_if<WorkOnHandOver>(&effect)) {
      if (job->job && is_started_by_staff(job->job->work))   // who asked is the journal's affair, the passphrase is not
        worker->post(WorkOnHandOver{job->visit, std::make_shared<const HandOverJob>(HandOverJob{job->job->work, {}, {}})}, now);
      hand_over->work(*job);
    } else if (const auto* badge = std::get_if<PrintBadge>(&effect)) {
      if (!badges) continue;
      badges->print_again(*badge, report.documents, now.wall);
      worker->post(NoteStaff{"badge-again"}, now);
    } else if (std::holds_alternative<StopPaper>(effect)) {
      papers->stop();
    } else if (const auto* asked = std::get_if<AskPapers>(&effect)) {
      papers->ask(asked->visit);
    } else if (const auto* test = std::get_if<WorkOnSelfTest>(&effect); test && !is_the_journals(*test->job)) {
      if (test->job->kind == SelfTestJob::Kind::chime) speaker->chime();
      self_test->carry_out(test->visit, *test->job, report.documents, now);
    } else {
      if (const auto* roll = std::get_if<WorkOnRollCall>(&effect); roll && roll->job->missing) papers->print_missing(roll->visit, roll->job->missing);
      worker->post(std::move(effect), now);
    }
  }
}

// ---- drawing ----

// The first page waits for the journal, but not for a disk that hangs.
bool Kiosk::State::ready_to_draw() const { return (reported || Steady::now() - began > kFirstPage) && !holds_frame(); }

// A commit takes milliseconds: nothing is drawn in between.
bool Kiosk::State::holds_frame() const {
  const auto& asked = machine.state().asked;
  return asked && asked->what == Question::check_in && clock.now().mono_ms - asked->at < kHoldFrame.count() && worker->busy_for() < kHoldFrame && !worker->at_rest();
}

void Kiosk::State::draw() {
  const auto begin = Steady::now();
  const auto delta = std::clamp(std::chrono::duration_cast<milliseconds>(begin - last_frame), milliseconds(1), milliseconds(50));
  last_frame = begin;
  dirty = false;
  const ui::Model model = build_model({report, today, machine, camera_watch.view(), options.bureau_phone, now, badges ? badges->news() : ui::StaffBadges{}});
  window->begin_frame(script ? milliseconds(16) : delta);
  const ui::Intent intent = ui->draw(model, std::chrono::duration_cast<milliseconds>(begin.time_since_epoch()));
  window->end_frame();
  if (!announced) base::notify_service("READY=1");
  announced = true;
  if (!intent) return;
  carry_out(machine.on(intent, now));
  speaker->follow(machine, now, cause_of(intent));
  dirty = true;
}

// ---- time ----

milliseconds Kiosk::State::patience() const {
  if (script) return dirty || window->needs_frame() ? milliseconds(0) : kScriptPause;
  if (ready_to_draw() && (dirty || window->needs_frame())) return milliseconds(0);
  if (dirty) return milliseconds(10);   // the journal is at work
  if (ui->needs_frame()) return std::max(milliseconds(0), kFrame - std::chrono::duration_cast<milliseconds>(Steady::now() - last_frame));
  const base::Moment present = clock.now();
  auto wait = milliseconds(60'000) - present.wall.time_since_epoch() % milliseconds(60'000);
  const auto until = [&wait](milliseconds left) { wait = std::clamp(left, milliseconds(0), wait); };
  if (const auto& change = today.itinerary.next_change; change && *change > present.wall) until(*change - present.wall);
  if (const auto due = machine.deadline()) until(milliseconds(*due - present.mono_ms));
  const auto steady = Steady::now();
  if (const auto due = keyboard.due()) until(std::chrono::ceil<milliseconds>(*due - steady));
  if (const auto due = camera_watch.due()) until(std::chrono::ceil<milliseconds>(*due - steady));
  if (ping_interval) until(std::chrono::ceil<milliseconds>(pinged + *ping_interval - steady));
  return wait + milliseconds(1);
}

// The watchdog hears of us while the window turns and the journal's thread is not stuck in one piece of work.
void Kiosk::State::ping() {
  if (!ping_interval || Steady::now() < pinged + *ping_interval || worker->busy_for() > kWorkerStuck) return;
  base::notify_service("WATCHDOG=1");
  pinged = Steady::now();
}

bool Kiosk::State::settled() const {
  return !dirty && !window->needs_frame() && !ui->needs_frame() && !machine.state().asked && worker->at_rest() && typing->at_rest() && finder->at_rest() && list_searcher->at_rest() && papers->at_rest() && hand_over->at_rest() && self_test->at_rest() && (!badges || badges->at_rest()) && !keyboard.due();
}

// ---- the class ----

Kiosk::Kiosk(std::unique_ptr<State> state) : state_(std::move(state)) {}

// Threads that wake the window end before it does.
Kiosk::~Kiosk() {
  state_->worker.reset();
  state_->typing.reset();
  state_->finder.reset();
  state_->list_searcher.reset();
  state_->papers.reset();
  state_->self_test.reset();
  state_->badges.reset();
  state_->hand_over.reset();
  state_->pipeline.reset();
  state_->scanner.reset();
  state_->speaker.reset();
  state_->script.reset();
  state_->ui.reset();
}

base::Result<std::unique_ptr<Kiosk>, KioskError> Kiosk::open(const KioskOptions& options) {
  std::unique_ptr<Kiosk> kiosk(new Kiosk(std::make_unique<State>(options)));
  if (auto opened = kiosk->state_->open(); !opened) return tl::unexpected(opened.error());
  return kiosk;
}

int Kiosk::run() { return state_->run(); }

void Kiosk::stop() {
  state_->stopping = true;
  state_->window->wake();
}

}  // namespace openday::app
