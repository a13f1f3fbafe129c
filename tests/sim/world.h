// One seed: some boxes, one bureau and a line between them, as a discrete-event simulation in virtual time. First a day of faults, with
// what must always hold looked at after every step; then the faults stop, and everything must be at the bureau within a bound of steps
// and of virtual time (VOPR's order: safety, then liveness). Throws Violation.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/box.h"
#include "tests/sim/checker.h"
#include "tests/sim/office.h"
#include "tests/sim/profile.h"

namespace openday::sim {

struct Figures {
  std::uint64_t seeds = 0, steps = 0, exchanges = 0, events = 0, records = 0, ballots = 0, virtual_ms = 0;
  std::uint64_t most_calm_steps = 0;                  // of one box, from the end of the faults until all was there
  std::int64_t longest_calm_ms = 0;
  std::map<std::string, std::uint64_t> faults;
  void add(const Figures& other);
};

// What one world is made in: a folder whose SQLite files are in memory, and the keys of its boxes.
class Ground {
 public:
  Ground();
  ~Ground();
  [[nodiscard]] std::string folder(const std::string& name) const { return root_ + "/" + name + "/"; }
  [[nodiscard]] const base::SigningKey& key(int box) const { return keys_[static_cast<std::size_t>(box)]; }

 private:
  std::string root_;
  std::vector<base::SigningKey> keys_;
};

class World {
 public:
  World(const Ground& ground, std::uint64_t seed, const Mutant* mutant = nullptr);
  ~World();
  void run();
  [[nodiscard]] const Figures& figures() const { return figures_; }
  void tell(std::function<void(const std::string&)> listener) { tell_ = std::move(listener); }   // one line an exchange and a fault of the day

 private:
  struct Port;                                       // a box's end of the line (line.cpp)
  struct Flight;                                     // one exchange under way
  using Work = std::function<void()>;

  void plan_the_day();
  void add_box(const std::string& machine, const base::SigningKey& key, const DiskImage* disk);
  void schedule(const char* fault, int times, const std::function<void()>& work);
  void at(std::int64_t ms, Work work) { events_.emplace(std::pair(std::max(ms, now_ms_), ++order_), std::move(work)); }
  void live_until(std::int64_t ms);
  void run_event();
  void step(Box& box);
  void calm_down();
  [[nodiscard]] bool is_all_quiet() const;

  // The door.
  void guest_arrives(Box& box);
  void wake(Box& box);

  // Faults between exchanges.
  void cut_off();
  void replace_by_old_disk();
  void clone();
  void leave_a_ballot_waiting(Box& box);   // just before its disk is copied
  void jump_clock(Box& box);
  void stop_bureau(std::int64_t down_ms);
  [[nodiscard]] Box& any_box() { return *boxes_[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(boxes_.size())))]; }

  // The line.
  [[nodiscard]] std::unique_ptr<transport::AsyncClient> make_port(Box& box);
  [[nodiscard]] std::shared_ptr<Flight> begin(Box& box, const transport::HttpRequest& request);
  void launch(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request);
  void deliver(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest);
  void bring_back(const std::shared_ptr<Flight>& flight, transport::HttpAnswer answer);
  void finish(const std::shared_ptr<Flight>& flight, base::Result<transport::HttpAnswer, protocol::Wire> result, int generation);
  [[nodiscard]] bool is_disliked(const transport::HttpRequest& request) const;
  [[nodiscard]] bool is_cut_off(const Box& box) const;
  [[nodiscard]] std::int64_t delay();
  [[nodiscard]] bool happens(const char* fault, int permille);
  void garble(std::string& bytes);

  const Ground& ground_;
  const Mutant* mutant_;
  Dice dice_;
  Profile profile_;
  Figures figures_;
  Checker checker_;
  std::int64_t now_ms_ = 0;
  std::uint64_t order_ = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, Work> events_;
  std::unique_ptr<Office> office_;
  std::vector<std::unique_ptr<transport::AsyncClient>> ports_;
  std::vector<std::unique_ptr<Box>> boxes_;
  std::map<int, std::int64_t> cut_off_until_;        // by box
  std::map<int, DiskImage> images_;
  bool calm_ = false;
  std::function<void(const std::string&)> tell_;
};

}  // namespace openday::sim
