// Expected failure as a value: Result<T, Kind> holds a T or a Failure<Kind> with a kind to branch on and a sentence that
// names the thing and the next step. Broken machinery is an exception, caught once in main (DESIGN.md law 5).
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace openday::base {

template <class Kind>
struct Failure {
  Kind kind;
  std::string what;  // for the operator's log or screen: names the file, line, record or host; never a person
};

template <class T, class Kind>
using Result = tl::expected<T, Failure<Kind>>;

template <class Kind>
[[nodiscard]] tl::unexpected<Failure<Kind>> fail(Kind kind, std::string what) {
  return tl::unexpected<Failure<Kind>>(Failure<Kind>{kind, std::move(what)});
}

}  // namespace openday::base
