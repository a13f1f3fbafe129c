#include "kiosk/app/documents.h"

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/event/plan_reader.h"

namespace openday::app {
namespace {

template <class T>
using Loaded = base::Result<T, DocumentError>;

constexpr std::size_t kMaxRosterBytes = 256u << 20;   // 500,000 guests take about 150 MB
constexpr std::size_t kMaxSmallBytes = 16u << 20;

tl::unexpected<base::Failure<DocumentError>> unusable(std::string what) { return base::fail(DocumentError::other, std::move(what)); }

event::DocumentBody in_force(std::string kind, int version, std::string_view text) {
  return {std::move(kind), version, base::to_hex(base::sha256(base::as_bytes(text)))};
}

Loaded<event::Plan> read_plan(std::string_view text, const std::string& name, std::vector<std::string>& warnings) {
  event::PlanReading reading = event::read_plan(text, name);
  std::string errors;
  for (const event::Diagnostic& diagnostic : reading.diagnostics) {
    if (diagnostic.severity == event::Severity::warning) warnings.push_back(to_string(diagnostic));
    else errors += (errors.empty() ? "" : "\n") + to_string(diagnostic);
  }
  if (!reading.ok()) return base::fail(DocumentError::plan_broken, std::move(errors));
  return std::move(*reading.plan);
}

// Reads and parses one further file of `kind` by `read`; `advice` says how to make a right one.
template <class Read>
auto take(const std::filesystem::path& path, std::string_view advice, std::size_t limit, std::string& text, Read read)
    -> Loaded<typename decltype(read(std::string_view()))::value_type> {
  auto bytes = base::read_file(path, limit);
  if (!bytes) return unusable(std::move(bytes.error().what));
  auto parsed = read(std::string_view(*bytes));
  if (!parsed) return unusable(fmt::format("{}: {}; {}", path.string(), parsed.error().what, advice));
  text = std::move(*bytes);
  return std::move(*parsed);
}

Loaded<void> take_roster(const KioskOptions& options, Documents& to) {
  if (options.roster.empty()) return {};
  std::string text;
  auto roster = take(options.roster, "make it with `openday roster import`", kMaxRosterBytes, text, event::read_roster);
  if (!roster) return tl::unexpected(roster.error());
  if (roster->event() != to.plan.id) {
    return unusable(fmt::format("{} is the roster of event {}, the plan is of event {}; import the list again with this plan",
                                options.roster.string(), roster->event(), to.plan.id));
  }
  to.in_force.push_back(in_force("roster", roster->version(), text));
  to.roster = std::move(*roster);
  return {};
}

Loaded<void> take_trust(const KioskOptions& options, Documents& to) {
  std::string text;
  if (!options.trust.empty()) {
    auto trust = take(options.trust, "make it with `openday trust add`", kMaxSmallBytes, text, event::read_trust);
    if (!trust) return tl::unexpected(trust.error());
    to.in_force.push_back(in_force("trust", trust->version, text));
    to.trust = std::move(*trust);
  }
  if (options.revocations.empty()) return {};
  auto revocations = take(options.revocations, "make it with `openday revoke`", kMaxSmallBytes, text, event::read_revocations);
  if (!revocations) return tl::unexpected(revocations.error());
  to.in_force.push_back(in_force("revocations", revocations->version, text));
  to.revocations = std::move(*revocations);
  return {};
}

Loaded<void> take_catalogue(const KioskOptions& options, Documents& to) {
  if (to.plan.questionnaires.empty()) return {};
  const std::filesystem::path path = options.ratings / (to.plan.questionnaires.front().scale + ".toml");
  std::string text;
  auto catalogue = take(path, "the plan names this scale; put its catalogue there", kMaxSmallBytes, text,
                        [&](std::string_view toml) { return event::read_catalogue(toml, path.string()); });
  if (!catalogue) return tl::unexpected(catalogue.error());
  to.catalogue = std::move(*catalogue);
  return {};
}

}  // namespace

Loaded<std::shared_ptr<const Documents>> load_documents(const KioskOptions& options) {
  auto text = base::read_file(options.plan, event::kMaxPlanBytes + 1);  // one past the reader's limit, which says so itself
  if (!text) return base::fail(DocumentError::no_plan, std::move(text.error().what));
  return load_documents(options, std::move(*text), options.plan.string());
}

Loaded<std::shared_ptr<const Documents>> load_documents(const KioskOptions& options, std::string plan_text, const std::string& plan_name) {
  auto out = std::make_shared<Documents>();
  auto plan = read_plan(plan_text, plan_name, out->warnings);
  if (!plan) return tl::unexpected(plan.error());
  out->plan = std::move(*plan);
  out->in_force.push_back(in_force("plan", out->plan.version, plan_text));
  out->plan_text = std::move(plan_text);
  for (const auto step : {take_roster, take_trust, take_catalogue}) {
    if (auto taken = step(options, *out); !taken) return tl::unexpected(taken.error());
  }
  return out;
}

}  // namespace openday::app
