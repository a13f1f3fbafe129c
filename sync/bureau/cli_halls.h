// The command line of admin_halls.h.
#pragma once

#include <functional>
#include <memory>

#include <CLI/CLI.hpp>

#include "sync/bureau/admin_halls.h"
#include "sync/bureau/admin_notices.h"

namespace openday::bureau {

struct HallArguments {
  PublishFiles publish;
  EnrolCodeWish code;
  NoticeWish notice;
  std::string id, out;
};
using RunOnHalls = std::function<void(const std::function<int(HallStore&, const Terminal&)>&)>;   // runs it and keeps its exit code

void add_publish(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool& json);
void add_enrol_code(CLI::App& devices, HallArguments& arguments, const RunOnHalls& run, bool& json);
void add_notices(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool& json);
void add_papers(CLI::App& admin, HallArguments& arguments, const RunOnHalls& run, bool& json);

}  // namespace openday::bureau
