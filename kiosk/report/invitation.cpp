#include "kiosk/report/invitation.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace openday::report {
namespace {

using event::Category;
using event::Item;
using event::Plan;
using event::Session;
using event::When;

constexpr std::size_t kShortDigits = 8;   // of a registration: enough to tell guests apart on paper
constexpr const char* kWeekdays[] = {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};
constexpr const char* kTenDays[] = {"上旬", "中旬", "下旬"};
constexpr const char* kWaitingTip = "候补来宾：接到递补通知后凭此码入场";
constexpr const char* kUnknownTime = "时间另行通知";

std::string day_words(const When& when) {
  std::string out;
  if (when.year) out += fmt::format("{}年", *when.year);
  if (when.month) out += fmt::format("{}月", *when.month);
  if (when.day) out += fmt::format("{}日", *when.day);
  if (when.ten_days) out += kTenDays[static_cast<int>(*when.ten_days)];
  if (const auto date = when.date()) out += fmt::format(" {}", kWeekdays[std::chrono::weekday(std::chrono::sys_days(*date)).c_encoding()]);
  return out.empty() ? kUnknownTime : out;
}

std::string clock_words(const Plan& plan, const Session& session) {
  if (!plan.display_window.empty() && plan.sessions.size() == 1) return plan.display_window;
  const When& when = session.when;
  if (!when.start) return {};
  return when.end ? fmt::format("{}—{}", base::clock_text(*when.start), base::clock_text(*when.end)) : fmt::format("{} 开始", base::clock_text(*when.start));
}

bool is_for(const Item& item, const Category* category) {
  return item.audience.empty() || (category != nullptr && std::find(item.audience.begin(), item.audience.end(), category->id) != item.audience.end());
}

const Item* gathering(const Session& session, const Category* category) {
  const auto found = std::find_if(session.items.begin(), session.items.end(),
                                  [&](const Item& item) { return item.kind == event::ItemKind::gather && item.start && is_for(item, category); });
  return found != session.items.end() ? &*found : nullptr;
}

// The name, and of address, floor and room what the name does not say already.
std::string place_words(const Plan& plan, const std::string& id) {
  const event::Site* site = plan.site(id);
  if (site == nullptr) return {};
  std::vector<std::string> more;
  std::string said = site->name;
  for (const std::string* part : {&site->address, &site->floor, &site->room}) {
    if (part->empty() || said.find(*part) != std::string::npos) continue;
    more.push_back(*part);
    said += *part;
  }
  return more.empty() ? site->name : fmt::format("{}（{}）", site->name, fmt::join(more, "，"));
}

std::string main_site(const Plan& plan) {
  const auto found = std::find_if(plan.sites.begin(), plan.sites.end(), [](const event::Site& site) { return site.main; });
  return found != plan.sites.end() ? found->id : std::string();
}

CardSession session_card(const Plan& plan, const Session& session, const Category* category) {
  CardSession out;
  if (plan.sessions.size() > 1) out.title = session.title;
  out.day = day_words(session.when);
  out.clock = clock_words(plan, session);
  std::string site = !session.site.empty() ? session.site : main_site(plan);
  if (category != nullptr && category->call_time) {   // its own time replaces that of the others
    out.clock.clear();
    out.gather = fmt::format("{} 集中", base::clock_text(*category->call_time));
    if (!category->call_site.empty()) site = category->call_site;
  } else if (const Item* item = gathering(session, category)) {
    out.gather = fmt::format("{} 集中", base::clock_text(*item->start));
    if (!item->site.empty()) site = item->site;
  }
  out.place = place_words(plan, site);
  return out;
}

std::string mark_of(event::PlanStatus status) {
  switch (status) {
    case event::PlanStatus::tentative: return "拟定";
    case event::PlanStatus::postponed: return "延期";
    case event::PlanStatus::cancelled: return "取消";
    case event::PlanStatus::closed: return "已结束";
    case event::PlanStatus::draft: return "草稿";
    case event::PlanStatus::confirmed: return {};
  }
  return {};
}

std::string without_stop(std::string text) {
  for (const std::string_view stop : {"。", "；", "，"}) {
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  }
  return text;
}

// Steps that hold on the event's day, or whose validity names none.
bool applies(const event::Screening& step, const Plan& plan) {
  for (const Session& session : plan.sessions) {
    const auto date = session.when.date();
    if (!date) return true;
    if ((!step.valid_from || *date >= *step.valid_from) && (!step.valid_to || *date <= *step.valid_to)) return true;
  }
  return plan.sessions.empty();
}

std::string screening_words(const event::Screening& step) {
  std::string out = step.label;
  if (!step.symptoms.empty()) out += fmt::format("：{}", fmt::join(step.symptoms, "、"));
  if (step.days) out += fmt::format("（近 {} 天）", *step.days);
  return out;
}

std::vector<std::string> tips_of(const Plan& plan) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& text) {
    std::string said = without_stop(text);
    if (!said.empty() && std::find(out.begin(), out.end(), said) == out.end()) out.push_back(std::move(said));
  };
  add(plan.notice);
  add(plan.confirmation.keep_reachable_text);
  add(plan.confirmation.no_show_text);
  if (plan.logistics.own_travel) add(plan.logistics.own_travel_text.empty() ? "自行前往" : plan.logistics.own_travel_text);
  for (const event::Screening& step : plan.screening) {
    if (applies(step, plan)) add(screening_words(step));
  }
  add(plan.publicity.photo_consent);
  return out;
}

void set_number(const event::Guest& guest, InvitationCard& card) {
  if (!guest.number.empty()) {
    card.number_label = "报名号";
    card.number = guest.number;
    return;
  }
  std::string digits = to_string(guest.registration).substr(0, kShortDigits);
  std::transform(digits.begin(), digits.end(), digits.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  card.number_label = "登记号";
  card.number = digits.substr(0, kShortDigits / 2) + " " + digits.substr(kShortDigits / 2);
}

std::string seat_words(const event::Guest& guest) {
  if (guest.group.empty() || guest.seat.empty()) return guest.group + guest.seat;
  return fmt::format("{} · {}", guest.group, guest.seat);
}

}  // namespace

InvitationCard make_card(const Plan& plan, const event::Guest& guest, base::QrCode code) {
  InvitationCard card;
  const Category* category = plan.category(guest.category);
  card.bureau = plan.bureau;
  card.event = plan.name;
  card.theme = plan.theme;
  card.mark = mark_of(plan.status);
  card.name = guest.name;
  if (category != nullptr) card.category = category->label;
  card.seat = seat_words(guest);
  card.persons = guest.persons;
  for (const Session& session : plan.sessions) {
    if (guest.session.empty() || guest.session == session.id) card.sessions.push_back(session_card(plan, session, category));
  }
  card.tips = tips_of(plan);
  if (guest.state == event::GuestState::waiting) {
    if (card.mark.empty()) card.mark = "候补";
    card.tips.insert(card.tips.begin(), kWaitingTip);
  }
  set_number(guest, card);
  card.code = std::move(code);
  return card;
}

base::Instant date_of_document(const Plan& plan) {
  const auto midnight = [&](base::Date date) { return base::at_local(date, base::Minutes(0), plan.zone); };
  for (const Session& session : plan.sessions) {
    if (const auto date = session.when.date()) return midnight(*date);
  }
  for (const auto& moment : {plan.registration.opens, plan.registration.deadline, plan.valid_from, plan.valid_until}) {
    if (moment) return *moment;
  }
  constexpr int kNoYear = 2000;
  const int year = plan.sessions.empty() ? kNoYear : plan.sessions.front().when.year.value_or(kNoYear);
  return midnight(base::Date{std::chrono::year(year), std::chrono::January, std::chrono::day(1)});
}

}  // namespace openday::report
