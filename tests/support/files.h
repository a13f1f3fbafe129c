// Files for tests: a fresh folder that is gone at the end, and whole-file helpers that throw where something is wrong.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace openday::support {

// A new empty folder under the system's temporary one; removed with everything in it at the end of its life.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, std::string_view text);  // makes the folders above it
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);     // without their line ends
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);  // sorted

}  // namespace openday::support
