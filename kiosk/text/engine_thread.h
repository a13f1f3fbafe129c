// An engine on a thread of its own, so that no key waits for candidates. The screen's thread asks and takes; the newest question
// replaces one that is still waiting, and an answer to anything but the newest question is dropped. Choosing is the screen's: it puts
// Candidate::text into the field and asks for the keys left over.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "kiosk/base/mutex.h"
#include "kiosk/text/engine.h"

namespace openday::text {

class EngineThread {
 public:
  // Opens the engine on the new thread (null: every answer is an empty page), then answers. `wake` is called there after each answer;
  // it must not call back into this object.
  EngineThread(std::function<std::unique_ptr<Engine>()> open, std::function<void()> wake);
  ~EngineThread();
  EngineThread(const EngineThread&) = delete;
  EngineThread& operator=(const EngineThread&) = delete;

  // Candidates `first` to `first + count` of these keys. Returns at once.
  void ask(std::string keys, std::size_t first, std::size_t count);
  // The answer to the newest question, once; nothing while it is being worked out.
  [[nodiscard]] std::optional<Page> take();
  // A visit ends: no answer to what was asked before comes any more, and the engine forgets the keys.
  void forget();

 private:
  struct Question {
    std::uint64_t serial = 0;
    bool forget = false;
    std::string keys;
    std::size_t first = 0, count = 0;
  };
  struct Answer {
    std::uint64_t serial = 0;
    Page page;
  };
  void work();
  bool wait_for_question(Question& into);
  [[nodiscard]] static Page answer(Engine* engine, const Question& question);

  const std::function<std::unique_ptr<Engine>()> open_;
  const std::function<void()> wake_;
  base::Mutex mutex_;
  base::Condition asked_;
  std::optional<Question> question_ OPENDAY_GUARDED_BY(mutex_);
  std::optional<Answer> answer_ OPENDAY_GUARDED_BY(mutex_);
  std::uint64_t serial_ OPENDAY_GUARDED_BY(mutex_) = 0;   // of the newest question
  bool forgetting_ OPENDAY_GUARDED_BY(mutex_) = false;    // the engine has still to forget, whatever is asked meanwhile
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::thread thread_;   // last: it uses the others
};

}  // namespace openday::text
