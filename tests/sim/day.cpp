// What happens in a simulated world besides exchanges: guests at the door, and machines that fail.
#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "tests/sim/world.h"

namespace openday::sim {
namespace {

constexpr int kRegistrations = 12;
constexpr std::int64_t kTenYearsMs = 315'360'000'000;

event::RegistrationId registration(std::int64_t number) {
  event::RegistrationId id;
  id.bytes.fill(static_cast<std::uint8_t>(number + 1));
  return id;
}

std::string check_in(std::int64_t guest) {
  event::CheckInBody body;
  body.registration = registration(guest);
  body.session = "morning";
  body.category = "citizen";
  return event::to_json(body);
}

}  // namespace

bool World::happens(const char* fault, int permille) {
  if (permille == 0 || !dice_.chance(permille)) return false;
  ++figures_.faults[fault];
  return true;
}

void World::wake(Box& box) {
  box.quiet = false;
  box.next_step_ms = std::min(box.next_step_ms, now_ms_ + 20);
}

void World::guest_arrives(Box& box) {
  const auto dies = happens("kiosk dies in its commit", profile_.kiosk_dies) ? static_cast<std::uint64_t>(dice_.between(1, 10)) : 0;
  if (happens("ballots", profile_.ballots)) {
    (void)box.vote(static_cast<int>(dice_.between(1, 3)), dice_.chance(700), now_ms_, dies);
  } else if (happens("erasure", profile_.erases)) {
    box.erase_one(now_ms_);
  } else if (happens("record that is no JSON", profile_.odd_record)) {
    (void)box.append({event::Kind::check_in, "lq2020", dice_.chance(500) ? "{\"half\":" : "\xff\xfe"}, now_ms_, dies);
  } else if (happens("record that a proxy refuses", profile_.disliked_record)) {
    (void)box.append({event::Kind::check_out, "lq2020", R"({"text":"disliked"})"}, now_ms_, dies);
  } else if (dice_.chance(300)) {
    (void)box.append({event::Kind::check_out, "lq2020", R"({"text":"left"})"}, now_ms_, dies);
  } else {
    (void)box.append({event::Kind::check_in, "lq2020", check_in(dice_.below(kRegistrations))}, now_ms_, dies);
  }
  wake(box);
}

void World::cut_off() {
  const auto until = now_ms_ + dice_.between(1, 600) * 1000;
  if (dice_.chance(300)) {
    for (const auto& box : boxes_) cut_off_until_[box->number()] = until;
  } else {
    cut_off_until_[any_box().number()] = until;
  }
}

bool World::is_cut_off(const Box& box) const {
  const auto found = cut_off_until_.find(box.number());
  return found != cut_off_until_.end() && now_ms_ < found->second;
}

void World::replace_by_old_disk() {
  Box& box = any_box();
  if (!images_.contains(box.number())) return;
  checker_.note_journal(box.folder());
  box.replace_disk(images_.at(box.number()), now_ms_);
  box.generation_known = -1;
}

// The same disk in a second machine; half of them have a machine that the journal can tell from the first.
void World::clone() {
  Box& source = any_box();
  leave_a_ballot_waiting(source);
  const auto image = source.image();
  add_box(dice_.chance(500) ? source.machine() : "another machine", source.key(), &image);
  Box& twin = *boxes_.back();
  twin.generation_known = -1;
  for (int i = 0; i < profile_.guests; ++i) {
    at(now_ms_ + dice_.below(std::max<std::int64_t>(1, profile_.day_ms - now_ms_)), [this, &twin] { guest_arrives(twin); });
  }
}

void World::leave_a_ballot_waiting(Box& box) {
  if (profile_.ballots > 0) (void)box.vote(1, false, now_ms_);
}

void World::jump_clock(Box& box) {
  box.clock().skew_ms = dice_.between(-kTenYearsMs, kTenYearsMs);
  box.clock().state = dice_.chance(400) ? base::ClockState::guessed : dice_.chance(500) ? base::ClockState::free_running : base::ClockState::synced;
}

void World::stop_bureau(std::int64_t down_ms) {
  office_->stop();
  at(now_ms_ + down_ms, [this] {
    if (!office_->is_up()) office_->start();
  });
}

}  // namespace openday::sim
