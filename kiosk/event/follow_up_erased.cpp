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

Json json_of(const FollowUpCase& one) {
  return {{"number", one.number}, {"source", to_string(one.source)}, {"session", one.session}, {"subject", one.subject}, {"day", base::to_string(one.received)}};
}
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

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

// Cases that these records are, without those of ballots: their texts are no records.
std::vector<CaseFold::Draft> CaseFold::leaving(const std::vector<base::Uuid>& records, Minutes zone) {
  const UuidSet named(records.begin(), records.end());
  std::vector<Draft> out;
  for (const std::string& event : events()) {
    for (Draft& draft : drafts(event, zone))
      if (draft.one.source != CaseSource::ballot && named.contains(ledger_.id(draft.index))) out.push_back(std::move(draft));
  }
  return out;
}

std::string CaseFold::erase_counts(const std::vector<base::Uuid>& records, Minutes zone) {
  Json out = Json::object();
  for (const Draft& draft : leaving(records, zone)) out["cases"].push_back(json_of(draft.one));
  return text_of(out);
}

std::unordered_map<base::Uuid, std::string, UuidHash> CaseFold::erase_counts_each(const std::vector<base::Uuid>& records, Minutes zone) {
  std::unordered_map<base::Uuid, Json, UuidHash> cases;
  for (const Draft& draft : leaving(records, zone)) cases[ledger_.id(draft.index)].push_back(json_of(draft.one));
  std::unordered_map<base::Uuid, std::string, UuidHash> out;
  for (auto& [id, list] : cases) out.emplace(id, text_of({{"cases", std::move(list)}}));
  return out;
}

}  // namespace openday::event
