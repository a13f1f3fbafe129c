#include "kiosk/text/make/radicals.h"

#include <algorithm>
#include <charconv>

#include "kiosk/base/utf8.h"

namespace openday::text {
namespace {

constexpr char32_t kFirstRadical = 0x2F00, kLastRadical = 0x2FD5, kFirstForm = 0x2E80, kLastForm = 0x2EF3;
constexpr std::string_view kRadicalName = "KANGXI RADICAL ", kFormName = "CJK RADICAL ";
constexpr int kMaxStrokes = 84;   // no character has more (U+2CBAF, as far as Unihan counts)

using Forms = std::map<int, std::vector<char32_t>>;   // number of the radical -> its forms as characters

int to_number(std::string_view text, int base = 10) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out, base);
  return out;
}

template <class Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.empty() && line.front() != '#') take(line);
  }
}

// "2EA1 ; 6C35 # ..." and "2EBE..2EC0 ; 8279 # ...".
std::map<char32_t, char32_t> read_equivalents(std::string_view text) {
  std::map<char32_t, char32_t> out;
  for_each_line(text, [&](std::string_view line) {
    const std::size_t semicolon = line.find("; "), dots = line.find("..");
    if (semicolon == std::string_view::npos) return;
    const auto first = static_cast<char32_t>(to_number(line, 16)), last = dots < semicolon ? static_cast<char32_t>(to_number(line.substr(dots + 2), 16)) : first;
    for (char32_t form = first; form <= last; ++form) out[form] = static_cast<char32_t>(to_number(line.substr(semicolon + 2), 16));
  });
  return out;
}

// "CJK RADICAL WATER ONE" and "CJK RADICAL C-SIMPLIFIED SPEECH" are forms of the radicals WATER and SPEECH.
bool is_form_of(std::string_view form, std::string_view radical) {
  for (const std::string_view kind : {"C-SIMPLIFIED ", "SIMPLIFIED "}) {
    if (form.starts_with(kind)) form.remove_prefix(kind.size());
  }
  return form.starts_with(radical) && (form.size() == radical.size() || form[radical.size()] == ' ');
}

Forms read_forms(const RadicalSources& sources) {
  std::map<int, std::string> radicals;
  std::map<char32_t, std::string> forms;
  for_each_line(sources.names, [&](std::string_view line) {
    const auto code = static_cast<char32_t>(to_number(line, 16));
    const std::string_view name = line.substr(line.find(';') + 1, line.find(';', line.find(';') + 1) - line.find(';') - 1);
    if (code >= kFirstRadical && code <= kLastRadical) radicals[static_cast<int>(code - kFirstRadical) + 1] = name.substr(kRadicalName.size());
    if (code >= kFirstForm && code <= kLastForm && name.starts_with(kFormName)) forms[code] = name.substr(kFormName.size());
  });
  const auto equivalents = read_equivalents(sources.equivalents);
  Forms out;
  const auto add = [&](int number, char32_t form) {
    if (const auto found = equivalents.find(form); found != equivalents.end()) out[number].push_back(found->second);
  };
  for (const auto& [number, radical] : radicals) {
    add(number, kFirstRadical + static_cast<char32_t>(number) - 1);
    for (const auto& [code, form] : forms) {
      if (is_form_of(form, radical)) add(number, code);
    }
  }
  return out;
}

struct Composition {
  int radical = 0, others = 0, total = 0;
};

// kRSUnicode "167'.5" (the first value), kTotalStrokes "10".
std::map<char32_t, Composition> read_compositions(std::string_view unihan) {
  std::map<char32_t, Composition> out;
  for_each_line(unihan, [&](std::string_view line) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (!line.starts_with("U+") || second == std::string_view::npos) return;
    const std::string_view field = line.substr(first + 1, second - first - 1), value = line.substr(second + 1);
    if (field != "kRSUnicode" && field != "kTotalStrokes") return;
    Composition& of = out[static_cast<char32_t>(to_number(line.substr(2), 16))];
    if (field == "kTotalStrokes") of.total = to_number(value);
    if (field == "kRSUnicode") of.radical = to_number(value), of.others = to_number(value.substr(value.find('.') + 1));
  });
  return out;
}

using Ways = std::map<char32_t, std::vector<std::string>>;

using Compositions = std::map<char32_t, Composition>;

// How the radical is written in the characters whose strokes are known, where it takes a given number of them: 阝 of 邑, 月 of 肉, which the
// sources give no form of their own. What many of these characters begin or end with.
class LearnedForms {
 public:
  LearnedForms(const Compositions& compositions, const Ways& known) {
    for (const auto& [character, of] : compositions) {
      const auto ways = known.find(character);
      if (ways == known.end() || of.others < 1) continue;
      for (const std::string& strokes : ways->second) learn(of, strokes);
    }
  }
  [[nodiscard]] std::vector<std::string> find(const Composition& of) const {
    std::vector<std::string> out;
    const auto seen = seen_.find({of.radical, of.total - of.others});
    if (seen == seen_.end() || seen->second.first < kEnoughSeen) return out;
    for (const auto& [strokes, votes] : seen->second.second)
      if (votes * kLeastShare > seen->second.first) out.push_back(strokes);
    return out;
  }

 private:
  static constexpr int kEnoughSeen = 10, kLeastShare = 4;   // characters; one in so many of them
  void learn(const Composition& of, const std::string& strokes) {
    const int length = of.total - of.others;
    if (length < 1 || static_cast<int>(strokes.size()) != of.total) return;   // counted differently
    auto& [count, votes] = seen_[{of.radical, length}];
    const auto size = static_cast<std::size_t>(length);
    const std::string first = strokes.substr(0, size), last = strokes.substr(strokes.size() - size);
    ++count;
    ++votes[first];
    if (last != first) ++votes[last];
  }
  std::map<std::pair<int, int>, std::pair<int, std::map<std::string, int>>> seen_;   // radical and its strokes -> of so many, how often each
};

// The strokes of the radical's forms that are as many as it must have; nothing where the sources count differently.
std::vector<std::string> radical_strokes(const std::vector<char32_t>& forms, const Ways& known, const LearnedForms& learned, const Composition& of) {
  std::vector<std::string> out;
  if (of.others < 1 || of.others >= of.total) return out;
  for (const char32_t form : forms) {
    const auto ways = known.find(form);
    if (ways == known.end()) continue;
    for (const std::string& strokes : ways->second)
      if (static_cast<int>(strokes.size()) == of.total - of.others) out.push_back(strokes);
  }
  return out.empty() ? learned.find(of) : out;
}

}  // namespace

std::vector<StrokeEntry> guess_strokes(const RadicalSources& sources, const Ways& known) {
  const Forms forms = read_forms(sources);
  const Compositions compositions = read_compositions(sources.unihan);
  const LearnedForms learned(compositions, known);
  std::vector<StrokeEntry> out;
  for (const auto& [character, of] : compositions) {
    const auto radical = forms.find(of.radical);
    if (!base::is_han(character) || known.contains(character) || of.total < 1 || of.total > kMaxStrokes || radical == forms.end()) continue;
    const auto ways = radical_strokes(radical->second, known, learned, of);
    for (const std::string& strokes : ways) {
      const std::string others(static_cast<std::size_t>(of.others), kUnknownStroke);
      out.push_back({strokes + others, character, 0});
      out.push_back({others + strokes, character, 0});
    }
    if (ways.empty()) out.push_back({std::string(static_cast<std::size_t>(of.total), kUnknownStroke), character, 0});
  }
  return out;
}

}  // namespace openday::text
