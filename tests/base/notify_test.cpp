#include "kiosk/base/notify.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/files.h"
#include "tests/support/service_manager.h"

namespace openday::base {
namespace {

using namespace std::chrono_literals;

using support::Variable;
using Manager = support::ServiceManager;

TEST(NotifyService, sends_one_datagram_to_the_socket_named) {
  const support::TempDir dir;
  Manager manager((dir / "notify").string());
  const Variable variable("NOTIFY_SOCKET", (dir / "notify").string());
  notify_service("READY=1");
  notify_service("STATUS=接待中");
  EXPECT_EQ(manager.received(), "READY=1");
  EXPECT_EQ(manager.received(), "STATUS=接待中");
  EXPECT_EQ(manager.received(), "nothing");
}

TEST(NotifyService, reaches_an_abstract_socket) {
  const support::TempDir unique;
  const std::string name = "@" + unique.path().filename().string();
  Manager manager(name);
  const Variable variable("NOTIFY_SOCKET", name);
  notify_service("WATCHDOG=1");
  EXPECT_EQ(manager.received(), "WATCHDOG=1");
}

TEST(NotifyService, does_nothing_without_a_manager) {
  ::unsetenv("NOTIFY_SOCKET");
  notify_service("READY=1");
  for (const std::string name : {"", "@", "relative", "/no/such/socket"}) {
    const Variable variable("NOTIFY_SOCKET", name);
    notify_service("READY=1");
  }
  const Variable too_long("NOTIFY_SOCKET", "/" + std::string(200, 'x'));
  notify_service("READY=1");
}

TEST(WatchdogInterval, is_half_the_limit_of_this_process) {
  EXPECT_FALSE(watchdog_interval());
  const Variable limit("WATCHDOG_USEC", "30000000");
  EXPECT_EQ(watchdog_interval(), 15s);
  const Variable mine("WATCHDOG_PID", std::to_string(::getpid()));
  EXPECT_EQ(watchdog_interval(), 15s);
}

TEST(WatchdogInterval, is_none_for_another_process_or_nonsense) {
  {
    const Variable limit("WATCHDOG_USEC", "30000000");
    const Variable other("WATCHDOG_PID", "1");
    EXPECT_FALSE(watchdog_interval());
  }
  for (const char* text : {"", "0", "-5", "10s"}) {
    const Variable limit("WATCHDOG_USEC", text);
    EXPECT_FALSE(watchdog_interval()) << text;
  }
}

}  // namespace
}  // namespace openday::base
