// Which numbers of linked tables stay unsaid, so that nobody is recognised by an answer: those of fewer than five ratings, and as
// many others as it takes that none of them comes out by subtraction (complementary cell suppression, Hundepool et al.,
// Statistical Disclosure Control, ch. 4). Each table is one sum. Guards against each sum by itself, not against solving several.
#pragma once

#include <cstddef>
#include <vector>

namespace openday::event {

// total = the sum of parts; indices into the sizes.
struct SumOf {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

// For each cell whether it is hidden. A cell of 0 never is, nor counts as hiding another. In each sum the hidden parts together
// hold at least `smallest` (or the total is hidden too) and no hidden cell stands alone; smaller cells are hidden first.
[[nodiscard]] std::vector<bool> hidden_cells(const std::vector<int>& sizes, const std::vector<SumOf>& sums, int smallest);

}  // namespace openday::event
