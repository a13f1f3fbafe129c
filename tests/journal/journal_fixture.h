// A fresh state folder with verbs: what most journal tests start from.
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/verify.h"
#include "tests/support/files.h"

namespace openday::journal {

// 17 November 2020, 08:30 in China, plus `seconds`.
[[nodiscard]] base::Moment moment(int seconds = 0, base::ClockState clock = base::ClockState::synced);
[[nodiscard]] Draft draft(std::string text = "hello", event::Kind kind = event::Kind::opinion);
[[nodiscard]] event::RegistrationId registration(int number);
[[nodiscard]] Cast cast_of(int guest, std::vector<std::string> subjects, int grade = 5, std::string text = {});
[[nodiscard]] std::string file_bytes(const std::filesystem::path& file);
// Runs `work` in a forked process; gives its exit code, or 128 + signal.
template <class Work>
[[nodiscard]] int in_child(Work&& work);

// A folder in memory where the system has one: for tests that sync thousands of times and are not about the disk.
class FastFolder {
 public:
  FastFolder();
  ~FastFolder();
  FastFolder(const FastFolder&) = delete;
  FastFolder& operator=(const FastFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class JournalTest : public ::testing::Test {
 protected:
  [[nodiscard]] Journal open(JournalOptions options = {}) const {
    auto journal = Journal::open(state(), moment(), std::move(options));
    if (!journal) throw std::runtime_error(journal.error().what);
    return std::move(*journal);
  }
  [[nodiscard]] StoreError refusal() const {
    auto journal = Journal::open(state(), moment());
    if (journal) throw std::runtime_error("the journal opened");
    return journal.error().kind;
  }
  [[nodiscard]] const std::filesystem::path& state() const { return folder_.path(); }
  [[nodiscard]] Layout layout() const { return {state()}; }
  [[nodiscard]] Verification verified() const {
    auto verification = verify(state());
    if (!verification) throw std::runtime_error(verification.error().what);
    return std::move(*verification);
  }

 private:
  FastFolder folder_;
};

// What a dying disk does to the inbox of somebody who has it open: every page but the first is rubbish, and read anew.
void damage_inbox(Inbox& inbox, const std::filesystem::path& state);

}  // namespace openday::journal

#include <sys/wait.h>
#include <unistd.h>

template <class Work>
int openday::journal::in_child(Work&& work) {
  const pid_t pid = ::fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid == 0) {
    int code = 99;
    try {
      code = work();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "child: %s\n", error.what());
    }
    ::_exit(code);
  }
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
