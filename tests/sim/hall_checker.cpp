#include "tests/sim/hall_checker.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/record_bodies.h"
#include "sync/agent/puller.h"
#include "sync/bureau/request_decoder.h"
#include "sync/protocol/pull_codec.h"
#include "tests/sim/guest_count.h"

namespace openday::sim {
namespace {

constexpr std::size_t kPage = 1000;

template <class T, class Kind>
T must(base::Result<T, Kind> result) {
  if (!result) throw Violation(result.error().what);
  return std::move(*result);
}

}  // namespace

void HallChecker::note_before_replacing(HallBox& box) {
  note_own(box);
  records_.note_journal(box.folder());
}

void HallChecker::look_at(HallBox& box) {
  Known& known = known_[box.number()];
  if (known.disks_replaced != box.disks_replaced) {
    known.disks_replaced = box.disks_replaced;
    known.noted = 0;
    known.own.clear();
    known.in_force.clear();
  }
  if (known.inboxes_lost != box.inboxes_lost) {
    known.inboxes_lost = box.inboxes_lost;
    known.position = 0;
    known.records.clear();
    known.erased.clear();
    known.in_force.erase("notice");      // of which the kiosk keeps no last good one
  }
  look_at_records(box, known);
  look_at_papers(box, known);
}

void HallChecker::note_own(HallBox& box) {
  Known& known = known_[box.number()];
  for (bool more = true; more;) {
    auto scan = must(box.reader().scan(known.noted, kPage));
    for (auto& record : scan.records) {
      const auto hash = must(box.reader().hash_at(record.inc, record.seq));
      known.own.emplace_back(record.id, std::string(base::as_text(hash.value_or(base::Digest{}))));
      is_anything_erased_ = is_anything_erased_ || record.kind == event::to_string(event::Kind::erase);
      written_.insert_or_assign(record.id, Written{box.number(), std::move(record)});
    }
    more = scan.more && scan.next > known.noted;
    known.noted = scan.next;
  }
}

void HallChecker::look_at_records(HallBox& box, Known& known) {
  for (bool more = true; more;) {
    const auto page = must(box.inbox_reader().foreign_records(known.position, kPage));
    for (const auto& record : page.records) {
      if (!written_.contains(record.id)) std::ranges::for_each(boxes_, [this](const auto& each) { note_own(*each); });
      const auto found = written_.find(record.id);
      if (found == written_.end()) throw Violation(fmt::format("box {} has a record that no box wrote", box.number()));
      const auto& [writer, truth] = found->second;
      if (record.device == box.journal().device()) throw Violation(fmt::format("box {} has its own record among the others'", box.number()));
      const auto& there = boxes_[static_cast<std::size_t>(writer)]->halls_been();
      if (std::ranges::none_of(box.halls_been(), [&](const auto& hall) { return there.contains(hall); })) throw Violation(fmt::format("box {} has a record of box {}, which never stood in its hall", box.number(), writer));
      const bool same = record.device == truth.device && record.inc == truth.inc && record.seq == truth.seq && record.body_hash == truth.body_hash;
      if (!same) throw Violation(fmt::format("box {} has a record of box {} changed", box.number(), writer));
      if (!known.records.insert(record.id).second) throw Violation(fmt::format("box {} has a record of box {} twice", box.number(), writer));
      note_erasure(truth, known);
    }
    more = page.more && page.next > known.position;
    known.position = page.next;
  }
  if (!known.erased.empty()) check_erased(box, known);
}

void HallChecker::note_erasure(const event::Record& record, Known& known) const {
  const auto body = record.kind == event::to_string(event::Kind::erase) && record.body ? event::read_erase(*record.body) : std::nullopt;
  if (body) known.erased.insert(body->records.begin(), body->records.end());
}

// Whatever came before the erase record, with it, or comes again.
void HallChecker::check_erased(HallBox& box, const Known& known) {
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    const auto page = must(box.inbox_reader().foreign_records(after, kPage));
    for (const auto& record : page.records) {
      if (known.erased.contains(record.id) && record.body) throw Violation(fmt::format("box {} knows that a record was erased and has its body", box.number()));
    }
    more = page.more && page.next > after;
    after = page.next;
  }
}

// What the bureau's own table has blanked goes out to nobody.
void HallChecker::check_feed(const transport::HttpAnswer& answer, Office& office) const {
  const auto feed = protocol::decode_pull_answer(answer.body);
  if (!feed) throw Violation("an answer to a pull that cannot be read");
  for (const auto& record : feed->records) {
    if (!record.body) continue;
    journal::Statement select(office.tables(), "SELECT 1 FROM erased WHERE id = ?1");
    const auto id = base::to_string(record.id);
    if (select.query(id).next()) throw Violation("the bureau hands out the body of a record that was erased");
  }
}

void HallChecker::look_at_papers(HallBox& box, Known& known) {
  for (const auto& name : must(box.inbox_reader().documents())) {
    const auto* paper = papers_.find(name.kind, name.digest);
    if (paper == nullptr) throw Violation(fmt::format("box {} keeps a {} that nobody published", box.number(), name.kind));
    if (!paper->hall.empty() && !box.halls_been().contains(paper->hall)) throw Violation(fmt::format("box {} keeps a {} of another hall", box.number(), name.kind));
  }
  if (box.documents() == nullptr) return;
  for (const auto& one : box.documents()->in_force) {
    const auto* paper = papers_.find(one.kind, one.digest);
    if (paper == nullptr || !paper->is_good || !one.is_signed) throw Violation(fmt::format("box {} took a {} that the office did not sign", box.number(), one.kind));
    auto& version = known.in_force[one.kind];
    if (paper->version < version) throw Violation(fmt::format("box {} went from {} version {} back to {}", box.number(), one.kind, version, paper->version));
    version = paper->version;
  }
}

void HallChecker::check_answer(const HallBox& box, const base::PublicKey& key, const transport::HttpRequest& request, const transport::HttpAnswer& answer, Office& office) {
  if (answer.status != 200) return;
  records_.check_answer(request, answer, office.generation());
  if (!is_live(office, *boxes_[static_cast<std::size_t>(box.number())], key)) {
    throw Violation(fmt::format("the bureau answered {} of box {}, which it does not know or has revoked", request.path, box.number()));
  }
  if (request.path == "/v1/pull" && is_anything_erased_) check_feed(answer, office);
}

std::string HallChecker::missing_in_the_hall() {
  for (const auto& from : boxes_) {
    note_own(*from);
    for (const auto& to : boxes_) {
      if (!from->can_call(*to)) continue;
      const bool know_each_other = from->syncd().knows(to->journal().device(), to->syncd().key()) && to->syncd().knows(from->journal().device(), from->syncd().key());
      if (!know_each_other) continue;
      const auto& heard = known_[to->number()].records;
      for (const auto& [id, hash] : known_[from->number()].own) {
        if (!heard.contains(id)) return fmt::format("box {} did not hear of a record of its neighbour {}", to->number(), from->number());
      }
    }
  }
  return {};
}

// Also of one that was struck off: its keys of before say where the newest code took it, with its twin.
void HallChecker::note_halls(Office& office) {
  for (const auto& box : boxes_) {
    journal::Statement select(office.tables(), "SELECT hall FROM devices WHERE device = ?1");
    const auto device = base::to_string(box->journal().device());
    auto rows = select.query(device);
    halls_[box->number()] = rows.next() ? rows.text(0) : box->hall();
  }
}

std::string HallChecker::missing(Office& office) {
  note_halls(office);
  for (const auto& box : boxes_) note_own(*box);
  for (const auto& box : boxes_) {
    if (box->is_struck_off || box->is_put_away) continue;
    if (box->has_code() || !agent::read_enrolment(box->folder()) || !is_live(office, *box, box->syncd().key())) return fmt::format("box {} is not enrolled: {}", box->number(), box->syncd().trouble());
    for (const auto& what : {missing_papers(*box), missing_list(*box), missing_of_its_own(*box, office), missing_records(*box, office), missing_incarnation(*box)}) {
      if (!what.empty()) return fmt::format("{} ({})", what, box->syncd().trouble());
    }
  }
  return {};
}

std::string HallChecker::missing_papers(HallBox& box) {
  for (const auto& [kind, paper] : papers_.newest_for(halls_[box.number()])) {
    if (box.documents() == nullptr) return fmt::format("box {} has no papers", box.number());
    const bool has = std::ranges::any_of(box.documents()->in_force, [&](const auto& one) {
      const auto* held = papers_.find(one.kind, one.digest);
      return one.kind == kind && (one.digest == paper->digest || (box.halls_been().size() > 1 && held->version > paper->version));   // brought along: it never goes back
    });
    if (!has) return fmt::format("box {} has not {} version {} in force", box.number(), kind, paper->version);
  }
  return {};
}

// The hall's other boxes, but those that were struck off.
std::string HallChecker::missing_list(HallBox& box) {
  const auto note = must(box.syncd().inbox().note(agent::kDevicesNote));
  const auto listed = protocol::read_devices(note.value_or(std::string()));
  std::set<base::Uuid> expected;
  for (const auto& other : boxes_) {
    if (other.get() == &box || other->is_twin_of(box) || halls_[other->number()] != halls_[box.number()] || other->is_struck_off || other->is_put_away) continue;
    expected.insert(other->journal().device());
    if (!box.syncd().knows(other->journal().device(), other->syncd().key())) return fmt::format("box {} was not told of box {}", box.number(), other->number());
  }
  return listed.size() == expected.size() ? std::string() : fmt::format("box {} has {} others on its list, expected {}", box.number(), listed.size(), expected.size());
}

std::set<std::string> HallChecker::hashes_at(Office& office, HallBox& box) {
  std::set<std::string> out;
  for (const auto& head : must(box.reader().heads())) {
    for (const auto& hash : office.hashes(head.device, head.inc)) out.insert(hash);
  }
  return out;
}

std::string HallChecker::missing_of_its_own(HallBox& box, Office& office) {
  note_own(box);
  const auto there = hashes_at(office, box);
  const bool arrived = std::ranges::all_of(known_[box.number()].own, [&](const auto& record) { return there.contains(record.second); });
  return arrived ? records_.missing_ballots(box, office) : fmt::format("a record of box {} is not with the bureau", box.number());
}

// Whichever machine of a device wrote it; but a box hears nothing of its own device.
std::string HallChecker::missing_records(HallBox& box, Office& office) {
  for (const auto& other : boxes_) {
    if (other.get() == &box || other->is_twin_of(box) || halls_[other->number()] != halls_[box.number()]) continue;
    const auto there = hashes_at(office, *other);
    for (const auto& [id, hash] : known_[other->number()].own) {
      if (other->is_struck_off && !there.contains(hash)) continue;
      if (!known_[box.number()].records.contains(id)) return fmt::format("box {} did not hear of a record of box {}", box.number(), other->number());
    }
  }
  return {};
}

void HallChecker::note_late_guests() {
  for (const auto& box : boxes_) {
    known_[box->number()].late = known_[box->number()].own.size();
    known_[box->number()].heard_before = known_[box->number()].records.size();
  }
}

void HallChecker::check_late_guests(Office& office) {
  for (const auto& box : boxes_) {
    const Known& known = known_[box->number()];
    if (!box->is_struck_off) continue;
    if (known.records.size() != known.heard_before) throw Violation(fmt::format("box {} was struck off and went on hearing of others' guests", box->number()));
    const auto there = hashes_at(office, *box);
    for (std::size_t i = known.late; i < known.own.size(); ++i) {
      const auto& [id, hash] = known.own[i];
      const bool heard = std::ranges::any_of(boxes_, [&](const auto& other) { return known_[other->number()].records.contains(id); });
      if (heard || there.contains(hash)) throw Violation(fmt::format("box {} was struck off and its guests are still heard of", box->number()));
    }
  }
}

void HallChecker::check_all(Office& office) {
  for (const auto& box : boxes_) records_.note_journal(box->folder());
  for (const auto& box : boxes_) {
    if (!box->is_struck_off) records_.check_everything_arrived(*box, office);
  }
  records_.check_tables(office);
  records_.check_ballots(office);
  for (const auto& box : boxes_) check_attendance(*box);
}

// Two machines that are let in write into two incarnations, once the one wrote what the other does not know.
std::string HallChecker::missing_incarnation(HallBox& box) {
  const auto& head = box.journal().head();
  if (must(box.inbox_reader().incarnation_wanted(head.inc))) return fmt::format("box {} has not begun the incarnation that was asked for", box.number());
  for (const auto& other : boxes_) {
    if (!other->is_twin_of(box) || other->is_struck_off || other->is_put_away) continue;
    const auto& beside = other->journal().head();
    if (beside.inc == head.inc && beside.hash != head.hash) return fmt::format("boxes {} and {} write into one incarnation", box.number(), other->number());
  }
  return {};
}

// As the kiosk folds them: its own records, and what it heard of the others'.
void HallChecker::check_attendance(HallBox& box) const {
  GuestCount count;
  const auto take_all = [&](auto& reader, auto read) {
    std::uint64_t after = 0;
    for (bool more = true; more;) {
      const auto page = must(read(reader, after));
      for (const auto& record : page.records) count.take(record);
      more = page.more && page.next > after;
      after = page.next;
    }
  };
  take_all(box.reader(), [](auto& reader, auto after) { return reader.scan(after, kPage); });
  take_all(box.inbox_reader(), [](auto& reader, auto after) { return reader.foreign_records(after, kPage); });
  count.check(kHallEvent, "main", fmt::format("box {}", box.number()));
}

}  // namespace openday::sim
