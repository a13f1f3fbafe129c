// A state folder with a day behind it: guests of every kind, opinions, ballots, and what a bureau has acknowledged.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/event/case_number.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/ballot_box.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/layout.h"
#include "tests/tool/office.h"

namespace openday::tool {

// Case numbers of the three opinions: one that wants no reply, one with a sealed address, one by the registration.
inline std::string number_of(int opinion) {
  base::Random16 bytes{};
  bytes[0] = static_cast<std::uint8_t>(opinion);
  return event::case_number(base::make_uuid_v4(bytes));
}

inline constexpr const char* kEvent = "YX201117";   // of programme 3, on 2020-11-17

class Erasing : public ::testing::Test {
 protected:
  void SetUp() override {
    office_.write("plan.toml", programme_3() + "\n[privacy.retention_days]\ncheck_in = 100\nname = 30\nrating = 60\ncontact = 40\ncomment = 90\nscreening = 10\n");
  }
  static base::Moment moment(int second) {
    base::Moment out;
    out.wall = base::parse_rfc3339("2020-11-17T08:30:00+08:00")->at + std::chrono::seconds(second);
    out.boot = "boot-1";
    out.mono_ms = second * 1000;
    out.state = base::ClockState::synced;
    return out;
  }
  static event::RegistrationId guest(int number) {
    event::RegistrationId out;
    out.bytes[0] = static_cast<std::uint8_t>(number);
    out.bytes[15] = 0x5a;
    return out;
  }
  [[nodiscard]] std::string state() const { return office_.path("state"); }
  [[nodiscard]] journal::Journal open() const { return std::move(journal::Journal::open(state(), moment(0)).value()); }

  event::Record put(journal::Journal& journal, event::Kind kind, const std::string& body) {
    return journal.append(journal::Draft{kind, kEvent, body}, moment(++second_)).value();
  }
  // A whole day: 4 check-ins, a walk-in with a name, a screening, two named ratings, three opinions (none, sealed, registered), a
  // consent, and 6 anonymous ballots, five of them batched.
  void spend_the_day() {
    journal::Journal journal = open();
    for (int number = 1; number <= 4; ++number) put(journal, event::Kind::check_in, check_in(number));
    event::WalkInBody walk_in;
    walk_in.registration = guest(9);
    walk_in.session = "main";
    walk_in.category = "client";
    walk_in.name = "陈㛃";
    put(journal, event::Kind::walk_in, to_json(walk_in));
    put(journal, event::Kind::screening, to_json(event::ScreeningBody{guest(1), "main", true}));
    put(journal, event::Kind::rating, to_json(event::RatingBody{guest(1), "main", "bureau", 5, {}, "npc", {}}));
    put(journal, event::Kind::rating, to_json(event::RatingBody{guest(2), "main", "bureau", 1, {"K201"}, "client", "等得太久"}));
    put(journal, event::Kind::opinion, opinion(number_of(1), event::ReplyWay::none));
    put(journal, event::Kind::opinion, opinion(number_of(2), event::ReplyWay::address));
    put(journal, event::Kind::opinion, opinion(number_of(3), event::ReplyWay::registered));
    put(journal, event::Kind::consent, to_json(event::ConsentBody{"reply", "1", number_of(3), guest(1)}));
    for (int number = 1; number <= 6; ++number) {
      journal::Cast cast{kEvent, "main", guest(number), {}};
      cast.ballots.push_back({"event", 1 + number % 5, {}, number == 1 ? "讲解很清楚" : ""});
      ASSERT_TRUE(journal.ballots().cast(cast));
      if (number != 5) continue;
      ASSERT_TRUE(journal.ballots().make_batches(kEvent, {}, journal::BatchRule::five_or_more, moment(++second_)));
    }
    head_ = journal.head();
  }
  static std::string check_in(int number) {
    event::CheckInBody body;
    body.registration = guest(number);
    body.session = "main";
    body.category = number % 2 == 0 ? "client" : "npc";
    return to_json(body);
  }
  static std::string opinion(const std::string& number, event::ReplyWay reply) {
    event::OpinionBody body;
    body.number = number;
    body.session = "main";
    body.subject = "registration";
    body.text = "办理时间太长 " + number;
    body.reply = reply;
    if (reply == event::ReplyWay::registered) body.registration = guest(1);
    if (reply == event::ReplyWay::address) body.sealed = "c2VhbGVkIGFkZHJlc3M=";
    return to_json(body);
  }
  // The bureau holds everything of this box up to `seq`; without one, all of it.
  void acknowledge(std::optional<std::uint64_t> seq = std::nullopt, std::vector<journal::Quarantined> quarantined = {}) {
    auto inbox = std::move(journal::Inbox::open(state(), moment(0)).value());
    const std::uint64_t all = seq.value_or(head_.seq);
    ASSERT_TRUE(inbox.acknowledge({head_.device, head_.inc, all, all, "epoch-1"}, quarantined));
  }
  [[nodiscard]] nlohmann::json purge(const std::string& day, std::vector<std::string> more = {}, int exit_code = 0) const {
    std::vector<std::string> arguments{"purge", "--state", "state", "--plan", "plan.toml", "--now", day + "T09:00:00+08:00", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto result = office_.run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    return result.out.empty() ? nlohmann::json() : json_lines(result.out).at(0);
  }
  static int erased(const nlohmann::json& report, const std::string& list = "erased") {
    int sum = 0;
    for (const auto& line : report.at(list)) sum += line.at("records").get<int>();
    return sum;
  }
  [[nodiscard]] bool lies_on_disk(const std::string& secret) const { return bytes().find(secret) != std::string::npos; }
  // Everything in the folder as bytes.
  [[nodiscard]] std::string bytes() const {
    std::string out;
    for (const char* file : {"journal/journal.db", "journal/journal.db-wal", "inbox/inbox.db", "inbox/inbox.db-wal"})
      if (std::filesystem::exists(office_.path(std::string("state/") + file))) out += office_.read(std::string("state/") + file);
    return out;
  }
  [[nodiscard]] bool holds() const { return office_.run({"verify", "--state", "state"}).exit_code == 0; }
  [[nodiscard]] std::vector<nlohmann::json> records(const std::string& kind) const {
    auto lines = json_lines(office_.run({"records", "--state", "state", "--kind", kind, "--json"}).out);
    lines.pop_back();
    return lines;
  }
  [[nodiscard]] int persons() const { return json_lines(office_.run({"records", "--state", "state", "--json"}).out).back()["fold"]["sessions"].at(0)["persons"]; }

  Office office_;
  journal::Head head_;
  int second_ = 0;
};

}  // namespace openday::tool
