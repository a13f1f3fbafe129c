#include "kiosk/journal/store_error.h"

namespace openday::journal {

const char* to_string(StoreError error) {
  switch (error) {
    case StoreError::locked: return "locked";
    case StoreError::newer: return "newer";
    case StoreError::corrupt: return "corrupt";
    case StoreError::full: return "full";
    case StoreError::denied: return "denied";
    case StoreError::busy: return "busy";
    case StoreError::io: return "io";
  }
  return "io";
}

}  // namespace openday::journal
