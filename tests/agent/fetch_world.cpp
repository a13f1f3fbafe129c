#include "tests/agent/fetch_world.h"

namespace openday::support {

ServiceClient::Token ServiceClient::start(transport::HttpRequest request) {
  paths.push_back(request.path);
  const auto response = service_.handle({request.method, request.path, {}, std::string(protocol::kContentType), std::string(protocol::to_string(request.encoding)), request.body});
  Result answer = transport::HttpAnswer{response.status, true, response.content_type, std::nullopt, response.body, {}, {}};
  if (spoil) answer = spoil(request, std::move(answer));
  answers_.emplace(++next_, std::move(answer));
  return next_;
}

std::optional<transport::AsyncClient::Result> ServiceClient::take(Token token) {
  auto node = answers_.extract(token);
  return node.empty() ? std::nullopt : std::optional(std::move(node.mapped()));
}

FetchWorld::FetchWorld() {
  now_ = {bureau::kNow, "boot", 1'000'000, base::ClockState::synced};
  start_bureau();
  journal_.emplace(std::move(*journal::Journal::open(folder_.path(), now_)));
  reader_.emplace(folder_.path());
  restart_inbox();
  (void)store_->add_device(key_.public_key(), "this box", now_.wall);
  (void)store_->bind(key_.public_key(), journal_->head().device, now_.wall);
}

void FetchWorld::start_bureau() {
  store_ = std::move(*bureau::SqliteStore::open(folder_.path() / "bureau.db", {bureau::Role::server, {}, base::random16()}));
  service_ = std::make_unique<bureau::BureauService>(*store_, [this] { return now_.wall; }, std::function<std::string()>(), store_.get());
  client_ = std::make_unique<ServiceClient>(*service_);
}

void FetchWorld::restart_inbox() {
  inbox_.reset();
  inbox_.emplace(std::move(*journal::Inbox::open(folder_.path(), now_)));
}

bureau::TestDevice FetchWorld::other_box(std::uint8_t number) {
  bureau::TestDevice out(number);
  (void)store_->add_device(out.key.public_key(), "other box", now_.wall);
  (void)store_->bind(out.key.public_key(), out.id, now_.wall);
  return out;
}

}  // namespace openday::support
