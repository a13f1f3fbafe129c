// One seed: the boxes of a hall from the day they are unpacked, the network between them, and the bureau. As world.h a discrete-event
// simulation in virtual time: boxes are enrolled with codes, fetch papers and each other's records, tell each other directly, are revoked
// and paired again, and one disk may run in two machines; lines, processes and the bureau's disk fail. After the day the hall's own network comes back first, and its boxes must
// know each other's guests without the bureau; then the bureau, and everything must be where it belongs; then one more guest comes to
// each box. Throws Violation.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/hall_box.h"
#include "tests/sim/hall_checker.h"
#include "tests/sim/hall_papers.h"
#include "tests/sim/hall_profile.h"
#include "tests/sim/world.h"

namespace openday::sim {

// Two certificates as PEM: the bureau's CA, and one of somebody who sits in the line.
struct Authorities {
  std::string ours, other;
};

class HallWorld {
 public:
  HallWorld(const Ground& ground, const Authorities& authorities, std::uint64_t seed, const HallMutant* mutant = nullptr);
  ~HallWorld();
  void run();
  [[nodiscard]] const Figures& figures() const { return figures_; }
  void tell(std::function<void(const std::string&)> listener) { tell_ = std::move(listener); }

 private:
  struct Port;                                       // a box's end of the line (hall_line.cpp)
  struct Flight;
  using Work = std::function<void()>;
  using Sent = transport::AsyncClient::Result;

  HallBox& add_box(std::string machine, const std::string& hall);
  // `self`: the number whose address the box's list of neighbours lacks.
  [[nodiscard]] HallWiring wire(HallBox& box, int self);
  void plan_the_day();
  void schedule(const char* fault, int times, const Work& work);
  void at(std::int64_t ms, Work work) { events_.emplace(std::pair(std::max(ms, now_ms_), ++order_), std::move(work)); }
  void live_until(std::int64_t ms);
  // Until `missing` says nothing, or the time is over: then that is said.
  void live_until_nothing(const char* when, std::int64_t limit_ms, const std::function<std::string()>& missing);
  void step(HallBox& box);
  void look_at(HallBox& box);
  void wake(HallBox& box);
  void calm_down();
  [[nodiscard]] bool happens(const char* fault, int permille);
  [[nodiscard]] base::Instant bureau_now() const { return morning() + std::chrono::milliseconds(now_ms_); }

  // The day (hall_day.cpp).
  void later_today(const Work& work);
  void guest_arrives(HallBox& box);
  void leave_a_ballot_waiting(HallBox& box);   // just before its disk is copied
  void cut_off();
  void cut_the_hall();
  void jump_clock(HallBox& box);
  void stop_bureau(std::int64_t down_ms);
  void restore(bool and_lose_an_inbox);
  void put_back_an_inbox();
  void publish();
  void slip_in();
  void strike_off();
  void pair_again();
  void scan(HallBox& box, const std::string& code);
  void share_a_code();
  void use_a_late_code();
  // What changes about a box (hall_changes.cpp).
  void rotate_a_key();
  void rotate_key(HallBox& box);
  void move_a_box();
  void carry(HallBox& box);
  void image_a_disk();
  void put_back_a_disk();
  void forget_a_guest();
  // A device in two machines (hall_twins.cpp).
  void clone();
  [[nodiscard]] std::vector<HallBox*> machines_of(const HallBox& device);
  [[nodiscard]] HallBox* turn_of(const HallBox& device);
  [[nodiscard]] bool must_wait(const HallBox& box);
  void put_away_twins();
  static constexpr int kCodeMinutes = 15;
  [[nodiscard]] std::string make_code(const std::string& hall, int minutes);
  // What somebody at the office does every few minutes: papers and revocations that the server lost, codes for boxes that it does not know.
  void look_after();
  void begin_to_look_after();
  void settle_at_the_office();
  [[nodiscard]] HallBox& any_box() { return *boxes_[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(boxes_.size())))]; }

  // The line.
  [[nodiscard]] std::unique_ptr<transport::AsyncClient> make_port(HallBox& box);
  [[nodiscard]] std::shared_ptr<Flight> begin(HallBox& box, const transport::HttpRequest& request);
  void launch(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request);
  void deliver(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest);
  void deliver_to_bureau(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request, const std::string& digest);
  void deliver_to_box(const std::shared_ptr<Flight>& flight, const transport::HttpRequest& request);
  void bring_back(const std::shared_ptr<Flight>& flight, transport::HttpAnswer answer);
  void finish(const std::shared_ptr<Flight>& flight, Sent result, int generation);
  [[nodiscard]] bool is_cut_off(const HallBox& from, const HallBox* to) const;   // to: null for the bureau
  [[nodiscard]] std::int64_t delay();
  void garble(std::string& bytes);
  void damage_part(transport::HttpAnswer& answer);

  // The enroller's requests (hall_enrolling.cpp).
  [[nodiscard]] Sent ask(HallBox& box, const transport::CurlOptions& options, const transport::HttpRequest& request);
  [[nodiscard]] Sent ask_bureau(const transport::HttpRequest& request);
  void check_rotated(const transport::HttpRequest& request);
  [[nodiscard]] std::optional<transport::HttpAnswer> enrol_at_bureau(const transport::HttpRequest& request, std::uint64_t writes);

  const Ground& ground_;
  const Authorities& authorities_;
  const HallMutant* mutant_;
  Dice dice_;
  HallProfile profile_;
  Figures figures_;
  Papers papers_;
  std::int64_t now_ms_ = 0;
  std::uint64_t order_ = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, Work> events_;
  std::unique_ptr<Office> office_;
  std::vector<std::unique_ptr<transport::AsyncClient>> ports_;
  std::vector<std::unique_ptr<HallBox>> boxes_;
  HallChecker checker_;
  std::map<int, std::int64_t> cut_off_until_;        // from the bureau, by box
  std::map<std::pair<int, int>, std::int64_t> hall_cut_until_;
  std::map<int, DiskImage> inbox_images_;
  std::map<int, WholeDisk> disk_images_;
  std::set<base::PublicKey> struck_off_;             // every key that was revoked by hand
  int generation_settled_ = 0;
  bool calm_ = false, bureau_away_ = false;
  std::function<void(const std::string&)> tell_;
};

}  // namespace openday::sim
