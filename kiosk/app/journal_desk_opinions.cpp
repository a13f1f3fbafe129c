// Opinions at the desk: cleaned, masked, sealed where a reply goes elsewhere, and written with their consent in one transaction.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/qr_code.h"
#include "kiosk/base/seal.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/masking.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

namespace {

constexpr std::string_view kRewritten = "rewritten before it was confirmed";

// Of all that was submitted: the desk keeps no text of a visit.
base::Digest digest_of(const SubmitOpinion& wanted) {
  event::OpinionBody all{{}, {}, wanted.subject, wanted.text, wanted.reply, wanted.guest, wanted.address, wanted.typed_by_staff};
  return base::Sha256().add(to_json(all)).finish();
}

}  // namespace

void JournalDesk::State::carry_out(const SubmitOpinion& wanted, const base::Moment& now) {
  KeptOpinion kept{wanted.visit, wanted.press, digest_of(wanted), {}};
  const bool again = kept.visit == opinion_kept.visit && kept.press == opinion_kept.press;
  // Its first answer came too late for the guest, who pressed again; who changed something in between means the new words.
  if (!again || kept.said != opinion_kept.said) {
    const auto receipt = write_opinion(wanted, kept, now);
    if (!receipt) return say(OpinionAnswer{wanted.visit, false, {}});
    opinion_kept = kept;
    opinion_receipt = *receipt;
  }
  say(OpinionAnswer{wanted.visit, true, opinion_receipt});
}

std::string JournalDesk::State::kept_text(std::string_view typed, std::size_t limit) const {
  return event::mask_numbers(event::clean_text(typed, limit).text).text;
}

std::optional<OpinionReceipt> JournalDesk::State::write_opinion(const SubmitOpinion& wanted, KeptOpinion& kept, const base::Moment& now) {
  const event::Session* today = session(now);
  if (!journal || !today || !documents->opinions) return std::nullopt;
  const event::Plan& plan = documents->plan;
  event::OpinionBody body;
  body.number = event::case_number(base::make_uuid_v4(base::random16()));
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
    const event::TrustedKey* key = documents->trust ? documents->trust->seal_key(std::nullopt) : nullptr;   // as it was offered: the office still opens what an older key sealed
    const auto sealed = key ? base::seal_text(key->key, event::clean_text(wanted.address).text) : base::Result<std::string, base::SealError>(base::fail(base::SealError::weak_key, "no key"));
    if (!sealed) return std::nullopt;
    body.sealed = *sealed;
  }
  std::vector<journal::Draft> drafts{{event::Kind::opinion, plan.id, to_json(body)}};
  if (wanted.reply != event::ReplyWay::none) drafts.push_back({event::Kind::consent, plan.id, to_json(event::ConsentBody{"reply", wanted.consent_version, body.number, body.registration})});
  if (kept.visit == opinion_kept.visit && kept.press == opinion_kept.press)
    drafts.push_back({event::Kind::void_record, plan.id, to_json(event::VoidBody{opinion_kept.record, std::string(kRewritten), {}})});
  if (!append(drafts, now, &kept.record)) return std::nullopt;
  OpinionReceipt receipt{body.number, nullptr, wanted.reply};
  if (auto code = base::make_qr_code(event::receipt_text(plan.id, body.number))) receipt.code = std::make_shared<const base::QrCode>(std::move(*code));
  const auto due = event::guest_due(plan, wanted.reply != event::ReplyWay::none, base::date_in(now.wall, plan.zone), event::event_end(plan, attendance.corrections(plan.id)), documents->calendar ? &*documents->calendar : nullptr);
  if (due) receipt.due = due->due.date, receipt.provisional = due->due.provisional, receipt.workdays = due->workdays;
  return receipt;
}

}  // namespace openday::app
