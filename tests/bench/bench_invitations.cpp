// Invitation cards for an ordinary day and for a hall: time, size of the document, memory the process has needed at most.
#include <benchmark/benchmark.h>
#include <filesystem>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/report/invitation_book.h"

namespace {

using namespace openday;

constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "㛃"};
constexpr const char* kGiven[] = {"小明", "玮", "珺", "堃", "祎", "赟", "頔", "𬀩", "𠅤", "国强", "桂英", "建华", "秀兰"};

report::InvitationCard card(int number) {
  report::InvitationCard out;
  out.bureau = "云溪市自然资源局";
  out.event = "政府开放日";
  out.name = std::string(kSurnames[number % 12]) + kGiven[number % 13];
  out.category = "服务对象";
  out.sessions = {{"", "2020年11月17日 星期二", "08:40—11:30", "08:30 集中", "局五楼会议室"}};
  out.number_label = "登记号";
  out.number = std::to_string(10'000 + number);
  out.code = base::make_qr_code("OD1:" + std::string(200, 'A') + std::to_string(10'000 + number)).value();
  return out;
}

void print_cards(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() / ("openday-cards-" + std::to_string(::getpid()) + ".pdf");
  for (auto _ : state) {
    auto book = report::InvitationBook::open(file, OPENDAY_SOURCE_DIR "/assets/fonts.toml", {"t", "a", {}});
    for (int i = 0; i < state.range(0); ++i)
      if (!book->add(card(i))) throw std::runtime_error("cannot add");
    if (!book->close()) throw std::runtime_error("cannot write");
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  state.counters["kB_pdf"] = static_cast<double>(std::filesystem::file_size(file)) / 1000;
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1000;
  std::filesystem::remove(file);
}
BENCHMARK(print_cards)->Arg(50)->Arg(5'000)->Unit(benchmark::kMillisecond);

}  // namespace
