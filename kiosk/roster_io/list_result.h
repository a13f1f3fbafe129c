// From the guests of a list to its roster: what stands twice, who has a place, what the plan has room for, which registrations stay.
// Private to roster_io.
#pragma once

#include <vector>

#include "kiosk/roster_io/guest_row.h"
#include "kiosk/roster_io/roster_reading.h"

namespace openday::roster_io {

class ListResult {
 public:
  ListResult(const event::Plan& plan, const ReadingOptions& options, const Layout& layout, RosterReading& out)
      : plan_(plan), options_(options), layout_(layout), out_(out) {}

  // Adds problems, counts and, when no row is bad or just as many as may be left out, the roster to the reading.
  void make(std::vector<ReadGuest>&& guests, const RandomSource& random);

 private:
  void problem(bool error, std::size_t line, Column column, std::string what);
  void find_doubles(std::vector<ReadGuest>& guests);
  void warn_of_namesakes(const std::vector<ReadGuest>& guests);
  std::vector<std::size_t> place(std::vector<ReadGuest>& guests);
  void count(const std::vector<ReadGuest>& guests);
  void warn_of_quotas(const std::vector<ReadGuest>& guests);
  void warn_of_inviting(const std::vector<ReadGuest>& guests);
  void make_roster(std::vector<ReadGuest>& guests, const std::vector<std::size_t>& waiting, const RandomSource& random);
  void compare(const event::Roster& previous, const std::vector<ReadGuest>& guests);

  const event::Plan& plan_;
  const ReadingOptions& options_;
  const Layout& layout_;
  RosterReading& out_;
};

}  // namespace openday::roster_io
