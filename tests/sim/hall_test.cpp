// Days of a hall in which everything goes wrong between its boxes and between them and their bureau, each from one seed (hall_world.h).
// OPENDAY_HALL_SEED=N plays one seed and says what happened, OPENDAY_HALL_SEEDS=N as many as that, from OPENDAY_HALL_FIRST=N on;
// OPENDAY_NIGHTLY=1 plays for twenty minutes what no other night plays. The mutants show that it would notice.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "tests/sim/hall_world.h"
#include "tests/support/tls_files.h"

namespace openday::sim {
namespace {

using Clock = std::chrono::steady_clock;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kSeeds = 8;
#else
constexpr std::uint64_t kSeeds = 60;
#endif
constexpr int kShards = 2;                                      // CTest entries that share the seeds
constexpr std::uint64_t kNightlySeeds = 1'000'000;              // of all shards
constexpr std::chrono::minutes kNightly{20};                    // of all shards

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : otherwise;
}
bool is_nightly() { return number("OPENDAY_NIGHTLY", 0) == 1; }

// Each night has its own, and none of the short run's.
std::uint64_t first_seed() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
  return number("OPENDAY_HALL_FIRST", is_nightly() ? static_cast<std::uint64_t>(days) * kNightlySeeds : 1);
}

// What went wrong in that seed, or nothing.
std::string trouble_of(const Ground& ground, const Authorities& authorities, std::uint64_t seed, const HallMutant* mutant, Figures& figures) {
  try {
    HallWorld world(ground, authorities, seed, mutant);
    if (number("OPENDAY_HALL_SEED", 0) == seed) world.tell([](const std::string& line) { fmt::print("{}\n", line); });
    world.run();
    figures.add(world.figures());
    return {};
  } catch (const std::exception& broken) {
    return broken.what();
  }
}

void report(const std::string& name, const std::string& text) {
  const std::filesystem::path folder = OPENDAY_SOURCE_DIR "/build/reports";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name) << text;
  std::fputs(text.c_str(), stdout);
}

std::string text_of(const Figures& figures, double seconds) {
  auto out = fmt::format("seeds {}\nseconds {:.1f}\nseeds per second {:.1f}\nvirtual hours {:.0f}\nsteps of syncd {}\nexchanges {}\nevents {}\nrecords {}\n"
                         "longest wait until all was where it belongs {:.1f} virtual minutes\nfaults\n",
                         figures.seeds, seconds, static_cast<double>(figures.seeds) / std::max(seconds, 0.001), static_cast<double>(figures.virtual_ms) / 3.6e6,
                         figures.steps, figures.exchanges, figures.events, figures.records, static_cast<double>(figures.longest_calm_ms) / 60'000.0);
  for (const auto& [name, count] : figures.faults) out += fmt::format("  {} {}\n", name, count);
  return out;
}

class Halls : public ::testing::TestWithParam<std::size_t> {
 protected:
  // The openssl command makes them, once.
  static void SetUpTestSuite() {
    const support::TlsFiles files;
    authorities_ = {base::read_file(files.at("ca.pem")).value(), base::read_file(files.at("server.pem")).value()};
  }
  void SetUp() override { base::set_log_level(static_cast<base::LogLevel>(0)); }
  void TearDown() override { base::set_log_level(base::LogLevel::info); }

  static inline Authorities authorities_;
  const Ground ground_;
};

TEST_P(Halls, know_what_they_must_and_nothing_else) {
  const auto shard = static_cast<std::uint64_t>(GetParam());
  const auto one = number("OPENDAY_HALL_SEED", 0);
  const auto seeds = number("OPENDAY_HALL_SEEDS", is_nightly() ? kNightlySeeds : kSeeds);
  const auto first = first_seed();
  Figures figures;
  const auto began = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  for (std::uint64_t seed = one != 0 ? one : first + shard; one != 0 ? seed == one : seed < first + seeds; seed += kShards) {
    if (one != 0 && shard != 0) break;
    if (is_nightly() && Clock::now() - began > kNightly / kShards) break;
    const auto trouble = trouble_of(ground_, authorities_, seed, nullptr, figures);
    ASSERT_EQ(trouble, "") << "seed " << seed << ": OPENDAY_HALL_SEED=" << seed << " build/plain/tests/test_halls --gtest_filter='*know_what*/0'";
  }
  report(fmt::format("halls-{}.txt", shard), text_of(figures, seconds()));
}
INSTANTIATE_TEST_SUITE_P(Shard, Halls, ::testing::Range<std::size_t>(0, kShards));

class HallMutants : public Halls {};

TEST_P(HallMutants, are_caught) {
  const HallMutant& mutant = hall_mutants()[GetParam()];
  Figures figures;
  for (std::uint64_t seed = 1; seed <= mutant.within; ++seed) {
    const auto trouble = trouble_of(ground_, authorities_, seed, &mutant, figures);
    if (trouble.empty()) continue;
    report(fmt::format("halls-mutant-{:02}.txt", GetParam()), fmt::format("{}: seed {} of {}: {}\n", mutant.name, seed, mutant.within, trouble));
    return;
  }
  FAIL() << mutant.name << " was not caught within " << mutant.within << " seeds";
}
INSTANTIATE_TEST_SUITE_P(All, HallMutants, ::testing::Range<std::size_t>(0, hall_mutants().size()));

}  // namespace
}  // namespace openday::sim
