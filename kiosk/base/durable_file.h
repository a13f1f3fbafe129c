// A file that is written piece by piece, and may be too large for memory: under a temporary name beside its own until it is whole, so that
// neither a failure nor a power cut leaves half of it, or takes what stood there before.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <streambuf>
#include <string_view>

#include "kiosk/base/file.h"

namespace openday::base {

class DurableFile {
 public:
  // `mode` as for open(2), subject to the umask. `what` of a failure names the path and the system's reason, here and below.
  [[nodiscard]] static Result<DurableFile, FileError> create(const std::filesystem::path& path, unsigned mode);
  ~DurableFile();   // takes the temporary file away unless commit() succeeded
  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&&) = delete;

  [[nodiscard]] Result<void, FileError> write(std::string_view bytes);
  // fsync, rename, fsync of the folder; the last call. Only the last of these can fail with the new file in place.
  [[nodiscard]] Result<void, FileError> commit();

 private:
  DurableFile(std::filesystem::path path, std::filesystem::path temporary, UniqueFd fd);

  std::filesystem::path path_, temporary_;   // `temporary_` empty: nothing to take away
  UniqueFd fd_;
};

// std::ostream's way into one. After a failure it takes nothing more, and finish() says what it was.
class DurableFileBuffer : public std::streambuf {
 public:
  explicit DurableFileBuffer(DurableFile& file);
  // Writes what it still holds; the first failure.
  [[nodiscard]] Result<void, FileError> finish();

 private:
  int_type overflow(int_type next) override;
  bool pass_on();

  DurableFile& file_;
  std::array<char, 1u << 16> held_{};
  std::optional<Failure<FileError>> failure_;
};

}  // namespace openday::base
