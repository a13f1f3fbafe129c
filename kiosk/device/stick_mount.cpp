#include "kiosk/device/stick_mount.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include "kiosk/base/unique_fd.h"

namespace openday::device {
namespace {

constexpr timeval kHelperSeconds{60, 0};   // unmounting waits until everything is on the stick
constexpr std::size_t kMostAnswer = 512;

MountError kind_of(std::string_view word) {
  if (word == "none") return MountError::none;
  if (word == "several") return MountError::several;
  if (word == "foreign") return MountError::foreign;
  if (word == "busy") return MountError::busy;
  return MountError::failed;
}

class Helper final : public StickMount {
 public:
  Helper(std::filesystem::path socket, std::filesystem::path folder) : socket_(std::move(socket)), folder_(std::move(folder)) {}

  MountResult<std::filesystem::path> mount() override {
    if (const auto done = ask("mount\n"); !done) return tl::unexpected(done.error());
    return folder_;
  }
  MountResult<void> unmount() override { return ask("unmount\n"); }

 private:
  MountResult<void> ask(std::string_view line) const {
    const std::string said = talk(line);
    if (said.empty()) return base::fail(MountError::no_helper, fmt::format("{}: openday-helper does not answer; start openday-helper.socket", socket_.string()));
    if (said.starts_with("ok")) return {};
    const std::string_view rest = std::string_view(said).substr(std::min(said.size(), std::string_view("error ").size()));
    const auto space = rest.find(' ');
    return base::fail(kind_of(rest.substr(0, space)), std::string(space == std::string_view::npos ? rest : rest.substr(space + 1)));
  }

  // The answer's line without its end; empty: nobody answered.
  [[nodiscard]] std::string talk(std::string_view line) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socket_.string();
    if (path.size() >= sizeof(address.sun_path)) return {};
    path.copy(address.sun_path, path.size());
    const base::UniqueFd to(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::setsockopt(to.get(), SOL_SOCKET, SO_RCVTIMEO, &kHelperSeconds, sizeof(kHelperSeconds));
    if (::connect(to.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) return {};
    if (::send(to.get(), line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size())) return {};
    std::string out(kMostAnswer, '\0');
    std::size_t got = 0;
    for (ssize_t more = 1; more > 0 && got < out.size();) {
      more = ::recv(to.get(), out.data() + got, out.size() - got, 0);
      if (more > 0) got += static_cast<std::size_t>(more);
    }
    out.resize(got);
    return out.substr(0, out.find('\n'));
  }

  std::filesystem::path socket_, folder_;
};

class Folder final : public StickMount {
 public:
  explicit Folder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  MountResult<std::filesystem::path> mount() override {
    std::error_code error;
    if (!std::filesystem::is_directory(folder_, error)) return base::fail(MountError::none, folder_.string() + ": no such folder; put the stick in");
    return folder_;
  }
  MountResult<void> unmount() override { return {}; }

 private:
  std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<StickMount> make_helper_stick(std::filesystem::path socket, std::filesystem::path folder) { return std::make_unique<Helper>(std::move(socket), std::move(folder)); }
std::unique_ptr<StickMount> make_folder_stick(std::filesystem::path folder) { return std::make_unique<Folder>(std::move(folder)); }

}  // namespace openday::device
