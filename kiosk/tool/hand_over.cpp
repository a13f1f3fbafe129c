#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/event/hand_over.h"
#include "kiosk/event/workdays.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

namespace fs = std::filesystem;

struct Packing {
  event::PackageManifest manifest;
  event::Package package;
};

Input<void> add(Packing& to, const std::string& kind, const std::string& file, int version) {
  const auto text = read_input(file, event::kMaxPackageBytes + 1);
  if (!text) return tl::unexpected(text.error());
  to.manifest.files.push_back({kind, version, text->size(), base::to_hex(base::sha256(base::as_bytes(*text)))});
  to.package.documents.push_back({kind, *text, {}});
  return {};
}

Input<void> of_this_event(const std::string& file, const std::string& event, const std::string& plans) {
  if (event == plans) return {};
  return base::fail(InputError::unusable, fmt::format("{} is of event {}, the plan is of event {}", file, event, plans));
}

// Every document is read as the box will read it: what does not load there is not packed.
Input<Packing> read_all(const HandOverPackOptions& options) {
  const auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  Packing out;
  out.manifest.event = plan->id;
  if (!options.trust.empty()) {
    const auto trust = read_trust_file(options.trust);
    if (!trust) return tl::unexpected(trust.error());
    if (auto added = add(out, "trust", options.trust, trust->version); !added) return tl::unexpected(added.error());
  }
  if (auto added = add(out, "plan", options.plan, plan->version); !added) return tl::unexpected(added.error());
  if (!options.roster.empty()) {
    const auto roster = read_roster_file(options.roster, *plan);
    if (!roster) return tl::unexpected(roster.error());
    if (auto added = add(out, "roster", options.roster, roster->version()); !added) return tl::unexpected(added.error());
  }
  if (!options.revocations.empty()) {
    const auto list = read_revocations_file(options.revocations);
    if (!list) return tl::unexpected(list.error());
    if (auto same = of_this_event(options.revocations, list->event, plan->id); !same) return tl::unexpected(same.error());
    if (auto added = add(out, "revocations", options.revocations, list->version); !added) return tl::unexpected(added.error());
  }
  if (!options.calendar.empty()) {
    const auto text = read_input(options.calendar);
    if (!text) return tl::unexpected(text.error());
    const auto calendar = event::WorkdayCalendar::parse(*text, options.calendar);
    if (!calendar) return base::fail(InputError::unusable, calendar.error().what);
    if (auto added = add(out, "calendar", options.calendar, calendar->version()); !added) return tl::unexpected(added.error());
  }
  return out;
}

// The manifest comes last: a folder that was cut short while it was written is not a package.
Input<void> write_all(const event::Package& package, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return base::fail(InputError::unusable, fmt::format("{}: {}; choose a folder that can be written", folder.string(), failed.message()));
  const fs::path manifest = folder / event::kManifestName;
  fs::remove(manifest, failed);
  for (const event::PackagedDocument& document : package.documents) {
    const std::string file = (folder / event::package_file_name(document.kind)).string();
    if (auto written = write_output(file, document.bytes); !written) return written;
    if (document.cose.empty()) continue;
    if (auto written = write_output(file + ".cose", document.cose); !written) return written;
  }
  if (auto written = write_output(manifest.string() + ".cose", package.cose); !written) return written;
  return write_output(manifest.string(), package.manifest);
}

}  // namespace

int hand_over_pack(const HandOverPackOptions& options) {
  auto packing = read_all(options);
  if (!packing) return complain(packing.error());
  const auto key = read_key(options.key, options.passphrase_file);
  if (!key) return complain(key.error());
  base::Instant made = std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now());
  if (options.at) {
    const auto said = parse_moment(*options.at, "--at");
    if (!said) return complain(said.error());
    made = *said;
  }
  packing->manifest.made = base::to_rfc3339(made, base::Minutes{0});
  event::Package& package = packing->package;
  for (event::PackagedDocument& document : package.documents)
    if (document.kind != "trust") document.cose = event::sign_document(document.bytes, *key);
  package.manifest = event::write_manifest(packing->manifest);
  package.cose = event::sign_document(package.manifest, *key);
  // The box's own check, with the list that goes along: a key that it would not trust is found here and not in the hall.
  const auto judged = options.trust.empty() ? event::check_contents(package) : event::verify_package(package, nullptr, std::nullopt);
  if (!judged) return complain(fmt::format("{}; the box would refuse this package", judged.error().what));
  const fs::path folder = fs::path(options.out) / event::kPackageFolder;
  if (const auto written = write_all(package, folder); !written) return complain(written.error());
  for (const event::PackageFile& file : packing->manifest.files) {
    if (options.json) print(nlohmann::ordered_json{{"kind", file.kind}, {"version", file.version}, {"bytes", file.bytes}, {"sha256", file.sha256}}.dump());
    else print(fmt::format("{} version {} ({} bytes)", event::package_file_name(file.kind), file.version, file.bytes));
  }
  if (!options.json) print(fmt::format("{}: for event {}; copy this folder onto a stick, then on the box: 更多, U 盘交接", folder.string(), packing->manifest.event));
  return kYes;
}

}  // namespace openday::tool
