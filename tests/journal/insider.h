// Somebody with every file after the round and the list of who stood at the box when, who tries to say whose each ballot is.
// Reads bytes, never SQL. Every way of ordering what lies on the disk is laid beside every way of ordering the guests; a way
// that joins by chance is right once in a batch, whatever the batch's size (the mean number of fixed points of a permutation; its
// variance is 1 too).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/event/registration_id.h"

namespace openday::journal {

// What the insider knows of one guest, in the order in which they stood there.
struct Stood {
  event::RegistrationId registration;
};

struct Score {
  int batches = 0, hits = 0, items = 0;
  // Standard deviations above chance.
  [[nodiscard]] double z() const;
  [[nodiscard]] double share() const { return items == 0 ? 0 : static_cast<double>(hits) / items; }
};

class Insider {
 public:
  // All files of a round, copied: journal.db, inbox.db, bureau.db and each one's -wal and -shm where there is one.
  void look_at(const std::filesystem::path& journal, const std::filesystem::path& inbox, const std::filesystem::path& bureau,
               const std::string& event, const std::vector<Stood>& queue);

  // Ways of joining: "ballot offset ~ mark offset" ... to what they reached over all rounds so far.
  [[nodiscard]] const std::map<std::string, Score>& scores() const { return scores_; }
  // Of those that ordered at least so many batches.
  [[nodiscard]] std::pair<std::string, Score> best(int batches = 1) const;

 private:
  std::map<std::string, Score> scores_;
};

// Truth, for the test alone: which guest made this ballot or text. Every ballot of the test has it among its tags, every text
// at its end.
[[nodiscard]] std::string token_of(int guest);
[[nodiscard]] int guest_of(const std::string& bytes);

}  // namespace openday::journal
