// Effects and answers of the on-screen keyboard; a part of messages.h. They go to the typing desk (typing_desk.h), never to the journal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/ui/model.h"

namespace openday::app {

enum class TypingEngine { pinyin, nine_key, stroke };

// The newest question counts; older ones are answered no more.
struct AskCandidates {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  TypingEngine engine = TypingEngine::pinyin;
  std::string keys;
  std::size_t first = 0, count = 0;
};
struct ReadInk {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  std::vector<ui::InkLine> ink;
  std::size_t count = 0;
};
struct ForgetTyping {};                       // a visit ended: engines forget its keys

struct TypingCandidate {
  std::string text;
  std::size_t keys = 0;                       // so many of CandidatesAnswer::keys it stands for
};
struct CandidatesAnswer {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  std::string keys;                           // those that count; empty for ink
  std::vector<TypingCandidate> candidates;    // from number `first`
  std::size_t first = 0, total = 0;
  std::string spelled{};                      // nine keys: how the first candidate reads them
  std::vector<std::string> readings{};        // of the first syllable not settled
};

}  // namespace openday::app
