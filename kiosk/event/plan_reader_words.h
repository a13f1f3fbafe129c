// The vocabularies of a plan file: each value's word in TOML and JSON, and its name for the people who read `plan show`.
#pragma once

#include <array>
#include <string_view>

#include "kiosk/event/plan.h"
#include "kiosk/event/plan_reader_table.h"

namespace openday::event {

inline constexpr std::array<Word<PlanStatus>, 6> kStatusWords{{
    {"draft", PlanStatus::draft, "草稿"}, {"tentative", PlanStatus::tentative, "拟定"}, {"confirmed", PlanStatus::confirmed, "已确定"},
    {"postponed", PlanStatus::postponed, "延期"}, {"cancelled", PlanStatus::cancelled, "取消"}, {"closed", PlanStatus::closed, "已结束"}}};

inline constexpr std::array<Word<Precision>, 6> kPrecisionWords{{
    {"instant", Precision::instant, "有起止时间"}, {"start_only", Precision::start_only, "只有开始时间"}, {"date", Precision::date, "只到日"},
    {"ten_days", Precision::ten_days, "只到旬"}, {"month", Precision::month, "只到月"}, {"to_be_announced", Precision::to_be_announced, "另行通知"}}};

inline constexpr std::array<Word<TenDays>, 3> kTenDaysWords{{
    {"first", TenDays::first, "上旬"}, {"middle", TenDays::middle, "中旬"}, {"last", TenDays::last, "下旬"}}};

inline constexpr std::array<Word<ItemKind>, 9> kItemKindWords{{
    {"gather", ItemKind::gather, "集中"}, {"tour", ItemKind::tour, "观摩"}, {"travel", ItemKind::travel, "前往"},
    {"talk", ItemKind::talk, "介绍"}, {"qa", ItemKind::question, "交流"}, {"evaluate", ItemKind::evaluate, "评议"},
    {"experience", ItemKind::experience, "体验"}, {"free", ItemKind::free, "自由活动"}, {"other", ItemKind::other, "其他"}}};

inline constexpr std::array<Word<CategoryRole>, 3> kRoleWords{{
    {"external", CategoryRole::external, "来宾"}, {"observer", CategoryRole::observer, "列席"}, {"staff", CategoryRole::staff, "工作人员"}}};

inline constexpr std::array<Word<RegistrationOrder>, 3> kOrderWords{{
    {"invite", RegistrationOrder::invite, "邀请"}, {"first_come", RegistrationOrder::first_come, "先报先得"},
    {"review", RegistrationOrder::review, "经审查确定"}}};

inline constexpr std::array<Word<ScreeningKind>, 5> kScreeningWords{{
    {"code_shown", ScreeningKind::code_shown, "出示健康码"}, {"temperature", ScreeningKind::temperature, "测量体温"},
    {"symptoms", ScreeningKind::symptoms, "症状申明"}, {"exposure", ScreeningKind::exposure, "行程与接触申明"}, {"mask", ScreeningKind::mask, "佩戴口罩"}}};

inline constexpr std::array<Word<FoundConfirm>, 3> kFoundConfirmWords{{
    {"phone_tail", FoundConfirm::phone_tail, "手机尾号"}, {"number", FoundConfirm::number, "登记编号"}, {"off", FoundConfirm::off, "由工作人员查找"}}};

inline constexpr std::array<Word<OnFail>, 3> kOnFailWords{{
    {"block", OnFail::block, "不得入场"}, {"refer", OnFail::refer, "转工作人员"}, {"note", OnFail::note, "仅提示"}}};

inline constexpr std::array<Word<OpenWindow>, 3> kOpenWindowWords{{
    {"from_row", OpenWindow::from_row, "从某项开始"}, {"all_day", OpenWindow::all_day, "全天"}, {"by_staff", OpenWindow::by_staff, "由工作人员打开"}}};

inline constexpr std::array<Word<QuestionnaireKind>, 2> kQuestionnaireWords{{
    {"rating", QuestionnaireKind::rating, "好差评"}, {"sheet", QuestionnaireKind::sheet, "评议表"}}};

inline constexpr std::array<Word<AnswerKind>, 6> kAnswerWords{{
    {"grade", AnswerKind::grade, "五级"}, {"marks_10", AnswerKind::marks_10, "0 到 10 分"}, {"marks_100", AnswerKind::marks_100, "0 到 100 分"},
    {"one_of", AnswerKind::one_of, "单选"}, {"any_of", AnswerKind::any_of, "多选"}, {"text", AnswerKind::text, "文字"}}};

inline constexpr std::array<Word<ReplyOffer>, 2> kReplyOfferWords{{
    {"registered", ReplyOffer::registered, "登记时留的电话"}, {"address", ReplyOffer::address, "另留地址"}}};

inline constexpr std::array<Word<FeedbackKind>, 6> kFeedbackWords{{
    {"resolve", FeedbackKind::resolve, "办结"}, {"reply_written", FeedbackKind::reply_written, "书面答复"}, {"reply", FeedbackKind::reply, "反馈"},
    {"internal_summary", FeedbackKind::internal_summary, "内部总结"}, {"report_up", FeedbackKind::report_up, "上报"},
    {"publish", FeedbackKind::publish, "公开"}}};

inline constexpr std::array<Word<ClockUnit>, 3> kUnitWords{{
    {"workday", ClockUnit::workday, "个工作日"}, {"calendar_day", ClockUnit::calendar_day, "日"}, {"none", ClockUnit::none, ""}}};

inline constexpr std::array<Word<ClockAnchor>, 2> kAnchorWords{{
    {"event_end", ClockAnchor::event_end, "活动结束"}, {"comment_received", ClockAnchor::comment_received, "收到意见"}}};

inline constexpr std::array<Word<int>, 7> kWeekdayWords{{   // value as std::chrono::weekday::c_encoding
    {"星期日", 0, "Sunday"}, {"星期一", 1, "Monday"}, {"星期二", 2, "Tuesday"}, {"星期三", 3, "Wednesday"},
    {"星期四", 4, "Thursday"}, {"星期五", 5, "Friday"}, {"星期六", 6, "Saturday"}}};

template <class List, class E>
[[nodiscard]] std::string_view word_of(const List& words, E value) {
  for (const auto& entry : words) {
    if (entry.value == value) return entry.word;
  }
  return {};
}
template <class List, class E>
[[nodiscard]] std::string_view label_of(const List& words, E value) {
  for (const auto& entry : words) {
    if (entry.value == value) return entry.label;
  }
  return {};
}

}  // namespace openday::event
