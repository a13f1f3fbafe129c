// The programme of one open day as plain values: all 22 groups of what the eight sample programmes say. Read from TOML by
// plan_reader.h; absence stays absent, no default is invented. Texts are UTF-8 as the bureau wrote them. Immutable after reading.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/event/plan_voice.h"

namespace openday::event {

using base::Date;
using base::Instant;
using base::Minutes;

inline constexpr int kPlanSchemaVersion = 1;
inline constexpr std::string_view kEnglishTexts = "en.";   // a key of Plan::texts with this in front overrides the English sentence
inline constexpr std::size_t kMaxEventIdLength = 8;  // ASCII; claim 3 (aud) of a confirmation

enum class PlanStatus { draft, tentative, confirmed, postponed, cancelled, closed };

// How exactly a date is known: programmes name a minute, a start without an end, a day, ten days of a month, a month, or nothing.
enum class Precision { instant, start_only, date, ten_days, month, to_be_announced };
enum class TenDays { first, middle, last };  // 上旬, 中旬, 下旬

struct When {
  Precision precision = Precision::to_be_announced;
  std::optional<int> year;                  // absent where the programme leaves it blank and no date is fixed yet
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  std::optional<TenDays> ten_days;
  std::optional<Minutes> start, end;        // minutes of the day in the plan's zone
  [[nodiscard]] std::optional<Date> date() const;
  bool operator==(const When&) const = default;
};

struct Site {
  std::string id, name, address, floor, room;
  bool main = false;
  std::optional<double> latitude, longitude;  // WGS 84 degrees, both or none
  std::string map_image;                    // file beside the plan
  bool operator==(const Site&) const = default;
};

enum class ItemKind { gather, tour, travel, talk, question, evaluate, experience, free, other };

struct Item {
  std::string id;                           // unique in the plan; "<session>.<row>" when the file names none
  ItemKind kind = ItemKind::other;
  std::string title, text;
  std::optional<Minutes> start, end;        // minutes of the session's day
  std::optional<Minutes> duration;
  std::string site;                         // Site::id, or empty
  std::vector<std::string> more_sites;      // Site::id; one row seen at several places
  std::string from, to;                     // Site::id, travel only
  std::string vehicle;                      // as words: 乘车, 步行
  std::string owner;                        // department or role
  std::string phase;                        // group heading
  std::string way;                          // how to get there, what to do: shown with the next item
  std::vector<std::string> audience;        // Category::id; empty = everybody
  bool throughout = false;                  // runs beside all other rows
  bool untimed_after = false;               // comes after the last timed row, no time of its own
  bool operator==(const Item&) const = default;
};

// Whether rows of these audiences cannot run at once: both for everybody, or with a category in common. A row for a part of the
// guests (staff called at 10:30) may run beside one for everybody.
[[nodiscard]] bool audiences_meet(const std::vector<std::string>& a, const std::vector<std::string>& b);

struct Session {
  std::string id, title, site;
  When when;
  std::optional<int> cap;
  std::vector<Item> items;                  // in programme order
  bool operator==(const Session&) const = default;
};

enum class CategoryRole { external, observer, staff };

struct Inviting {
  std::string department;
  int count = 0;
  bool operator==(const Inviting&) const = default;
};

struct Category {
  std::string id;                           // short ASCII key used by rosters and audiences
  int code = 0;                             // the integer a confirmation carries; unique
  std::string label;                        // 人大代表
  std::optional<int> quota;
  CategoryRole role = CategoryRole::external;
  bool may_rate = true;
  std::optional<Minutes> call_time;         // own time to gather
  std::string call_site;
  std::vector<Inviting> inviting;
  bool operator==(const Category&) const = default;
};

struct JointQuota {
  std::vector<std::string> categories;
  int quota = 0;
  std::vector<Inviting> inviting{};         // who invites the places of the group
  bool operator==(const JointQuota&) const = default;
};

struct Eligibility {
  std::optional<int> min_age;
  std::vector<std::string> residency;       // live, work, study
  bool full_capacity = false;
  std::vector<std::string> exclude;         // words of the excluded groups: 两代表一委员
  std::string text;
  bool operator==(const Eligibility&) const = default;
};

enum class RegistrationOrder { invite, first_come, review };

struct RegistrationRules {
  std::vector<std::string> channels;        // phone, email, web, wechat, paper, invitation
  std::vector<std::string> contacts;
  std::optional<Instant> opens, deadline;
  std::optional<RegistrationOrder> order;   // absent where the programme names none
  bool walk_in = false;
  std::string walk_in_category;             // Category::id that walk-ins get
  std::vector<std::string> required;        // fields
  std::string text;
  bool operator==(const RegistrationRules&) const = default;
};

// A code of another system: the text of a QR is matched against `pattern` (ECMAScript regex, one group = the key), the key is
// looked up in the roster field, and the guest is asked for `confirm` before being admitted.
struct ForeignCode {
  std::string name, pattern;
  std::string field;                        // number: the roster's registration number
  std::string confirm;                      // phone_tail
  bool operator==(const ForeignCode&) const = default;
};

// Guests without a code find themselves by name, phone tail or number, and confirm with one more fact. That fact is the plan's; who was
// found by it gives the whole name instead.
enum class FoundConfirm { phone_tail, number, off };   // off: nobody finds himself, staff look people up

struct ConfirmationRules {
  std::string method;                       // phone, sms, qr, none
  bool confirmed_means_admitted = false;
  std::string no_show;                      // waived, none
  std::string no_show_text, keep_reachable_text;
  std::optional<Minutes> grace;             // late after start + grace; absent = never marked late
  std::optional<Minutes> opens_before;      // check-in opens so long before the first row; absent = any time that day
  bool name_in_code = false;
  FoundConfirm found_confirm = FoundConfirm::phone_tail;
  std::vector<ForeignCode> foreign_codes;
  bool operator==(const ConfirmationRules&) const = default;
};

enum class ScreeningKind { code_shown, temperature, symptoms, exposure, mask };
enum class OnFail { block, refer, note };

struct Screening {
  ScreeningKind kind = ScreeningKind::code_shown;
  std::string label;
  std::vector<std::string> symptoms;
  std::optional<int> days;
  std::optional<double> threshold;          // degrees Celsius
  OnFail on_fail = OnFail::refer;
  std::optional<Date> valid_from, valid_to;
  bool operator==(const Screening&) const = default;
};

struct Vehicle {
  int count = 0;
  std::optional<int> seats;
  std::string label;
  std::optional<Minutes> departs;
  bool boarding_list = false;               // staff tick off who boards
  bool operator==(const Vehicle&) const = default;
};

struct Preparation {
  std::string task, owner;
  std::optional<Date> date;
  bool operator==(const Preparation&) const = default;
};

struct Logistics {
  std::vector<Vehicle> vehicles;
  bool own_travel = false;
  std::string own_travel_text;
  bool seat_cards = false;
  std::vector<std::string> equipment;
  std::vector<Preparation> preparations;
  bool operator==(const Logistics&) const = default;
};

struct Duty {
  std::string role, task, phone, time;
  std::optional<int> people;
  bool operator==(const Duty&) const = default;
};

enum class FeedbackKind { resolve, reply_written, reply, internal_summary, report_up, publish };
enum class ClockUnit { workday, calendar_day, none };
enum class ClockAnchor { event_end, comment_received };

struct FeedbackDuty {
  FeedbackKind what = FeedbackKind::reply;
  std::string to, owner, text;
  std::optional<int> n;
  ClockUnit unit = ClockUnit::none;
  ClockAnchor anchor = ClockAnchor::event_end;
  bool operator==(const FeedbackDuty&) const = default;
};

struct Publicity {
  std::vector<std::string> screens, brochures;
  std::vector<std::string> channels;        // 微信公众平台, 自媒体, 宣传展板
  std::vector<std::string> recording;       // 录像, 拍照: what is recorded on the day
  std::string wechat_text, photo_consent;
  bool operator==(const Publicity&) const = default;
};

struct Privacy {
  std::vector<std::string> fields;
  std::string purpose, controller, phone, text;
  std::string text_version;                 // of what guests agree to; a consent names it
  std::map<std::string, int> retention_days;  // field -> days
  std::string masking = "surname";
  bool operator==(const Privacy&) const = default;
};

struct Plan {
  int schema = kPlanSchemaVersion;
  int version = 1;                          // of the document; a higher one replaces a lower
  std::string id;                           // at most 8 ASCII characters
  std::string name, bureau, theme, parent_document;
  std::optional<int> year;                  // of every session that names a month but no year
  PlanStatus status = PlanStatus::draft;
  std::string notice;                       // shown with tentative, postponed, cancelled
  Minutes zone = base::kChinaOffset;
  std::string display_window;               // the header's own window when it differs from the rows, as words
  std::vector<Session> sessions;
  std::vector<Site> sites;
  std::vector<Category> categories;
  std::vector<JointQuota> joint_quotas;
  std::optional<int> cap;                   // counts external persons only
  bool waitlist = false;
  Eligibility eligibility;
  RegistrationRules registration;
  ConfirmationRules confirmation;
  std::vector<Screening> screening;
  Logistics logistics;
  std::vector<Duty> duties;
  std::vector<Questionnaire> questionnaires;
  std::optional<OpinionRules> opinions;     // absent: this event takes none
  std::vector<FeedbackDuty> feedback;
  std::vector<std::string> report_to, export_formats;
  Publicity publicity;
  Privacy privacy;
  std::map<std::string, std::string> texts; // overrides of sentences a visitor reads, by string key
  std::string texts_version, calendar_version;
  std::optional<Instant> valid_from, valid_until;

  [[nodiscard]] const Session* session(std::string_view id) const;
  [[nodiscard]] const Questionnaire* questionnaire(std::string_view id) const;
  [[nodiscard]] const Site* site(std::string_view id) const;
  [[nodiscard]] const Category* category(std::string_view id) const;
  [[nodiscard]] const Category* category(int code) const;
  // The names of a row's places, 南环路小游园、石桥小游园; a site the plan does not know stands as written.
  [[nodiscard]] std::string place_of(const Item& item) const;
  // The session whose day is `day` (of several on one day the first that is not over at `minute`, else the last of them), else the
  // next that can still come, else the last (session_choice.h).
  [[nodiscard]] const Session* session_for(Date day, Minutes minute = Minutes(0)) const;
  bool operator==(const Plan&) const = default;
};

}  // namespace openday::event
