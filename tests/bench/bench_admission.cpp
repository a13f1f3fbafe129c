// A hall of 50,000: loading its roster and judging one guest. Each beside its floor in the same run: the file's bytes summed up,
// and one bare Ed25519 verification, without which no code can be judged.
#include <benchmark/benchmark.h>
#include <numeric>

#include "kiosk/event/admission.h"
#include "kiosk/roster_io/roster_reading.h"

namespace {

using namespace openday;

constexpr int kGuests = OPENDAY_BENCH_GUESTS;   // 50,000, and 500,000 in bench_admission_500000

event::RegistrationId registration(int guest) {
  event::RegistrationId out;
  for (std::size_t i = 0; i < 4; ++i) out.bytes[i] = static_cast<std::uint8_t>(guest >> (8 * i));
  return out;
}

event::Roster hall() {
  std::vector<event::Guest> guests;
  guests.reserve(kGuests);
  for (int i = 0; i < kGuests; ++i) {
    event::Guest guest;
    guest.registration = registration(i);
    guest.number = "YX-" + std::to_string(i);
    guest.name = i % 3 ? "王小明" : "阿依古丽·买买提";
    guest.category = "client";
    guest.group = "第" + std::to_string(i % 100) + "组";
    guest.seat = std::to_string(i / 100) + "排" + std::to_string(i % 100) + "座";
    guest.phone_tail = "0042";
    guests.push_back(std::move(guest));
  }
  return event::Roster("YX201117", 1, std::move(guests));
}

event::Plan plan() {
  event::Plan out;
  out.id = "YX201117";
  out.status = event::PlanStatus::confirmed;
  out.categories.resize(4);
  const char* const ids[] = {"npc", "cppcc", "client", "media"};
  for (int i = 0; i < 4; ++i) {
    out.categories[static_cast<std::size_t>(i)].id = ids[i];
    out.categories[static_cast<std::size_t>(i)].code = i + 1;
    out.categories[static_cast<std::size_t>(i)].quota = 2 * kGuests;
  }
  out.cap = 2 * kGuests;
  out.sessions.resize(1);
  event::Session& session = out.sessions[0];
  session.id = "s1";
  session.when.year = 2020;
  session.when.month = 11;
  session.when.day = 17;
  session.when.start = event::Minutes(520);
  session.items.resize(10);
  for (int i = 0; i < 10; ++i) session.items[static_cast<std::size_t>(i)].start = event::Minutes(510 + 20 * i);
  out.confirmation.grace = event::Minutes(20);
  return out;
}

const base::Instant kNow = base::parse_rfc3339("2020-11-17T08:35:00+08:00")->at;

event::Record check_in(int guest, std::uint64_t seq) {
  event::CheckInBody body;
  body.registration = registration(guest);
  body.session = "s1";
  body.category = "client";
  event::Record out;
  for (std::size_t i = 0; i < 8; ++i) out.id.bytes[i] = static_cast<std::uint8_t>(seq >> (8 * i));
  out.inc = "00112233445566ff";
  out.seq = seq;
  out.kind = "check-in";
  out.event = "YX201117";
  out.at = "2020-11-17T08:35:00+08:00";
  out.boot = "boot";
  out.mono = static_cast<std::int64_t>(seq);
  out.clock = base::ClockState::synced;
  out.body = to_json(body);
  return out;
}

// Floor of loading: every byte is looked at once.
void roster_floor_sum_of_bytes(benchmark::State& state) {
  const std::string json = write_roster(hall());
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(json.begin(), json.end(), 0u));
  state.SetBytesProcessed(static_cast<std::int64_t>(json.size()) * state.iterations());
}
BENCHMARK(roster_floor_sum_of_bytes)->Unit(benchmark::kMillisecond);

void roster_load_of_all(benchmark::State& state) {
  const std::string json = write_roster(hall());
  for (auto _ : state) {
    auto roster = event::read_roster(json);
    if (!roster) state.SkipWithError(roster.error().what.c_str());
    benchmark::DoNotOptimize(roster);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(json.size()) * state.iterations());
}
BENCHMARK(roster_load_of_all)->Unit(benchmark::kMillisecond);

void roster_import_csv_of_all(benchmark::State& state) {
  std::string csv = "编号,姓名,手机,类别\n";
  for (int i = 0; i < kGuests; ++i) csv += std::to_string(i) + ",王小明," + std::to_string(13800000000 + i) + ",client\n";
  const event::Plan city = plan();
  for (auto _ : state) {
    auto reading = roster_io::read_roster_csv(csv, city, {}, base::random16);
    if (!reading.ok()) state.SkipWithError("not read");
    benchmark::DoNotOptimize(reading);
  }
}
BENCHMARK(roster_import_csv_of_all)->Unit(benchmark::kMillisecond);

void attendance_fold_of_all(benchmark::State& state) {
  std::vector<event::Record> records;
  for (int i = 0; i < kGuests; ++i) records.push_back(check_in(i, static_cast<std::uint64_t>(i) + 1));
  for (auto _ : state) {
    event::Attendance attendance;
    for (const event::Record& record : records) attendance.add(record);
    benchmark::DoNotOptimize(attendance.persons("YX201117", "s1"));
  }
}
BENCHMARK(attendance_fold_of_all)->Unit(benchmark::kMillisecond);

// One door of a full hall: half of the guests are in.
struct Door {
  event::Plan city = plan();
  event::Roster roster = hall();
  event::Revocations revocations;
  event::Attendance attendance;
  Door() {
    for (int i = 0; i < kGuests / 2; ++i) attendance.add(check_in(i, static_cast<std::uint64_t>(i) + 1));
    for (int i = 0; i < 1000; ++i) revocations.registrations.insert(registration(kGuests + i));
  }
  [[nodiscard]] event::AdmissionContext context() const {
    return {city, "s1", &roster, &revocations, attendance, {kNow, "boot", 1, base::ClockState::synced}};
  }
};

void verdict_of_all(benchmark::State& state) {
  const Door door;
  int guest = 0;
  for (auto _ : state) {
    event::Confirmation code;
    code.event = "YX201117";
    code.registration = registration(guest = (guest + 7919) % kGuests);
    benchmark::DoNotOptimize(event::decide(code, door.context()));
  }
}
BENCHMARK(verdict_of_all)->Unit(benchmark::kMicrosecond);

// Floor of judging a code.
void code_floor_ed25519_verify(benchmark::State& state) {
  const auto key = base::SigningKey::from_seed({2});
  const base::Bytes message(90, 1);
  const auto signature = key.sign(message);
  for (auto _ : state) benchmark::DoNotOptimize(base::verify(key.public_key(), message, signature));
}
BENCHMARK(code_floor_ed25519_verify)->Unit(benchmark::kMicrosecond);

void code_decode_and_verdict_of_all(benchmark::State& state) {
  const Door door;
  const auto key = base::SigningKey::from_seed({2});
  event::Trust trust;
  trust.keys = {{base::key_id(key.public_key()), key.public_key(), event::KeyUse::codes, std::nullopt}};
  event::Confirmation code;
  code.event = "YX201117";
  code.registration = registration(kGuests - 1);
  code.category = 3;
  const std::string text = encode_confirmation(code, key);
  for (auto _ : state) {
    const auto decoded = event::decode_confirmation(text, trust, std::nullopt);
    benchmark::DoNotOptimize(event::decide(*decoded, door.context()));
  }
}
BENCHMARK(code_decode_and_verdict_of_all)->Unit(benchmark::kMicrosecond);

}  // namespace
