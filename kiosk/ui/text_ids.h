// The kiosk's own words by name: home_check_in is the key "home.check_in" of assets/strings/*.toml. One list makes the enum
// and the keys; a word used nowhere does not belong here.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "kiosk/ui/text_ids_badges.h"
#include "kiosk/ui/text_ids_calls.h"
#include "kiosk/ui/text_ids_door.h"
#include "kiosk/ui/text_ids_find.h"
#include "kiosk/ui/text_ids_guest.h"
#include "kiosk/ui/text_ids_line.h"
#include "kiosk/ui/text_ids_opinion.h"
#include "kiosk/ui/text_ids_people.h"
#include "kiosk/ui/text_ids_papers.h"
#include "kiosk/ui/text_ids_hand_over.h"
#include "kiosk/ui/text_ids_places.h"
#include "kiosk/ui/text_ids_self_test.h"
#include "kiosk/ui/text_ids_roll_call.h"
#include "kiosk/ui/text_ids_programme.h"
#include "kiosk/ui/text_ids_results.h"
#include "kiosk/ui/text_ids_sheet.h"
#include "kiosk/ui/text_ids_staff.h"
#include "kiosk/ui/text_ids_typing.h"

#define OPENDAY_UI_TEXTS(X) \
  X(strip_date, "strip.date") X(strip_online, "strip.online") X(strip_offline, "strip.offline") \
  X(strip_offline_short, "strip.offline_short") X(strip_clock_in_doubt, "strip.clock_in_doubt") X(day_sunday, "day.sunday") \
  X(day_monday, "day.monday") X(day_tuesday, "day.tuesday") X(day_wednesday, "day.wednesday") X(day_thursday, "day.thursday") \
  X(day_friday, "day.friday") X(day_saturday, "day.saturday") X(month_1, "month.1") X(month_2, "month.2") X(month_3, "month.3") \
  X(month_4, "month.4") X(month_5, "month.5") X(month_6, "month.6") X(month_7, "month.7") X(month_8, "month.8") X(month_9, "month.9") \
  X(month_10, "month.10") X(month_11, "month.11") X(month_12, "month.12") X(number_1, "number.1") X(number_2, "number.2") \
  X(number_3, "number.3") X(number_4, "number.4") X(number_5, "number.5") X(number_6, "number.6") X(number_7, "number.7") \
  X(number_8, "number.8") X(number_9, "number.9") X(quiet_home, "quiet.home") X(quiet_home_short, "quiet.home_short") \
  X(quiet_large_type, "quiet.large_type") X(quiet_standard_type, "quiet.standard_type") X(quiet_other_language, "quiet.other_language") \
  X(quiet_other_language_short, "quiet.other_language_short") X(quiet_high_contrast, "quiet.high_contrast") \
  X(quiet_standard_contrast, "quiet.standard_contrast") X(quiet_low_reach, "quiet.low_reach") X(quiet_full_height, "quiet.full_height") \
  X(quiet_privacy, "quiet.privacy") X(quiet_privacy_short, "quiet.privacy_short") \
  X(quiet_help, "quiet.help") X(quiet_help_short, "quiet.help_short") X(home_check_in, "home.check_in") \
  X(home_itinerary, "home.itinerary") X(home_rating, "home.rating") X(home_without_code, "home.without_code") \
  X(home_items, "home.items") X(home_one_item, "home.one_item") X(home_rating_later, "home.rating_later") \
  X(home_rating_opens, "home.rating_opens") X(home_rating_open, "home.rating_open") X(home_rating_closed, "home.rating_closed") \
  X(home_show_code, "home.show_code") X(home_hold_below, "home.hold_below") X(home_hold_above, "home.hold_above") \
  X(home_hold_left, "home.hold_left") X(home_hold_right, "home.hold_right") X(home_any_code, "home.any_code") \
  X(camera_starting, "camera.starting") X(camera_missing, "camera.missing") X(camera_missing_hint, "camera.missing_hint") \
  X(camera_missing_long, "camera.missing_long") X(camera_scanner_only, "camera.scanner_only") X(event_before, "event.before") \
  X(event_tentative, "event.tentative") X(event_postponed, "event.postponed") X(event_cancelled, "event.cancelled") \
  X(event_over, "event.over") X(event_between, "event.between") X(event_postponed_hint, "event.postponed_hint") \
  X(event_cancelled_hint, "event.cancelled_hint") X(event_next_session, "event.next_session") X(event_over_hint, "event.over_hint") \
  X(programme_now, "programme.now") X(programme_next, "programme.next") X(programme_left_before, "programme.left_before") \
  X(programme_left_after, "programme.left_after") X(programme_left_after_hours, "programme.left_after_hours") \
  X(programme_by_bus, "programme.by_bus") X(programme_on_foot, "programme.on_foot") X(programme_on_the_way, "programme.on_the_way") \
  X(programme_about_minutes, "programme.about_minutes") X(programme_until, "programme.until") X(change_delayed, "change.delayed") \
  X(change_moved, "change.moved") X(change_moved_to, "change.moved_to") X(change_inserted, "change.inserted") \
  X(change_skipped, "change.skipped") X(change_other, "change.other") X(checkin_title, "checkin.title") X(checkin_title_rating, "checkin.title_rating") \
  X(checkin_distance, "checkin.distance") X(checkin_no_code, "checkin.no_code") X(countdown_home, "countdown.home") X(countdown_stay, "countdown.stay") \
  X(result_admitted, "result.admitted") X(result_admitted_what, "result.admitted_what") X(result_admitted_do, "result.admitted_do") \
  X(result_already, "result.already") X(result_already_what, "result.already_what") X(result_already_do, "result.already_do") \
  X(result_party, "result.party") X(result_party_what, "result.party_what") X(result_party_do, "result.party_do") \
  X(result_early, "result.early") X(result_early_what, "result.early_what") X(result_early_do, "result.early_do") \
  X(result_wrong_event, "result.wrong_event") X(result_wrong_event_what, "result.wrong_event_what") \
  X(result_wrong_event_do, "result.wrong_event_do") X(result_wrong_session, "result.wrong_session") \
  X(result_wrong_session_what, "result.wrong_session_what") X(result_wrong_session_do, "result.wrong_session_do") \
  X(result_not_running, "result.not_running") X(result_not_running_what, "result.not_running_what") \
  X(result_not_running_do, "result.not_running_do") X(result_cancelled, "result.cancelled") \
  X(result_cancelled_what, "result.cancelled_what") X(result_cancelled_do, "result.cancelled_do") X(result_revoked, "result.revoked") \
  X(result_revoked_what, "result.revoked_what") X(result_revoked_do, "result.revoked_do") \
  X(result_not_registered, "result.not_registered") X(result_not_registered_what, "result.not_registered_what") \
  X(result_not_registered_do, "result.not_registered_do") X(result_forged, "result.forged") X(result_forged_what, "result.forged_what") \
  X(result_forged_do, "result.forged_do") X(result_unknown_issuer, "result.unknown_issuer") \
  X(result_unknown_issuer_what, "result.unknown_issuer_what") X(result_unknown_issuer_do, "result.unknown_issuer_do") \
  X(result_expired, "result.expired") X(result_expired_what, "result.expired_what") X(result_expired_do, "result.expired_do") \
  X(result_unreadable, "result.unreadable") X(result_unreadable_what, "result.unreadable_what") \
  X(result_unreadable_do, "result.unreadable_do") X(result_screening, "result.screening") \
  X(result_screening_what, "result.screening_what") X(result_screening_do, "result.screening_do") X(result_full, "result.full") \
  X(result_full_what, "result.full_what") X(result_full_do, "result.full_do") X(result_staff, "result.staff") \
  X(result_staff_what, "result.staff_what") X(result_staff_do, "result.staff_do") X(result_not_saved, "result.not_saved") \
  X(result_not_saved_what, "result.not_saved_what") X(result_not_saved_do, "result.not_saved_do") \
  X(result_not_on_roster_what, "result.not_on_roster_what") X(result_late_what, "result.late_what") \
  X(result_already_place, "result.already_place") X(result_early_what_plain, "result.early_what_plain") \
  X(result_wrong_event_what_plain, "result.wrong_event_what_plain") \
  X(result_wrong_session_what_plain, "result.wrong_session_what_plain") X(result_full_what_plain, "result.full_what_plain") \
  X(result_category, "result.category") X(result_group, "result.group") X(result_seat, "result.seat") \
  X(result_persons, "result.persons") X(result_next_item, "result.next_item") X(result_see_itinerary, "result.see_itinerary") \
  X(result_try_again, "result.try_again") X(result_by_name, "result.by_name") X(result_ask_walk_in, "result.ask_walk_in") \
  X(result_nothing_kept, "result.nothing_kept") X(itinerary_title, "itinerary.title") X(itinerary_count, "itinerary.count") \
  X(itinerary_position, "itinerary.position") X(itinerary_done, "itinerary.done") X(itinerary_fold, "itinerary.fold") \
  X(itinerary_unfold, "itinerary.unfold") \
  X(standing_touch, "standing.touch") X(standing_touch_short, "standing.touch_short") X(grade_5, "grade.5") X(grade_4, "grade.4") \
  X(grade_3, "grade.3") X(grade_2, "grade.2") X(grade_1, "grade.1") X(rating_position, "rating.position") \
  X(rating_anonymous, "rating.anonymous") X(rating_anonymous_long, "rating.anonymous_long") X(rating_subject, "rating.subject") \
  X(rating_question, "rating.question") X(rating_what_was_good, "rating.what_was_good") \
  X(rating_what_to_improve, "rating.what_to_improve") X(rating_tags_hint, "rating.tags_hint") X(rating_comment, "rating.comment") \
  X(rating_comment_short, "rating.comment_short") X(rating_back, "rating.back") X(rating_next, "rating.next") \
  X(rating_hand_in, "rating.hand_in") X(rating_choose, "rating.choose") X(rating_saving, "rating.saving") X(rating_not_saved, "rating.not_saved") \
  X(thanks_title, "thanks.title") X(thanks_both, "thanks.both") X(thanks_rating, "thanks.rating") X(thanks_ratings, "thanks.ratings") \
  X(thanks_opinion, "thanks.opinion") X(thanks_opinions, "thanks.opinions") X(thanks_saved, "thanks.saved") X(thanks_already, "thanks.already") \
  X(thanks_anonymous, "thanks.anonymous") X(thanks_not_joined, "thanks.not_joined") X(thanks_receipt_number, "thanks.receipt_number") \
  X(thanks_reply_way, "thanks.reply_way") X(thanks_reply_due, "thanks.reply_due") X(thanks_workdays, "thanks.workdays") \
  X(thanks_print, "thanks.print") X(thanks_done, "thanks.done") \
  X(privacy_title, "privacy.title") X(privacy_check_in, "privacy.check_in") X(privacy_check_in_text, "privacy.check_in_text") \
  X(privacy_camera, "privacy.camera") X(privacy_camera_text, "privacy.camera_text") X(privacy_rating, "privacy.rating") \
  X(privacy_rating_text, "privacy.rating_text") X(privacy_network, "privacy.network") X(privacy_network_text, "privacy.network_text") \
  X(privacy_rights, "privacy.rights") X(privacy_close, "privacy.close") \
  X(privacy_more, "privacy.more") X(idle_title, "idle.title") X(idle_text, "idle.text") X(idle_continue, "idle.continue") \
  X(idle_end, "idle.end") X(help_title, "help.title") X(help_text, "help.text") X(help_phone, "help.phone") X(help_close, "help.close") \
  X(help_staff, "help.staff") X(gate_title, "gate.title") X(gate_title_set, "gate.title_set") X(gate_enter, "gate.enter") \
  X(gate_set_first, "gate.set_first") X(gate_set_repeat, "gate.set_repeat") X(gate_locked, "gate.locked") X(gate_wrong, "gate.wrong") \
  X(gate_too_short, "gate.too_short") X(gate_not_the_same, "gate.not_the_same") X(gate_too_simple, "gate.too_simple") \
  X(gate_delete, "gate.delete") X(gate_confirm, "gate.confirm") X(gate_leave, "gate.leave") X(staff_mode, "staff.mode") \
  X(staff_pending, "staff.pending") X(staff_attendance, "staff.attendance") X(staff_came_total, "staff.came_total") \
  X(staff_absent, "staff.absent") X(staff_came, "staff.came") X(staff_late, "staff.late") X(staff_open, "staff.open") \
  X(staff_walk_in, "staff.walk_in") X(staff_all, "staff.all") X(staff_time, "staff.time") X(staff_name, "staff.name") \
  X(staff_category, "staff.category") X(staff_tail, "staff.tail") X(staff_status, "staff.status") X(staff_nobody, "staff.nobody") \
  X(staff_previous, "staff.previous") X(staff_following, "staff.following") X(staff_register, "staff.register") \
  X(staff_leave, "staff.leave") X(paper_title, "paper.title") X(paper_1, "paper.1") X(paper_1_text, "paper.1_text") \
  X(paper_2, "paper.2") X(paper_2_text, "paper.2_text") X(paper_3, "paper.3") X(paper_3_text, "paper.3_text") \
  X(trouble_disk_full, "trouble.disk_full") X(trouble_disk_failing, "trouble.disk_failing") \
  X(trouble_database_newer, "trouble.database_newer") X(trouble_database_damaged, "trouble.database_damaged") \
  X(trouble_database_locked, "trouble.database_locked") X(trouble_no_plan, "trouble.no_plan") \
  X(trouble_plan_broken, "trouble.plan_broken") X(trouble_no_font, "trouble.no_font") X(trouble_other, "trouble.other") \
  X(trouble_safe, "trouble.safe") X(trouble_saved, "trouble.saved") X(trouble_safe_text, "trouble.safe_text") \
  OPENDAY_UI_PROGRAMME_TEXTS(X)

namespace openday::ui {

enum class Text : std::size_t {
#define OPENDAY_UI_ID(id, key) id,
  OPENDAY_UI_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_DOOR_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_FIND_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_SHEET_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_OPINION_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_RESULTS_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_STAFF_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_PEOPLE_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_GUEST_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_PAPERS_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_HAND_OVER_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_PLACES_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_SELF_TEST_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_ROLL_CALL_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_LINE_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_BADGES_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_CALLS_TEXTS(OPENDAY_UI_ID)
  OPENDAY_UI_TYPING_TEXTS(OPENDAY_UI_ID)
#undef OPENDAY_UI_ID
};

inline constexpr std::string_view kTextKeys[] = {  // no std::array: clang deduces one of at most 256 items
#define OPENDAY_UI_KEY(id, key) std::string_view(key),
    OPENDAY_UI_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_DOOR_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_FIND_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_SHEET_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_OPINION_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_RESULTS_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_STAFF_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_PEOPLE_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_GUEST_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_PAPERS_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_HAND_OVER_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_PLACES_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_SELF_TEST_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_ROLL_CALL_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_LINE_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_BADGES_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_CALLS_TEXTS(OPENDAY_UI_KEY)
    OPENDAY_UI_TYPING_TEXTS(OPENDAY_UI_KEY)
#undef OPENDAY_UI_KEY
};

inline constexpr std::size_t kTextCount = std::size(kTextKeys);

}  // namespace openday::ui
