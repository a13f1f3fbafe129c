#include "sync/bureau/cli_halls.h"

namespace openday::bureau {
namespace {

constexpr int kMostMinutes = 7 * 24 * 60;

}  // namespace

void add_publish(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool& json) {
  auto* command = admin.add_subcommand("publish", "A signed document for the boxes to fetch: plan, roster, revocations, trust, calendar, notice. A notice may be said here: --text, --until, --key");
  command->add_option("KIND", arguments.publish.kind, "plan, roster, revocations, trust, calendar or notice")->required();
  auto* file = command->add_option("FILE", arguments.publish.file, "The document; its signature lies beside it as FILE.cose");
  command->add_option("--signature", arguments.publish.signature, "The signature, where it is not FILE.cose");
  auto* hall = command->add_option("--hall", arguments.publish.hall, "Only for the boxes of this hall");
  command->add_option("--trust", arguments.publish.trust, "trust.json to check the signature with; the published one without it");
  NoticeWish& notice = arguments.notice;
  auto* text = command->add_option("--text", notice.text, "notice: what guests read, one paragraph of at most 200 characters")->excludes(file)->excludes(hall);
  command->add_option("--english", notice.english, "notice: the same in English")->needs(text);
  command->add_option("--severity", notice.severity, "notice: info, attention or urgent")->needs(text)->capture_default_str();
  command->add_option("--from", notice.from, "notice: shown from then on; at once without it")->needs(text);
  command->add_option("--until", notice.until, "notice: shown until then, 16:30 or 2026-11-17T16:30:00+08:00")->needs(text);
  command->add_option("--event", notice.event, "notice: of this event; of every event without it");
  auto* withdraw = command->add_option("--withdraw", notice.withdraw, "notice: takes this one off, by its number, or all")->excludes(file)->excludes(text);
  command->add_option("--key", notice.key, "notice: the private documents key that signs it");
  command->add_option("--passphrase-file", notice.passphrase_file, "notice: first line is the key's passphrase");
  command->add_flag("--json", json, "notice: one JSON object");
  command->callback([&arguments, run, text, withdraw] {
    const bool said = text->count() + withdraw->count() > 0;
    if (said && arguments.publish.kind != "notice") throw CLI::ValidationError("KIND", "--text and --withdraw are for a notice");
    if (said && arguments.notice.key.empty()) throw CLI::ValidationError("--key", "a notice is signed: give the private documents key");
    if (!said && arguments.publish.file.empty()) throw CLI::ValidationError("FILE", "which document?");
    run([&arguments, said](HallStore& store, const Terminal& terminal) { return said ? publish_notice(store, terminal, arguments.notice) : publish(store, terminal, arguments.publish); });
  });
}

void add_notices(CLI::App& admin, HallArguments&, const RunOnHalls& run, bool& json) {
  auto* command = admin.add_subcommand("notices", "What guests are told now, later, and until when");
  command->add_flag("--json", json, "One JSON object a line");
  command->callback([run] { run(list_notices); });
}

void add_enrol_code(CLI::App& devices, HallArguments& arguments, const RunOnHalls& run, bool& json) {
  auto* command = devices.add_subcommand("enrol-code", "A QR code that a new box scans to become known; counts once");
  command->add_option("--name", arguments.code.name, "What the office calls the box")->capture_default_str();
  command->add_option("--hall", arguments.code.hall, "Boxes of one hall share their records");
  command->add_option("--url", arguments.code.url, "https://HOST:PORT as the boxes reach this bureau; url in bureau.toml without it");
  command->add_option("--ca", arguments.code.ca, "The bureau's CA in PEM; ca of [tls] in bureau.toml without it");
  command->add_option("--minutes", arguments.code.minutes, "How long it counts")->check(CLI::Range(1, kMostMinutes))->capture_default_str();
  command->add_option("--out", arguments.code.out, "SVG file; drawn on the terminal without it");
  command->add_flag("--json", json, "One JSON object");
  command->callback([&arguments, run] {
    run([&arguments](HallStore& store, const Terminal& terminal) { return make_enrol_code(store, terminal, arguments.code); });
  });
}

void add_papers(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool& json) {
  auto* papers = admin.add_subcommand("papers", "Papers that boxes sent to the office, sealed")->require_subcommand(1);
  auto* list = papers->add_subcommand("list", "Which box, event, kind and file");
  list->add_flag("--json", json, "One JSON object a line");
  list->callback([run] { run(list_papers); });
  auto* save = papers->add_subcommand("save", "Writes one as a file; openday unseal opens it");
  save->add_option("ID", arguments.id, "As papers list shows it")->required();
  save->add_option("--out", arguments.out, "File")->required();
  save->callback([&arguments, run] {
    run([&arguments](HallStore& store, const Terminal& terminal) { return save_paper(store, terminal, arguments.id, arguments.out); });
  });
}

}  // namespace openday::bureau
