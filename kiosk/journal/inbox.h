// The writer of inbox.db, owned by syncd: acknowledgements, verdicts, documents, others' records, boot clocks, link status.
// One exists for a state folder (flock on inbox.lock for its life), one thread. Success means committed and synced. Losing
// the file only means pushing again: a damaged one is moved aside and a new one begun, at once when open() sees it, else by the next open().
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/journal/inbox_types.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

struct InboxOptions {
  std::string vfs;   // SQLite VFS by name, empty: the system's
};

class Inbox {
 public:
  [[nodiscard]] static StoreResult<Inbox> open(const std::filesystem::path& state, const base::Moment& now,
                                               InboxOptions options = {});
  ~Inbox();
  Inbox(Inbox&&) noexcept;
  Inbox& operator=(Inbox&&) noexcept;

  // One answer of the bureau in one transaction: the watermark as it is now (it may go back: a restored bureau is refilled)
  // and the records it took into quarantine.
  [[nodiscard]] StoreResult<void> acknowledge(const Ack& ack, const std::vector<Quarantined>& quarantined = {});
  [[nodiscard]] StoreResult<std::optional<Ack>> ack(const base::Uuid& device, std::string_view inc);
  [[nodiscard]] StoreResult<std::vector<Quarantined>> quarantined();

  [[nodiscard]] StoreResult<void> acknowledge_batches(const std::vector<BatchAck>& batches);
  [[nodiscard]] StoreResult<std::optional<BatchAck>> batch_ack(const base::Uuid& batch);
  // A restored bureau has to be told again: forgets that batches were acknowledged. Of the named ones, tells how many were.
  [[nodiscard]] StoreResult<void> forget_batch_acks();
  [[nodiscard]] StoreResult<std::size_t> forget_batch_acks(const std::vector<base::Uuid>& batches);

  // Asks the kiosk for a new incarnation; answered when the journal's newest incarnation is another one.
  [[nodiscard]] StoreResult<void> want_incarnation(const IncarnationWanted& wanted);

  // Keeps a document when its version is higher than the stored one's of the same event and kind; tells whether it did. `replaces`: also
  // another one of the same version, which the bureau names because it is the hall's own.
  enum class SameVersion { stays, replaces };
  [[nodiscard]] StoreResult<bool> put_document(const Document& document, SameVersion same = SameVersion::stays);
  [[nodiscard]] StoreResult<std::optional<DocumentName>> document_name(std::string_view event, std::string_view kind);   // nothing: there is none
  // Others' records, each once by its id; tells how many were new. Two at one (device, inc, seq) are both kept, and logged: their box's disk
  // was copied or put back. Bodies named by an `erase` record among them,
  // or stored before, are blanked in the same transaction.
  [[nodiscard]] StoreResult<std::size_t> put_records(const std::vector<event::Record>& records);
  // How far the others' records of one chain are here without a gap; 0: none.
  [[nodiscard]] StoreResult<std::uint64_t> held_of(const base::Uuid& device, std::string_view inc);
  // Hash of the chain that the first `seq` of these make, of two of one number the one that came first; nothing: one is missing.
  [[nodiscard]] StoreResult<std::optional<base::Digest>> hash_of(const base::Uuid& device, std::string_view inc, std::uint64_t seq);
  // In one transaction, then the log is emptied (`busy` when a reader is in the way: erased, but call it again).
  [[nodiscard]] StoreResult<void> erase(const InboxErasure& erasure);
  [[nodiscard]] StoreResult<void> put_boot_clock(const BootClock& clock);   // kept when less uncertain than the stored one, or when both cannot be right
  [[nodiscard]] StoreResult<void> set_link(const LinkStatus& status);

  // syncd's own memory: pull cursors, what it told whom. Never a secret.
  [[nodiscard]] StoreResult<std::optional<std::string>> note(std::string_view key);
  [[nodiscard]] StoreResult<void> set_note(std::string_view key, std::string_view value);

  // The device whose journal lies beside it: lets a kiosk whose journal.db was lost keep its identity and enrolment.
  [[nodiscard]] StoreResult<void> remember_device(const base::Uuid& device);

  // Where a damaged file of before went.
  [[nodiscard]] const std::optional<std::filesystem::path>& moved_aside() const;
  // A call found the file damaged since it was opened: nothing more comes of this object, and the next open() moves the file aside.
  [[nodiscard]] bool is_damaged() const;

 private:
  struct State;
  explicit Inbox(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace openday::journal
