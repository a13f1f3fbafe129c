// The rows of one session after staff's corrections, in minutes of the session's day, before any clock looks at them. Private
// to itinerary.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/itinerary.h"

namespace openday::event {

struct Line {
  Row row;                                  // without instants and state
  std::optional<Minutes> start, end;        // shifted
  std::vector<std::string> audience;
  bool skipped = false;
  [[nodiscard]] bool in_sequence() const { return !skipped && !row.throughout; }
  [[nodiscard]] bool timed() const { return start.has_value(); }

  std::optional<Minutes> planned_start, planned_end;
  Minutes shift{0}, longer{0};              // staff's own, before other rows push
};

class Timeline {
 public:
  Timeline(const Plan& plan, const Session& session, const std::vector<CorrectionBody>& corrections);

  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  // When a timed line is over: its end, else the start of the timed line right after it; nothing where staff must say.
  [[nodiscard]] std::optional<Minutes> over(std::size_t index) const;
  // The session's own window after delays of all.
  [[nodiscard]] std::optional<Minutes> window_start() const { return window_start_; }
  [[nodiscard]] std::optional<Minutes> window_end() const { return window_end_; }
  // The first line that is not over by staff's word: 0 at first, lines().size() when all are.
  [[nodiscard]] std::size_t reached() const { return reached_; }
  [[nodiscard]] bool started_by_staff() const { return started_; }
  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }
  [[nodiscard]] std::optional<SessionState> said() const { return said_; }
  [[nodiscard]] bool opened() const { return opened_; }          // staff: held whatever the plan's status says
  [[nodiscard]] std::optional<Date> day() const { return day_; }

 private:
  void build(const Session& session);
  void apply(const CorrectionBody& correction);
  void delay_one(Line& line, Minutes by);
  void delay_rest(Minutes from, Minutes by);
  void delay_all(Minutes by);
  void insert(const CorrectionBody& correction);
  void move(const CorrectionBody& correction);
  void go_on(const std::vector<CorrectionBody>& corrections, const std::string& session);
  void settle();
  [[nodiscard]] Minutes earliest_start(std::size_t index) const;
  [[nodiscard]] std::size_t insertion_point(const CorrectionBody& correction) const;
  [[nodiscard]] std::optional<std::size_t> find(const std::string& id) const;
  [[nodiscard]] std::string place_name(const std::string& site) const;

  const Plan& plan_;
  std::vector<Line> lines_;
  std::optional<Minutes> window_start_, window_end_;
  std::size_t reached_ = 0;
  bool started_ = false;
  int inserted_ = 0;
  std::vector<std::string> notices_;
  std::optional<SessionState> said_;
  bool opened_ = false;
  std::string reason_;                      // of the state that staff said
  std::optional<Date> day_;
};

[[nodiscard]] std::optional<SessionState> parse_session_state(std::string_view text);

}  // namespace openday::event
