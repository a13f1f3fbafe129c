// 笔画: h s p n z for the strokes 一 丨 丿 丶 乛 in writing order, * for one that the guest is not sure of. One character at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/stroke_table.h"

namespace openday::text {

class StrokeEngine final : public Engine {
 public:
  explicit StrokeEngine(std::shared_ptr<const StrokeTable> table) : table_(std::move(table)) {}

  void feed(std::string_view keys) override;
  [[nodiscard]] Page candidates(std::size_t first, std::size_t count) const override;
  std::optional<Choice> choose(std::size_t number) override;
  void reset() override;

 private:
  std::shared_ptr<const StrokeTable> table_;
  std::string keys_;
  std::vector<Candidate> found_;
};

}  // namespace openday::text
