#include "kiosk/event/sign_in.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "kiosk/event/session_choice.h"

namespace openday::event {
namespace {

std::string time_of(const Plan& plan, std::string_view at) {
  const auto read = base::parse_rfc3339(at);
  return read ? base::clock_text(base::minutes_of_day(read->at, plan.zone)) : std::string();
}

void note(std::string& remark, std::string_view words) { remark += (remark.empty() ? "" : "、") + std::string(words); }

class Maker {
 public:
  Maker(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance)
      : plan_(plan), session_(session), roster_(roster), present_(attendance.present(plan.id, session.id)) {
    for (const Presence& one : present_) by_id_.emplace(one.registration, &one);
    for (const Conflict& conflict : attendance.conflicts(plan.id))
      if (conflict.session == session.id) open_.insert(conflict.registration);
    out_.session = session.id;
    out_.title = session.title;
    if (const auto day = day_of(session, attendance.corrections(plan.id))) out_.day = base::to_string(*day);
    out_.came = attendance.persons(plan.id, session.id);
  }

  SignInSheet make() {
    if (roster_ != nullptr)
      for (const Guest& guest : roster_->guests()) expected(guest);
    for (const Presence& one : present_)
      if (!listed_.contains(one.registration)) unexpected(one);
    int counted = 0;
    for (const SignInRow& row : out_.rows) counted += row.came;
    out_.erased = std::max(0, out_.came - counted);
    return std::move(out_);
  }

 private:
  void expected(const Guest& guest) {
    if (guest.state != GuestState::expected || (!guest.session.empty() && guest.session != session_.id)) return;
    listed_.insert(guest.registration);
    SignInRow row{guest.name, unit_of(guest.department, guest.category), guest.group, guest.persons, 0, {}, {}, {}};
    if (const auto came = by_id_.find(guest.registration); came != by_id_.end()) arrived(row, *came->second);
    if (row.absent()) note(row.remark, kAbsentLabel);
    if (!row.absent() && row.came < row.expected) note(row.remark, fmt::format("登记 {} 人", row.expected));
    out_.expected += row.expected;
    out_.absent += std::max(0, row.expected - row.came);
    out_.rows.push_back(std::move(row));
  }

  void unexpected(const Presence& one) {
    const Guest* guest = roster_ == nullptr ? nullptr : roster_->find(one.registration);
    SignInRow row{guest != nullptr ? guest->name : one.name, unit_of(guest != nullptr ? guest->department : std::string(), one.category), guest != nullptr ? guest->group : std::string(), 0, 0, {}, {}, {}};
    if (row.name.empty()) row.name = one.walk_in ? "（未留姓名）" : "（不在名单）";
    arrived(row, one);
    if (guest != nullptr) note(row.remark, guest->state == GuestState::waiting ? "候补" : guest->state == GuestState::cancelled ? "名单上已取消" : "名单上为另一场");
    out_.unexpected += row.came;
    out_.rows.push_back(std::move(row));
  }

  void arrived(SignInRow& row, const Presence& one) {
    row.came = one.persons;
    row.time = time_of(plan_, one.first_at);
    row.way = one.walk_in ? kWalkInLabel : label_of(one.way);
    if (one.late) note(row.remark, "迟到");
    if (one.early) note(row.remark, "提前");
    if (open_.contains(one.registration)) note(row.remark, "待核对");
  }

  [[nodiscard]] std::string unit_of(const std::string& department, std::string_view category) const {
    if (!department.empty()) return department;
    const Category* known = plan_.category(category);
    return known != nullptr ? known->label : std::string(category);
  }

  const Plan& plan_;
  const Session& session_;
  const Roster* roster_;
  std::vector<Presence> present_;
  std::unordered_map<RegistrationId, const Presence*, RegistrationIdHash> by_id_;
  std::unordered_set<RegistrationId, RegistrationIdHash> open_, listed_;
  SignInSheet out_;
};

TableCell words(const std::string& text) { return text.empty() ? TableCell() : TableCell(text); }

}  // namespace

std::string_view label_of(Way way) {
  switch (way) {
    case Way::code: return "扫码";
    case Way::found: return "自助查找";
    case Way::staff: return "工作人员";
    case Way::foreign_code: return "其他系统码";
  }
  return {};
}

SignInSheet sign_in_sheet(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance) { return Maker(plan, session, roster, attendance).make(); }

std::vector<SignInSheet> sign_in_sheets(const Plan& plan, const Roster* roster, const Attendance& attendance) {
  std::vector<SignInSheet> out;
  for (const Session& session : plan.sessions) out.push_back(sign_in_sheet(plan, session, roster, attendance));
  return out;
}

DataTable sign_in_table(const std::vector<SignInSheet>& sheets) {
  const bool several = sheets.size() > 1;
  DataTable out;
  out.title = "签到表";
  if (several) out.columns.push_back({"session", "场次", 14});
  for (TableColumn column : std::vector<TableColumn>{{"number", "序号", 6}, {"name", "姓名", 18}, {"unit", "单位/类别", 22}, {"group", "组别", 10}, {"persons", "人数", 6}, {"time", "签到时间", 10}, {"way", "方式", 14},
                                                     {"signature", "签名", 18}, {"remark", "备注", 18}})
    out.columns.push_back(std::move(column));
  for (const SignInSheet& sheet : sheets) {
    int number = 0;
    for (const SignInRow& row : sheet.rows) {
      auto& cells = out.rows.emplace_back();
      if (several) cells.push_back(words(sheet.title));
      for (TableCell cell : std::vector<TableCell>{++number, words(row.name), words(row.unit), words(row.group), row.came, words(row.time), words(row.way), TableCell(), words(row.remark)}) cells.push_back(std::move(cell));
    }
    out.notes.push_back(fmt::format("{}{}应到 {} 人，实到 {} 人，未到 {} 人，名单以外 {} 人{}", sheet.title, sheet.title.empty() ? "" : "：", sheet.expected, sheet.came, sheet.absent, sheet.unexpected,
                                    sheet.erased > 0 ? fmt::format("，另有 {} 人的记录已按要求删除，计入实到", sheet.erased) : ""));
  }
  return out;
}

}  // namespace openday::event
