#include <algorithm>
#include <array>

#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text_lines.h"

namespace openday::event {
namespace {

std::string instant_text(const std::optional<Instant>& at, Minutes zone) { return at ? base::to_rfc3339(*at, zone) : std::string(); }
std::string minutes_text(const std::optional<Minutes>& minutes) { return minutes ? fmt::format("{} 分钟", minutes->count()) : std::string(); }

// The words of a plan file for the people who read `plan show`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kPlainWords{{
    {"phone", "电话"}, {"email", "电子邮件"}, {"web", "网站"}, {"wechat", "微信"}, {"paper", "纸质报名表"}, {"invitation", "邀请"},
    {"live", "居住"}, {"work", "工作"}, {"study", "学习"}, {"sms", "短信"}, {"qr", "二维码"}, {"none", "无"}, {"waived", "视为主动放弃"},
    {"name", "姓名"}, {"category", "类别"}, {"group", "分组"}, {"seat", "座位"}, {"department", "单位"}, {"number", "编号"},
    {"persons", "人数"}, {"session", "场次"}, {"address", "地址"}, {"phone_tail", "手机后四位"}, {"surname", "只显示姓"}, {"", ""}}};
std::string plain(std::string_view word) {
  const auto found = std::find_if(kPlainWords.begin(), kPlainWords.end(), [&](const auto& entry) { return entry.first == word; });
  return std::string(found == kPlainWords.end() ? word : found->second);
}
std::vector<std::string> plain(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(plain(word));
  return out;
}

void write_eligibility(const Eligibility& rules, Lines& out) {
  out.heading("参加条件");
  if (rules.min_age) out.labelled("年满", fmt::format("{} 周岁", *rules.min_age));
  if (!rules.residency.empty()) out.labelled("在本地", fmt::format("{}（任一）", fmt::join(plain(rules.residency), "、")));
  out.flag(rules.full_capacity, "具有完全民事行为能力");
  out.labelled("不含", rules.exclude);
  out.labelled("说明", rules.text);
}

void write_registration(const Plan& plan, Lines& out) {
  const RegistrationRules& rules = plan.registration;
  out.heading("报名");
  out.labelled("方式", plain(rules.channels));
  out.labelled("联系", rules.contacts);
  out.labelled("开始", instant_text(rules.opens, plan.zone));
  out.labelled("截止", instant_text(rules.deadline, plan.zone));
  if (rules.order) out.labelled("确定办法", label_of(kOrderWords, *rules.order));
  out.flag(rules.walk_in, fmt::format("可现场参加：{}", plan.category(rules.walk_in_category) ? plan.category(rules.walk_in_category)->label : rules.walk_in_category));
  out.labelled("必填", plain(rules.required));
  out.labelled("说明", rules.text);
}

void write_confirmation(const ConfirmationRules& rules, Lines& out) {
  out.heading("确认");
  out.labelled("方式", plain(rules.method));
  out.flag(rules.confirmed_means_admitted, "确认即为参加");
  out.labelled("缺席", plain(rules.no_show));
  out.labelled("缺席说明", rules.no_show_text);
  out.labelled("保持联系", rules.keep_reachable_text);
  out.labelled("迟到宽限", minutes_text(rules.grace));
  out.labelled("提前开放签到", minutes_text(rules.opens_before));
  out.flag(rules.name_in_code, "确认码含姓名");
  if (rules.found_confirm != FoundConfirm::phone_tail) out.labelled("用姓名签到，核对", label_of(kFoundConfirmWords, rules.found_confirm));
  for (const ForeignCode& code : rules.foreign_codes) out.labelled(code.name, fmt::format("{} → {}，核对{}", code.pattern, plain(code.field), plain(code.confirm)));
}

void write_screening(const std::vector<Screening>& steps, Lines& out) {
  out.heading("入场检查");
  for (const Screening& step : steps) {
    std::string line = fmt::format("  {}：{}（{}）", label_of(kScreeningWords, step.kind), step.label, label_of(kOnFailWords, step.on_fail));
    if (!step.symptoms.empty()) line += fmt::format(" {}", fmt::join(step.symptoms, "、"));
    if (step.days) line += fmt::format(" {} 天内", *step.days);
    if (step.threshold) line += fmt::format(" {:.1f} ℃", *step.threshold);
    if (step.valid_from) line += fmt::format(" 自 {}", base::to_string(*step.valid_from));
    if (step.valid_to) line += fmt::format(" 至 {}", base::to_string(*step.valid_to));
    out.plain(line);
  }
}

}  // namespace

void write_rules(const Plan& plan, Lines& out) {
  write_eligibility(plan.eligibility, out);
  write_registration(plan, out);
  write_confirmation(plan.confirmation, out);
  write_screening(plan.screening, out);
}

}  // namespace openday::event
