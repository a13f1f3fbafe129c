// Words of staff's results and cases: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_RESULTS_TEXTS(X) \
  X(results_title, "results.title") X(results_none, "results.none") X(results_satisfied, "results.satisfied") X(results_bad, "results.bad") \
  X(results_count, "results.count") X(results_hidden, "results.hidden") X(results_by_subject, "results.by_subject") X(results_by_site, "results.by_site") \
  X(results_by_session, "results.by_session") X(results_by_category, "results.by_category") X(results_share, "results.share") X(results_given, "results.given") \
  X(results_sealed, "results.sealed") X(results_close, "results.close") X(results_close_hint, "results.close_hint") X(results_waiting, "results.waiting") \
  X(results_release, "results.release") X(results_mean, "results.mean") X(results_weighted, "results.weighted") X(results_of, "results.of") \
  X(results_written, "results.written") X(results_renormalised, "results.renormalised") X(results_group, "results.group") X(results_failed, "results.failed") \
  X(results_public, "results.public") X(staff_tab_results, "staff.tab_results") X(staff_tab_cases, "staff.tab_cases") \
  X(cases_title, "cases.title") X(cases_none, "cases.none") X(cases_all, "cases.all") X(cases_waiting, "cases.waiting") X(cases_late, "cases.late") \
  X(cases_done, "cases.done") X(cases_opinion, "cases.opinion") X(cases_rating, "cases.rating") X(cases_ballot, "cases.ballot") X(cases_open, "cases.open") \
  X(cases_assigned, "cases.assigned") X(cases_replied, "cases.replied") X(cases_closed, "cases.closed") X(cases_overdue, "cases.overdue") \
  X(cases_provisional, "cases.provisional") X(cases_due, "cases.due") X(cases_undated, "cases.undated") X(cases_reply_registered, "cases.reply_registered") \
  X(cases_reply_address, "cases.reply_address") X(cases_reply_none, "cases.reply_none") X(cases_owner, "cases.owner") X(cases_no_owner, "cases.no_owner") \
  X(cases_note, "cases.note") X(cases_change_owner, "cases.change_owner") X(cases_change_state, "cases.change_state") X(cases_notes, "cases.notes") \
  X(cases_back, "cases.back") X(cases_erased, "cases.erased") X(cases_not_found, "cases.not_found") X(cases_received, "cases.received") \
  X(cases_save, "cases.save") X(cases_no_words, "cases.no_words")
