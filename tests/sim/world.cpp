#include "tests/sim/world.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>


namespace openday::sim {
namespace {

constexpr std::int64_t kCalmLimitMs = 45 * 60'000;      // a quarter of an hour of Retry-After, the watchdog's ten minutes, a hello's five, twice the back-off
constexpr std::uint64_t kCalmSteps = 400;               // of one box
constexpr std::uint64_t kWedgedSteps = 3'000;           // ten minutes of hellos and gaps, about two a second, until the watchdog speaks
constexpr int kMostKeys = 4;

using Did = agent::Step::Did;

}  // namespace

void Figures::add(const Figures& other) {
  seeds += other.seeds, steps += other.steps, exchanges += other.exchanges, events += other.events, records += other.records, ballots += other.ballots;
  virtual_ms += other.virtual_ms;
  most_calm_steps = std::max(most_calm_steps, other.most_calm_steps);
  longest_calm_ms = std::max(longest_calm_ms, other.longest_calm_ms);
  for (const auto& [name, count] : other.faults) faults[name] += count;
}

Ground::Ground() {
  (void)MemoryDisk::instance();
  std::error_code none;
  const auto base = std::filesystem::is_directory("/dev/shm", none) ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
  std::string name = (base / "openday-sim-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  root_ = name;
  std::filesystem::create_directories(folder("office"));
  for (std::uint8_t i = 0; i < kMostKeys; ++i) {
    std::array<std::uint8_t, 32> seed{};
    seed.fill(static_cast<std::uint8_t>(i + 1));
    keys_.push_back(base::SigningKey::from_seed(seed));
  }
}

Ground::~Ground() {
  MemoryDisk::instance().remove(root_);
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

World::World(const Ground& ground, std::uint64_t seed, const Mutant* mutant) : ground_(ground), mutant_(mutant), dice_(seed), profile_(Profile::draw(dice_)) {
  if (mutant_ != nullptr && mutant_->keeps_a_stuck_engine) profile_.wedged = 3;
  std::vector<base::PublicKey> keys;
  for (int i = 0; i < profile_.boxes; ++i) keys.push_back(ground_.key(i).public_key());
  office_ = std::make_unique<Office>(ground_.folder("office"), keys, mutant_, dice_.next(),
                                     [this] { return morning() + std::chrono::milliseconds(now_ms_); });
  for (int i = 0; i < profile_.boxes; ++i) add_box(fmt::format("machine-{}", i), ground_.key(i), nullptr);
  plan_the_day();
}

World::~World() {
  boxes_.clear();
  office_.reset();
}

void World::add_box(const std::string& machine, const base::SigningKey& key, const DiskImage* disk) {
  const int number = static_cast<int>(boxes_.size());
  boxes_.push_back(std::make_unique<Box>(number, ground_.folder(fmt::format("box{}", number)), machine, key, mutant_, dice_.next()));
  ports_.push_back(make_port(*boxes_.back()));
  boxes_.back()->install(*ports_.back(), now_ms_, disk);
}

void World::run() {
  live_until(profile_.day_ms);
  calm_down();
  checker_.check_all(boxes_, *office_, mutant_ != nullptr && mutant_->counts_rows);
  ++figures_.seeds;
  figures_.records += checker_.records();
  figures_.ballots += checker_.ballots();
  figures_.virtual_ms += static_cast<std::uint64_t>(now_ms_);
}

void World::schedule(const char* fault, int times, const std::function<void()>& work) {
  for (int i = 0; i < times; ++i) {
    at(dice_.below(profile_.day_ms), [this, fault, work] {
      ++figures_.faults[fault];
      if (tell_) tell_(fmt::format("{:>9} ms  {}", now_ms_, fault));
      work();
    });
  }
}

void World::plan_the_day() {
  for (const auto& each : boxes_) {
    Box& box = *each;
    for (int i = 0; i < profile_.guests; ++i) at(dice_.below(profile_.day_ms), [this, &box] { guest_arrives(box); });
  }
  const auto restart = [this](bool without_inbox) {
    Box& box = any_box();
    box.restart_syncd(now_ms_, without_inbox);
  };
  schedule("partition", profile_.partitions, [this] { cut_off(); });
  schedule("syncd killed", profile_.syncd_restarts, [restart] { restart(false); });
  schedule("inbox.db lost", profile_.lost_inboxes, [restart] { restart(true); });
  schedule("box rebooted", profile_.reboots, [this] { any_box().reboot(now_ms_); });
  schedule("clock jumps", profile_.clock_jumps, [this] { jump_clock(any_box()); });
  schedule("bureau restarted", profile_.bureau_restarts, [this] { stop_bureau(dice_.below(120'000)); });
  schedule("bureau backed up", profile_.backups, [this] { office_->back_up(); });
  schedule("bureau restored", profile_.restores, [this] { (void)office_->restore(); });
  schedule("bureau lost", profile_.lost_bureaux, [this] { office_->begin_anew(); });
  schedule("disk imaged", profile_.images, [this] {
    Box& box = any_box();
    leave_a_ballot_waiting(box);
    images_[box.number()] = box.image();
  });
  schedule("old disk put back", profile_.old_disks, [this] { replace_by_old_disk(); });
  schedule("disk cloned", profile_.clones, [this] { clone(); });
  schedule("engine wedged", profile_.wedged, [this] {
    Box& box = any_box();
    box.wedged = true;
    box.wedged_engine = box.syncd().engines();
  });
}

void World::run_event() {
  auto first = events_.extract(events_.begin());
  now_ms_ = std::max(now_ms_, first.key().first);
  ++figures_.events;
  first.mapped()();
}

void World::live_until(std::int64_t ms) {
  while (true) {
    Box& next = **std::min_element(boxes_.begin(), boxes_.end(), [](const auto& a, const auto& b) { return a->next_step_ms < b->next_step_ms; });
    const bool event_first = !events_.empty() && events_.begin()->first.first <= next.next_step_ms;
    if ((event_first ? events_.begin()->first.first : next.next_step_ms) > ms) break;
    if (event_first) {
      run_event();
    } else {
      now_ms_ = std::max(now_ms_, next.next_step_ms);
      step(next);
    }
    if (calm_ && is_all_quiet()) return;
  }
  now_ms_ = std::max(now_ms_, ms);
}

void World::step(Box& box) {
  ++figures_.steps;
  const bool dies = happens("syncd dies in its commit", profile_.syncd_dies);
  if (dies) MemoryDisk::instance().die_after(box.inbox_prefix(), static_cast<std::uint64_t>(dice_.between(1, 12)));
  const int known = box.generation_known;
  const auto done = box.syncd().step(box.moment(now_ms_));
  if (dies) {
    box.generation_known = known;   // of a hello whose answer it took, but may not have kept
    return box.restart_syncd(now_ms_);
  }
  if (done.did == Did::no_journal) throw Violation(fmt::format("the engine of box {} sees no journal", box.number()));
  box.quiet = done.did == Did::nothing;
  ++box.steps;
  const auto wait = done.wake_ms - box.moment(now_ms_).mono_ms;
  box.next_step_ms = now_ms_ + std::max<std::int64_t>(1, wait);   // or when an answer comes
  if (office_->is_up() && box.generation_known == office_->generation()) checker_.check_acks(box, box.syncd().inbox(), *office_);
  if (calm_ || dice_.chance(500)) {
    if (box.obey_inbox(now_ms_)) wake(box);
  }
}

bool World::is_all_quiet() const {
  return std::all_of(boxes_.begin(), boxes_.end(), [this](const auto& box) { return box->quiet && box->generation_known == office_->generation(); });
}

void World::calm_down() {
  const int boxes = profile_.boxes, guests = profile_.guests;
  profile_ = Profile::calm();
  profile_.boxes = boxes, profile_.guests = guests;
  cut_off_until_.clear();
  if (tell_) tell_(fmt::format("{:>9} ms  the faults stop", now_ms_));
  if (!office_->is_up()) office_->start();
  calm_ = true;
  const auto began = now_ms_;
  for (const auto& box : boxes_) {
    (void)box->vote(0, true, now_ms_);   // a supervisor releases what waits
    box->quiet = false;
    box->steps = 0;
    box->generation_known = -1;     // a hello is due to all, whatever they believe
  }
  live_until(began + kCalmLimitMs);
  for (const auto& box : boxes_) {
    if (!figures_.faults.contains("engine wedged")) figures_.most_calm_steps = std::max(figures_.most_calm_steps, box->steps);
    if (!box->quiet || box->generation_known != office_->generation()) {
      throw Violation(fmt::format("S9: box {} is not done {} minutes after the faults stopped: {}", box->number(), kCalmLimitMs / 60'000, box->syncd().trouble()));
    }
    if (box->steps > (figures_.faults.contains("engine wedged") ? kWedgedSteps : kCalmSteps)) throw Violation(fmt::format("S9: box {} needed {} steps", box->number(), box->steps));
  }
  figures_.longest_calm_ms = std::max(figures_.longest_calm_ms, now_ms_ - began);
}

}  // namespace openday::sim
