// The numbers that erased check-ins leave behind (EraseBody::counts). A record that an `erase` names counts by that erase alone,
// even where a box still has its body. An erase all of whose records earlier ones named already adds nothing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {

class ErasedNumbers {
 public:
  using Place = std::pair<std::string, std::string>;   // event, session

  void add(std::size_t index, std::string event, const EraseBody& body);
  [[nodiscard]] bool names(const base::Uuid& id) const { return named_.contains(id); }
  void reorder() { stale_ = true; }
  void refresh(const std::function<bool(std::size_t, std::size_t)>& before);
  [[nodiscard]] int persons(const Place& place) const;
  [[nodiscard]] int persons(const Place& place, std::string_view category) const;

 private:
  struct Erase {
    std::size_t index = 0;
    std::string event;
    EraseBody body;
  };
  void count(const Erase& erase);

  std::vector<Erase> erases_;
  UuidSet named_;
  std::map<Place, std::map<std::string, int, std::less<>>> totals_;
  bool stale_ = false;
};

}  // namespace openday::event
