// Staff's page of places: a part of the visit's state.
#pragma once

#include <memory>

#include "kiosk/app/messages_places.h"

namespace openday::app {

struct PlacesProgress {
  std::string session;                           // Session::id; empty: the one in force
  ui::PlacesView view = ui::PlacesView::line;
  std::shared_ptr<const PlacesList> list;        // null: not loaded yet
  int armed = -1;                                // the row whose second tap is awaited
  ui::PlacesSaved saved = ui::PlacesSaved::saved;
};

}  // namespace openday::app
