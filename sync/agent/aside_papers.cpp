#include "sync/agent/aside_papers.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/core.h>

#include "sync/agent/tuning.h"

namespace openday::agent {
namespace {

const char* name_of(PaperTrouble trouble) {
  switch (trouble) {
    case PaperTrouble::damaged: return "damaged";
    case PaperTrouble::refused: return "refused";
    case PaperTrouble::too_large: return "too-large";
    case PaperTrouble::line: break;
  }
  return "line";
}

template <class Papers>
auto find(Papers& papers, const protocol::DocumentName& document) {
  return std::ranges::find_if(papers, [&](const auto& paper) { return paper.fetch.document == document; });
}

}  // namespace

void AsidePapers::put(PaperFetch fetch, PaperTrouble trouble, std::int64_t now_ms) {
  auto paper = find(papers_, fetch.document);
  if (paper == papers_.end()) paper = papers_.insert(papers_.end(), Paper{{}, BackOff(++seed_)});
  paper->fetch = std::move(fetch);
  paper->trouble = trouble;
  if (trouble == PaperTrouble::line) return void(paper->again_ms = now_ms);
  ++paper->failures;
  const bool never = trouble == PaperTrouble::too_large;
  paper->again_ms = never ? std::numeric_limits<std::int64_t>::max() : now_ms + std::max(paper->back_off.next(kStopBase), kPullEvery).count();
}

void AsidePapers::keep_only(const std::vector<protocol::DocumentName>& named) {
  std::erase_if(papers_, [&](const Paper& paper) { return std::ranges::find(named, paper.fetch.document) == named.end(); });
}

AsidePapers::Place AsidePapers::place_of(const protocol::DocumentName& document, std::int64_t now_ms) const {
  const auto paper = find(papers_, document);
  if (paper == papers_.end()) return Place::unknown;
  return paper->again_ms <= now_ms ? Place::due : Place::waiting;
}

PaperFetch AsidePapers::resume(const protocol::DocumentName& document) {
  auto& fetch = find(papers_, document)->fetch;
  return {fetch.document, std::exchange(fetch.bytes, {})};
}

void AsidePapers::forget(const protocol::DocumentName& document) {
  std::erase_if(papers_, [&](const Paper& paper) { return paper.fetch.document == document; });
}

std::string AsidePapers::told() const {
  std::string out;
  for (const Paper& paper : papers_) {
    if (paper.trouble == PaperTrouble::line || (paper.failures < kTriesBeforeTold && paper.trouble != PaperTrouble::too_large)) continue;
    out += fmt::format("{} {} {}\n", paper.fetch.document.kind, paper.fetch.document.version, name_of(paper.trouble));
  }
  return out;
}

}  // namespace openday::agent
