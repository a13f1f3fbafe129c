#include <cstdio>
#include <cstdlib>

#include "kiosk/text/engine_factory.h"
#include "tests/bench/typing/peers.h"

namespace openday::bench {
namespace {

class OpendayPeer final : public text::SentenceSource {
 public:
  explicit OpendayPeer(std::unique_ptr<text::Engine> engine) : engine_(std::move(engine)) {}
  std::vector<text::Guess> guess(std::string_view keys, std::size_t most) override {
    engine_->feed(keys);
    std::vector<text::Guess> out;
    for (const text::Candidate& one : engine_->candidates(0, most).candidates) out.push_back({one.text, one.keys});
    return out;
  }
  bool add_word(std::string_view, std::string_view) override { return false; }
  void reset() override { engine_->reset(); }

 private:
  std::unique_ptr<text::Engine> engine_;
};

}  // namespace

Peer open_openday() {
  auto opened = text::open_pinyin_engine(text::built_engine_files());
  for (const std::string& problem : opened.problems) std::fprintf(stderr, "%s\n", problem.c_str());
  if (!opened.engine) std::exit(2);
  return std::make_unique<OpendayPeer>(std::move(opened.engine));
}

Peer open_libime_bare() {
  auto words = text::open_libime_words(text::installed_sentence_files());
  if (!words) std::exit((std::fprintf(stderr, "%s\n", words.error().what.c_str()), 2));
  return text::letter_source(std::move(*words));
}

}  // namespace openday::bench
