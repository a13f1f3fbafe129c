#include "tests/sim/hall_papers.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "kiosk/event/notice_board.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"
#include "sync/bureau/admin_halls.h"
#include "sync/protocol/limits.h"
#include "tests/support/files.h"

namespace openday::sim {
namespace {

constexpr int kLongPaper = 60;           // permille: one that is fetched in several parts
constexpr int kSharedVersion = 400;      // permille of a hall's papers

base::SigningKey key_of(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(number);
  return base::SigningKey::from_seed(seed);
}

std::string plan_text(int version) {
  return fmt::format(R"(schema = 1
version = {}
[event]
id = "{}"
name = "政府开放日"
bureau = "禾川县自然资源局"
status = "confirmed"
[[site]]
id = "hall"
name = "不动产登记大厅"
[[category]]
id = "public"
code = 1
label = "群众代表"
[[session]]
id = "main"
precision = "ten_days"
month = 9
ten_days = "middle"
site = "hall"
[[session.item]]
id = "browse"
kind = "tour"
phase = "浏览介绍"
title = "浏览介绍"
site = "hall"
)", version, kHallEvent);
}

event::Roster roster_of(int version, const std::string& hall) {
  event::Guest guest;
  guest.registration.bytes.fill(static_cast<std::uint8_t>(version));
  guest.name = fmt::format("客人{}{}", version, hall);
  guest.category = "public";
  return {kHallEvent, version, {guest}};
}

bool is_of_the_box(const std::string& kind) { return kind == "trust" || kind == "calendar"; }

}  // namespace

Papers::Papers(std::string folder) : folder_(std::move(folder)), root_(key_of(101)), documents_(key_of(102)), stranger_(key_of(103)) {}

const std::vector<std::string>& Papers::kinds() {
  static const std::vector<std::string> all{"plan", "roster", "revocations", "calendar", "notice"};
  return all;
}

// No two of a version are alike: a hall's own names it.
std::string Papers::draw_up(const std::string& kind, int version, const std::string& hall, Dice& dice) const {
  if (kind == "plan") {
    auto text = plan_text(version) + "# " + hall + "\n";
    if (dice.chance(kLongPaper)) text += "# " + std::string(protocol::kMaxPart + 100, 'x') + "\n";
    return text;
  }
  if (kind == "roster") return event::write_roster(roster_of(version, hall));
  if (kind == "revocations") return event::write_revocations({kHallEvent, version, {event::RegistrationId{{static_cast<std::uint8_t>(hall.size())}}}});
  if (kind == "calendar") return fmt::format(R"({{"schema":"workday-calendar/1","version":{},"of":"{}","years":{{}}}})", version, hall);
  if (kind == "notice") return event::write_notices({kHallEvent, version, {{std::to_string(version), "请到二楼" + hall, {}, event::NoticeSeverity::info, {}, base::Instant{base::Millis{4'000'000'000'000}}}}});
  event::Trust trust{version, root_.public_key(), {{base::key_id(documents_.public_key()), documents_.public_key(), event::KeyUse::documents, {}}}};
  return event::write_trust(trust, root_);
}

void Papers::hand_out(bureau::HallStore& store, const Paper& paper, base::Instant now) const {
  const auto file = folder_ + paper.kind;
  support::write_text(file, paper.bytes);
  if (!paper.cose.empty()) support::write_text(file + ".cose", paper.cose);
  std::ostringstream said;
  if (bureau::publish(store, {said, said, now, false}, {paper.kind, file, {}, paper.hall, {}}) != 0) throw std::runtime_error("the office may not publish: " + said.str());
}

int Papers::version_for(const std::string& kind, const std::string& hall, Dice& dice) {
  const auto all = newest();
  const auto everybodys = all.find({kind, std::string()}), own = all.find({kind, hall});
  const bool may_share = !hall.empty() && everybodys != all.end() && (own == all.end() || own->second->version < everybodys->second->version);
  return may_share && dice.chance(kSharedVersion) ? everybodys->second->version : ++versions_[kind];
}

Paper& Papers::file(const std::string& kind, const std::string& hall, bool is_good, Dice& dice) {
  Paper paper{is_of_the_box(kind) ? std::string() : kHallEvent, kind, hall, version_for(kind, hall, dice), {}, {}, is_good};
  paper.bytes = draw_up(kind, paper.version, hall, dice);
  paper.digest = base::to_hex(base::sha256(base::as_bytes(paper.bytes)));
  return drawer_.emplace_back(std::move(paper));
}

void Papers::publish(bureau::HallStore& store, const std::string& kind, const std::string& hall, Dice& dice, base::Instant now) {
  Paper& paper = file(kind, hall, true, dice);
  if (kind != "trust") paper.cose = event::sign_document(paper.bytes, documents_);
  hand_out(store, paper, now);
}

void Papers::slip_in(bureau::HallStore& store, const std::string& kind, bool is_signed_by_a_stranger, Dice& dice, base::Instant now) {
  Paper& paper = file(kind, {}, false, dice);
  if (is_signed_by_a_stranger) paper.cose = event::sign_document(paper.bytes, stranger_);
  (void)store.publish({paper.event, kind, {}, paper.version, paper.bytes, paper.cose}, now);
}

std::map<std::pair<std::string, std::string>, const Paper*> Papers::newest() const {
  std::map<std::pair<std::string, std::string>, const Paper*> out;
  for (const auto& paper : drawer_) {
    auto& held = out[{paper.kind, paper.hall}];
    if (held == nullptr || paper.version > held->version) held = &paper;
  }
  return out;
}

// The trust list first: the others are checked against it.
void Papers::publish_again(bureau::HallStore& store, base::Instant now) {
  for (const bool trust : {true, false}) {
    for (const auto& [topic, paper] : newest()) {
      if ((topic.first == "trust") == trust && paper->is_good) hand_out(store, *paper, now);
    }
  }
}

void Papers::put_right(bureau::HallStore& store, Dice& dice, base::Instant now) {
  for (const auto& [topic, paper] : newest()) {
    if (!paper->is_good) return publish(store, topic.first, topic.second, dice, now), put_right(store, dice, now);
  }
}

std::map<std::string, const Paper*> Papers::newest_for(const std::string& hall) const {
  std::map<std::string, const Paper*> out;
  for (const auto& [topic, paper] : newest()) {
    if (!topic.second.empty() && topic.second != hall) continue;
    auto& held = out[topic.first];
    if (held == nullptr || paper->version > held->version || (paper->version == held->version && held->hall.empty())) held = paper;
  }
  return out;
}

const Paper* Papers::find(const std::string& kind, const std::string& digest) const {
  const auto found = std::ranges::find_if(drawer_, [&](const Paper& paper) { return paper.kind == kind && paper.digest == digest; });
  return found == drawer_.end() ? nullptr : &*found;
}

}  // namespace openday::sim
