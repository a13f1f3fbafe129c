// What happens in a simulated hall besides exchanges: guests, people at the office and supervisors with codes, and machines that fail.
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sync/bureau/admin.h"
#include "sync/bureau/admin_halls.h"
#include "tests/sim/hall_world.h"
#include "tests/support/files.h"

namespace openday::sim {
namespace {

constexpr int kRegistrations = 12;
constexpr std::int64_t kTenYearsMs = 315'360'000'000;
constexpr const char* kUrl = "https://bureau";

}  // namespace

HallBox& HallWorld::add_box(std::string machine, const std::string& hall) {
  const int number = static_cast<int>(boxes_.size());
  boxes_.push_back(std::make_unique<HallBox>(number, ground_.folder(fmt::format("box{}", number)), std::move(machine), hall, mutant_, papers_.documents_key(), dice_.next()));
  return *boxes_.back();
}

// The lists name machines that come later, too.
HallWiring HallWorld::wire(HallBox& box, int self) {
  HallWiring wiring;
  ports_.push_back(make_port(box));
  wiring.line = ports_.back().get();
  wiring.ask = [this, &box](const auto& options, const auto& request) { return ask(box, options, request); };
  const int listed = profile_.boxes + profile_.strangers + (profile_.is_clone_on_lists ? profile_.clones : 0);
  for (int other = 0; profile_.has_lan && other < listed; ++other) {
    if (other != self) wiring.neighbours.push_back(HallBox::address_of(other));
  }
  return wiring;
}

void HallWorld::plan_the_day() {
  for (const auto& each : boxes_) {
    HallBox& box = *each;
    box.install(wire(box, box.number()), now_ms_);
    at(dice_.below(profile_.day_ms / 4), [this, &box] {
      if (office_->is_up() && !box.has_code()) box.scan(make_code(box.hall(), kCodeMinutes), now_ms_);
    });
    for (int i = 0; i < profile_.guests; ++i) at(dice_.below(profile_.day_ms), [this, &box] { guest_arrives(box); });
  }
  const auto at_the_office = [this](auto work) {
    return [this, work] {
      if (office_->is_up()) settle_at_the_office(), work();
    };
  };
  schedule("cut off from the bureau", profile_.partitions, [this] { cut_off(); });
  schedule("hall's network cut", profile_.hall_partitions, [this] { cut_the_hall(); });
  schedule("syncd killed", profile_.syncd_restarts, [this] { any_box().restart_syncd(now_ms_); });
  schedule("inbox.db lost", profile_.lost_inboxes, [this] { any_box().lose_inbox(now_ms_); });
  schedule("inbox.db imaged, and put back later", profile_.old_inboxes, [this] {
    const HallBox& box = any_box();
    inbox_images_[box.number()] = box.inbox_image();
    later_today([this] { put_back_an_inbox(); });
  });
  schedule("box rebooted", profile_.reboots, [this] { any_box().reboot(now_ms_); });
  schedule("clock jumps", profile_.clock_jumps, [this] { jump_clock(any_box()); });
  schedule("bureau restarted", profile_.bureau_restarts, [this] { stop_bureau(dice_.below(120'000)); });
  schedule("bureau backed up", profile_.backups, [this] { office_->back_up(); });
  schedule("bureau restored", profile_.restores, [this] { restore(false); });
  schedule("bureau restored and an inbox lost", profile_.unlucky, [this] { restore(true); });
  schedule("bureau lost", profile_.lost_bureaux, [this] { office_->begin_anew(); });
  schedule("paper published", profile_.papers, at_the_office([this] { publish(); }));
  schedule("paper slipped in", profile_.slipped_in, at_the_office([this] { slip_in(); }));
  schedule("box revoked", profile_.revocations, at_the_office([this] { strike_off(); }));
  schedule("box paired again", profile_.pairings, at_the_office([this] { pair_again(); }));
  schedule("code shown to two boxes", profile_.shared_codes, at_the_office([this] { share_a_code(); }));
  schedule("code that ran out", profile_.late_codes, at_the_office([this] { use_a_late_code(); }));
  schedule("key rotated", profile_.rotations, [this] { rotate_a_key(); });
  schedule("box carried to another hall", profile_.moves, at_the_office([this] { move_a_box(); }));
  schedule("guest forgotten", profile_.erasures, [this] { forget_a_guest(); });
  schedule("disk imaged, and put back later", profile_.old_disks, [this] {
    image_a_disk();
    later_today([this] { put_back_a_disk(); });
  });
  schedule("disk copied into a second machine", profile_.clones, [this] { clone(); });
  begin_to_look_after();
}

void HallWorld::later_today(const Work& work) { at(now_ms_ + dice_.below(std::max<std::int64_t>(1, profile_.day_ms - now_ms_)), work); }

void HallWorld::guest_arrives(HallBox& box) {
  const auto dies = happens("kiosk dies in its commit", profile_.kiosk_dies) ? static_cast<std::uint64_t>(dice_.between(1, 10)) : 0;
  if (!calm_ && happens("ballots", profile_.ballots)) {
    (void)box.vote(static_cast<int>(dice_.between(1, 3)), dice_.chance(700), now_ms_, dies);
  } else {
    (void)box.check_in(dice_.below(kRegistrations), now_ms_, dies);
  }
  wake(box);
}

void HallWorld::leave_a_ballot_waiting(HallBox& box) {
  if (profile_.ballots > 0) (void)box.vote(1, false, now_ms_);
}

void HallWorld::cut_off() {
  const auto until = now_ms_ + dice_.between(1, 400) * 1000;
  const bool all = dice_.chance(300);
  const int one = any_box().number();
  for (const auto& box : boxes_) {
    if (all || box->number() == one) cut_off_until_[box->number()] = until;
  }
}

// One way: what a switch does that lost half its mind.
void HallWorld::cut_the_hall() {
  const auto until = now_ms_ + dice_.between(1, 400) * 1000;
  const int one = any_box().number();
  const bool both_ways = dice_.chance(600);
  for (const auto& box : boxes_) {
    hall_cut_until_[{one, box->number()}] = until;
    if (both_ways) hall_cut_until_[{box->number(), one}] = until;
  }
}

bool HallWorld::is_cut_off(const HallBox& from, const HallBox* to) const {
  if (to == nullptr) {
    const auto found = cut_off_until_.find(from.number());
    return bureau_away_ || (found != cut_off_until_.end() && now_ms_ < found->second);
  }
  const auto found = hall_cut_until_.find({from.number(), to->number()});
  return found != hall_cut_until_.end() && now_ms_ < found->second;
}

// Never one that claims to be right: such a box finds that every code ran out.
void HallWorld::jump_clock(HallBox& box) {
  box.clock().skew_ms = dice_.between(-kTenYearsMs, kTenYearsMs);
  box.clock().state = dice_.chance(600) ? base::ClockState::guessed : base::ClockState::free_running;
}

void HallWorld::stop_bureau(std::int64_t down_ms) {
  office_->stop();
  at(now_ms_ + down_ms, [this] {
    if (!office_->is_up()) office_->start();
  });
}

void HallWorld::restore(bool and_lose_an_inbox) {
  if (office_->restore() && and_lose_an_inbox) any_box().lose_inbox(now_ms_);
}

void HallWorld::put_back_an_inbox() {
  if (inbox_images_.empty()) return;
  const auto& [number, image] = *inbox_images_.begin();
  boxes_[static_cast<std::size_t>(number)]->put_back_inbox(image, now_ms_);
}

void HallWorld::publish() {
  const auto& kinds = Papers::kinds();
  const auto kind = dice_.chance(120) ? std::string("trust") : kinds[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(kinds.size())))];
  const auto hall = kind == "trust" || dice_.chance(700) ? std::string() : std::string("A");
  papers_.publish(office_->store(), kind, hall, dice_, bureau_now());
}

void HallWorld::slip_in() {
  const auto& kinds = Papers::kinds();
  papers_.slip_in(office_->store(), kinds[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(kinds.size())))], dice_.chance(500), dice_, bureau_now());
}

std::string HallWorld::make_code(const std::string& hall, int minutes) {
  const auto ca = ground_.folder("papers") + "ca.pem";
  support::write_text(ca, authorities_.ours);
  std::ostringstream said;
  const bureau::EnrolCodeWish wish{"box", hall, kUrl, ca, minutes, {}};
  if (bureau::make_enrol_code(office_->store(), {said, said, bureau_now(), true}, wish) != 0) throw std::runtime_error("no code: " + said.str());
  return nlohmann::json::parse(said.str()).at("code").get<std::string>();
}

void HallWorld::strike_off() {
  HallBox& box = any_box();
  const auto machines = machines_of(box);
  const bool has_code = std::ranges::any_of(machines, [](const auto* each) { return each->has_code(); });
  if (!is_live(*office_, box, box.syncd().key()) || has_code) return;   // with a code it would come back
  std::ostringstream said;
  if (bureau::revoke_device(office_->store(), {said, said, bureau_now(), false}, base::to_hex(base::key_id(box.syncd().key()))) != 0) throw std::runtime_error("not revoked: " + said.str());
  struck_off_.insert(box.syncd().key());
  for (auto* each : machines) each->is_struck_off = true;
}

// A box that was struck off, where there is one: it was found.
void HallWorld::pair_again() {
  const auto found = std::ranges::find_if(boxes_, [](const auto& each) { return each->is_struck_off; });
  HallBox& box = found != boxes_.end() ? **found : any_box();
  box.is_struck_off = false;
  box.scan(make_code(box.hall(), kCodeMinutes), now_ms_);
  wake(box);
}

// Somebody who had a code before the box was struck off keeps it to himself.
void HallWorld::scan(HallBox& box, const std::string& code) {
  if (box.is_struck_off) return;
  box.scan(code, now_ms_);
  wake(box);
}

void HallWorld::share_a_code() {
  HallBox& one = any_box();
  const auto code = make_code(one.hall(), kCodeMinutes);
  for (const auto& box : boxes_) {
    if (box->hall() != one.hall() || box->is_struck_off) continue;
    at(now_ms_ + dice_.below(20'000), [this, &box = *box, code] { scan(box, code); });
  }
}

void HallWorld::use_a_late_code() {
  HallBox& box = any_box();
  if (box.is_struck_off) return;
  at(now_ms_ + dice_.between(40, 200) * 1000, [this, &box, code = make_code(box.hall(), 1)] { scan(box, code); });
}

// What a server that was restored, or begun anew, lacks; nobody at the office does anything else before.
void HallWorld::settle_at_the_office() {
  if (generation_settled_ != office_->generation()) papers_.publish_again(office_->store(), bureau_now());
  generation_settled_ = office_->generation();
  for (const auto& key : struck_off_) {
    if (is_live(*office_, key)) (void)office_->store().revoke_device(key, bureau_now());
  }
  for (const auto& box : boxes_) {   // an older key of it, which the server's backup takes for good
    const bool is_struck_off = std::ranges::all_of(machines_of(*box), [](const auto* each) { return each->is_struck_off; });
    const auto key = is_struck_off ? live_key(*office_, *box) : std::nullopt;
    if (key) (void)office_->store().revoke_device(*key, bureau_now());
  }
}

void HallWorld::look_after() {
  if (!office_->is_up() || bureau_away_) return;
  settle_at_the_office();
  for (const auto& box : boxes_) {
    if (box->is_struck_off || box->is_put_away || box->has_code() || must_wait(*box)) continue;
    if (box->syncd().has_new_key_waiting() && !is_live(*office_, *box, box->syncd().key())) rotate_key(*box);   // nobody heard whether the bureau took it
    if (!office_->is_up()) return;   // it died over that
    const bool belongs = agent::read_enrolment(box->folder()) && is_live(*office_, *box, box->syncd().key());
    if (!belongs && now_ms_ > profile_.day_ms / 4) box->scan(make_code(box->hall(), kCodeMinutes), now_ms_), wake(*box);
  }
}

void HallWorld::begin_to_look_after() {
  at(now_ms_ + (calm_ ? 20'000 : dice_.between(30, 150) * 1000), [this] {
    look_after();
    begin_to_look_after();
  });
}

}  // namespace openday::sim
