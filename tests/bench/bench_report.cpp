// The follow-up list and the sign-in sheet of an ordinary day and of a hall: time, size of the file, memory the process has needed at most.
#include <benchmark/benchmark.h>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/report/table_files.h"
#include "tests/report/report_samples.h"
#include "tests/report/sign_in_samples.h"

namespace {

using namespace openday;

template <class Sample, class Write>
void write_file(benchmark::State& state, const char* ending, const Sample& list, Write write) {
  const auto file = std::filesystem::temp_directory_path() / ("openday-cases-" + std::to_string(::getpid()) + ending);
  for (auto _ : state) {
    if (!write(file, list)) throw std::runtime_error("cannot write");
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["kB_file"] = static_cast<double>(std::filesystem::file_size(file)) / 1000;
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1000;
  std::filesystem::remove(file);
}

template <class Write>
void write_cases(benchmark::State& state, const char* ending, Write write) {
  write_file(state, ending, report::sample_cases(static_cast<int>(state.range(0))), write);
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
void sign_in_pdf(benchmark::State& state) {
  write_file(state, ".pdf", report::sample_sign_in(static_cast<int>(state.range(0))), [](const auto& file, const auto& sheet) { return report::print_sign_in(report::paper_file(file, "签到表"), {sheet}).has_value(); });
}
void sign_in_xlsx(benchmark::State& state) {
  write_file(state, ".xlsx", report::sample_sign_in(static_cast<int>(state.range(0))),
             [](const auto& file, const auto& sheet) { return report::write_xlsx(file, {event::sign_in_table({sheet})}, report::paper_file(file, "签到表").info).has_value(); });
}
BENCHMARK(sign_in_pdf)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(sign_in_xlsx)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(case_list_xlsx)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(case_list_pdf)->Arg(500)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK(case_slips_pdf)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
