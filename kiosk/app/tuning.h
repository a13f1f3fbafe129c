// Times and limits of the kiosk, each with its unit and reason; kiosk.toml may change those of VisitRules.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace openday::app {

// All in milliseconds of CLOCK_BOOTTIME.
struct VisitRules {
  std::int64_t idle = 90'000;           // DOMAIN.md "Elderly use": before the warning
  std::int64_t warning = 20'000;        // of the warning, any number of extensions
  std::int64_t result = 5'000;          // checked in, already checked in: returns by itself
  std::int64_t refusal = 10'000;        // a refusal names a next step: twice the time to read it
  std::int64_t queued = 1'500;          // a result is shown so long when the next guest has scanned meanwhile
  std::int64_t thanks = 20'000;
  std::int64_t staff_idle = 180'000;    // staff mode without a touch, before the same warning
  std::int64_t standing = 120'000;      // an untouched home page turns to the standing view; 0: never
  std::int64_t stuck = 10'000;          // no answer from the disk: the guest is told that nothing was saved
  std::size_t min_pin = 6, max_pin = 12;
  bool voice_at_start = false;          // pages are spoken from the first one on
};

inline constexpr std::int64_t kReceiptTimes = 2;          // a receipt is photographed: thanks stand so many times as long
inline constexpr std::size_t kMaxWaitingScans = 8;        // guests who scanned while the disk was busy
inline constexpr std::size_t kMostCorrectionText = 120;   // code points of a notice, a new row's title, a reason
inline constexpr std::size_t kMaxScanBytes = 4096;        // a QR code holds 2,953 bytes; more is a broken scanner

inline constexpr std::size_t kMostHelpCalls = 20;         // not answered yet; the oldest one goes
inline constexpr int kHelpRings = 5;                      // of one call: 40 s of bell for whoever is in the next room
inline constexpr std::int64_t kHelpRingPauseMs = 10'000;

inline constexpr std::size_t kMostRepeats = 10;           // of one sound within the window: then it is left out
inline constexpr std::int64_t kRepeatWindowMs = 60'000;

inline constexpr std::size_t kMaxFact = 8;                // digits that confirm a code of another system
// Finding oneself. Guests who look alike on the page (one masked name, one category) share a card, and any of them may give the fact: at five
// tries a minute of four digits, eight of them are still a matter of hours for who only guesses.
inline constexpr std::size_t kMostHits = 200;             // of one search; past that the guest types on
inline constexpr std::size_t kMostCards = 6;              // what a page may show
inline constexpr std::size_t kMostAlike = 8;              // behind one card that can be chosen
inline constexpr std::size_t kMaxFoundFact = 200;         // bytes of a whole name

inline constexpr std::size_t kMaxWalkInName = 50;          // characters (DOMAIN.md "People")
inline constexpr int kMaxWalkInPersons = 20;              // registered by one tap; a larger group comes in parts

// Why a supervisor overrides, as the record says it; in the order of the page (strings: override.reason_1 ...).
inline constexpr std::array<std::string_view, 5> kOverrideReasons{"leader-approved", "identity-checked", "list-mistaken", "checked-on-the-spot", "other"};

// Why staff undo or restore, as the record says it; in the order of the page (strings: undo.reason_1 ...).
inline constexpr std::array<std::string_view, 6> kUndoReasons{"wrong-person", "twice", "not-here", "wrong-number", "trial", "other"};
inline constexpr std::string_view kMovedReason = "moved", kNumberReason = "number-corrected", kConflictReason = "conflict-settled";   // voids that go with another record

// Wrong facts on one box: five a minute, whoever enters them (DESIGN.md section 5).
inline constexpr std::size_t kFactTries = 5;
inline constexpr std::int64_t kFactWindowMs = 60'000;

inline constexpr std::chrono::milliseconds kHoldFrame{150};      // no frame while a commit is under way: no flicker
inline constexpr std::chrono::milliseconds kRetryTrouble{2'000}; // a full disk, a locked database, a broken plan: tried again
inline constexpr std::chrono::milliseconds kInboxGlance{5'000};  // while there is no inbox to watch
inline constexpr std::chrono::milliseconds kInboxQuiet{50};      // writes of one commit are looked at once; well under 250 ms

inline constexpr std::chrono::milliseconds kFrame{33};           // motion: 30 frames a second without a GPU (LOOK.md)
inline constexpr std::chrono::milliseconds kFirstPage{2'000};    // the first page waits so long for the journal
inline constexpr std::chrono::milliseconds kScriptPause{5};      // between two looks of a script
inline constexpr std::chrono::milliseconds kWorkerStuck{60'000}; // one piece of work takes so long: the watchdog may bite
inline constexpr std::chrono::milliseconds kPictureGone{1'000};  // without a new camera picture, the last one goes
inline constexpr std::chrono::minutes kLineSilent{5};              // syncd writes every half a minute: it does not run
inline constexpr std::chrono::minutes kLinkStale{15};              // the last contact is older: offline, whatever syncd said then

// Staff gate. NIST SP 800-63B 5.2.2 asks for throttling; the figures are ours: five tries, then 30 s doubling to 15 min.
inline constexpr int kFreeTries = 5;
inline constexpr int kStewardForgives = 20;               // wrong tries since a supervisor logged in that a steward's login takes back
inline constexpr std::int64_t kFirstLockMs = 30'000;
inline constexpr std::int64_t kMostLockMs = 900'000;

}  // namespace openday::app
