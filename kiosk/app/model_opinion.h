// The part of the snapshot that opinions, comments, receipts and the notice need. Pure.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_opinions(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
