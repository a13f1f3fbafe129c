#include "kiosk/text/handwriting_zinnia.h"

#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <zinnia.h>

namespace openday::text {
namespace {

constexpr int kSide = 300;                     // of the square that zinnia is told; its features do not depend on it
constexpr float kTolerance = 0.06F * kSide;    // 0, 1, 2, 3, 5, 7, 9, 11 % tried: from 5 to 7 % a shaking hand is read best and no other worse

class ZinniaRecogniser final : public HandwritingRecogniser {
 public:
  [[nodiscard]] bool open(const std::filesystem::path& model) { return recogniser_->open(model.c_str()) && recogniser_->size() > 0; }
  [[nodiscard]] std::string trouble() const { return recogniser_->what(); }

  std::vector<std::string> recognise(const Ink& ink, std::size_t most) override {
    const Ink fitted = fit_ink(ink, kSide);
    if (fitted.empty() || most == 0) return {};
    const std::unique_ptr<zinnia::Character> drawn(zinnia::Character::create());
    drawn->set_width(kSide);
    drawn->set_height(kSide);
    for (std::size_t i = 0; i < fitted.size(); ++i) {
      for (const InkPoint& p : straighten(fitted[i], kTolerance)) drawn->add(i, static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y)));
    }
    const std::unique_ptr<zinnia::Result> result(recogniser_->classify(*drawn, most));
    std::vector<std::string> out;
    for (std::size_t i = 0; result && i < result->size(); ++i) out.emplace_back(result->value(i));
    return out;
  }

 private:
  std::unique_ptr<zinnia::Recognizer> recogniser_{zinnia::Recognizer::create()};
};

}  // namespace

std::filesystem::path installed_handwriting_model() { return "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model"; }

base::Result<std::unique_ptr<HandwritingRecogniser>, HandwritingError> open_zinnia(const std::filesystem::path& model) {
  if (!std::ifstream(model, std::ios::binary).good()) {
    return base::fail(HandwritingError::missing, fmt::format("{}: cannot be read; install tegaki-zinnia-simplified-chinese, or name the model", model.string()));
  }
  auto out = std::make_unique<ZinniaRecogniser>();
  if (!out->open(model)) return base::fail(HandwritingError::unusable, fmt::format("{}: zinnia cannot use it ({}); install its package again", model.string(), out->trouble()));
  return out;
}

}  // namespace openday::text
