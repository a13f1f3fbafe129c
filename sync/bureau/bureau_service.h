// The bureau's rules: request value in, answer value out, no sockets. Verifies signatures and chains, asks the store, answers
// only after its commit. Thread-safe; knows no clock of its own.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "sync/bureau/hall_service.h"
#include "sync/bureau/lag.h"
#include "sync/bureau/request_decoder.h"
#include "sync/bureau/store.h"
#include "sync/http/http_message.h"

namespace openday::bureau {

class BureauService {
 public:
  using Now = std::function<base::Instant()>;   // thread-safe

  // `more_metrics`: lines that the server in front adds to /v1/metrics, or nothing. `halls`: what boxes fetch and send besides records,
  // or nothing. `ca`: the CA's certificate in PEM, for boxes that are to be enrolled; empty: none. `lags`: where it is noted what boxes
  // say at hello, and what the gauges are made of, or nothing. `alive`: whether the database answers, said at once; without it health asks the store.
  using Alive = std::function<StoreResult<void>()>;   // thread-safe
  BureauService(Store& store, Now now, std::function<std::string()> more_metrics = {}, HallStore* halls = nullptr, std::string ca = {}, LagStore* lags = nullptr,
                Alive alive = {});

  [[nodiscard]] http::Response handle(const http::Request& request);

  struct Counts {
    std::uint64_t records = 0, repeated = 0, quarantined = 0, ballot_batches = 0;   // ballot_batches: repeated ones too
  };
  [[nodiscard]] Counts counts() const { return {records_, duplicates_, quarantined_, ballot_batches_}; }

 private:
  using Body = std::string;
  [[nodiscard]] http::Response dispatch(const http::Request& request);
  [[nodiscard]] http::Response post(const http::Request& request);
  [[nodiscard]] http::Response take(const http::Request& request);
  [[nodiscard]] http::Response hello(const Body& body);
  [[nodiscard]] http::Response push(const Body& body);
  [[nodiscard]] http::Response quarantine(const Body& body);
  [[nodiscard]] http::Response ballots(const Body& body);
  [[nodiscard]] http::Response health();
  [[nodiscard]] http::Response metrics();
  [[nodiscard]] http::Response authority() const;
  [[nodiscard]] http::Response store_run(const Run& run);

  Store& store_;
  Now now_;
  std::function<std::string()> more_metrics_;
  std::string ca_;
  std::optional<HallService> halls_;
  LagStore* lags_ = nullptr;
  Alive alive_;
  std::optional<GaugeText> gauges_;
  std::atomic<std::uint64_t> requests_{0}, refused_{0}, records_{0}, duplicates_{0}, quarantined_{0}, forks_{0}, ballot_batches_{0}, aside_{0};
};

}  // namespace openday::bureau
