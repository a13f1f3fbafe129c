// Words of staff's tab of what is done less often, and of the pages behind it: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_STAFF_TEXTS(X) \
  X(staff_tab_more, "staff.tab_more") X(more_title, "more.title") X(more_waiting, "more.waiting") \
  X(more_guest, "more.guest") X(more_conflicts, "more.conflicts") X(more_roll_call, "more.roll_call") \
  X(more_self_test, "more.self_test") X(more_papers, "more.papers") X(more_people, "more.people")
