#include "kiosk/app/typing_desk.h"

#include <memory>
#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/text/handwriting_zinnia.h"

namespace openday::app {

// The desk's thread.
class TypingDesk::Engines {
 public:
  explicit Engines(const TypingFiles& files) {
    text::SharedReadings own(files.engines.tables);
    text::OpenedPinyin both = text::open_pinyin_engines(files.engines, files.readings ? *files.readings : own);
    log(both.problems);
    pinyin_ = std::move(both.letters);
    nine_key_ = std::move(both.nine_keys);
    stroke_ = opened(text::open_stroke_engine(files.engines));
    if (auto model = text::open_zinnia(files.handwriting)) handwriting_ = std::move(*model);
    else base::log_warning("handwriting: {}", model.error().what);
  }

  std::optional<CandidatesAnswer> answer(const ForgetTyping&) {
    forget();
    visit_ = 0;
    return std::nullopt;
  }
  std::optional<CandidatesAnswer> answer(const AskCandidates& asked) {
    meet(asked.visit);
    CandidatesAnswer out{asked.visit, asked.serial, asked.keys, {}, 0, 0};
    text::Engine* engine = (asked.engine == TypingEngine::stroke ? stroke_ : asked.engine == TypingEngine::nine_key ? nine_key_ : pinyin_).get();
    if (engine == nullptr) return out;
    engine->feed(asked.keys);
    text::Page page = engine->candidates(asked.first, asked.count);
    for (text::Candidate& candidate : page.candidates) out.candidates.push_back({std::move(candidate.text), candidate.keys});
    out.keys = std::move(page.keys);
    out.first = page.first;
    out.total = page.total;
    out.spelled = std::move(page.spelled);
    out.readings = std::move(page.readings);
    return out;
  }
  std::optional<CandidatesAnswer> answer(const ReadInk& asked) {
    meet(asked.visit);
    CandidatesAnswer out{asked.visit, asked.serial, {}, {}, 0, 0};
    if (!handwriting_) return out;
    text::Ink ink;
    for (const ui::InkLine& line : asked.ink) {
      text::InkStroke& stroke = ink.emplace_back();
      for (const ui::InkDot& dot : line) stroke.push_back({dot.x, dot.y});
    }
    for (std::string& character : handwriting_->recognise(ink, asked.count)) out.candidates.push_back({std::move(character), 0});
    out.total = out.candidates.size();
    return out;
  }

 private:
  static void log(const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) base::log_warning("typing: {}", problem);
  }
  static std::unique_ptr<text::Engine> opened(text::OpenedEngine engine) {
    log(engine.problems);
    return std::move(engine.engine);
  }
  // Another visit meets engines that know nothing of the one before, also when that one's end was overtaken by this question.
  void meet(ui::VisitId visit) {
    if (std::exchange(visit_, visit) != visit) forget();
  }
  void forget() {
    if (pinyin_) pinyin_->reset();
    if (nine_key_) nine_key_->reset();
    if (stroke_) stroke_->reset();
  }

  std::unique_ptr<text::Engine> pinyin_, nine_key_, stroke_;
  std::unique_ptr<text::HandwritingRecogniser> handwriting_;
  ui::VisitId visit_ = 0;
};

TypingDesk::TypingDesk(TypingFiles files, std::function<void()> wake)
    : worker_(
          [files = std::move(files)] {
            return [engines = std::make_shared<Engines>(files)](const Question& question) {
              return std::visit([&](const auto& asked) { return engines->answer(asked); }, question);
            };
          },
          std::move(wake)) {}

std::optional<CandidatesAnswer> TypingDesk::take() {
  auto answer = worker_.take();
  return answer ? std::move(*answer) : std::nullopt;
}

}  // namespace openday::app
