#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/text/engine_factory.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

constexpr std::string_view word_of(text::Source source) {
  switch (source) {
    case text::Source::phrase: return "phrase";
    case text::Source::name: return "name";
    case text::Source::sentence: return "sentence";
    case text::Source::character: return "character";
  }
  return "";
}

}  // namespace

int candidates(const CandidatesOptions& options) {
  text::EngineFiles files = text::built_engine_files();
  if (!options.tables.empty()) files.tables = options.tables;
  if (!options.phrases.empty()) files.phrases = options.phrases;
  const text::OpenedEngine opened = options.engine == "stroke" ? text::open_stroke_engine(files) : options.engine == "nine-key" ? text::open_nine_key_engine(files) : text::open_pinyin_engine(files);
  if (!opened.engine) return complain(opened.problems.front());
  for (const std::string& problem : opened.problems) note(fmt::format("openday: warning: {}", problem));
  opened.engine->feed(options.keys);
  const text::Page page = opened.engine->candidates(0, options.most == 0 ? std::numeric_limits<std::size_t>::max() : options.most);
  for (const text::Candidate& one : page.candidates) {
    print(options.json ? nlohmann::ordered_json{{"text", one.text}, {"keys", page.keys.substr(0, one.keys)}, {"source", word_of(one.source)}}.dump() : one.text);
  }
  return page.total > 0 ? kYes : kNo;
}

}  // namespace openday::tool
