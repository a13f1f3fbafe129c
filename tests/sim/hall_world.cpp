#include "tests/sim/hall_world.h"

#include <algorithm>

#include <fmt/format.h>

namespace openday::sim {
namespace {

constexpr std::int64_t kHallLimitMs = 9 * 60'000;       // a hello's five minutes, and a few tries that each time out
constexpr std::int64_t kCalmLimitMs = 20 * 60'000;      // a back-off at its cap, a hello that is due, and as much again; the longest of 600 seeds took five
constexpr std::int64_t kLateLimitMs = 4 * 60'000;       // nothing is wrong any more: a pull, and a hello at most
constexpr std::int64_t kLateLeastMs = 60'000;
constexpr std::int64_t kLookEveryMs = 5'000;
constexpr std::int64_t kRestMs = 8'000;                 // a box that nobody wakes looks again after that at the earliest: its programs ask for less, a slow machine gives them less

}  // namespace

HallWorld::HallWorld(const Ground& ground, const Authorities& authorities, std::uint64_t seed, const HallMutant* mutant)
    : ground_(ground), authorities_(authorities), mutant_(mutant), dice_(seed), profile_(HallProfile::draw(dice_)), papers_(ground.folder("papers")), checker_(boxes_, papers_) {
  office_ = std::make_unique<Office>(ground_.folder("office"), std::vector<base::PublicKey>(), mutant_, dice_.next(), [this] { return bureau_now(); }, authorities_.ours);
  papers_.publish(office_->store(), "trust", {}, dice_, bureau_now());
  papers_.publish(office_->store(), "plan", {}, dice_, bureau_now());
  for (int i = 0; i < profile_.boxes + profile_.strangers; ++i) add_box(fmt::format("machine-{}", i), i < profile_.boxes ? "A" : "B");
  plan_the_day();
}

HallWorld::~HallWorld() {
  boxes_.clear();
  office_.reset();
}

void HallWorld::schedule(const char* fault, int times, const Work& work) {
  for (int i = 0; i < times; ++i) {
    at(dice_.below(profile_.day_ms), [this, fault, work] {
      ++figures_.faults[fault];
      if (tell_) tell_(fmt::format("{:>9} ms  {}", now_ms_, fault));
      work();
    });
  }
}

bool HallWorld::happens(const char* fault, int permille) {
  if (permille == 0 || !dice_.chance(permille)) return false;
  ++figures_.faults[fault];
  return true;
}

void HallWorld::wake(HallBox& box) { box.next_step_ms = std::min(box.next_step_ms, now_ms_ + 20); }

void HallWorld::live_until(std::int64_t ms) {
  while (true) {
    HallBox& next = **std::min_element(boxes_.begin(), boxes_.end(), [](const auto& a, const auto& b) { return a->next_step_ms < b->next_step_ms; });
    const bool event_first = !events_.empty() && events_.begin()->first.first <= next.next_step_ms;
    if ((event_first ? events_.begin()->first.first : next.next_step_ms) > ms) break;
    if (event_first) {
      auto first = events_.extract(events_.begin());
      now_ms_ = std::max(now_ms_, first.key().first);
      ++figures_.events;
      first.mapped()();
    } else {
      now_ms_ = std::max(now_ms_, next.next_step_ms);
      step(next);
    }
  }
  now_ms_ = std::max(now_ms_, ms);
}

void HallWorld::live_until_nothing(const char* when, std::int64_t limit_ms, const std::function<std::string()>& missing) {
  const auto began = now_ms_;
  while (true) {
    live_until(now_ms_ + kLookEveryMs);
    const auto what = missing();
    if (what.empty()) break;
    if (now_ms_ - began > limit_ms) throw Violation(fmt::format("S9: {} minutes after {}: {}", limit_ms / 60'000, when, what));
  }
  figures_.longest_calm_ms = std::max(figures_.longest_calm_ms, now_ms_ - began);
}

void HallWorld::step(HallBox& box) {
  if (box.is_put_away) {
    box.next_step_ms = INT64_MAX;
    return;
  }
  ++figures_.steps;
  const bool dies = happens("syncd dies in its commit", profile_.syncd_dies);
  if (dies) MemoryDisk::instance().die_after(box.inbox_prefix(), static_cast<std::uint64_t>(dice_.between(1, 12)));
  std::int64_t wait = 0;
  bool died = dies;
  const int known = box.generation_known;
  try {
    wait = box.syncd().step(box.moment(now_ms_)) - box.moment(now_ms_).mono_ms;
  } catch (const Killed&) {
    died = true;
  }
  if (died) {
    box.generation_known = known;   // of a hello whose answer it took, but may not have kept
    return box.restart_syncd(now_ms_);
  }
  box.next_step_ms = now_ms_ + (wait <= 1000 ? std::max<std::int64_t>(1, wait) : std::max(wait, dice_.between(1000, kRestMs)));   // or when an answer comes
  look_at(box);
}

void HallWorld::look_at(HallBox& box) {
  if (!box.glance()) return;
  checker_.look_at(box);
  if (office_->is_up() && box.generation_known == office_->generation()) checker_.check_acks(box, *office_);
  if (box.obey_inbox(now_ms_)) wake(box);
}

void HallWorld::run() {
  live_until(profile_.day_ms);
  calm_down();
  checker_.check_all(*office_);
  ++figures_.seeds;
  figures_.records += checker_.records();
  figures_.virtual_ms += static_cast<std::uint64_t>(now_ms_);
}

void HallWorld::calm_down() {
  profile_ = profile_.calm();
  cut_off_until_.clear();
  hall_cut_until_.clear();
  if (tell_) tell_(fmt::format("{:>9} ms  the faults stop", now_ms_));
  calm_ = true;
  for (const auto& box : boxes_) (void)box->vote(0, true, now_ms_), wake(*box);   // a supervisor releases what waits
  if (profile_.has_lan) {
    bureau_away_ = true;
    put_back_an_inbox();   // one that knows its neighbours and has forgotten what they told it
    live_until_nothing("the hall's network came back", kHallLimitMs, [this] { return checker_.missing_in_the_hall(); });
    bureau_away_ = false;
    if (tell_) tell_(fmt::format("{:>9} ms  the hall's boxes know each other's guests", now_ms_));
  }
  if (!office_->is_up()) office_->start();
  settle_at_the_office();
  papers_.put_right(office_->store(), dice_, bureau_now());
  live_until_nothing("the faults stopped", kCalmLimitMs, [this] { return put_away_twins(), checker_.missing(*office_); });
  if (tell_) tell_(fmt::format("{:>9} ms  everything is where it belongs", now_ms_));
  checker_.note_late_guests();
  for (const auto& box : boxes_) {
    if (!box->is_put_away) guest_arrives(*box);
  }
  papers_.publish(office_->store(), "notice", {}, dice_, bureau_now());
  live_until(now_ms_ + kLateLeastMs);
  live_until_nothing("the last guests", kLateLimitMs, [this] { return checker_.missing(*office_); });
  checker_.check_late_guests(*office_);
}

}  // namespace openday::sim
