// Words of the programme's pages, public and staff's: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_PROGRAMME_TEXTS(X) \
  X(event_unknown_date, "event.unknown_date") X(event_unknown_date_hint, "event.unknown_date_hint") X(event_planned_for, "event.planned_for") \
  X(event_closed, "event.closed") X(event_planned, "event.planned") X(itinerary_title_any_day, "itinerary.title_any_day") X(slot_throughout, "slot.throughout") X(slot_afterwards, "slot.afterwards") \
  X(programme_for_part, "programme.for_part") X(programme_same_time, "programme.same_time") X(programme_begins, "programme.begins") \
  X(programme_previous_rows, "programme.previous_rows") X(programme_more_rows, "programme.more_rows") \
  X(calendar_button, "calendar.button") X(calendar_title, "calendar.title") X(calendar_how, "calendar.how") X(calendar_wechat, "calendar.wechat") \
  X(calendar_close, "calendar.close") X(staff_tab_attendance, "staff.tab_attendance") X(staff_tab_programme, "staff.tab_programme") \
  X(agenda_title, "agenda.title") X(agenda_empty, "agenda.empty") X(agenda_whole, "agenda.whole") X(agenda_next, "agenda.next") \
  X(agenda_begin_here, "agenda.begin_here") X(agenda_minutes, "agenda.minutes") X(agenda_other_minutes, "agenda.other_minutes") \
  X(agenda_insert, "agenda.insert") X(agenda_insert_after, "agenda.insert_after") X(agenda_move, "agenda.move") X(agenda_move_all, "agenda.move_all") \
  X(agenda_skip, "agenda.skip") X(agenda_notice, "agenda.notice") X(agenda_rating, "agenda.rating") X(agenda_state, "agenda.state") \
  X(agenda_sessions, "agenda.sessions") X(agenda_again, "agenda.again") X(agenda_deselect, "agenda.deselect") X(agenda_cancel, "agenda.cancel") \
  X(agenda_confirm, "agenda.confirm") X(agenda_publish, "agenda.publish") X(agenda_later_by, "agenda.later_by") X(agenda_earlier_by, "agenda.earlier_by") \
  X(agenda_more, "agenda.more") X(agenda_what, "agenda.what") X(agenda_where, "agenda.where") X(agenda_how_long, "agenda.how_long") \
  X(agenda_why, "agenda.why") X(agenda_titles, "agenda.titles") X(agenda_notices, "agenda.notices") X(agenda_reasons, "agenda.reasons") \
  X(agenda_as_planned, "agenda.as_planned") X(agenda_postpone, "agenda.postpone") X(agenda_call_off, "agenda.call_off") X(agenda_close, "agenda.close") \
  X(agenda_today, "agenda.today") X(agenda_open_rating, "agenda.open_rating") X(agenda_close_rating, "agenda.close_rating") \
  X(agenda_undo, "agenda.undo") X(agenda_last, "agenda.last") X(agenda_nothing_said, "agenda.nothing_said") X(agenda_saving, "agenda.saving") \
  X(agenda_failed, "agenda.failed") X(agenda_said_next, "agenda.said_next") X(agenda_said_delay, "agenda.said_delay") X(agenda_said_skip, "agenda.said_skip") \
  X(agenda_said_insert, "agenda.said_insert") X(agenda_said_move, "agenda.said_move") X(agenda_said_notice, "agenda.said_notice") \
  X(agenda_said_state, "agenda.said_state") X(agenda_said_rating_opened, "agenda.said_rating_opened") \
  X(agenda_said_rating_closed, "agenda.said_rating_closed") X(agenda_said_held_on, "agenda.said_held_on") X(agenda_on, "agenda.on") X(agenda_off, "agenda.off") X(agenda_shift, "agenda.shift")
