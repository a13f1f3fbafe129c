#include "kiosk/scan/event_queue.h"

#include <iterator>
#include <utility>

namespace openday::scan {

void EventQueue::send(ScanEvent event) {
  {
    const base::Lock held(mutex_);
    if (auto* preview = std::get_if<Preview>(&event)) {
      preview_ = std::move(*preview);
    } else {
      if (events_.size() == kMost) events_.pop_front();
      events_.push_back(std::move(event));
    }
  }
  if (wake_) wake_();
}

std::vector<ScanEvent> EventQueue::take() {
  const base::Lock held(mutex_);
  std::vector<ScanEvent> out(std::make_move_iterator(events_.begin()), std::make_move_iterator(events_.end()));
  events_.clear();
  if (preview_) out.emplace_back(std::move(*preview_));
  preview_.reset();
  return out;
}

}  // namespace openday::scan
