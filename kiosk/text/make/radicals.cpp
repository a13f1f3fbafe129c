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

// "2EA1 ; 6C35 # ..."
std::map<char32_t, char32_t> read_equivalents(std::string_view text) {
  std::map<char32_t, char32_t> out;
  for_each_line(text, [&](std::string_view line) {
    const std::size_t semicolon = line.find("; ");
    if (semicolon != std::string_view::npos && line.find("..") > semicolon) out[static_cast<char32_t>(to_number(line, 16))] = static_cast<char32_t>(to_number(line.substr(semicolon + 2), 16));
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

// The strokes of the radical's forms that are as many as it must have; where the sources count differently, of all its forms.
std::vector<std::string> radical_strokes(const std::vector<char32_t>& forms, const Ways& known, const Composition& of) {
  std::vector<std::string> fitting, all;
  for (const char32_t form : forms) {
    const auto ways = known.find(form);
    if (ways == known.end()) continue;
    for (const std::string& strokes : ways->second) {
      const auto count = static_cast<int>(strokes.size());
      if (count >= of.total) continue;
      all.push_back(strokes);
      if (count == of.total - of.others) fitting.push_back(strokes);
    }
  }
  return fitting.empty() ? all : fitting;
}

}  // namespace

std::vector<StrokeEntry> guess_strokes(const RadicalSources& sources, const Ways& known) {
  const Forms forms = read_forms(sources);
  std::vector<StrokeEntry> out;
  for (const auto& [character, of] : read_compositions(sources.unihan)) {
    const auto radical = forms.find(of.radical);
    if (!base::is_han(character) || known.contains(character) || of.total > kMaxStrokes || radical == forms.end()) continue;
    for (const std::string& strokes : radical_strokes(radical->second, known, of)) {
      const std::string others(static_cast<std::size_t>(of.total) - strokes.size(), kUnknownStroke);
      out.push_back({strokes + others, character, 0});
      out.push_back({others + strokes, character, 0});
    }
  }
  return out;
}

}  // namespace openday::text
