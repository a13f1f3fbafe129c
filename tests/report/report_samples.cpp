#include "tests/report/report_samples.h"

#include "kiosk/event/case_number.h"

namespace openday::report {
namespace {

event::FigureCell cell(std::string id, std::string label, std::array<int, 5> n) {
  event::Tally tally;
  tally.n = n;
  return {std::move(id), std::move(label), tally};
}

event::DueDate due(const char* day, bool provisional = false) { return {base::parse_date(day).value(), provisional}; }

}  // namespace

event::Figures sample_figures() {
  event::Figures out;
  out.event = "YX201117";
  event::RatingFigures& rating = out.ratings.emplace_back();
  rating.total = cell("rate", "请您评议", {36, 18, 9, 4, 2});
  const std::pair<const char*, const char*> subjects[] = {{"bureau", "局工作"}, {"day", "政府开放日活动"}, {"hall", "不动产登记中心政务服务大厅（市政务服务中心二楼）"}};
  const std::array<int, 5> numbers[] = {{18, 9, 3, 2, 1}, {18, 9, 6, 2, 1}, {0, 0, 0, 0, 0}};
  for (int i = 0; i < 3; ++i) {
    event::SubjectFigures& one = rating.subjects.emplace_back();
    one.total = cell(subjects[i].first, subjects[i].second, numbers[i]);
    one.participation = {one.total.tally->total(), 41, false};
    one.sessions = {cell("am", "上午场", numbers[i]), cell("pm", "下午场", {})};
  }
  rating.subjects[0].categories = {cell("npc", "人大代表", {5, 3, 0, 1, 0}), {"media", "媒体记者", std::nullopt}, {"cppcc", "政协委员", std::nullopt}, cell("", "不记名", {6, 3, 2, 1, 1})};
  rating.subjects[1].elsewhere = 12;
  event::SubjectFigures& small = rating.subjects.emplace_back();
  small.total = {"forest", "市西郊林场" + std::string(kRareText), std::nullopt};
  small.participation = {3, 41, false};
  small.sessions = {{"am", "上午场", std::nullopt}, {"pm", "下午场", event::Tally{}}};
  out.sites = {cell("hall", "登记中心", {18, 9, 6, 2, 1})};
  return out;
}

event::FollowUpList sample_cases(int count) {
  event::FollowUpList out;
  for (int i = 0; i < count; ++i) {
    event::FollowUpCase& one = out.cases.emplace_back();
    base::Uuid id;
    id.bytes[14] = static_cast<std::uint8_t>(i >> 8);
    id.bytes[15] = static_cast<std::uint8_t>(i);
    id.bytes[13] = static_cast<std::uint8_t>(i >> 16);
    one.number = event::case_number(id);
    one.session = "main";
    one.received = base::parse_date("2020-11-17").value();
    one.source = static_cast<event::CaseSource>(i % 3);
    one.subject_label = one.source == event::CaseSource::opinion ? "不动产登记" : "局工作";
    one.owner = i % 4 == 3 ? "" : "登记中心";
    one.state = static_cast<event::CaseState>(i % 4);
    one.note = one.state == event::CaseState::replied ? "已电话答复，" + std::string(kRareText) : "";
    if (one.source != event::CaseSource::opinion) {
      one.grade = 2;
      one.grade_label = "不满意";
      one.tags = {"时间太紧", "K299（目录中已无此项）"};
    }
    if (one.source == event::CaseSource::opinion) one.text = i == 2 ? std::string(kFormula) : "希望周六上午也办理不动产登记，窗口排队的时间短一些；" + std::string(kRareText) + "路的指示牌看不清。";
    if (one.source == event::CaseSource::rating) one.registration = event::RegistrationId{{0x3A, 0x7F, 0x21, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, static_cast<std::uint8_t>(i)}};
    if (one.source == event::CaseSource::opinion) one.reply = event::ReplyWay::registered;
    one.clocks = {{event::FeedbackKind::resolve, "办结", "15 个工作日", "", "", event::ClockAnchor::event_end, due("2020-12-08")},
                  {event::FeedbackKind::reply, "反馈", "15 个工作日", "提出人", "", event::ClockAnchor::comment_received, due("2021-01-08", true)}};
  }
  out.event_clocks = {{event::FeedbackKind::report_up, "报送整理后的意见", "", "县政府政务公开办公室", "局办公室", event::ClockAnchor::event_end, std::nullopt}};
  out.comments = {{"main", "bureau", "局工作", "", "路程太远，" + std::string(kRareText)}, {"main", "hall", "大厅", "想说的话", "很好"}};
  return out;
}

std::vector<event::SheetFigures> sample_sheets(bool sealed) {
  event::SheetFigures sheet;
  sheet.id = "sheet";
  sheet.title = "现场评议表";
  sheet.sealed = sealed;
  sheet.scorers = {{"人大代表、政协委员", {"npc", "cppcc"}, 50}, {"服务对象", {"client"}, 30}, {"媒体记者", {"media"}, 20}};
  event::SheetSubject& subject = sheet.subjects.emplace_back();
  subject.id = "hall";
  subject.label = "登记中心" + std::string(kRareText);
  subject.participation = {17, 22, false};
  if (sealed) return {sheet};
  event::ItemFigures order;
  order.label = "现场秩序";
  order.kind = event::AnswerKind::marks_10;
  order.answered = 17;
  order.mean = 8.0588;
  order.median = 8;
  order.weighted = 7.9;
  order.groups = {{"人大代表、政协委员", 50, 7, 8.0, false}, {"服务对象", 30, 5, 7.0, false}, {"媒体记者", 20, 0, std::nullopt, true}};
  order.renormalised = true;
  order.unweighted = 2;
  event::ItemFigures grade = order;
  grade.label = "讲解";
  grade.kind = event::AnswerKind::grade;
  grade.grades.n = {9, 5, 2, 1, 0};
  event::ItemFigures want;
  want.label = "最希望改进";
  want.kind = event::AnswerKind::any_of;
  want.answered = 12;
  want.choices = {{"延长办理时间", 7}, {"增加窗口", 5}, {"无障碍通道", 0}};
  event::ItemFigures few;
  few.label = "停车";
  few.kind = event::AnswerKind::marks_100;
  few.answered = 3;
  few.hidden = true;
  subject.items = {order, grade, want, few};
  subject.result = 7.9;
  return {sheet};
}

PaperFile paper_file(const std::filesystem::path& file, const std::string& title) {
  const auto dated = base::parse_rfc3339("2020-11-17T12:05:00+08:00")->at;
  PaperFile out{file, OPENDAY_FONTS_TOML, {title, "云溪市自然资源局", dated, base::kChinaOffset}, {}};
  out.head = {title, "云溪市自然资源局", "政府开放日", "2020-11-17", "2020-11-17 12:05 打印", {"00000000-0000-7000-8000-000000000001 3f7a2109c41d0e55 #1284 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
              "#1284 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "OD-HEAD:00000000-0000-7000-8000-000000000001:3f7a2109c41d0e55:1284:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
  return out;
}

}  // namespace openday::report
