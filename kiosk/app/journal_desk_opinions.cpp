// Opinions at the desk: cleaned, masked, sealed where a reply goes elsewhere, and written with their consent in one transaction.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/masking.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

namespace {

base::Uuid random_uuid() {
  base::Random16 bytes;
  base::random_bytes(bytes);
  return base::make_uuid_v4(bytes);
}

}  // namespace

void JournalDesk::State::carry_out(const SubmitOpinion& wanted, const base::Moment& now) {
  const std::pair asked{wanted.visit, wanted.press};
  if (asked != opinion_of_visit) {
    const auto receipt = write_opinion(wanted, now);
    if (!receipt) return say(OpinionAnswer{wanted.visit, false, {}});
    opinion_of_visit = asked;
    opinion_receipt = *receipt;
  }
  say(OpinionAnswer{wanted.visit, true, opinion_receipt});   // its first answer came too late for the guest, who pressed again
}

std::string JournalDesk::State::kept_text(std::string_view typed, std::size_t limit) const {
  return event::mask_numbers(event::clean_text(typed, limit).text).text;
}

std::optional<OpinionReceipt> JournalDesk::State::write_opinion(const SubmitOpinion& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  if (!journal || !today || !documents->opinions) return std::nullopt;
  const event::Plan& plan = documents->plan;
  event::OpinionBody body;
  body.number = event::case_number(random_uuid());
  body.session = today->id;
  body.subject = wanted.subject;
  body.text = kept_text(wanted.text, documents->opinions->text_max);
  body.reply = wanted.reply;
  body.typed_by_staff = wanted.typed_by_staff;
  if (body.text.empty()) return std::nullopt;
  if (wanted.reply == event::ReplyWay::registered) {
    if (!wanted.guest) return std::nullopt;
    body.registration = wanted.guest;
  } else if (wanted.reply == event::ReplyWay::address) {
    const event::TrustedKey* key = documents->trust ? documents->trust->seal_key(base::date_in(now.wall, plan.zone)) : nullptr;
    const auto sealed = key ? base::seal_text(key->key, event::clean_text(wanted.address).text) : base::Result<std::string, base::SealError>(base::fail(base::SealError::weak_key, "no key"));
    if (!sealed) return std::nullopt;
    body.sealed = *sealed;
  }
  std::vector<journal::Draft> drafts{{event::Kind::opinion, plan.id, to_json(body)}};
  if (wanted.reply != event::ReplyWay::none) drafts.push_back({event::Kind::consent, plan.id, to_json(event::ConsentBody{"reply", wanted.consent_version, body.number, body.registration})});
  if (!append(drafts, now)) return std::nullopt;
  OpinionReceipt receipt{body.number, event::receipt_text(plan.id, body.number), wanted.reply};
  const auto due = event::guest_due(plan, wanted.reply != event::ReplyWay::none, base::date_in(now.wall, plan.zone), documents->calendar ? &*documents->calendar : nullptr);
  if (due) receipt.due = due->due.date, receipt.provisional = due->due.provisional, receipt.workdays = due->workdays;
  return receipt;
}

}  // namespace openday::app
