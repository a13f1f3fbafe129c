// Words of staff's people and PINs, and of what only a supervisor does: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_PEOPLE_TEXTS(X) \
  X(people_title, "people.title") X(people_hint, "people.hint") X(people_steward, "people.steward") X(people_supervisor, "people.supervisor") \
  X(people_own, "people.own") X(people_change, "people.change") X(people_remove, "people.remove") X(people_sure, "people.sure") \
  X(people_add_steward, "people.add_steward") X(people_add_supervisor, "people.add_supervisor") \
  X(people_which, "people.which") X(people_steward_labels, "people.steward_labels") X(people_supervisor_labels, "people.supervisor_labels") \
  X(people_pin_for, "people.pin_for") X(people_taken, "people.taken") X(people_full, "people.full") X(people_last, "people.last") \
  X(people_is_own, "people.is_own") X(people_failed, "people.failed") X(people_wait, "people.wait") X(people_back, "people.back") \
  X(supervisor_title, "supervisor.title") X(supervisor_how, "supervisor.how") X(supervisor_log_in, "supervisor.log_in") \
  X(supervisor_override, "supervisor.override") X(supervisor_more, "supervisor.more") X(supervisor_change, "supervisor.change") \
  X(people_write, "people.write") X(people_write_title, "people.write_title") X(people_write_below, "people.write_below") X(people_write_empty, "people.write_empty") \
  X(people_write_on, "people.write_on") X(people_no_label, "people.no_label") X(people_same_label, "people.same_label")
