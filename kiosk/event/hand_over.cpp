#include "kiosk/event/hand_over.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/crypto.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;

struct Kind {
  std::string_view kind, file;
};
constexpr Kind kFiles[] = {{"trust", "trust.json"}, {"plan", "plan.toml"}, {"roster", "roster.json"}, {"revocations", "revoked.json"}, {"calendar", "calendar.json"}};
constexpr std::string_view kBundleMark = "openday-package/1";
constexpr std::size_t kMaxEvent = 64, kMaxSignature = 4096;

auto fail(PackageError kind, std::string what) { return base::fail(kind, std::move(what)); }

auto not_ours(std::string_view member, std::string_view expected) {
  return fail(PackageError::unreadable, fmt::format("manifest.json: {} is not {}; pack again with `openday hand-over pack`", member, expected));
}

std::string digest_of(std::string_view bytes) { return base::to_hex(base::sha256(base::as_bytes(bytes))); }

const std::string* text(const Json& of, const char* name) {
  const auto at = of.find(name);
  return at != of.end() && at->is_string() ? at->get_ptr<const std::string*>() : nullptr;
}

std::optional<std::uint64_t> number(const Json& of, const char* name, std::uint64_t most) {
  const auto at = of.find(name);
  if (at == of.end() || !at->is_number_unsigned()) return std::nullopt;
  const auto value = at->get<std::uint64_t>();
  return value >= 1 && value <= most ? std::optional(value) : std::nullopt;
}

bool is_digest(const std::string& hex) {
  return hex.size() == 64 && std::ranges::all_of(hex, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

PackageResult<PackageFile> read_file(const Json& entry) {
  const std::string* kind = entry.is_object() ? text(entry, "kind") : nullptr;
  const std::string_view expected = kind ? package_file_name(*kind) : std::string_view();
  if (expected.empty()) return not_ours("a file's kind", "trust, plan, roster, revocations or calendar");
  const std::string* name = text(entry, "name");
  if (!name || *name != expected) return not_ours(fmt::format("the file name of {}", *kind), expected);
  const auto version = number(entry, "version", 2'000'000'000);
  if (!version) return not_ours(fmt::format("the version of {}", *kind), "a whole number from 1");
  const auto bytes = number(entry, "bytes", UINT64_MAX);
  if (!bytes) return not_ours(fmt::format("the size of {}", *kind), "a number of bytes");
  const std::string* sha256 = text(entry, "sha256");
  if (!sha256 || !is_digest(*sha256)) return not_ours(fmt::format("the digest of {}", *kind), "64 hex digits");
  return PackageFile{*kind, static_cast<int>(*version), *bytes, *sha256};
}

const PackagedDocument* find(const Package& package, std::string_view kind) {
  const auto at = std::ranges::find(package.documents, kind, &PackagedDocument::kind);
  return at == package.documents.end() ? nullptr : &*at;
}

// The list that judges the package: the newer one in it, if the root that is held signed it.
PackageResult<Trust> trust_for(const Package& package, const Trust* held) {
  const PackagedDocument* inside = find(package, "trust");
  if (!inside) {
    if (held) return *held;
    return fail(PackageError::not_signed, "this box has no trust list and the package brings none: pack it with --trust TRUST.json");
  }
  auto fresh = read_trust(inside->bytes);
  if (!fresh) return fail(PackageError::forged, "trust.json: " + fresh.error().what);
  if (!held) return std::move(*fresh);
  if (fresh->root != held->root) return fail(PackageError::forged, "trust.json is of another bureau: its root key is not the one this box knows");
  return fresh->version > held->version ? std::move(*fresh) : *held;
}

PackageResult<void> signed_by(std::string_view name, std::string_view bytes, std::string_view cose, const Trust& trust, std::optional<base::Date> today) {
  const auto good = verify_document(bytes, cose, trust, today);
  if (good) return {};
  return fail(good.error().kind == TrustError::not_signed ? PackageError::not_signed : PackageError::forged, fmt::format("{}: {}", name, good.error().what));
}

void put(std::string& out, std::string_view bytes) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(bytes.size() >> shift & 0xFF));
  out += bytes;
}

std::optional<std::string> take(std::string_view& from) {
  if (from.size() < 4) return std::nullopt;
  std::size_t size = 0;
  for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(from[static_cast<std::size_t>(i)]);
  from.remove_prefix(4);
  if (from.size() < size) return std::nullopt;
  std::string out(from.substr(0, size));
  from.remove_prefix(size);
  return out;
}

}  // namespace

std::string_view package_file_name(std::string_view kind) {
  const auto at = std::ranges::find(kFiles, kind, &Kind::kind);
  return at == std::end(kFiles) ? std::string_view() : at->file;
}

const PackageFile* PackageManifest::find(std::string_view kind) const {
  const auto at = std::ranges::find(files, kind, &PackageFile::kind);
  return at == files.end() ? nullptr : &*at;
}

PackageResult<PackageManifest> read_manifest(std::string_view json) {
  if (json.size() > kMaxManifestBytes) return fail(PackageError::too_large, fmt::format("manifest.json is over {} KiB; it is not one of ours", kMaxManifestBytes >> 10));
  const Json parsed = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return not_ours("the text", "a JSON object");
  if (number(parsed, "schema", INT32_MAX) != kPackageSchema) return not_ours("schema", "1");
  PackageManifest out;
  const std::string *event = text(parsed, "event"), *made = text(parsed, "made");
  if (!event || event->empty() || event->size() > kMaxEvent) return not_ours("event", "the event's id");
  out.event = *event;
  if (!made || !base::parse_rfc3339(*made)) return not_ours("made", "a time in RFC 3339");
  out.made = *made;
  const auto files = parsed.find("files");
  if (files == parsed.end() || !files->is_array() || files->empty()) return not_ours("files", "a list with at least one file");
  std::uint64_t sum = 0;
  for (const Json& entry : *files) {
    auto file = read_file(entry);
    if (!file) return tl::unexpected(std::move(file.error()));
    if (out.find(file->kind)) return not_ours(file->kind, "named once");
    if (file->bytes > kMaxPackageBytes || (sum += file->bytes) > kMaxPackageBytes)
      return fail(PackageError::too_large, fmt::format("{}: the package is over {} MiB; such a roster goes over the network", package_file_name(file->kind), kMaxPackageBytes >> 20));
    out.files.push_back(std::move(*file));
  }
  return out;
}

std::string write_manifest(const PackageManifest& manifest) {
  Json out{{"schema", kPackageSchema}, {"event", manifest.event}, {"made", manifest.made}};
  out["files"] = Json::array();
  for (const PackageFile& file : manifest.files)
    out["files"].push_back({{"kind", file.kind}, {"name", package_file_name(file.kind)}, {"version", file.version}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

PackageResult<PackageManifest> check_contents(const Package& package) {
  auto manifest = read_manifest(package.manifest);
  if (!manifest) return manifest;
  for (const PackageFile& file : manifest->files) {
    const std::string_view name = package_file_name(file.kind);
    const PackagedDocument* document = find(package, file.kind);
    if (!document) return fail(PackageError::damaged, fmt::format("{} is missing; copy the whole folder again", name));
    if (document->bytes.size() != file.bytes)
      return fail(PackageError::damaged, fmt::format("{} has {} bytes, the manifest says {}; copy the whole folder again", name, document->bytes.size(), file.bytes));
    if (digest_of(document->bytes) != file.sha256) return fail(PackageError::damaged, fmt::format("{} differs from the manifest; copy the whole folder again", name));
  }
  for (const PackagedDocument& document : package.documents)
    if (!manifest->find(document.kind)) return fail(PackageError::damaged, fmt::format("{} is not named by the manifest", document.kind));
  return manifest;
}

PackageResult<PackageManifest> verify_package(const Package& package, const Trust* held, std::optional<base::Date> today) {
  auto manifest = check_contents(package);
  if (!manifest) return manifest;
  const auto trust = trust_for(package, held);
  if (!trust) return tl::unexpected(trust.error());
  if (auto good = signed_by(kManifestName, package.manifest, package.cose, *trust, today); !good) return tl::unexpected(std::move(good.error()));
  for (const PackagedDocument& document : package.documents) {
    if (document.kind == "trust") continue;   // signed by its root
    if (auto good = signed_by(package_file_name(document.kind), document.bytes, document.cose, *trust, today); !good) return tl::unexpected(std::move(good.error()));
  }
  return manifest;
}

PackageResult<std::vector<std::string>> news_of(const PackageManifest& manifest, std::string_view event, const std::vector<HeldDocument>& held) {
  if (manifest.event != event) return fail(PackageError::wrong_event, fmt::format("the package is of event {}, this box works for {}", manifest.event, event));
  std::vector<std::string> out;
  for (const std::string_view kind : kPackageKinds) {
    const PackageFile* file = manifest.find(kind);
    if (!file) continue;
    const auto now = std::ranges::find(held, kind, &HeldDocument::kind);
    if (now == held.end() || file->version > now->version) {
      out.emplace_back(kind);
    } else if (file->version < now->version) {
      return fail(PackageError::older, fmt::format("{} is version {}, this box has {}; ask the office for the latest package", package_file_name(kind), file->version, now->version));
    } else if (!now->sha256.empty() && file->sha256 != now->sha256) {
      return fail(PackageError::conflicting, fmt::format("{} has version {} as this box's, but other contents; the office gives it a higher version", package_file_name(kind), file->version));
    }
  }
  return out;
}

std::string bundle(const Package& package) {
  std::string out;
  put(out, kBundleMark);
  put(out, package.manifest);
  put(out, package.cose);
  for (const PackagedDocument& document : package.documents)
    for (const std::string* part : {&document.kind, &document.bytes, &document.cose}) put(out, *part);
  return out;
}

PackageResult<Package> unbundle(std::string_view bytes) {
  const auto broken = [] { return fail(PackageError::unreadable, "the request is not a bundled package"); };
  const auto mark = take(bytes);
  if (!mark || *mark != kBundleMark) return broken();
  Package out;
  auto manifest = take(bytes), cose = take(bytes);
  if (!manifest || !cose || cose->size() > kMaxSignature) return broken();
  out.manifest = std::move(*manifest);
  out.cose = std::move(*cose);
  while (!bytes.empty()) {
    auto kind = take(bytes), document = take(bytes), signature = take(bytes);
    if (!signature || out.documents.size() >= std::size(kFiles)) return broken();
    out.documents.push_back({std::move(*kind), std::move(*document), std::move(*signature)});
  }
  return out;
}

}  // namespace openday::event
