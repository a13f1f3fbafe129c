// Who may work at the box: up to eight entries, each with a label, a role and a PIN of its own. A setting of the box, never pushed;
// records name an entry by its id. All share one salt, so that a try costs one scrypt however many there are. Pure but for scrypt's cost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/messages_staff.h"
#include "kiosk/base/crypto.h"
#include "kiosk/ui/model_staff.h"

namespace openday::app {

inline constexpr std::size_t kMostPinEntries = 8;
inline constexpr std::size_t kMostPinLabel = 24;            // code points
inline constexpr std::string_view kFirstPinId = "00000001";
inline constexpr std::string_view kFirstPinLabel = "负责人";   // of the entry that the first start makes

[[nodiscard]] std::string_view role_word(ui::StaffRole role);   // as records name it: "steward", "supervisor"

struct PinEntry {
  std::string id;                // eight hex digits, random: never used again
  ui::StaffRole role = ui::StaffRole::steward;
  std::string label, hash;       // hash: "scrypt1 SALT HASH", hex
};

class PinEntries {
 public:
  // `stored`: one entry a line, "ID ROLE scrypt1 SALT HASH LABEL"; lines that do not read are passed over. `first`: the single PIN of a box
  // that knew no entries yet; it becomes the first supervisor's where nothing is stored.
  [[nodiscard]] static PinEntries parse(std::string_view stored, std::string_view first);
  [[nodiscard]] std::string to_text() const;

  [[nodiscard]] const std::vector<PinEntry>& list() const { return entries_; }
  [[nodiscard]] const PinEntry* match(const std::string& pin) const;
  [[nodiscard]] const PinEntry* find(std::string_view id) const;

  // What would be saved; `id`: new, random. Neither changes anything unless it answers `saved`.
  [[nodiscard]] PeopleSaved add(std::string id, ui::StaffRole role, std::string label, const std::string& pin, const base::Random16& salt);
  [[nodiscard]] PeopleSaved change_pin(std::string_view id, const std::string& pin, const base::Random16& salt);
  [[nodiscard]] PeopleSaved remove(std::string_view id);

 private:
  [[nodiscard]] std::string hash(const std::string& pin, const base::Random16& salt) const;
  std::vector<PinEntry> entries_;
};

}  // namespace openday::app
