// Words of staff's page for the roll call: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_ROLL_CALL_TEXTS(X) X(roll_call_title, "roll_call.title")
