#include "sync/agent/network_watch.h"

#include <array>
#include <cerrno>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace openday::agent {

NetworkWatch::NetworkWatch() : socket_(::socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE)) {
  if (!socket_) return;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
  if (::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) socket_ = base::UniqueFd();
}

bool NetworkWatch::take() {
  if (!socket_) return false;
  std::array<char, 8192> buffer;
  bool changed = false;
  while (true) {
    const auto size = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (size <= 0 && errno != ENOBUFS) return changed;   // ENOBUFS: more changed than the kernel kept for us
    changed = true;
  }
}

}  // namespace openday::agent
