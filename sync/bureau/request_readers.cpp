#include "sync/bureau/request_readers.h"

namespace openday::bureau {
namespace {

base::Instant instant(const Members& in) { return base::Instant(base::Millis(in.number("at"))); }

int version(const Members& in) { return static_cast<int>(std::min<std::uint64_t>(in.count("version"), INT32_MAX)); }

}  // namespace

protocol::Pull read_pull(const Members& in) {
  check_version(in);
  protocol::Pull out;
  out.device = in.uuid("dev");
  out.at = instant(in);
  const Members cursors(in.child("cursors"));
  out.cursors = {cursors.short_text("documents"), cursors.short_text("records"), cursors.short_text("devices")};
  out.most_records = static_cast<std::size_t>(in.count("most"));
  out.signature = in.base64<64>("sig");
  return out;
}

protocol::PartRequest read_part(const Members& in) {
  check_version(in);
  protocol::PartRequest out;
  out.device = in.uuid("dev");
  out.at = instant(in);
  out.event = in.short_text("event");
  out.kind = in.short_text("kind");
  out.version = version(in);
  out.offset = in.count("offset");
  out.signature = in.base64<64>("sig");
  return out;
}

protocol::Enrol read_enrol(const Members& in) {
  check_version(in);
  protocol::Enrol out;
  out.device = in.uuid("dev");
  out.key = in.hex<32>("key");
  out.secret = in.hex<16>("secret");
  out.signature = in.base64<64>("sig");
  return out;
}

protocol::Rotate read_rotate(const Members& in) {
  check_version(in);
  protocol::Rotate out;
  out.device = in.uuid("dev");
  out.key = in.hex<32>("key");
  out.at = instant(in);
  out.by_old = in.base64<64>("sig");
  out.by_new = in.base64<64>("new_sig");
  return out;
}

protocol::PaperPart read_paper(const Members& in) {
  check_version(in);
  protocol::PaperPart out;
  out.device = in.uuid("dev");
  out.paper = in.uuid("paper");
  out.event = in.short_text("event");
  out.kind = in.short_text("kind");
  out.name = in.short_text("name");
  out.offset = in.count("offset");
  out.bytes = in.count("bytes");
  out.digest = in.hex<32>("sha256");
  out.part = in.base64_text("part");
  out.signature = in.base64<64>("sig");
  if (out.bytes == 0 || out.bytes > protocol::kMaxPaperBytes) throw Wrong{fmt::format("a paper has 1 to {} bytes", protocol::kMaxPaperBytes)};
  if (out.part.size() > protocol::kMaxPart) throw Wrong{"the part is too large"};
  return out;
}

}  // namespace openday::bureau
