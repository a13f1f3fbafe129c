// Workbooks are read in a child process: a zip bomb, a damaged file or a mistake in a library then ends the child, never the program.
// The child is this same program with one hidden word (kReadWorkbookCommand); it gets the file as its standard input and a pipe as
// its standard output, no other descriptor, no environment, and gives itself limits before it looks at the first byte.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/roster_io/workbook.h"

namespace openday::roster_io {

inline constexpr std::string_view kReadWorkbookCommand = "read-workbook";
inline constexpr std::size_t kChildMemoryBytes = 1536u << 20;    // RLIMIT_AS: one part unpacked, its texts, and the program itself
inline constexpr unsigned kChildCpuSeconds = 60;                 // 500,000 rows of ten cells take about 6
inline constexpr std::chrono::seconds kChildDeadline{180};       // on the wall clock: a disk may be slow

// What `main` does for the hidden word: reads standard input, writes frames; the exit code.
[[nodiscard]] int run_workbook_child();

// Reads the file in a child of `program` (/proc/self/exe: the one that runs). Failures name what was wrong and the next step, not the
// file. The sink gets only what has passed every cap.
[[nodiscard]] base::Result<void, WorkbookError> read_workbook_in_child(const std::filesystem::path& file, const std::string& program,
                                                                       WorkbookSink& sink, std::chrono::milliseconds deadline = kChildDeadline);

}  // namespace openday::roster_io
