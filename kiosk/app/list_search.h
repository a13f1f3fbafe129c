// Staff's list searched as guests search the roster: by name, pinyin, initials, the phone's tail. It stands apart from the roster's index
// because walk-ins are on it too. The index of the newest list is kept until another one comes; it is made on the search's own thread.
// Public calls from the screen's thread; `wake` is called on that thread after each answer and must not call back into this object.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "kiosk/app/messages_find.h"
#include "kiosk/base/newest_worker.h"

namespace openday::text {
class SharedReadings;
}

namespace openday::app {

class ListSearcher {
 public:
  ListSearcher(std::shared_ptr<text::SharedReadings> readings, std::function<void()> wake);
  void ask(SearchList question) { worker_.ask(std::move(question)); }
  [[nodiscard]] std::optional<ListFoundAnswer> take() { return worker_.take(); }
  [[nodiscard]] bool at_rest() { return worker_.at_rest(); }

 private:
  base::NewestWorker<SearchList, ListFoundAnswer> worker_;
};

}  // namespace openday::app
