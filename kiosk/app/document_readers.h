// Documents read from their texts, each with its own complaint and next step, and what is made of the program's own lists. Internal to
// documents.cpp. Pure but for the files of catalogues.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "kiosk/app/documents.h"
#include "kiosk/base/file.h"
#include "kiosk/base/result.h"

namespace openday::app {

inline constexpr std::size_t kMostList = 8u << 20;   // bytes of a trust list, of revocations, of a catalogue

// One document read from a text: nothing, and why, when it cannot be used.
template <class T>
using Reading = base::Result<T, ui::Trouble>;

template <class T, class Kind>
Reading<T> plainly(base::Result<T, Kind> read, const std::string& file, std::string_view next_step) {
  if (read) return std::move(*read);
  return base::fail(ui::Trouble::other, fmt::format("{}: {}; {}", file, read.error().what, next_step));
}

// `notes` takes every warning and error of the plan.
[[nodiscard]] Reading<event::Plan> read_plan_document(const std::string& text, const std::string& file, std::vector<std::string>& notes);
[[nodiscard]] Reading<event::Roster> read_roster_document(const std::string& text, const std::string& file, const std::string& event);
[[nodiscard]] Reading<event::Revocations> read_revocations_document(const std::string& text, const std::string& file, const std::string& event);

// A list that cannot be read costs what it holds and nothing else: said in the log.
template <class Read>
auto read_list(std::vector<std::string>& notes, const std::filesystem::path& file, std::string_view cost, const Read& read) -> std::optional<std::decay_t<decltype(*read(std::string(), std::string()))>> {
  const auto text = base::read_file(file, kMostList);
  if (!text) {
    notes.push_back(fmt::format("{}; {}", text.error().what, cost));
    return std::nullopt;
  }
  auto list = read(*text, file.string());
  if (list) return std::move(*list);
  notes.push_back(fmt::format("{}; {}", list.error().what, cost));
  return std::nullopt;
}

// A form for each questionnaire of the plan; `folder` holds the catalogues.
void read_forms(const std::filesystem::path& folder, const event::Phrases& phrases, Documents& documents, std::vector<std::string>& notes);

}  // namespace openday::app
