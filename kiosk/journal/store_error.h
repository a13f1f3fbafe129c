// Why a store of the device (journal.db, inbox.db, spool/) could not do something. The sentence that comes with it names the
// file and the next step, never a person.
#pragma once

#include "kiosk/base/result.h"

namespace openday::journal {

enum class StoreError {
  locked,   // another process is the writer: close it first
  newer,    // written by a newer version of this program: nothing of it is used, nothing is changed
  corrupt,  // damaged: reopening the writer moves it aside and begins a new one
  full,     // no space: nothing half was written, the same call may be repeated once there is space
  denied,   // permissions
  busy,     // a reader held the file too long: repeat a little later
  io        // anything else the system said
};

[[nodiscard]] const char* to_string(StoreError error);

template <class T>
using StoreResult = base::Result<T, StoreError>;

}  // namespace openday::journal
