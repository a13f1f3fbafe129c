#include "kiosk/text/engine_factory.h"

#include "kiosk/base/file.h"
#include "kiosk/text/nine_key_engine.h"
#include "kiosk/text/phrase_list.h"
#include "kiosk/text/pinyin_engine.h"
#include "kiosk/text/readings.h"
#include "kiosk/text/stroke_engine.h"

namespace openday::text {
namespace {

PhraseList read_phrases(const std::filesystem::path& file, const Readings& readings, std::vector<std::string>& problems) {
  const auto text = base::read_file(file);
  if (!text) {
    problems.push_back(text.error().what);
    return {};
  }
  auto list = PhraseList::parse(*text, file.string(), readings);
  if (list) return std::move(*list);
  problems.push_back(list.error().what);
  return {};
}

}  // namespace

EngineFiles built_engine_files() { return {OPENDAY_TEXT_DATA_DIR, OPENDAY_PHRASES_FILE, installed_sentence_files()}; }

OpenedPinyin open_pinyin_engines(const EngineFiles& files, SharedReadings& readings, const std::vector<std::string>& names) {
  OpenedPinyin out;
  auto loaded = readings.get();
  if (!loaded) return {nullptr, nullptr, {loaded.error().what}};
  PinyinParts parts;
  parts.readings = std::move(*loaded);
  parts.phrases = read_phrases(files.phrases, *parts.readings, out.problems);
  parts.names = PhraseList::of_names(names, *parts.readings);
  const auto syllables = std::make_shared<const NineKeySyllables>(parts.readings);
  std::unique_ptr<SpelledSource> spelled;
  if (const auto words = open_libime_words(files.sentences)) {
    parts.sentences = letter_source(*words);
    spelled = nine_key_source(*words, syllables);
  } else {
    out.problems.push_back(words.error().what);
  }
  out.nine_keys = std::make_unique<NineKeyEngine>(syllables, parts.phrases, std::move(spelled));
  out.letters = std::make_unique<PinyinEngine>(std::move(parts));
  return out;
}

OpenedEngine open_pinyin_engine(const EngineFiles& files, SharedReadings& readings, const std::vector<std::string>& names) {
  OpenedPinyin both = open_pinyin_engines(files, readings, names);
  return {std::move(both.letters), std::move(both.problems)};
}

OpenedEngine open_pinyin_engine(const EngineFiles& files) {
  SharedReadings own(files.tables);
  return open_pinyin_engine(files, own);
}

OpenedEngine open_nine_key_engine(const EngineFiles& files) {
  SharedReadings own(files.tables);
  OpenedPinyin both = open_pinyin_engines(files, own);
  return {std::move(both.nine_keys), std::move(both.problems)};
}

OpenedEngine open_stroke_engine(const EngineFiles& files) {
  auto table = StrokeTable::load(files.tables);
  if (!table) return {nullptr, {table.error().what}};
  return {std::make_unique<StrokeEngine>(std::make_shared<const StrokeTable>(std::move(*table))), {}};
}

}  // namespace openday::text
