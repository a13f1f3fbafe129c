#include "kiosk/app/document_vouching.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"

namespace openday::app {

namespace {

constexpr std::size_t kMostSignature = 64u << 10;

}  // namespace

Vouched look_at_signature(const std::filesystem::path& file, std::string_view bytes, const event::Trust* trust) {
  auto cose = base::read_file(std::filesystem::path(file) += ".cose", kMostSignature);
  if (!cose) return {Vouch::taken, false, {}, cose.error().kind == base::FileError::missing ? "it has no signature" : cose.error().what};
  if (!trust) return {Vouch::taken, false, {}, "there is no trust list to check its signature with"};
  const auto good = event::verify_document(bytes, *cose, *trust);
  if (!good) return {Vouch::taken, false, {}, good.error().what};
  return {Vouch::taken, true, std::move(*cose), {}};
}

Vouched vouch_for_file(const std::filesystem::path& file, std::string_view bytes, std::string_view before, const event::Trust* trust) {
  Vouched out = look_at_signature(file, bytes, trust);
  if (!out.is_signed && bytes != before) out.vouch = Vouch::refused;
  return out;
}

Vouched vouch_for_trust(std::string_view bytes, std::string_view held) {
  if (held.empty() || bytes == held) return {};
  const auto known = event::read_trust(held), given = event::read_trust(bytes);
  if (!known || !given || event::replace_trust(*known, bytes)) return {};   // what cannot be read is refused where it is read
  if (given->root == known->root) return {.vouch = Vouch::held};
  return {.vouch = Vouch::refused, .why = "its root key is not the one this box knows"};
}

std::string refusal_of(const std::string& kind, const std::filesystem::path& file, const Vouched& vouched) {
  const std::string name = file.string();
  if (kind == "trust") return fmt::format("{}: this box is enrolled and keeps to its bureau's root: {}; publish the list there (openday-bureau admin publish trust {})", name, vouched.why, name);
  return fmt::format("{}: this box is enrolled and takes only what its bureau signed: {}; sign it (openday sign --key DOCUMENTS.key {}), then publish it (openday-bureau admin publish {} {}) or lay {}.cose beside it",
                     name, vouched.why, name, kind, name, name);
}

}  // namespace openday::app
