// The kiosk's own words, one table a language, from assets/strings/*.toml. Every key of text_ids.h must be in every file;
// what is missing shows as its key and is a problem. Read-only after loading, UI thread.
#pragma once

#include <array>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/text_ids.h"

namespace openday::ui {

class Strings {
 public:
  // Problems name file, line and key.
  static Strings load(const std::filesystem::path& toml);

  // These words with those of `own` in place of theirs; `own` keys begin with `opening`. Keys that are not known are passed over.
  [[nodiscard]] Strings worded(const std::map<std::string, std::string>& own, std::string_view opening) const;

  [[nodiscard]] const std::string& text(Text id) const { return texts_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  std::array<std::string, kTextCount> texts_;
  std::vector<std::string> problems_;
};

// "{0} of {1}" with the arguments put in; unknown places stay as they are.
[[nodiscard]] std::string fill_in(std::string_view pattern, std::initializer_list<std::string> arguments);

}  // namespace openday::ui
