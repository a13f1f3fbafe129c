// Words on badges and of their trouble: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_BADGES_TEXTS(X) \
  X(badge_again, "badge.again") X(badge_persons, "badge.persons") X(badge_guest, "badge.guest") \
  X(badge_out_of_paper, "badge.out_of_paper") X(badge_jammed, "badge.jammed") X(badge_stopped, "badge.stopped") X(badge_not_printed, "badge.not_printed") \
  X(guest_badge, "guest.badge") X(guest_badge_sent, "guest.badge_sent")
