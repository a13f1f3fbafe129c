// A supervisor: what comes and goes by stick. A part of the model (model.h).
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

enum class HandOverTask { take_in, hand_out, codes };   // 把局里的资料装进本机, 把记录带回局里, 制作邀请码

// Everything between idle and preview, and from putting to copying, goes on by itself.
enum class HandOverStage { idle, reading, preview, putting, making, copying, done, same, failed, cancelled };
enum class HandOverProblem {
  none, no_helper, no_stick, several_sticks, foreign_stick, stick_gone, stick_full, stick_read_only, stick_broken, box_full,   // the stick
  no_package, not_signed, forged, damaged, wrong_event, too_large, older, conflicting, broken_document, signed_only,          // what is on it
  broken_list, no_key, wrong_passphrase, no_roster, no_seal_key, not_taken, not_made                                         // the work
};

struct HandOverChange {
  std::string kind;                        // plan, roster, revocations, calendar, trust
  int from = 0, to = 0;                    // versions; from 0: there was none
};

struct HandOver {
  HandOverTask task = HandOverTask::take_in;    // chosen
  HandOverTask made = HandOverTask::take_in;    // what the stage is about
  HandOverStage stage = HandOverStage::idle;
  HandOverProblem problem = HandOverProblem::none;
  int percent = 0;
  bool pullable = false;                   // unmounted
  bool everything = false;                 // handed out from the start, not from what the bureau has
  std::string name;                        // of the file on the stick, or of the one in trouble
  std::string detail;                      // of a list that cannot be read: its first bad row
  bool asks_passphrase = false;            // the page is the field and the keyboard
  std::string passphrase;
  bool from_office = true;                 // signed by the bureau; else vouched for by the supervisor
  std::vector<HandOverChange> changes;     // in the preview, and of what came into force
  int guests_before = 0, guests_after = 0, added = 0, removed = 0;
  std::vector<std::string> gone;           // checked in already, not on the new list: name and group, the first of them
  int gone_count = 0;
};
[[nodiscard]] inline bool is_busy(HandOverStage stage) {
  return stage == HandOverStage::reading || stage == HandOverStage::putting || stage == HandOverStage::making || stage == HandOverStage::copying;
}

// Intent::act of IntentKind::act_on_hand_over; choose: value; start: value 1 hands out everything from the start.
enum class HandOverAct { choose, start, confirm, cancel, seal, back };

}  // namespace openday::ui
