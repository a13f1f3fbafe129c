#include "kiosk/text/engine_thread.h"

namespace openday::text {

EngineThread::EngineThread(std::function<std::unique_ptr<Engine>()> open, std::function<void()> wake)
    : open_(std::move(open)), wake_(std::move(wake)), thread_([this] { work(); }) {}

EngineThread::~EngineThread() {
  {
    const base::Lock held(mutex_);
    stopping_ = true;
    asked_.notify_all();
  }
  thread_.join();
}

void EngineThread::ask(std::string keys, std::size_t first, std::size_t count) {
  const base::Lock held(mutex_);
  question_ = Question{++serial_, forgetting_, std::move(keys), first, count};
  answer_.reset();
  asked_.notify_all();
}

void EngineThread::forget() {
  const base::Lock held(mutex_);
  forgetting_ = true;
  question_ = Question{++serial_, true, {}, 0, 0};
  answer_.reset();
  asked_.notify_all();
}

std::optional<Page> EngineThread::take() {
  const base::Lock held(mutex_);
  if (!answer_ || answer_->serial != serial_) return std::nullopt;
  std::optional<Page> out(std::move(answer_->page));
  answer_.reset();
  return out;
}

bool EngineThread::wait_for_question(Question& into) {
  const base::Lock held(mutex_);
  while (!question_ && !stopping_) asked_.wait(mutex_);
  if (stopping_) return false;
  into = std::move(*question_);
  question_.reset();
  if (into.forget) forgetting_ = false;
  return true;
}

Page EngineThread::answer(Engine* engine, const Question& question) {
  if (engine == nullptr) return {question.keys, {}, 0, 0};
  if (question.forget) engine->reset();
  engine->feed(question.keys);
  return engine->candidates(question.first, question.count);
}

void EngineThread::work() {
  const std::unique_ptr<Engine> engine = open_();
  for (Question question; wait_for_question(question);) {
    Page page = answer(engine.get(), question);
    {
      const base::Lock held(mutex_);
      if (question.serial != serial_) continue;
      answer_ = Answer{question.serial, std::move(page)};
    }
    wake_();
  }
}

}  // namespace openday::text
