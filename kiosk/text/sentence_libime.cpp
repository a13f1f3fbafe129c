#include "kiosk/text/sentence_libime.h"

#include <algorithm>
#include <exception>
#include <fstream>

#include <fmt/format.h>
#include <libime/pinyin/pinyincontext.h>

#include "kiosk/text/libime_words.h"

namespace openday::text {
namespace {

// As fcitx5 sets them up: two whole sentences, others only when they are nearly as likely.
constexpr std::size_t kSentences = 2;
constexpr float kScoreDistance = 1.0F;

class LibimeSource final : public SentenceSource {
 public:
  explicit LibimeSource(std::shared_ptr<LibimeWords> words) : words_(std::move(words)) { reset(); }

  std::vector<Guess> guess(std::string_view keys, std::size_t most) override {
    type(keys);
    std::vector<Scored> scored;
    for (const libime::SentenceResult& one : context_->candidates()) {
      if (!one.sentence().empty()) scored.push_back({{one.toString(), one.sentence().back()->to()->index()}, one.score()});
    }
    order_equals(scored);
    std::vector<Guess> out;
    for (std::size_t i = 0; i < std::min(most, scored.size()); ++i) out.push_back(std::move(scored[i].guess));
    return out;
  }

  bool add_word(std::string_view word, std::string_view syllables) override {
    try {
      words_->ime.dict()->addWord(libime::PinyinDictionary::UserDict, syllables, word);
      return true;
    } catch (const std::exception&) {   // its own word for a syllable it does not know
      return false;
    }
  }

  void reset() override { context_ = std::make_unique<libime::PinyinContext>(&words_->ime); }

 private:
  struct Scored {
    Guess guess;
    float score;
  };
  // libime leaves equal scores in the order of addresses; nobody's candidates may change places from one day to the next.
  static void order_equals(std::vector<Scored>& scored) {
    for (auto begin = scored.begin(); begin != scored.end();) {
      const auto end = std::find_if(begin, scored.end(), [&](const Scored& one) { return one.score != begin->score || one.guess.keys != begin->guess.keys; });
      std::sort(begin, end, [](const Scored& a, const Scored& b) { return a.guess.text < b.guess.text; });
      begin = end;
    }
  }

  // One key more or less keeps what libime worked out before.
  void type(std::string_view keys) {
    const std::string& held = context_->userInput();
    std::size_t same = 0;
    while (same < keys.size() && same < held.size() && keys[same] == held[same]) ++same;
    if (same < held.size()) context_->erase(same, held.size());
    if (same < keys.size()) context_->type(keys.substr(same));
  }

  std::shared_ptr<LibimeWords> words_;
  std::unique_ptr<libime::PinyinContext> context_;
};

std::unique_ptr<libime::PinyinDictionary> load_dictionary(const SentenceFiles& files) {
  auto dictionary = std::make_unique<libime::PinyinDictionary>();
  dictionary->load(libime::PinyinDictionary::SystemDict, files.dictionary.c_str(), libime::PinyinDictFormat::Binary);
  return dictionary;
}

bool readable(const std::filesystem::path& file) { return std::ifstream(file, std::ios::binary).good(); }

}  // namespace

SentenceFiles installed_sentence_files() { return {OPENDAY_LIBIME_DICTIONARY, OPENDAY_LIBIME_MODEL}; }

LibimeWords::LibimeWords(const SentenceFiles& files) : ime(load_dictionary(files), std::make_unique<libime::UserLanguageModel>(files.model.c_str())) {
  ime.setNBest(kSentences);
  ime.setScoreFilter(kScoreDistance);
  ime.setFuzzyFlags(libime::PinyinFuzzyFlags{libime::PinyinFuzzyFlag::Inner, libime::PinyinFuzzyFlag::CommonTypo, libime::PinyinFuzzyFlag::VE_UE});
}

std::unique_ptr<SentenceSource> letter_source(std::shared_ptr<LibimeWords> words) { return std::make_unique<LibimeSource>(std::move(words)); }

base::Result<std::shared_ptr<LibimeWords>, SentenceError> open_libime_words(const SentenceFiles& files) {
  for (const std::filesystem::path& file : {files.dictionary, files.model}) {
    if (!readable(file)) {
      return base::fail(SentenceError::missing, fmt::format("{}: cannot be read; install libime-data and libime-data-language-model, or name the files", file.string()));
    }
  }
  try {
    return std::make_shared<LibimeWords>(files);
  } catch (const std::exception& broken) {   // libime throws what iostream and its model reader throw
    return base::fail(SentenceError::unusable, fmt::format("{}, {}: libime cannot use them ({}); install its packages again", files.dictionary.string(), files.model.string(), broken.what()));
  }
}

}  // namespace openday::text
