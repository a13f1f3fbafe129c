// A recogniser on public stroke medians: as one learns to write, with a shaking hand, two strokes swapped, strokes joined, very small.
// usage: compare_handwriting INK.txt; each line of INK is "character<tab>x,y x,y;x,y ..." with strokes between semicolons.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "kiosk/text/handwriting_zinnia.h"

namespace {

using namespace openday::text;
using Clock = std::chrono::steady_clock;

struct Sample {
  std::string character;
  Ink ink;
};

std::vector<Sample> read_samples(const char* file) {
  std::ifstream lines(file);
  std::vector<Sample> out;
  for (std::string line; std::getline(lines, line);) {
    Sample sample{line.substr(0, line.find('\t')), {}};
    std::istringstream strokes(line.substr(line.find('\t') + 1));
    for (std::string stroke; std::getline(strokes, stroke, ';');) {
      std::istringstream points(stroke);
      auto& to = sample.ink.emplace_back();
      for (std::string point; points >> point;) to.push_back({std::stof(point), std::stof(point.substr(point.find(',') + 1))});
    }
    out.push_back(std::move(sample));
  }
  return out;
}

constexpr float kSide = 1024, kShake = 30;   // of the medians; 3 % of it

class Hand {
 public:
  Ink standard(Ink ink) { return ink; }
  Ink shaking(Ink ink) {
    for (InkStroke& stroke : ink) {
      for (InkPoint& p : stroke) p = {p.x + shake(), p.y + shake()};
    }
    return ink;
  }
  Ink swapped(Ink ink) {
    if (ink.size() > 1) {
      const std::size_t at = chance_() % (ink.size() - 1);
      std::swap(ink[at], ink[at + 1]);
    }
    return ink;
  }
  Ink joined(Ink ink) {
    if (ink.size() < 2) return ink;
    const std::size_t at = chance_() % (ink.size() - 1);
    ink[at].insert(ink[at].end(), ink[at + 1].begin(), ink[at + 1].end());
    ink.erase(ink.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return ink;
  }
  // In a corner of the pad, to whole pixels.
  Ink small(Ink ink) {
    for (InkStroke& stroke : ink) {
      for (InkPoint& p : stroke) p = {static_cast<float>(static_cast<int>(p.x * 40 / kSide)), static_cast<float>(static_cast<int>(p.y * 40 / kSide))};
    }
    return ink;
  }

 private:
  float shake() { return static_cast<float>(chance_() % 2001) / 1000 * kShake - kShake; }
  std::mt19937 chance_{1};
};

void measure(const char* name, HandwritingRecogniser& recogniser, const std::vector<Sample>& samples, Ink (Hand::*draw)(Ink)) {
  Hand hand;
  std::size_t first = 0, ten = 0;
  std::vector<double> times;
  for (const Sample& sample : samples) {
    const Ink ink = (hand.*draw)(sample.ink);
    const auto begin = Clock::now();
    const auto read = recogniser.recognise(ink, 10);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    first += !read.empty() && read.front() == sample.character;
    ten += std::ranges::find(read, sample.character) != read.end();
  }
  std::ranges::sort(times);
  const auto all = static_cast<double>(samples.size());
  std::printf("%-10s %6.1f %% %6.1f %% %8.2f %8.2f\n", name, 100 * static_cast<double>(first) / all, 100 * static_cast<double>(ten) / all, times[times.size() / 2], times[times.size() * 99 / 100]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: compare_handwriting INK.txt\n", stderr), 2;
  const auto samples = read_samples(argv[1]);
  const auto recogniser = open_zinnia(installed_handwriting_model());
  if (!recogniser || samples.empty()) return std::fprintf(stderr, "%s\n", recogniser ? "no ink" : recogniser.error().what.c_str()), 2;
  std::printf("%zu characters; ms for one character\n%-10s %8s %8s %8s %8s\n", samples.size(), "hand", "first", "of ten", "p50", "p99");
  measure("standard", **recogniser, samples, &Hand::standard);
  measure("shaking", **recogniser, samples, &Hand::shaking);
  measure("swapped", **recogniser, samples, &Hand::swapped);
  measure("joined", **recogniser, samples, &Hand::joined);
  measure("small", **recogniser, samples, &Hand::small);
  return 0;
}
