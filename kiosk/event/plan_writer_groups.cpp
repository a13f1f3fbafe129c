#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_writer_toml.h"

namespace openday::event {
namespace {

void write_registration(const RegistrationRules& rules, TomlText& out) {
  out.table("registration");
  out.list("channels", rules.channels);
  out.list("contacts", rules.contacts);
  out.instant("opens", rules.opens);
  out.instant("deadline", rules.deadline);
  if (rules.order) out.text("order", word_of(kOrderWords, *rules.order));
  out.flag("walk_in", rules.walk_in);
  out.text("walk_in_category", rules.walk_in_category);
  out.list("required", rules.required);
  out.text("text", rules.text);
}

void write_confirmation(const ConfirmationRules& rules, TomlText& out) {
  out.table("confirmation");
  out.text("method", rules.method);
  out.flag("confirmed_means_admitted", rules.confirmed_means_admitted);
  out.text("no_show", rules.no_show);
  out.text("no_show_text", rules.no_show_text);
  out.text("keep_reachable_text", rules.keep_reachable_text);
  out.minutes("grace_minutes", rules.grace);
  out.minutes("opens_before_minutes", rules.opens_before);
  out.flag("name_in_code", rules.name_in_code);
  if (rules.found_confirm != FoundConfirm::phone_tail) out.text("found_confirm", word_of(kFoundConfirmWords, rules.found_confirm));
  for (const ForeignCode& code : rules.foreign_codes) {
    out.entry("confirmation.foreign_code");
    out.text("name", code.name);
    out.text("pattern", code.pattern);
    out.text("field", code.field);
    out.text("confirm", code.confirm);
  }
}

void write_screening(const Screening& step, TomlText& out) {
  out.entry("screening");
  out.text("kind", word_of(kScreeningWords, step.kind));
  out.text("label", step.label);
  out.list("symptoms", step.symptoms);
  out.integer("days", step.days);
  out.real("threshold", step.threshold);
  out.text("on_fail", word_of(kOnFailWords, step.on_fail));
  out.date("valid_from", step.valid_from);
  out.date("valid_to", step.valid_to);
}

void write_logistics(const Logistics& logistics, TomlText& out) {
  out.table("logistics");
  out.flag("own_travel", logistics.own_travel);
  out.text("own_travel_text", logistics.own_travel_text);
  out.flag("seat_cards", logistics.seat_cards);
  out.list("equipment", logistics.equipment);
  for (const Vehicle& vehicle : logistics.vehicles) {
    out.entry("logistics.vehicle");
    out.text("label", vehicle.label);
    if (vehicle.count > 0) out.integer("count", vehicle.count);
    out.integer("seats", vehicle.seats);
    out.time("departs", vehicle.departs);
    out.flag("boarding_list", vehicle.boarding_list);
  }
  for (const Preparation& preparation : logistics.preparations) {
    out.entry("logistics.preparation");
    out.text("task", preparation.task);
    out.text("owner", preparation.owner);
    out.date("date", preparation.date);
  }
}

void write_privacy(const Privacy& privacy, TomlText& out) {
  out.table("privacy");
  out.list("fields", privacy.fields);
  out.text("purpose", privacy.purpose);
  out.text("controller", privacy.controller);
  out.text("phone", privacy.phone);
  out.text("text", privacy.text);
  out.text("text_version", privacy.text_version);
  out.table("privacy.retention_days");
  for (const auto& [field, days] : privacy.retention_days) out.integer(field, days);
}

}  // namespace

void write_people(const Plan& plan, TomlText& out) {
  out.table("eligibility");
  out.integer("min_age", plan.eligibility.min_age);
  out.list("residency", plan.eligibility.residency);
  out.flag("full_capacity", plan.eligibility.full_capacity);
  out.list("exclude", plan.eligibility.exclude);
  out.text("text", plan.eligibility.text);
  write_registration(plan.registration, out);
  write_confirmation(plan.confirmation, out);
  for (const Screening& step : plan.screening) write_screening(step, out);
}

void write_service(const Plan& plan, TomlText& out) {
  write_logistics(plan.logistics, out);
  for (const Duty& duty : plan.duties) {
    out.entry("duty");
    out.text("role", duty.role);
    out.text("task", duty.task);
    out.integer("people", duty.people);
    out.text("phone", duty.phone);
    out.text("time", duty.time);
  }
  write_voice(plan, out);
}

void write_afterwards(const Plan& plan, TomlText& out) {
  for (const FeedbackDuty& duty : plan.feedback) {
    out.entry("feedback");
    out.text("what", word_of(kFeedbackWords, duty.what));
    out.integer("n", duty.n);
    if (duty.unit != ClockUnit::none) out.text("unit", word_of(kUnitWords, duty.unit));
    if (duty.anchor != ClockAnchor::event_end) out.text("anchor", word_of(kAnchorWords, duty.anchor));
    out.text("to", duty.to);
    out.text("owner", duty.owner);
    out.text("text", duty.text);
  }
  out.table("report");
  out.list("to", plan.report_to);
  out.list("formats", plan.export_formats);
  out.table("publicity");
  out.list("screens", plan.publicity.screens);
  out.list("brochures", plan.publicity.brochures);
  out.list("channels", plan.publicity.channels);
  out.list("recording", plan.publicity.recording);
  out.text("wechat_text", plan.publicity.wechat_text);
  out.text("photo_consent", plan.publicity.photo_consent);
  write_privacy(plan.privacy, out);
  out.table("texts");
  out.text("version", plan.texts_version);
  for (const auto& [key, text] : plan.texts) out.text(key, text);
}

}  // namespace openday::event
