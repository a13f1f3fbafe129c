#include "kiosk/tool/command_line.h"

#include <algorithm>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "kiosk/base/options.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

// One subcommand: its options live as long as the parser, `run` is called when it was chosen.
template <class Options>
struct Command {
  CLI::App* app;
  std::shared_ptr<Options> options;
};

class CommandLine {
 public:
  CommandLine() : app_("政府开放日 — the office's command line", "openday") {
    app_.require_subcommand(1);
    app_.set_help_all_flag("--help-all", "Help of every subcommand");
    app_.footer("Exit code: 0 done or yes; 1 the answer is no (a broken plan, a code that does not admit, a chain that does not hold); 2 not done.\n"
                "--json prints one JSON object a line. The plan file: config/plans/plan-schema.md.");
    add_plan();
    add_keys();
    add_roster();
    add_codes();
    add_state();
    add_calendar();
    add_text();
  }

  int run(int argc, const char* const* argv) {
    if (argc > 1 && argv[1][0] != '-' && !is_known(argv[1])) return unknown(argv[1]);
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kYes : kFailed;
    }
    return chosen_ ? chosen_() : kFailed;
  }

 private:
  [[nodiscard]] std::vector<std::string> commands() const {
    std::vector<std::string> out;
    for (const CLI::App* command : app_.get_subcommands(std::function<bool(const CLI::App*)>())) out.push_back(command->get_name());
    return out;
  }
  [[nodiscard]] bool is_known(const std::string& word) const {
    const auto known = commands();
    return std::find(known.begin(), known.end(), word) != known.end();
  }
  [[nodiscard]] int unknown(const std::string& word) const {
    const std::string near = base::nearest_word(word, commands());
    return complain(fmt::format("{} is not a command; {}", word, near.empty() ? "see openday --help" : fmt::format("did you mean {}?", near)));
  }

  template <class Options>
  Command<Options> add(CLI::App& above, const char* name, const char* what, int (*command)(const Options&)) {
    auto options = std::make_shared<Options>();
    CLI::App* app = above.add_subcommand(name, what);
    app->callback([this, options, command] { chosen_ = [options, command] { return command(*options); }; });
    return {app, options};
  }
  CLI::App& group(const char* name, const char* what) {
    CLI::App* app = app_.add_subcommand(name, what);
    app->require_subcommand(1);
    return *app;
  }
  static void json_flag(CLI::App& app, bool& json) { app.add_flag("--json", json, "One JSON object a line"); }
  static void passphrase(CLI::App& app, std::string& file) {
    app.add_option("--passphrase-file", file, "File whose first line is the key's passphrase")->type_name("FILE");
  }

  void add_plan() {
    CLI::App& plan = group("plan", "Write, check and show the plan of an event");
    const auto fresh = add(plan, "new", "A commented starter to edit", &plan_new);
    fresh.app->add_option("--out", fresh.options->out, "File to write; must not exist")->required()->type_name("FILE");
    const auto check = add(plan, "check", "Every error and warning as FILE:LINE:COLUMN", &plan_check);
    check.app->add_option("FILE", check.options->files, "Plans")->required();
    json_flag(*check.app, check.options->json);
    const auto show = add(plan, "show", "The programme; with --at the current and next item, minutes left", &plan_show);
    show.app->add_option("FILE", show.options->file, "Plan")->required();
    show.app->add_option("--at", show.options->at, "Moment, as 2026-11-17T09:35:00+08:00")->type_name("RFC3339");
    show.app->add_option("--session", show.options->session, "Session, where the plan has several")->type_name("ID");
    show.app->add_option("--calendar", show.options->calendar, "Calendar for the due dates (default: ../calendar/holidays.json seen from the plan)")->type_name("FILE");
    json_flag(*show.app, show.options->json);
    show.app->add_flag("--toml", show.options->toml, "The whole plan as a plan file, keys in the order of plan-schema.md")->excludes("--json", "--at", "--session");
  }

  void add_keys() {
    const auto key = add(group("key", "Keys of the bureau"), "new", "A new key: DIR/USE.key (0600) and DIR/USE.pub", &key_new);
    key.app->add_option("--use", key.options->use, "What it signs: root the trust list, codes confirmations, documents plans and rosters; or seal, which opens guests' addresses")
        ->required()->check(CLI::IsMember({"root", "codes", "documents", "seal"}))->type_name("root|codes|documents|seal");
    key.app->add_option("--out", key.options->out, "Folder; made when missing")->required()->type_name("DIR");
    passphrase(*key.app, key.options->passphrase_file);
    json_flag(*key.app, key.options->json);
    const auto trust = add(group("trust", "The list of keys that count"), "add", "Adds a key to the list and signs it with the root key", &trust_add);
    trust.app->add_option("--out", trust.options->out, "trust.json; made when missing, else its version goes up")->required()->type_name("TRUST.json");
    trust.app->add_option("--root", trust.options->root, "Private root key")->required()->type_name("KEY");
    trust.app->add_option("--key", trust.options->key, "Public key to add")->required()->type_name("FILE.pub");
    trust.app->add_option("--use", trust.options->use, "What it may sign, or seal")->required()->check(CLI::IsMember({"codes", "documents", "seal"}))->type_name("codes|documents|seal");
    trust.app->add_option("--until", trust.options->until, "Last day it counts")->type_name("DATE");
    passphrase(*trust.app, trust.options->passphrase_file);
    json_flag(*trust.app, trust.options->json);
    const auto revoked = add(app_, "revoke", "Adds registrations to the list of those that count no longer", &revoke);
    revoked.app->add_option("--out", revoked.options->out, "revoked.json; made when missing, else its version goes up")->required()->type_name("REVOKED.json");
    revoked.app->add_option("--event", revoked.options->event, "Event of the plan")->required()->type_name("ID");
    revoked.app->add_option("REGISTRATION", revoked.options->registrations, "32 hex digits each, as in index.csv")->required();
    json_flag(*revoked.app, revoked.options->json);
    const auto signing = add(app_, "sign", "Writes DOCUMENT.cose, a detached signature, beside each document", &sign);
    signing.app->add_option("--key", signing.options->key, "Private documents key")->required()->type_name("FILE");
    signing.app->add_option("DOCUMENT", signing.options->documents, "Plan, roster, revocations, notices")->required();
    passphrase(*signing.app, signing.options->passphrase_file);
    add_hand_over();
    const auto opening = add(app_, "unseal", "Opens what kiosks sealed to the office: guests' addresses, one line each in and out", &unseal);
    opening.app->add_option("--key", opening.options->key, "Private seal key")->required()->type_name("FILE");
    opening.app->add_option("--in", opening.options->in, "Lines of base64, or one sealed file as it is")->required()->type_name("FILE");
    opening.app->add_option("--out", opening.options->out, "File to write; else to the screen")->type_name("FILE");
    passphrase(*opening.app, opening.options->passphrase_file);
  }

  void add_hand_over() {
    const auto pack = add(group("hand-over", "By stick, for a hall without a network"), "pack", "Signs plan, roster, revocations, calendar and trust list into OUT/openday-in/, which a supervisor takes in on the box", &hand_over_pack);
    pack.app->add_option("--plan", pack.options->plan, "Plan of the event")->required()->type_name("FILE");
    pack.app->add_option("--roster", pack.options->roster, "Roster of `roster import`")->type_name("FILE");
    pack.app->add_option("--revocations", pack.options->revocations, "List of `revoke`")->type_name("FILE");
    pack.app->add_option("--calendar", pack.options->calendar, "Calendar of days off and make-up days")->type_name("FILE");
    pack.app->add_option("--trust", pack.options->trust, "Trust list, when the boxes need a newer one")->type_name("FILE");
    pack.app->add_option("--key", pack.options->key, "Private documents key")->required()->type_name("FILE");
    pack.app->add_option("--out", pack.options->out, "Folder; made when missing")->required()->type_name("DIR");
    pack.app->add_option("--at", pack.options->at, "When it was made; now without it")->type_name("RFC3339");
    passphrase(*pack.app, pack.options->passphrase_file);
    json_flag(*pack.app, pack.options->json);
  }

  void add_roster() {
    CLI::App& roster = group("roster", "The list of expected guests");
    const auto check = add(roster, "check", "What is understood of a list, and every bad row", &roster_check);
    roster_options(*check.app, *check.options);
    const auto import = add(roster, "import", "Makes the kiosk's roster of a list; guests imported before keep their registration", &roster_import);
    roster_options(*import.app, *import.options);
    import.app->add_option("--out", import.options->out, "Roster to write; an earlier one there is continued")->required()->type_name("ROSTER.json");
    import.app->add_option("--leave-out", import.options->leave_out, "Write although exactly N rows are bad; they are left out")->type_name("N");
  }
  static void roster_options(CLI::App& app, RosterOptions& options) {
    app.add_option("FILE", options.file, "XLSX; or CSV in UTF-8, GB 18030 or UTF-16")->required();
    app.add_option("--sheet", options.sheet, "Sheet of the workbook; else the one with a header row")->type_name("NAME");
    app.add_option("--plan", options.plan, "Plan of the event")->required()->type_name("FILE");
    json_flag(app, options.json);
  }

  void add_codes() {
    const auto codes = add(app_, "issue", "One PNG and SVG code a guest, index.csv, and invitations.pdf to print: A4, eight cards a page, cut marks; those of guests who wait lie in waiting/", &issue);
    codes.app->add_option("--plan", codes.options->plan, "Plan of the event")->required()->type_name("FILE");
    codes.app->add_option("--roster", codes.options->roster, "Roster of `roster import`")->required()->type_name("FILE");
    codes.app->add_option("--key", codes.options->key, "Private codes key")->required()->type_name("FILE");
    codes.app->add_option("--out", codes.options->out, "Folder; made when missing")->required()->type_name("DIR");
    codes.app->add_option("--trust", codes.options->trust, "Trust list of the boxes: refuses a key that it does not name for codes, or only until a day before the event")->type_name("FILE");
    codes.app->add_option("--expires", codes.options->expires, "Last moment of the codes; else the plan's valid_until, else 90 days after the last session")->type_name("RFC3339");
    codes.app->add_option("--dated", codes.options->dated, "Date of the PDF; else the first moment the plan names, so that the same input gives the same bytes")->type_name("RFC3339");
    codes.app->add_option("--fonts", codes.options->fonts, "List of font files; else assets/fonts.toml")->type_name("FILE");
    passphrase(*codes.app, codes.options->passphrase_file);
    json_flag(*codes.app, codes.options->json);
    const auto reading = add(app_, "read", "Decodes each image and, with a plan, decides as a kiosk would", &read);
    reading.app->add_flag("--raw", reading.options->raw, "Decode only: print the text");
    reading.app->add_option("--plan", reading.options->plan, "Plan of the event; without one codes are only decoded")->type_name("FILE");
    reading.app->add_option("--roster", reading.options->roster, "Roster")->type_name("FILE");
    reading.app->add_option("--trust", reading.options->trust, "Trust list")->type_name("FILE");
    reading.app->add_option("--revocations", reading.options->revocations, "Revoked registrations")->type_name("FILE");
    reading.app->add_option("--at", reading.options->at, "Moment of the decision; now without it")->type_name("RFC3339");
    reading.app->add_option("--session", reading.options->session, "Session; else that of the day")->type_name("ID");
    reading.app->add_option("IMAGE", reading.options->images, "PNG or JPEG")->required();
    json_flag(*reading.app, reading.options->json);
  }

  void add_state() {
    const auto list = add(app_, "records", "The records of a state folder, or of a copy, and the attendance they make", &records);
    list.app->add_option("--state", list.options->state, "State folder; a running kiosk is not disturbed")->required()->type_name("DIR");
    list.app->add_option("--kind", list.options->kind, "Only this kind, as check-in")->type_name("K");
    json_flag(*list.app, list.options->json);
    add_report();
    const auto check = add(app_, "verify", "Chain, files, counts and anchors of a state folder; exit 1 names the first break", &verify);
    check.app->add_option("--state", check.options->state, "State folder, or a copy")->required()->type_name("DIR");
    json_flag(*check.app, check.options->json);
    add_erasing();
  }

  void add_erasing() {
    const auto old = add(app_, "purge", "Erases what the plan's retention_days no longer allow to keep; 1: something due is not acknowledged yet", &purge);
    old.app->add_option("--state", old.options->state, "State folder; neither kiosk nor syncd may run")->required()->type_name("DIR");
    old.app->add_option("--plan", old.options->plan, "Plan of the event")->required()->type_name("FILE");
    old.app->add_option("--now", old.options->now, "Today, confirmed by you: this machine's clock is not asked")->required()->type_name("RFC3339");
    old.app->add_flag("--dry-run", old.options->dry_run, "Only say what would be erased; nothing is locked or changed");
    json_flag(*old.app, old.options->json);
    CLI::App& person = group("person", "What is kept of one person: to hand out, or to erase");
    const auto all = add(person, "export", "Every record that names the registration; 1: none does", &person_export);
    person_options(*all.app, *all.options);
    all.app->add_option("--roster", all.options->roster, "Roster whose entry is to be handed out too")->type_name("FILE");
    const auto gone = add(person, "erase", "Erases those records and the marks; neither kiosk nor syncd may run; 1: none there", &person_erase);
    person_options(*gone.app, *gone.options);
    gone.app->add_option("--now", gone.options->now, "Moment of the erasing; else this machine's clock")->type_name("RFC3339");
  }
  static void person_options(CLI::App& app, PersonOptions& options) {
    app.add_option("--state", options.state, "State folder")->required()->type_name("DIR");
    app.add_option("--plan", options.plan, "Plan of the event")->required()->type_name("FILE");
    auto* id = app.add_option("--registration", options.registration, "Confirmation id, 32 hex digits")->type_name("ID");
    app.add_option("--case", options.number, "Number of a case, as on the receipt")->excludes(id)->type_name("NUMBER");
    json_flag(app, options.json);
  }

  template <class Options>
  static void office_files(CLI::App& app, Options& options) {
    app.add_option("--calendar", options.calendar, "Calendar for the due dates (default: config/calendar/holidays.json)")->type_name("FILE");
    app.add_option("--config", options.config, "Folder with ratings/ and opinions/ (default: this program's)")->type_name("DIR");
    app.add_option("--seal-key", options.seal_key, "Private seal key: opens the addresses that guests left for a reply")->type_name("FILE");
    app.add_option("--at", options.at, "Moment of the report, by which overdue is judged; now without it")->type_name("RFC3339");
    passphrase(app, options.passphrase_file);
    json_flag(app, options.json);
  }

  void add_report() {
    const auto report_of = add(app_, "report", "Sign-in sheet, summary, tallies, follow-up list, results of score sheets, of this box and what came from others; a running kiosk is not disturbed", &report);
    report_of.app->add_option("--state", report_of.options->state, "State folder, or a copy")->required()->type_name("DIR");
    report_of.app->add_option("--plan", report_of.options->plan, "Plan of the event")->required()->type_name("FILE");
    report_of.app->add_option("--out", report_of.options->out, "File to write (0600): .csv, .xlsx, .pdf, or .jsonl with one object a row")->required()->type_name("FILE");
    report_of.app->add_option("--what", report_of.options->what,
                              "tallies 好差评统计; sign-in 签到表 (with --roster); summary 活动简报 (pdf); follow-up 交办清单; slips one 交办单 a page (pdf); comments; results 评议结果; appraisals rows as 好差评 devices reply (csv, xlsx, jsonl)")
        ->check(CLI::IsMember({"tallies", "sign-in", "summary", "follow-up", "slips", "comments", "results", "appraisals"}))->capture_default_str()->type_name("WHAT");
    report_of.app->add_option("--roster", report_of.options->roster, "Expected guests, for sign-in and summary")->type_name("FILE");
    report_of.app->add_option("--session", report_of.options->session, "Only this session, for sign-in and summary; else all")->type_name("ID");
    report_of.app->add_option("--encoding", report_of.options->encoding, "Of a CSV file")->check(CLI::IsMember({"utf-8", "gb18030"}))->capture_default_str()->type_name("NAME");
    report_of.app->add_option("--fonts", report_of.options->fonts, "List of font files; else assets/fonts.toml")->type_name("FILE");
    office_files(*report_of.app, *report_of.options);
    const auto one = add(app_, "case", "One case by the number on a guest's receipt, or by the receipt's code; exit 1 when it is not here", &find_case);
    one.app->add_option("NUMBER", one.options->number, "As K7Q2-M9XT; small letters, O for 0 and strokes do not matter")->required();
    one.app->add_option("--state", one.options->state, "State folder, or a copy")->required()->type_name("DIR");
    one.app->add_option("--plan", one.options->plan, "Plan of the event, for labels, departments and due dates")->type_name("FILE");
    office_files(*one.app, *one.options);
  }

  void add_calendar() {
    const auto due = add(app_, "workdays", "The last of N working days after a day; \"provisional\" where the calendar ends", &workdays);
    due.app->add_option("--calendar", due.options->calendar, "Calendar of days off and make-up days")->required()->type_name("FILE");
    due.app->add_option("--from", due.options->from, "Day 0")->required()->type_name("DATE");
    due.app->add_option("--days", due.options->days, "How many")->required()->check(CLI::Range(0, 3650))->type_name("N");
    json_flag(*due.app, due.options->json);
  }

  void add_text() {
    const auto sought = add(app_, "find", "Guests by name, pinyin, initials, mixed (ouy w j), phone tail or code, best first; exit 1: nobody", &find);
    sought.app->add_option("--roster", sought.options->roster, "Roster of `roster import`")->required()->type_name("FILE");
    sought.app->add_option("QUERY", sought.options->query, "What a guest would type")->required();
    sought.app->add_option("--most", sought.options->most, "No more than N")->capture_default_str()->type_name("N");
    sought.app->add_option("--tables", sought.options->tables, "Folder of readings.dat; else that of the build")->type_name("DIR");
    json_flag(*sought.app, sought.options->json);
    const auto typed = add(app_, "candidates", "What the on-screen keyboard would offer for these keys, best first, one a line; exit 1: nothing", &candidates);
    typed.app->add_option("--engine", typed.options->engine, "pinyin: a..z and '; nine-key: 2..9 and ', letters where settled; stroke: h s p n z for 一 丨 丿 丶 乛, * for any one")->check(CLI::IsMember({"pinyin", "nine-key", "stroke"}))->capture_default_str();
    typed.app->add_option("KEYS", typed.options->keys, "Keys as they are typed")->required();
    typed.app->add_option("--most", typed.options->most, "No more than N; else all")->type_name("N");
    typed.app->add_option("--tables", typed.options->tables, "Folder of readings.dat and strokes.dat; else that of the build")->type_name("DIR");
    typed.app->add_option("--phrases", typed.options->phrases, "List of phrases; else the office's")->type_name("FILE");
    json_flag(*typed.app, typed.options->json);
  }

  CLI::App app_;
  std::function<int()> chosen_;
};

}  // namespace

int run_command_line(int argc, const char* const* argv) { return CommandLine().run(argc, argv); }

}  // namespace openday::tool
