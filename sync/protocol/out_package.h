// Records and ballots on a stick, for halls without a network: the very requests that a box would push, each sealed to the bureau's
// seal key, in one file. Layout: the line "openday-out 1 KID\n" (KID: 8 hex digits of the seal key), then chunks, each a 4-byte
// big-endian length and that many sealed bytes (base/seal.h). A chunk's plain text is a path, a line feed and the request's body in
// zstd. The first chunk's path is "manifest", the last one's "end": {"chunks","digest","sig"}, the digest being SHA-256 over
// t(plain) of every chunk before and sig the device's over t("openday-out/1") digest. So a cut file shows, and nobody but the
// device can leave out or add a chunk. Memory: one chunk at a time, at most kMaxOutChunk.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/seal.h"
#include "kiosk/base/uuid.h"

namespace openday::protocol {

inline constexpr std::size_t kMaxOutChunk = 9u << 20;          // a request's text is at most 8 MiB, and hardly ever over 1
inline constexpr std::size_t kMaxOutChunks = 1'000'000;        // a file that claims more is not one of ours

// What the file holds, for people; what counts are the signed requests.
struct OutManifest {
  base::Uuid device;
  std::string made;                    // RFC 3339, the box's clock
  std::uint64_t records = 0, ballot_batches = 0;
  struct Run {
    std::string inc;
    std::uint64_t first = 0, last = 0;
  };
  std::vector<Run> runs;
};

enum class OutError {
  unreadable,     // no such file, or not one of ours
  other_key,      // sealed to another key than this one
  damaged,        // cut short, or changed
  unwritable      // the disk
};
template <class T>
using OutResult = base::Result<T, OutError>;

class OutWriter {
 public:
  // Begins FILE anew. The file is whole only after finish().
  [[nodiscard]] static OutResult<OutWriter> open(const std::filesystem::path& file, const base::SealPublicKey& to, const OutManifest& manifest);
  [[nodiscard]] OutResult<void> add(std::string_view path, std::string_view body);
  [[nodiscard]] OutResult<void> finish(const base::SigningKey& device);

 private:
  OutWriter(std::filesystem::path file, const base::SealPublicKey& to) : file_(std::move(file)), to_(to) {}
  [[nodiscard]] OutResult<void> put(std::string_view path, std::string_view body);
  [[nodiscard]] OutResult<void> failed() const;

  std::filesystem::path file_;
  base::SealPublicKey to_;
  std::ofstream out_;
  base::Sha256 digest_;
  std::uint64_t chunks_ = 0;
};

struct OutRequest {
  std::string path, body;              // body: plain JSON
};

class OutReader {
 public:
  [[nodiscard]] static OutResult<OutReader> open(const std::filesystem::path& file, const base::UnsealKey& key);
  [[nodiscard]] const OutManifest& manifest() const { return manifest_; }
  // The next request; nothing after the last, when the end was there and its digest agrees.
  [[nodiscard]] OutResult<std::optional<OutRequest>> next();
  // After the end: whether this key signed it.
  [[nodiscard]] bool signed_by(const base::PublicKey& device) const;

 private:
  OutReader(std::filesystem::path file, const base::UnsealKey& key) : file_(std::move(file)), key_(&key) {}
  [[nodiscard]] OutResult<std::string> chunk();
  [[nodiscard]] OutResult<void> begin();
  [[nodiscard]] tl::unexpected<base::Failure<OutError>> damaged(std::string_view what) const;

  std::filesystem::path file_;
  const base::UnsealKey* key_;
  std::ifstream in_;
  base::Sha256 digest_;
  std::uint64_t chunks_ = 0;
  OutManifest manifest_;
  base::Digest said_{};
  base::Signature signature_{};
};

// What a device signs at the end of a file.
[[nodiscard]] std::string signed_bytes_of_out(const base::Digest& digest);

}  // namespace openday::protocol
