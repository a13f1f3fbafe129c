// What boxes in halls without a network handed out on sticks (protocol/out_package.h), put through the very service that takes pushes:
// same signatures, chains, verdicts and quarantine. A file is read whole and checked before anything of it is stored; the same file
// twice changes nothing. Of a file that is whole, what the service refuses (a run that does not follow, a changed record) is named with
// the next step, and everything else of it is taken.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/seal.h"
#include "sync/bureau/admin.h"

namespace openday::bureau {

struct TakeInFiles {
  std::vector<std::string> files;
  std::string key, passphrase_file;   // the bureau's private seal key
};
// 0 when every file is in; 1 when one, or a part of one, was refused, which is said with the next step; the others are taken all the same.
[[nodiscard]] int take_in(Store& store, const Terminal& terminal, const TakeInFiles& wanted);

}  // namespace openday::bureau
