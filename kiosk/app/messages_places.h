// Places: what the visit asks of the desk, and what it is told. WorkOnPlaces and PlacesAnswer (messages_jobs.h) carry it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/event/registration_id.h"
#include "kiosk/ui/model_places.h"

namespace openday::app {

enum class PlacesWork { look, move_up, decline, release, take_back };
struct PlacesJob {
  PlacesWork work = PlacesWork::look;
  std::string session{};                                 // Session::id; empty: the one in force
  ui::PlacesView view = ui::PlacesView::line;
  event::RegistrationId guest{};                         // all but look
};

struct PlacesList {
  ui::Places shown;
  std::vector<std::string> sessions;                     // Session::id
  std::vector<event::RegistrationId> guests;             // of its rows
};

struct PlacesNews {
  std::shared_ptr<const PlacesList> list{};              // null: nobody may see
  PlacesWork work = PlacesWork::look;
  ui::PlacesSaved saved = ui::PlacesSaved::saved;
};

}  // namespace openday::app
