// Any keys, typed on, taken back and chosen: candidates are whole texts that stand for keys that were typed.
#include <cstdlib>
#include <memory>

#include "kiosk/base/utf8.h"
#include "kiosk/text/engine_factory.h"

namespace {

using namespace openday;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(text::Engine& engine, std::string_view keys) {
  engine.feed(keys);
  const text::Page page = engine.candidates(0, 50);
  require(page.keys.size() <= text::kMaxKeys && page.candidates.size() <= 50 && page.candidates.size() <= page.total);
  for (const text::Candidate& one : page.candidates) require(base::is_utf8(one.text) && !one.text.empty() && one.keys > 0 && one.keys <= page.keys.size());
  if (page.total == 0) return;
  const auto choice = engine.choose((keys.size() * 7) % page.total);
  require(choice && choice->keys_left.size() < page.keys.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<text::Engine> pinyin = text::open_pinyin_engine(text::built_engine_files()).engine;
  static const std::unique_ptr<text::Engine> stroke = text::open_stroke_engine(text::built_engine_files()).engine;
  const std::string_view keys(reinterpret_cast<const char*>(data), size);
  for (text::Engine* engine : {pinyin.get(), stroke.get()}) {
    check(*engine, keys);
    check(*engine, keys.substr(0, size / 2));
    engine->reset();
  }
  return 0;
}
