#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text_lines.h"

namespace openday::event {
namespace {

std::string instant_text(const std::optional<Instant>& at, Minutes zone) { return at ? base::to_rfc3339(*at, zone) : std::string(); }
std::string minutes_text(const std::optional<Minutes>& minutes) { return minutes ? fmt::format("{} 分钟", minutes->count()) : std::string(); }

void write_eligibility(const Eligibility& rules, Lines& out) {
  out.heading("参加条件");
  if (rules.min_age) out.labelled("年满", fmt::format("{} 周岁", *rules.min_age));
  out.labelled("居住、工作或学习", rules.residency);
  out.flag(rules.full_capacity, "具有完全民事行为能力");
  out.labelled("不含", rules.exclude);
  out.labelled("说明", rules.text);
}

void write_registration(const Plan& plan, Lines& out) {
  const RegistrationRules& rules = plan.registration;
  out.heading("报名");
  out.labelled("方式", rules.channels);
  out.labelled("联系", rules.contacts);
  out.labelled("开始", instant_text(rules.opens, plan.zone));
  out.labelled("截止", instant_text(rules.deadline, plan.zone));
  if (rules.order) out.labelled("确定办法", label_of(kOrderWords, *rules.order));
  out.flag(rules.walk_in, fmt::format("可现场参加：{}", rules.walk_in_category));
  out.labelled("必填", rules.required);
  out.labelled("说明", rules.text);
}

void write_confirmation(const ConfirmationRules& rules, Lines& out) {
  out.heading("确认");
  out.labelled("方式", rules.method);
  out.flag(rules.confirmed_means_admitted, "确认即为参加");
  out.labelled("缺席", rules.no_show);
  out.labelled("缺席说明", rules.no_show_text);
  out.labelled("保持联系", rules.keep_reachable_text);
  out.labelled("迟到宽限", minutes_text(rules.grace));
  out.labelled("提前开放签到", minutes_text(rules.opens_before));
  out.flag(rules.name_in_code, "确认码含姓名");
  for (const ForeignCode& code : rules.foreign_codes) out.labelled(code.name, fmt::format("{} → {}，核对 {}", code.pattern, code.field, code.confirm));
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
