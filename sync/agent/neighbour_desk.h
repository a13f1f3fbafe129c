// What the other boxes of the hall say to this one: hello and push, signed by keys that the bureau named (the hall's list in inbox.db).
// Their records go into the inbox, where the kiosk folds them; what this box holds it tells as the bureau does, with the hash there: another
// than the sender's own says that two machines write under its numbers, and it tells its whole chain. A run that the signature
// and the chain vouch for is taken wherever it begins: the inbox is a set. Belongs to the thread of the inbox.
#pragma once

#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "sync/http/http_message.h"
#include "sync/protocol/messages_pull.h"

namespace openday::agent {

class NeighbourDesk {
 public:
  NeighbourDesk(journal::JournalReader& journal, journal::Inbox& inbox) : journal_(journal), inbox_(inbox) {}
  [[nodiscard]] http::Response handle(const http::Request& request, base::Instant now);

 private:
  [[nodiscard]] http::Response hello(const std::string& body, base::Instant now);
  [[nodiscard]] http::Response push(const std::string& body, base::Instant now);
  // The hall's box of this id; nothing: a stranger.
  [[nodiscard]] std::optional<protocol::KnownDevice> find(const base::Uuid& device);

  journal::JournalReader& journal_;
  journal::Inbox& inbox_;
};

}  // namespace openday::agent
