#include "kiosk/event/guest_story.h"

#include <algorithm>

#include "kiosk/event/attendance_state.h"

namespace openday::event {

namespace {

using attendance_fold::Fact;
using attendance_fold::Index;

// "category-full leader-approved REGISTRATION"
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool overrides_for(const StaffBody& body, const std::string& registration) { return body.detail.size() > registration.size() && body.detail.ends_with(" " + registration); }

StoryFact told(const Fact& fact) {
  StoryFact out;
  out.record = fact.id;
  out.device = fact.device;
  out.at = fact.at;
  if (const auto* check_in = std::get_if<CheckInBody>(&fact.body)) {
    out.kind = fact.walk_in ? StoryKind::walk_in : StoryKind::check_in;
    out.session = check_in->session;
    out.admission = *check_in;
    out.name = fact.name;
    out.declared = fact.declared;
  } else if (const auto* screening = std::get_if<ScreeningBody>(&fact.body)) {
    out.kind = StoryKind::screening;
    out.session = screening->session;
    out.passed = screening->passed;
  } else if (const auto* voiding = std::get_if<VoidBody>(&fact.body)) {
    out.kind = StoryKind::voiding;
    out.names = voiding->record;
    out.reason = voiding->reason;
    out.role = voiding->by;
    out.entry = voiding->entry;
  } else if (const auto* staff = std::get_if<StaffBody>(&fact.body)) {
    const auto words = words_of(staff->detail);
    out.kind = StoryKind::overriding;
    out.role = staff->role;
    out.entry = staff->entry;
    if (words.size() > 1) out.verdict = words[0], out.reason = words[1];
  }
  return out;
}

}  // namespace

std::vector<StoryFact> Attendance::story(std::string_view event, const RegistrationId& id) const {
  state_->refresh();
  std::vector<Index> found;
  if (const auto groups = state_->groups_of.find(id); groups != state_->groups_of.end())
    for (const auto* group : groups->second)
      for (const auto* records : {&group->admissions, &group->screenings}) found.insert(found.end(), records->begin(), records->end());
  std::erase_if(found, [&](Index index) { return state_->facts[index].event != event; });
  for (std::size_t next = 0; next < found.size(); ++next) {   // voids of these, voids of those voids
    const auto [first, last] = state_->voids_of.equal_range(state_->facts[found[next]].id);
    for (auto at = first; at != last; ++at)
      if (std::ranges::find(found, at->second) == found.end()) found.push_back(at->second);
  }
  const std::string registration = to_string(id);
  for (const Index index : state_->overrides)
    if (state_->facts[index].event == event && overrides_for(std::get<StaffBody>(state_->facts[index].body), registration)) found.push_back(index);
  std::erase_if(found, [&](Index index) { return state_->erased.names(state_->facts[index].id); });
  std::ranges::sort(found, [this](Index a, Index b) { return state_->order.before(a, b); });
  std::vector<StoryFact> out;
  for (const Index index : found) {
    out.push_back(told(state_->facts[index]));
    out.back().counts = state_->counts(index);
  }
  return out;
}

}  // namespace openday::event
