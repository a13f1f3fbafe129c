#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/roster.h"
#include "kiosk/text/engine_factory.h"
#include "kiosk/text/name_index.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

constexpr std::string_view word_of(text::MatchedBy by) {
  switch (by) {
    case text::MatchedBy::code: return "code";
    case text::MatchedBy::phone_tail: return "phone_tail";
    case text::MatchedBy::name: return "name";
  }
  return "";
}

void show(const event::Guest& guest, text::MatchedBy by, bool json) {
  if (!json) return print(fmt::format("{}\t{}\t{}\t{}\t{}", guest.name, guest.category, guest.phone_tail, guest.number, to_string(guest.registration)));
  print(nlohmann::ordered_json{{"registration", to_string(guest.registration)}, {"name", guest.name}, {"category", guest.category}, {"phone_tail", guest.phone_tail},
                               {"number", guest.number}, {"state", to_string(guest.state)}, {"matched", word_of(by)}}.dump());
}

}  // namespace

int find(const FindOptions& options) {
  const auto json = read_input(options.roster, event::kMaxRosterBytes);
  if (!json) return complain(json.error());
  const auto roster = event::read_roster(*json);
  if (!roster) return complain(fmt::format("{}: {}", options.roster, roster.error().what));
  auto readings = text::Readings::load(options.tables.empty() ? text::built_engine_files().tables.string() : options.tables);
  if (!readings) return complain(readings.error());
  const text::NameIndex index(roster->guests(), std::make_shared<const text::Readings>(std::move(*readings)));
  const text::Hits found = index.find(options.query, options.most);
  for (const text::Hit& hit : found.hits) show(roster->guests()[hit.guest], hit.by, options.json);
  if (found.more) note(fmt::format("openday: the first {} are shown; type more of the name, or --most N", options.most));
  return found.hits.empty() ? kNo : kYes;
}

}  // namespace openday::tool
