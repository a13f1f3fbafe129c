// Words of the score sheets' pages: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_SHEET_TEXTS(X) \
  X(sheet_required, "sheet.required") X(sheet_range_10, "sheet.range_10") X(sheet_points, "sheet.points") \
  X(sheet_tens, "sheet.tens") X(sheet_tens_short, "sheet.tens_short") X(sheet_units, "sheet.units") X(sheet_one_of, "sheet.one_of") X(sheet_any_of, "sheet.any_of") X(sheet_write, "sheet.write") \
  X(sheet_previous, "sheet.previous") X(sheet_next, "sheet.next") X(sheet_skip, "sheet.skip") X(sheet_clear, "sheet.clear") X(sheet_to_review, "sheet.to_review") \
  X(sheet_back_to_review, "sheet.back_to_review") X(sheet_review_title, "sheet.review_title") X(sheet_review_hint, "sheet.review_hint") \
  X(sheet_wanted, "sheet.wanted") X(sheet_nothing, "sheet.nothing") X(sheet_empty, "sheet.empty") X(sheet_left_out, "sheet.left_out") \
  X(sheet_renewed, "sheet.renewed") X(sheet_closed_title, "sheet.closed_title") X(sheet_closed_text, "sheet.closed_text") X(sheet_named, "sheet.named") \
  X(choice_title, "choice.title") X(choice_hint, "choice.hint") X(choice_rating, "choice.rating") X(choice_sheet, "choice.sheet") X(choice_opinion, "choice.opinion") X(choice_more, "choice.more")
