// Words of opinions, comments, receipts, the choice between names, and the notice. One part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_OPINION_TEXTS(X) \
  X(voice_write, "voice.write") \
  X(voice_staff_writes, "voice.staff_writes") X(voice_guest_rates, "voice.guest_rates") \
  X(way_title, "way.title") X(way_anonymous, "way.anonymous") X(way_anonymous_text, "way.anonymous_text") X(way_anonymous_short, "way.anonymous_short") X(way_named_short, "way.named_short") X(way_named, "way.named") \
  X(way_named_text, "way.named_text") X(way_who, "way.who") X(rating_named, "rating.named") X(opinion_which, "opinion.which") \
  X(opinion_title, "opinion.title") X(opinion_comment, "opinion.comment") X(opinion_about, "opinion.about") X(opinion_empty, "opinion.empty") \
  X(opinion_count, "opinion.count") X(opinion_full, "opinion.full") X(opinion_erase, "opinion.erase") X(opinion_clear, "opinion.clear") \
  X(opinion_clear_again, "opinion.clear_again") X(opinion_more, "opinion.more") \
  X(opinion_written, "opinion.written") X(opinion_back, "opinion.back") X(opinion_leave_again, "opinion.leave_again") \
  X(opinion_address_title, "opinion.address_title") X(opinion_address_empty, "opinion.address_empty") X(opinion_address_hint, "opinion.address_hint") \
  X(opinion_reply, "opinion.reply") X(opinion_reply_none, "opinion.reply_none") X(opinion_reply_registered, "opinion.reply_registered") \
  X(opinion_reply_address, "opinion.reply_address") X(opinion_write_address, "opinion.write_address") X(opinion_consent, "opinion.consent") \
  X(opinion_consent_version, "opinion.consent_version") X(opinion_choose_reply, "opinion.choose_reply") X(opinion_tick_first, "opinion.tick_first") \
  X(opinion_address_first, "opinion.address_first") X(opinion_next, "opinion.next") X(opinion_review, "opinion.review") \
  X(opinion_masked, "opinion.masked") X(opinion_read_on, "opinion.read_on") X(opinion_hand_in, "opinion.hand_in") X(opinion_saving, "opinion.saving") \
  X(opinion_not_saved, "opinion.not_saved") X(opinion_by_staff, "opinion.by_staff") X(receipt_title, "receipt.title") \
  X(receipt_number, "receipt.number") X(receipt_ask, "receipt.ask") X(receipt_nothing, "receipt.nothing") X(thanks_settled_by, "thanks.settled_by") \
  X(thanks_provisional, "thanks.provisional") X(thanks_no_reply, "thanks.no_reply") X(thanks_registered, "thanks.registered") \
  X(thanks_address, "thanks.address") X(thanks_keep, "thanks.keep") X(home_rating_and_opinion, "home.rating_and_opinion") \
  X(home_opinion, "home.opinion") X(home_opinion_open, "home.opinion_open") X(checkin_title_opinion, "checkin.title_opinion") \
  X(privacy_who, "privacy.who") X(privacy_who_text, "privacy.who_text") X(privacy_who_phone, "privacy.who_phone") X(privacy_why, "privacy.why") \
  X(privacy_why_default, "privacy.why_default") X(privacy_fields, "privacy.fields") X(privacy_keep, "privacy.keep") \
  X(privacy_keep_field, "privacy.keep_field") X(privacy_keep_default, "privacy.keep_default") X(privacy_opinion, "privacy.opinion") \
  X(privacy_opinion_text, "privacy.opinion_text") X(privacy_rights_number, "privacy.rights_number") X(privacy_version, "privacy.version") \
  X(field_name, "field.name") X(field_phone, "field.phone") X(field_category, "field.category") X(field_confirmation, "field.confirmation") \
  X(field_opinion, "field.opinion") X(field_rating, "field.rating") X(field_attendance, "field.attendance") X(field_contact, "field.contact")
