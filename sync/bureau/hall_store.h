// What the bureau keeps for its boxes to fetch, and how a box becomes known: documents, the feed of a hall's records, the hall's boxes,
// one-time enrolment codes, papers that boxes sent. The same rules as store.h: every call is one transaction, thread-safe, repeating
// it changes nothing. Positions grow in the order of commits: what a reader has passed never appears behind it later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/bureau/lag_store.h"
#include "sync/bureau/retention_store.h"
#include "sync/bureau/store.h"
#include "sync/protocol/messages_pull.h"

namespace openday::bureau {

struct Publication {
  std::string event;                   // empty: for the box
  std::string kind, hall;              // hall empty: for every hall
  int version = 0;
  std::string bytes, cose;             // cose empty only for a trust list, which is signed in itself
  std::optional<int> built_on{};       // the held version that it was made from, 0: there was none; nothing: from no held one
};
// conflicting: the same version with other bytes. overtaken: another version is held than the one it was built on.
enum class Publishing { published, held_already, older, conflicting, overtaken };

struct DocumentFeed {
  std::vector<protocol::DocumentName> documents;
  std::uint64_t next = 0;
};
struct RecordFeed {
  std::vector<event::Record> records;
  std::uint64_t next = 0;
  bool more = false;
};
// What stands at positions of the feeds: another text once the database is not the one that gave them out, but a restored one.
struct FeedMarks {
  std::string documents, records;
  bool operator==(const FeedMarks&) const = default;
};
struct DeviceFeed {
  bool changed = false;
  std::vector<protocol::KnownDevice> devices;
  std::uint64_t next = 0;
};

// A code that lets one box in, once. The secret itself is nowhere: its SHA-256 is.
struct Enrolment {
  base::Digest secret{};
  std::string name, hall;
  base::Instant until{};
};
enum class Enrolling { enrolled, unknown_code, expired, used, key_taken, key_revoked };
struct Enrolled {
  Enrolling state = Enrolling::unknown_code;
  std::string name, hall;
};

enum class PaperState { held, conflicting, damaged };   // damaged: all there, but the digest does not agree; nothing of it is kept
struct PaperPlace {
  PaperState state = PaperState::held;
  std::uint64_t held = 0;              // bytes from the start
};
struct PaperRow {
  std::string id, device, event, kind, name, received;
  std::uint64_t bytes = 0, held = 0;
};

class HallStore {
 public:
  virtual ~HallStore() = default;

  // Takes the place of the held one of its event, kind and hall, where judge() (published.h) lets it.
  [[nodiscard]] virtual StoreResult<Publishing> publish(const Publication& document, base::Instant now) = 0;
  // Those that count in the hall: of each event and kind the highest version, of the same version for every hall and for this one its own.
  [[nodiscard]] virtual StoreResult<DocumentFeed> documents_after(std::uint64_t position, const std::string& hall) = 0;
  // At most `most` bytes from `offset` and the size of the whole; nothing when that version is not here (any more).
  [[nodiscard]] virtual StoreResult<std::optional<protocol::PartAnswer>> document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) = 0;

  // Records of the hall's other boxes: at most `most`, and about `most_bytes` of text.
  [[nodiscard]] virtual StoreResult<RecordFeed> records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most,
                                                              std::size_t most_bytes) = 0;
  // Of the last document and the last record of the hall at or before these positions. The same until that row goes.
  [[nodiscard]] virtual StoreResult<FeedMarks> marks_at(std::uint64_t documents, std::uint64_t records, const std::string& hall) = 0;
  // The hall's live boxes without the asker, when anything about any box changed since `generation`.
  [[nodiscard]] virtual StoreResult<DeviceFeed> devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) = 0;

  [[nodiscard]] virtual StoreResult<void> add_enrolment(const Enrolment& enrolment, base::Instant now) = 0;
  // The key becomes the device's, in the code's hall; another live key of the device is revoked. The same again: the same
  // answer, also to a key that was refused before the device used the code with another; to anybody else the code is used.
  [[nodiscard]] virtual StoreResult<Enrolled> enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) = 0;
  // `fresh` takes the place of `old`, with its name and hall. False: `old` is not the device's live key, or `fresh` is another's.
  [[nodiscard]] virtual StoreResult<bool> rotate(const base::Uuid& device, const base::PublicKey& old, const base::PublicKey& fresh, base::Instant now) = 0;

  [[nodiscard]] virtual StoreResult<PaperPlace> put_paper(const protocol::PaperPart& part, base::Instant now) = 0;
  [[nodiscard]] virtual StoreResult<std::vector<PaperRow>> papers() = 0;
  [[nodiscard]] virtual StoreResult<std::optional<std::string>> paper(const std::string& id) = 0;   // the bytes of a whole one
};

// What every kind of store is.
class BureauStore : public Store, public AdminStore, public HallStore, public LagStore, public RetentionStore {};

}  // namespace openday::bureau
