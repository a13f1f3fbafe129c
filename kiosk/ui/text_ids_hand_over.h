// Words of staff's page for what comes and goes by stick: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_HAND_OVER_TEXTS(X) \
  X(more_hand_over, "more.hand_over") \
  X(hand_over_take_in, "hand_over.take_in") X(hand_over_hand_out, "hand_over.hand_out") X(hand_over_codes, "hand_over.codes") \
  X(hand_over_take_in_do, "hand_over.take_in_do") X(hand_over_hand_out_do, "hand_over.hand_out_do") X(hand_over_codes_do, "hand_over.codes_do") \
  X(hand_over_take_in_how, "hand_over.take_in_how") X(hand_over_hand_out_how, "hand_over.hand_out_how") X(hand_over_codes_how, "hand_over.codes_how") \
  X(hand_over_reading, "hand_over.reading") X(hand_over_putting, "hand_over.putting") X(hand_over_packing, "hand_over.packing") X(hand_over_issuing, "hand_over.issuing") \
  X(hand_over_copying, "hand_over.copying") X(hand_over_dont_pull, "hand_over.dont_pull") X(hand_over_may_pull, "hand_over.may_pull") X(hand_over_cancel, "hand_over.cancel") \
  X(hand_over_taken_in, "hand_over.taken_in") X(hand_over_handed_out, "hand_over.handed_out") X(hand_over_codes_made, "hand_over.codes_made") X(hand_over_same, "hand_over.same") \
  X(hand_over_pull, "hand_over.pull") X(hand_over_pull_file, "hand_over.pull_file") X(hand_over_failed, "hand_over.failed") X(hand_over_cancelled, "hand_over.cancelled") \
  X(hand_over_check, "hand_over.check") X(hand_over_check_signed, "hand_over.check_signed") X(hand_over_check_vouched, "hand_over.check_vouched") \
  X(hand_over_confirm, "hand_over.confirm") X(hand_over_leave, "hand_over.leave") \
  X(hand_over_plan, "hand_over.plan") X(hand_over_roster, "hand_over.roster") X(hand_over_revocations, "hand_over.revocations") X(hand_over_calendar, "hand_over.calendar") X(hand_over_trust, "hand_over.trust") \
  X(hand_over_version, "hand_over.version") X(hand_over_first_version, "hand_over.first_version") X(hand_over_guests, "hand_over.guests") X(hand_over_guests_change, "hand_over.guests_change") \
  X(hand_over_gone, "hand_over.gone") X(hand_over_gone_more, "hand_over.gone_more") X(hand_over_gone_keep, "hand_over.gone_keep") \
  X(hand_over_no_package, "hand_over.no_package") X(hand_over_not_signed, "hand_over.not_signed") X(hand_over_forged, "hand_over.forged") X(hand_over_damaged, "hand_over.damaged") \
  X(hand_over_wrong_event, "hand_over.wrong_event") X(hand_over_too_large, "hand_over.too_large") X(hand_over_older, "hand_over.older") X(hand_over_conflicting, "hand_over.conflicting") \
  X(hand_over_broken_document, "hand_over.broken_document") X(hand_over_signed_only, "hand_over.signed_only") X(hand_over_broken_list, "hand_over.broken_list") X(hand_over_no_key, "hand_over.no_key") \
  X(hand_over_wrong_passphrase, "hand_over.wrong_passphrase") X(hand_over_no_roster, "hand_over.no_roster") X(hand_over_no_seal_key, "hand_over.no_seal_key") X(hand_over_not_taken, "hand_over.not_taken") \
  X(hand_over_passphrase, "hand_over.passphrase") X(hand_over_passphrase_why, "hand_over.passphrase_why") X(hand_over_passphrase_empty, "hand_over.passphrase_empty") X(hand_over_issue, "hand_over.issue") \
  X(hand_over_everything, "hand_over.everything") X(hand_over_everything_how, "hand_over.everything_how")
