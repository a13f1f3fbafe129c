#include "tests/support/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/base/mutex.h"
#include "kiosk/base/unique_fd.h"

extern char** environ;

namespace openday::support {
namespace {

using base::Lock;
using base::UniqueFd;
using SteadyTime = std::chrono::steady_clock::time_point;

[[noreturn]] void failed(const std::string& what, int error) { throw std::system_error(error, std::generic_category(), what); }

struct Pipe {
  UniqueFd read;
  UniqueFd write;
};

Pipe make_pipe() {
  std::array<int, 2> fds{};
  if (::pipe2(fds.data(), O_CLOEXEC) != 0) failed("pipe", errno);
  ::fcntl(fds[0], F_SETFL, O_NONBLOCK);
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

std::vector<std::string> merged_environment(const Env& added) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) out.push_back(text);
  }
  for (const auto& [name, value] : added) out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

class SpawnSetup {
 public:
  SpawnSetup(int out, int err, const std::filesystem::path& folder) {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    if (!folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);  // its own group: kill() reaches what it started
    ::posix_spawnattr_setpgroup(&attributes, 0);
  }
  ~SpawnSetup() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;

  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

pid_t spawn(Argv argv, const Env& env, const std::filesystem::path& folder, int out, int err) {
  if (argv.empty()) throw std::invalid_argument("no program named");
  auto environment = merged_environment(env);
  const SpawnSetup setup(out, err, folder);
  pid_t pid = 0;
  const int error = ::posix_spawnp(&pid, argv[0].c_str(), &setup.actions, &setup.attributes, pointers_to(argv).data(),
                                   pointers_to(environment).data());
  if (error != 0) failed("cannot start " + argv[0], error);
  return pid;
}

int exit_code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

// Appends what is there now; false at the end of the stream.
bool drain(int fd, std::string& into) {
  std::array<char, 4096> chunk{};
  for (;;) {
    const ssize_t got = ::read(fd, chunk.data(), chunk.size());
    if (got > 0) into.append(chunk.data(), static_cast<std::size_t>(got));
    if (got == 0) return false;
    if (got < 0 && errno != EINTR) return errno == EAGAIN;
  }
}

std::optional<std::string> whole_line_with(std::string_view part, const std::string& text) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::size_t end = text.find('\n', at);
  if (end == std::string::npos) return std::nullopt;
  return text.substr(start, end - start);
}

// What the child has shown so far.
struct Seen {
  std::string out;
  std::string err;
  std::optional<int> exit_code;
};

}  // namespace

struct Child::State {
  pid_t pid = 0;
  UniqueFd pidfd;
  UniqueFd out_pipe;
  UniqueFd err_pipe;
  mutable base::Mutex mutex;
  base::Condition changed;
  Seen seen OPENDAY_GUARDED_BY(mutex);
  std::thread reader;

  // The reader's whole life: copies both streams until the child is gone, then reaps it. A grandchild that keeps the pipes
  // open does not hold it.
  void read_until_exit() {
    std::array<pollfd, 3> watched{{{pidfd.get(), POLLIN, 0}, {out_pipe.get(), POLLIN, 0}, {err_pipe.get(), POLLIN, 0}}};
    for (;;) {
      if (::poll(watched.data(), watched.size(), -1) < 0) continue;
      const bool ended = watched[0].revents != 0;
      const Lock lock(mutex);
      if (watched[1].fd >= 0 && !drain(out_pipe.get(), seen.out)) watched[1].fd = -1;
      if (watched[2].fd >= 0 && !drain(err_pipe.get(), seen.err)) watched[2].fd = -1;
      if (ended) reap();
      changed.notify_all();
      if (ended) return;
    }
  }

  void reap() OPENDAY_REQUIRES(mutex) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    seen.exit_code = exit_code_of(status);
  }

  // Under the lock, so that a number is never sent to a process that was reaped meanwhile.
  void send(pid_t to, int number) {
    const Lock lock(mutex);
    if (!seen.exit_code) ::kill(to, number);
  }

  // Waits until `done(seen)` gives a value or the time is over.
  template <class Done>
  auto wait_until(std::chrono::milliseconds timeout, Done done) -> decltype(done(std::declval<const Seen&>())) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    const Lock lock(mutex);
    for (;;) {
      if (auto value = done(seen)) return value;
      const auto left = deadline - std::chrono::steady_clock::now();
      if (seen.exit_code || left <= left.zero()) return std::nullopt;
      changed.wait_for(mutex, left);
    }
  }
};

Child::Child(const Argv& argv, const Env& env, const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  state_->pid = spawn(argv, env, folder, out.write.get(), err.write.get());
  state_->pidfd = UniqueFd(static_cast<int>(::syscall(SYS_pidfd_open, state_->pid, 0)));
  if (!state_->pidfd) failed("pidfd_open", errno);
  state_->out_pipe = std::move(out.read);
  state_->err_pipe = std::move(err.read);
  state_->reader = std::thread([state = state_.get()] { state->read_until_exit(); });
}

Child::~Child() {
  if (state_ == nullptr) return;
  stop();
  if (state_->reader.joinable()) state_->reader.join();
}

Child::Child(Child&&) noexcept = default;

Child& Child::operator=(Child&& other) noexcept {
  std::swap(state_, other.state_);  // the old child dies with `other`
  return *this;
}

pid_t Child::pid() const { return state_->pid; }

std::optional<std::string> Child::wait_for_line(std::string_view part, std::chrono::milliseconds timeout) {
  return state_->wait_until(timeout, [&](const Seen& seen) {
    auto line = whole_line_with(part, seen.out);
    return line ? line : whole_line_with(part, seen.err);
  });
}

std::optional<int> Child::wait_exit(std::chrono::milliseconds timeout) {
  return state_->wait_until(timeout, [](const Seen& seen) { return seen.exit_code; });
}

int Child::stop(std::chrono::milliseconds grace) {
  signal(SIGTERM);
  if (const auto code = wait_exit(grace)) return *code;
  kill();
  return wait_exit(std::chrono::hours(1)).value_or(128 + SIGKILL);
}

void Child::signal(int number) { state_->send(state_->pid, number); }

void Child::kill() { state_->send(-state_->pid, SIGKILL); }

std::string Child::out() const {
  const Lock lock(state_->mutex);
  return state_->seen.out;
}

std::string Child::err() const {
  const Lock lock(state_->mutex);
  return state_->seen.err;
}

ProgramResult run_program(const Argv& argv, const Env& env, std::chrono::milliseconds timeout) {
  Child child(argv, env);
  const auto code = child.wait_exit(timeout);
  if (!code) child.kill();
  const int last = code ? *code : child.stop();
  return {last, !code, child.out(), child.err()};
}

}  // namespace openday::support
