// Words of staff's page for what comes and goes by stick: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_HAND_OVER_TEXTS(X) X(more_hand_over, "more.hand_over")
