// What an invitation card says, as words: from the plan and a guest, nothing invented. What the programme does not say is empty
// and leaves no gap on the card. Pure values; drawn by card_painter.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/qr_code.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"

namespace openday::report {

struct CardSession {
  std::string title;   // only where the plan has several sessions
  std::string day;     // 2020年11月17日 星期二; as exactly as the plan knows it; empty when it knows nothing
  std::string clock;   // 08:40—11:30, or 14:30 开始
  std::string gather;  // 08:30 集中
  std::string place;   // 局五楼会议室（五楼）
};

struct InvitationCard {
  std::string bureau, event, theme;
  std::string mark;        // 拟定, 延期, 取消; else 候补 for who waits; empty for a confirmed event
  std::string name, category;
  std::string seat;        // 第 2 组 · 三排 07
  int persons = 1;
  std::vector<CardSession> sessions;
  std::vector<std::string> tips;   // 温馨提示, one sentence each, without its closing mark
  std::string number_label, number;  // 报名号 A017, or 登记号 with the first eight digits of the registration
  base::QrCode code;
};

// `code` is the guest's confirmation. A guest of one session gets that one, others all of them.
[[nodiscard]] InvitationCard make_card(const event::Plan& plan, const event::Guest& guest, base::QrCode code);

// The first moment the plan names, for the document's date: a session's day, else the registration's, else the plan's validity;
// the year's first day when it names only a year, 2000-01-01 when it names nothing.
[[nodiscard]] base::Instant date_of_document(const event::Plan& plan);

}  // namespace openday::report
