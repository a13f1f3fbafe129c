#include "kiosk/tool/inputs.h"

#include <cstdio>

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/tool/commands.h"
#include "kiosk/ui/text_ids.h"

namespace openday::tool {
namespace {

tl::unexpected<base::Failure<InputError>> unusable(std::string what) { return base::fail(InputError::unusable, std::move(what)); }

constexpr std::size_t kMaxPassphraseFile = 4096;

}  // namespace

Input<std::string> read_input(const std::string& file, std::size_t limit) {
  auto text = base::read_file(file, limit);
  if (!text) return unusable(std::move(text.error().what));
  return std::move(*text);
}

event::PlanReading read_plan_text(const std::string& text, const std::string& file) { return event::read_plan(text, file, ui::kTextKeys); }

Input<event::Plan> read_plan_file(const std::string& file) {
  auto text = read_input(file, event::kMaxPlanBytes + 1);   // one past the reader's own limit, which says so itself
  if (!text) return tl::unexpected(text.error());
  event::PlanReading reading = read_plan_text(*text, file);
  if (reading.ok()) return std::move(*reading.plan);
  std::size_t errors = 0;
  for (const event::Diagnostic& diagnostic : reading.diagnostics) {
    note(to_string(diagnostic));
    errors += diagnostic.severity == event::Severity::error ? 1 : 0;
  }
  return unusable(fmt::format("{} has {} error{}; correct the lines named above", file, errors, errors == 1 ? "" : "s"));
}

Input<event::Roster> read_roster_file(const std::string& file, const event::Plan& plan) {
  auto text = read_input(file, 1u << 30);
  if (!text) return tl::unexpected(text.error());
  auto roster = event::read_roster(*text);
  if (!roster) return unusable(fmt::format("{}: {}; make it with `openday roster import`", file, roster.error().what));
  if (roster->event() != plan.id) {
    return unusable(fmt::format("{} is the roster of event {}, the plan is of event {}; import the list again with this plan", file, roster->event(), plan.id));
  }
  return std::move(*roster);
}

Input<event::Trust> read_trust_file(const std::string& file) {
  auto text = read_input(file);
  if (!text) return tl::unexpected(text.error());
  auto trust = event::read_trust(*text);
  if (!trust) return unusable(fmt::format("{}: {}; make it with `openday trust add`", file, trust.error().what));
  return std::move(*trust);
}

Input<event::Revocations> read_revocations_file(const std::string& file) {
  auto text = read_input(file);
  if (!text) return tl::unexpected(text.error());
  auto revocations = event::read_revocations(*text);
  if (!revocations) return unusable(fmt::format("{}: {}; make it with `openday revoke`", file, revocations.error().what));
  return std::move(*revocations);
}

Input<std::string> read_passphrase(const std::string& file) {
  if (file.empty()) return std::string();
  auto text = read_input(file, kMaxPassphraseFile);
  if (!text) return tl::unexpected(text.error());
  std::string line = text->substr(0, text->find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) return unusable(fmt::format("{}: the first line is empty; expected the passphrase there", file));
  return line;
}

namespace {

template <class Key>
Input<Key> read_private(const std::string& file, const std::string& passphrase_file) {
  auto passphrase = read_passphrase(passphrase_file);
  if (!passphrase) return tl::unexpected(passphrase.error());
  auto key = Key::load(file, *passphrase);
  if (key) return std::move(*key);
  if (key.error().kind == base::KeyError::wrong_passphrase) {
    return unusable(fmt::format("{}: the passphrase is missing or wrong; give it with --passphrase-file", file));
  }
  return unusable(std::move(key.error().what));
}

}  // namespace

Input<base::SigningKey> read_key(const std::string& file, const std::string& passphrase_file) {
  return read_private<base::SigningKey>(file, passphrase_file);
}
Input<base::UnsealKey> read_seal_key(const std::string& file, const std::string& passphrase_file) {
  return read_private<base::UnsealKey>(file, passphrase_file);
}

Input<base::Instant> parse_moment(const std::string& text, std::string_view option) {
  const auto at = base::parse_rfc3339(text);
  if (!at) return unusable(fmt::format("{} is \"{}\"; expected a date and time with its offset, as 2026-11-17T09:35:00+08:00", option, text));
  return at->at;
}

Input<base::Date> parse_day(const std::string& text, std::string_view option) {
  const auto day = base::parse_date(text);
  if (!day) return unusable(fmt::format("{} is \"{}\"; expected a day, as 2026-11-17", option, text));
  return *day;
}

Input<const event::Session*> find_session(const event::Plan& plan, const std::string* id, base::Date day) {
  const event::Session* session = id != nullptr ? plan.session(*id) : plan.session_for(day);
  if (session != nullptr) return session;
  std::string known;
  for (const event::Session& each : plan.sessions) known += (known.empty() ? "" : ", ") + each.id;
  return unusable(fmt::format("the plan has no session \"{}\"; its sessions are {}", id != nullptr ? *id : std::string(), known));
}

Input<void> write_output(const std::string& file, std::string_view bytes, unsigned mode) {
  auto written = base::write_file_durably(file, bytes, mode);
  if (!written) return unusable(std::move(written.error().what));
  return {};
}

int complain(std::string_view what) {
  std::fprintf(stderr, "openday: error: %.*s\n", static_cast<int>(what.size()), what.data());
  return kFailed;
}

void print(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

void note(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

}  // namespace openday::tool
