// An office at its desk: a fresh folder and the real `openday` program. Verbs make plans, lists, keys, codes and pictures.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::tool {

class Office {
 public:
  // Runs `openday` with these arguments; relative file names lie in the office's folder.
  support::ProgramResult run(std::vector<std::string> arguments) const;
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) const { support::write_text(folder_ / name, text); }
  [[nodiscard]] std::string read(const std::string& name) const { return support::read_text(folder_ / name); }

  // Plan, list, roster, keys (root, codes), trust list and codes of an invented event on 2020-11-17; the texts of the codes.
  std::vector<std::string> set_up() const;
  void make_keys(const std::string& folder) const;
  std::vector<std::string> issue(const std::string& plan, const std::string& folder, std::vector<std::string> more = {}) const;
  // A picture of a QR code with this text.
  void draw(const std::string& text, const std::string& name) const;
  // Verdict of `read` on a picture at a moment of the event's day, with the plan's own roster and trust.
  [[nodiscard]] nlohmann::json judge(const std::string& picture, const std::string& clock = "08:35:00", std::vector<std::string> more = {}) const;

 private:
  support::TempDir folder_;
};

[[nodiscard]] std::string programme_3();   // the text of config/plans/03-city-timed.toml
[[nodiscard]] std::vector<nlohmann::json> json_lines(const std::string& text);

}  // namespace openday::tool
