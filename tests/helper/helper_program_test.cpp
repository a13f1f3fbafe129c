// The program at its socket, and the real calls on a loop device where the sandbox has one.
#include <sys/socket.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/helper/machine.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::helper {
namespace {

using ::testing::StartsWith;

class Program : public ::testing::Test {
 protected:
  void start(const std::string& user) {
    child_ = std::make_unique<support::Child>(support::Argv{OPENDAY_BIN_DIR "/openday-helper", "--user", user, "--socket", socket(), "--stick", (folder_ / "stick").string()});
    for (int i = 0; i < 500 && !std::filesystem::exists(socket()); ++i) (void)child_->wait_exit(std::chrono::milliseconds(10));
  }
  [[nodiscard]] std::string socket() const { return (folder_ / "s").string(); }
  [[nodiscard]] std::string ask(const std::string& line) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket().copy(address.sun_path, sizeof(address.sun_path) - 1);
    const base::UniqueFd caller(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(caller.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) return "no connection";
    (void)::send(caller.get(), line.data(), line.size(), MSG_NOSIGNAL);
    std::string out(200, '\0');
    const ssize_t got = ::recv(caller.get(), out.data(), out.size(), MSG_WAITALL);
    out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return out;
  }
  support::TempDir folder_;
  std::unique_ptr<support::Child> child_;
};

TEST_F(Program, answers_one_caller_after_the_other) {
  start("root");
  EXPECT_THAT(ask("unmount\n"), StartsWith("error not-mounted"));
  EXPECT_THAT(ask("mount /dev/sda\n"), StartsWith("error bad-request"));
  EXPECT_THAT(ask(std::string(5000, 'x')), ::testing::AnyOf(StartsWith("error bad-request"), ::testing::IsEmpty()));
  EXPECT_THAT(ask("unmount\n"), StartsWith("error not-mounted")) << "a caller who says too much ends nobody else's";
}

TEST_F(Program, refuses_another_user_whatever_the_sockets_mode_is) {
  if (::geteuid() != 0 || support::run_program({"sh", "-c", "command -v setpriv && test -x /usr/bin/python3"}).exit_code != 0) GTEST_SKIP() << "needs root, setpriv and python3";
  start("root");
  ::chmod(socket().c_str(), 0777);
  ::chmod(folder_.path().c_str(), 0777);
  const auto said = support::run_program({"setpriv", "--reuid", "65534", "--clear-groups", "/usr/bin/python3", "-c",
                                          "import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\ns.sendall(b'unmount\\n')\nprint(s.recv(100).decode())", socket()});
  EXPECT_THAT(said.out, StartsWith("error refused")) << said.err;
}

TEST_F(Program, does_not_start_without_a_user_or_a_socket) {
  EXPECT_EQ(support::run_program({OPENDAY_BIN_DIR "/openday-helper", "--user", "nobody-has-this-name", "--socket", socket()}).exit_code, 1);
  EXPECT_EQ(support::run_program({OPENDAY_BIN_DIR "/openday-helper", "--user", "root"}).exit_code, 1);
}

TEST_F(Program, the_machine_mounts_without_devices_programs_or_set_user_ids_and_lets_go) {
  const std::string image = (folder_ / "image").string();
  if (::geteuid() != 0 || support::run_program({"sh", "-c", "truncate -s 8M " + image + " && mke2fs -q -t ext4 " + image}).exit_code != 0) GTEST_SKIP() << "needs root and mke2fs";
  const auto loop = support::run_program({"losetup", "--find", "--show", image});
  if (loop.exit_code != 0) GTEST_SKIP() << "no loop device here: " << loop.err;
  const std::string device = loop.out.substr(0, loop.out.find('\n'));
  const auto machine = make_machine({folder_ / "stick", "/sys/class/block", "/dev"}, 0, 0);
  const StickDevice stick{std::filesystem::path(device).filename().string(), ""};
  const auto bytes = machine->first_bytes(stick);
  EXPECT_TRUE(bytes && file_system_of(*bytes) == "ext4");
  const auto done = machine->mount(stick, "ext4");
  if (done) {
    struct statvfs about {};
    EXPECT_EQ(::statvfs((folder_ / "stick").c_str(), &about), 0);
    EXPECT_EQ(about.f_flag & (ST_NOSUID | ST_NODEV | ST_NOEXEC), static_cast<unsigned long>(ST_NOSUID | ST_NODEV | ST_NOEXEC));
    EXPECT_TRUE(machine->mounted());
    {
      const base::UniqueFd open(::open((folder_ / "stick").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      const auto busy = machine->unmount(false);
      EXPECT_FALSE(busy);
      if (!busy) {
        EXPECT_EQ(busy.error().kind, MachineError::busy);
      }
    }
    EXPECT_TRUE(machine->unmount(false));
    EXPECT_FALSE(machine->mounted());
  }
  (void)support::run_program({"losetup", "-d", device});
  if (!done) GTEST_SKIP() << "cannot mount here: " << done.error().what;
}

}  // namespace
}  // namespace openday::helper
