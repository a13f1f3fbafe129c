// A text in the making: typed at a keyboard (attached now, on the screen later), put together from ready phrases, taken back
// phrase by phrase or character by character. What does not fit is cut and said, never lost in silence. A value; it belongs to
// the visit and dies with it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace openday::app {

class Compose {
 public:
  Compose() = default;
  explicit Compose(std::size_t limit, bool one_line = false) : limit_(limit), one_line_(one_line) {}

  void type(std::string_view text);          // at the end, cleaned (event/opinion.h)
  void new_line();
  void add_phrase(std::string_view phrase);  // after a comma where words stand before it; whole or not at all
  void erase();                              // the phrase added last, else the last character
  void clear();                              // asks for a second call; anything else in between takes the first back
  void disarm() { armed_ = false; }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::size_t count() const;   // code points
  [[nodiscard]] std::size_t limit() const { return limit_; }
  [[nodiscard]] bool full() const { return full_; }        // the last addition did not fit whole
  [[nodiscard]] bool clear_armed() const { return armed_; }

 private:
  struct Added {
    std::size_t before, after;               // bytes of the text before and after that phrase
  };
  void forget_phrases_beyond();

  std::size_t limit_ = 500;
  bool one_line_ = false;
  std::string text_;
  std::vector<Added> added_;
  bool full_ = false, armed_ = false;
};

}  // namespace openday::app
