// Words of the bureau's notices, of staff's page about the line to the bureau, and of documents without its signature. A part of text_ids.h.
#pragma once

#define OPENDAY_UI_LINE_TEXTS(X) \
  X(notices_title, "notices.title") X(notices_plain, "notices.plain") X(notices_attention, "notices.attention") X(notices_urgent, "notices.urgent") \
  X(notices_more, "notices.more") X(notices_read, "notices.read") X(notices_until, "notices.until") X(notices_none, "notices.none") X(notices_back, "notices.back") X(where_notices, "where.notices") \
  X(trouble_not_signed, "trouble.not_signed") \
  X(more_line, "more.line") X(line_title, "line.title") X(line_tile_alone, "line.tile_alone") X(line_tile_good, "line.tile_good") X(line_tile_waiting, "line.tile_waiting") X(line_tile_papers, "line.tile_papers") \
  X(line_alone, "line.alone") X(line_alone_do, "line.alone_do") X(line_silent, "line.silent") X(line_silent_do, "line.silent_do") \
  X(line_caught_up, "line.caught_up") X(line_caught_up_do, "line.caught_up_do") X(line_sending, "line.sending") X(line_sending_do, "line.sending_do") \
  X(line_no_network, "line.no_network") X(line_no_network_do, "line.no_network_do") X(line_no_answer, "line.no_answer") X(line_no_answer_do, "line.no_answer_do") \
  X(line_portal, "line.portal") X(line_portal_do, "line.portal_do") X(line_stranger, "line.stranger") X(line_stranger_do, "line.stranger_do") \
  X(line_busy, "line.busy") X(line_busy_do, "line.busy_do") X(line_full, "line.full") X(line_full_do, "line.full_do") \
  X(line_refused, "line.refused") X(line_refused_do, "line.refused_do") X(line_too_old, "line.too_old") X(line_too_old_do, "line.too_old_do") \
  X(line_set_wrong, "line.set_wrong") X(line_set_wrong_do, "line.set_wrong_do") \
  X(line_waiting, "line.waiting") X(line_records, "line.records") X(line_none, "line.none") X(line_flight, "line.flight") X(line_batches, "line.batches") \
  X(line_rate, "line.rate") X(line_a_minute, "line.a_minute") X(line_left, "line.left") X(line_minutes_left, "line.minutes_left") X(line_soon, "line.soon") \
  X(line_acknowledged, "line.acknowledged") X(line_never, "line.never") X(line_contact, "line.contact") X(line_next, "line.next") X(line_in_seconds, "line.in_seconds") \
  X(line_in_minutes, "line.in_minutes") X(line_now, "line.now") X(line_clock, "line.clock") X(line_clock_off, "line.clock_off") X(line_clock_unknown, "line.clock_unknown") X(line_clock_do, "line.clock_do") \
  X(line_kept_aside, "line.kept_aside") X(line_kept_aside_do, "line.kept_aside_do") X(line_signed, "line.signed") X(line_unsigned, "line.unsigned") X(line_unsigned_do, "line.unsigned_do") \
  X(line_papers_do, "line.papers_do") X(line_papers_now, "line.papers_now") X(line_papers_said, "line.papers_said") X(line_papers_some, "line.papers_some") X(line_paper, "line.paper") \
  X(line_paper_damaged, "line.paper_damaged") X(line_paper_refused, "line.paper_refused") X(line_paper_wrong_size, "line.paper_wrong_size") \
  X(line_not_taken, "line.not_taken") X(line_not_taken_do, "line.not_taken_do") X(line_try, "line.try") X(line_trying, "line.trying")
