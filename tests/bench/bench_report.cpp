// The follow-up list of an ordinary day and of a hall: time, size of the file, memory the process has needed at most.
#include <benchmark/benchmark.h>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/report/table_files.h"
#include "tests/report/report_samples.h"

namespace {

using namespace openday;

template <class Write>
void write_cases(benchmark::State& state, const char* ending, Write write) {
  const auto file = std::filesystem::temp_directory_path() / ("openday-cases-" + std::to_string(::getpid()) + ending);
  const event::FollowUpList list = report::sample_cases(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    if (!write(file, list)) throw std::runtime_error("cannot write");
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["kB_file"] = static_cast<double>(std::filesystem::file_size(file)) / 1000;
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1000;
  std::filesystem::remove(file);
}

void case_list_xlsx(benchmark::State& state) {
  write_cases(state, ".xlsx", [](const auto& file, const auto& list) {
    return report::write_xlsx(file, {event::follow_up_table(list, report::sample_day()), event::comment_table(list)}, report::paper_file(file, "交办清单").info).has_value();
  });
}
void case_list_pdf(benchmark::State& state) {
  write_cases(state, ".pdf", [](const auto& file, const auto& list) { return report::print_follow_up(report::paper_file(file, "交办清单"), list, report::sample_day()).has_value(); });
}
void case_slips_pdf(benchmark::State& state) {
  write_cases(state, ".pdf", [](const auto& file, const auto& list) { return report::print_slips(report::paper_file(file, "交办单"), list, "YX201117", report::sample_day()).has_value(); });
}
BENCHMARK(case_list_xlsx)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(case_list_pdf)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(case_slips_pdf)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
