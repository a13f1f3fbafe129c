#include "tests/sim/bent_client.h"

namespace openday::sim {

BentClient::Token BentClient::start(transport::HttpRequest request) {
  auto made_up = bend_.makes_up ? bend_.makes_up(request) : std::nullopt;
  const bool swallowed = bend_.swallows && bend_.swallows(request);
  const Token token = made_up || swallowed ? kOwn + ++last_ : inner_.start(request);
  out_.emplace(token, Out{std::move(request), std::move(made_up), swallowed});
  return token;
}

std::optional<BentClient::Result> BentClient::take(Token token) {
  const auto found = out_.find(token);
  if (found == out_.end() || found->second.swallowed) return std::nullopt;
  auto answer = found->second.made_up ? std::move(found->second.made_up) : inner_.take(token);
  if (!answer) return std::nullopt;
  const auto out = std::move(found->second);
  out_.erase(found);
  return bend_.answer && token < kOwn ? bend_.answer(out.request, std::move(*answer)) : std::move(*answer);
}

void BentClient::cancel(Token token) {
  if (out_.erase(token) > 0 && token < kOwn) inner_.cancel(token);
}

}  // namespace openday::sim
