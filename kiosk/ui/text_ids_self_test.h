// Words of staff's self-test before the doors open. A part of text_ids.h.
#pragma once

#define OPENDAY_UI_SELF_TEST_TEXTS(X) \
  X(self_test_title, "self_test.title") X(self_test_looking, "self_test.looking") X(self_test_fit, "self_test.fit") X(self_test_fit_do, "self_test.fit_do") \
  X(self_test_unfit, "self_test.unfit") X(self_test_open, "self_test.open") X(self_test_open_do, "self_test.open_do") \
  X(self_test_running, "self_test.running") X(self_test_running_do, "self_test.running_do") X(self_test_again, "self_test.again") X(self_test_print, "self_test.print") \
  X(self_test_note, "self_test.note") X(self_test_noted, "self_test.noted") X(self_test_not_noted, "self_test.not_noted") X(self_test_good, "self_test.good") \
  X(self_test_attention, "self_test.attention") X(self_test_bad, "self_test.bad") X(self_test_todo, "self_test.todo") X(self_test_absent, "self_test.absent") \
  X(self_test_back, "self_test.back") X(self_test_printing, "self_test.printing") X(self_test_printed, "self_test.printed") \
  X(self_test_not_printed, "self_test.not_printed") X(self_test_made, "self_test.made") X(self_test_box, "self_test.box") X(self_test_mind, "self_test.mind") X(self_test_comma, "self_test.comma") X(self_test_sign, "self_test.sign") \
  X(self_test_column_check, "self_test.column_check") X(self_test_column_grade, "self_test.column_grade") X(self_test_column_said, "self_test.column_said") \
  X(self_test_camera, "self_test.camera") X(self_test_code, "self_test.code") X(self_test_scanner, "self_test.scanner") X(self_test_touch, "self_test.touch") \
  X(self_test_sound, "self_test.sound") X(self_test_printer, "self_test.printer") X(self_test_disk_space, "self_test.disk_space") X(self_test_disk_health, "self_test.disk_health") \
  X(self_test_clock, "self_test.clock") X(self_test_plan, "self_test.plan") X(self_test_roster, "self_test.roster") X(self_test_keys, "self_test.keys") \
  X(self_test_certificate, "self_test.certificate") X(self_test_bureau, "self_test.bureau") X(self_test_waiting, "self_test.waiting") X(self_test_peers, "self_test.peers") \
  X(self_test_camera_off, "self_test.camera_off") X(self_test_camera_none, "self_test.camera_none") X(self_test_camera_none_do, "self_test.camera_none_do") \
  X(self_test_camera_missing, "self_test.camera_missing") X(self_test_camera_missing_do, "self_test.camera_missing_do") X(self_test_camera_starting, "self_test.camera_starting") \
  X(self_test_camera_covered, "self_test.camera_covered") X(self_test_camera_covered_do, "self_test.camera_covered_do") X(self_test_camera_dark, "self_test.camera_dark") \
  X(self_test_camera_dark_do, "self_test.camera_dark_do") X(self_test_camera_flat, "self_test.camera_flat") X(self_test_camera_flat_do, "self_test.camera_flat_do") \
  X(self_test_camera_blurred, "self_test.camera_blurred") X(self_test_camera_soft, "self_test.camera_soft") X(self_test_camera_focus_do, "self_test.camera_focus_do") \
  X(self_test_camera_sharp, "self_test.camera_sharp") X(self_test_code_read, "self_test.code_read") X(self_test_code_other, "self_test.code_other") \
  X(self_test_code_untried, "self_test.code_untried") X(self_test_code_untried_do, "self_test.code_untried_do") X(self_test_scanner_read, "self_test.scanner_read") \
  X(self_test_scanner_untried, "self_test.scanner_untried") X(self_test_scanner_untried_do, "self_test.scanner_untried_do") X(self_test_scanner_missing, "self_test.scanner_missing") \
  X(self_test_scanner_missing_do, "self_test.scanner_missing_do") X(self_test_scanner_none, "self_test.scanner_none") X(self_test_touch_good, "self_test.touch_good") \
  X(self_test_touch_off, "self_test.touch_off") X(self_test_touch_off_do, "self_test.touch_off_do") X(self_test_touch_missed, "self_test.touch_missed") \
  X(self_test_touch_missed_do, "self_test.touch_missed_do") X(self_test_touch_untried, "self_test.touch_untried") X(self_test_touch_untried_do, "self_test.touch_untried_do") \
  X(self_test_touch_tap, "self_test.touch_tap") X(self_test_touch_mark, "self_test.touch_mark") X(self_test_touch_cannot, "self_test.touch_cannot") \
  X(self_test_sound_off, "self_test.sound_off") X(self_test_sound_heard, "self_test.sound_heard") X(self_test_sound_not_heard, "self_test.sound_not_heard") \
  X(self_test_sound_not_heard_do, "self_test.sound_not_heard_do") X(self_test_sound_no_card, "self_test.sound_no_card") X(self_test_sound_no_card_do, "self_test.sound_no_card_do") \
  X(self_test_sound_untried, "self_test.sound_untried") X(self_test_sound_untried_do, "self_test.sound_untried_do") X(self_test_sound_ask, "self_test.sound_ask") \
  X(self_test_sound_yes, "self_test.sound_yes") X(self_test_sound_no, "self_test.sound_no") X(self_test_sound_again, "self_test.sound_again") \
  X(self_test_printer_no_service, "self_test.printer_no_service") X(self_test_printer_none, "self_test.printer_none") X(self_test_printer_none_do, "self_test.printer_none_do") \
  X(self_test_printer_unknown, "self_test.printer_unknown") X(self_test_printer_unknown_do, "self_test.printer_unknown_do") X(self_test_printer_ready, "self_test.printer_ready") \
  X(self_test_printer_unsure, "self_test.printer_unsure") X(self_test_printer_unsure_do, "self_test.printer_unsure_do") X(self_test_printer_paper, "self_test.printer_paper") \
  X(self_test_printer_paper_do, "self_test.printer_paper_do") X(self_test_printer_jam, "self_test.printer_jam") X(self_test_printer_jam_do, "self_test.printer_jam_do") \
  X(self_test_printer_stopped, "self_test.printer_stopped") X(self_test_printer_stopped_do, "self_test.printer_stopped_do") X(self_test_disk_room, "self_test.disk_room") \
  X(self_test_disk_room_do, "self_test.disk_room_do") X(self_test_disk_gone, "self_test.disk_gone") X(self_test_disk_read_only, "self_test.disk_read_only") \
  X(self_test_disk_error, "self_test.disk_error") X(self_test_disk_do, "self_test.disk_do") X(self_test_disk_writes, "self_test.disk_writes") \
  X(self_test_disk_worn, "self_test.disk_worn") X(self_test_disk_slow_do, "self_test.disk_slow_do") X(self_test_disk_worn_do, "self_test.disk_worn_do") \
  X(self_test_clock_synced, "self_test.clock_synced") X(self_test_clock_measured, "self_test.clock_measured") X(self_test_clock_free, "self_test.clock_free") \
  X(self_test_clock_free_do, "self_test.clock_free_do") X(self_test_clock_guessed, "self_test.clock_guessed") X(self_test_clock_off, "self_test.clock_off") \
  X(self_test_clock_do, "self_test.clock_do") X(self_test_document_signed, "self_test.document_signed") X(self_test_document_unsigned, "self_test.document_unsigned") \
  X(self_test_document_unsigned_do, "self_test.document_unsigned_do") X(self_test_document_wrong, "self_test.document_wrong") \
  X(self_test_document_wrong_do, "self_test.document_wrong_do") X(self_test_document_untrusted, "self_test.document_untrusted") \
  X(self_test_document_stale, "self_test.document_stale") X(self_test_document_stale_do, "self_test.document_stale_do") X(self_test_document_none, "self_test.document_none") \
  X(self_test_document_none_do, "self_test.document_none_do") X(self_test_roster_none, "self_test.roster_none") X(self_test_roster_none_do, "self_test.roster_none_do") \
  X(self_test_roster_old_do, "self_test.roster_old_do") X(self_test_keys_good, "self_test.keys_good") X(self_test_keys_forever, "self_test.keys_forever") \
  X(self_test_keys_soon_do, "self_test.keys_soon_do") X(self_test_keys_over, "self_test.keys_over") X(self_test_keys_none, "self_test.keys_none") \
  X(self_test_keys_do, "self_test.keys_do") X(self_test_trust_none, "self_test.trust_none") X(self_test_certificate_good, "self_test.certificate_good") \
  X(self_test_certificate_over, "self_test.certificate_over") X(self_test_certificate_broken, "self_test.certificate_broken") X(self_test_certificate_none, "self_test.certificate_none") \
  X(self_test_certificate_unseen, "self_test.certificate_unseen") X(self_test_certificate_do, "self_test.certificate_do") X(self_test_bureau_never, "self_test.bureau_never") \
  X(self_test_bureau_linked, "self_test.bureau_linked") X(self_test_bureau_away, "self_test.bureau_away") X(self_test_bureau_away_do, "self_test.bureau_away_do") \
  X(self_test_bureau_refused, "self_test.bureau_refused") X(self_test_bureau_refused_do, "self_test.bureau_refused_do") X(self_test_bureau_portal, "self_test.bureau_portal") \
  X(self_test_bureau_portal_do, "self_test.bureau_portal_do") X(self_test_waiting_none, "self_test.waiting_none") X(self_test_waiting_some, "self_test.waiting_some") \
  X(self_test_waiting_do, "self_test.waiting_do") X(self_test_waiting_alone, "self_test.waiting_alone") X(self_test_peers_none, "self_test.peers_none") X(self_test_peers_some, "self_test.peers_some") \
  X(self_test_bureau_never_do, "self_test.bureau_never_do") X(self_test_enrol_asked, "self_test.enrol_asked") X(self_test_enrol_steward, "self_test.enrol_steward") \
  X(self_test_enrol_steward_do, "self_test.enrol_steward_do") X(self_test_enrol_failed, "self_test.enrol_failed") X(self_test_enrol_failed_do, "self_test.enrol_failed_do") \
  X(self_test_enrol_refused, "self_test.enrol_refused") X(self_test_enrol_refused_do, "self_test.enrol_refused_do") X(self_test_enrol_done, "self_test.enrol_done") \
  X(self_test_document_signed_since, "self_test.document_signed_since") X(self_test_document_unsigned_since, "self_test.document_unsigned_since") \
  X(self_test_document_wrong_since, "self_test.document_wrong_since") X(self_test_document_untrusted_since, "self_test.document_untrusted_since") \
  X(more_self_test_fit, "more.self_test_fit") X(more_self_test_unfit, "more.self_test_unfit") X(more_self_test_open, "more.self_test_open") X(more_self_test_never, "more.self_test_never")
