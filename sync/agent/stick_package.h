// The package for a hall without a network: what a push would send now, sealed to the bureau's key (protocol/out_package.h). Reads
// journal and inbox, changes nothing. The kiosk holds no key, so syncd makes it.
#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/base/clock.h"
#include "kiosk/base/crypto.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/spool.h"
#include "sync/protocol/out_package.h"

namespace openday::agent {

// Asked after each page of records and each batch of ballots: an export of years of records takes minutes. False: leave it.
using GoOn = std::function<bool()>;
struct LeftOff {};   // thrown then

// Writes FILE: whole under that name, or not there. Throws StoreTrouble when journal or inbox cannot be read, and LeftOff.
[[nodiscard]] protocol::OutResult<protocol::OutManifest> make_stick_package(const std::filesystem::path& file, const journal::ExportRequest& wanted,
                                                                            journal::JournalReader& journal, journal::Inbox& inbox,
                                                                            const base::SigningKey& key, const base::Moment& now, const GoOn& go_on);

}  // namespace openday::agent
