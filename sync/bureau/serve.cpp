#include "sync/bureau/serve.h"

#include <csignal>
#include <cerrno>
#include <ctime>

#include <fmt/core.h>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/base/notify.h"
#include "sync/bureau/bureau_service.h"
#include "sync/bureau/health_watch.h"
#include "sync/bureau/watch.h"
#include "sync/http/http_server.h"
#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }

std::string figures_text(const http::ServerFigures& figures) {
  return fmt::format("# TYPE openday_bureau_connections gauge\nopenday_bureau_connections {}\n# TYPE openday_bureau_waiting gauge\n"
                     "openday_bureau_waiting {}\n# TYPE openday_bureau_shed_total counter\nopenday_bureau_shed_total {}\n"
                     "# TYPE openday_bureau_timed_out_total counter\nopenday_bureau_timed_out_total {}\n# TYPE openday_bureau_body_bytes gauge\n"
                     "openday_bureau_body_bytes {}\n",
                     figures.connections, figures.waiting, figures.shed, figures.timed_out, figures.body_bytes);
}

// Until a stop signal, telling the service manager how it goes.
void wait_for_stop(Store& store) {
  const auto set = stop_signals();
  Watch watch(store);
  const auto interval = Watch::pause(base::watchdog_interval());
  const timespec pause{static_cast<time_t>(interval.count() / 1000), static_cast<long>(interval.count() % 1000) * 1'000'000};
  while (sigtimedwait(&set, nullptr, &pause) < 0) {
    if (errno == EAGAIN) watch.look();
  }
}

}  // namespace

void block_stop_signals() {
  const auto set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int serve(BureauStore& store, const ServeOptions& options) {
  http::ServerOptions front;
  front.address = options.address;
  front.port = options.port;
  front.workers = options.workers;
  front.queue = options.queue;
  front.connections = options.connections;
  front.connections_of_one = options.connections_of_one;
  front.body_bytes = protocol::kMaxBodyBytes;
  front.at_once = "/v1/health";
  front.headers = {{std::string(protocol::kMark), "1"}};
  if (!options.certificate.empty()) {
    auto tls = http::make_server_context(options.certificate, options.key);
    if (!tls) {
      base::log_error("{}", tls.error().what);
      return 1;
    }
    front.tls = std::move(*tls);
  }
  std::string ca;
  if (!options.ca.empty()) {
    auto read = base::read_file(options.ca);
    if (!read) {
      base::log_error("{}", read.error().what);
      return 1;
    }
    ca = std::move(*read);
  }
  std::atomic<const http::HttpServer*> running{nullptr};
  const HealthWatch health([&store] { return ask_database(store); }, {});
  BureauService service(store, wall_now, [&running] {
    const auto* server = running.load();
    return server ? figures_text(server->figures()) : std::string();
  }, &store, std::move(ca), &store, [&health] { return health.state(); });
  auto server = http::HttpServer::start(std::move(front), [&service](const http::Request& request) { return service.handle(request); });
  if (!server) {
    base::log_error("{}", server.error().what);
    return 1;
  }
  running = &*server;
  base::log_notice("listening on {}:{} ({})", options.address, server->port(), options.certificate.empty() ? "HTTP, loopback only" : "HTTPS");
  base::notify_service("READY=1");
  wait_for_stop(store);
  base::notify_service("STOPPING=1");
  server->stop();
  base::log_notice("stopped");
  return 0;
}

}  // namespace openday::bureau
