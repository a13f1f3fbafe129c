#include "sync/bureau/cli_halls.h"

namespace openday::bureau {
namespace {

constexpr int kMostMinutes = 7 * 24 * 60;

}  // namespace

void add_publish(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool&) {
  auto* command = admin.add_subcommand("publish", "A signed document for the boxes to fetch: plan, roster, revocations, trust, calendar");
  command->add_option("KIND", arguments.publish.kind, "plan, roster, revocations, trust or calendar")->required();
  command->add_option("FILE", arguments.publish.file, "The document; its signature lies beside it as FILE.cose")->required();
  command->add_option("--signature", arguments.publish.signature, "The signature, where it is not FILE.cose");
  command->add_option("--hall", arguments.publish.hall, "Only for the boxes of this hall");
  command->add_option("--trust", arguments.publish.trust, "trust.json to check the signature with; the published one without it");
  command->callback([&arguments, run] {
    run([&arguments](HallStore& store, const Terminal& terminal) { return publish(store, terminal, arguments.publish); });
  });
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
