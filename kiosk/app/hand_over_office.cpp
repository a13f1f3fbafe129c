// The office's work on the box: a list or a plan from a stick by the office's own importer, invitation codes onto a stick by its issuer.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/app/hand_over_work.h"
#include "kiosk/app/office_program.h"
#include "kiosk/app/stick_files.h"
#include "kiosk/base/file.h"
#include "kiosk/event/confirmation.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_writer.h"
#include "kiosk/ui/text_ids.h"

namespace openday::app {

namespace fs = std::filesystem;
using ui::HandOverProblem;
using ui::HandOverStage;
using ui::HandOverTask;

namespace {

constexpr std::array kLists{"roster.xlsx", "roster.csv", "名单.xlsx", "名单.csv", "来宾名单.xlsx", "来宾名单.csv"};
constexpr std::size_t kMostList = 64u << 20;
constexpr const char* kKeyName = "codes.key";
constexpr std::size_t kMostKey = 64u << 10;

// "第 5 行：电话号码位数不对", of the importer's JSON; empty: another line.
std::string bad_row(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || json.value("severity", "") != "error" || !json.contains("message") || !json["message"].is_string()) return {};
  const auto row = json.value("line", 0);
  const auto& words = json["message"].get_ref<const std::string&>();
  return row > 0 ? fmt::format("第 {} 行，{}", row, words) : words;
}

// Would this box's list let the code of such a line in? Not judged: dates, which a box may know later.
bool is_trusted(std::string_view line, const std::optional<event::Trust>& trust) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!trust || !json.is_object() || !json.contains("text") || !json["text"].is_string()) return true;
  return event::decode_confirmation(json["text"].get_ref<const std::string&>(), *trust, std::nullopt).has_value();
}

std::string list_of_codes_keys(const event::Trust& trust) {
  std::string out;
  for (const event::TrustedKey& key : trust.keys)
    if (key.use == event::KeyUse::codes) out += (out.empty() ? "" : ", ") + base::to_hex(key.kid);
  return out;
}

void add(event::Package& package, event::PackageManifest& manifest, const std::string& kind, std::string bytes, int version) {
  manifest.files.push_back({kind, version, bytes.size(), base::to_hex(base::sha256(base::as_bytes(bytes)))});
  package.documents.push_back({kind, std::move(bytes), {}});
}

}  // namespace

bool HandOverPorter::write_inputs(const Documents& documents) {
  if (!base::write_file_durably(folder() / "plan.toml", event::write_plan(documents.plan), 0600)) return false;
  return !documents.roster || base::write_file_durably(folder() / "roster.json", event::write_roster(*documents.roster), 0600);
}

// A plan, a list, or both, without the bureau's signature: where the box takes such, a supervisor vouches for it. Nothing: `package` is
// filled.
std::optional<Carried> HandOverPorter::import_list(Work& work, const fs::path& mounted, event::Package& package) {
  const fs::path given = mounted / event::kPackageFolder;
  auto plan = read_stick_file(given, "plan.toml", event::kMaxPlanBytes);
  std::string list_name;
  base::Result<std::string, StickFileError> list = base::fail(StickFileError::missing, std::string());
  for (const char* name : kLists) {
    if (list) break;
    list = read_stick_file(given, list_name = name, kMostList);
    if (!list && list.error().kind == StickFileError::too_large) return work.failed(HandOverProblem::too_large, list.error().what);
  }
  if (!plan && !list) return work.failed(HandOverProblem::no_package, "neither manifest nor plan nor list");
  if (!takes_unsigned(work.documents)) return work.failed(HandOverProblem::signed_only, work.documents.enrolled ? "this box is enrolled" : "the trust list has a documents key");
  event::PackageManifest manifest{work.documents.plan.id, base::to_rfc3339(now_().wall, work.documents.plan.zone), {}};
  if (!write_inputs(work.documents)) return work.failed(HandOverProblem::box_full, "the inputs of the importer cannot be written");
  if (plan) {
    const event::PlanReading reading = event::read_plan(*plan, "plan.toml", ui::kTextKeys);
    if (!reading.ok()) return work.failed(HandOverProblem::broken_document, reading.diagnostics.empty() ? "plan.toml" : to_string(reading.diagnostics.front()), "plan");
    if (reading.plan->id != work.documents.plan.id) return work.failed(HandOverProblem::wrong_event, "plan.toml is of another event");
    if (!base::write_file_durably(folder() / "plan.toml", *plan, 0600)) return work.failed(HandOverProblem::box_full, "plan.toml cannot be written");
    add(package, manifest, "plan", *plan, reading.plan->version);
  }
  if (list) {
    const fs::path file = folder() / (list_name.ends_with(".xlsx") ? "list.xlsx" : "list.csv"), out = folder() / "roster.json";
    if (!base::write_file_durably(file, *list, 0600)) return work.failed(HandOverProblem::box_full, "the list cannot be written");
    std::string first_bad;
    const OfficeRun run = run_office(options_.office, {"roster", "import", file.string(), "--plan", (folder() / "plan.toml").string(), "--out", out.string(), "--json"}, {},
                                     [&](std::string_view line) {
                                       if (first_bad.empty() && !line.empty()) first_bad = bad_row(line);
                                       return !work.ways.stopped();
                                     });
    if (work.ways.stopped()) return work.cancelled();
    if (run.exit_code != 0) {
      work.status.detail = first_bad;
      return work.failed(first_bad.empty() ? HandOverProblem::not_made : HandOverProblem::broken_list, fmt::format("the importer ended with {}", run.exit_code), list_name);
    }
    auto roster = base::read_file(out, event::kMaxPackageBytes);
    const auto read = roster ? event::read_roster(*roster) : base::Result<event::Roster, event::RosterError>(base::fail(event::RosterError::invalid, roster.error().what));
    if (!read) return work.failed(HandOverProblem::not_made, read.error().what);
    // The same list again changes nothing: the importer counts a version up all the same.
    if (!work.documents.roster || read->guests() != work.documents.roster->guests()) add(package, manifest, "roster", std::move(*roster), read->version());
  }
  if (manifest.files.empty()) return work.done(HandOverStage::same);
  package.manifest = event::write_manifest(manifest);
  return std::nullopt;
}

Carried HandOverPorter::make_codes(Work& work, const std::string& passphrase) {
  work.begin(HandOverTask::codes, HandOverStage::making);
  if (!work.documents.roster || work.documents.roster->guests().empty()) return work.failed(HandOverProblem::no_roster, "no roster");
  if (!write_inputs(work.documents)) return work.failed(HandOverProblem::box_full, "the inputs of the issuer cannot be written");
  const auto mounted = work.mount();
  if (!mounted) return work.failed(mounted.error());
  auto ended = [&]() -> std::optional<Carried> {
    const auto room = report::open_stick_folder(*mounted)->free_bytes();   // a read-only stick is found before the work
    if (!room) return work.failed(problem_of(room.error().kind), room.error().what);
    fs::path where = *mounted;
    auto key = read_stick_file(where, kKeyName, kMostKey);
    if (!key) key = read_stick_file(where /= event::kPackageFolder, kKeyName, kMostKey);
    if (!key) return work.failed(key.error().kind == StickFileError::gone ? HandOverProblem::stick_gone : HandOverProblem::no_key, key.error().what);
    work.status.name = fmt::format("openday-codes-{}", stamp_of(now_().wall, work.documents.plan.zone));
    std::vector<std::string> arguments{"issue", "--plan", (folder() / "plan.toml").string(), "--roster", (folder() / "roster.json").string(), "--key", (where / kKeyName).string(),
                                       "--out", (*mounted / work.status.name).string(), "--json"};
    if (!passphrase.empty()) arguments.insert(arguments.end(), {"--passphrase-file", kPassphrasePipe});
    const double most = static_cast<double>(work.documents.roster->guests().size());
    std::size_t made = 0;
    bool trusted = true;
    const OfficeRun run = run_office(options_.office, arguments, passphrase, [&](std::string_view line) {
      if (line.starts_with('{') && made == 0 && !(trusted = is_trusted(line, work.documents.trust))) return false;   // the first one speaks for the key
      if (line.starts_with('{') && ++made % 16 == 0) work.say(HandOverStage::making, static_cast<int>(5 + 90 * static_cast<double>(made) / most));
      return !work.ways.stopped();
    });
    if (run.exit_code == 0) return std::nullopt;
    std::error_code ignored;
    fs::remove_all(*mounted / work.status.name, ignored);   // half a set of codes is none
    if (work.ways.stopped()) return work.cancelled();
    if (!trusted) return work.failed(HandOverProblem::no_key, fmt::format("codes.key on the stick is not a key that this box trusts for codes; it trusts {}", list_of_codes_keys(*work.documents.trust)));
    if (run.last_words.find("passphrase") != std::string::npos) return work.failed(HandOverProblem::wrong_passphrase, "the key does not open");
    const auto still = report::open_stick_folder(*mounted)->free_bytes();
    if (!still) return work.failed(problem_of(still.error().kind), still.error().what);
    if (*still < (1u << 20)) return work.failed(HandOverProblem::stick_full, "no room for the codes");
    return work.failed(HandOverProblem::not_made, fmt::format("the issuer ended with {}", run.exit_code));
  }();
  return work.end_on_stick(std::move(ended), "codes stick");
}

}  // namespace openday::app
