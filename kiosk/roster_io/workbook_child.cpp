#include "kiosk/roster_io/workbook_child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <new>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/roster_io/workbook_frames.h"

namespace openday::roster_io {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kBlock = 64u << 10;
constexpr std::chrono::milliseconds kLingering{2000};   // between a child's closing its pipe and its end

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;   // sanitizers map terabytes of address space, and probe memory through a pipe of their own
#else
constexpr bool kSanitized = false;
#endif

void limit(__rlimit_resource what, rlim_t value) {
  const rlimit both{value, value};
  if (::setrlimit(what, &both) != 0) throw std::system_error(errno, std::generic_category(), "setrlimit");
}

void limit_itself() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!kSanitized) limit(RLIMIT_AS, kChildMemoryBytes);
  limit(RLIMIT_CPU, kChildCpuSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  if (!kSanitized) limit(RLIMIT_NOFILE, 3);
}

std::string read_stdin() {
  struct stat about {};
  if (::fstat(STDIN_FILENO, &about) != 0) throw std::system_error(errno, std::generic_category(), "fstat");
  std::string out(std::min<std::size_t>(static_cast<std::size_t>(about.st_size), kMaxWorkbookBytes + 1), '\0');
  std::size_t at = 0;
  while (at < out.size()) {
    const ssize_t got = ::read(STDIN_FILENO, out.data() + at, out.size() - at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "read");
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  out.resize(at);
  return out;
}

void write_stdout(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw std::system_error(errno, std::generic_category(), "write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

using Read = base::Result<void, WorkbookError>;

Read too_large() {
  return base::fail(WorkbookError::too_large, fmt::format("工作簿展开后需要的内存超过 {} MiB，不像来宾名单；请只把名单复制到一个新工作簿，另存为 .xlsx", kChildMemoryBytes >> 20));
}

Read too_slow() {
  return base::fail(WorkbookError::too_slow, "读取工作簿花的时间太长，已停止；请只把名单复制到一个新工作簿，另存为 .xlsx");
}

Read unreadable(std::string_view what, int error) {
  return base::fail(WorkbookError::unreadable, fmt::format("{}：{}", what, std::strerror(error)));
}

// A child that runs; killed, if it still does, and waited for at the end of its life.
class Reader {
 public:
  explicit Reader(pid_t pid, base::UniqueFd&& pipe) : pid_(pid), pipe_(std::move(pipe)) {}
  ~Reader() { (void)end(); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // False when the deadline came first.
  bool pump(FrameReader& frames, Clock::time_point deadline) {
    std::array<char, kBlock> block;
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      pollfd ready{pipe_.get(), POLLIN, 0};
      const int count = left <= 0 ? 0 : ::poll(&ready, 1, static_cast<int>(left));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      const ssize_t got = ::read(pipe_.get(), block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0 || !frames.feed({block.data(), static_cast<std::size_t>(got)})) return true;
    }
  }

  // Its wait status. It has closed its pipe and is about to end; one that does not is killed.
  int end_by_itself() {
    const base::UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));   // glibc 2.36 declares its own for C only
    pollfd ended{process.get(), POLLIN, 0};
    const bool waited = process && ::poll(&ended, 1, static_cast<int>(kLingering.count())) == 1;
    return waited ? reap() : end();
  }

  int end() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
    return reap();
  }

 private:
  int reap() {
    if (pid_ <= 0) return status_;
    while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status_;
  }

  pid_t pid_;
  base::UniqueFd pipe_;
  int status_ = 0;
};

struct Started {
  pid_t pid = -1;
  base::UniqueFd pipe;
};

base::Result<Started, WorkbookError> start(const std::string& program, int file) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return tl::unexpected(unreadable("管道无法建立", errno).error());
  base::UniqueFd from_child(ends[0]), to_parent(ends[1]);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, to_parent.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::string name = program, word(kReadWorkbookCommand);
  char* const arguments[] = {name.data(), word.data(), nullptr};
  char* const environment[] = {nullptr};
  Started out;
  const int error = ::posix_spawn(&out.pid, program.c_str(), &actions, nullptr, arguments, environment);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return tl::unexpected(unreadable("读取程序无法启动", error).error());
  out.pipe = std::move(from_child);
  return out;
}

Read judge(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return too_slow();
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return too_slow();   // the hard limit of CPU time
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return base::fail(WorkbookError::damaged, fmt::format("工作簿无法读取（读取程序中断，代码 {}）；请在 WPS 或 Excel 中打开后另存为 .xlsx，再试一次", code));
}

}  // namespace

int run_workbook_child() {
  limit_itself();
  FrameWriter frames(write_stdout);
  try {
    const auto read = read_workbook(read_stdin(), frames);
    if (!read) return frames.failure(read.error().kind, read.error().what), 1;
    return frames.whole(), 0;
  } catch (const std::bad_alloc&) {
    return frames.failure(WorkbookError::too_large, too_large().error().what), 1;
  }
}

base::Result<void, WorkbookError> read_workbook_in_child(const std::filesystem::path& file, const std::string& program, WorkbookSink& sink,
                                                         std::chrono::milliseconds deadline) {
  const base::UniqueFd opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return unreadable("文件打不开", errno);
  auto started = start(program, opened.get());
  if (!started) return tl::unexpected(std::move(started.error()));
  Reader reader(started->pid, std::move(started->pipe));
  FrameReader frames(sink);
  if (!reader.pump(frames, Clock::now() + deadline)) return too_slow();
  if (frames.failure()) return tl::unexpected(*frames.failure());
  if (frames.whole() || frames.enough()) return {};
  if (frames.nonsense()) return base::fail(WorkbookError::damaged, "工作簿无法读取；请在 WPS 或 Excel 中打开后另存为 .xlsx，再试一次");
  return judge(reader.end_by_itself());
}

}  // namespace openday::roster_io
