// The page for printing and files. A part of the model builder.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_papers(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
