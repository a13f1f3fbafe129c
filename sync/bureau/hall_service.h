// What boxes fetch, and how they become known: pull, part, enrol, rotate, paper. Request value in, answer value out, as
// BureauService, which it is a part of. Thread-safe; knows no clock of its own.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sync/bureau/hall_store.h"
#include "sync/bureau/request_decoder.h"
#include "sync/http/http_message.h"

namespace openday::bureau {

class HallService {
 public:
  HallService(Store& store, HallStore& halls, std::function<base::Instant()> now) : store_(store), halls_(halls), now_(std::move(now)) {}

  [[nodiscard]] static bool knows(std::string_view path);
  [[nodiscard]] http::Response handle(std::string_view path, const std::string& body);

 private:
  [[nodiscard]] http::Response pull(const std::string& body);
  [[nodiscard]] http::Response part(const std::string& body);
  [[nodiscard]] http::Response enrol(const std::string& body);
  [[nodiscard]] http::Response rotate(const std::string& body);
  [[nodiscard]] http::Response paper(const std::string& body);
  struct Places {
    std::uint64_t documents = 0, records = 0;
    std::string devices;                 // tag of the list that the device has
  };
  [[nodiscard]] StoreResult<Places> places_of(const protocol::Cursors& cursors, const std::string& scope, const std::string& hall);
  [[nodiscard]] StoreResult<protocol::PullAnswer> gather(const protocol::Pull& pull, const std::string& hall, base::Instant now);
  // The device when it is known, not revoked, the signature its own and the time it signed near; else the refusal.
  template <class Message>
  [[nodiscard]] tl::expected<Device, http::Response> admit_now(const Message& message) const;

  Store& store_;
  HallStore& halls_;
  std::function<base::Instant()> now_;
};

}  // namespace openday::bureau
