#include "kiosk/app/pin_entries.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::app {

using ui::StaffRole;

namespace {

constexpr std::string_view kScheme = "scrypt1";

std::string_view take_word(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

std::string_view salt_of(std::string_view hash) {
  (void)take_word(hash);
  return take_word(hash);
}

std::string hash_with(const std::string& pin, std::string_view salt_hex) {
  const auto salt = base::from_hex(salt_hex);
  return salt ? fmt::format("{} {} {}", kScheme, salt_hex, base::to_hex(base::scrypt(pin, *salt))) : std::string();
}

bool well_formed(std::string_view scheme, std::string_view salt, std::string_view digest) {
  return scheme == kScheme && !salt.empty() && !digest.empty() && base::from_hex(salt) && base::from_hex(digest);
}

std::string one_line(std::string label) {
  std::ranges::replace_if(label, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return std::string(base::first_code_points(label, kMostPinLabel));
}

}  // namespace

std::string_view role_word(StaffRole role) { return role == StaffRole::supervisor ? "supervisor" : "steward"; }

PinEntries PinEntries::parse(std::string_view stored, std::string_view first) {
  PinEntries out;
  for (std::string_view rest = stored; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string_view id = take_word(line), role = take_word(line), scheme = take_word(line), salt = take_word(line), digest = take_word(line);
    if (id.empty() || !well_formed(scheme, salt, digest) || (role != "steward" && role != "supervisor") || out.entries_.size() == kMostPinEntries) continue;
    out.entries_.push_back({std::string(id), role == "supervisor" ? StaffRole::supervisor : StaffRole::steward, std::string(line), fmt::format("{} {} {}", scheme, salt, digest)});
  }
  std::string_view line = first;
  const std::string_view scheme = take_word(line), salt = take_word(line), digest = take_word(line);
  if (out.entries_.empty() && well_formed(scheme, salt, digest)) out.entries_.push_back({std::string(kFirstPinId), StaffRole::supervisor, std::string(kFirstPinLabel), std::string(first)});
  return out;
}

std::string PinEntries::to_text() const {
  std::string out;
  for (const PinEntry& one : entries_) out += fmt::format("{} {} {} {}\n", one.id, role_word(one.role), one.hash, one.label);
  return out;
}

const PinEntry* PinEntries::match(const std::string& pin) const {
  std::map<std::string_view, std::string> made;   // by salt
  const PinEntry* found = nullptr;
  for (const PinEntry& one : entries_) {
    const auto [at, fresh] = made.try_emplace(salt_of(one.hash));
    if (fresh) at->second = hash_with(pin, at->first);
    if (base::equal_in_constant_time(base::as_bytes(at->second), base::as_bytes(one.hash))) found = &one;
  }
  return found;
}

const PinEntry* PinEntries::find(std::string_view id) const {
  const auto at = std::ranges::find(entries_, id, &PinEntry::id);
  return at == entries_.end() ? nullptr : &*at;
}

std::string PinEntries::hash(const std::string& pin, const base::Random16& salt) const {
  return entries_.empty() ? hash_with(pin, base::to_hex(salt)) : hash_with(pin, salt_of(entries_.front().hash));
}

PeopleSaved PinEntries::add(std::string id, StaffRole role, std::string label, const std::string& pin, const base::Random16& salt) {
  if (entries_.size() >= kMostPinEntries) return PeopleSaved::full;
  label = one_line(std::move(label));
  if (label.empty() || find(id)) return PeopleSaved::failed;
  if (match(pin)) return PeopleSaved::taken;
  entries_.push_back({std::move(id), role, std::move(label), hash(pin, salt)});
  return PeopleSaved::saved;
}

PeopleSaved PinEntries::change_pin(std::string_view id, const std::string& pin, const base::Random16& salt) {
  const auto at = std::ranges::find(entries_, id, &PinEntry::id);
  if (at == entries_.end()) return PeopleSaved::failed;
  if (match(pin)) return PeopleSaved::taken;   // also his own: it is not changed then
  at->hash = hash(pin, salt);
  return PeopleSaved::saved;
}

PeopleSaved PinEntries::remove(std::string_view id) {
  const auto at = std::ranges::find(entries_, id, &PinEntry::id);
  if (at == entries_.end()) return PeopleSaved::failed;
  const auto supervisors = std::ranges::count(entries_, StaffRole::supervisor, &PinEntry::role);
  if (at->role == StaffRole::supervisor && supervisors == 1) return PeopleSaved::last_supervisor;
  entries_.erase(at);
  return PeopleSaved::saved;
}

}  // namespace openday::app
