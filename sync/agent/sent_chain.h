// What is under way of one incarnation: acknowledged, sent, and answers that came before those to the runs in front of them. A run that
// the bureau keeps aside is sent, not acknowledged. Plain values, no thread rule.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <utility>

#include "sync/protocol/messages.h"

namespace openday::agent {

class SentChain {
 public:
  SentChain() = default;
  SentChain(std::uint64_t ack, const base::Digest& head) : ack_(ack), sent_(ack), head_(head), sent_head_(head) {}

  [[nodiscard]] std::uint64_t ack() const { return ack_; }
  [[nodiscard]] std::uint64_t sent() const { return sent_; }
  [[nodiscard]] const base::Digest& sent_head() const { return sent_head_; }   // the hash at sent()
  [[nodiscard]] std::size_t runs_ahead() const { return ends_.size(); }        // sent and not acknowledged
  [[nodiscard]] bool is_next(const protocol::Push& run) const { return run.first <= ack_ + 1; }

  void note_sent(std::uint64_t last, const base::Digest& head) {
    sent_ = last;
    sent_head_ = head;
    ends_.push_back(last);
  }
  void acknowledge(std::uint64_t ack, const base::Digest& head) {
    ack_ = ack;
    head_ = head;
    while (!ends_.empty() && ends_.front() <= ack) ends_.pop_front();
    std::erase_if(heard_, [ack](const auto& one) { return end_of(one.second.first) <= ack; });
    if (sent_ < ack) sent_ = ack, sent_head_ = head;
  }
  // Back to the acknowledged point: what was sent beyond it is sent again.
  void rewind() {
    sent_ = ack_;
    sent_head_ = head_;
    ends_.clear();
    heard_.clear();
  }

  using Heard = std::pair<protocol::Push, protocol::PushAnswer>;
  void hear(protocol::Push run, protocol::PushAnswer answer) {
    const auto first = run.first;
    heard_.insert_or_assign(first, Heard(std::move(run), std::move(answer)));
  }
  // The answer to the run that goes on from the acknowledged point, when it came already.
  [[nodiscard]] const Heard* next_heard() const {
    const bool is_there = !heard_.empty() && heard_.begin()->first <= ack_ + 1;
    return is_there ? &heard_.begin()->second : nullptr;
  }

 private:
  static std::uint64_t end_of(const protocol::Push& run) { return run.first + run.records.size() - 1; }

  std::uint64_t ack_ = 0, sent_ = 0;
  base::Digest head_{}, sent_head_{};
  std::deque<std::uint64_t> ends_;
  std::map<std::uint64_t, Heard> heard_;   // by first
};

}  // namespace openday::agent
