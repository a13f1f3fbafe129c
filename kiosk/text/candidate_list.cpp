#include "kiosk/text/candidate_list.h"

#include <algorithm>

namespace openday::text {

Page cut_page(std::string_view keys, const std::vector<Candidate>& all, std::size_t first, std::size_t count) {
  first = std::min(first, all.size());
  const std::size_t end = first + std::min(count, all.size() - first);
  return {std::string(keys), {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(end)}, first, all.size()};
}

std::optional<Choice> take_candidate(std::string_view keys, const std::vector<Candidate>& all, std::size_t number) {
  if (number >= all.size()) return std::nullopt;
  return Choice{all[number].text, std::string(keys.substr(std::min(all[number].keys, keys.size())))};
}

}  // namespace openday::text
