#include "tests/agent/sync_world.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"
#include "sync/protocol/content_digest.h"
#include "sync/protocol/limits.h"

namespace openday::support {
namespace {

template <class T, class Kind>
T must(base::Result<T, Kind> result) {
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

base::Failure<protocol::Wire> broken(protocol::Wire wire) { return {wire, "the line"}; }

std::string compare(const char* what, const std::multiset<std::string>& wanted, const std::multiset<std::string>& found) {
  for (const auto& one : found) {
    if (found.count(one) != wanted.count(one)) return fmt::format("{} {}: {} times at the bureau, {} expected", what, one, found.count(one), wanted.count(one));
  }
  for (const auto& one : wanted) {
    if (!found.contains(one)) return fmt::format("{} {} is missing at the bureau", what, one);
  }
  return {};
}

}  // namespace

SyncWorld::SyncWorld(std::uint64_t seed, Wrap wrap, bool enrolled) : now_(journal::moment()), wrap_(std::move(wrap)), random_(seed) {
  journal_.emplace(must(journal::Journal::open(folder_.path(), now_)));
  reader_.emplace(folder_.path());
  open_bureau();
  if (enrolled) enrol();
  restart_agent();
}
SyncWorld::~SyncWorld() { engine_.reset(); }   // it cancels what is out, here

void SyncWorld::enrol() { (void)must(store_->add_device(key_.public_key(), "box", now_.wall)); }

void SyncWorld::check_in(int guest) {
  event::CheckInBody body;
  body.registration = journal::registration(guest);
  body.session = "morning";
  body.category = "citizen";
  append(event::to_json(body), event::Kind::check_in);
}

void SyncWorld::append(const std::string& body, event::Kind kind) { (void)must(journal_->append(journal::Draft{kind, "lq2020", body}, now_)); }

void SyncWorld::rate(int guests) {
  for (int guest = 0; guest < guests; ++guest) {
    auto cast = journal::cast_of(guest, {"bureau"}, 1 + guest % 5, guest == 0 ? "很好" : "");
    cast.ballots.push_back({"sheet", 0, {}, {}, {{"order", guest % 11}, {"words", {}, {}, guest % 2 == 0 ? "多放几把椅子" : ""}}});
    if (guest % 2 == 1) cast.ballots.back().answers.pop_back();
    cast.registration.reset();
    (void)must(journal_->ballots().cast(cast));
  }
  (void)must(journal_->ballots().make_batches("lq2020", "", journal::BatchRule::any, now_));
}

void SyncWorld::restart_agent(bool lose_inbox) {
  engine_.reset();
  inbox_.reset();
  if (lose_inbox) std::filesystem::remove_all(journal::Layout{folder_.path()}.inbox_folder());
  inbox_.emplace(must(journal::Inbox::open(folder_.path(), now_)));
  engine_ = std::make_unique<agent::Engine>(*reader_, *inbox_, *this, key_, agent::EngineOptions{"http://bureau", protocol::Encoding::zstd, random_()});
}

agent::Step SyncWorld::step() {
  move_the_line();
  return engine_->step(now_);
}

agent::Step SyncWorld::settle() {
  for (int i = 0; i < 1000; ++i) {
    const auto done = step();
    if (done.did != agent::Step::Did::request) return done;
    advance(1);
  }
  throw std::runtime_error("requests are out for ever");
}

void SyncWorld::run_until_quiet(int most_steps) {
  for (int i = 0; i < most_steps; ++i) {
    const auto done = step();
    if (done.did == agent::Step::Did::nothing) return;
    if (done.stuck) restart_agent();
    if (done.did == agent::Step::Did::request) {
      advance(5);   // an answer wakes the loop
    } else if (done.wake_ms > now_.mono_ms) {
      advance(done.wake_ms - now_.mono_ms);
    }
  }
  throw std::runtime_error("the engine does not come to rest: " + engine_->link().state + " " + engine_->link().detail);
}

void SyncWorld::open_bureau() {
  base::Random16 random{};
  for (auto& byte : random) byte = static_cast<std::uint8_t>(random_());
  store_ = must(bureau::SqliteStore::open(folder_.path() / "bureau.db", {bureau::Role::server, {}, random}));
  wrapped_ = wrap_ ? wrap_(*store_) : nullptr;
  service_ = std::make_unique<bureau::BureauService>(wrapped_ ? *wrapped_ : *store_, [this] { return now_.wall; });
}

void SyncWorld::restart_bureau() {
  service_.reset();
  wrapped_.reset();
  store_.reset();
  open_bureau();
}

void SyncWorld::back_up_bureau() {
  service_.reset();
  wrapped_.reset();
  store_.reset();
  for (const char* suffix : {"", "-wal"}) {
    std::filesystem::copy_file(folder_.path() / ("bureau.db" + std::string(suffix)), folder_.path() / ("backup.db" + std::string(suffix)),
                               std::filesystem::copy_options::overwrite_existing);
  }
  open_bureau();
}

void SyncWorld::restore_bureau() {
  service_.reset();
  wrapped_.reset();
  store_.reset();
  std::filesystem::remove(folder_.path() / "bureau.db-shm");
  for (const char* suffix : {"", "-wal"}) {
    std::filesystem::copy_file(folder_.path() / ("backup.db" + std::string(suffix)), folder_.path() / ("bureau.db" + std::string(suffix)),
                               std::filesystem::copy_options::overwrite_existing);
  }
  open_bureau();
}

transport::HttpAnswer SyncWorld::deliver(const transport::HttpRequest& request) {
  const auto response = service_->handle({request.method, request.path, {}, std::string(protocol::kContentType),
                                          std::string(protocol::to_string(request.encoding)), request.body, protocol::content_digest(request.body)});
  transport::HttpAnswer out;
  out.status = response.status;
  out.content_type = response.content_type;
  out.body = response.body;
  for (const auto& [name, value] : response.headers) {
    if (name == protocol::kMark) out.marked = true;
    if (name == "Retry-After") out.retry_after = value;
  }
  out.first_byte_after = std::chrono::milliseconds(10);
  return out;
}

transport::AsyncClient::Token SyncWorld::start(transport::HttpRequest request) {
  under_way_.push_back({++last_token_, std::move(request), std::nullopt});
  most_out = std::max(most_out, under_way_.size());
  return last_token_;
}

std::optional<transport::AsyncClient::Result> SyncWorld::take(Token token) {
  const auto found = std::ranges::find(under_way_, token, &UnderWay::token);
  if (found == under_way_.end() || !found->answer || (any_order && random_() % 3 == 0)) return std::nullopt;
  auto answer = std::move(*found->answer);
  under_way_.erase(found);
  return answer;
}

void SyncWorld::cancel(Token token) {
  const auto found = std::ranges::find(under_way_, token, &UnderWay::token);
  if (found == under_way_.end()) return;
  if (any_order && !found->answer && random_() % 2 == 0) {
    found->token = 0;
  } else {
    under_way_.erase(found);
  }
}

void SyncWorld::move_the_line() {
  if (any_order) std::ranges::shuffle(under_way_, random_);
  for (auto& one : under_way_) {
    if (!one.answer && (!any_order || random_() % 3 != 0)) one.answer = exchange(one.request);
  }
  std::erase_if(under_way_, [](const auto& one) { return one.answer && one.token == 0; });
}

transport::AsyncClient::Result SyncWorld::exchange(const transport::HttpRequest& request) {
  ++exchanges;
  if (instead) {
    if (auto other = instead(request)) return std::move(*other);
  }
  largest_body = std::max(largest_body, request.body.size());
  old_.push_back(request);
  if (old_.size() > 20) old_.pop_front();
  transport::HttpAnswer answer;
  switch (fault()) {
    case Fault::none: return deliver(request);
    case Fault::request_lost: return tl::unexpected(broken(protocol::Wire::timed_out));
    case Fault::answer_lost: (void)deliver(request); return tl::unexpected(broken(protocol::Wire::timed_out));
    case Fault::repeated: (void)deliver(request); return deliver(request);
    case Fault::late_repeat: (void)deliver(old_[random_() % old_.size()]); return deliver(request);
    case Fault::cut_answer:
      answer = deliver(request);
      answer.body.resize(answer.body.size() / 2);
      return answer;
    case Fault::portal: return transport::HttpAnswer{200, false, "text/html", {}, "<html>please log in</html>", {}, {}};
    case Fault::busy:
      answer = {503, true, "application/json", "7", R"({"error":"busy"})", {}, {}};
      return answer;
    case Fault::refused: return tl::unexpected(broken(protocol::Wire::refused));
    case Fault::before_commit: restart_bureau(); return tl::unexpected(broken(protocol::Wire::broken_off));
    case Fault::after_commit:
      (void)deliver(request);
      restart_bureau();
      return tl::unexpected(broken(protocol::Wire::broken_off));
  }
  return tl::unexpected(broken(protocol::Wire::broken_off));
}

std::multiset<std::string> SyncWorld::column(const std::string& sql) const {
  journal::Database database(folder_.path() / "bureau.db", journal::Database::Mode::read);
  database.execute("PRAGMA trusted_schema = ON");
  journal::Statement statement(database, sql);
  std::multiset<std::string> out;
  auto rows = statement.query();
  while (rows.next()) out.insert(rows.text(0));
  return out;
}

std::string SyncWorld::broken_promise() {
  for (const auto& head : must(reader_->heads())) {
    const auto ack = must(inbox_->ack(head.device, head.inc));
    if (!ack) continue;
    const auto hash = must(reader_->hash_at(head.inc, ack->seq));
    const auto held = must(store_->held(head.device, {head.inc, ack->seq, hash.value_or(base::Digest{})}));
    if (held.ack < ack->seq) return fmt::format("incarnation {}: {} acknowledged, {} held", head.inc, ack->seq, held.ack);
  }
  return {};
}

std::string SyncWorld::difference() {
  std::multiset<std::string> records, ballots;
  for (std::uint64_t after = 0;;) {
    const auto scan = must(reader_->scan(after));
    for (const auto& record : scan.records) records.insert(fmt::format("{} {}", record.inc, record.seq));
    after = scan.next;
    if (!scan.more) break;
  }
  for (const auto& name : must(reader_->batches())) {
    const auto batch = must(reader_->batch(name.id));
    for (const auto& ballot : batch->ballots) ballots.insert(base::to_string(ballot.id));
    for (const auto& text : batch->texts) ballots.insert(base::to_string(text.id));
  }
  auto wrong = compare("record", records, column("SELECT c.inc || ' ' || seq FROM records JOIN chains c ON c.number = chain UNION ALL"
                                                 " SELECT c.inc || ' ' || seq FROM quarantine JOIN chains c ON c.number = chain WHERE replayed IS NULL"));
  if (!wrong.empty()) return wrong;
  return compare("ballot", ballots, column("SELECT id FROM ratings UNION ALL SELECT id FROM rating_texts"));
}

}  // namespace openday::support
