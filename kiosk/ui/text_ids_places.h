// Words of staff's page for the places left and who waits for one: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_PLACES_TEXTS(X) X(more_places, "more.places")
