#include "kiosk/event/registration_order.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace openday::event {
namespace {

constexpr std::array<std::string_view, 11> kReasons{"as-written", "in-turn", "promised", "cap-full", "session-full", "quota-full", "joint-quota-full",
                                                    "after-deadline", "before-opening", "review-failed", "review-pending"};

// The seats of the plan as they fill.
class Seats {
 public:
  explicit Seats(const Plan& plan) : plan_(plan) {
    for (const Category& category : plan.categories) by_category_.try_emplace(category.id, Count{&category, {}, 0});
    for (std::size_t i = 0; i < plan.joint_quotas.size(); ++i)
      for (const std::string& id : plan.joint_quotas[i].categories)
        if (const auto found = by_category_.find(id); found != by_category_.end()) found->second.joint.push_back(i);
    joint_.resize(plan.joint_quotas.size());
    for (std::size_t i = 0; i < plan.sessions.size(); ++i) session_place_.try_emplace(plan.sessions[i].id, i);
    session_.resize(plan.sessions.size());
  }

  [[nodiscard]] bool counts(const Application& one) const {
    const auto found = by_category_.find(one.category);
    return found != by_category_.end() && found->second.category->role == CategoryRole::external;
  }

  // The first limit that leaves no room for this party.
  [[nodiscard]] std::optional<PlaceReason> full_for(const Application& one) const {
    const Count& own = by_category_.find(one.category)->second;
    if (own.category->quota && own.persons + one.persons > *own.category->quota) return PlaceReason::quota_full;
    for (const std::size_t joint : own.joint)
      if (joint_[joint] + one.persons > plan_.joint_quotas[joint].quota) return PlaceReason::joint_quota_full;
    if (plan_.cap && all_ + one.persons > *plan_.cap) return PlaceReason::cap_full;
    std::optional<PlaceReason> out;
    each_session(one, [&](std::size_t i) {
      if (plan_.sessions[i].cap && session_[i] + one.persons > *plan_.sessions[i].cap) out = PlaceReason::session_full;
    });
    return out;
  }

  void take(const Application& one) {
    Count& own = by_category_.find(one.category)->second;
    own.persons += one.persons;
    for (const std::size_t joint : own.joint) joint_[joint] += one.persons;
    all_ += one.persons;
    each_session(one, [&](std::size_t i) { session_[i] += one.persons; });
  }

 private:
  struct Count {
    const Category* category = nullptr;
    std::vector<std::size_t> joint;
    int persons = 0;
  };

  template <class Visit>
  void each_session(const Application& one, Visit visit) const {
    if (one.session.empty()) {
      for (std::size_t i = 0; i < session_.size(); ++i) visit(i);
    } else if (const auto found = session_place_.find(one.session); found != session_place_.end()) {
      visit(found->second);
    }
  }

  const Plan& plan_;
  std::unordered_map<std::string, Count> by_category_;
  std::unordered_map<std::string, std::size_t> session_place_;
  std::vector<int> joint_, session_;
  int all_ = 0;
};

class Placer {
 public:
  Placer(const Plan& plan, const std::vector<Application>& applications) : plan_(plan), all_(applications), seats_(plan) {
    out_.places.resize(applications.size());
  }

  Placing place() {
    std::vector<std::size_t> queue;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!settle(i)) queue.push_back(i);
    }
    std::ranges::stable_sort(queue, {}, [this](std::size_t i) { return all_[i].registered.value_or(Instant::max()); });
    for (const std::size_t i : queue) take_turn(i);
    wait_by_reason();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool by_review() const { return plan_.registration.order == RegistrationOrder::review; }

  // Those whose turn does not come: settled by the list, by a promise, by their category or by review and deadline.
  bool settle(std::size_t i) {
    const Application& one = all_[i];
    Place& place = out_.places[i];
    place = {one.written, PlaceReason::as_written};
    if (one.written != GuestState::expected || !seats_.counts(one)) return true;
    if (one.promised) return promise(i), true;
    if (by_review() && one.review != Review::passed) {
      const bool failed = one.review == Review::failed;
      place = failed ? Place{GuestState::cancelled, PlaceReason::review_failed} : Place{GuestState::waiting, PlaceReason::review_pending};
      return true;
    }
    const RegistrationRules& rules = plan_.registration;
    if (one.registered && rules.deadline && *one.registered > *rules.deadline) return place = {GuestState::cancelled, PlaceReason::after_deadline}, true;
    if (one.registered && rules.opens && *one.registered < *rules.opens) return place = {GuestState::cancelled, PlaceReason::before_opening}, true;
    return false;
  }

  void promise(std::size_t i) {
    if (seats_.full_for(all_[i])) out_.over_promised.push_back(i);
    seats_.take(all_[i]);
    out_.places[i] = {GuestState::expected, PlaceReason::promised};
  }

  void take_turn(std::size_t i) {
    const auto full = seats_.full_for(all_[i]);
    if (!full) {
      seats_.take(all_[i]);
      out_.places[i] = {GuestState::expected, PlaceReason::in_turn};
      return;
    }
    out_.places[i] = {plan_.waitlist ? GuestState::waiting : GuestState::cancelled, *full};
  }

  // First whom the list itself has waiting, then who came too late for a seat, then who is not judged yet; each by time.
  void wait_by_reason() {
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (out_.places[i].state == GuestState::waiting) out_.waiting.push_back(i);
    const auto rank = [this](std::size_t i) {
      switch (out_.places[i].reason) {
        case PlaceReason::as_written: return 0;
        case PlaceReason::review_pending: return 2;
        default: return 1;
      }
    };
    std::ranges::stable_sort(out_.waiting, {}, [&](std::size_t i) { return std::pair(rank(i), all_[i].registered.value_or(Instant::max())); });
  }

  const Plan& plan_;
  const std::vector<Application>& all_;
  Seats seats_;
  Placing out_;
};

Placing as_written(const std::vector<Application>& applications) {
  Placing out;
  for (std::size_t i = 0; i < applications.size(); ++i) {
    out.places.push_back({applications[i].written, PlaceReason::as_written});
    if (applications[i].written == GuestState::waiting) out.waiting.push_back(i);
  }
  return out;
}

}  // namespace

std::string_view to_string(PlaceReason reason) { return kReasons[static_cast<std::size_t>(reason)]; }

Placing place_registrations(const Plan& plan, const std::vector<Application>& applications) {
  if (plan.registration.order == RegistrationOrder::invite) return as_written(applications);
  return Placer(plan, applications).place();
}

std::vector<std::string> excluded_words(const Eligibility& eligibility) {
  std::vector<std::string> out;
  for (const std::string& word : eligibility.exclude) {
    if (word == "两代表一委员") {
      out.insert(out.end(), {"党代表", "党代会代表", "人大代表", "政协委员"});
    } else {
      out.push_back(word);
    }
  }
  return out;
}

}  // namespace openday::event
