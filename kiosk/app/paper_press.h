// Makes papers from the records on the disk and brings them to a stick, a printer or, through syncd, to the bureau. Blocks for as long as that takes: for the papers'
// own thread. Every failure is a status with a problem to be shown; details go to the log, without a name of a person.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages_papers.h"
#include "kiosk/base/clock.h"
#include "kiosk/device/printer.h"
#include "kiosk/device/stick_mount.h"
#include "kiosk/journal/spool.h"
#include "kiosk/report/papers.h"

namespace openday::app {

struct PressOptions {
  std::filesystem::path state;            // papers are made in its folder reports/ (0700) and removed when they were brought away
  std::filesystem::path fonts_toml;
  std::string printer;                    // queue; empty: the service's default
};

class PaperPress {
 public:
  using Tell = std::function<void(const PaperStatus&)>;
  using Stop = std::function<bool()>;     // true: give it up

  PaperPress(PressOptions options, std::unique_ptr<device::Printer> printer, std::unique_ptr<device::StickMount> stick, std::function<base::Moment()> now);

  // `nap` waits between two looks at a print job. The last status: done, failed or cancelled.
  [[nodiscard]] PaperStatus run(const MakePaper& wanted, const Documents& documents, const Tell& tell, const Stop& stop, const std::function<void()>& nap);

  // What became of papers that were given to syncd for the bureau: the newest that is told of, done or failed; nothing: as before.
  [[nodiscard]] std::optional<PaperStatus> look_at_handed();
  [[nodiscard]] bool waits_for_bureau() const { return !handed_.empty(); }

  // A roll call's list of who is missing, to the printer.
  [[nodiscard]] PaperStatus print_missing(const report::MissingList& missing, const Documents& documents, const Tell& tell, const Stop& stop, const std::function<void()>& nap);

  // The sign-in sheet of today for emergencies, reports/sign-in.pdf: whole, or as it was. False when it could not be made.
  bool keep_list_fresh(const Documents& documents);

 private:
  struct Job;
  void make_folder() const;
  [[nodiscard]] std::optional<PaperStatus> make(Job& job);
  [[nodiscard]] PaperStatus to_stick(Job& job);
  [[nodiscard]] PaperStatus to_printer(Job& job);
  [[nodiscard]] PaperStatus to_bureau(Job& job);
  [[nodiscard]] std::filesystem::path folder() const { return options_.state / "reports"; }

  PressOptions options_;
  std::unique_ptr<device::Printer> printer_;
  std::unique_ptr<device::StickMount> stick_;
  std::function<base::Moment()> now_;
  int reprints_ = 0;
  struct Handed {
    std::string request;                    // in spool/
    PaperStatus status;
  };
  journal::Spool spool_;
  std::vector<Handed> handed_;              // with syncd still
};

}  // namespace openday::app
