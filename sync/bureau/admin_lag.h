// `admin devices list`: the boxes, and how far each is.
#pragma once

#include "sync/bureau/admin.h"
#include "sync/bureau/lag_store.h"

namespace openday::bureau {

// Every key with its box and what is here of it; one that is behind or silent with what to do. Prints as the rest of admin.h; with
// json one object a key.
[[nodiscard]] int list_devices(LagStore& store, const Terminal& terminal);

}  // namespace openday::bureau
