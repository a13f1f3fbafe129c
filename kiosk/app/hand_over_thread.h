// The thread of what comes and goes by stick: one piece of work at a time, while guests check in; a request while one is done is not
// taken. Public calls from the screen's thread; `wake` is called on this thread and must not call back into this object.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/app/hand_over_porter.h"
#include "kiosk/app/messages.h"
#include "kiosk/base/mutex.h"

namespace openday::app {

class HandOverThread {
 public:
  HandOverThread(HandOverPorter porter, std::function<void()> wake);
  ~HandOverThread();   // work in the making is given up
  HandOverThread(const HandOverThread&) = delete;
  HandOverThread& operator=(const HandOverThread&) = delete;

  void use(std::shared_ptr<const Documents> documents);
  void work(const WorkOnHandOver& wanted);   // ask and stop too; what one visit looked at, another is not shown

  [[nodiscard]] std::optional<HandOverAnswer> take();
  [[nodiscard]] std::vector<Effect> take_effects();   // for the desk: what to put into force, what to record
  [[nodiscard]] bool at_rest();

 private:
  void run();
  bool wait_for_work(HandOverJob& job, std::shared_ptr<const Documents>& documents);
  void tell(const ui::HandOver& status);
  [[nodiscard]] bool stopped();
  void nap();

  HandOverPorter porter_;                    // this thread's
  const std::function<void()> wake_;
  base::Mutex mutex_;
  base::Condition changed_;
  std::shared_ptr<const Documents> documents_ OPENDAY_GUARDED_BY(mutex_);
  std::optional<HandOverJob> wanted_ OPENDAY_GUARDED_BY(mutex_);
  bool busy_ OPENDAY_GUARDED_BY(mutex_) = false, stop_ OPENDAY_GUARDED_BY(mutex_) = false, ending_ OPENDAY_GUARDED_BY(mutex_) = false, told_ OPENDAY_GUARDED_BY(mutex_) = true;
  std::uint64_t visit_ OPENDAY_GUARDED_BY(mutex_) = 0;
  ui::HandOver status_ OPENDAY_GUARDED_BY(mutex_);
  std::vector<Effect> effects_ OPENDAY_GUARDED_BY(mutex_);
  std::thread thread_;                       // last: it uses the others
};

}  // namespace openday::app
