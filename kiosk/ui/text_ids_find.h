// Words of the page for finding oneself, and of the fact asked for after it. One part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_FIND_TEXTS(X) \
  X(find_title, "find.title") \
  X(find_below, "find.below") \
  X(find_staff_title, "find.staff_title") \
  X(find_empty, "find.empty") \
  X(find_by_hanzi, "find.by_hanzi") \
  X(find_by_pinyin, "find.by_pinyin") \
  X(find_by_initials, "find.by_initials") \
  X(find_by_tail, "find.by_tail") \
  X(find_by_number, "find.by_number") \
  X(find_count, "find.count") \
  X(find_searching, "find.searching") \
  X(find_more, "find.more") \
  X(find_too_many, "find.too_many") \
  X(find_none, "find.none") \
  X(find_none_do, "find.none_do") \
  X(find_not_listed, "find.not_listed") \
  X(find_wait, "find.wait") \
  X(find_alike, "find.alike") \
  X(find_tail, "find.tail") \
  X(find_enter, "find.enter") \
  X(find_is_it_you, "find.is_it_you") \
  X(find_confirm_tail, "find.confirm_tail") \
  X(find_confirm_name, "find.confirm_name") \
  X(find_confirm_number, "find.confirm_number") \
  X(find_tail_wrong, "find.tail_wrong") \
  X(find_name_wrong, "find.name_wrong") \
  X(find_number_wrong, "find.number_wrong") \
  X(find_name_empty, "find.name_empty") \
  X(find_number_empty, "find.number_empty") \
  X(find_confirm, "find.confirm") \
  X(find_not_me, "find.not_me") \
  X(find_number_changed, "find.number_changed") \
  X(find_look_up, "find.look_up")
