// Words of staff's page of one guest: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_GUEST_TEXTS(X) \
  X(guest_check_in, "guest.check_in") X(guest_undo, "guest.undo") X(guest_restore, "guest.restore") X(guest_move, "guest.move") \
  X(guest_persons, "guest.persons") X(guest_back, "guest.back") X(guest_group, "guest.group") X(guest_seat, "guest.seat") \
  X(guest_department, "guest.department") X(guest_tail, "guest.tail") X(guest_vehicle, "guest.vehicle") X(guest_here, "guest.here") \
  X(guest_here_of, "guest.here_of") X(guest_absent, "guest.absent") X(guest_waiting, "guest.waiting") X(guest_cancelled, "guest.cancelled") \
  X(guest_why_undo, "guest.why_undo") X(guest_why_restore, "guest.why_restore") X(guest_which_session, "guest.which_session") \
  X(guest_how_many, "guest.how_many") X(guest_save, "guest.save") X(guest_cancel, "guest.cancel") \
  X(guest_failed, "guest.failed") X(guest_already, "guest.already") X(guest_full, "guest.full") X(guest_not_allowed, "guest.not_allowed") \
  X(staff_by_category, "staff.by_category") X(staff_by_session, "staff.by_session") X(staff_by_department, "staff.by_department") \
  X(staff_parts, "staff.parts") X(staff_refused, "staff.refused") \
  X(guest_gone, "guest.gone") X(story_title, "story.title") X(story_none, "story.none") X(story_checked_in, "story.checked_in") X(story_registered, "story.registered") \
  X(story_passed, "story.passed") X(story_referred, "story.referred") X(story_undone, "story.undone") X(story_restored, "story.restored") \
  X(story_overridden, "story.overridden") X(story_void, "story.void") X(story_code, "story.code") X(story_found, "story.found") \
  X(story_staff, "story.staff") X(story_foreign, "story.foreign") \
  X(undo_reason_1, "undo.reason_1") X(undo_reason_2, "undo.reason_2") X(undo_reason_3, "undo.reason_3") \
  X(undo_reason_4, "undo.reason_4") X(undo_reason_5, "undo.reason_5") X(undo_reason_6, "undo.reason_6") \
  X(undo_moved, "undo.moved") X(undo_number, "undo.number") X(undo_conflict, "undo.conflict") \
  X(story_present, "story.present") X(story_missing, "story.missing") X(story_boarding, "story.boarding") X(story_here, "story.here") \
  X(staff_unknown, "staff.unknown") X(staff_search, "staff.search") X(staff_search_title, "staff.search_title") X(staff_search_below, "staff.search_below") \
  X(staff_search_empty, "staff.search_empty") X(staff_search_none, "staff.search_none") X(staff_search_on, "staff.search_on") X(staff_search_clear, "staff.search_clear") X(staff_found, "staff.found")
