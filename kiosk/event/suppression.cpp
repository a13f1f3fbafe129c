#include "kiosk/event/suppression.h"

#include <optional>

namespace openday::event {
namespace {

class Hiding {
 public:
  Hiding(const std::vector<int>& sizes, int smallest) : sizes_(sizes), smallest_(smallest), hidden_(sizes.size()) {
    for (std::size_t i = 0; i < sizes.size(); ++i) hidden_[i] = sizes[i] > 0 && sizes[i] < smallest;
  }

  // Whether anything had to be hidden for this sum.
  bool mend(const SumOf& sum) {
    bool changed = false;
    while (tells(sum)) {
      const auto next = smallest_shown(sum);
      if (!next && hidden_[sum.total]) break;   // parts that do not add up to their total
      hidden_[next.value_or(sum.total)] = true;
      changed = true;
    }
    return changed;
  }

  [[nodiscard]] const std::vector<bool>& hidden() const { return hidden_; }

 private:
  // A shown total less the shown parts is the sum of the hidden ones: it must be of enough ratings, of more than one cell.
  [[nodiscard]] bool tells(const SumOf& sum) const {
    int cells = 0, ratings = 0;
    for (const std::size_t part : sum.parts) {
      if (!hidden_[part]) continue;
      ++cells;
      ratings += sizes_[part];
    }
    if (hidden_[sum.total]) return cells == 0 && sizes_[sum.total] > 0;   // the shown parts add up to it
    return cells > 0 && (cells == 1 || ratings < smallest_);
  }

  [[nodiscard]] std::optional<std::size_t> smallest_shown(const SumOf& sum) const {
    std::optional<std::size_t> best;
    for (const std::size_t part : sum.parts)
      if (!hidden_[part] && sizes_[part] > 0 && (!best || sizes_[part] < sizes_[*best])) best = part;
    return best;
  }

  const std::vector<int>& sizes_;
  int smallest_;
  std::vector<bool> hidden_;
};

}  // namespace

std::vector<bool> hidden_cells(const std::vector<int>& sizes, const std::vector<SumOf>& sums, int smallest) {
  Hiding hiding(sizes, smallest);
  for (bool changed = true; changed;) {
    changed = false;
    for (const SumOf& sum : sums) changed = hiding.mend(sum) || changed;
  }
  return hiding.hidden();
}

}  // namespace openday::event
