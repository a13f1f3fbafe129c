#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text_lines.h"

namespace openday::event {
namespace {

void write_logistics(const Logistics& logistics, Lines& out) {
  out.heading("保障");
  for (const Vehicle& vehicle : logistics.vehicles) {
    std::string line = vehicle.label;
    if (vehicle.count > 0) line += fmt::format(" {} 辆", vehicle.count);
    if (vehicle.seats) line += fmt::format("，每辆 {} 座", *vehicle.seats);
    if (vehicle.departs) line += fmt::format("，{} 发车", base::clock_text(*vehicle.departs));
    if (vehicle.boarding_list) line += "，点名上车";
    out.labelled("车辆", line);
  }
  out.flag(logistics.own_travel, "自行前往");
  out.labelled("自行前往", logistics.own_travel_text);
  out.flag(logistics.seat_cards, "席签");
  out.labelled("设备", logistics.equipment);
  for (const Preparation& preparation : logistics.preparations) {
    out.labelled("会前", fmt::format("{}{}{}{}", preparation.task, preparation.owner.empty() ? "" : " ", preparation.owner,
                                     preparation.date ? fmt::format(" {}", base::to_string(*preparation.date)) : ""));
  }
}

void write_duties(const std::vector<Duty>& duties, Lines& out) {
  out.heading("分工");
  for (const Duty& duty : duties) {
    std::string value = duty.task;
    if (duty.people) value += fmt::format("（{} 人）", *duty.people);
    for (const std::string* part : {&duty.time, &duty.phone}) {
      if (!part->empty()) value += fmt::format(" {}", *part);
    }
    out.labelled(duty.role, value);
  }
}

// "，到 2023-10-25 止" for a clock that starts with the event's end; a comment's clock starts with the comment.
std::string due_text(const FeedbackDuty& duty, const std::optional<Date>& end, const WorkdayCalendar* calendar) {
  if (duty.anchor != ClockAnchor::event_end || !end) return {};
  const auto due = due_date(duty, *end, calendar);
  if (!due) return {};
  return fmt::format("，到 {} 止{}", base::to_string(due->date), due->provisional ? "（暂定：放假安排尚未公布）" : "");
}

void write_feedback(const Plan& plan, const WorkdayCalendar* calendar, Lines& out) {
  out.heading("反馈");
  const auto end = event_end(plan, {});
  for (const FeedbackDuty& duty : plan.feedback) {
    std::string value = duty.n ? fmt::format("{}后 {}{}内", label_of(kAnchorWords, duty.anchor), *duty.n, label_of(kUnitWords, duty.unit))
                               : fmt::format("{}后（没有写天数）", label_of(kAnchorWords, duty.anchor));
    value += due_text(duty, end, calendar);
    if (!duty.to.empty()) value += fmt::format("，给{}", duty.to);
    for (const std::string* part : {&duty.owner, &duty.text}) {
      if (!part->empty()) value += fmt::format("，{}", *part);
    }
    out.labelled(label_of(kFeedbackWords, duty.what), value);
  }
}

void write_privacy(const Privacy& privacy, Lines& out) {
  out.heading("个人信息");
  out.labelled("收集", privacy.fields);
  out.labelled("目的", privacy.purpose);
  out.labelled("处理者", privacy.controller);
  out.labelled("电话", privacy.phone);
  out.labelled("说明", privacy.text);
  out.labelled("说明版本", privacy.text_version);
  for (const auto& [field, days] : privacy.retention_days) out.labelled(fmt::format("保存 {}", field), fmt::format("{} 天", days));
}

}  // namespace

void write_service(const Plan& plan, const WorkdayCalendar* calendar, Lines& out) {
  write_logistics(plan.logistics, out);
  write_duties(plan.duties, out);
  write_voice(plan, out);
  write_feedback(plan, calendar, out);
  out.heading("上报与宣传");
  out.labelled("上报", plan.report_to);
  out.labelled("格式", plan.export_formats);
  out.labelled("屏幕", plan.publicity.screens);
  out.labelled("资料", plan.publicity.brochures);
  out.labelled("渠道", plan.publicity.channels);
  out.labelled("记录", plan.publicity.recording);
  out.labelled("公众号", plan.publicity.wechat_text);
  out.labelled("拍照", plan.publicity.photo_consent);
  write_privacy(plan.privacy, out);
  out.heading("文字");
  out.labelled("版本", plan.texts_version);
  for (const auto& [key, text] : plan.texts) out.labelled(key, text);
}

}  // namespace openday::event
