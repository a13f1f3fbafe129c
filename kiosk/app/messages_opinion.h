// Effects and answers of opinions; a part of messages.h.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/qr_code.h"
#include "kiosk/base/time.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/ui/model.h"

namespace openday::app {

// The desk cleans and masks the text, seals the address, gives the case its number and writes record and consent in one
// transaction. The same visit and press asked again (its answer came too late) is answered again and not written again.
struct SubmitOpinion {
  ui::VisitId visit = 0;
  int press = 0;                                        // counts the opinions of this visit
  std::string subject, text;
  event::ReplyWay reply = event::ReplyWay::none;
  std::optional<event::RegistrationId> guest{};         // with ReplyWay::registered, and only then
  std::string address{};                                // with ReplyWay::address
  std::string consent_version{};                        // with any reply: the notice whose box was ticked
  bool typed_by_staff = false;
};

// What the guest takes home.
struct OpinionReceipt {
  std::string number;                                   // of the case, "K7Q2-M9XT"
  std::shared_ptr<const base::QrCode> code{};           // of receipt_text (event/case_number.h), made once
  event::ReplyWay reply = event::ReplyWay::none;
  std::optional<base::Date> due{};                      // of the earliest duty that concerns the guest
  bool provisional = false;                             // it may still move: a year without a calendar
  int workdays = 0;                                     // 0: calendar days
};

struct OpinionAnswer {
  ui::VisitId visit = 0;
  bool saved = false;
  OpinionReceipt receipt{};
};

}  // namespace openday::app
