// The subcommands of `openday`, one source file each. command_line.cpp fills the options, a command does its work, writes its
// answer to stdout and its complaints to stderr, and returns the exit code. No command asks anything: offices script them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace openday::tool {

inline constexpr int kYes = 0;      // done; the answer is yes
inline constexpr int kNo = 1;       // done; the answer is no: a broken plan, a code that does not admit, a chain that does not hold
inline constexpr int kFailed = 2;   // not done: wrong use, a file that is missing or cannot be written

struct PlanNewOptions {
  std::string out;
};
[[nodiscard]] int plan_new(const PlanNewOptions& options);

struct PlanCheckOptions {
  std::vector<std::string> files;
  bool json = false;
};
[[nodiscard]] int plan_check(const PlanCheckOptions& options);

struct PlanShowOptions {
  std::string file;
  std::optional<std::string> at, session, calendar;
  bool json = false, toml = false;
};
[[nodiscard]] int plan_show(const PlanShowOptions& options);

struct KeyNewOptions {
  std::string use, out, passphrase_file;
  bool json = false;
};
[[nodiscard]] int key_new(const KeyNewOptions& options);

struct TrustAddOptions {
  std::string out, root, key, use, passphrase_file;
  std::optional<std::string> until;
  bool json = false;
};
[[nodiscard]] int trust_add(const TrustAddOptions& options);

struct RevokeOptions {
  std::string out, event;
  std::vector<std::string> registrations;
  bool json = false;
};
[[nodiscard]] int revoke(const RevokeOptions& options);

struct SignOptions {
  std::string key, passphrase_file;
  std::vector<std::string> documents;
};
[[nodiscard]] int sign(const SignOptions& options);

// The package for a hall without a network: OUT/openday-in/, signed by the documents key.
struct HandOverPackOptions {
  std::string plan, roster, revocations, calendar, trust;   // all but the plan may be empty
  std::string key, passphrase_file, out;
  std::optional<std::string> at;   // when it was made; now without it
  bool json = false;
};
[[nodiscard]] int hand_over_pack(const HandOverPackOptions& options);

struct UnsealOptions {
  std::string key, passphrase_file, in, out;   // out empty: stdout
};
[[nodiscard]] int unseal(const UnsealOptions& options);

struct RosterOptions {
  std::string file, plan, out;   // out empty: check only
  std::string sheet;             // of a workbook
  std::size_t leave_out = 0;     // bad rows that may be missing
  bool json = false;
};
[[nodiscard]] int roster_check(const RosterOptions& options);
[[nodiscard]] int roster_import(const RosterOptions& options);

struct IssueOptions {
  std::string plan, roster, key, passphrase_file, out, fonts;   // fonts empty: those of assets/fonts.toml
  std::string trust;                                            // empty: the key is not checked
  std::optional<std::string> expires, dated;
  bool json = false;
};
[[nodiscard]] int issue(const IssueOptions& options);

struct ReadOptions {
  std::string plan, roster, trust, revocations;
  std::optional<std::string> at, session;
  std::vector<std::string> images;
  bool raw = false, json = false;
};
[[nodiscard]] int read(const ReadOptions& options);

struct RecordsOptions {
  std::string state;
  std::optional<std::string> kind;
  bool json = false;
};
[[nodiscard]] int records(const RecordsOptions& options);

struct ReportOptions {
  std::string state, plan, out, what = "tallies";
  std::string calendar, config, fonts, seal_key, passphrase_file;   // empty: those of this program; no key: addresses stay sealed
  std::string roster, session;      // sign-in needs the roster; session empty: all
  std::string encoding = "utf-8";   // of CSV
  std::optional<std::string> at;
  bool json = false;
};
[[nodiscard]] int report(const ReportOptions& options);

struct CaseOptions {
  std::string number, state, plan, calendar, config, seal_key, passphrase_file;   // no plan: ids stand for labels
  std::optional<std::string> at;
  bool json = false;
};
[[nodiscard]] int find_case(const CaseOptions& options);

struct VerifyOptions {
  std::string state;
  bool json = false;
};
[[nodiscard]] int verify(const VerifyOptions& options);

struct PurgeOptions {
  std::string state, plan, now;
  bool dry_run = false, json = false;
};
[[nodiscard]] int purge(const PurgeOptions& options);

struct PersonOptions {
  std::string state, plan, registration, number, roster, now;   // registration or case number; roster, now: may be empty
  bool json = false;
};
[[nodiscard]] int person_export(const PersonOptions& options);
[[nodiscard]] int person_erase(const PersonOptions& options);

struct WorkdaysOptions {
  std::string calendar, from;
  int days = 0;
  bool json = false;
};
[[nodiscard]] int workdays(const WorkdaysOptions& options);

struct FindOptions {
  std::string roster, query, tables;   // tables empty: those of the build
  std::size_t most = 20;
  bool json = false;
};
[[nodiscard]] int find(const FindOptions& options);

struct CandidatesOptions {
  std::string engine = "pinyin", keys, tables, phrases;   // tables, phrases empty: those of the build
  std::size_t most = 0;                                   // 0: all
  bool json = false;
};
[[nodiscard]] int candidates(const CandidatesOptions& options);

}  // namespace openday::tool
