// A day of everything that goes wrong between boxes and their bureau, thousands of times, each from one seed: nothing is lost, nothing
// counts twice, and once the faults stop all of it arrives (world.h). OPENDAY_SIM_SEED=N plays one seed and says what happened,
// OPENDAY_SIM_SEEDS=N as many as that, from OPENDAY_SIM_FIRST=N on; OPENDAY_NIGHTLY=1 a million that no other night plays. The mutants
// show that it would notice.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "tests/sim/world.h"

namespace openday::sim {
namespace {

using Clock = std::chrono::steady_clock;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kSeeds = 80;
#else
constexpr std::uint64_t kSeeds = 2'200;
#endif
constexpr int kShards = 8;                                      // CTest entries that share the seeds, as many at once as CTest has jobs
constexpr std::uint64_t kNightlySeeds = 1'000'000;              // of all shards: an hour each of one core
constexpr std::size_t kMostTroubles = 5;                        // a shard ends early then

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : otherwise;
}
bool is_nightly() { return number("OPENDAY_NIGHTLY", 0) == 1; }

// Each night has its own million, and none of the short run's.
std::uint64_t first_seed() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
  return number("OPENDAY_SIM_FIRST", is_nightly() ? static_cast<std::uint64_t>(days) * kNightlySeeds : 1);
}

std::string command_of(std::uint64_t seed) { return fmt::format("OPENDAY_SIM_SEED={} build/plain/tests/test_sim --gtest_filter='*loses_nothing*/0'", seed); }

// What went wrong in that seed, or nothing.
std::string trouble_of(const Ground& ground, std::uint64_t seed, const Mutant* mutant, Figures& figures) {
  try {
    World world(ground, seed, mutant);
    if (number("OPENDAY_SIM_SEED", 0) == seed) world.tell([](const std::string& line) { fmt::print("{}\n", line); });
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
  auto out = fmt::format("seeds {}\nseconds {:.1f}\nseeds per second {:.1f}\nvirtual hours {:.0f}\nsteps of engines {}\nexchanges {}\nevents {}\nrecords {}\nballots counted {}\n"
                         "most steps of a box after the faults stopped {}\nlongest time until all was there {:.1f} virtual minutes\nfaults\n",
                         figures.seeds, seconds, static_cast<double>(figures.seeds) / std::max(seconds, 0.001), static_cast<double>(figures.virtual_ms) / 3.6e6,
                         figures.steps, figures.exchanges, figures.events, figures.records, figures.ballots, figures.most_calm_steps,
                         static_cast<double>(figures.longest_calm_ms) / 60'000.0);
  for (const auto& [name, count] : figures.faults) out += fmt::format("  {} {}\n", name, count);
  return out;
}

class Simulation : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override { base::set_log_level(static_cast<base::LogLevel>(0)); }
  void TearDown() override { base::set_log_level(base::LogLevel::info); }
};

TEST_P(Simulation, loses_nothing_and_comes_to_rest) {
  const auto shard = static_cast<std::uint64_t>(GetParam());
  const auto one = number("OPENDAY_SIM_SEED", 0);
  const auto seeds = number("OPENDAY_SIM_SEEDS", is_nightly() ? kNightlySeeds : kSeeds);
  const auto first = first_seed();
  const Ground ground;
  Figures figures;
  const auto began = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  std::string troubles;
  std::size_t failed = 0;
  for (std::uint64_t seed = one != 0 ? one : first + shard; one != 0 ? seed == one : seed < first + seeds; seed += kShards) {
    if ((one != 0 && shard != 0) || failed == kMostTroubles) break;
    const auto trouble = trouble_of(ground, seed, nullptr, figures);
    if (trouble.empty()) continue;
    ++failed;
    troubles += fmt::format("FAILED seed {}: {}\n  {}\n", seed, trouble, command_of(seed));
    ADD_FAILURE() << "seed " << seed << ": " << trouble << '\n' << command_of(seed);
  }
  report(fmt::format("simulator-{}.txt", shard), fmt::format("first seed {}, every {}th\n", first + shard, kShards) + text_of(figures, seconds()) + troubles);
}
INSTANTIATE_TEST_SUITE_P(Shard, Simulation, ::testing::Range(0, kShards));

// Seeds that once failed, far from those of every day.
class SimulationOfSeed : public Simulation {};

TEST_P(SimulationOfSeed, loses_nothing_any_more) {
  Figures figures;
  const auto seed = static_cast<std::uint64_t>(GetParam());
  EXPECT_EQ(trouble_of(Ground(), seed, nullptr, figures), "") << command_of(seed);
}
// 700209136: a clone's ballots came after the backup that the bureau was restored from, its record before.
INSTANTIATE_TEST_SUITE_P(Once, SimulationOfSeed, ::testing::Values(700'209'136));

class SimulationMutant : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { base::set_log_level(static_cast<base::LogLevel>(0)); }
  void TearDown() override { base::set_log_level(base::LogLevel::info); }
};

TEST_P(SimulationMutant, is_caught) {
  const Mutant& mutant = mutants()[GetParam()];
  const Ground ground;
  Figures figures;
  for (std::uint64_t seed = 1; seed <= mutant.within; ++seed) {
    const auto trouble = trouble_of(ground, seed, &mutant, figures);
    if (trouble.empty()) continue;
    report(fmt::format("simulator-mutant-{:02}.txt", GetParam()), fmt::format("{}: seed {} of {}: {}\n", mutant.name, seed, mutant.within, trouble));
    return;
  }
  FAIL() << mutant.name << " was not caught within " << mutant.within << " seeds";
}
INSTANTIATE_TEST_SUITE_P(All, SimulationMutant, ::testing::Range<std::size_t>(0, mutants().size()));

}  // namespace
}  // namespace openday::sim
