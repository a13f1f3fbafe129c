// The office's figures at its terminal: folded from the bureau's records and counted ballots by kiosk/event, the same code as on the
// box and in the report, so that all three say the same.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sync/bureau/admin.h"

namespace openday::bureau {

struct FigureFiles {
  std::string plan, ratings, opinions, calendar, roster{};   // each may be empty
};

[[nodiscard]] bool is_figure(std::string_view table);   // tallies, results, follow-up, opinions, comments, sign-in

[[nodiscard]] int export_figures(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event, const FigureFiles& files, ExportFormat format,
                                 const std::filesystem::path& file);
// `number` as typed or the text of the receipt's code; `event` empty: every event is searched. Returns 1 when it is not here.
[[nodiscard]] int find_case(AdminStore& store, const Terminal& terminal, const std::string& number, const std::string& event, const FigureFiles& files);

}  // namespace openday::bureau
