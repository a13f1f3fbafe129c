// Papers made while guests check in: a thread of its own that reads the journal and never writes to it. One paper at a time; a request
// while one is being made is not taken. While the event runs it keeps the list for emergencies fresh, once a minute where something was
// recorded. Public calls from the screen's thread; `wake` is called on the paper thread and must not call back into this object.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/app/messages_jobs.h"
#include "kiosk/app/messages_roll_call.h"
#include "kiosk/app/paper_press.h"
#include "kiosk/base/mutex.h"

namespace openday::app {

class PaperThread {
 public:
  PaperThread(PaperPress press, std::filesystem::path state, std::function<void()> wake);
  ~PaperThread();   // a paper in the making is given up
  PaperThread(const PaperThread&) = delete;
  PaperThread& operator=(const PaperThread&) = delete;

  // What papers are made of, and whether the list for emergencies is wanted now.
  void use(std::shared_ptr<const Documents> documents, bool running);
  void make(MakePaper wanted);
  // A roll call's list to the printer, after the paper in the making; one that waits is replaced. Its status is told to that visit.
  void print_missing(std::uint64_t visit, std::shared_ptr<const report::MissingList> missing);
  void stop();                      // the paper in the making, and a list that waits
  void ask(std::uint64_t visit);    // its status is told to this visit, now and when it changes

  [[nodiscard]] std::optional<PapersAnswer> take();
  [[nodiscard]] std::optional<RollCallAnswer> take_roll();   // how far its list is
  [[nodiscard]] std::vector<NoteExport> take_exports();   // brought away since; to be recorded
  [[nodiscard]] bool at_rest();     // nothing is made, everything was taken

 private:
  void run();
  struct Work {
    std::optional<MakePaper> wanted{};
    std::shared_ptr<const report::MissingList> missing{};
    std::shared_ptr<const Documents> documents{};
    bool list_is_due = false;
  };
  bool wait_for_work(Work& work);
  void make_paper(const Work& work);
  void make_list(const Work& work);
  void look_at_handed();
  void tell(const PaperStatus& status);
  void tell_roll(const PaperStatus& status);
  [[nodiscard]] bool stopped();
  void nap();

  PaperPress press_;                // the paper thread's
  std::chrono::steady_clock::time_point list_due_;   // the paper thread's, too
  const std::filesystem::path state_;
  const std::function<void()> wake_;
  base::Mutex mutex_;
  base::Condition changed_;
  std::shared_ptr<const Documents> documents_ OPENDAY_GUARDED_BY(mutex_);
  bool running_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::optional<MakePaper> wanted_ OPENDAY_GUARDED_BY(mutex_);
  bool busy_ OPENDAY_GUARDED_BY(mutex_) = false, stop_ OPENDAY_GUARDED_BY(mutex_) = false, ending_ OPENDAY_GUARDED_BY(mutex_) = false, told_ OPENDAY_GUARDED_BY(mutex_) = true;
  std::uint64_t visit_ OPENDAY_GUARDED_BY(mutex_) = 0;
  PaperStatus status_ OPENDAY_GUARDED_BY(mutex_);
  std::shared_ptr<const report::MissingList> missing_ OPENDAY_GUARDED_BY(mutex_);   // waits
  std::uint64_t roll_visit_ OPENDAY_GUARDED_BY(mutex_) = 0;
  PaperStatus roll_ OPENDAY_GUARDED_BY(mutex_);
  bool roll_told_ OPENDAY_GUARDED_BY(mutex_) = true;
  std::vector<NoteExport> exports_ OPENDAY_GUARDED_BY(mutex_);
  std::thread thread_;              // last: it uses the others
};

}  // namespace openday::app
