// Boxes that write records for tests: `Box(1).at(100).check_in(body)`. Seconds count from 08:00 of the event's day; the monotonic
// clock runs with them, the wall clock can be guessed, and a reboot starts a new boot. Ids are unique over the test program.
#pragma once

#include <atomic>

#include "kiosk/event/record.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event::testing_records {

inline constexpr std::string_view kEventId = "YX201117";

inline RegistrationId registration(int guest) {
  RegistrationId out;
  out.bytes[14] = static_cast<std::uint8_t>(guest >> 8);
  out.bytes[15] = static_cast<std::uint8_t>(guest);
  return out;
}

class Box {
 public:
  explicit Box(int number) : number_(number) {}

  Box& at(int seconds) {
    seconds_ = seconds;
    clock_ = base::ClockState::synced;
    return *this;
  }
  Box& guessed() {
    clock_ = base::ClockState::guessed;
    return *this;
  }
  void reboot() { ++boot_; }

  Record write(Kind kind, std::string body) {
    static std::atomic<std::uint32_t> serial{0};
    const std::uint32_t id = ++serial;
    Record out;
    for (std::size_t i = 0; i < 4; ++i) out.id.bytes[i] = static_cast<std::uint8_t>(id >> (24 - 8 * i));
    out.device.bytes[15] = static_cast<std::uint8_t>(number_);
    out.inc = "00112233445566ff";
    out.seq = ++seq_;
    out.kind = std::string(to_string(kind));
    out.event = std::string(kEventId);
    const base::Instant wall = base::parse_rfc3339("2020-11-17T08:00:00+08:00")->at + std::chrono::seconds(seconds_);
    out.at = clock_ == base::ClockState::guessed ? "1970-01-01T08:00:07+08:00" : base::to_rfc3339(wall);
    out.boot = "boot-" + std::to_string(number_) + "-" + std::to_string(boot_);
    out.mono = seconds_ * 1000;
    out.clock = clock_;
    out.body = std::move(body);
    out.salt = Salt{};
    return out;
  }

  Record note() { return write(Kind::refusal, to_json(RefusalBody{"expired", "s1"})); }
  Record check_in(const CheckInBody& body) { return write(Kind::check_in, to_json(body)); }
  Record void_of(const Record& record) { return write(Kind::void_record, to_json(VoidBody{record.id, "误扫", "steward"})); }
  Record staff(const StaffBody& body) { return write(Kind::staff, to_json(body)); }
  Record erase(const EraseBody& body) { return write(Kind::erase, to_json(body)); }
  Record notice(const std::string& text) {
    CorrectionBody body;
    body.session = "s1";
    body.text = text;
    return write(Kind::correction, to_json(body));
  }
  // The boot's offset, told as how far its wall clock was off.
  Record offset_of_boot(std::int64_t off_ms, std::int64_t uncertainty_ms) {
    const auto zero = base::parse_rfc3339("2020-11-17T08:00:00+08:00")->at.time_since_epoch().count();
    Record out = write(Kind::device, {});
    DeviceBody body;
    body.what = "clock";
    body.boot = out.boot;
    body.offset_ms = zero + off_ms;
    body.uncertainty_ms = uncertainty_ms;
    out.body = to_json(body);
    return out;
  }

 private:
  int number_, boot_ = 1, seconds_ = 0;
  std::uint64_t seq_ = 0;
  base::ClockState clock_ = base::ClockState::synced;
};

}  // namespace openday::event::testing_records
