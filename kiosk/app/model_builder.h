// From what is known to what is drawn: plan, itinerary, the visit and the box become one ui::Model. Pure. Names are masked
// here, except on staff pages; nothing of a visit is taken from anywhere but its VisitState.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/journal_desk.h"
#include "kiosk/app/visit.h"
#include "kiosk/event/itinerary.h"
#include "kiosk/ui/model.h"

namespace openday::app {

// What the UI thread knows of the camera.
struct CameraView {
  ui::CameraPlace place = ui::CameraPlace::below;
  ui::CameraState state = ui::CameraState::off;
  std::string message;
  bool code_like = false;                            // something like a code is in view: the picture is shown
  std::shared_ptr<const ui::GreyImage> image;
  std::uint64_t image_serial = 0;
};

// The programme of today as it runs; nothing while no plan is in force.
struct Today {
  const event::Session* session = nullptr;           // of the report's plan
  event::Itinerary itinerary;
  ui::RatingState rating = ui::RatingState::none;
  std::shared_ptr<const RatingForm> form;            // open now
  std::vector<std::shared_ptr<const SheetForm>> sheets;   // score sheets open now
  std::set<std::string> closed_rounds;               // Questionnaire::id of sheets that staff closed for good
  std::optional<base::Instant> rating_opens;
  std::shared_ptr<const OpinionForm> opinions;       // taken now
  [[nodiscard]] bool open() const { return form || !sheets.empty(); }   // something may be judged
  std::shared_ptr<const ui::CalendarCode> calendar;  // for the guest's phone; null while no day is known
  std::vector<event::PublicNotice> notices;          // that count now, the most pressing first
};

[[nodiscard]] Today look_at_today(const BoxReport& report, const base::Moment& now);

// What the visit machine needs of both.
[[nodiscard]] BoxFacts box_facts(const BoxReport& report, const Today& today);

struct ModelInput {
  const BoxReport& report;
  const Today& today;
  const VisitMachine& machine;
  const CameraView& camera;
  const std::string& staff_phone;
  base::Moment now;
  ui::StaffBadges badges{};
};

[[nodiscard]] ui::Model build_model(const ModelInput& in);

}  // namespace openday::app
