// The pages of opinions, comments, the choice of a name, receipts and the notice, in the states that have a face of their own.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model with_opinions(Page page) {
  Model m = home_at_0832();
  m.strip.clock = "11:08";
  m.page = page;
  m.event.opinions = true;
  m.event.rating = RatingState::open;
  m.event.rating_opens.clear();
  m.opinion.subjects = {"不动产登记", "规划", "矿产", "耕地保护", "林草", "地质灾害", "森林防火", "其他"};
  m.opinion.subject = 0;
  m.notice.controller = "云溪市自然资源局办公室";
  m.notice.phone = "0950-1234567";
  m.notice.purpose = "组织政府开放日，听取和答复意见";
  m.notice.fields = {"name", "phone", "category", "confirmation"};
  m.notice.retention = {{"phone", 30}, {"opinion", 365}, {"attendance", 180}};
  m.notice.version = "2020-11";
  return m;
}

Composing words(std::string text, std::size_t count) {
  Composing out;
  out.about = "不动产登记";
  out.text = std::move(text);
  out.count = count;
  out.phrases = {"窗口排队时间太长", "建议周末也能办理登记", "希望一窗受理，少跑几趟", "办证需要的材料希望一次说清", "希望缩短不动产权证办理时限", "建议网上申请，邮寄发证",
                 "历史遗留问题的房屋希望尽快办证", "抵押登记希望当天办结", "希望查询登记资料更方便", "继承公证手续太复杂，建议简化", "希望给老年人开设绿色通道", "农村宅基地确权登记希望加快"};
  return out;
}

std::string long_text() {
  std::string out;
  for (int i = 0; i < 25; ++i) out += "建议登记中心周六上午也能办理业务，少跑几趟。";
  return out;
}

Model compose_with(Composing composing) {
  Model m = with_opinions(Page::compose);
  m.composing = std::move(composing);
  return m;
}

Model reply(std::optional<ReplyChoice> chosen, bool consent) {
  Model m = with_opinions(Page::opinion_reply);
  m.opinion.replies = {ReplyChoice::none, ReplyChoice::registered, ReplyChoice::address};
  m.opinion.reply = chosen;
  m.opinion.consent = consent;
  m.opinion.consent_version = "2020-11";
  m.opinion.name = "王＊＊";
  m.opinion.ready = chosen && (*chosen == ReplyChoice::none || consent);
  return m;
}

Model review(std::string text, int masked) {
  Model m = with_opinions(Page::opinion_review);
  m.opinion.text = std::move(text);
  m.opinion.masked = masked;
  m.opinion.reply = ReplyChoice::registered;
  return m;
}

Model thanks_with(ReplyChoice choice, bool provisional) {
  Model m = with_opinions(Page::thanks);
  m.thanks.ratings = 2;
  m.thanks.opinions = 1;
  m.thanks.more = true;
  m.thanks.seconds_left = 38, m.thanks.seconds_total = 40;
  Receipt receipt;
  receipt.number = "K7Q2-M9XT";
  receipt.reply = choice;
  receipt.due = "12月8日";
  receipt.provisional = provisional;
  receipt.workdays = 15;
  receipt.qr_size = 25;
  for (int i = 0; i < 25 * 25; ++i) receipt.qr.push_back(static_cast<std::uint8_t>((i * 7 + i / 25 * 3) % 5 < 2));
  m.thanks.receipt = receipt;
  return m;
}

}  // namespace

void add_opinions(std::vector<Scene>& out) {
  out.push_back({"home-opinions", with_opinions(Page::home)});
  Model only = with_opinions(Page::home);
  only.event.rating = RatingState::none;
  out.push_back({"home-opinions-only", only});
  Model later = with_opinions(Page::home);
  later.event.rating = RatingState::later;
  later.event.rating_opens = "11:20";
  out.push_back({"home-opinions-rating-later", later});
  Model choice = with_opinions(Page::choice);
  choice.choice.entries = {{EntryKind::rating, "review", "现场评议"}, {EntryKind::opinion, "", ""}};
  out.push_back({"choice-opinion", choice});
  Model way = with_opinions(Page::rating_way);
  way.ways.name = "王＊＊";
  out.push_back({"rating-way", way});
  out.push_back({"opinion-subject", with_opinions(Page::opinion_subject)});
  Model leaving = with_opinions(Page::opinion_subject);
  leaving.opinion.leave_armed = true;
  for (int i = 0; i < 20; ++i) leaving.opinion.subjects.push_back("自然资源领域历史遗留问题 " + std::to_string(i));
  out.push_back({"opinion-subject-many", leaving});
  out.push_back({"compose-empty", compose_with(words("", 0))});
  out.push_back({"compose", compose_with(words("窗口排队时间太长，建议周末也能办理登记", 19))});
  Composing full = words(long_text(), 500);
  full.full = full.clear_armed = true;
  out.push_back({"compose-full", compose_with(full)});
  out.push_back({"compose-scripts", compose_with(words("😀👨\u200D👩\u200D👧 سلام عليكم Zoé 𬀩㛃\nשלום \U000F1234 e\u0301\n", 34))});
  Composing comment = words("", 0);
  comment.what = Writing::comment;
  comment.about = "局工作";
  out.push_back({"compose-comment", compose_with(comment)});
  Composing address = words("wang@example.com", 16);
  address.what = Writing::address;
  address.phrases.clear();
  address.limit = 120;
  out.push_back({"compose-address", compose_with(address)});
  Model staff = compose_with(words("希望一窗受理，少跑几趟", 11));
  staff.staff_mode = true, staff.role = StaffRole::supervisor;
  out.push_back({"compose-by-staff", staff});
  out.push_back({"opinion-reply", reply(std::nullopt, false)});
  out.push_back({"opinion-reply-registered", reply(ReplyChoice::registered, true)});
  Model elsewhere = reply(ReplyChoice::address, false);
  elsewhere.opinion.address = "云溪市人民路 12 号 3 单元 501 室，王先生收，或 wang@example.com";
  out.push_back({"opinion-reply-address", elsewhere});
  out.push_back({"opinion-review", review("窗口排队时间太长，建议周末也能办理登记，我的电话 138****5678", 1)});
  Model failed = review(long_text(), 0);
  failed.opinion.failed = true;
  out.push_back({"opinion-review-long", failed});
  out.push_back({"thanks-opinion", thanks_with(ReplyChoice::registered, false)});
  out.push_back({"thanks-opinion-no-reply", thanks_with(ReplyChoice::none, true)});
  Model receipt = with_opinions(Page::receipt);
  receipt.receipt = "K7Q2-M9XT";
  out.push_back({"receipt", receipt});
  out.push_back({"privacy-notice", with_opinions(Page::privacy)});
}

}  // namespace openday::tests
