#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"
#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/retention.h"

namespace openday::event {
namespace {

const std::vector<std::string> kExportFormats{"csv", "xlsx", "pdf", "json"};

Vehicle read_vehicle(Table& table) {
  Vehicle vehicle;
  vehicle.count = table.integer("count", 1, 1000).value_or(0);
  vehicle.seats = table.integer("seats", 1, 200);
  vehicle.label = table.text("label", Need::required, kShortText);
  vehicle.departs = table.time_of_day("departs");
  vehicle.boarding_list = table.flag("boarding_list", false);
  table.finish();
  return vehicle;
}

Preparation read_preparation(Table& table) {
  Preparation preparation;
  preparation.task = table.text("task", Need::required);
  preparation.owner = table.text("owner", Need::optional, kShortText);
  preparation.date = table.date("date");
  table.finish();
  return preparation;
}

// [texts] may be written flat ("home.hint" = "...") or as tables (home.hint = "..."): the same key either way.
void collect_texts(Table table, const std::string& above, const std::vector<std::string>& known, Plan& plan) {
  for (const Member& member : table.node().members) {
    const std::string key = above.empty() ? member.key : fmt::format("{}.{}", above, member.key);
    if (member.value.type == NodeType::table) {
      if (auto below = table.table(member.key)) collect_texts(*below, key, known, plan);
      continue;
    }
    const std::string sentence = key.starts_with(kEnglishTexts) ? key.substr(kEnglishTexts.size()) : key;
    if (!known.empty() && key != "version" && std::find(known.begin(), known.end(), sentence) == known.end()) {
      table.error(member.key, fmt::format("no sentence is called {}{}", quote(sentence), suggestion(sentence, known)));
    } else if (!plan.texts.emplace(key, table.text(member.key, Need::required, kLongText)).second) {
      table.error(member.key, fmt::format("{} stands twice in texts", quote(key)));
    }
  }
}

}  // namespace

void read_logistics(Table& root, Plan& plan) {
  auto table = root.table("logistics");
  if (!table) return;
  for (Table& vehicle : table->tables("vehicle")) plan.logistics.vehicles.push_back(read_vehicle(vehicle));
  plan.logistics.own_travel = table->flag("own_travel", false);
  plan.logistics.own_travel_text = table->text("own_travel_text");
  plan.logistics.seat_cards = table->flag("seat_cards", false);
  plan.logistics.equipment = table->texts("equipment", kShortText);
  for (Table& preparation : table->tables("preparation")) plan.logistics.preparations.push_back(read_preparation(preparation));
  table->finish();
}

void read_duties(Table& root, Plan& plan) {
  for (Table& table : root.tables("duty")) {
    Duty duty;
    duty.role = table.text("role", Need::required, kShortText);
    duty.task = table.text("task", Need::required, 500);
    duty.phone = table.text("phone", Need::optional, kShortText);
    duty.time = table.text("time", Need::optional, kShortText);
    duty.people = table.integer("people", 0, 10'000);
    table.finish();
    plan.duties.push_back(std::move(duty));
  }
}

void read_feedback(Table& root, Plan& plan) {
  for (Table& table : root.tables("feedback")) {
    FeedbackDuty duty;
    duty.what = table.word("what", kFeedbackWords, FeedbackKind::reply, Need::required);
    duty.to = table.text("to", Need::optional, kShortText);
    duty.owner = table.text("owner", Need::optional, kShortText);
    duty.text = table.text("text", Need::optional, 500);
    duty.n = table.integer("n", 1, 365);
    duty.unit = table.word("unit", kUnitWords, ClockUnit::none);
    duty.anchor = table.word("anchor", kAnchorWords, ClockAnchor::event_end);
    if (duty.n && duty.unit == ClockUnit::none) table.error("n", "n needs unit: workday or calendar_day");
    if (duty.unit != ClockUnit::none && !table.has("n")) table.error("unit", "unit needs n: how many");
    table.finish();
    plan.feedback.push_back(std::move(duty));
  }
}

void read_publicity(Table& root, Plan& plan) {
  if (auto table = root.table("report")) {
    plan.report_to = table->texts("to");
    plan.export_formats = table->words("formats", kExportFormats);
    table->finish();
  }
  auto table = root.table("publicity");
  if (!table) return;
  plan.publicity.screens = table->texts("screens");
  plan.publicity.brochures = table->texts("brochures");
  plan.publicity.channels = table->texts("channels");
  plan.publicity.recording = table->texts("recording");
  plan.publicity.wechat_text = table->text("wechat_text", Need::optional, kLongText);
  plan.publicity.photo_consent = table->text("photo_consent", Need::optional, kLongText);
  table->finish();
}

void read_privacy(Table& root, Plan& plan) {
  auto table = root.table("privacy");
  if (!table) return;
  Privacy& privacy = plan.privacy;
  privacy.fields = table->texts("fields", kShortText);
  privacy.purpose = table->text("purpose", Need::optional, 500);
  privacy.controller = table->text("controller");
  privacy.phone = table->text("phone", Need::optional, kShortText);
  privacy.text = table->text("text", Need::optional, kLongText);
  privacy.text_version = table->text("text_version", Need::optional, kShortText);
  privacy.masking = "surname";
  if (table->has("masking") && table->text("masking") != "surname") table->error("masking", "masking is not known; expected \"surname\"");
  if (auto days = table->table("retention_days")) {
    for (const Member& member : days->node().members) {
      if (member.key != kRetentionDefault && !parse_retention_field(member.key)) {
        days->warning(member.key, "no field of this name is kept; expected check_in, name, rating, comment, contact (phone), screening, consent or default");
      }
      if (const auto n = days->integer(member.key, 1, 36'500)) privacy.retention_days.emplace(member.key, *n);
    }
  }
  table->finish();
}

void read_texts(Table& root, std::span<const std::string_view> text_keys, Plan& plan) {
  auto table = root.table("texts");
  if (!table) return;
  collect_texts(*table, {}, std::vector<std::string>(text_keys.begin(), text_keys.end()), plan);
  if (const auto version = plan.texts.extract("version"); !version.empty()) plan.texts_version = version.mapped();
}

}  // namespace openday::event
