#include "sync/bureau/published.h"

#include <algorithm>

#include "sync/protocol/limits.h"

namespace openday::bureau {
namespace {

constexpr int kAttempts = 5;   // a document is replaced by hand: twice in a row is a wonder

}  // namespace

StoreResult<std::optional<PublishedDocument>> read_published(HallStore& store, const std::string& kind, const std::string& event) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto feed = store.documents_after(0, {});
    if (!feed) return tl::unexpected(feed.error());
    const auto found = std::ranges::find_if(feed->documents, [&](const auto& one) { return one.kind == kind && one.event == event; });
    if (found == feed->documents.end()) return std::nullopt;
    protocol::PartRequest wanted;
    wanted.kind = kind;
    wanted.event = event;
    wanted.version = found->version;
    auto part = store.document_part(wanted, {}, protocol::kMaxDocumentBytes);
    if (!part) return tl::unexpected(part.error());
    if (*part) return PublishedDocument{found->version, std::move((*part)->part)};
  }
  return base::fail(StoreError::busy, "the published " + kind + " is replaced again and again: try again in a moment");
}

Publishing judge(const Publication& document, const base::Digest& digest, const std::optional<HeldDocument>& held) {
  if (held && held->version == document.version && held->digest == digest) return Publishing::held_already;
  if (document.built_on && *document.built_on != (held ? held->version : 0)) return Publishing::overtaken;
  if (!held || held->version < document.version) return Publishing::published;
  return held->version > document.version ? Publishing::older : Publishing::conflicting;
}

}  // namespace openday::bureau
