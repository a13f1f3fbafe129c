#include "kiosk/text/engine_factory.h"

#include "kiosk/base/file.h"
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

OpenedEngine open_pinyin_engine(const EngineFiles& files) {
  SharedReadings own(files.tables);
  return open_pinyin_engine(files, own);
}

OpenedEngine open_pinyin_engine(const EngineFiles& files, SharedReadings& readings, const std::vector<std::string>& names) {
  OpenedEngine out;
  auto loaded = readings.get();
  if (!loaded) return {nullptr, {loaded.error().what}};
  PinyinParts parts;
  parts.readings = std::move(*loaded);
  parts.phrases = read_phrases(files.phrases, *parts.readings, out.problems);
  parts.names = PhraseList::of_names(names, *parts.readings);
  if (auto sentences = open_libime(files.sentences)) {
    parts.sentences = std::move(*sentences);
  } else {
    out.problems.push_back(sentences.error().what);
  }
  out.engine = std::make_unique<PinyinEngine>(std::move(parts));
  return out;
}

OpenedEngine open_stroke_engine(const EngineFiles& files) {
  auto table = StrokeTable::load(files.tables);
  if (!table) return {nullptr, {table.error().what}};
  return {std::make_unique<StrokeEngine>(std::make_shared<const StrokeTable>(std::move(*table))), {}};
}

}  // namespace openday::text
