// A client whose answers are bent on the way in: what mutants of a box's programs are made of.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "sync/transport/async_client.h"

namespace openday::sim {

using Sent = base::Result<transport::HttpAnswer, protocol::Wire>;

struct Bend {
  std::function<Sent(const transport::HttpRequest&, Sent)> answer{};
  std::function<std::optional<Sent>(const transport::HttpRequest&)> makes_up{}; // answers without asking anybody
  std::function<bool(const transport::HttpRequest&)> swallows{};                // true: it is never sent and never answered
};

class BentClient final : public transport::AsyncClient {
 public:
  BentClient(transport::AsyncClient& inner, Bend bend) : inner_(inner), bend_(std::move(bend)) {}
  Token start(transport::HttpRequest request) override;
  std::optional<Result> take(Token token) override;
  void cancel(Token token) override;
  void wait(std::chrono::milliseconds limit, std::span<const int> also) override { inner_.wait(limit, also); }
  void wake() override { inner_.wake(); }

 private:
  static constexpr Token kOwn = Token{1} << 60;
  struct Out {
    transport::HttpRequest request;
    std::optional<Sent> made_up;
    bool swallowed = false;
  };
  transport::AsyncClient& inner_;
  Bend bend_;
  std::map<Token, Out> out_;
  Token last_ = 0;
};

}  // namespace openday::sim
