// An invented day's figures and cases for printing: rare characters, long words, words that look like formulas.
#pragma once

#include "kiosk/report/papers.h"

namespace openday::report {

inline constexpr const char* kRareText = "㛃𬀩𫍯𠅤𬭎䶮堃祎赟頔";   // DOMAIN.md
inline constexpr const char* kFormula = "=HYPERLINK(\"http://example.invalid\",\"点我\")";

[[nodiscard]] event::Figures sample_figures();
[[nodiscard]] event::FollowUpList sample_cases(int count);
[[nodiscard]] std::vector<event::SheetFigures> sample_sheets(bool sealed = false);
[[nodiscard]] PaperFile paper_file(const std::filesystem::path& file, const std::string& title);
[[nodiscard]] inline event::Date sample_day() { return base::parse_date("2020-12-10").value(); }

}  // namespace openday::report
