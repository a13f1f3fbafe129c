// openday-bureau: the bureau's server, and what the office does at its terminal (DESIGN.md section 6).
#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "kiosk/base/clock.h"
#include "kiosk/base/log.h"
#include "kiosk/base/options.h"
#include "sync/bureau/admin.h"
#include "sync/bureau/admin_lag.h"
#include "sync/bureau/admin_retention.h"
#include "sync/bureau/cli_halls.h"
#include "sync/bureau/figures.h"
#include "sync/bureau/open_store.h"
#include "sync/bureau/serve.h"
#include "sync/bureau/take_in.h"

namespace {

using namespace openday;

constexpr int kWrongUse = 2;

struct Arguments {
  std::string config, listen, store, tls;
  std::string key, name = "box", which, table = "check_ins", event, format = "csv", out, number_of_case, reason;
  bureau::FigureFiles files;
  bureau::TakeInFiles sticks;
  bureau::HallArguments halls;
  bureau::RetentionWish retention;
  std::uint64_t number = 0;
  bool json = false;
};

int wrong_use(const std::string& what) {
  std::cerr << "openday-bureau: " << what << '\n';
  return kWrongUse;
}

base::Instant wall_now() { return std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now()); }

// The command line wins over the file.
bool read_config(Arguments& arguments, bureau::ServeOptions& serve) {
  auto loaded = arguments.config.empty() ? base::Result<base::Options, base::OptionsError>(base::Options()) : base::Options::load(arguments.config);
  if (!loaded) {
    std::cerr << loaded.error().what << '\n';
    return false;
  }
  const auto listen = loaded->text("listen", "127.0.0.1:8480");
  const auto store = loaded->text("store", "");
  const auto certificate = loaded->text("tls.certificate", ""), key = loaded->text("tls.key", "");
  serve.ca = loaded->text("tls.ca", "");
  const auto url = loaded->text("url", "");
  if (arguments.halls.code.url.empty()) arguments.halls.code.url = url;
  if (arguments.halls.code.ca.empty()) arguments.halls.code.ca = serve.ca;
  const unsigned usual = bureau::default_workers(arguments.store.empty() ? store : arguments.store);
  serve.workers = static_cast<unsigned>(loaded->integer("server.workers", usual, 1, bureau::kMostWorkers));
  serve.queue = static_cast<std::size_t>(loaded->integer("server.queue", 64, 1, 10'000));
  serve.connections = static_cast<std::size_t>(loaded->integer("server.connections", 10'000, 1, 1'000'000));
  serve.connections_of_one = static_cast<std::size_t>(loaded->integer("server.connections_of_one", 0, 0, 1'000'000));
  if (arguments.listen.empty()) arguments.listen = listen;
  if (arguments.store.empty()) arguments.store = store;
  if (arguments.tls.empty() && !certificate.empty()) arguments.tls = certificate + "," + key;
  for (const auto& problem : loaded->problems()) std::cerr << problem << '\n';
  return loaded->problems().empty();
}

bool split_listen(const std::string& text, bureau::ServeOptions& serve) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  serve.address = text.substr(0, colon);
  if (serve.address.front() == '[' && serve.address.back() == ']') serve.address = serve.address.substr(1, serve.address.size() - 2);
  unsigned long port = 0;
  const auto digits = text.substr(colon + 1);
  if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos) return false;
  port = std::stoul(digits);
  serve.port = static_cast<std::uint16_t>(port);
  return port <= 65535;
}

std::unique_ptr<bureau::BureauStore> open_or_say(const std::string& where, bureau::Role role) {
  auto store = bureau::open_store(where, role);
  if (store) return std::move(*store);
  std::cerr << "openday-bureau: " << store.error().what << '\n';
  return nullptr;
}

int run_server(Arguments& arguments) {
  bureau::ServeOptions serve;
  if (!read_config(arguments, serve)) return kWrongUse;
  if (!split_listen(arguments.listen, serve)) return wrong_use(fmt::format("--listen '{}': give ADDRESS:PORT such as 127.0.0.1:8480", arguments.listen));
  if (!arguments.tls.empty()) {
    const auto comma = arguments.tls.find(',');
    if (comma == std::string::npos) return wrong_use("--tls: give the PEM files of certificate and key as CERT,KEY");
    serve.certificate = arguments.tls.substr(0, comma);
    serve.key = arguments.tls.substr(comma + 1);
  }
  bureau::block_stop_signals();
  const auto store = open_or_say(arguments.store, bureau::Role::server);
  return store ? bureau::serve(*store, serve) : 1;
}

int run_admin(Arguments& arguments, const std::function<int(bureau::BureauStore&, const bureau::Terminal&)>& command) {
  bureau::ServeOptions unused;
  if (!read_config(arguments, unused)) return kWrongUse;
  const auto store = open_or_say(arguments.store, bureau::Role::terminal);
  return store ? command(*store, {std::cout, std::cerr, wall_now(), arguments.json}) : 1;
}

void add_devices(CLI::App& admin, Arguments& arguments, int& code) {
  auto* devices = admin.add_subcommand("devices", "The boxes that may push")->require_subcommand(1);
  auto* list = devices->add_subcommand("list", "Every key with its box and how far that is: what is here, what it still holds, and what to do where it is behind or silent");
  list->add_flag("--json", arguments.json, "One JSON object a line");
  list->callback([&] { code = run_admin(arguments, bureau::list_devices); });
  auto* add = devices->add_subcommand("add", "Lets a box push: its public key as openday-syncd --init wrote it");
  add->add_option("KEY", arguments.key, "STATE/keys/device.pub of the box")->required();
  add->add_option("--name", arguments.name, "What the office calls the box")->capture_default_str();
  add->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::add_device(store, terminal, arguments.key, arguments.name); });
  });
  auto* revoke = devices->add_subcommand("revoke", "Refuses a box from now on (lost, stolen, replaced)");
  revoke->add_option("DEVICE", arguments.which, "Key id, device UUID or name")->required();
  revoke->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::revoke_device(store, terminal, arguments.which); });
  });
}

void add_quarantine(CLI::App& admin, Arguments& arguments, int& code) {
  auto* quarantine = admin.add_subcommand("quarantine", "Records that the bureau could not take")->require_subcommand(1);
  auto* list = quarantine->add_subcommand("list", "Number, box, seq, why, and what to do");
  list->add_flag("--json", arguments.json, "One JSON object a line");
  list->callback([&] { code = run_admin(arguments, bureau::list_quarantine); });
  auto* show = quarantine->add_subcommand("show", "One with its bytes, as far as a terminal can show them");
  show->add_option("NUMBER", arguments.number, "As quarantine list shows it")->required();
  show->add_flag("--json", arguments.json, "One JSON object");
  show->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::show_quarantine(store, terminal, arguments.number); });
  });
  auto* drop = quarantine->add_subcommand("drop", "Takes the bytes of one away for good; that it was there and why it went stays");
  drop->add_option("NUMBER", arguments.number, "As quarantine list shows it")->required();
  drop->add_option("--reason", arguments.reason, "Why, without what the record said")->required();
  drop->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::drop_quarantine(store, terminal, arguments.number, arguments.reason); });
  });
  auto* replay = quarantine->add_subcommand("replay", "Tries them again, after an update of this program for example");
  replay->add_option("NUMBER", arguments.number, "Only this one");
  replay->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::replay_quarantine(store, terminal, arguments.number); });
  });
}

void add_figure_files(CLI::App& command, Arguments& arguments) {
  command.add_option("--plan", arguments.files.plan, "Plan of the event: labels, departments, due dates, weights; else ids stand for labels");
  command.add_option("--ratings", arguments.files.ratings, "Catalogue of reasons, config/ratings/*.toml; else their codes stand");
  command.add_option("--opinions", arguments.files.opinions, "Subjects of opinions, config/opinions/subjects.toml, where the plan names none");
  command.add_option("--calendar", arguments.files.calendar, "Calendar of days off, for due dates in working days");
}

void add_case(CLI::App& admin, Arguments& arguments, int& code) {
  auto* command = admin.add_subcommand("case", "One case by the number on a guest's receipt; exit 1 when it is not here");
  command->add_option("NUMBER", arguments.number_of_case, "As K7Q2-M9XT, or the text of the receipt's code")->required();
  command->add_option("--event", arguments.event, "Only this event's; else all of them are searched");
  add_figure_files(*command, arguments);
  command->add_flag("--json", arguments.json, "One JSON object");
  command->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::find_case(store, terminal, arguments.number_of_case, arguments.event, arguments.files); });
  });
}

void add_take_in(CLI::App& admin, Arguments& arguments, int& code) {
  auto* command = admin.add_subcommand("take-in", "Records and ballots that boxes without a network handed out on a stick; the same file twice changes nothing");
  command->add_option("FILE", arguments.sticks.files, "NAME.openday-out, as it lies on the stick")->required();
  command->add_option("--seal-key", arguments.sticks.key, "The bureau's private seal key")->required()->type_name("FILE");
  command->add_option("--passphrase-file", arguments.sticks.passphrase_file, "File whose first line is the key's passphrase")->type_name("FILE");
  command->add_flag("--json", arguments.json, "One JSON object a file");
  command->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) { return bureau::take_in(store, terminal, arguments.sticks); });
  });
}

void add_retention(CLI::App& admin, Arguments& arguments, int& code) {
  auto* command = admin.add_subcommand("retention", "What the plan's retention_days make due here: shows it, and with --apply takes it; figures keep their numbers");
  command->add_option("--plan", arguments.retention.plan, "Plan of the event")->required()->type_name("FILE");
  command->add_option("--now", arguments.retention.now, "Today as RFC 3339, where no time server sets this machine's clock; or to see what will be due")->type_name("TIME");
  command->add_flag("--apply", arguments.retention.apply, "Takes it; what lies in backups is not reached");
  command->add_flag("--anyway", arguments.retention.anyway, "Although a box still holds records that are not here, or wrote one of a later time");
  command->add_flag("--json", arguments.json, "One JSON object");
  command->callback([&] {
    code = run_admin(arguments, [&](auto& store, const auto& terminal) {
      return bureau::retention(store, terminal, arguments.retention, base::make_system_clock(base::build_date())->now().state);
    });
  });
}

void add_export(CLI::App& admin, Arguments& arguments, int& code) {
  auto* command = admin.add_subcommand("export", "A table as CSV or JSON");
  command->add_option("TABLE", arguments.table,
                      "journal, check_ins, ratings, rating_texts, quarantine_list, retention_runs; or figures of one event: tallies, results, follow-up, opinions, comments, sign-in")->capture_default_str();
  command->add_option("--event", arguments.event, "Only this event's rows; needed for figures");
  add_figure_files(*command, arguments);
  command->add_option("--roster", arguments.files.roster, "Expected guests of the event, for sign-in; moves in the waiting list are followed");
  command->add_option("--format", arguments.format, "csv or json")->check(CLI::IsMember({"csv", "json"}))->capture_default_str();
  command->add_option("--out", arguments.out, "File; standard output without it");
  command->callback([&] {
    const auto format = arguments.format == "json" ? bureau::ExportFormat::json : bureau::ExportFormat::csv;
    code = run_admin(arguments, [&](auto& store, const auto& terminal) {
      if (bureau::is_figure(arguments.table)) return bureau::export_figures(store, terminal, arguments.table, arguments.event, arguments.files, format, arguments.out);
      return bureau::export_to(store, terminal, arguments.table, arguments.event, format, arguments.out);
    });
  });
}

int run(int argc, char** argv) {
  Arguments arguments;
  int code = 0;
  CLI::App app("The bureau's server: takes what the boxes push and keeps it. 'admin' is the office's terminal.");
  app.fallthrough();
  app.add_option("--config", arguments.config, "bureau.toml; options given here win over it");
  app.add_option("--listen", arguments.listen, "ADDRESS:PORT, 127.0.0.1:8480 unless told; plain HTTP on loopback only");
  app.add_option("--store", arguments.store, "sqlite:PATH; postgres:CONNECTION STRING or postgresql://... for any number of servers on one PostgreSQL");
  app.add_option("--tls", arguments.tls, "CERT,KEY as PEM files: HTTPS");
  auto* admin = app.add_subcommand("admin", "Devices, quarantine, export, retention, cases")->require_subcommand(1);
  for (auto* level : {admin}) level->fallthrough();
  add_devices(*admin, arguments, code);
  add_quarantine(*admin, arguments, code);
  add_export(*admin, arguments, code);
  admin->add_subcommand("scrub", "After erasing: writes the store's files anew, without what was erased; the store is locked meanwhile")->callback([&] {
    code = run_admin(arguments, bureau::scrub);
  });
  add_retention(*admin, arguments, code);
  add_case(*admin, arguments, code);
  add_take_in(*admin, arguments, code);
  const bureau::RunOnHalls on_halls = [&](const auto& command) { code = run_admin(arguments, command); };
  bureau::add_publish(*admin, arguments.halls, on_halls, arguments.json);
  bureau::add_enrol_code(*admin->get_subcommand("devices"), arguments.halls, on_halls, arguments.json);
  bureau::add_notices(*admin, arguments.halls, on_halls, arguments.json);
  bureau::add_papers(*admin, arguments.halls, on_halls, arguments.json);
  for (auto* part : admin->get_subcommands({})) {
    part->fallthrough();
    for (auto* leaf : part->get_subcommands({})) leaf->fallthrough();
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  return admin->parsed() ? code : run_server(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& broken) {
    openday::base::log_error("openday-bureau: {}", broken.what());
    return 70;   // EX_SOFTWARE
  }
}
