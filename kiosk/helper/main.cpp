// openday-helper: the only program of a box that runs as root. systemd starts it when the kiosk connects to its socket (fd 3); it
// answers one caller after the other and ends when nobody has come for a while. usage: openday-helper --user NAME [--socket PATH]
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <poll.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/helper/helper.h"
#include "kiosk/helper/request.h"

namespace {

using openday::base::UniqueFd;

constexpr int kFirstPassedFd = 3;        // sd_listen_fds(3)
constexpr int kIdleMs = 60'000;          // then systemd starts it anew with the next caller
constexpr timeval kCallerSeconds{5, 0};  // a caller that says nothing does not keep the others waiting

int complain(const std::string& what) {
  std::fprintf(stderr, "openday-helper: error: %s\n", what.c_str());
  return 1;
}

UniqueFd listen_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return {};
  path.copy(address.sun_path, path.size());
  UniqueFd out(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ::unlink(path.c_str());
  if (!out || ::bind(out.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 || ::listen(out.get(), 4) != 0) return {};
  return out;
}

UniqueFd passed_by_systemd() {
  const char* pid = std::getenv("LISTEN_PID");
  const char* count = std::getenv("LISTEN_FDS");
  if (pid == nullptr || count == nullptr || std::to_string(::getpid()) != pid || std::string_view(count) != "1") return {};
  return UniqueFd(kFirstPassedFd);
}

bool is_allowed(int caller, uid_t user) {
  ucred who{};
  socklen_t size = sizeof(who);
  return ::getsockopt(caller, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && (who.uid == user || who.uid == 0);
}

std::string read_line(int caller) {
  std::string out;
  char c = 0;
  while (out.size() < openday::helper::kMostRequest && ::read(caller, &c, 1) == 1) {
    out += c;
    if (c == '\n') break;
  }
  return out;
}

void serve(int caller, uid_t user, openday::helper::Machine& machine) {
  ::setsockopt(caller, SOL_SOCKET, SO_RCVTIMEO, &kCallerSeconds, sizeof(kCallerSeconds));
  ::setsockopt(caller, SOL_SOCKET, SO_SNDTIMEO, &kCallerSeconds, sizeof(kCallerSeconds));
  const std::string line = read_line(caller);   // whoever it is: an answer before the question would be lost
  const std::string said = is_allowed(caller, user) ? openday::helper::answer(line, machine) : "error refused this user may not ask\n";
  (void)::send(caller, said.data(), said.size(), MSG_NOSIGNAL);
}

int run(const UniqueFd& door, uid_t user, openday::helper::Machine& machine) {
  for (;;) {
    pollfd waits{door.get(), POLLIN, 0};
    const int ready = ::poll(&waits, 1, kIdleMs);
    if (ready == 0) return 0;
    if (ready < 0 && errno != EINTR) return complain(std::string("poll: ") + std::strerror(errno));
    if (ready < 0) continue;
    if (const UniqueFd caller(::accept4(door.get(), nullptr, nullptr, SOCK_CLOEXEC)); caller) serve(caller.get(), user, machine);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string user, socket;
  openday::helper::MachinePaths paths;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--user") user = argv[i + 1];
    else if (name == "--socket") socket = argv[i + 1];
    else if (name == "--stick") paths.stick = argv[i + 1];
    else return complain("unknown option " + std::string(name));
  }
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::puts("usage: openday-helper --user NAME [--socket PATH] [--stick DIR]\nMounts a stick, unmounts it, sets the time: for user NAME alone. Started by systemd (openday-helper.socket).");
    return 0;
  }
  const passwd* who = user.empty() ? nullptr : ::getpwnam(user.c_str());
  if (who == nullptr) return complain("--user: no such user; give that of openday-kiosk.service");
  ::umask(0077);
  const UniqueFd door = socket.empty() ? passed_by_systemd() : listen_at(socket);
  if (!door) return complain(socket.empty() ? "no socket from systemd; start openday-helper.socket" : socket + ": cannot listen here");
  const auto machine = openday::helper::make_machine(paths, who->pw_uid, who->pw_gid);
  return run(door, who->pw_uid, *machine);
}
