// What a guest types to be found: never more than a page, each guest once, and typing on never finds somebody new by name.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "kiosk/base/utf8.h"
#include "kiosk/text/name_index.h"
#include "tests/text/crowd.h"

namespace {

using namespace openday;

constexpr std::size_t kCrowd = 300;

void require(bool holds) {
  if (!holds) std::abort();
}

std::set<std::size_t> found(const text::NameIndex& index, std::string_view query) {
  std::set<std::size_t> out;
  for (const text::Hit& hit : index.find(query, kCrowd).hits) require(out.insert(hit.guest).second);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const text::NameIndex index(text::invent_crowd(kCrowd), std::make_shared<const text::Readings>(std::move(*text::Readings::load(OPENDAY_TEXT_DATA_DIR))));
  const std::string query(reinterpret_cast<const char*>(data), size);
  require(index.find(query, 3).hits.size() <= 3);
  const auto all = found(index, query);
  const std::u32string characters = base::to_code_points(query);
  const bool names = std::ranges::none_of(text::normal_code(query), [](char c) { return c >= '0' && c <= '9'; });
  if (!names || text::read_query(query).units.size() < 2 || text::read_query(query).units.size() == text::kMaxQueryUnits) return 0;
  std::u32string less = characters;
  while (text::read_query(base::to_utf8(less)).units.size() == text::read_query(query).units.size()) less.pop_back();
  require(std::ranges::includes(found(index, base::to_utf8(less)), all));
  return 0;
}
