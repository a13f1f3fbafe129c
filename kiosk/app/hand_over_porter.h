// Carries between stick and box: documents in (looked at, then put into spool/ for syncd), records out (made and sealed by syncd, which
// holds the device's key), invitation codes onto the stick (made by `openday` with the issuer's key from the stick). Blocks for as long
// as that takes: for the hand-over's own thread. Every failure is a status with a problem to be shown; the log names no person.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages_hand_over.h"
#include "kiosk/base/clock.h"
#include "kiosk/device/stick_mount.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/journal/spool.h"

namespace openday::app {

struct PorterOptions {
  std::filesystem::path state;
  std::filesystem::path office;           // the program `openday`
};

// How a piece of work ended, and what is to be recorded of it.
struct Carried {
  ui::HandOver status;
  std::string adopted;                    // kinds and versions: the desk is to put them into force
  std::string exported;                   // what went onto the stick
};

class HandOverPorter {
 public:
  struct Ways {
    std::function<void(const ui::HandOver&)> tell;
    std::function<bool()> stopped;        // true: give it up
    std::function<void()> nap;            // between two looks at syncd
  };

  HandOverPorter(PorterOptions options, std::unique_ptr<device::StickMount> stick, std::function<base::Moment()> now);

  [[nodiscard]] Carried run(const HandOverJob& job, const Documents& documents, const Ways& ways);
  void forget();                          // what was looked at and not confirmed

 private:
  struct Work;
  [[nodiscard]] Carried look(Work& work);
  [[nodiscard]] Carried confirm(Work& work);
  [[nodiscard]] Carried hand_out(Work& work, bool everything);
  [[nodiscard]] Carried make_codes(Work& work, const std::string& passphrase);
  [[nodiscard]] std::optional<Carried> import_list(Work& work, const std::filesystem::path& mounted, event::Package& package);
  [[nodiscard]] std::optional<Carried> wait_for_syncd(Work& work, const std::string& name, journal::SpoolKind kind);
  [[nodiscard]] bool write_inputs(const Documents& documents);
  [[nodiscard]] std::filesystem::path folder() const { return options_.state / "reports" / "hand-over"; }

  PorterOptions options_;
  std::unique_ptr<device::StickMount> stick_;
  std::function<base::Moment()> now_;
  journal::Spool spool_;
  std::optional<event::Package> looked_at_;
  ui::HandOver preview_;                  // of it
};

}  // namespace openday::app
