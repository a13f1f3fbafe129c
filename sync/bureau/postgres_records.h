// The rows of one run of records in PostgreSQL: what is there, what is new, what follows from a record's body; one statement for all
// records of a run. Locks are taken in this order, so that transactions of any number of servers wait but never for each other: a chain,
// then feeds by name. Internal to the PostgreSQL store; throws PostgresError; inside the caller's transaction.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/bureau/postgres_connection.h"

namespace openday::bureau {

struct PostgresPlace {
  base::Digest hash{};
  std::string code;          // empty: a record, else in quarantine
  std::int64_t branch = 0;
};
using PostgresPlaces = std::multimap<std::uint64_t, PostgresPlace>;

// What a transaction should know of a chain before it puts a run.
struct PostgresHere {
  PostgresPlaces places;
  std::string hall;          // of the box
  bool any_aside = false;    // runs of the chain wait for their predecessor
};

// A record that is not there yet, and the branch it begins or continues.
struct PostgresFresh {
  const Incoming* incoming = nullptr;
  std::int64_t branch = 0;
};

class PostgresRecords {
 public:
  PostgresRecords(PostgresConnection& connection, std::string received) : pg_(connection), received_(std::move(received)) {}

  // Made when missing; its highest seq is at least `top` then. Other transactions on the chain wait for this one's end.
  [[nodiscard]] std::int64_t lock_chain(const base::Uuid& device, const std::string& inc, std::uint64_t top);
  void note_fork(std::int64_t chain, std::uint64_t seq);
  [[nodiscard]] PostgresPlaces places(std::int64_t chain, std::uint64_t first, std::uint64_t last);
  [[nodiscard]] PostgresHere look(const base::Uuid& device, std::int64_t chain, std::uint64_t first, std::uint64_t last);   // all at once
  // The end of the first branch at or below `limit`; nothing when the chain is empty there.
  [[nodiscard]] std::optional<std::pair<std::uint64_t, base::Digest>> main_end(std::int64_t chain, std::uint64_t limit);

  // What is thought of the ids of records that are not there. Free, as they are of every box that is no copy: one that another record has
  // throws 23505, and the transaction is to be repeated with some_taken, which asks for each row before it writes and costs a fifth more.
  enum class Ids { free, some_taken };
  // Inserts them into the feed of the box's hall (`hall`, or the one it came to meanwhile) and does what they ask for. Gives the seqs that
  // were not inserted, since another record has their id.
  [[nodiscard]] std::set<std::uint64_t> insert(std::int64_t chain, const base::Uuid& device, std::string hall, const std::vector<PostgresFresh>& fresh, Ids ids);
  [[nodiscard]] std::string hall_of(const base::Uuid& device);
  // What the device sent goes to the end of that hall's feed, in the order it had.
  void move_to_hall(const base::Uuid& device, const std::string& hall);
  // Whether a record of it was erased; no other is until the transaction ends.
  [[nodiscard]] bool names_erased(const base::Uuid& device, const Run& run);
  void insert_quarantine(std::int64_t chain, const base::Uuid& device, const std::vector<PostgresFresh>& fresh);
  // Before erase(), unless the transaction has inserted an `erase`: what is being written has committed then, what comes later sees it.
  void lock_all_feeds();
  // Takes their bodies wherever they lie, now and when they come again; how many records had one.
  std::size_t erase(const PostgresArray& ids);

 private:
  // What may have changed until the feed was locked.
  struct Meanwhile {
    std::string hall;
    std::set<base::Uuid> erased;         // of the records given
    std::set<std::string> events;        // of theirs, those that the chain is known to have
  };
  [[nodiscard]] Meanwhile look_again(std::int64_t chain, const base::Uuid& device, const std::vector<PostgresFresh>& fresh);
  // Positions first..first+count-1 of the hall's feed, whose row stays locked until the commit: positions appear in the order of commits.
  [[nodiscard]] std::int64_t take_positions(const std::string& hall, std::size_t count);
  void lock_against_erasures(const base::Uuid& device);   // one elsewhere waits for this transaction, or this one sees it
  [[nodiscard]] std::set<base::Uuid> erased_among(const std::vector<PostgresFresh>& fresh);
  void note_events(std::int64_t chain, const std::vector<PostgresFresh>& fresh, const std::set<std::string>& known);
  void follow(const std::vector<PostgresFresh>& fresh, const std::set<std::uint64_t>& refused);
  void follow_rating_batch(const event::Record& record);

  PostgresConnection& pg_;
  std::string received_;
  bool feed_locked_ = false, feeds_locked_ = false;
};

}  // namespace openday::bureau
