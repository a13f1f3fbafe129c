// 请工作人员帮忙: who called and was not answered yet, and when the bell rings again. The calls are the box's, not the visitor's:
// a guest who walks away leaves the call, with the time and the page and nothing else, until staff mark it handled. In memory only:
// a call does not outlive the program. Pure; owned by the visit machine.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/ui/model.h"

namespace openday::app {

struct HelpCall {
  int id = 0;
  base::Instant at;
  ui::VisitId visit = 0;
  ui::Page page{};
};

class HelpCalls {
 public:
  // Several of one visit and page count once, with the first time; each rings.
  void call(ui::VisitId visit, ui::Page page, base::Instant at, std::int64_t mono_ms);
  void came(ui::VisitId visit);          // staff stand before this guest
  void handled(int id);
  void hush();                           // the guest goes on alone, or somebody is there: the bell rests, the calls stay
  void tick(std::int64_t mono_ms);       // rings when it is time

  [[nodiscard]] const std::deque<HelpCall>& open() const { return open_; }   // oldest first, at most kMostHelpCalls
  [[nodiscard]] std::uint64_t rings() const { return rings_; }               // so far: one more is one stroke of the bell
  [[nodiscard]] std::optional<std::int64_t> due() const { return next_; }    // mono ms of the next one

 private:
  void ring(std::int64_t mono_ms);

  std::deque<HelpCall> open_;
  int last_id_ = 0;
  std::uint64_t rings_ = 0;
  int left_ = 0;                         // rings of the present call
  std::optional<std::int64_t> next_;
};

}  // namespace openday::app
