// What the pages of opinions, comments and the notice draw; a part of the snapshot in model.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace openday::ui {

enum class Writing { opinion, comment, address, answer, name };   // answer: a written one of a score sheet; name: of a walk-in, by staff

// A text in the making, whatever it is for.
struct Composing {
  Writing what = Writing::opinion;
  std::string about;                       // the opinion's subject; what is rated
  std::string text;
  std::size_t count = 0, limit = 500;      // code points
  bool full = false;                       // the last addition did not fit whole: said
  bool clear_armed = false;                // 全部清除 waits for its second tap
  std::vector<std::string> phrases;        // ready to tap; none for an address
};

enum class ReplyChoice { none, registered, address };

// An opinion on its way: subject, reply, what is handed in.
struct Opinion {
  std::vector<std::string> subjects;
  int subject = -1;                        // index into subjects; -1: none yet
  bool leave_armed = false;                // there is a text, and going away waits for its second tap
  std::vector<ReplyChoice> replies;        // that may be chosen, none among them; empty: no reply is offered
  std::optional<ReplyChoice> reply;        // nothing is chosen beforehand
  std::string name;                        // masked, of who is checked in; may be empty
  std::string address;                     // the other address as typed so far
  bool consent = false;                    // ticked by the guest
  std::string consent_version;             // of the text agreed to; may be empty
  bool ready = false;                      // what the present page needs is there
  std::string text;                        // as it will be stored: numbers of persons masked
  int masked = 0;                          // so many of them
  bool saving = false, failed = false;     // on its way to the disk; not written: still here, handing in again may help
};

// How a rating is given, where the plan lets the guest choose. Nothing is chosen beforehand.
struct RatingWays {
  std::string name;                        // masked, of who is checked in
};

struct Retention {
  std::string field;                       // as the plan names it: phone, 电话
  int days = 0;
};

// What guests are told before anything is kept (PIPL articles 17 and 18), in the plan's words. Any may be empty.
struct Notice17 {
  std::string controller, phone, purpose, text, version;
  std::vector<std::string> fields;
  std::vector<Retention> retention;
};

}  // namespace openday::ui
