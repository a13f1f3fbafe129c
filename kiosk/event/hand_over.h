// Hand-over on a stick, inwards: what a bureau publishes for a hall without a network. A folder openday-in/ holds manifest.json, its
// signature manifest.json.cose (a documents key of the trust list), and for each document the file of its kind and that file's own
// signature. The manifest names event, kinds, versions, sizes and digests; nothing of the folder is looked at that it does not name,
// and a kind has exactly one file name, so no path can lead out. Pure values; no files, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/event/trust.h"

namespace openday::event {

inline constexpr int kPackageSchema = 1;
inline constexpr std::size_t kMaxManifestBytes = 64u << 10;
inline constexpr std::size_t kMaxPackageBytes = 48u << 20;   // of all files: one request in spool/ carries them (64 MiB)
inline constexpr const char* kPackageFolder = "openday-in";
inline constexpr const char* kManifestName = "manifest.json";

// In the order in which they come into force.
inline constexpr std::string_view kPackageKinds[] = {"trust", "plan", "roster", "revocations", "calendar"};
[[nodiscard]] std::string_view package_file_name(std::string_view kind);   // empty: no such kind

enum class PackageError {
  unreadable,    // no manifest of ours
  not_signed,    // a signature is missing
  forged,        // a signature, or the trust list in it, does not hold
  damaged,       // a file differs from what the manifest says: cut, changed, missing
  wrong_event,
  too_large,
  older,         // a document is older than the one in force
  conflicting    // the same version with other bytes
};
template <class T>
using PackageResult = base::Result<T, PackageError>;

struct PackageFile {
  std::string kind;
  int version = 0;
  std::uint64_t bytes = 0;
  std::string sha256;            // hex
  bool operator==(const PackageFile&) const = default;
};

struct PackageManifest {
  std::string event, made;       // made: RFC 3339, for people
  std::vector<PackageFile> files;   // each kind once, at least one
  [[nodiscard]] const PackageFile* find(std::string_view kind) const;
};

// {"schema":1,"event":"...","made":"...","files":[{"kind":"plan","name":"plan.toml","version":3,"bytes":9,"sha256":"..."},...]}
[[nodiscard]] PackageResult<PackageManifest> read_manifest(std::string_view json);
[[nodiscard]] std::string write_manifest(const PackageManifest& manifest);

struct PackagedDocument {
  std::string kind, bytes, cose;   // cose may be empty
};
struct Package {
  std::string manifest, cose;      // as they were read; cose empty: made on the box itself, vouched for by a supervisor
  std::vector<PackagedDocument> documents;
};

// Sizes and digests of every document agree with the manifest. Signatures are not looked at.
[[nodiscard]] PackageResult<PackageManifest> check_contents(const Package& package);

// check_contents(), and the signatures of manifest and documents. A newer trust list in the package, signed by the root that is held,
// counts for the rest of it. `held` null: there is no list, the one in the package is taken as it is.
[[nodiscard]] PackageResult<PackageManifest> verify_package(const Package& package, const Trust* held, std::optional<base::Date> today);

// What is in force on the box, or was taken in before.
struct HeldDocument {
  std::string kind;
  int version = 0;
  std::string sha256;              // empty: not known, so the version alone counts
};
// The kinds that are newer than what is held; empty: the same stick again. Fails for another event, and when anything is older or
// conflicts, naming it.
[[nodiscard]] PackageResult<std::vector<std::string>> news_of(const PackageManifest& manifest, std::string_view event, const std::vector<HeldDocument>& held);

// A package as one string of bytes, for spool/.
[[nodiscard]] std::string bundle(const Package& package);
[[nodiscard]] PackageResult<Package> unbundle(std::string_view bytes);

}  // namespace openday::event
