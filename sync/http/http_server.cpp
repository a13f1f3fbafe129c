#include "sync/http/http_server.h"

#include <map>
#include <optional>
#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fmt/core.h>

#include "kiosk/base/log.h"
#include "sync/http/arriving_body.h"
#include "sync/http/counted.h"
#include "sync/http/worker_pool.h"

namespace openday::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bh = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = beast::error_code;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr int kBacklog = 1024;                                  // bursts of kiosks that come back at once
constexpr std::size_t kReadChunk = 16u << 10;
constexpr std::size_t kBufferBytes = 64u << 10;                 // what is read and not understood yet: endless chunk extensions end here
constexpr std::size_t kLingerBytes = 4u << 20;                  // what is read and thrown away after a refusal,
constexpr std::chrono::milliseconds kLingerLimit{2000};         // so that the client sees the answer and not a reset
constexpr std::size_t kAddressesKept = 1024;                    // before those without a connection are forgotten
constexpr std::chrono::milliseconds kAcceptPause{100};          // out of file descriptors: try again then

// What sessions share; counters are read by figures() from other threads.
struct Shared {
  explicit Shared(ServerOptions given, Handler handle) : options(std::move(given)), handler(std::move(handle)), pool(options.workers) {}

  ServerOptions options;
  Handler handler;
  std::atomic<bool> stopping{false};
  Counter connections{0}, requests{0}, shed{0}, timed_out{0}, waiting{0}, body_bytes{0};
  std::map<asio::ip::address, Counter> of_address;   // open connections; the I/O thread's but for the counters
  std::optional<asio::io_context> io{1};   // after the counters: sessions that die with it still count down
  WorkerPool pool;   // last: its jobs hold sessions, which hold sockets of `io`
};

Response own_answer(int status, std::string_view code, std::string_view message) {
  return {status, "application/json", fmt::format(R"({{"error":"{}","message":"{}"}})", code, message), {}};
}

Request to_request(const bh::request<ArrivingBody>& message) {
  Request out;
  out.method = std::string(message.method_string());
  const std::string target(message.target());
  const auto mark = target.find('?');
  out.path = target.substr(0, mark);
  if (mark != std::string::npos) out.query = target.substr(mark + 1);
  out.content_type = std::string(message[bh::field::content_type]);
  out.content_encoding = std::string(message[bh::field::content_encoding]);
  out.content_digest = std::string(message["Content-Digest"]);
  return out;
}

// One connection; every member is used on the I/O thread only.
template <class Stream>
class Session : public std::enable_shared_from_this<Session<Stream>> {
 public:
  template <class... Args>
  explicit Session(Shared& shared, Counter& of_address, Args&&... args)
      : shared_(shared), stream_(std::forward<Args>(args)...), counted_(shared.connections, 1), counted_there_(of_address, 1) {}

  void run() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      lowest().expires_after(shared_.options.handshake_limit);
      stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](Error error) {
        if (error) return self->note(error);
        self->wait_for_request();
      });
    } else {
      wait_for_request();
    }
  }

 private:
  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

  void note(Error error) {
    if (error == beast::error::timeout) ++shared_.timed_out;
  }

  void wait_for_request() {
    if (shared_.stopping) return;
    if (buffer_.size() > 0) return read_header();   // pipelined
    lowest().expires_after(shared_.options.idle_limit);
    stream_.async_read_some(buffer_.prepare(kReadChunk), [self = this->shared_from_this()](Error error, std::size_t size) {
      if (error) return self->note(error);
      self->buffer_.commit(size);
      self->read_header();
    });
  }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(shared_.options.header_bytes);
    parser_->body_limit(shared_.options.body_bytes);
    lowest().expires_after(shared_.options.header_limit);
    bh::async_read_header(stream_, buffer_, *parser_, [self = this->shared_from_this()](Error error, std::size_t) {
      if (error) return self->refuse_malformed(error);
      self->admit();
    });
  }

  void refuse_malformed(Error error) {
    if (error == bh::error::body_limit) {
      return refuse(own_answer(413, "too-large", fmt::format("a body may have {} bytes: send smaller batches", shared_.options.body_bytes)));
    }
    if (error == bh::error::header_limit) return refuse(own_answer(431, "header-too-large", "the header is too large"));
    if (error.category() == bh::make_error_code(bh::error::bad_method).category() && error != bh::error::end_of_stream &&
        error != bh::error::partial_message) {
      return refuse(own_answer(400, "not-http", "this is not an HTTP/1.1 request"));
    }
    note(error);
  }

  // Busy is said before the body is read where that is known: it spares the line.
  void admit() {
    ++shared_.requests;
    if (parser_->get().target().empty() || parser_->get().target().front() != '/') {
      return refuse(own_answer(400, "bad-target", "ask for a path of this server, as in GET /v1/health"));
    }
    if (is_at_once()) return answer_at_once();
    if (shared_.waiting >= shared_.options.queue || shared_.body_bytes >= shared_.options.bodies_bytes) return refuse_busy();
    parser_->eager(true);
    body_began_ = std::chrono::steady_clock::now();
    if (beast::iequals(parser_->get()[bh::field::expect], "100-continue")) return say_continue();
    read_body();
  }

  [[nodiscard]] bool is_at_once() const {
    const auto& head = parser_->get();
    return head.method() == bh::verb::get && head.target() == shared_.options.at_once && parser_->is_done();
  }

  void answer_at_once() {
    keep_alive_ = parser_->get().keep_alive();
    answer(run_handler(to_request(parser_->get())));
  }

  void refuse_busy() {
    ++shared_.shed;
    auto busy = own_answer(503, "busy", "too many requests are waiting: come back after Retry-After");
    busy.headers.emplace_back("Retry-After", std::to_string(shared_.options.retry_after.count()));
    refuse(std::move(busy));
  }

  void say_continue() {
    continue_ = bh::response<bh::empty_body>(bh::status::continue_, 11);
    lowest().expires_after(shared_.options.write_limit);
    bh::async_write(stream_, *continue_, [self = this->shared_from_this()](Error error, std::size_t) {
      if (error) return self->note(error);
      self->read_body();
    });
  }

  void read_body() {
    if (parser_->is_done()) return handle();
    const std::chrono::milliseconds earned(parser_->get().body().size() * 1000 / shared_.options.body_rate);
    lowest().expires_at(body_began_ + shared_.options.body_limit + earned);
    bh::async_read_some(stream_, buffer_, *parser_, [self = this->shared_from_this()](Error error, std::size_t) {
      if (error) return self->refuse_malformed(error);
      if (!self->hold_body()) return self->refuse_busy();
      self->read_body();
    });
  }

  // Charges what has come, until the request is answered: a body that waits for a worker needs its memory, too. False: there is no room for it.
  [[nodiscard]] bool hold_body() {
    body_held_.reset();
    const std::uint64_t bytes = parser_->get().body().capacity();
    if (shared_.body_bytes + bytes > shared_.options.bodies_bytes) return false;
    body_held_ = Counted(shared_.body_bytes, bytes);
    return true;
  }

  // Many may have been admitted while nobody waited: the queue is looked at again.
  void handle() {
    if (shared_.waiting >= shared_.options.queue) return refuse_busy();
    lowest().expires_never();
    keep_alive_ = parser_->get().keep_alive();
    auto request = std::make_shared<Request>(to_request(parser_->get()));
    request->body = std::move(parser_->get().body());
    waiting_ = Counted(shared_.waiting, 1);
    shared_.pool.add([self = this->shared_from_this(), request] {
      auto response = std::make_shared<Response>(self->run_handler(*request));
      asio::post(*self->shared_.io, [self, response] { self->answer(std::move(*response)); });
    });
  }

  Response run_handler(const Request& request) {
    try {
      return shared_.handler(request);
    } catch (const std::exception& broken) {
      base::log_error("answering {} {} failed: {}", request.method, request.path, broken.what());
      return own_answer(500, "internal", "the server could not answer; its log says why");
    }
  }

  void refuse(Response response) {
    keep_alive_ = false;
    parser_.reset();   // what has come of the body goes at once
    body_held_.reset();
    answer(std::move(response));
  }

  void answer(Response response) {
    auto& out = response_.emplace(static_cast<bh::status>(response.status), 11);
    out.set(bh::field::content_type, response.content_type);
    for (const auto& [name, value] : shared_.options.headers) out.set(name, value);
    for (const auto& [name, value] : response.headers) out.set(name, value);
    out.body() = std::move(response.body);
    out.keep_alive(keep_alive_ && !shared_.stopping);
    out.prepare_payload();
    lowest().expires_after(shared_.options.write_limit);
    bh::async_write(stream_, out, [self = this->shared_from_this()](Error error, std::size_t) {
      self->waiting_.reset();
      self->body_held_.reset();
      if (error) return self->note(error);
      if (self->response_->keep_alive()) return self->wait_for_request();
      self->linger();
    });
  }

  // Closing a socket with unread bytes sends a reset that can overtake the answer.
  void linger() {
    Error ignored;
    lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    lowest().expires_after(kLingerLimit);
    drain(0);
  }

  void drain(std::size_t so_far) {
    if (so_far > kLingerBytes) return;
    buffer_.clear();
    lowest().async_read_some(buffer_.prepare(kReadChunk), [self = this->shared_from_this(), so_far](Error error, std::size_t size) {
      if (!error) self->drain(so_far + size);
    });
  }

  Shared& shared_;
  Stream stream_;
  beast::flat_buffer buffer_{kBufferBytes};
  std::optional<bh::request_parser<ArrivingBody>> parser_;
  std::optional<bh::response<bh::empty_body>> continue_;
  std::optional<bh::response<bh::string_body>> response_;
  Counted counted_, counted_there_, body_held_, waiting_;
  std::chrono::steady_clock::time_point body_began_;
  bool keep_alive_ = false;
};

}  // namespace

class HttpServer::Core {
 public:
  Core(ServerOptions options, Handler handler) : shared_(std::move(options), std::move(handler)), acceptor_(*shared_.io), pause_(*shared_.io) {}
  ~Core() { stop(std::chrono::milliseconds(0)); }

  base::Result<void, ServerError> listen() {
    auto& options = shared_.options;
    Error error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
      return base::fail(ServerError::bad_address, fmt::format("'{}' is not an IP address: give one such as 127.0.0.1", options.address));
    }
    if (!options.tls && !address.is_loopback()) {
      return base::fail(ServerError::plain_beyond_loopback,
                        fmt::format("plain HTTP is for loopback only, not for {}: give --tls CERT,KEY", options.address));
    }
    if (options.tls) tls_.emplace(options.tls.release());
    return open_at({address, options.port});
  }

  void start() {
    accept();
    thread_ = std::thread([this] { shared_.io->run(); });
  }

  void stop(std::chrono::milliseconds grace) {
    if (shared_.stopping.exchange(true)) return;
    asio::post(*shared_.io, [this] {
      Error ignored;
      acceptor_->close(ignored);
    });
    const auto until = std::chrono::steady_clock::now() + grace;
    while (thread_.joinable() && shared_.waiting > 0 && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    shared_.pool.stop();
    shared_.io->stop();
    if (thread_.joinable()) thread_.join();
    pause_.reset();
    acceptor_.reset();
    shared_.io.reset();   // with it go the sessions and their sockets
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] ServerFigures figures() const {
    return {shared_.connections, shared_.requests, shared_.shed, shared_.timed_out, shared_.waiting, shared_.body_bytes};
  }

 private:
  base::Result<void, ServerError> open_at(const tcp::endpoint& endpoint) {
    Error error;
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(kBacklog, error);
    if (!error) {
      port_ = acceptor_->local_endpoint().port();
      return {};
    }
    const auto where = fmt::format("{}:{}", endpoint.address().to_string(), endpoint.port());
    if (error == asio::error::address_in_use) {
      return base::fail(ServerError::port_in_use, fmt::format("port {} of {} is in use: stop the program that listens there ('ss -ltnp' names it) "
                                                              "or choose another port", endpoint.port(), endpoint.address().to_string()));
    }
    if (error == asio::error::access_denied) {
      return base::fail(ServerError::denied, fmt::format("not allowed to listen on {}: choose a port above 1023", where));
    }
    return base::fail(ServerError::other, fmt::format("cannot listen on {}: {}", where, error.message()));
  }

  void accept() {
    acceptor_->async_accept([this](Error error, tcp::socket socket) {
      if (shared_.stopping || error == asio::error::operation_aborted) return;
      if (error) return accept_later();
      begin(std::move(socket));
      accept();
    });
  }

  void accept_later() {
    pause_->expires_after(kAcceptPause);
    pause_->async_wait([this](Error error) {
      if (!error) accept();
    });
  }

  void begin(tcp::socket socket) {
    if (shared_.connections >= shared_.options.connections) return;   // closes it
    Error ignored;
    auto& of_address = count_of(socket);
    if (shared_.options.connections_of_one > 0 && of_address >= shared_.options.connections_of_one) return;
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls_) {
      std::make_shared<Session<TlsStream>>(shared_, of_address, std::move(socket), *tls_)->run();
    } else {
      std::make_shared<Session<beast::tcp_stream>>(shared_, of_address, std::move(socket))->run();
    }
  }

  Counter& count_of(const tcp::socket& socket) {
    Error ignored;
    if (shared_.of_address.size() >= kAddressesKept) std::erase_if(shared_.of_address, [](const auto& one) { return one.second == 0; });
    return shared_.of_address[shared_.options.connections_of_one > 0 ? socket.remote_endpoint(ignored).address() : asio::ip::address()];
  }

  std::optional<asio::ssl::context> tls_;   // before `shared_`: sessions that die with the io_context refer to it
  Shared shared_;
  std::optional<tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> pause_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

base::Result<HttpServer, ServerError> HttpServer::start(ServerOptions options, Handler handler) {
  auto core = std::make_unique<Core>(std::move(options), std::move(handler));
  if (auto listening = core->listen(); !listening) return tl::unexpected(listening.error());
  core->start();
  return HttpServer(std::move(core));
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}
HttpServer::~HttpServer() = default;
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;

std::uint16_t HttpServer::port() const { return core_->port(); }
ServerFigures HttpServer::figures() const { return core_->figures(); }
void HttpServer::stop(std::chrono::milliseconds grace) { core_->stop(grace); }

}  // namespace openday::http
