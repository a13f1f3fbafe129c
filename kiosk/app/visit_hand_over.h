// What comes and goes by stick: a part of the visit's state. It dies with the visit; the work in the making does not.
#pragma once

#include "kiosk/app/messages_hand_over.h"

namespace openday::app {

struct HandOverProgress {
  ui::HandOverTask task = ui::HandOverTask::take_in;
  ui::HandOver status;                               // of the box
};

}  // namespace openday::app
