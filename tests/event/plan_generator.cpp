#include "tests/event/plan_generator.h"

#include <fmt/format.h>

namespace openday::event::testing {
namespace {

template <class T>
T one_of(std::initializer_list<T> values) { return *rc::gen::elementOf(std::vector<T>(values)); }
bool coin() { return *rc::gen::inRange(0, 2) == 1; }
int number(int least, int most) { return *rc::gen::inRange(least, most + 1); }
std::optional<int> maybe_number(int least, int most) { return coin() ? std::optional<int>(number(least, most)) : std::nullopt; }

std::string text() {
  static const std::vector<std::string> kPieces{"开放日", "云溪县", "a", " ", "\"", "\\", "\n", "\t", "'", "#", "= [", "𠅤", "·", "{0}", "\"\"\"", "é", "0"};
  std::string out = one_of<const char*>({"局", "x", "𬭎"});   // never blank
  const int length = number(0, 6);
  for (int i = 0; i < length; ++i) out += *rc::gen::elementOf(kPieces);
  return out;
}
std::string maybe_text() { return coin() ? text() : std::string(); }

std::vector<std::string> texts() {
  std::vector<std::string> out;
  const int count = number(0, 3);
  for (int i = 0; i < count; ++i) out.push_back(fmt::format("{}{}", i, text()));   // no entry twice
  return out;
}

std::vector<std::string> some_of(const std::vector<std::string>& all) {
  std::vector<std::string> out;
  for (const std::string& one : all) {
    if (coin()) out.push_back(one);
  }
  return out;
}

Date date() { return Date{std::chrono::sys_days(std::chrono::year{2000} / 1 / 1) + std::chrono::days(number(0, 36'000))}; }
std::optional<Date> maybe_date() { return coin() ? std::optional<Date>(date()) : std::nullopt; }
std::optional<Minutes> maybe_time() { return coin() ? std::optional<Minutes>(number(0, 1439)) : std::nullopt; }
std::optional<Minutes> maybe_minutes() { return coin() ? std::optional<Minutes>(number(1, 1440)) : std::nullopt; }

void people_groups(Plan& plan) {
  plan.eligibility = {maybe_number(0, 120), some_of({"live", "work", "study"}), coin(), {}, maybe_text()};
  if (coin()) plan.eligibility.exclude = {"其他领导"};
  RegistrationRules& registration = plan.registration;
  registration.channels = some_of({"phone", "email", "web", "wechat", "paper", "invitation"});
  registration.contacts = texts();
  registration.required = some_of({"name", "phone", "group", "email"});
  registration.text = maybe_text();
  if (coin()) registration.order = one_of({RegistrationOrder::invite, RegistrationOrder::first_come, RegistrationOrder::review});
  if (coin()) {
    registration.walk_in = true;
    registration.walk_in_category = plan.categories[0].id;
  }
  ConfirmationRules& confirmation = plan.confirmation;
  confirmation.method = one_of<const char*>({"", "phone", "sms", "qr", "none"});
  confirmation.confirmed_means_admitted = coin();
  confirmation.no_show = one_of<const char*>({"", "waived", "none"});
  confirmation.no_show_text = maybe_text();
  confirmation.keep_reachable_text = maybe_text();
  confirmation.grace = maybe_minutes();
  confirmation.opens_before = maybe_minutes();
  confirmation.name_in_code = coin();
  confirmation.found_confirm = one_of({FoundConfirm::phone_tail, FoundConfirm::number, FoundConfirm::off});
  if (coin()) confirmation.foreign_codes.push_back({text(), "^https://a\\.cn/\"q\"\\?c=([0-9]{8})$", "number", "phone_tail"});
}

void screening_group(Plan& plan) {
  const int count = number(0, 3);
  for (int i = 0; i < count; ++i) {
    Screening step;
    step.kind = one_of({ScreeningKind::code_shown, ScreeningKind::temperature, ScreeningKind::symptoms, ScreeningKind::exposure, ScreeningKind::mask});
    step.label = text();
    step.on_fail = one_of({OnFail::block, OnFail::refer, OnFail::note});
    step.days = maybe_number(1, 365);
    if (step.kind == ScreeningKind::temperature && coin()) step.threshold = 30 + number(0, 1500) / 100.0;
    if (step.kind == ScreeningKind::symptoms) step.symptoms = {"发热", "咳嗽"};
    step.valid_from = maybe_date();
    if (!step.valid_from) step.valid_to = maybe_date();
    plan.screening.push_back(std::move(step));
  }
}

void site_group(Plan& plan) {
  const int count = number(1, 4);
  for (int i = 0; i < count; ++i) {
    Site site{fmt::format("site-{}", i), text(), maybe_text(), maybe_text(), maybe_text(), i == 0 && coin(), {}, {}, maybe_text()};
    if (coin()) {
      site.latitude = number(-90'000, 90'000) / 1000.0;
      site.longitude = number(-180'000, 180'000) / 1000.0;
    }
    plan.sites.push_back(std::move(site));
  }
}

void category_group(Plan& plan) {
  const int count = number(2, 5);
  for (int i = 0; i < count; ++i) {
    Category category;
    category.id = fmt::format("c{}", i);
    category.code = i * 7 + 1;
    category.label = fmt::format("{}{}", i, text());
    category.role = i < 2 ? CategoryRole::external : one_of({CategoryRole::external, CategoryRole::observer, CategoryRole::staff});
    category.may_rate = i == 0 || coin();
    category.call_time = maybe_time();
    if (category.call_time && coin()) category.call_site = plan.sites[0].id;
    if (coin()) {
      category.quota = number(2, 20);
      if (coin()) category.inviting = {{text(), 1}, {text(), *category.quota - 1}};
    }
    plan.categories.push_back(std::move(category));
  }
  if (!plan.categories[0].quota && !plan.categories[1].quota && coin()) {
    plan.joint_quotas.push_back({{plan.categories[0].id, plan.categories[1].id}, 5, {}});
    if (coin()) plan.joint_quotas[0].inviting = {{text(), 5}};
  }
  if (coin()) plan.cap = number(500, 1000);
  plan.waitlist = plan.cap && coin();
}

When when(const Plan& plan) {
  When out;
  out.precision = one_of({Precision::instant, Precision::start_only, Precision::date, Precision::ten_days, Precision::month, Precision::to_be_announced});
  if (out.precision == Precision::to_be_announced) return out;
  out.year = plan.year ? plan.year : maybe_number(2000, 2999);
  out.month = static_cast<unsigned>(number(1, 12));
  if (out.precision == Precision::month) return out;
  if (out.precision == Precision::ten_days) {
    out.ten_days = one_of({TenDays::first, TenDays::middle, TenDays::last});
    return out;
  }
  out.day = static_cast<unsigned>(number(1, 28));
  if (out.precision == Precision::date) return out;
  out.start = Minutes(number(0, 600));
  if (out.precision == Precision::instant) out.end = *out.start + Minutes(number(600, 800));
  return out;
}

// Rows one after the other, some without times, some only as long as they are.
std::vector<Item> rows(const Plan& plan, const Session& session) {
  std::vector<Item> out;
  Minutes at = session.when.start.value_or(Minutes(480));
  const int count = number(0, 5);
  for (int i = 0; i < count; ++i) {
    Item item;
    item.id = coin() ? fmt::format("{}-{}", session.id, i) : fmt::format("{}.{}", session.id, i + 1);
    item.kind = one_of({ItemKind::gather, ItemKind::tour, ItemKind::travel, ItemKind::talk, ItemKind::question, ItemKind::experience, ItemKind::free, ItemKind::other});
    item.title = text();
    item.text = maybe_text();
    item.owner = maybe_text();
    item.phase = maybe_text();
    item.way = maybe_text();
    item.vehicle = maybe_text();
    if (item.kind == ItemKind::travel) {
      item.from = plan.sites.front().id;
      if (plan.sites.size() > 1) item.to = plan.sites[1].id;
    } else if (coin()) {
      item.site = plan.sites.front().id;
      if (plan.sites.size() > 1 && coin()) item.more_sites = {plan.sites[1].id};
    }
    if (coin()) item.audience = {plan.categories[0].id};
    item.throughout = number(0, 5) == 0;
    if (!item.throughout && coin()) {
      item.start = at;
      at += Minutes(number(1, 60));
      if (coin()) item.end = at;
      if (item.end && coin()) item.duration = *item.end - *item.start;
    }
    out.push_back(std::move(item));
  }
  if (!out.empty() && !out.back().start && !out.back().throughout) out.back().untimed_after = coin();
  return out;
}

void session_group(Plan& plan) {
  const int count = number(1, 3);
  for (int i = 0; i < count; ++i) {
    Session session;
    session.id = fmt::format("s{}", i);
    session.title = maybe_text();
    session.when = when(plan);
    if (coin()) session.site = plan.sites[0].id;
    session.cap = maybe_number(1, 400);
    session.items = rows(plan, session);
    plan.sessions.push_back(std::move(session));
  }
}

void service_groups(Plan& plan) {
  Logistics& logistics = plan.logistics;
  logistics.own_travel = coin();
  logistics.own_travel_text = maybe_text();
  logistics.seat_cards = coin();
  logistics.equipment = texts();
  if (coin()) logistics.vehicles.push_back({number(0, 9), maybe_number(1, 200), text(), maybe_time(), coin()});
  if (coin()) logistics.preparations.push_back({text(), maybe_text(), Date{std::chrono::year{2000} / 1 / 1}});
  if (coin()) plan.duties.push_back({text(), text(), maybe_text(), maybe_text(), maybe_number(0, 50)});
}

std::vector<SheetItem> sheet_items() {
  std::vector<SheetItem> out;
  const int items = number(1, 3);
  for (int i = 0; i < items; ++i) {
    SheetItem item{fmt::format("i{}", i), text(), maybe_text(), one_of({AnswerKind::grade, AnswerKind::marks_10, AnswerKind::marks_100, AnswerKind::one_of, AnswerKind::any_of, AnswerKind::text}), {}, coin()};
    if (item.kind == AnswerKind::one_of || item.kind == AnswerKind::any_of) item.options = {"是", "否", "说不清"};
    out.push_back(std::move(item));
  }
  return out;
}

Questionnaire questionnaire(const Plan& plan, int i) {
  Questionnaire out;
  out.id = fmt::format("q{}", i);
  out.title = text();
  out.subjects = {{fmt::format("q{}-a", i), text(), maybe_text(), plan.sites.empty() || coin() ? std::string() : plan.sites[0].id, maybe_text()}};
  if (coin()) out.scale = "other-scale";
  out.comment_max = number(0, 2000);
  out.anonymous = coin();
  out.named = !out.anonymous || coin();
  out.walk_up = out.anonymous && coin();
  if (coin()) out.raters = {plan.categories[0].id};
  out.opens = coin() ? OpenWindow::all_day : OpenWindow::by_staff;
  if (!plan.sessions[0].items.empty() && coin()) {
    out.opens = OpenWindow::from_row;
    out.row = plan.sessions[0].items[0].id;
  }
  out.published = !out.named && coin();
  if (coin()) {
    out.kind = QuestionnaireKind::sheet;
    out.items = sheet_items();
    if (!out.anonymous) out.scorers = {{text(), {plan.categories[0].id}, number(1, 1000)}};
  }
  return out;
}

OpinionRules opinions() {
  OpinionRules out;
  out.opens = coin() ? OpenWindow::all_day : OpenWindow::by_staff;
  if (coin()) out.subjects = {{"land", text(), maybe_text(), texts()}};
  if (coin()) out.replies = {ReplyOffer::registered};
  if (coin()) out.replies.push_back(ReplyOffer::address);
  out.walk_up = coin();
  out.text_max = number(20, 2000);
  return out;
}

void voice(Plan& plan) {
  const int questionnaires = number(0, 2);
  for (int i = 0; i < questionnaires; ++i) plan.questionnaires.push_back(questionnaire(plan, i));
  if (coin()) plan.opinions = opinions();
}

void afterwards(Plan& plan) {
  const int duties = number(0, 3);
  for (int i = 0; i < duties; ++i) {
    FeedbackDuty duty;
    duty.what = one_of({FeedbackKind::resolve, FeedbackKind::reply_written, FeedbackKind::reply, FeedbackKind::internal_summary, FeedbackKind::report_up, FeedbackKind::publish});
    duty.to = maybe_text();
    duty.owner = maybe_text();
    duty.text = maybe_text();
    duty.n = maybe_number(1, 365);
    if (duty.n) duty.unit = coin() ? ClockUnit::workday : ClockUnit::calendar_day;
    duty.anchor = coin() ? ClockAnchor::event_end : ClockAnchor::comment_received;
    plan.feedback.push_back(std::move(duty));
  }
  plan.report_to = texts();
  plan.export_formats = some_of({"csv", "xlsx", "pdf", "json"});
  plan.publicity = {texts(), texts(), texts(), texts(), maybe_text(), maybe_text()};
  plan.privacy.fields = texts();
  plan.privacy.purpose = maybe_text();
  plan.privacy.controller = maybe_text();
  plan.privacy.phone = maybe_text();
  plan.privacy.text = maybe_text();
  plan.privacy.text_version = maybe_text();
  if (coin()) plan.privacy.retention_days = {{"phone", number(1, 36'500)}, {"姓名", number(1, 36'500)}};
  plan.texts_version = maybe_text();
  if (coin()) plan.texts = {{"home.items", text()}, {"en.home.check_in", text()}};
}

}  // namespace

rc::Gen<Plan> valid_plan() {
  return rc::gen::exec([] {
    Plan plan;
    plan.version = number(1, 1'000'000);
    plan.id = one_of<const char*>({"A", "YX201117", "a-b_c.d"});
    plan.name = text();
    plan.bureau = text();
    plan.status = one_of({PlanStatus::draft, PlanStatus::tentative, PlanStatus::confirmed, PlanStatus::postponed, PlanStatus::cancelled, PlanStatus::closed});
    plan.notice = text();
    plan.theme = maybe_text();
    plan.parent_document = maybe_text();
    plan.year = maybe_number(2000, 2999);
    plan.zone = Minutes(one_of({480, 480, 0, 330, -210}));
    plan.display_window = maybe_text();
    plan.calendar_version = maybe_text();
    if (coin()) plan.valid_from = Instant(base::Millis(number(0, 1'000'000) * 1000LL));
    if (coin()) plan.valid_until = base::at_local(Date{std::chrono::year{3000} / 1 / 1}, Minutes(number(0, 1439)), plan.zone);
    site_group(plan);
    category_group(plan);
    session_group(plan);
    people_groups(plan);
    screening_group(plan);
    service_groups(plan);
    voice(plan);
    afterwards(plan);
    return plan;
  });
}

}  // namespace openday::event::testing
