// Words of staff's page for printing and files: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_PAPERS_TEXTS(X) \
  X(papers_title, "papers.title") X(papers_sign_in, "papers.sign_in") X(papers_summary, "papers.summary") X(papers_tallies, "papers.tallies") \
  X(papers_results, "papers.results") X(papers_slips, "papers.slips") X(papers_pdf, "papers.pdf") X(papers_xlsx, "papers.xlsx") X(papers_csv, "papers.csv") \
  X(papers_stick, "papers.stick") X(papers_printer, "papers.printer") X(papers_export, "papers.export") X(papers_print, "papers.print") \
  X(papers_cancel, "papers.cancel") X(papers_reprint, "papers.reprint") X(papers_repeat, "papers.repeat") X(papers_idle, "papers.idle") X(papers_idle_do, "papers.idle_do") \
  X(papers_making, "papers.making") X(papers_sealing, "papers.sealing") X(papers_copying, "papers.copying") X(papers_printing, "papers.printing") \
  X(papers_out_of_paper, "papers.out_of_paper") X(papers_jammed, "papers.jammed") X(papers_stopped, "papers.stopped") X(papers_on_stick, "papers.on_stick") \
  X(papers_pull, "papers.pull") X(papers_printed, "papers.printed") X(papers_printed_do, "papers.printed_do") X(papers_cancelled, "papers.cancelled") X(papers_failed, "papers.failed") \
  X(papers_goes_on, "papers.goes_on") X(papers_dont_pull, "papers.dont_pull") \
  X(papers_no_stick, "papers.no_stick") X(papers_several_sticks, "papers.several_sticks") X(papers_foreign_stick, "papers.foreign_stick") \
  X(papers_stick_gone, "papers.stick_gone") X(papers_stick_full, "papers.stick_full") X(papers_stick_read_only, "papers.stick_read_only") \
  X(papers_stick_broken, "papers.stick_broken") X(papers_box_full, "papers.box_full") X(papers_no_printer, "papers.no_printer") \
  X(papers_printer_failed, "papers.printer_failed") X(papers_not_made, "papers.not_made") X(papers_no_helper, "papers.no_helper") \
  X(papers_passphrase, "papers.passphrase") X(papers_passphrase_why, "papers.passphrase_why") X(papers_passphrase_empty, "papers.passphrase_empty") \
  X(papers_too_short, "papers.too_short") X(papers_seal, "papers.seal") \
  X(papers_bureau, "papers.bureau") X(papers_send, "papers.send") X(papers_handed, "papers.handed") X(papers_handed_do, "papers.handed_do") X(papers_delivered, "papers.delivered") \
  X(papers_delivered_do, "papers.delivered_do") X(papers_no_seal_key, "papers.no_seal_key") X(papers_bureau_refused, "papers.bureau_refused") X(papers_too_large, "papers.too_large")
