// Requests of the protocol from their JSON, by simdjson's DOM, which validates the whole text including its UTF-8. Every size,
// type and text form is checked here; signatures and chains are the service's. One thread an object; it keeps its buffers.
#pragma once

#include <memory>
#include <string_view>

#include "kiosk/base/result.h"
#include "sync/protocol/messages_pull.h"

namespace openday::bureau {

enum class DecodeError { not_json, wrong_schema };

template <class T>
using Decoded = base::Result<T, DecodeError>;

class RequestDecoder {
 public:
  RequestDecoder();
  ~RequestDecoder();

  [[nodiscard]] Decoded<protocol::Hello> hello(std::string_view json);
  [[nodiscard]] Decoded<protocol::Push> push(std::string_view json);        // records get device, inc and body_hash
  [[nodiscard]] Decoded<protocol::Quarantine> quarantine(std::string_view json);
  [[nodiscard]] Decoded<protocol::Ballots> ballots(std::string_view json);
  [[nodiscard]] Decoded<protocol::Pull> pull(std::string_view json);
  [[nodiscard]] Decoded<protocol::PartRequest> part(std::string_view json);
  [[nodiscard]] Decoded<protocol::Enrol> enrol(std::string_view json);
  [[nodiscard]] Decoded<protocol::Rotate> rotate(std::string_view json);
  [[nodiscard]] Decoded<protocol::PaperPart> paper(std::string_view json);
  // What encode_record wrote.
  [[nodiscard]] Decoded<event::Record> record(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::bureau
