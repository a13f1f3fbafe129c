#include "kiosk/app/office_program.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"

namespace openday::app {

namespace {

constexpr int kLook = 200;                       // ms between two looks whether it is to stop
constexpr std::size_t kMostLine = 64u << 10;     // what is longer is cut
constexpr int kPassphraseFd = 3;

struct Pipe {
  base::UniqueFd out, in;   // to read from, to write to
};

bool open_pipe(Pipe& pipe) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  pipe.out.reset(ends[0]);
  pipe.in.reset(ends[1]);
  return true;
}

pid_t start(const std::filesystem::path& program, const std::vector<std::string>& arguments, int said, int passphrase) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, said, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, passphrase, kPassphraseFd);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, kPassphraseFd + 1);
  std::string name = program.string();
  std::vector<std::string> words = arguments;
  std::vector<char*> argv{name.data()};
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, name.c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : -1;
}

class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ > 0) (void)end(true);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int end(bool kill) {
    if (kill) ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
};

}  // namespace

OfficeRun run_office(const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::string& passphrase,
                     const std::function<bool(std::string_view line)>& line) {
  OfficeRun out;
  Pipe said, secret;
  if (!open_pipe(said) || !open_pipe(secret)) return out;
  // A page's worth fits a pipe whole, so that nobody waits.
  const std::string given = passphrase + '\n';
  if (::write(secret.in.get(), given.data(), given.size()) != static_cast<ssize_t>(given.size())) return out;
  secret.in.reset();
  const pid_t pid = start(program, arguments, said.in.get(), secret.out.get());
  if (pid < 0) return out;
  Child child(pid);
  said.in.reset();
  secret.out.reset();
  std::string kept;
  std::array<char, 16384> block;
  for (;;) {
    pollfd ready{said.out.get(), POLLIN, 0};
    const int count = ::poll(&ready, 1, kLook);
    if (count < 0 && errno != EINTR) return out;
    if (count <= 0) {
      if (!line({})) return out;
      continue;
    }
    const ssize_t got = ::read(said.out.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    kept.append(block.data(), static_cast<std::size_t>(got));
    for (std::size_t end; (end = kept.find('\n')) != std::string::npos; kept.erase(0, end + 1)) {
      const std::string one = kept.substr(0, end);
      if (!one.starts_with('{')) out.last_words = one;
      if (!line(one)) return out;
    }
    if (kept.size() > kMostLine) kept.clear();
  }
  out.exit_code = child.end(false);
  return out;
}

}  // namespace openday::app
