#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"

namespace openday::event {
namespace {

bool in_joint(const Plan& plan, const std::string& id) {
  return std::any_of(plan.joint_quotas.begin(), plan.joint_quotas.end(), [&](const JointQuota& joint) {
    return std::find(joint.categories.begin(), joint.categories.end(), id) != joint.categories.end();
  });
}

int sum_of(const std::vector<Inviting>& inviting) {
  return std::accumulate(inviting.begin(), inviting.end(), 0, [](int n, const Inviting& part) { return n + part.count; });
}

void check_inviting(const Category& category, std::size_t index, Checker& check) {
  if (!category.quota || category.inviting.empty()) return;
  const int sum = sum_of(category.inviting);
  if (sum == *category.quota) return;
  check.error(fmt::format("category.{}.quota", index),
              fmt::format("the departments invite {} of {}, its quota is {}", sum, quote(category.label), *category.quota));
}

// The places of a category: its quota, else what the departments invite.
std::optional<int> places_of(const Category& category) {
  if (category.quota) return category.quota;
  return category.inviting.empty() ? std::nullopt : std::optional<int>(sum_of(category.inviting));
}

// A category that shares a quota may still have a smaller one of its own; the places of the group are the joint ones.
void check_joint(const Plan& plan, std::size_t index, Checker& check) {
  const JointQuota& joint = plan.joint_quotas[index];
  if (joint.quota > 0 && !joint.inviting.empty() && sum_of(joint.inviting) != joint.quota) {
    check.error(fmt::format("joint_quota.{}.quota", index),
                fmt::format("the departments invite {} of the group, its joint quota is {}", sum_of(joint.inviting), joint.quota));
  }
  long own = 0;
  bool all_named = !joint.categories.empty();
  for (std::size_t i = 0; i < joint.categories.size(); ++i) {
    const Category* category = plan.category(joint.categories[i]);
    if (category == nullptr) continue;
    const auto places = places_of(*category);
    all_named = all_named && places;
    own += places.value_or(0);
    const std::string path = fmt::format("joint_quota.{}.categories.{}", index, i);
    if (places && *places > joint.quota) {
      check.error(path, fmt::format("{} alone has a quota of {}, the joint quota is {}", quote(category->label), *places, joint.quota));
    }
    if (category->role != CategoryRole::external) check.error(path, fmt::format("{} is not external; quotas count external guests", quote(category->label)));
  }
  if (all_named && own < joint.quota) {
    check.error(fmt::format("joint_quota.{}.quota", index), fmt::format("the categories have {} places together, the joint quota is {}", own, joint.quota));
  }
}

void check_cap(const Plan& plan, Checker& check) {
  if (!plan.cap) return;
  long sum = 0;
  for (const Category& category : plan.categories) {
    if (category.role == CategoryRole::external && !in_joint(plan, category.id)) sum += places_of(category).value_or(0);
  }
  for (const JointQuota& joint : plan.joint_quotas) sum += joint.quota;
  if (sum > *plan.cap) check.error("event.cap", fmt::format("the quotas add up to {}, more than the cap of {}", sum, *plan.cap));
  for (std::size_t i = 0; i < plan.sessions.size(); ++i) {
    const auto& cap = plan.sessions[i].cap;
    if (cap && *cap > *plan.cap) check.error(fmt::format("session.{}.cap", i), fmt::format("cap is {}, more than the event's cap of {}", *cap, *plan.cap));
  }
}

}  // namespace

void check_numbers(const Plan& plan, Checker& check) {
  for (std::size_t i = 0; i < plan.categories.size(); ++i) check_inviting(plan.categories[i], i, check);
  for (std::size_t i = 0; i < plan.joint_quotas.size(); ++i) check_joint(plan, i, check);
  check_cap(plan, check);
  if (plan.waitlist && !plan.cap) check.error("event.waitlist", "waitlist without a cap: nothing would ever be full");
}

namespace {

struct Days {
  std::optional<Date> first, last;
};
Days days_of(const Plan& plan) {
  Days out;
  for (const Session& session : plan.sessions) {
    const auto date = session.when.date();
    if (!date) continue;
    if (!out.first || *date < *out.first) out.first = date;
    if (!out.last || *date > *out.last) out.last = date;
  }
  return out;
}

void check_deadline(const Plan& plan, const Days& days, Checker& check) {
  if (!plan.registration.deadline || !days.last) return;
  const Date day = base::date_in(*plan.registration.deadline, plan.zone);
  if (day > *days.last) {
    check.error("registration.deadline", fmt::format("the deadline {} is after the event, {}", base::to_string(day), base::to_string(*days.last)));
  } else if (day == *days.first) {
    check.warning("registration.deadline", fmt::format("the deadline is on the day of the event, {}: sign-up ends at the instant written here", base::to_string(day)));
  }
}

void check_preparations(const Plan& plan, const Days& days, Checker& check) {
  for (std::size_t i = 0; i < plan.logistics.preparations.size(); ++i) {
    const auto& date = plan.logistics.preparations[i].date;
    if (!date || !days.last || *date <= *days.last) continue;
    check.error(fmt::format("logistics.preparation.{}.date", i), fmt::format("a preparation on {}, after the event ({})", base::to_string(*date), base::to_string(*days.last)));
  }
}

// A step that is never asked on any day of the event is a slip, or left over from another year.
void check_screening_days(const Plan& plan, const Days& days, Checker& check) {
  for (std::size_t i = 0; i < plan.screening.size() && days.first; ++i) {
    const Screening& step = plan.screening[i];
    const bool over = step.valid_to && *step.valid_to < *days.first, to_come = step.valid_from && *step.valid_from > *days.last;
    if (!over && !to_come) continue;
    check.warning(fmt::format("screening.{}.{}", i, over ? "valid_to" : "valid_from"),
                  fmt::format("this step is never asked: it is valid {} {}, the event is on {}", over ? "until" : "from",
                              base::to_string(over ? *step.valid_to : *step.valid_from), base::to_string(*days.first)));
  }
}

}  // namespace

void check_dates(const Plan& plan, Checker& check) {
  const Days days = days_of(plan);
  check_deadline(plan, days, check);
  check_preparations(plan, days, check);
  check_screening_days(plan, days, check);
  const auto starts_late = [&](const std::optional<Instant>& from) { return from && days.last && base::date_in(*from, plan.zone) > *days.last; };
  if (starts_late(plan.registration.opens)) check.error("registration.opens", fmt::format("registration opens after the event, {}", base::to_string(*days.last)));
  if (starts_late(plan.valid_from)) check.error("event.valid_from", fmt::format("the plan is valid from a day after its event ({})", base::to_string(*days.last)));
  if (plan.valid_from && plan.valid_until && *plan.valid_until <= *plan.valid_from) check.error("event.valid_until", "valid_until is not after valid_from");
  if (plan.valid_until && days.last && base::date_in(*plan.valid_until, plan.zone) < *days.last) {
    check.error("event.valid_until", fmt::format("the plan is valid until a day before its event ({})", base::to_string(*days.last)));
  }
}

}  // namespace openday::event
