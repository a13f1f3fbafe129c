#include "sync/protocol/inflate.h"

#include <array>
#include <memory>
#include <stdexcept>

#include <zlib.h>
#include <zstd.h>

#include <fmt/core.h>

namespace openday::protocol {
namespace {

constexpr std::size_t kChunk = 64u << 10;
constexpr int kWindowLog = 23;       // 8 MiB: the most a zstd frame may ask for
constexpr int kZstdLevel = 1;        // level 3 is no smaller on our batches and takes twice the time (SYNC-NOTES 2.3)
constexpr int kGzipLevel = 6;
constexpr int kGzipWindow = 15 + 16; // zlib's way to say: with a gzip header

using Inflated = base::Result<std::string, InflateError>;

Inflated too_large(std::size_t limit) {
  return base::fail(InflateError::too_large, fmt::format("the body inflates to more than {} bytes: send smaller batches", limit));
}
Inflated damaged(std::string_view encoding) {
  return base::fail(InflateError::damaged, fmt::format("the body is not whole {} data", encoding));
}

// False when the limit would be passed.
bool append(std::string& out, const char* chunk, std::size_t size, std::size_t limit) {
  if (out.size() + size > limit) return false;
  out.append(chunk, size);
  return true;
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};
struct EndDeflate {
  void operator()(z_stream* stream) const { deflateEnd(stream); }
};
struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

Bytef* input_of(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

Inflated gunzip(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::runtime_error("zlib: inflateInit2 failed");
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, kChunk> chunk;
  for (int status = Z_OK; status != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = chunk.size();
    status = ::inflate(&stream, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END) return damaged("gzip");
    if (!append(out, chunk.data(), chunk.size() - stream.avail_out, limit)) return too_large(limit);
  }
  if (stream.avail_in != 0) return damaged("gzip");  // one member only
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib: deflateInit2 failed");
  }
  const std::unique_ptr<z_stream, EndDeflate> end(&stream);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (::deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib: deflate failed");
  out.resize(out.size() - stream.avail_out);
  return out;
}

Inflated unzstd(std::string_view bytes, std::size_t limit) {
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::string out;
  std::array<char, kChunk> chunk;
  for (std::size_t rest = 1; rest != 0;) {
    ZSTD_outBuffer piece{chunk.data(), chunk.size(), 0};
    const std::size_t eaten = in.pos;
    rest = ZSTD_decompressStream(context.get(), &piece, &in);
    if (ZSTD_isError(rest) || (rest != 0 && piece.pos == 0 && in.pos == eaten)) return damaged("zstd");
    if (!append(out, chunk.data(), piece.pos, limit)) return too_large(limit);
  }
  if (in.pos != in.size) return damaged("zstd");  // one frame only
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kZstdLevel);
  if (ZSTD_isError(size)) throw std::runtime_error("zstd: compress failed");
  out.resize(size);
  return out;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip: return "gzip";
    case Encoding::zstd: return "zstd";
    case Encoding::identity: break;
  }
  return "identity";
}

std::optional<Encoding> parse_encoding(std::string_view name) {
  if (name.empty() || name == "identity") return Encoding::identity;
  if (name == "gzip") return Encoding::gzip;
  if (name == "zstd") return Encoding::zstd;
  return std::nullopt;
}

std::string deflate(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip: return gzip(bytes);
    case Encoding::zstd: return zstd(bytes);
    case Encoding::identity: break;
  }
  return std::string(bytes);
}

Inflated inflate(std::string_view bytes, Encoding encoding, std::size_t limit) {
  switch (encoding) {
    case Encoding::gzip: return gunzip(bytes, limit);
    case Encoding::zstd: return unzstd(bytes, limit);
    case Encoding::identity: break;
  }
  if (bytes.size() > limit) return too_large(limit);
  return std::string(bytes);
}

}  // namespace openday::protocol
