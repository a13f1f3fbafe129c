// Staff: the line to the bureau, in the words of who looks after the box. A part of the model (model.h), included by its screen and its
// builder only.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace openday::ui {

// alone: no bureau is set; silent: the program that sends does not run; no_answer: there is a network, the server says nothing; portal: a
// log-in page answers; stranger: the certificate is not the bureau's; full: the server cannot store; set_wrong: the address in the settings.
enum class LineState { alone, silent, caught_up, sending, no_network, no_answer, portal, stranger, busy, full, refused, too_old, set_wrong };

struct LineDocument {
  std::string kind;                      // plan, roster
  int version = 0;
  bool is_signed = false;                // by the bureau
};

struct LineStatus {
  LineState state = LineState::alone;
  int waiting = 0;                       // records that the bureau has not acknowledged
  int in_flight = 0;                     // requests that are out
  int per_minute = -1;                   // records; -1: nothing moves
  std::string speed;                     // "12 kB/s"; may be empty
  std::optional<int> minutes_left;       // until all is sent; 0: less than one
  std::string acknowledged, contact;     // "09:41", with its date when of another day; empty: never
  std::optional<int> next_try_seconds;   // after a failure; 0: now
  std::string clock_off, clock_give;     // seconds, "0.3" and "0.1"; empty: not measured in this boot
  bool clock_wrong = false;              // so far off that staff should act
  int kept_aside = 0;                    // records that the bureau took without understanding them
  bool enrolled = false;                 // takes signed documents only
  std::vector<LineDocument> documents;
  std::vector<std::string> not_taken;    // names of files that want a signature
  bool trying = false;                   // staff asked for a try, and no answer came yet
};

}  // namespace openday::ui
