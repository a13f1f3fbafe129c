// Questions answered on a thread of their own, of which only the newest counts: it replaces one that still waits, and the answer to an
// older one is dropped. For what is asked at every key. The asking thread owns the object.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "kiosk/base/mutex.h"

namespace openday::base {

template <class Question, class Answer>
class NewestWorker {
 public:
  using Work = std::function<Answer(const Question&)>;

  // `open` makes the work on the new thread: what is slow to open delays answers, not the caller. `wake` is called there after each answer
  // that counts; it must not call back into this object.
  NewestWorker(std::function<Work()> open, std::function<void()> wake) : open_(std::move(open)), wake_(std::move(wake)), thread_([this] { run(); }) {}
  ~NewestWorker() {
    {
      const Lock held(mutex_);
      stopping_ = true;
      asked_.notify_all();
    }
    thread_.join();
  }
  NewestWorker(const NewestWorker&) = delete;
  NewestWorker& operator=(const NewestWorker&) = delete;

  void ask(Question question) {
    const Lock held(mutex_);
    question_ = std::move(question);
    answer_.reset();
    ++serial_;
    asked_.notify_all();
  }
  // The answer to the newest question, once; nothing while it is being worked out.
  [[nodiscard]] std::optional<Answer> take() {
    const Lock held(mutex_);
    return std::exchange(answer_, std::nullopt);
  }
  // Nothing is asked that was not answered and taken.
  [[nodiscard]] bool at_rest() {
    const Lock held(mutex_);
    return serial_ == answered_ && !answer_;
  }

 private:
  bool wait_for_question(Question& into, std::uint64_t& serial) {
    const Lock held(mutex_);
    while (!question_ && !stopping_) asked_.wait(mutex_);
    if (stopping_) return false;
    into = std::move(*question_);
    question_.reset();
    serial = serial_;
    return true;
  }
  bool keep(Answer answer, std::uint64_t serial) {
    const Lock held(mutex_);
    if (serial != serial_) return false;
    answer_ = std::move(answer);
    answered_ = serial;
    return true;
  }
  void run() {
    const Work work = open_();
    Question question{};
    for (std::uint64_t serial = 0; wait_for_question(question, serial);)
      if (keep(work(question), serial)) wake_();
  }

  const std::function<Work()> open_;
  const std::function<void()> wake_;
  Mutex mutex_;
  Condition asked_;
  std::optional<Question> question_ OPENDAY_GUARDED_BY(mutex_);
  std::optional<Answer> answer_ OPENDAY_GUARDED_BY(mutex_);
  std::uint64_t serial_ OPENDAY_GUARDED_BY(mutex_) = 0;     // of the newest question
  std::uint64_t answered_ OPENDAY_GUARDED_BY(mutex_) = 0;   // the newest one that was
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::thread thread_;   // last: it uses the others
};

}  // namespace openday::base
