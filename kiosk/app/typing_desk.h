// The engines of the on-screen keyboard, on a thread of their own: no key waits for candidates, and only the newest question is answered.
// Nothing is learned from a guest. What is missing of the engines' files is said in the log once, and gone without. UI thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "kiosk/app/messages_typing.h"
#include "kiosk/base/newest_worker.h"
#include "kiosk/text/engine_factory.h"

namespace openday::app {

struct TypingFiles {
  text::EngineFiles engines;
  std::filesystem::path handwriting;          // zinnia's model
  std::shared_ptr<text::SharedReadings> readings{};   // null: the engines load their own
};

class TypingDesk {
 public:
  // `wake`: called by the desk's thread after each answer.
  TypingDesk(TypingFiles files, std::function<void()> wake);

  void ask(AskCandidates question) { worker_.ask(std::move(question)); }
  void ask(ReadInk question) { worker_.ask(std::move(question)); }
  void forget() { worker_.ask(ForgetTyping{}); }
  [[nodiscard]] std::optional<CandidatesAnswer> take();
  [[nodiscard]] bool at_rest() { return worker_.at_rest(); }

 private:
  using Question = std::variant<ForgetTyping, AskCandidates, ReadInk>;
  class Engines;
  base::NewestWorker<Question, std::optional<CandidatesAnswer>> worker_;
};

}  // namespace openday::app
