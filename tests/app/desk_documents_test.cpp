// What may come into force on a box: before it is enrolled, afterwards, and when the inbox that said so is gone. And what the bureau
// tells everybody.
#include <gmock/gmock.h>

#include "kiosk/app/model_builder.h"
#include "kiosk/event/notice_board.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/spool.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DeskDocumentsTest : public DeskTest {
 protected:
  DeskDocumentsTest() {
    write_trust(1);
    plan_text = support::read_text(options.documents.plan);
    options.documents.plan = folder / "plan.toml";
    options.documents.revocations.clear();
    support::write_text(options.documents.plan, plan_text);
  }
  void write_trust(int version) {
    event::Trust trust{version, root.public_key(), {key_for(issuer, event::KeyUse::codes), key_for(office, event::KeyUse::documents)}};
    support::write_text(folder / "trust.json", event::write_trust(trust, root));
  }
  static event::TrustedKey key_for(const base::SigningKey& key, event::KeyUse use) { return {base::key_id(key.public_key()), key.public_key(), use, {}}; }
  // The plan of the file under another bureau's name, so that it is seen which one counts.
  [[nodiscard]] std::string plan_named(const std::string& bureau, int version) const {
    std::string out = plan_text;
    const auto at = out.find("bureau = ");
    out.replace(at, out.find('\n', at) - at, "bureau = \"" + bureau + "\"");
    const auto of = out.find("version = ");
    out.replace(of, out.find('\n', of) - of, "version = " + std::to_string(version));
    return out;
  }
  void sign(const std::filesystem::path& file) { support::write_text(std::filesystem::path(file) += ".cose", event::sign_document(support::read_text(file), office)); }
  template <class Work>
  void as_syncd(Work&& work) {
    auto inbox = journal::Inbox::open(options.state, at("08:00:00"));
    ASSERT_TRUE(inbox);
    work(*inbox);
  }
  void enrol() {
    as_syncd([](journal::Inbox& inbox) { ASSERT_TRUE(inbox.set_note("enrolled", R"({"name":"一号机","hall":"大厅"})")); });
  }
  void publish(const std::string& event, const std::string& kind, int version, const std::string& bytes, bool is_signed = true) {
    as_syncd([&](journal::Inbox& inbox) { ASSERT_TRUE(inbox.put_document({event, kind, version, bytes, is_signed ? event::sign_document(bytes, office) : std::string()})); });
  }
  // syncd wrote something, and nobody stands before the box.
  void between_two_visits(std::string_view clock = "08:40:00") {
    desk->glance(at(clock));
    collect();
    waited = report.documents_wait;
    if (waited) desk->carry_out(TakeDocuments{}, at(clock));
    collect();
  }
  [[nodiscard]] std::string bureau() const { return report.documents ? report.documents->plan.bureau : std::string(); }
  [[nodiscard]] ui::Model model_at(std::string_view clock, ui::Language language = ui::Language::zh) const {
    VisitMachine machine(VisitRules{}, at(clock));
    const Today today = look_at_today(report, at(clock));
    (void)machine.set_facts(box_facts(report, today), at(clock));
    ui::Intent other;
    other.kind = ui::IntentKind::toggle_language;
    other.visit = machine.state().id;
    if (language == ui::Language::en) (void)machine.on(other, at(clock));
    const CameraView camera;
    return build_model({report, today, machine, camera, options.box_name, at(clock)});
  }
  void tell(int version, std::vector<event::PublicNotice> notices, const std::string& event = "YX201117", bool is_signed = true) {
    publish(event, "notice", version, event::write_notices({event, version, std::move(notices)}), is_signed);
  }
  static event::PublicNotice notice(const std::string& id, const std::string& text, std::string_view until, event::NoticeSeverity severity = event::NoticeSeverity::info) {
    return {id, text, {}, severity, {}, at(until).wall};
  }

  base::SigningKey root = base::SigningKey::generate(), office = base::SigningKey::generate();
  std::string plan_text;
  bool waited = false;
};

// ---- once enrolled ----

TEST_F(DeskDocumentsTest, a_new_box_that_is_enrolled_refuses_an_unsigned_plan_and_says_what_to_do) {
  enrol();
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->trouble, ui::Trouble::not_signed);
  EXPECT_THAT(report.trouble->detail, HasSubstr("plan.toml"));
  EXPECT_THAT(report.trouble->detail, HasSubstr("openday sign"));
  EXPECT_THAT(report.trouble->detail, HasSubstr("admin publish plan"));
}

TEST_F(DeskDocumentsTest, files_signed_by_a_documents_key_of_the_trust_list_are_taken) {
  enrol();
  sign(folder / "plan.toml");
  sign(folder / "roster.json");
  open();
  ASSERT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_TRUE(report.documents->enrolled);
  EXPECT_THAT(report.documents->not_taken, IsEmpty());
  for (const DocumentInForce& one : report.documents->in_force) EXPECT_TRUE(one.is_signed) << one.kind;
  EXPECT_EQ(scan(code(0)).verdict, event::Verdict::admitted);
}

TEST_F(DeskDocumentsTest, a_signature_of_somebody_else_is_none) {
  enrol();
  sign(folder / "roster.json");
  support::write_text(folder / "plan.toml.cose", event::sign_document(plan_text, issuer));   // signs codes, not documents
  open();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->trouble, ui::Trouble::not_signed);
}

TEST_F(DeskDocumentsTest, what_was_in_force_when_the_box_was_enrolled_stays_until_something_signed_replaces_it) {
  open();
  const std::string before = bureau();
  enrol();
  between_two_visits();
  EXPECT_TRUE(waited);
  ASSERT_FALSE(report.trouble);
  EXPECT_TRUE(report.documents->enrolled);
  EXPECT_EQ(bureau(), before);
  EXPECT_FALSE(report.documents->in_force.front().is_signed);
  support::write_text(folder / "plan.toml", plan_named("别处的局", 2));
  open();   // started anew, with a changed file that nobody signed
  ASSERT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(bureau(), before);
  EXPECT_THAT(report.documents->not_taken, ::testing::ElementsAre("plan.toml"));
  publish("YX201117", "plan", 3, plan_named("签过名的局", 3));
  between_two_visits();
  EXPECT_EQ(bureau(), "签过名的局");
  EXPECT_TRUE(report.documents->in_force.front().is_signed);
}

TEST_F(DeskDocumentsTest, an_inbox_that_is_gone_or_damaged_does_not_open_the_box_again) {
  open();
  const std::string before = bureau();
  enrol();
  between_two_visits();
  support::write_text(folder / "plan.toml", plan_named("别处的局", 2));
  desk.reset();
  std::filesystem::remove_all(journal::Layout{options.state}.inbox_folder());
  open();
  EXPECT_EQ(bureau(), before);
  EXPECT_TRUE(report.documents->enrolled);
  desk.reset();
  std::filesystem::create_directories(journal::Layout{options.state}.inbox_folder());
  support::write_text(journal::Layout{options.state}.inbox_db(), std::string(9000, 'x'));
  open();
  EXPECT_EQ(bureau(), before);
  EXPECT_TRUE(report.documents->enrolled);
  int said = 0;
  for (const std::string& body : bodies("device")) said += body.find("\"enrolled\"") != std::string::npos ? 1 : 0;
  EXPECT_EQ(said, 1) << "the records say once since when";
}

TEST_F(DeskDocumentsTest, an_older_paper_does_not_come_back_when_the_inbox_is_lost) {
  sign(folder / "plan.toml");
  sign(folder / "roster.json");
  enrol();
  event::Revocations list{"YX201117", 1, {}};
  options.documents.revocations = folder / "revoked.json";
  support::write_text(options.documents.revocations, event::write_revocations(list));
  sign(options.documents.revocations);
  list.version = 2, list.registrations.insert(guests[0].registration);
  publish("YX201117", "revocations", 2, event::write_revocations(list));
  open();
  EXPECT_EQ(scan(code(0)).verdict, event::Verdict::revoked);
  desk.reset();
  std::filesystem::remove_all(journal::Layout{options.state}.inbox_folder());
  open();
  EXPECT_EQ(report.documents->revocations->version, 2);
  EXPECT_EQ(scan(code(0)).verdict, event::Verdict::revoked);
}

TEST_F(DeskDocumentsTest, a_trust_list_of_another_root_is_refused) {
  open();
  enrol();
  between_two_visits();
  root = base::SigningKey::generate();   // somebody else's
  office = base::SigningKey::generate();
  write_trust(9);
  support::write_text(folder / "plan.toml", plan_named("别处的局", 9));
  sign(folder / "plan.toml");
  open();
  ASSERT_FALSE(report.trouble);
  EXPECT_EQ(report.documents->trust->version, 1);
  EXPECT_NE(bureau(), "别处的局");
  EXPECT_THAT(report.documents->not_taken, SizeIs(2));
}

TEST_F(DeskDocumentsTest, a_box_without_a_plan_of_its_own_begins_with_the_one_that_the_bureau_published) {
  enrol();
  sign(folder / "roster.json");
  publish("YX201117", "plan", 2, plan_named("签过名的局", 2));
  open();
  ASSERT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(bureau(), "签过名的局");
  EXPECT_THAT(report.documents->not_taken, ::testing::ElementsAre("plan.toml"));
}

TEST_F(DeskDocumentsTest, before_it_is_enrolled_a_box_takes_what_it_is_given) {
  open();
  support::write_text(folder / "plan.toml", plan_named("别处的局", 1));
  open();
  EXPECT_EQ(bureau(), "别处的局");
  EXPECT_FALSE(report.documents->enrolled);
}

TEST_F(DeskDocumentsTest, documents_come_into_force_between_two_visits_and_unsigned_ones_never) {
  open();
  publish("YX201117", "plan", 4, plan_named("没有签名的局", 4), false);
  between_two_visits();
  EXPECT_TRUE(waited);
  EXPECT_NE(bureau(), "没有签名的局") << "the trust list names a documents key";
  publish("YX201117", "plan", 5, plan_named("签过名的局", 5));
  desk->glance(at("08:41:00"));
  collect();
  EXPECT_NE(bureau(), "签过名的局") << "somebody may stand before the box";
  between_two_visits();
  EXPECT_EQ(bureau(), "签过名的局");
  between_two_visits();
  EXPECT_FALSE(waited);
}

// ---- notices ----

TEST_F(DeskDocumentsTest, a_notice_is_shown_until_its_time_is_past) {
  open();
  tell(1, {notice("1", "二号车改停西门", "11:30:00")});
  between_two_visits();
  const ui::Model model = model_at("09:00:00");
  ASSERT_THAT(model.event.announcements, SizeIs(1));
  EXPECT_EQ(model.event.announcements[0].text, "二号车改停西门");
  EXPECT_EQ(model.event.announcements[0].until, "11:30");
  EXPECT_THAT(model_at("11:29:00").event.announcements, SizeIs(1));
  EXPECT_THAT(model_at("11:30:00").event.announcements, IsEmpty());
}

TEST_F(DeskDocumentsTest, a_newer_board_replaces_the_whole_one_and_an_empty_one_withdraws_all) {
  open();
  tell(1, {notice("1", "一", "18:00:00"), notice("2", "二", "18:00:00")});
  between_two_visits();
  EXPECT_THAT(model_at("09:00:00").event.announcements, SizeIs(2));
  tell(2, {notice("2", "二", "18:00:00")});
  between_two_visits();
  EXPECT_THAT(model_at("09:00:00").event.announcements, SizeIs(1));
  tell(3, {});
  between_two_visits();
  EXPECT_THAT(model_at("09:00:00").event.announcements, IsEmpty());
  EXPECT_EQ(records("document"), 3 + 3) << "plan, roster, trust, and each board";
}

TEST_F(DeskDocumentsTest, the_most_pressing_one_comes_first_and_every_events_stand_beside_this_ones) {
  open();
  tell(1, {notice("1", "停水", "18:00:00"), notice("2", "换车", "18:00:00", event::NoticeSeverity::attention)});
  tell(1, {notice("1", "暴雨", "18:00:00", event::NoticeSeverity::urgent)}, "");
  tell(1, {notice("1", "别的活动", "18:00:00")}, "OTHER");
  between_two_visits();
  const auto shown = model_at("09:00:00").event.announcements;
  ASSERT_THAT(shown, SizeIs(3));
  EXPECT_EQ(shown[0].text, "暴雨");
  EXPECT_EQ(shown[1].text, "换车");
  EXPECT_EQ(shown[2].text, "停水");
}

TEST_F(DeskDocumentsTest, a_notice_that_nobody_signed_or_that_cannot_be_read_is_not_shown_and_nothing_else_suffers) {
  open();
  tell(1, {notice("1", "假的", "18:00:00")}, "YX201117", false);
  publish("", "notice", 1, "{\"schema\":1,");
  between_two_visits();
  EXPECT_THAT(model_at("09:00:00").event.announcements, IsEmpty());
  EXPECT_FALSE(report.trouble);
  EXPECT_EQ(scan(code(0)).verdict, event::Verdict::admitted);
}

TEST_F(DeskDocumentsTest, a_guest_who_reads_english_gets_the_english_words_where_there_are_some) {
  open();
  event::PublicNotice both = notice("1", "二号车改停西门", "18:00:00");
  both.english = "Bus 2 waits at the west gate";
  tell(1, {both, notice("2", "停水", "18:00:00")});
  between_two_visits();
  const auto shown = model_at("09:00:00", ui::Language::en).event.announcements;
  ASSERT_THAT(shown, SizeIs(2));
  EXPECT_EQ(shown[0].text, "Bus 2 waits at the west gate");
  EXPECT_EQ(shown[1].text, "停水");
}

// ---- the line ----

// A hall's own paper of the same version as everybody's: the bureau names it, so it counts, once it is signed.
TEST_F(DeskDocumentsTest, another_paper_of_the_same_version_counts_when_the_bureau_signed_it) {
  enrol();
  sign(folder / "plan.toml");
  sign(folder / "roster.json");
  open();
  publish("YX201117", "plan", 3, plan_named("各厅的局", 3));
  between_two_visits();
  EXPECT_EQ(bureau(), "各厅的局");
  const auto again = [&](const std::string& name, bool is_signed) {
    const auto bytes = plan_named(name, 3);
    as_syncd([&](journal::Inbox& inbox) {
      ASSERT_TRUE(inbox.put_document({"YX201117", "plan", 3, bytes, is_signed ? event::sign_document(bytes, office) : std::string()}, journal::Inbox::SameVersion::replaces).value());
    });
    between_two_visits();
  };
  again("没有签名的局", false);
  EXPECT_EQ(bureau(), "各厅的局");
  again("本厅的局", true);
  EXPECT_EQ(bureau(), "本厅的局");
  open();
  EXPECT_EQ(bureau(), "本厅的局");
}

// Dates in working days are promised by it: with the inbox must not go what the bureau said of next year's holidays.
TEST_F(DeskDocumentsTest, the_calendar_of_the_bureau_outlives_the_inbox_and_gives_way_to_a_newer_one) {
  const auto calendar = [](int version) { return fmt::format(R"({{"schema":"workday-calendar/1","version":{},"years":{{}}}})", version); };
  const auto in_force = [&] { return report.documents->calendar ? report.documents->calendar->version() : 0; };
  options.documents.calendar = folder / "holidays.json";
  support::write_text(options.documents.calendar, calendar(3));
  enrol();
  sign(folder / "plan.toml");
  sign(folder / "roster.json");
  open();
  EXPECT_EQ(in_force(), 3);
  publish("", "calendar", 7, calendar(7));
  between_two_visits();
  EXPECT_EQ(in_force(), 7);
  std::filesystem::remove_all(journal::Layout{options.state}.inbox_folder());
  open();
  EXPECT_EQ(in_force(), 7);
  EXPECT_TRUE(std::ranges::find(report.documents->in_force, "calendar", &DocumentInForce::kind)->is_signed);
  support::write_text(options.documents.calendar, calendar(8));   // of a newer program
  open();
  EXPECT_EQ(in_force(), 8);
  std::filesystem::create_directories(journal::Layout{options.state}.inbox_folder());
  publish("", "calendar", 6, calendar(6));
  open();
  EXPECT_EQ(in_force(), 8);
}

TEST_F(DeskDocumentsTest, the_line_is_reported_as_syncd_wrote_it) {
  open();
  journal::LinkStatus link;
  link.state = "unreachable", link.reason = "no-network";
  link.told = at("08:39:30").wall, link.next_try = at("08:40:30").wall, link.last_push = at("08:20:00").wall;
  link.in_flight = 2, link.records_per_minute = 90, link.bytes_per_second = 1500;
  as_syncd([&](journal::Inbox& inbox) {
    ASSERT_TRUE(inbox.set_link(link));
    ASSERT_TRUE(inbox.put_boot_clock({"boot", 1'605'573'600'000, 40}));
  });
  desk->glance(at("08:40:00"));
  collect();
  EXPECT_EQ(report.link.reason, "no-network");
  EXPECT_EQ(report.link.next_try, at("08:40:30").wall);
  EXPECT_EQ(report.link.acknowledged, at("08:20:00").wall);
  EXPECT_EQ(report.link.records_per_minute, 90u);
  EXPECT_EQ(report.link.clock_uncertainty_ms, 40);
  EXPECT_EQ(report.link.told, at("08:38:00").wall) << "coarse: who stands before the box sees no difference";
}

TEST_F(DeskDocumentsTest, staff_may_ask_for_a_try_and_nobody_else) {
  open();
  desk->carry_out(TryLine{1}, at("08:40:00"));
  collect();
  EXPECT_TRUE(journal::Spool(options.state).list()->empty());
  log_in();
  desk->carry_out(TryLine{2}, at("08:41:00"));
  collect();
  const auto asked = *journal::Spool(options.state).list();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].kind, journal::SpoolKind::try_line);
  EXPECT_TRUE(report.link.trying);
  ASSERT_TRUE(journal::Spool(options.state).done(asked[0]));
  desk->glance(at("08:42:00"));
  collect();
  EXPECT_FALSE(report.link.trying);
}

TEST_F(DeskDocumentsTest, it_reports_which_papers_the_bureau_cannot_hand_out_as_long_as_it_cannot) {
  open();
  const auto reported = [&](const std::string& note) {
    journal::LinkStatus link;
    link.state = "connected";
    as_syncd([&](journal::Inbox& inbox) {
      ASSERT_TRUE(inbox.set_link(link));
      ASSERT_TRUE(inbox.set_note("papers-in-trouble", note));
    });
    desk->glance(at("08:41:00"));
    collect();
    return report.link.papers;
  };
  const ui::PaperInTrouble roster{"roster", 3, ui::PaperTrouble::damaged}, plan{"plan", 2, ui::PaperTrouble::refused};
  EXPECT_THAT(reported("roster 3 damaged\nplan 2 refused\n"), testing::ElementsAre(roster, plan));
  EXPECT_THAT(reported(""), IsEmpty());
}

}  // namespace
}  // namespace openday::app
