#include "tests/journal/journal_fixture.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "kiosk/journal/database.h"

namespace openday::journal {

base::Moment moment(int seconds, base::ClockState clock) {
  const auto start = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at;
  return {start + std::chrono::seconds(seconds), "5f0c6a52-8a2e-4f0e-9d7d-4b8f4f4f0001", 1000 + seconds * 1000, clock};
}

Draft draft(std::string text, event::Kind kind) { return {kind, "lq2020", fmt::format(R"({{"text":"{}"}})", text)}; }

event::RegistrationId registration(int number) {
  event::RegistrationId id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(number * 7 + static_cast<int>(i) * (number % 251 + 1));
  id.bytes[0] = static_cast<std::uint8_t>(number);
  id.bytes[1] = static_cast<std::uint8_t>(number >> 8);
  return id;
}

Cast cast_of(int guest, std::vector<std::string> subjects, int grade, std::string text) {
  Cast cast{"lq2020", "morning", registration(guest), {}};
  for (auto& subject : subjects) cast.ballots.push_back({std::move(subject), grade, {}, text});
  return cast;
}

FastFolder::FastFolder() {
  std::error_code none;
  const auto root = std::filesystem::is_directory("/dev/shm", none) ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
  std::string name = (root / "openday-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

FastFolder::~FastFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string file_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void damage_inbox(Inbox& inbox, const std::filesystem::path& state) {
  if (!inbox.erase({})) throw std::runtime_error("the log of inbox.db is not emptied");
  const auto path = Layout{state}.inbox_db();
  {
    constexpr std::size_t kPage = 4096;
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(kPage);
    file << std::string(std::filesystem::file_size(path) - kPage, 'g');
    if (!file.flush()) throw std::runtime_error("inbox.db cannot be damaged");
  }
  Database other(path, Database::Mode::write);   // a commit of somebody else's: what the inbox has in memory does not count any more
  other.execute("PRAGMA user_version = " + std::to_string(other.integer("PRAGMA user_version")));
}

}  // namespace openday::journal
