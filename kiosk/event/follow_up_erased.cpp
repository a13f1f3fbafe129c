// What an erased case leaves behind: its number and its day, written when it is erased.
#include <nlohmann/json.hpp>

#include "kiosk/event/case_number.h"
#include "kiosk/event/follow_up.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::string_view kErasedText = "（已按规定删除）";

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<CaseSource> source_of(const std::string& word) {
  for (const CaseSource source : {CaseSource::rating, CaseSource::ballot, CaseSource::opinion})
    if (to_string(source) == word) return source;
  return std::nullopt;
}

std::optional<FollowUpCase> remains(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto number = parse_case_number(text_of(json, "number"));
  const auto source = source_of(text_of(json, "source"));
  const auto day = base::parse_date(text_of(json, "day"));
  if (!number || !source || !day) return std::nullopt;
  FollowUpCase out;
  out.number = *number;
  out.source = *source;
  out.session = text_of(json, "session");
  out.subject = text_of(json, "subject");
  out.received = *day;
  out.text = kErasedText;
  out.erased = true;
  return out;
}

}  // namespace

void CaseFold::erased_drafts(std::string_view event, std::vector<Draft>& out) {
  for (const RecordLedger::Erase* erase : ledger_.counting_erases()) {
    const Json counts = Json::parse(erase->body.counts, nullptr, false);
    if (erase->event != event || !counts.is_object() || !counts.contains("cases") || !counts["cases"].is_array()) continue;
    for (const Json& one : counts["cases"]) {
      if (auto found = remains(one)) {
        Draft& draft = out.emplace_back();
        draft.one = std::move(*found);
      }
    }
  }
}

std::string CaseFold::erase_counts(const std::vector<base::Uuid>& records, Minutes zone) {
  const UuidSet named(records.begin(), records.end());
  Json out = Json::object();
  for (const std::string& event : events()) {
    for (const Draft& draft : drafts(event, zone)) {
      const FollowUpCase& one = draft.one;
      if (one.source == CaseSource::ballot || !named.contains(ledger_.id(draft.index))) continue;
      out["cases"].push_back({{"number", one.number}, {"source", to_string(one.source)}, {"session", one.session}, {"subject", one.subject}, {"day", base::to_string(one.received)}});
    }
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace openday::event
