#include "sync/protocol/out_package.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sync/protocol/inflate.h"
#include "sync/protocol/limits.h"

namespace openday::protocol {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMarkWord = "openday-out 1 ";
constexpr std::size_t kHeadLine = kMarkWord.size() + 8 + 1;

std::string len32(std::size_t size) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(size >> shift & 0xFF));
  return out;
}

void add_to(base::Sha256& digest, std::string_view plain) { digest.add(len32(plain.size())).add(plain); }

std::string to_json(const OutManifest& manifest) {
  Json out{{"device", base::to_string(manifest.device)}, {"made", manifest.made}, {"records", manifest.records}, {"ballot_batches", manifest.ballot_batches}};
  out["runs"] = Json::array();
  for (const auto& run : manifest.runs) out["runs"].push_back({{"inc", run.inc}, {"first", run.first}, {"last", run.last}});
  return out.dump();
}

std::optional<OutManifest> manifest_of(const std::string& text) {
  const Json parsed = Json::parse(text, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  try {
    OutManifest out;
    const auto device = base::parse_uuid(parsed.at("device").get<std::string>());
    if (!device) return std::nullopt;
    out.device = *device;
    out.made = parsed.at("made").get<std::string>();
    out.records = parsed.at("records").get<std::uint64_t>();
    out.ballot_batches = parsed.at("ballot_batches").get<std::uint64_t>();
    for (const Json& run : parsed.at("runs")) out.runs.push_back({run.at("inc").get<std::string>(), run.at("first").get<std::uint64_t>(), run.at("last").get<std::uint64_t>()});
    return out;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::string signed_bytes_of_out(const base::Digest& digest) {
  constexpr std::string_view kWhat = "openday-out/1";
  return len32(kWhat.size()) + std::string(kWhat) + std::string(base::as_text(digest));
}

// ---- writing ----

OutResult<OutWriter> OutWriter::open(const std::filesystem::path& file, const base::SealPublicKey& to, const OutManifest& manifest) {
  OutWriter out(file, to);
  out.out_.open(file, std::ios::binary | std::ios::trunc);
  out.out_ << kMarkWord << base::to_hex(base::key_id(to)) << '\n';
  if (auto put = out.put("manifest", to_json(manifest)); !put) return tl::unexpected(std::move(put.error()));
  return out;
}

OutResult<void> OutWriter::failed() const { return base::fail(OutError::unwritable, fmt::format("{}: cannot be written; is the disk full?", file_.string())); }

OutResult<void> OutWriter::add(std::string_view path, std::string_view body) { return put(path, body); }

OutResult<void> OutWriter::put(std::string_view path, std::string_view body) {
  std::string plain(path);
  plain += '\n';
  plain += deflate(body, Encoding::zstd);
  const auto sealed = base::seal(to_, base::as_bytes(plain));
  if (!sealed) return base::fail(OutError::other_key, "the bureau's seal key is a weak one: the office makes a new one with `openday key new --use seal`");
  out_ << len32(sealed->size()) << base::as_text(*sealed);
  add_to(digest_, plain);
  ++chunks_;
  return out_ ? OutResult<void>() : failed();
}

OutResult<void> OutWriter::finish(const base::SigningKey& device) {
  const base::Digest digest = digest_.finish();
  const Json end{{"chunks", chunks_}, {"digest", base::to_hex(digest)}, {"sig", base::to_hex(device.sign(base::as_bytes(signed_bytes_of_out(digest))))}};
  digest_ = base::Sha256();
  if (auto last = put("end", end.dump()); !last) return last;
  out_.close();
  return out_ ? OutResult<void>() : failed();
}

// ---- reading ----

OutResult<OutReader> OutReader::open(const std::filesystem::path& file, const base::UnsealKey& key) {
  OutReader out(file, key);
  if (auto begun = out.begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return out;
}

tl::unexpected<base::Failure<OutError>> OutReader::damaged(std::string_view what) const {
  return base::fail(OutError::damaged, fmt::format("{}: {}; nothing of it was taken: copy the file from the stick again, or hand out again on the box", file_.string(), what));
}

OutResult<void> OutReader::begin() {
  in_.open(file_, std::ios::binary);
  if (!in_) return base::fail(OutError::unreadable, fmt::format("{}: cannot be opened", file_.string()));
  std::string line(kHeadLine, '\0');
  in_.read(line.data(), static_cast<std::streamsize>(line.size()));
  if (!in_ || !line.starts_with(kMarkWord) || line.back() != '\n') return base::fail(OutError::unreadable, fmt::format("{}: not a file that a box handed out", file_.string()));
  const std::string kid = line.substr(kMarkWord.size(), 8), own = base::to_hex(base::key_id(key_->public_key()));
  if (kid != own) return base::fail(OutError::other_key, fmt::format("{}: sealed to key {}, this key is {}; take the bureau's seal key of that id", file_.string(), kid, own));
  const auto first = next();
  if (!first) return tl::unexpected(first.error());
  const auto manifest = *first && (*first)->path == "manifest" ? manifest_of((*first)->body) : std::nullopt;
  if (!manifest) return damaged("it does not begin with a manifest");
  manifest_ = *manifest;
  return {};
}

OutResult<std::string> OutReader::chunk() {
  std::array<char, 4> head{};
  in_.read(head.data(), head.size());
  if (in_.gcount() != static_cast<std::streamsize>(head.size())) return damaged("it ends too early");
  std::size_t size = 0;
  for (const char c : head) size = size << 8 | static_cast<unsigned char>(c);
  if (size > kMaxOutChunk) return damaged("a part of it is larger than any box writes");
  base::Bytes sealed(size);
  in_.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(size));
  if (in_.gcount() != static_cast<std::streamsize>(size)) return damaged("it ends too early");
  const auto plain = key_->unseal(sealed);
  if (!plain) return damaged("a part of it does not open");
  return std::string(base::as_text(*plain));
}

OutResult<std::optional<OutRequest>> OutReader::next() {
  if (chunks_ > kMaxOutChunks) return damaged("it has more parts than any box writes");
  const auto plain = chunk();
  if (!plain) return tl::unexpected(plain.error());
  const auto line = plain->find('\n');
  if (line == std::string::npos) return damaged("a part of it has no name");
  OutRequest out{plain->substr(0, line), {}};
  auto body = inflate(std::string_view(*plain).substr(line + 1), Encoding::zstd, kMaxInflatedBytes);
  if (!body) return damaged("a part of it does not unpack");
  out.body = std::move(*body);
  if (out.path != "end") {
    add_to(digest_, *plain);
    ++chunks_;
    return std::optional(std::move(out));
  }
  const Json end = Json::parse(out.body, nullptr, false);
  const auto text = [&end](const char* name) { return end.is_object() && end.contains(name) && end[name].is_string() ? end[name].get<std::string>() : std::string(); };
  const auto digest = base::array_from_hex<32>(text("digest"));
  const auto signature = base::array_from_hex<64>(text("sig"));
  if (!digest || !signature || digest_.finish() != *digest) return damaged("parts of it are missing or changed");
  if (in_.peek() != std::ifstream::traits_type::eof()) return damaged("something follows its end");
  said_ = *digest;
  signature_ = *signature;
  return std::optional<OutRequest>();
}

bool OutReader::signed_by(const base::PublicKey& device) const { return base::verify(device, base::as_bytes(signed_bytes_of_out(said_)), signature_); }

}  // namespace openday::protocol
