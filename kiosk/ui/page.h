// The pages, one of which is shown at a time.
#pragma once

namespace openday::ui {

enum class Page {
  home,              // public; the camera scans here without a tap
  check_in,          // the live camera picture and how to hold the code
  result,            // what became of a scan
  itinerary,
  standing,          // the itinerary nobody touches, readable from 3 m
  rating_way,        // with one's name or without
  rating,
  choice,            // several things may be said now: which
  sheet,             // a score sheet, item by item, and its last look
  opinion_subject,
  compose,           // a text in the making: of an opinion, a comment, an address
  opinion_reply,
  opinion_review,
  receipt,           // a receipt was scanned: staff look it up
  thanks,
  privacy,
  notices,           // what the bureau has to tell everybody, whole
  staff_gate,
  staff_attendance,
  party,             // how many of a party come now; staff: is it this guest
  screening,         // what the plan asks before anyone comes in
  confirm_fact,      // a code of another system, a guest found by name: the digits that only its guest knows
  find_me,           // without a code: a guest looks for himself; staff for anybody
  staff_walk_in,
  staff_override,    // why a supervisor lets somebody in all the same
  staff_programme,
  staff_results,     // what was rated, scored and how many took part
  staff_cases,       // the follow-up list
  staff_more,        // what staff do less often
  staff_guest,       // one guest: when, where, by what way, who changed it
  staff_conflicts,   // what staff must read and settle
  staff_roll_call,   // 点名
  staff_self_test,   // before the doors open
  staff_papers,      // printing and files
  staff_places,      // 名额: what is left, who waits and moves up
  staff_hand_over,   // stick in, stick out
  staff_line,        // the line to the bureau: what waits, what is wrong, what to do
  staff_people,      // who works at the box, and their PINs
  out_of_service,
};

}  // namespace openday::ui
