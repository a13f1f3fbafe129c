// Readers of the requests that fetch, enrol and send papers; they throw Wrong. Internal to RequestDecoder.
#pragma once

#include "sync/bureau/request_members.h"
#include "sync/protocol/messages_pull.h"

namespace openday::bureau {

[[nodiscard]] protocol::Pull read_pull(const Members& in);
[[nodiscard]] protocol::PartRequest read_part(const Members& in);
[[nodiscard]] protocol::Enrol read_enrol(const Members& in);
[[nodiscard]] protocol::Rotate read_rotate(const Members& in);
[[nodiscard]] protocol::PaperPart read_paper(const Members& in);

}  // namespace openday::bureau
