// openday-syncd: ships the journal to the bureau (DESIGN.md section 2). Alone holds the device's private key.
#include <csignal>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "kiosk/base/notify.h"
#include "sync/agent/config.h"
#include "sync/agent/device_key.h"
#include "sync/agent/service.h"

namespace {

using namespace openday;

constexpr int kWrongUse = 2;

struct Arguments {
  std::string state, config;
  bool init = false, once = false, rotate = false;
};

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

int failed(const std::string& what, int code = 1) {
  base::log_error("{}", what);
  return code;
}

int init(const Arguments& arguments) {
  std::string box = "box";
  if (!arguments.config.empty()) {
    const auto config = agent::read_config(arguments.config);
    if (!config) return failed(config.error().what, kWrongUse);
    box = config->box;
  }
  const auto key = agent::init_device_key(arguments.state);
  if (!key) return failed(key.error().what);
  std::cout << fmt::format("{}\nkey id {}\npublic key {}\nnext: openday-bureau admin devices add {} --name \"{}\" --store ...\n",
                           key->fresh ? "made the key of this box" : "the key of this box is there already",
                           base::to_hex(base::key_id(key->key.public_key())), base::to_hex(key->key.public_key()), key->public_file.string(), box);
  return 0;
}

// Stops the runner at the first signal. A thread of its own, so that a wait ends at once.
class SignalThread {
 public:
  explicit SignalThread(agent::Service& service) : thread_([&service, this] {
    const auto set = stop_signals();
    int number = 0;
    sigwait(&set, &number);
    if (!done_) base::notify_service("STOPPING=1");
    service.stop();
  }) {}
  ~SignalThread() {
    done_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }

 private:
  std::atomic<bool> done_{false};
  std::thread thread_;
};

int run_pass(const Arguments& arguments, agent::Service& service) {
  const SignalThread signals(service);
  if (arguments.rotate) return service.rotate_key();
  if (arguments.once) return service.run(true);
  base::notify_service("READY=1");
  const int code = service.run(false);
  base::log_notice("stopped");
  return code;
}

int serve(const Arguments& arguments) {
  const auto config = agent::read_config(arguments.config);
  if (!config) return failed(config.error().what, kWrongUse);
  const auto set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  const auto clock = base::make_system_clock(base::build_date());
  auto inbox = journal::Inbox::open(arguments.state, clock->now());
  if (!inbox) return failed(inbox.error().what);
  if (inbox->moved_aside()) base::log_warning("a damaged inbox was moved to {}: everything is asked and told again", inbox->moved_aside()->string());
  std::uint64_t seed = 0;
  base::random_bytes({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
  agent::Service service(arguments.state, *config, *inbox, *clock, seed);
  return run_pass(arguments, service);
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Ships this box's records to the bureau.");
  app.add_option("--state", arguments.state, "The state folder that kiosk and syncd share")->required();
  app.add_option("--config", arguments.config, "sync.toml");
  auto* init_flag = app.add_flag("--init", arguments.init, "Makes the device's key if there is none, and prints its public half");
  app.add_flag("--once", arguments.once, "One full pass; exit code 0 when all is with the bureau")->excludes(init_flag);
  app.add_flag("--rotate-key", arguments.rotate, "Changes this box's key for a new one, with the bureau's knowledge; stop the service first")->excludes(init_flag);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  if (arguments.init) return init(arguments);
  if (arguments.config.empty()) return failed("--config is missing: give sync.toml with the bureau's url", kWrongUse);
  return serve(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& broken) {
    openday::base::log_error("openday-syncd: {}", broken.what());
    return 70;   // EX_SOFTWARE
  }
}
