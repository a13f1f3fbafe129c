// What a package from a stick would change, before anybody confirms it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/base/result.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/ui/model_hand_over.h"

namespace openday::app {

inline constexpr std::size_t kMostGoneListed = 40;   // of the checked-in who are not on a new list; the rest is counted

// What the box works with, as news_of() wants it.
[[nodiscard]] std::vector<event::HeldDocument> held_documents(const Documents& documents);

// Fills changes, guests and who would be gone. `news`: the kinds that are newer. The failure names the kind that cannot be read, or
// whose contents are of another event or version than the manifest says.
[[nodiscard]] base::Result<void, ui::HandOverProblem> preview_package(const event::Package& package, const event::PackageManifest& manifest, const std::vector<std::string>& news,
                                                                      const Documents& documents, const event::Attendance& attendance, ui::HandOver& to);

}  // namespace openday::app
