// Words of staff's page for the places left and who waits for one: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_PLACES_TEXTS(X) \
  X(more_places, "more.places") X(places_guests, "places.guests") X(places_taken, "places.taken") X(places_left, "places.left") X(places_over, "places.over") \
  X(places_most, "places.most") X(places_waiting, "places.waiting") X(places_no_limit, "places.no_limit") X(places_line, "places.line") X(places_absent, "places.absent") \
  X(places_moved, "places.moved") X(places_move_up, "places.move_up") X(places_decline, "places.decline") X(places_release, "places.release") X(places_take_back, "places.take_back") \
  X(places_sure, "places.sure") X(places_moved_up, "places.moved_up") X(places_declined, "places.declined") X(places_released, "places.released") X(places_came, "places.came") \
  X(places_none_wait, "places.none_wait") X(places_none_absent, "places.none_absent") X(places_none_moved, "places.none_moved") X(places_steward, "places.steward") \
  X(places_hint, "places.hint") X(places_waived, "places.waived") X(places_failed, "places.failed") X(places_full, "places.full") X(places_changed, "places.changed") X(places_saving, "places.saving")
