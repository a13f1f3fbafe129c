#include "kiosk/event/retention.h"

#include "kiosk/event/feedback_clock.h"

#include <algorithm>

#include "kiosk/event/session_choice.h"

namespace openday::event {
namespace {

constexpr std::string_view kPhone = "phone";

std::optional<int> days_named(const Privacy& privacy, std::string_view key) {
  const auto found = privacy.retention_days.find(std::string(key));
  return found == privacy.retention_days.end() ? std::nullopt : std::optional(found->second);
}

bool has_text(const ScorecardBody& card) {
  for (const SubjectAnswers& subject : card.subjects)
    if (std::ranges::any_of(subject.items, [](const ItemAnswer& answer) { return !answer.text.empty(); })) return true;
  return false;
}

std::vector<RetentionField> fields_of_staff(const std::string& body) {
  const auto staff = read_staff(body);
  if (staff && staff->what == "override") return {RetentionField::check_in};
  return {};
}

std::vector<RetentionField> with(RetentionField field, bool also, RetentionField second) {
  if (!also) return {field};
  return {field, second};
}

// What one guest has in common over records that count once.
std::string group_of(const Record& record, Kind kind) {
  if (kind == Kind::rating) {
    const auto body = read_rating(*record.body);
    return body ? "rated " + to_string(body->registration) + body->subject : std::string();
  }
  if (kind == Kind::scorecard) {
    const auto body = read_scorecard(*record.body);
    return body ? "scored " + to_string(body->registration) + body->questionnaire : std::string();
  }
  if (kind == Kind::check_in) {
    const auto body = read_check_in(*record.body);
    return body ? "came " + to_string(body->registration) : std::string();
  }
  if (kind == Kind::walk_in) {
    const auto body = read_walk_in(*record.body);
    return body ? "came " + to_string(body->registration) : std::string();
  }
  return {};
}

Date plus(Date day, int days) { return std::chrono::sys_days(day) + std::chrono::days(days); }

}  // namespace

std::string_view to_string(RetentionField field) {
  switch (field) {
    case RetentionField::check_in: return "check_in";
    case RetentionField::name: return "name";
    case RetentionField::rating: return "rating";
    case RetentionField::comment: return "comment";
    case RetentionField::contact: return "contact";
    case RetentionField::screening: return "screening";
    case RetentionField::consent: return "consent";
  }
  return {};
}

std::optional<RetentionField> parse_retention_field(std::string_view key) {
  if (key == kPhone) return RetentionField::contact;
  const auto found = std::ranges::find(kRetentionFields, key, [](RetentionField field) { return to_string(field); });
  return found == kRetentionFields.end() ? std::nullopt : std::optional(*found);
}

std::optional<int> retention_days(const Privacy& privacy, RetentionField field) {
  auto days = days_named(privacy, to_string(field));
  if (field == RetentionField::contact) {
    const auto phone = days_named(privacy, kPhone);
    if (phone && (!days || *phone < *days)) days = phone;
  }
  return days ? days : days_named(privacy, kRetentionDefault);
}

std::vector<RetentionField> personal_fields(const Record& record) {
  const auto kind = parse_kind(record.kind);
  if (record.erased() || !kind) return {};
  switch (*kind) {
    case Kind::check_in:
    case Kind::check_out:
    case Kind::waitlist:
    case Kind::roll_call: return {RetentionField::check_in};
    case Kind::walk_in: {
      const auto body = read_walk_in(*record.body);
      return with(RetentionField::check_in, !body || !body->name.empty(), RetentionField::name);
    }
    case Kind::screening: return {RetentionField::screening};
    case Kind::consent: return {RetentionField::consent};
    case Kind::rating: {
      const auto body = read_rating(*record.body);
      return with(RetentionField::rating, !body || !body->text.empty(), RetentionField::comment);
    }
    case Kind::scorecard: {
      const auto body = read_scorecard(*record.body);
      return with(RetentionField::rating, !body || has_text(*body), RetentionField::comment);
    }
    case Kind::opinion: {
      const auto body = read_opinion(*record.body);
      return with(RetentionField::comment, !body || body->reply != ReplyWay::none || body->registration, RetentionField::contact);
    }
    case Kind::follow_up: return {RetentionField::comment};
    case Kind::staff: return fields_of_staff(*record.body);
    case Kind::void_record:
    case Kind::rating_batch:
    case Kind::correction:
    case Kind::refusal:
    case Kind::erase:
    case Kind::document:
    case Kind::device: return {};
  }
  return {};
}

std::optional<Date> kept_until(const Privacy& privacy, RetentionField field, std::optional<Date> end) {
  const auto days = retention_days(privacy, field);
  return end && days ? std::optional(plus(*end, *days)) : std::nullopt;
}

void RetentionFold::add(const Record& record, bool foreign) {
  if (record.event != plan_.id) {
    if (record.kind == to_string(Kind::device)) programme_.add(record);   // of the box: how its clocks were off
    return;
  }
  const auto day = record.clock == base::ClockState::guessed ? std::nullopt : std::optional(base::date_in(record.wall(), plan_.zone));
  const auto kind = parse_kind(record.kind);
  // An erasing may lie years behind the event and says nothing about its days.
  if (day && kind != Kind::erase && (!last_record_ || *last_record_ < *day)) last_record_ = day;
  if (record.erased()) return;
  if (kind == Kind::correction || kind == Kind::void_record) programme_.add(record);
  auto fields = personal_fields(record);
  if (fields.empty()) return;
  entries_.push_back({{record.id, record.device, record.inc, record.kind, record.seq, foreign, fields.front(), std::nullopt}, std::move(fields), day,
                      group_of(record, *kind)});
}

std::optional<Date> RetentionFold::end() const {
  const auto planned = event_end(plan_, programme_.corrections(plan_.id));
  return planned ? planned : last_record_;
}

void RetentionFold::judge(Entry& entry, std::optional<Date> end) const {
  const auto from = entry.day && end ? std::optional(std::max(*entry.day, *end)) : (end ? end : entry.day);
  for (const RetentionField field : entry.fields) {
    const auto days = retention_days(plan_.privacy, field);
    if (!from || !days) continue;
    const Date until = plus(*from, *days);
    if (entry.record.until && *entry.record.until <= until) continue;
    entry.record.until = until;
    entry.record.field = field;
  }
}

RetentionReview RetentionFold::review(Date today, const std::function<bool(const Retained&)>& acknowledged) const {
  RetentionReview out;
  out.end = end();
  for (const RetentionField field : kRetentionFields) {
    const auto until = kept_until(plan_.privacy, field, out.end);
    if (until && today > *until) out.past.push_back(field);
  }
  std::vector<Entry> entries = entries_;
  std::unordered_map<std::string, const Retained*> first;
  for (Entry& entry : entries) {
    judge(entry, out.end);
    if (entry.group.empty() || !entry.record.until) continue;
    const Retained*& held = first[entry.group];
    if (held == nullptr || *entry.record.until < *held->until) held = &entry.record;
  }
  for (Entry& entry : entries) {
    Retained record = entry.record;
    if (const auto found = first.find(entry.group); !entry.group.empty() && found != first.end()) {
      record.until = found->second->until;
      record.field = found->second->field;
    }
    const bool is_past = record.until && today > *record.until;
    (!is_past ? out.kept : acknowledged(record) ? out.due : out.unacknowledged).push_back(std::move(record));
  }
  out.marks_due = out.is_past(RetentionField::rating) && out.kept.empty() && out.unacknowledged.empty();
  return out;
}

}  // namespace openday::event
