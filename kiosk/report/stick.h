// A file onto a stick so that it is whole under its name or not there: room looked for first, written as NAME.part, synced, read back
// from the device and compared, renamed, the folder synced. A pulled stick shows itself only as errors of writing (its mount stays).
// One thread a call. After it the stick still has to be unmounted before anybody pulls it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/report/sealed_zip.h"

namespace openday::report {

enum class StickError { gone, read_only, full, broken, differs, source, cancelled };
template <class T>
using StickResult = base::Result<T, StickError>;

// What a stick's folder is asked for; the fake of the tests misbehaves. Failures say the system's reason.
class StickFolder {
 public:
  virtual ~StickFolder() = default;
  [[nodiscard]] virtual StickResult<std::uint64_t> free_bytes() = 0;
  [[nodiscard]] virtual StickResult<void> begin(const std::string& name) = 0;          // a new empty file; an old one is emptied
  [[nodiscard]] virtual StickResult<void> write(std::string_view bytes) = 0;           // all of them, after what was written before
  [[nodiscard]] virtual StickResult<void> finish() = 0;                                // on the device, not only in memory
  // At most `most` bytes from `at`, from the device and not from memory where that can be told; fewer: the end.
  [[nodiscard]] virtual StickResult<std::string> read(const std::string& name, std::uint64_t at, std::size_t most) = 0;
  [[nodiscard]] virtual StickResult<void> rename(const std::string& from, const std::string& to) = 0;   // over an old one; durable
  virtual void remove(const std::string& name) = 0;                                    // as far as it still goes
};

// A mounted folder. Nothing is touched before the first call.
[[nodiscard]] std::unique_ptr<StickFolder> open_stick_folder(std::filesystem::path folder);

// `name`: letters that every file system of a stick takes (no / \ : * ? " < > |). The bytes written. Errors name the file and the next step.
[[nodiscard]] StickResult<std::uint64_t> copy_to_stick(StickFolder& stick, const std::filesystem::path& file, const std::string& name, const Progress& progress = {});

}  // namespace openday::report
