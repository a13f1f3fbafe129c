// A journal's desk on a real state folder, with programme 3, eight invited guests and their codes. Cases read as sentences.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/app/journal_desk.h"
#include "kiosk/event/confirmation.h"
#include "kiosk/journal/inbox.h"
#include "kiosk/journal/journal_reader.h"
#include "tests/support/files.h"

namespace openday::app {

inline base::Moment at(std::string_view clock, std::int64_t mono = 1'000'000) {
  return {base::parse_rfc3339(fmt::format("2020-11-17T{}+08:00", clock))->at, "boot", mono, base::ClockState::synced};
}

inline constexpr const char *kSupervisorPin = "271828", *kStewardPin = "314159";

class DeskTest : public ::testing::Test {
 protected:
  DeskTest() {
    const base::SigningKey root = base::SigningKey::generate();
    event::Trust trust{1, root.public_key(), {{base::key_id(issuer.public_key()), issuer.public_key(), event::KeyUse::codes, {}}}};
    support::write_text(folder / "trust.json", event::write_trust(trust, root));
    for (int i = 0; i < 8; ++i) {
      event::Guest guest;
      guest.registration.bytes.fill(static_cast<std::uint8_t>(i + 1));
      guest.name = i == 0 ? "王玮" : "阿依古丽·买买提";
      guest.category = i == 7 ? "cadre" : "client";
      guest.group = "一组";
      guests.push_back(guest);
    }
    support::write_text(folder / "roster.json", event::write_roster(event::Roster("YX201117", 1, guests)));
    options.state = folder / "state";
    options.documents = {std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml", folder / "roster.json", folder / "trust.json", {},
                         std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/ratings"};
    options.box_name = "一号机";
  }

  [[nodiscard]] std::string code(int guest) const {
    event::Confirmation confirmation;
    confirmation.event = "YX201117";
    confirmation.registration = guests[static_cast<std::size_t>(guest)].registration;
    confirmation.category = 3;
    return event::encode_confirmation(confirmation, issuer);
  }

  void open(std::string_view clock = "08:32:00") {
    desk = std::make_unique<JournalDesk>(options);
    desk->open(at(clock));
    collect();
    if (supervised) log_in(clock);
  }
  // Whoever has this PIN; the first supervisor, where the box has none yet.
  void log_in(std::string_view clock = "08:32:00", const std::string& pin = kSupervisorPin) {
    desk->carry_out(report.pin_set ? Effect(TryPin{0, pin}) : Effect(SetPin{0, pin}), at(clock));
    collect();
    answers.clear();
  }
  void collect() {
    for (DeskMessage& message : desk->take()) {
      if (auto* fresh = std::get_if<BoxReport>(&message)) report = std::move(*fresh);
      else answers.push_back(std::get<Answer>(message));
    }
  }
  template <class Kind>
  Kind ask(const Effect& effect, base::Moment when) {
    answers.clear();
    desk->carry_out(effect, when);
    collect();
    EXPECT_EQ(answers.size(), 1u);
    return std::get<Kind>(answers.at(0));
  }
  Outcome scan(const std::string& text, std::string_view clock = "08:32:00") { return ask<CheckInAnswer>(CheckIn{++visit, text}, at(clock)).outcome; }
  [[nodiscard]] int records(std::string_view kind) const {
    journal::JournalReader reader(options.state);
    int count = 0;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records) count += record.kind == kind ? 1 : 0;
    return count;
  }
  [[nodiscard]] std::vector<std::string> bodies(std::string_view kind) const {
    journal::JournalReader reader(options.state);
    std::vector<std::string> out;
    const auto scanned = reader.scan(0);
    for (const event::Record& record : scanned->records)
      if (record.kind == kind) out.push_back(*record.body);
    return out;
  }
  [[nodiscard]] std::vector<event::Record> all_records() const {
    journal::JournalReader reader(options.state);
    return reader.scan(0)->records;
  }
  // Another box's records, as syncd brings them.
  void receive(const std::vector<event::Record>& records) {
    auto inbox = journal::Inbox::open(options.state, at("09:00:00"));
    ASSERT_TRUE(inbox);
    ASSERT_TRUE(inbox->put_records(records));
    desk->glance(at("09:00:00"));
    collect();
    answers.clear();
  }
  RatingSaved rate(int guest) {
    return ask<RatingAnswer>(CastRating{++visit, guests[static_cast<std::size_t>(guest)].registration, true, "review", {{"bureau", 4, {"K401"}}, {"event", 5, {}}}}, at("11:25:00")).saved;
  }
  PinAnswer try_pin(const std::string& pin, std::int64_t mono = 1'000'000) { return ask<PinAnswer>(TryPin{++visit, pin}, at("09:00:00", mono)); }

  support::TempDir folder;
  base::SigningKey issuer = base::SigningKey::generate();
  std::vector<event::Guest> guests;
  DeskOptions options;
  std::unique_ptr<JournalDesk> desk;
  BoxReport report;
  std::vector<Answer> answers;
  VisitId visit = 0;
  bool supervised = false;   // a supervisor is logged in whenever the desk was opened
};

}  // namespace openday::app
