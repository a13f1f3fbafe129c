// The engines as the kiosk and `openday candidates` open them. Slow (0.2 s and more): on the engine's thread. What is missing is said and
// gone without: a keyboard with phrases and single characters is better than none.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/sentence_libime.h"
#include "kiosk/text/shared_readings.h"

namespace openday::text {

struct EngineFiles {
  std::filesystem::path tables;      // folder of readings.dat and strokes.dat
  std::filesystem::path phrases;     // assets/phrases/office.tsv
  SentenceFiles sentences = installed_sentence_files();
};
// Where the build put the tables and where its assets lie; an installed kiosk names its folders.
[[nodiscard]] EngineFiles built_engine_files();

struct OpenedEngine {
  std::unique_ptr<Engine> engine;         // null when nothing can be typed with it at all
  std::vector<std::string> problems;      // for the log; each names a file and the next step
};

struct OpenedPinyin {
  std::unique_ptr<Engine> letters, nine_keys;   // both or neither
  std::vector<std::string> problems;
};

// Both share dictionary and model. `names`: see the warning in phrase_list.h; none on a public screen.
[[nodiscard]] OpenedPinyin open_pinyin_engines(const EngineFiles& files, SharedReadings& readings, const std::vector<std::string>& names = {});
[[nodiscard]] OpenedEngine open_pinyin_engine(const EngineFiles& files, SharedReadings& readings, const std::vector<std::string>& names = {});
// With readings of its own.
[[nodiscard]] OpenedEngine open_pinyin_engine(const EngineFiles& files);
[[nodiscard]] OpenedEngine open_nine_key_engine(const EngineFiles& files);
[[nodiscard]] OpenedEngine open_stroke_engine(const EngineFiles& files);

}  // namespace openday::text
