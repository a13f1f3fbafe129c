#include "kiosk/event/answers_json.h"

#include <algorithm>

namespace openday::event::bodies {
namespace {

using Ordered = nlohmann::ordered_json;
constexpr int kMostMarks = 100;

std::optional<ItemAnswer> read_answer(const Ordered& json) {
  if (!json.is_object() || !json.contains("item") || !json["item"].is_string()) return std::nullopt;
  ItemAnswer out;
  out.item = json["item"].get<std::string>();
  if (const auto value = json.find("value"); value != json.end()) {
    if (!value->is_number_integer() || *value < 0 || *value > kMostMarks) return std::nullopt;
    out.value = value->get<int>();
  }
  if (const auto choices = json.find("choices"); choices != json.end()) {
    if (!choices->is_array() || choices->size() > kMaxChoices) return std::nullopt;
    for (const Ordered& choice : *choices) {
      if (!choice.is_string()) return std::nullopt;
      out.choices.push_back(choice.get<std::string>());
    }
  }
  if (const auto text = json.find("text"); text != json.end()) {
    if (!text->is_string()) return std::nullopt;
    out.text = text->get<std::string>();
  }
  const int said = int{out.value.has_value()} + int{!out.choices.empty()} + int{!out.text.empty()};
  return said == 1 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

Ordered answers_json(const std::vector<ItemAnswer>& answers) {
  Ordered out = Ordered::array();
  for (const ItemAnswer& answer : answers) {
    Ordered one;
    one["item"] = answer.item;
    if (answer.value) one["value"] = *answer.value;
    if (!answer.choices.empty()) one["choices"] = answer.choices;
    if (!answer.text.empty()) one["text"] = answer.text;
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<std::vector<ItemAnswer>> read_answers(const Ordered& json) {
  if (!json.is_array() || json.size() > kMaxAnswers) return std::nullopt;
  std::vector<ItemAnswer> out;
  for (const Ordered& one : json) {
    auto answer = read_answer(one);
    if (!answer) return std::nullopt;
    const bool twice = std::any_of(out.begin(), out.end(), [&](const ItemAnswer& other) { return other.item == answer->item; });
    if (twice) return std::nullopt;
    out.push_back(std::move(*answer));
  }
  return out;
}

}  // namespace openday::event::bodies
