#include "kiosk/event/plan_text.h"

#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text_lines.h"

namespace openday::event {
namespace {

std::string date_text(const When& when) {
  std::string out;
  if (when.year) out += fmt::format("{}年", *when.year);
  if (when.month) out += fmt::format("{}月", *when.month);
  if (when.day) out += fmt::format("{}日", *when.day);
  if (when.ten_days) out += label_of(kTenDaysWords, *when.ten_days);
  if (const auto date = when.date()) {
    const int weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(*date)).c_encoding());
    out += fmt::format(" {}", word_of(kWeekdayWords, weekday));
  }
  return out.empty() ? "时间另行通知" : out;
}

std::string span_text(const std::optional<Minutes>& start, const std::optional<Minutes>& end) {
  if (!start) return {};
  return end ? fmt::format("{}–{}", base::clock_text(*start), base::clock_text(*end)) : fmt::format("{} 起", base::clock_text(*start));
}

std::string name_of(const Plan& plan, const std::string& site) {
  const Site* found = plan.site(site);
  return found != nullptr ? found->name : site;
}

std::string audience_text(const Plan& plan, const Item& item) {
  std::vector<std::string> labels;
  for (const std::string& id : item.audience) {
    const Category* category = plan.category(id);
    labels.push_back(category != nullptr ? category->label : id);
  }
  return labels.empty() ? std::string() : fmt::format("（{}）", fmt::join(labels, "、"));
}

std::string time_text(const Item& item) {
  if (item.start) return span_text(item.start, item.end ? item.end : item.duration ? std::optional<Minutes>(*item.start + *item.duration) : std::nullopt);
  if (item.duration) return fmt::format("{} 分钟", item.duration->count());
  if (item.throughout) return "贯穿全程";
  return item.untimed_after ? "随后" : "—";
}

void write_item(const Plan& plan, const Item& item, std::size_t number, Lines& out) {
  std::string line = fmt::format("  {:>2}. {}  [{}] {}{}", number, time_text(item), label_of(kItemKindWords, item.kind), item.title, audience_text(plan, item));
  if (!item.site.empty()) line += fmt::format("  @{}", plan.place_of(item));
  if (!item.from.empty() || !item.to.empty()) line += fmt::format("  {} → {}", name_of(plan, item.from), name_of(plan, item.to));
  for (const std::string* part : {&item.vehicle, &item.owner, &item.text, &item.way}) {
    if (!part->empty()) line += fmt::format("  {}", *part);
  }
  out.plain(line);
}

void write_session(const Plan& plan, const Session& session, Lines& out) {
  out.heading(session.title.empty() ? fmt::format("日程 {}", session.id) : fmt::format("日程 {} {}", session.id, session.title));
  out.labelled("时间", fmt::format("{} {}", date_text(session.when), span_text(session.when.start, session.when.end)));
  out.labelled("地点", name_of(plan, session.site));
  if (session.cap) out.labelled("人数上限", std::to_string(*session.cap));
  std::string phase;
  std::size_t number = 0;
  for (const Item& item : session.items) {
    if (item.phase != phase) out.plain(fmt::format("  〔{}〕", item.phase.empty() ? "—" : item.phase));
    phase = item.phase;
    write_item(plan, item, ++number, out);
  }
}

void write_event(const Plan& plan, Lines& out) {
  out.plain(fmt::format("{}  {}（{} 第 {} 版）", plan.bureau, plan.name, plan.id, plan.version));
  out.labelled("状态", label_of(kStatusWords, plan.status));
  out.labelled("通知", plan.notice);
  out.labelled("主题", plan.theme);
  out.labelled("依据", plan.parent_document);
  if (plan.year) out.labelled("年份", std::to_string(*plan.year));
  out.labelled("公布的时间", plan.display_window);
  if (plan.cap) out.labelled("来宾上限", fmt::format("{}{}", *plan.cap, plan.waitlist ? "，满额后候补" : ""));
  if (plan.valid_from) out.labelled("生效", base::to_rfc3339(*plan.valid_from, plan.zone));
  if (plan.valid_until) out.labelled("失效", base::to_rfc3339(*plan.valid_until, plan.zone));
  out.labelled("工作日历", plan.calendar_version);
  if (plan.zone != base::kChinaOffset) out.labelled("时区", fmt::format("{:+} 分钟", plan.zone.count()));
}

void write_sites(const Plan& plan, Lines& out) {
  out.heading("地点");
  for (const Site& site : plan.sites) {
    std::string line = fmt::format("  {} {}", site.id, site.name);
    for (const std::string* part : {&site.address, &site.floor, &site.room, &site.map_image}) {
      if (!part->empty()) line += fmt::format("，{}", *part);
    }
    if (site.main) line += "，主会场";
    if (site.latitude) line += fmt::format("，{:.6f} {:.6f}", *site.latitude, *site.longitude);
    out.plain(line);
  }
}

std::string inviting_text(const std::vector<Inviting>& inviting) {
  std::string out;
  for (const Inviting& part : inviting) out += fmt::format("  {} {}", part.department, part.count);
  return out;
}

void write_categories(const Plan& plan, Lines& out) {
  out.heading("人员");
  for (const Category& category : plan.categories) {
    std::string line = fmt::format("  {} {}（{}，代号 {}）", category.label, category.quota ? fmt::format("{} 人", *category.quota) : "不限",
                                   label_of(kRoleWords, category.role), category.code);
    line += inviting_text(category.inviting);
    if (category.call_time) line += fmt::format("  {} 集中", base::clock_text(*category.call_time));
    if (!category.call_site.empty()) line += fmt::format("  @{}", name_of(plan, category.call_site));
    if (!category.may_rate) line += "  不参加评议";
    out.plain(line);
  }
  for (const JointQuota& joint : plan.joint_quotas) {
    std::vector<std::string> labels;
    for (const std::string& id : joint.categories) labels.push_back(plan.category(id) != nullptr ? plan.category(id)->label : id);
    out.plain(fmt::format("  {} 合计 {} 人{}", fmt::join(labels, "、"), joint.quota, inviting_text(joint.inviting)));
  }
}

std::string clock_at(const std::optional<base::Instant>& at, Minutes zone) {
  return at ? base::clock_text(base::minutes_of_day(*at, zone)) : std::string();
}

std::string row_text(const Plan& plan, const Row& row) {
  static constexpr const char* kMarks[] = {"✓", "▶", "·", " ", "×"};
  const std::string start = clock_at(row.start, plan.zone), end = clock_at(row.end, plan.zone);
  std::string line = fmt::format("{} {:>5}{}{:<5}  {}", kMarks[static_cast<int>(row.state)], start, end.empty() ? " " : "–", end, row.title);
  if (!row.place.empty()) line += fmt::format("  @{}", row.place);
  if (row.shifted_minutes != 0) line += fmt::format("  改 {:+} 分", row.shifted_minutes);
  if (row.moved) line += "  换地点";
  if (row.inserted) line += "  新增";
  return line;
}

}  // namespace

std::string plan_text(const Plan& plan, const WorkdayCalendar* calendar) {
  Lines out;
  write_event(plan, out);
  for (const Session& session : plan.sessions) write_session(plan, session, out);
  write_sites(plan, out);
  write_categories(plan, out);
  write_rules(plan, out);
  write_service(plan, calendar, out);
  return out.take();
}

std::string itinerary_text(const Plan& plan, const Itinerary& itinerary, base::Instant now) {
  std::string out = fmt::format("{}  {}  {}  {}\n", plan.name, itinerary.session, base::to_rfc3339(now, plan.zone), to_string(itinerary.state));
  for (const std::string& notice : itinerary.notices) out += fmt::format("通知：{}\n", notice);
  if (itinerary.current) {
    out += fmt::format("现在：{}", itinerary.rows[*itinerary.current].title);
    if (itinerary.minutes_left) out += fmt::format("，还有 {} 分钟", *itinerary.minutes_left);
    out += "\n";
  }
  if (itinerary.next) {
    const Row& next = itinerary.rows[*itinerary.next];
    out += fmt::format("接下来：{}{}{}\n", clock_at(next.start, plan.zone), next.start ? " " : "", next.title);
  }
  for (const Row& row : itinerary.rows) out += row_text(plan, row) + "\n";
  return out;
}

}  // namespace openday::event
