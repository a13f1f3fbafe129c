// The office's drawer in a simulated hall: its keys, and every paper it ever drew up, signed and published as `openday-bureau admin
// publish` does. Knows what a box must have, also after the server forgot it, and what no box may ever put into force: papers that
// somebody laid into the server without a signature, or with one of their own.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "sync/bureau/hall_store.h"
#include "tests/sim/dice.h"

namespace openday::sim {

inline constexpr const char* kHallEvent = "HC-09";

struct Paper {
  std::string event, kind, hall;         // event empty: for the box; hall empty: for every hall
  int version = 0;
  std::string bytes, cose;
  bool is_good = true;
  std::string digest{};                  // hex SHA-256 of the bytes, as boxes name it
};

class Papers {
 public:
  // `folder`: where its files lie while they are published.
  explicit Papers(std::string folder);

  // The next version of the kind, published; for a hall now and then one that has the version of everybody's. Throws when the office is refused.
  void publish(bureau::HallStore& store, const std::string& kind, const std::string& hall, Dice& dice, base::Instant now);
  // A higher version that nobody at the office signed, past the rules of `admin publish`.
  void slip_in(bureau::HallStore& store, const std::string& kind, bool is_signed_by_a_stranger, Dice& dice, base::Instant now);
  // All that counts, once more: a server that was restored from a backup lacks some of it.
  void publish_again(bureau::HallStore& store, base::Instant now);
  // Good papers in the place of those that were slipped in.
  void put_right(bureau::HallStore& store, Dice& dice, base::Instant now);

  // The newest that reaches a box of this hall, by kind; of one version the hall's own.
  [[nodiscard]] std::map<std::string, const Paper*> newest_for(const std::string& hall) const;
  [[nodiscard]] const Paper* find(const std::string& kind, const std::string& digest) const;
  [[nodiscard]] const base::SigningKey& documents_key() const { return documents_; }

  [[nodiscard]] static const std::vector<std::string>& kinds();   // all but the trust list

 private:
  [[nodiscard]] Paper& file(const std::string& kind, const std::string& hall, bool is_good, Dice& dice);   // into the drawer, unsigned
  [[nodiscard]] int version_for(const std::string& kind, const std::string& hall, Dice& dice);
  [[nodiscard]] std::string draw_up(const std::string& kind, int version, const std::string& hall, Dice& dice) const;
  void hand_out(bureau::HallStore& store, const Paper& paper, base::Instant now) const;
  [[nodiscard]] std::map<std::pair<std::string, std::string>, const Paper*> newest() const;   // by kind and hall

  std::string folder_;
  base::SigningKey root_, documents_, stranger_;
  std::vector<Paper> drawer_;
  std::map<std::string, int> versions_;
};

}  // namespace openday::sim
