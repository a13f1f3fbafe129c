#include "kiosk/event/plan_writer.h"

#include <fmt/format.h>

#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_writer_toml.h"

namespace openday::event {
namespace {

std::string zone_text(Minutes zone) {
  const auto size = std::abs(zone.count());
  return fmt::format("{}{:02}:{:02}", zone < Minutes(0) ? '-' : '+', size / 60, size % 60);
}

void write_event(const Plan& plan, TomlText& out) {
  out.integer("schema", plan.schema);
  out.integer("version", plan.version);
  out.table("event");
  out.text("id", plan.id);
  out.text("name", plan.name);
  out.text("bureau", plan.bureau);
  out.text("status", word_of(kStatusWords, plan.status));
  out.text("notice", plan.notice);
  out.text("theme", plan.theme);
  out.text("parent_document", plan.parent_document);
  out.integer("year", plan.year);
  if (plan.zone != base::kChinaOffset) out.text("zone", zone_text(plan.zone));
  out.text("display_window", plan.display_window);
  out.integer("cap", plan.cap);
  out.flag("waitlist", plan.waitlist);
  out.text("calendar_version", plan.calendar_version);
  out.instant("valid_from", plan.valid_from);
  out.instant("valid_until", plan.valid_until);
}

void write_site(const Site& site, TomlText& out) {
  out.entry("site");
  out.text("id", site.id);
  out.text("name", site.name);
  out.text("address", site.address);
  out.text("floor", site.floor);
  out.text("room", site.room);
  out.flag("main", site.main);
  out.real("latitude", site.latitude);
  out.real("longitude", site.longitude);
  out.text("map_image", site.map_image);
}

void write_inviting(const std::vector<Inviting>& inviting, std::string_view name, TomlText& out) {
  for (const Inviting& part : inviting) {
    out.entry(name);
    out.text("department", part.department);
    out.integer("count", part.count);
  }
}

void write_category(const Category& category, TomlText& out) {
  out.entry("category");
  out.text("id", category.id);
  out.integer("code", category.code);
  out.text("label", category.label);
  out.integer("quota", category.quota);
  if (category.role != CategoryRole::external) out.text("role", word_of(kRoleWords, category.role));
  out.flag("may_rate", category.may_rate, true);
  out.time("call_time", category.call_time);
  out.text("call_site", category.call_site);
  write_inviting(category.inviting, "category.inviting", out);
}

void write_joint(const JointQuota& joint, TomlText& out) {
  out.entry("joint_quota");
  out.list("categories", joint.categories);
  out.integer("quota", joint.quota);
  write_inviting(joint.inviting, "joint_quota.inviting", out);
}

void write_when(const When& when, TomlText& out) {
  out.text("precision", word_of(kPrecisionWords, when.precision));
  if (const auto date = when.date()) {
    out.date("date", date);
  } else {
    out.integer("year", when.year);
    if (when.month) out.integer("month", static_cast<int>(*when.month));
    if (when.day) out.integer("day", static_cast<int>(*when.day));
  }
  if (when.ten_days) out.text("ten_days", word_of(kTenDaysWords, *when.ten_days));
  out.time("start", when.start);
  out.time("end", when.end);
}

void write_item(const Item& item, const std::string& default_id, TomlText& out) {
  out.entry("session.item");
  if (item.id != default_id) out.text("id", item.id);
  out.text("kind", word_of(kItemKindWords, item.kind));
  out.text("phase", item.phase);
  out.time("start", item.start);
  out.time("end", item.end);
  out.minutes("minutes", item.duration);
  out.text("title", item.title);
  out.text("text", item.text);
  out.text("site", item.site);
  out.list("more_sites", item.more_sites);
  out.text("from", item.from);
  out.text("to", item.to);
  out.text("vehicle", item.vehicle);
  out.text("way", item.way);
  out.text("owner", item.owner);
  out.list("audience", item.audience);
  out.flag("throughout", item.throughout);
  out.flag("untimed_after", item.untimed_after);
}

void write_session(const Session& session, TomlText& out) {
  out.entry("session");
  out.text("id", session.id);
  out.text("title", session.title);
  write_when(session.when, out);
  out.text("site", session.site);
  out.integer("cap", session.cap);
  for (std::size_t row = 0; row < session.items.size(); ++row) {
    write_item(session.items[row], fmt::format("{}.{}", session.id, row + 1), out);
  }
}

}  // namespace

std::string write_plan(const Plan& plan) {
  TomlText out(plan.zone);
  write_event(plan, out);
  for (const Site& site : plan.sites) write_site(site, out);
  for (const Category& category : plan.categories) write_category(category, out);
  for (const JointQuota& joint : plan.joint_quotas) write_joint(joint, out);
  for (const Session& session : plan.sessions) write_session(session, out);
  write_people(plan, out);
  write_service(plan, out);
  write_afterwards(plan, out);
  return out.take();
}

}  // namespace openday::event
