#include "tests/bench/line_relay.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <list>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"

namespace openday::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kChunk = 4096;

base::UniqueFd tcp_socket() { return base::UniqueFd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)); }

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(port);
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return out;
}

void no_delay(int fd) {
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// One direction of the line: when the next byte may pass, and how much is in it.
struct Way {
  Clock::time_point free{};
  std::size_t held = 0;
  std::atomic<std::uint64_t> bytes{0};
};

struct Piece {
  Clock::time_point due;
  std::string bytes;
  std::size_t at = 0;
};

// One direction of one connection.
struct Pipe {
  int from = -1, to = -1;
  Way* way = nullptr;
  std::deque<Piece> pieces;
  bool ended = false, closed = false;
};

struct Connection {
  base::UniqueFd client, server;
  std::array<Pipe, 2> pipes;
  [[nodiscard]] bool is_over() const { return pipes[0].closed && pipes[1].closed; }
};

}  // namespace

class LineRelay::Core {
 public:
  Core(const Line& line, std::uint16_t to) : line_(line), to_(to), listener_(tcp_socket()), stop_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (!listener_ || ::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_.get(), 64) != 0 ||
        ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("the relay cannot listen");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~Core() {
    const std::uint64_t one = 1;
    (void)!::write(stop_.get(), &one, sizeof one);
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::uint64_t bytes_up() const { return up_.bytes; }

 private:
  void run() {
    while (true) {
      std::vector<pollfd> fds{{stop_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
      auto next = Clock::now() + std::chrono::seconds(1);
      for (auto& connection : connections_)
        for (auto& pipe : connection.pipes) watch(pipe, fds, next);
      const auto wait = std::max(next - Clock::now(), Clock::duration::zero());
      const timespec limit{std::chrono::duration_cast<std::chrono::seconds>(wait).count(), (wait % std::chrono::seconds(1)).count()};
      ::ppoll(fds.data(), fds.size(), &limit, nullptr);
      if ((fds[0].revents & POLLIN) != 0) return;
      if ((fds[1].revents & POLLIN) != 0) accept();
      for (auto& connection : connections_)
        for (auto& pipe : connection.pipes) move(pipe);
      connections_.remove_if([](const Connection& one) { return one.is_over(); });
    }
  }

  void watch(const Pipe& pipe, std::vector<pollfd>& fds, Clock::time_point& next) const {
    if (!pipe.ended && pipe.way->held < line_.holds_bytes) fds.push_back({pipe.from, POLLIN, 0});
    if (pipe.pieces.empty()) return;
    if (pipe.pieces.front().due <= Clock::now()) {
      fds.push_back({pipe.to, POLLOUT, 0});
    } else {
      next = std::min(next, pipe.pieces.front().due);
    }
  }

  void accept() {
    base::UniqueFd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    auto server = tcp_socket();
    const auto address = loopback(to_);
    if (!client || !server || (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS)) return;
    no_delay(client.get());
    no_delay(server.get());
    auto& one = connections_.emplace_back(Connection{std::move(client), std::move(server), {}});
    one.pipes[0] = {one.client.get(), one.server.get(), &up_, {}, false, false};
    one.pipes[1] = {one.server.get(), one.client.get(), &down_, {}, false, false};
  }

  void move(Pipe& pipe) {
    if (pipe.closed) return;
    while (!pipe.ended && pipe.way->held < line_.holds_bytes && take(pipe)) {
    }
    while (!pipe.pieces.empty() && pipe.pieces.front().due <= Clock::now() && give(pipe)) {
    }
    if (pipe.ended && pipe.pieces.empty()) {
      ::shutdown(pipe.to, SHUT_WR);
      pipe.closed = true;
    }
  }

  bool take(Pipe& pipe) {
    std::string bytes(kChunk, '\0');
    const auto size = ::recv(pipe.from, bytes.data(), bytes.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == ENOTCONN || errno == EINTR)) return false;
    if (size <= 0) {
      pipe.ended = true;
      return false;
    }
    bytes.resize(static_cast<std::size_t>(size));
    const double seconds = line_.bits_per_second > 0 ? static_cast<double>(size) * 8 / line_.bits_per_second : 0;
    auto& way = *pipe.way;
    way.free = std::max(way.free, Clock::now()) + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    way.held += bytes.size();
    way.bytes += bytes.size();
    pipe.pieces.push_back({way.free + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::milli>(line_.round_trip_ms / 2)), std::move(bytes), 0});
    return true;
  }

  bool give(Pipe& pipe) {
    auto& piece = pipe.pieces.front();
    const auto size = ::send(pipe.to, piece.bytes.data() + piece.at, piece.bytes.size() - piece.at, MSG_NOSIGNAL);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (size < 0) {
      for (const auto& left : pipe.pieces) pipe.way->held -= left.bytes.size();
      pipe.pieces.clear();
      pipe.ended = true;
      return false;
    }
    piece.at += static_cast<std::size_t>(size);
    if (piece.at < piece.bytes.size()) return false;
    pipe.way->held -= piece.bytes.size();
    pipe.pieces.pop_front();
    return true;
  }

  const Line line_;
  const std::uint16_t to_;
  base::UniqueFd listener_, stop_;
  std::uint16_t port_ = 0;
  Way up_, down_;
  std::list<Connection> connections_;
  std::thread thread_;
};

LineRelay::LineRelay(const Line& line, std::uint16_t to) : core_(std::make_unique<Core>(line, to)) {}
LineRelay::~LineRelay() = default;
std::uint16_t LineRelay::port() const { return core_->port(); }
std::uint64_t LineRelay::bytes_up() const { return core_->bytes_up(); }

}  // namespace openday::bench
