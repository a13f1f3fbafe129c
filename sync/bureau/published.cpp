#include "sync/bureau/published.h"

#include <algorithm>

#include "sync/protocol/limits.h"

namespace openday::bureau {

std::optional<std::string> published_text(HallStore& store, const std::string& kind, const std::string& event) {
  const auto documents = store.documents_after(0, {});
  if (!documents) return std::nullopt;
  const auto found = std::ranges::find_if(documents->documents, [&](const auto& one) { return one.kind == kind && one.event == event; });
  if (found == documents->documents.end()) return std::nullopt;
  protocol::PartRequest wanted;
  wanted.kind = kind;
  wanted.event = event;
  wanted.version = found->version;
  const auto part = store.document_part(wanted, {}, protocol::kMaxDocumentBytes);
  return part && *part ? std::optional((*part)->part) : std::nullopt;
}

}  // namespace openday::bureau
