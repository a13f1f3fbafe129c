#include "tests/journal/insider.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/journal/journal_fixture.h"
#include "tests/journal/raw_file.h"

namespace openday::journal {
namespace {

using Keys = std::map<std::string, double>;   // a way of ordering -> where this one stands in it

// A thing on the disk that may be joined: a ballot, a text, or the mark of a guest.
struct Thing {
  int guest = 0;          // truth, or for marks what the insider may know: whose it is
  std::string subject, group;   // group: subject and batch; those that wait for one are a group too
  Keys keys;
};

// Only names that open the same way are opened; a file that is not there has no bytes.
struct Disk {
  std::map<std::string, std::string> files;
  explicit Disk(const std::map<std::string, std::filesystem::path>& paths) {
    for (const auto& [name, path] : paths) {
      for (const char* suffix : {"", "-wal", "-shm"}) {
        const auto file = path.string() + suffix;
        if (std::filesystem::exists(file)) files[name + suffix] = file_bytes(file);
      }
    }
  }
};

double as_number(std::string_view bytes) {
  double out = 0;
  for (std::size_t i = 0; i < 6 && i < bytes.size(); ++i) out = out * 256 + static_cast<unsigned char>(bytes[i]);
  return out;
}

// Where copies of `bytes` lie, but for the living cell.
void add_copies(Keys& keys, const Disk& disk, const std::string& what, std::string_view bytes, const RawCell& cell) {
  for (const auto& [name, content] : disk.files) {
    auto places = places_of(bytes, content);
    if (name == "journal") std::erase_if(places, [&](std::size_t at) { return at >= cell.at && at < cell.at + cell.size; });
    if (places.empty()) continue;
    keys[fmt::format("first {} in {}", what, name)] = static_cast<double>(places.front());
    keys[fmt::format("last {} in {}", what, name)] = static_cast<double>(places.back());
  }
}

// In a page the cell that came first lies furthest back. As a share of the page, so that cells of several pages can be compared.
void add_ages(std::vector<Keys*> keys, const std::vector<RawCell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    int after = 0, all = 0;
    for (const RawCell& other : cells) {
      if (other.page != cells[i].page) continue;
      ++all;
      after += other.at > cells[i].at ? 1 : 0;
    }
    (*keys[i])["age in its page"] = (after + 0.5) / all;
  }
}

Keys keys_of(const Disk& disk, const RawCell& cell, std::string_view id, std::string_view written, std::size_t slot) {
  Keys keys{{"page and slot", static_cast<double>(slot)}, {"offset", static_cast<double>(cell.at)}, {"id", as_number(id)},
            {"offset in its page", static_cast<double>(cell.at % 4096)}};
  if (cell.overflow != 0) keys["overflow page"] = cell.overflow;
  add_copies(keys, disk, "copy", id, cell);
  if (!written.empty()) add_copies(keys, disk, "written copy", written, cell);
  return keys;
}

// Ballots and texts have one shape: batch, id, salt, event, session, subject, bytes.
std::vector<Thing> things_in(const Disk& disk, const RawFile& file, const std::string& table) {
  std::vector<Thing> out;
  std::size_t slot = 0;
  const auto cells = file.cells(table);
  for (const RawCell& cell : cells) {
    const std::string& bytes = cell.columns.at(6);
    Thing thing{guest_of(bytes), cell.columns[5], cell.columns[5] + cell.columns[0], keys_of(disk, cell, cell.columns[1], bytes.substr(7, 36), ++slot)};
    thing.keys["salt"] = as_number(cell.columns[2]);
    out.push_back(std::move(thing));
  }
  std::vector<Keys*> keys;
  for (Thing& thing : out) keys.push_back(&thing.keys);
  add_ages(keys, cells);
  return out;
}

// The marks' key lies on the same disk: the insider knows whose each mark is.
std::string key_of_marks(const RawFile& file, const std::string& event) {
  for (const RawCell& cell : file.cells("setting"))
    if (cell.columns.at(0) == "ballot-key/" + event) return cell.columns.at(1);
  throw std::runtime_error("no key of marks");
}

std::map<std::pair<int, std::string>, Keys> marks_in(const Disk& disk, const RawFile& file, const std::string& event, const std::vector<Stood>& queue,
                                                     const std::vector<std::string>& subjects) {
  const std::string key = key_of_marks(file, event);
  const auto cells = file.cells("mark");
  std::map<std::string, Keys> all;
  std::size_t slot = 0;
  for (const RawCell& cell : cells) all[cell.columns.at(1)] = keys_of(disk, cell, cell.columns[1], {}, ++slot);
  std::vector<Keys*> keys;
  for (const RawCell& cell : cells) keys.push_back(&all.at(cell.columns[1]));
  add_ages(keys, cells);
  std::map<std::pair<int, std::string>, Keys> out;
  for (std::size_t guest = 0; guest < queue.size(); ++guest) {
    for (const std::string& subject : subjects) {
      const std::string message = std::string(base::as_text(queue[guest].registration.bytes)) + subject;
      const auto mark = base::hmac_sha256(base::as_bytes(key), base::as_bytes(message));
      const auto found = all.find(std::string(base::as_text(mark)));
      if (found == all.end()) continue;
      found->second["standing there"] = static_cast<double>(guest);
      found->second["registration"] = as_number(base::as_text(queue[guest].registration.bytes));
      out[{static_cast<int>(guest), subject}] = found->second;
    }
  }
  return out;
}

// Guests of `things` ordered by one of their keys; nothing when one of them has no such key.
std::optional<std::vector<int>> ordered(const std::vector<Thing>& things, const std::string& key, bool backwards) {
  std::vector<std::pair<double, int>> order;
  for (const Thing& thing : things) {
    const auto found = thing.keys.find(key);
    if (found == thing.keys.end()) return std::nullopt;
    order.emplace_back(backwards ? -found->second : found->second, thing.guest);
  }
  std::ranges::sort(order, {}, &std::pair<double, int>::first);
  std::vector<int> guests;
  for (const auto& [place, guest] : order) guests.push_back(guest);
  return guests;
}

void join(std::map<std::string, Score>& scores, const std::string& name, const std::vector<Thing>& left, const std::vector<Thing>& right) {
  if (left.size() != right.size() || left.size() < 2) return;
  for (const auto& [a, ignored] : left.front().keys) {
    const auto lefts = ordered(left, a, false);
    if (!lefts) continue;
    for (const auto& [b, ignored_too] : right.front().keys) {
      for (const bool backwards : {false, true}) {
        const auto rights = ordered(right, b, backwards);
        if (!rights) continue;
        Score& score = scores[fmt::format("{}: {} ~ {}{}", name, a, b, backwards ? " backwards" : "")];
        ++score.batches;
        score.items += static_cast<int>(left.size());
        for (std::size_t i = 0; i < lefts->size(); ++i) score.hits += (*lefts)[i] == (*rights)[i] ? 1 : 0;
      }
    }
  }
}

std::map<std::string, std::vector<Thing>> by_group(std::vector<Thing> things) {
  std::map<std::string, std::vector<Thing>> out;
  for (Thing& thing : things) out[thing.group].push_back(std::move(thing));
  return out;
}

}  // namespace

double Score::z() const { return batches == 0 ? 0 : (hits - batches) / std::sqrt(static_cast<double>(batches)); }

void Insider::look_at(const std::filesystem::path& journal, const std::filesystem::path& inbox, const std::filesystem::path& bureau,
                      const std::string& event, const std::vector<Stood>& queue) {
  const Disk disk({{"journal", journal}, {"inbox", inbox}, {"bureau", bureau}});
  const RawFile file(disk.files.at("journal"));
  const auto marks = marks_in(disk, file, event, queue, {"bureau", "event", "sheet"});
  const auto texts = by_group(things_in(disk, file, "ballot_text"));
  for (const auto& [group, ballots] : by_group(things_in(disk, file, "ballot"))) {
    // Who is in the batch, the insider knows from the time of its record.
    std::vector<Thing> guests;
    for (const Thing& ballot : ballots) guests.push_back({ballot.guest, ballot.subject, group, marks.at({ballot.guest, ballot.subject})});
    join(scores_, "ballot and guest", ballots, guests);
    if (const auto written = texts.find(group); written != texts.end()) {
      join(scores_, "text and guest", written->second, guests);
      join(scores_, "text and ballot", written->second, ballots);
    }
  }
}

std::pair<std::string, Score> Insider::best(int batches) const {
  const auto found = std::ranges::max_element(scores_, {}, [&](const auto& entry) { return entry.second.batches < batches ? -100 : entry.second.z(); });
  if (found == scores_.end()) return {};
  return *found;
}

std::string token_of(int guest) { return fmt::format("<{}>", guest); }

int guest_of(const std::string& bytes) {
  const auto at = bytes.find('<');
  if (at == std::string::npos) throw std::runtime_error("no token");
  return std::stoi(bytes.substr(at + 1));
}

}  // namespace openday::journal
