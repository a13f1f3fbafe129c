// One engine on the 300 phrases of tests/text/samples/phrases-300.tsv, key by key: how many come first, how many on the first page, what a
// key costs, how long it takes to open and what it holds in memory. usage: compare_typing ENGINE PHRASES [OFFICE-LIST]; one line of a table.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/bench/typing/peers.h"

namespace {

using namespace openday;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

struct Sample {
  std::string text, keys;
};

std::vector<Sample> read_samples(const char* file) {
  std::ifstream lines(file);
  std::vector<Sample> out;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    std::string keys = line.substr(tab + 1);
    std::erase(keys, ' ');
    out.push_back({line.substr(0, tab), keys});
  }
  return out;
}

std::set<std::string> office_phrases(const char* file) {
  std::ifstream lines(file);
  std::set<std::string> out;
  for (std::string line; std::getline(lines, line);) out.insert(line.substr(0, line.find('\t')));
  return out;
}

// Resident memory, and that of it which no file backs, in MB.
std::pair<double, double> memory() {
  std::ifstream status("/proc/self/status");
  std::map<std::string, double> of;
  for (std::string line; std::getline(status, line);) {
    std::istringstream words(line);
    std::string name;
    double kilobytes = 0;
    if (words >> name >> kilobytes) of[name] = kilobytes / 1024;
  }
  return {of["VmRSS:"], of["RssAnon:"]};
}

bench::Peer open(const std::string& name) {
  if (name == "openday") return bench::open_openday();
  if (name == "libime") return bench::open_libime_bare();
  if (name == "googlepinyin") return bench::open_googlepinyin();
  return bench::open_rime(name == "rime-simp" ? "pinyin_simp" : "luna_pinyin_simp");
}

struct Score {
  int first = 0, page = 0, first_of_others = 0, others = 0;
  std::vector<double> key_ms;
};

void judge(Score& score, text::SentenceSource& peer, const Sample& sample, bool in_list) {
  peer.reset();
  std::vector<text::Guess> guesses;
  for (std::size_t length = 1; length <= sample.keys.size(); ++length) {
    const auto begin = Clock::now();
    guesses = peer.guess(std::string_view(sample.keys).substr(0, length), bench::kPage);
    score.key_ms.push_back(ms_since(begin));
  }
  const bool first = !guesses.empty() && guesses.front().text == sample.text;
  score.first += first;
  score.page += std::ranges::any_of(guesses, [&](const text::Guess& guess) { return guess.text == sample.text; });
  score.others += !in_list;
  score.first_of_others += first && !in_list;
  if (!first && std::getenv("OPENDAY_SHOW_MISSES") != nullptr) std::fprintf(stderr, "%s: %s\n", sample.text.c_str(), guesses.empty() ? "" : guesses.front().text.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: compare_typing ENGINE PHRASES [OFFICE-LIST]\n", stderr), 2;
  const auto samples = read_samples(argv[2]);
  const auto list = argc > 3 ? office_phrases(argv[3]) : std::set<std::string>();
  const auto [rss_before, anon_before] = memory();
  const auto begin = Clock::now();
  const bench::Peer peer = open(argv[1]);
  const double opened = ms_since(begin);
  Score score;
  for (const Sample& sample : samples) judge(score, *peer, sample, list.contains(sample.text));
  const auto [rss, anon] = memory();
  std::ranges::sort(score.key_ms);
  const auto at = [&](double part) { return score.key_ms[static_cast<std::size_t>(part * static_cast<double>(score.key_ms.size() - 1))]; };
  std::printf("%-13s %4d %8d %7d of %d %9.0f %8.2f %8.2f %8.2f %9.1f %9.1f\n", argv[1], score.first, score.page, score.first_of_others, score.others, opened, at(0.5), at(0.99), at(1),
              rss - rss_before, anon - anon_before);
  return 0;
}
