// Programs under test as child processes: run to the end, or keep running while the test talks to them. Both streams are
// read all the time, so that a child never blocks on a full pipe. stdin is /dev/null. A child dies with its object.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace openday::support {

using Argv = std::vector<std::string>;           // the program first: a path, or a name looked up in PATH
using Env = std::map<std::string, std::string>;  // added to the environment of the test

struct ProgramResult {
  int exit_code = -1;  // 128 + signal when one ended it
  bool timed_out = false;
  std::string out;
  std::string err;
};

// Kills it, with all it started, when the time is over.
[[nodiscard]] ProgramResult run_program(const Argv& argv, const Env& env = {},
                                        std::chrono::milliseconds timeout = std::chrono::seconds(30));

class Child {
 public:
  // Throws when the program cannot be started. An empty folder means that of the test.
  explicit Child(const Argv& argv, const Env& env = {}, const std::filesystem::path& folder = {});
  ~Child();  // stop()
  Child(Child&&) noexcept;
  Child& operator=(Child&&) noexcept;

  [[nodiscard]] pid_t pid() const;
  // The first whole line on stdout or stderr that contains `part`, also one already printed; nothing when the time is over or
  // the child has ended without it.
  [[nodiscard]] std::optional<std::string> wait_for_line(std::string_view part,
                                                         std::chrono::milliseconds timeout = std::chrono::seconds(10));
  // The exit code once it has ended by itself (128 + signal); nothing when the time is over first.
  [[nodiscard]] std::optional<int> wait_exit(std::chrono::milliseconds timeout = std::chrono::seconds(10));
  // TERM, then KILL when it has not ended in time; gives the exit code. Harmless when it has ended already.
  int stop(std::chrono::milliseconds grace = std::chrono::seconds(5));
  void signal(int number);  // to the child alone
  void kill();              // KILL to it and all it started: what a power cut looks like to a program

  [[nodiscard]] std::string out() const;  // everything printed so far
  [[nodiscard]] std::string err() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace openday::support
