// Large type where there is height for it: fewer things on the page, and those as large as they go (mocks/12-home-large-type).
#pragma once

#include "kiosk/ui/painter.h"

namespace openday::ui {

[[nodiscard]] inline bool says_less(const Painter& p) { return p.theme().portrait() && !p.theme().tight() && p.theme().scale() > 1.2f; }

}  // namespace openday::ui
