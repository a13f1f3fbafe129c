// Words of staff's page for the roll call: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_ROLL_CALL_TEXTS(X) \
  X(roll_call_title, "roll_call.title") X(roll_call_bus, "roll_call.bus") X(roll_call_boarding, "roll_call.boarding") X(roll_call_gathering, "roll_call.gathering") \
  X(roll_call_now, "roll_call.now") X(roll_call_everybody, "roll_call.everybody") X(roll_call_by_vehicle, "roll_call.by_vehicle") X(roll_call_by_group, "roll_call.by_group") \
  X(roll_call_no_vehicle, "roll_call.no_vehicle") X(roll_call_no_group, "roll_call.no_group") X(roll_call_there, "roll_call.there") X(roll_call_missing, "roll_call.missing") \
  X(roll_call_and_more, "roll_call.and_more") X(roll_call_all_there, "roll_call.all_there") X(roll_call_only_missing, "roll_call.only_missing") \
  X(roll_call_with_absent, "roll_call.with_absent") X(roll_call_undo, "roll_call.undo") X(roll_call_print, "roll_call.print") X(roll_call_not_in, "roll_call.not_in") \
  X(roll_call_nobody, "roll_call.nobody") X(roll_call_none_missing, "roll_call.none_missing") X(roll_call_failed, "roll_call.failed") X(roll_call_hint, "roll_call.hint") \
  X(roll_call_printing, "roll_call.printing") X(roll_call_printed, "roll_call.printed") X(roll_call_not_printed, "roll_call.not_printed") X(roll_call_last, "roll_call.last")
