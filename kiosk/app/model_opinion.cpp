#include "kiosk/app/model_opinion.h"

#include <fmt/format.h>

#include "kiosk/app/model_times.h"
#include "kiosk/event/masking.h"
#include "kiosk/event/opinion.h"
#include "kiosk/event/person_name.h"

namespace openday::app {

namespace {

std::string guest_name(const VisitState& visit) { return visit.guest && visit.outcome ? event::mask_name(visit.outcome->name) : std::string(); }

ui::Composing composing_of(const VisitState& visit) {
  ui::Composing out;
  out.what = visit.writing;
  const bool comment = visit.writing == ui::Writing::comment;
  const Compose* text = &visit.opinion.text;
  if (comment && visit.rating.form && visit.rating.index < visit.rating.answers.size()) {
    text = &visit.rating.answers[visit.rating.index].comment;
    out.about = visit.rating.form->subjects[visit.rating.subjects[visit.rating.index]].label;
    out.phrases = visit.rating.form->phrases;
  } else if (visit.writing == ui::Writing::answer && visit.sheet.form) {
    const event::SheetItem& item = visit.sheet.item(visit.sheet.index);
    text = &visit.sheet.writing;
    out.about = item.question.empty() ? item.label : item.question;
    out.phrases = visit.sheet.form->phrases;
  } else if (visit.opinion.form && visit.opinion.subject) {
    out.about = visit.opinion.form->subjects[*visit.opinion.subject].label;
    out.phrases = visit.opinion.form->subjects[*visit.opinion.subject].phrases;
  }
  if (visit.writing == ui::Writing::address || visit.writing == ui::Writing::name) {
    text = visit.writing == ui::Writing::name ? &visit.walk_in.name : &visit.opinion.address;
    out.phrases.clear();
    out.about.clear();
  }
  out.text = text->text();
  out.count = text->count();
  out.limit = text->limit();
  out.full = text->full();
  out.clear_armed = text->clear_armed();
  return out;
}

ui::Opinion opinion_of(const VisitState& visit) {
  const OpinionProgress& opinion = visit.opinion;
  ui::Opinion out;
  for (const event::OpinionSubject& subject : opinion.form->subjects) out.subjects.push_back(subject.label);
  out.subject = opinion.subject ? static_cast<int>(*opinion.subject) : -1;
  out.leave_armed = opinion.leave_armed;
  if (!opinion.form->replies.empty()) out.replies.push_back(ui::ReplyChoice::none);
  for (const event::ReplyOffer offer : opinion.form->replies) {
    if (offer == event::ReplyOffer::address) out.replies.push_back(ui::ReplyChoice::address);
    else if (visit.guest) out.replies.push_back(ui::ReplyChoice::registered);
  }
  out.reply = opinion.reply;
  out.name = guest_name(visit);
  out.address = opinion.address.text();
  out.consent = opinion.consent;
  out.consent_version = opinion.form->consent_version;
  out.ready = reply_ready(opinion);
  if (visit.page == ui::Page::opinion_review) {
    const auto kept = event::mask_numbers(event::clean_text(opinion.text.text(), opinion.form->text_max).text);
    out.text = kept.text;
    out.masked = kept.phones + kept.id_numbers;
  }
  out.saving = opinion.saving;
  out.failed = opinion.failed;
  return out;
}

ui::Receipt receipt_of(const OpinionReceipt& receipt, ui::Language language) {
  ui::Receipt out;
  out.number = receipt.number;
  out.reply = static_cast<ui::ReplyChoice>(receipt.reply);
  if (receipt.due) out.due = day_text(*receipt.due, language);
  out.provisional = receipt.provisional;
  out.workdays = receipt.workdays;
  if (receipt.code) {
    out.qr_size = receipt.code->size;
    out.qr = receipt.code->modules;
  }
  return out;
}

ui::Notice17 notice_of(const event::Plan& plan) {
  ui::Notice17 out;
  out.controller = plan.privacy.controller.empty() ? plan.bureau : plan.privacy.controller;
  out.phone = plan.privacy.phone;
  out.purpose = plan.privacy.purpose;
  out.text = plan.privacy.text;
  out.version = plan.privacy.text_version;
  out.fields = plan.privacy.fields;
  for (const auto& [field, days] : plan.privacy.retention_days) out.retention.push_back({field, days});
  return out;
}

}  // namespace

void put_opinions(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  model.event.opinions = in.machine.facts().opinions != nullptr;
  model.code_for_opinion = visit.code_for_opinion;
  model.ways.name = guest_name(visit);
  if (visit.page == ui::Page::compose) model.composing = composing_of(visit);
  if (visit.opinion.form) model.opinion = opinion_of(visit);
  model.receipt = visit.shown_case;
  model.thanks.opinions = visit.opinions;
  if (visit.receipt) model.thanks.receipt = receipt_of(*visit.receipt, visit.language);
  if (in.report.documents) model.notice = notice_of(in.report.documents->plan);
}

}  // namespace openday::app
