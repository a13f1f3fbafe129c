// Words of the calls for help and of the voice: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_CALLS_TEXTS(X) \
  X(quiet_voice, "quiet.voice") X(quiet_voice_off, "quiet.voice_off") \
  X(calls_line, "calls.line") X(calls_more, "calls.more") X(calls_handled, "calls.handled") \
  X(where_home, "where.home") \
  X(where_check_in, "where.check_in") \
  X(where_result, "where.result") \
  X(where_itinerary, "where.itinerary") \
  X(where_rating, "where.rating") \
  X(where_sheet, "where.sheet") \
  X(where_opinion, "where.opinion") \
  X(where_compose, "where.compose") \
  X(where_receipt, "where.receipt") \
  X(where_thanks, "where.thanks") \
  X(where_privacy, "where.privacy") \
  X(where_party, "where.party") \
  X(where_screening, "where.screening") \
  X(where_confirm_fact, "where.confirm_fact") X(where_find_me, "where.find_me") \
  X(where_out_of_service, "where.out_of_service") \
  X(where_other, "where.other")
