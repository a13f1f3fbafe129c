// `admin quarantine`: what the bureau could not take, and what the office does about it.
#include <map>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"
#include "sync/bureau/admin.h"
#include "sync/bureau/body_check.h"
#include "sync/bureau/lag.h"
#include "sync/bureau/request_decoder.h"
#include "sync/bureau/text_table.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;

// What the office calls the boxes, by UUID.
StoreResult<std::map<std::string, std::string>> names_of_boxes(AdminStore& store) {
  const auto devices = store.devices();
  if (!devices) return tl::unexpected(devices.error());
  std::map<std::string, std::string> out;
  for (const Device& device : *devices)
    if (device.device) out[base::to_string(*device.device)] = printable(device.name, kShownNameBytes);
  return out;
}

std::string name_of(const std::map<std::string, std::string>& names, const QuarantineRow& row) {
  const auto found = names.find(row.device);
  return found == names.end() ? std::string("-") : found->second;
}

std::string_view state_of(const QuarantineRow& row) {
  if (!row.replayed.empty()) return "replayed";
  if (!row.dropped.empty()) return "dropped";
  return row.bytes == 0 ? "erased" : "held";
}

std::string next_step(const QuarantineRow& row) {
  if (state_of(row) != "held") return {};
  if (row.code == "future") return fmt::format("update this program, then: admin quarantine replay {}", row.number);
  if (row.code == "schema") return fmt::format("replay {0} after an update of this program; else show {0}, note what is in it, drop {0}", row.number);
  if (row.code == "id-taken") return fmt::format("another record has its id: show {0}, compare with admin export journal, drop {0}", row.number);
  return fmt::format("no push could carry it: show {0}, note what is in it, drop {0}", row.number);
}

Json json_of(const QuarantineRow& row, const std::string& name) {
  return {{"number", row.number}, {"device", row.device}, {"name", name}, {"inc", row.inc}, {"seq", row.seq}, {"code", row.code}, {"state", state_of(row)}, {"received", row.received},
          {"replayed", row.replayed}, {"dropped", row.dropped}, {"reason", row.reason}, {"bytes", row.bytes}, {"next_step", next_step(row)}};
}
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Why a quarantined record stays there; empty when it could be put into the tables.
std::string replay_one(AdminStore& store, const QuarantineRow& row, base::Instant now) {
  const auto record = RequestDecoder().record(row.raw);
  if (!record) return "its bytes are not a record: " + record.error().what;
  if (const auto code = quarantine_code(*record); !code.empty()) return fmt::format("this program still finds '{}'", code);
  const auto done = store.replay(row.number, *record, now);
  if (!done) return done.error().what;
  return *done ? std::string() : "another record has its id, or it was replayed meanwhile";
}

// Numbers of what could be replayed: all that are held, or the one that was named, whatever it is.
StoreResult<std::vector<std::uint64_t>> numbers_to_replay(AdminStore& store, std::uint64_t number) {
  if (number != 0) return std::vector{number};
  const auto rows = store.quarantine();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::uint64_t> out;
  for (const QuarantineRow& row : *rows)
    if (state_of(row) == "held") out.push_back(row.number);
  return out;
}

int unknown(const Terminal& terminal, std::uint64_t number) { return failed(terminal, fmt::format("no quarantined record {}: openday-bureau admin quarantine list shows them", number)); }

}  // namespace

int list_quarantine(AdminStore& store, const Terminal& terminal) {
  const auto rows = store.quarantine();
  if (!rows) return failed(terminal, rows.error().what);
  const auto names = names_of_boxes(store);
  if (!names) return failed(terminal, names.error().what);
  using Align = TextTable::Align;
  TextTable table({{"number", Align::right}, {"state"}, {"code"}, {"box"}, {"seq", Align::right}, {"received"}, {"replayed or dropped"}, {"bytes", Align::right}, {"device"}, {"incarnation"}});
  for (const QuarantineRow& row : *rows) {
    if (terminal.json) {
      terminal.out << text_of(json_of(row, name_of(*names, row))) << '\n';
      continue;
    }
    const std::string note = row.dropped.empty() ? next_step(row) : "dropped: " + printable(row.reason, kMostReasonBytes);
    table.add({fmt::format("{}", row.number), std::string(state_of(row)), printable(row.code, 20), name_of(*names, row), fmt::format("{}", row.seq), short_time(instant_of(row.received)),
               short_time(instant_of(row.replayed.empty() ? row.dropped : row.replayed)), fmt::format("{}", row.bytes), row.device, row.inc}, note);
  }
  terminal.out << table.text();
  return 0;
}

int show_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number) {
  const auto row = store.quarantined(number);
  if (!row) return failed(terminal, row.error().what);
  if (!*row) return unknown(terminal, number);
  const auto names = names_of_boxes(store);
  if (!names) return failed(terminal, names.error().what);
  const QuarantineRow& one = **row;
  const std::string shown = printable(one.raw, kMostShownBytes);
  if (terminal.json) {
    Json json = json_of(one, name_of(*names, one));
    json["shown"] = shown;
    terminal.out << text_of(json) << '\n';
    return 0;
  }
  terminal.out << fmt::format("number {}, {}, code {}\nbox {} ({})\nincarnation {}, seq {}, received {}\n", one.number, state_of(one), printable(one.code, 20), name_of(*names, one), one.device, one.inc,
                              one.seq, short_time(instant_of(one.received)));
  if (!one.replayed.empty()) terminal.out << fmt::format("replayed {}: it is in the tables\n", short_time(instant_of(one.replayed)));
  if (!one.dropped.empty()) terminal.out << fmt::format("dropped {}: {}\n", short_time(instant_of(one.dropped)), printable(one.reason, kMostReasonBytes));
  if (const std::string step = next_step(one); !step.empty()) terminal.out << step << '\n';
  if (shown.empty()) return 0;
  terminal.out << fmt::format("{} bytes{}; a guest's words may stand in them:\n{}\n", one.bytes,
                              one.bytes > kMostShownBytes ? fmt::format(", the first {} are shown", kMostShownBytes) : std::string(), shown);
  return 0;
}

int replay_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number) {
  const auto numbers = numbers_to_replay(store, number);
  if (!numbers) return failed(terminal, numbers.error().what);
  std::size_t done = 0, kept = 0;
  for (const std::uint64_t each : *numbers) {
    const auto row = store.quarantined(each);
    if (!row) return failed(terminal, row.error().what);
    if (!*row && number != 0) return unknown(terminal, number);
    if (!*row || state_of(**row) != "held") continue;
    const auto why = replay_one(store, **row, terminal.now);
    why.empty() ? ++done : ++kept;
    if (!why.empty()) terminal.err << fmt::format("openday-bureau: quarantine {} stays: {}\n", each, why);
  }
  terminal.out << fmt::format("replayed {}, still in quarantine {}\n", done, kept);
  return kept == 0 ? 0 : 1;
}

int drop_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number, const std::string& reason) {
  if (reason.find_first_not_of(" \t") == std::string::npos) return failed(terminal, "--reason: say why, it is all that will be left of the record");
  if (reason.size() > kMostReasonBytes || !base::is_utf8(reason)) return failed(terminal, fmt::format("--reason: a sentence of at most {} bytes in UTF-8, without what the record said", kMostReasonBytes));
  const auto done = store.drop(number, reason, terminal.now);
  if (!done) return failed(terminal, done.error().what);
  switch (*done) {
    case Dropping::unknown: return unknown(terminal, number);
    case Dropping::replayed: return failed(terminal, fmt::format("{} was replayed: it is a record now; what a guest asks to forget, openday person erase on the box takes out everywhere", number));
    case Dropping::was_dropped:
      terminal.out << fmt::format("{} was dropped before; its first reason stays\n", number);
      return 0;
    case Dropping::dropped: break;
  }
  terminal.out << fmt::format("dropped {}: its bytes are gone, its place in the chain stays acknowledged. What a database keeps of old rows goes with: openday-bureau admin scrub\n", number);
  return 0;
}

}  // namespace openday::bureau
