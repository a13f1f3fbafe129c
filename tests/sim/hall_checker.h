// What must hold in a simulated hall, besides checker.h: which papers a box has, whose records, and who is answered. Throws Violation.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/checker.h"
#include "tests/sim/hall_box.h"
#include "tests/sim/hall_keys.h"
#include "tests/sim/hall_papers.h"

namespace openday::sim {

class HallChecker {
 public:
  using Boxes = std::vector<std::unique_ptr<HallBox>>;
  HallChecker(const Boxes& boxes, const Papers& papers) : boxes_(boxes), papers_(papers) {}

  // After whatever may have changed a box's inbox: each record in it is some box's of the same hall, as that box wrote it, once; each
  // paper in it is whole; what is in force was signed by the office, and is not older than what was.
  void look_at(HallBox& box);
  // Before its disk is replaced: what it wrote was written, whatever becomes of it.
  void note_before_replacing(HallBox& box);
  // An answer of the bureau. `key`: of the box when it asked.
  void check_answer(const HallBox& box, const base::PublicKey& key, const transport::HttpRequest& request, const transport::HttpAnswer& answer, Office& office);
  void check_acks(HallBox& box, Office& office) { records_.check_acks(box, box.syncd().inbox(), office); }

  // What is not yet as it must be among boxes that know each other; empty: nothing.
  [[nodiscard]] std::string missing_in_the_hall();
  // What has not arrived: papers, the hall's list, records here and there; empty: all is where it belongs.
  [[nodiscard]] std::string missing(Office& office);
  // Of the box's own records and ballots; empty: all are with the bureau.
  [[nodiscard]] std::string missing_of_its_own(HallBox& box, Office& office);
  // A guest after everything: at boxes that were struck off, nobody else must ever hear of it.
  void note_late_guests();
  void check_late_guests(Office& office);
  // At the end.
  void check_all(Office& office);

  [[nodiscard]] std::size_t records() const { return records_.records(); }
  // How many of others' records the box had when it was looked at last.
  [[nodiscard]] std::size_t heard(const HallBox& box) { return known_[box.number()].records.size(); }

 private:
  struct Known {                         // of one box
    int inboxes_lost = 0, disks_replaced = 0;
    std::uint64_t position = 0;
    std::set<base::Uuid> records;        // of others, in its inbox
    std::map<std::string, int> in_force; // version by kind
    std::set<base::Uuid> erased;         // named by erase records among those
    std::uint64_t noted = 0;             // of its own journal
    std::vector<std::pair<base::Uuid, std::string>> own;   // id and hash
    std::size_t late = 0, heard_before = 0;
  };
  struct Written {
    int box = 0;
    event::Record record;
  };
  void look_at_records(HallBox& box, Known& known);
  void note_erasure(const event::Record& record, Known& known) const;
  void check_erased(HallBox& box, const Known& known);
  void check_feed(const transport::HttpAnswer& answer, Office& office) const;
  void note_halls(Office& office);
  void look_at_papers(HallBox& box, Known& known);
  void note_own(HallBox& box);
  [[nodiscard]] std::set<std::string> hashes_at(Office& office, HallBox& box);
  [[nodiscard]] std::string missing_papers(HallBox& box);
  [[nodiscard]] std::string missing_list(HallBox& box);
  [[nodiscard]] std::string missing_records(HallBox& box, Office& office);
  [[nodiscard]] std::string missing_incarnation(HallBox& box);
  void check_attendance(HallBox& box) const;

  const Boxes& boxes_;
  const Papers& papers_;
  Checker records_;
  std::map<int, Known> known_;
  std::map<base::Uuid, Written> written_;
  std::map<int, std::string> halls_;     // by box, as the bureau's table says it
  bool is_anything_erased_ = false;
};

}  // namespace openday::sim
