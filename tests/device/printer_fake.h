// A printer in memory: what it is given, and the states it was told to go through (the last one stays).
#pragma once

#include <deque>
#include <filesystem>
#include <map>

#include "kiosk/device/printer.h"

namespace openday::device {

class FakePrinter final : public Printer {
 public:
  std::vector<PrinterInfo> printers{{"hall", "大厅打印机", true}};
  std::deque<JobState> states{JobState::done};
  std::optional<PrinterError> fail;
  std::vector<std::string> titles;     // of what was printed
  std::vector<int> cancelled;
  std::filesystem::path keeps;         // where the last file printed is copied to; empty: nowhere

  PrinterResult<std::vector<PrinterInfo>> list() override {
    if (fail) return base::fail(*fail, "scripted");
    return printers;
  }
  PrinterResult<int> print(const std::string&, const std::filesystem::path& file, const std::string& title) override {
    if (fail) return base::fail(*fail, "scripted");
    if (!keeps.empty()) std::filesystem::copy_file(file, keeps, std::filesystem::copy_options::overwrite_existing);
    titles.push_back(title);
    return static_cast<int>(titles.size());
  }
  PrinterResult<JobState> state(const std::string&, int) override {
    if (fail) return base::fail(*fail, "scripted");
    const JobState now = states.front();
    if (states.size() > 1) states.pop_front();
    return now;
  }
  PrinterResult<void> cancel(const std::string&, int job) override {
    cancelled.push_back(job);
    return {};
  }
};

}  // namespace openday::device
