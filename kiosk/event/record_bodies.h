// What each kind of record says, as values, and their JSON text. Readers take what they know and ignore unknown members; a
// body that lacks a needed member, has one of another type, names a member twice or is longer than kMaxBodyBytes reads as nothing.
// No member's meaning ever changes; a new one is optional. Optional members are written only when they say something.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/event/answers.h"
#include "kiosk/event/registration_id.h"

namespace openday::event {

inline constexpr std::size_t kMaxBodyBytes = 256u << 10;   // a batch on the wire holds 1 MiB
inline constexpr std::size_t kMaxErasedIds = 4096;         // of one erase record; a longer purge writes several
inline constexpr int kMaxPersons = 9999;                   // of one registration

enum class Way { code, found, staff, foreign_code };  // how a guest came in
[[nodiscard]] std::string_view to_string(Way way);    // "code", "found", "staff", "foreign-code"

struct CheckInBody {
  RegistrationId registration;
  std::string session;
  int persons = 1;
  std::string category;               // Category::id
  Way way = Way::code;
  bool on_roster = true;
  bool early = false, late = false;
  bool validity_unverified = false;   // the clock was guessed: a window could not be judged
  int seats = 1;                      // of the registration as the admitting box knew it; written above 1
};

struct WalkInBody {                   // a guest without a registration, whom staff let in
  RegistrationId registration;        // random, made with the record
  std::string session;
  int persons = 1;
  std::string category;               // Category::id
  bool declared = false;              // all that the plan's [eligibility] asks was declared; never the single answers
  bool early = false;
  bool validity_unverified = false;   // the clock was guessed
  std::string name{};                 // where staff wrote one down
};

struct ScreeningBody {                // what the screening came to, and nothing more: no answer, no temperature
  RegistrationId registration;
  std::string session;
  bool passed = false;                // "pass", else "refer"
};

struct VoidBody {
  base::Uuid record;                  // the record that counts no longer
  std::string reason;
  std::string by;                     // staff role
  std::string entry{};                // whose PIN, on its box; empty: one PIN for all of them
};

enum class CorrectionKind { next, delay, skip, insert, move, notice, session_state, rating_opened, rating_closed, held_on };
[[nodiscard]] std::string_view to_string(CorrectionKind what);   // "next", "session-state", "rating-opened", ...
struct CorrectionBody {
  CorrectionKind what = CorrectionKind::notice;
  std::string session;
  std::string item;                   // Item::id; empty: all of the session
  std::optional<int> minutes;         // delay, may be negative; insert: how long
  std::string text;                   // notice, title of an inserted row, new state, day it is held on (2020-11-17)
  std::string site;                   // move, insert
  std::optional<int> start, end;      // insert: minutes of the day; delay: `start` = when it was said (itinerary.h)
  std::string row;                    // insert: the new row's id, unlike any other ("+7c21a90e")
  std::string reason;                 // session_state: said with it, and gone with it
  bool operator==(const CorrectionBody&) const = default;
};

struct RatingBody {                   // a named rating: where the plan asks for names. Anonymous ones are ballots, never this
  RegistrationId registration;
  std::string session, subject;
  int grade = 0;                      // 5..1
  std::vector<std::string> tags;      // codes of the catalogue
  std::string category{};             // Category::id of the rater
  std::string text{};                 // comment; identity and phone numbers are masked before it comes here
};

struct ScorecardBody {                // a named score sheet, handed in whole
  RegistrationId registration;
  std::string session, questionnaire;
  std::string category;               // Category::id of the scorer: weights hang on it
  std::vector<SubjectAnswers> subjects;
};

// How the answer to an opinion finds its way.
enum class ReplyWay { none, registered, address };   // registered: the registration's number, which only the bureau has
[[nodiscard]] std::string_view to_string(ReplyWay way);   // "none", "registered", "address"

struct OpinionBody {
  std::string number;                 // of its case: case_number.h
  std::string session, subject;       // OpinionSubject::id
  std::string text;                   // identity and phone numbers masked
  ReplyWay reply = ReplyWay::none;
  std::optional<RegistrationId> registration{};   // only where the guest gives a name to it: always with `registered`
  std::string sealed{};               // base64: the other address, sealed to the bureau's key (base/seal.h)
  bool typed_by_staff = false;        // 代填
};

struct ConsentBody {                  // an unticked box that somebody ticked
  std::string purpose;                // reply, named-rating
  std::string version;                // of the text agreed to
  std::string number{};               // of the opinion it goes with
  std::optional<RegistrationId> registration{};
};

// What became of a case (交办单): the last one in record order stands, member by member.
enum class CaseState { open, assigned, replied, closed };
[[nodiscard]] std::string_view to_string(CaseState state);   // "open", "assigned", ...
struct FollowUpBody {
  std::string number;                 // of the case
  std::optional<CaseState> state{};
  std::string owner{};                // department; empty: as it was
  std::string note{};                 // what was done; empty: as it was
  std::string by{};                   // staff role
};

struct RatingBatchBody {
  base::Uuid batch;
  std::string session, subject;
  int count = 0;
  std::string digest;                 // hex, SHA-256 over the sorted leaves SHA-256(salt || ballot bytes)
  int text_count = 0;
  std::string text_digest;
};

struct StaffBody {
  std::string what;                   // pin-set, pin-changed, pin-removed, login, login-failed, lock-out, logout, override, export, settled, release, self-test, badge-again
  std::string role;                   // steward, supervisor; empty: nobody is logged in (login-failed, lock-out)
  // settled: what staff found and the ids of the records concerned (conflict_cards.h); override: verdict, reason and
  // registration (override_of in admission.h); pin-...: entry concerned and its role
  std::string detail;
  std::string entry{};                // whose PIN, on its box: who is logged in
};

struct RefusalBody {                  // no personal data: never a name, a number or a code's text
  std::string verdict;                // to_string(Verdict)
  std::string session;
  std::string category{};             // Category::id, where the decision knew it
  std::string department{};           // that invited the guest (Guest::department), where the decision knew the row
};

struct EraseBody {
  std::vector<base::Uuid> records;
  std::string reason;
  // JSON object of the numbers that reports need. The fold reads "persons": {SESSION: {CATEGORY: n}}, the persons that the
  // erased check-ins counted.
  std::string counts;
};

struct DocumentBody {
  std::string kind;                   // plan, roster, revocations, trust, calendar, notice
  int version = 0;
  std::string digest;                 // hex SHA-256 of the file
};

struct DeviceBody {
  std::string what;                   // start, clock, incarnation, disk, power
  std::string boot;
  std::optional<std::int64_t> offset_ms, uncertainty_ms;
  std::string detail;
};

[[nodiscard]] std::string to_json(const CheckInBody& body);
[[nodiscard]] std::string to_json(const WalkInBody& body);
[[nodiscard]] std::string to_json(const ScreeningBody& body);
[[nodiscard]] std::string to_json(const VoidBody& body);
[[nodiscard]] std::string to_json(const CorrectionBody& body);
[[nodiscard]] std::string to_json(const RatingBody& body);
[[nodiscard]] std::string to_json(const RatingBatchBody& body);
[[nodiscard]] std::string to_json(const ScorecardBody& body);
[[nodiscard]] std::string to_json(const OpinionBody& body);
[[nodiscard]] std::string to_json(const ConsentBody& body);
[[nodiscard]] std::string to_json(const FollowUpBody& body);
[[nodiscard]] std::string to_json(const StaffBody& body);
[[nodiscard]] std::string to_json(const RefusalBody& body);
[[nodiscard]] std::string to_json(const EraseBody& body);
[[nodiscard]] std::string to_json(const DocumentBody& body);
[[nodiscard]] std::string to_json(const DeviceBody& body);

[[nodiscard]] std::optional<CheckInBody> read_check_in(std::string_view json);
[[nodiscard]] std::optional<WalkInBody> read_walk_in(std::string_view json);
[[nodiscard]] std::optional<ScreeningBody> read_screening(std::string_view json);
[[nodiscard]] std::optional<VoidBody> read_void(std::string_view json);
[[nodiscard]] std::optional<CorrectionBody> read_correction(std::string_view json);
[[nodiscard]] std::optional<RatingBody> read_rating(std::string_view json);
[[nodiscard]] std::optional<RatingBatchBody> read_rating_batch(std::string_view json);
[[nodiscard]] std::optional<ScorecardBody> read_scorecard(std::string_view json);
[[nodiscard]] std::optional<OpinionBody> read_opinion(std::string_view json);
[[nodiscard]] std::optional<ConsentBody> read_consent(std::string_view json);
[[nodiscard]] std::optional<FollowUpBody> read_follow_up(std::string_view json);
[[nodiscard]] std::optional<StaffBody> read_staff(std::string_view json);
[[nodiscard]] std::optional<RefusalBody> read_refusal(std::string_view json);
[[nodiscard]] std::optional<EraseBody> read_erase(std::string_view json);
[[nodiscard]] std::optional<DocumentBody> read_document(std::string_view json);
[[nodiscard]] std::optional<DeviceBody> read_device(std::string_view json);

}  // namespace openday::event
