// Words of staff's tab of what is done less often, and of the pages behind it: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_STAFF_TEXTS(X) \
  X(staff_tab_more, "staff.tab_more") X(more_title, "more.title") X(more_waiting, "more.waiting") \
  X(more_guest, "more.guest") X(more_conflicts, "more.conflicts") X(more_roll_call, "more.roll_call") \
  X(more_self_test, "more.self_test") X(more_papers, "more.papers") X(more_people, "more.people") \
  X(conflicts_title, "conflicts.title") X(conflicts_none, "conflicts.none") X(conflicts_kind_twice, "conflicts.kind_twice") X(conflicts_kind_code, "conflicts.kind_code") \
  X(conflicts_kind_many, "conflicts.kind_many") X(conflicts_kind_name, "conflicts.kind_name") X(conflicts_kind_clock, "conflicts.kind_clock") X(conflicts_hint_twice, "conflicts.hint_twice") \
  X(conflicts_hint_code, "conflicts.hint_code") X(conflicts_hint_many, "conflicts.hint_many") X(conflicts_hint_name, "conflicts.hint_name") X(conflicts_hint_clock, "conflicts.hint_clock") \
  X(conflicts_same_person, "conflicts.same_person") X(conflicts_same_walk_in, "conflicts.same_walk_in") X(conflicts_same_listed, "conflicts.same_listed") X(conflicts_hint_several, "conflicts.hint_several") X(conflicts_other_person, "conflicts.other_person") X(conflicts_other_name, "conflicts.other_name") \
  X(conflicts_as_is, "conflicts.as_is") X(conflicts_undone, "conflicts.undone") X(conflicts_time_right, "conflicts.time_right") X(conflicts_time_wrong, "conflicts.time_wrong") \
  X(conflicts_way_code, "conflicts.way_code") X(conflicts_way_found, "conflicts.way_found") X(conflicts_way_staff, "conflicts.way_staff") X(conflicts_way_foreign, "conflicts.way_foreign") \
  X(conflicts_way_walk_in, "conflicts.way_walk_in") X(conflicts_no_time, "conflicts.no_time") X(conflicts_persons, "conflicts.persons") X(conflicts_resembles, "conflicts.resembles") \
  X(conflicts_choose, "conflicts.choose") X(conflicts_record, "conflicts.record") X(conflicts_saving, "conflicts.saving") X(conflicts_failed, "conflicts.failed") \
  X(conflicts_changed, "conflicts.changed") X(conflicts_more_lines, "conflicts.more_lines") \
  X(walkin_name, "walkin.name") X(walkin_name_title, "walkin.name_title") X(walkin_name_empty, "walkin.name_empty")
