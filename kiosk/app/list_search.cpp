#include "kiosk/app/list_search.h"

#include <utility>
#include <vector>

#include "kiosk/event/roster.h"
#include "kiosk/text/name_index.h"
#include "kiosk/text/shared_readings.h"

namespace openday::app {

namespace {

// Names and tails of a list, as the index takes them.
std::vector<event::Guest> guests_of(const ui::StaffRows& rows) {
  std::vector<event::Guest> out(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out[i].name = rows[i].name;
    out[i].phone_tail = rows[i].phone_tail;
  }
  return out;
}

class Search {
 public:
  explicit Search(std::shared_ptr<text::SharedReadings> readings) : readings_(std::move(readings)) {}

  ListFoundAnswer operator()(const SearchList& question) {
    if (!index_ || !rows_.same(question.rows)) {
      rows_ = question.rows;
      index_ = std::make_shared<const text::NameIndex>(guests_of(rows_), readings_->get_or_letters());
    }
    auto found = std::make_shared<std::vector<std::uint32_t>>();
    for (const text::Hit& hit : index_->find(question.query, rows_.size()).hits) found->push_back(static_cast<std::uint32_t>(hit.guest));
    return {question.visit, question.serial, question.rows, std::move(found)};
  }

 private:
  std::shared_ptr<text::SharedReadings> readings_;
  ui::StaffRows rows_;
  std::shared_ptr<const text::NameIndex> index_;   // shared: a function object is copied
};

}  // namespace

ListSearcher::ListSearcher(std::shared_ptr<text::SharedReadings> readings, std::function<void()> wake)
    : worker_([readings = std::move(readings)] { return Search(readings); }, std::move(wake)) {}

}  // namespace openday::app
