#include "kiosk/event/record_bodies.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::event {
namespace {

const RegistrationId kRegistration = *parse_registration_id("000102030405060708090a0b0c0d0e0f");
const base::Uuid kUuid = *base::parse_uuid("01936c0a-1c00-7000-8000-000000000001");

constexpr std::string_view kPlainCheckIn =
    R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":1,"category":"npc","way":"code","on_roster":true})";

TEST(RecordBodies, check_in_is_written_compactly_in_a_fixed_order) {
  CheckInBody body{.registration = kRegistration, .session = "s1", .category = "npc"};
  EXPECT_EQ(to_json(body), kPlainCheckIn);
  body.persons = 3;
  body.way = Way::foreign_code;
  body.on_roster = false;
  body.early = body.late = body.validity_unverified = true;
  body.seats = 4;
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":3,"category":"npc",)"
                           R"("way":"foreign-code","on_roster":false,"early":true,"late":true,"validity_unverified":true,"seats":4})");
}

TEST(RecordBodies, check_in_reads_back_what_was_written) {
  EXPECT_TRUE(rc::check([](const std::string& session, const std::string& category, bool roster, bool early, bool late) {
    CheckInBody body{.registration = kRegistration, .session = session, .category = category};
    body.persons = *rc::gen::inRange(1, kMaxPersons);
    body.seats = *rc::gen::inRange(1, kMaxPersons);
    body.way = *rc::gen::element(Way::code, Way::found, Way::staff, Way::foreign_code);
    body.on_roster = roster;
    body.early = early;
    body.late = late;
    const auto read = read_check_in(to_json(body));
    RC_ASSERT(read.has_value());
    RC_ASSERT(to_json(*read) == to_json(body));
  }));
}

TEST(RecordBodies, unknown_members_are_passed_over) {
  const auto read = read_check_in(
      R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":2,"category":"npc","way":"found","hat":{"size":[1,{"hat":2}]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->persons, 2);
  EXPECT_TRUE(read->on_roster);
}

TEST(RecordBodies, check_in_that_lacks_or_bends_a_needed_member_reads_as_nothing) {
  const std::string head = R"({"registration":"000102030405060708090a0b0c0d0e0f",)";
  for (const std::string& bad : {
           std::string(), std::string("null"), std::string("[]"), std::string("{"), std::string("{}"), std::string(kPlainCheckIn) + "x",
           head + R"("session":"s1","persons":1,"category":"npc"})",
           head + R"("session":"s1","category":"npc","way":"code"})",
           head + R"("session":1,"persons":1,"category":"npc","way":"code"})",
           head + R"("session":"s1","persons":0,"category":"npc","way":"code"})",
           head + R"("session":"s1","persons":1.0,"category":"npc","way":"code"})",
           head + R"("session":"s1","persons":18446744073709551615,"category":"npc","way":"code"})",
           head + R"("session":"s1","persons":"1","category":"npc","way":"code"})",
           head + R"("session":"s1","persons":1,"category":"npc","way":"teleport"})",
           head + R"("session":"s1","persons":1,"category":"npc","way":"code","late":"no"})",
           head + R"("session":"s1","persons":1,"persons":2,"category":"npc","way":"code"})",
           std::string(R"({"registration":"0001","session":"s1","persons":1,"category":"npc","way":"code"})"),
       })
    EXPECT_FALSE(read_check_in(bad)) << bad;
}

TEST(RecordBodies, oversized_and_deeply_nested_texts_read_as_nothing) {
  EXPECT_FALSE(read_check_in(std::string(kMaxBodyBytes + 1, ' ')));
  EXPECT_FALSE(read_check_in(std::string(200'000, '[')));
  const std::string deep = R"({"x":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  EXPECT_FALSE(read_check_in(deep));
}

TEST(RecordBodies, ill_formed_text_is_written_as_replacement_characters) {
  const VoidBody body{.record = kUuid, .reason = "a\xff", .by = {}};
  EXPECT_EQ(to_json(body), "{\"record\":\"01936c0a-1c00-7000-8000-000000000001\",\"reason\":\"a\uFFFD\"}");
}

TEST(RecordBodies, walk_in_writes_what_it_says_and_reads_it_back) {
  WalkInBody body{.registration = kRegistration, .session = "s1", .persons = 2, .category = "client"};
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":2,"category":"client"})");
  body.declared = body.early = body.validity_unverified = true;
  body.name = "沈㛃";
  const auto read = read_walk_in(to_json(body));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json(*read), to_json(body));
  EXPECT_EQ(read->name, "沈㛃");
  EXPECT_FALSE(read_walk_in(R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":0,"category":"client"})"));
  EXPECT_FALSE(read_walk_in(R"({"session":"s1","persons":1,"category":"client"})"));
}

TEST(RecordBodies, screening_holds_pass_or_refer_and_nothing_more) {
  EXPECT_EQ(to_json(ScreeningBody{kRegistration, "s1", true}), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","result":"pass"})");
  EXPECT_EQ(to_json(ScreeningBody{kRegistration, "s1", false}), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","result":"refer"})");
  EXPECT_TRUE(read_screening(to_json(ScreeningBody{kRegistration, "s1", true}))->passed);
  EXPECT_FALSE(read_screening(R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","result":"37.2"})"));
}

TEST(RecordBodies, void_needs_the_record_it_names) {
  EXPECT_EQ(read_void(R"({"record":"01936c0a-1c00-7000-8000-000000000001","reason":"误扫","by":"steward"})")->by, "steward");
  EXPECT_FALSE(read_void(R"({"reason":"误扫"})"));
  EXPECT_FALSE(read_void(R"({"record":"01936c0a1c0070008000000000000001"})"));
}

TEST(RecordBodies, every_correction_reads_back) {
  for (int i = 0; i <= static_cast<int>(CorrectionKind::rating_closed); ++i) {
    CorrectionBody body;
    body.what = static_cast<CorrectionKind>(i);
    body.session = "s1";
    body.item = "s1.4";
    body.minutes = -10;
    body.text = "改在 \"六楼\"";
    body.start = 0;
    body.end = 1500;
    const auto read = read_correction(to_json(body));
    ASSERT_TRUE(read) << to_json(body);
    EXPECT_EQ(to_json(*read), to_json(body));
    EXPECT_EQ(read->minutes, -10);
  }
  CorrectionBody state;
  state.what = CorrectionKind::session_state;
  state.session = "s1";
  state.text = "postponed";
  EXPECT_EQ(to_json(state), R"({"what":"session-state","session":"s1","text":"postponed"})");
  EXPECT_FALSE(read_correction(R"({"what":"delay","session":"s1","minutes":99999999})"));
  EXPECT_FALSE(read_correction(R"({"what":"dance","session":"s1"})"));
}

TEST(RecordBodies, rating_batch_reads_back) {
  const RatingBatchBody body{.batch = kUuid, .session = "s1", .subject = "bureau", .count = 5, .digest = "ab", .text_count = 1, .text_digest = "cd"};
  EXPECT_EQ(to_json(body), R"({"batch":"01936c0a-1c00-7000-8000-000000000001","session":"s1","subject":"bureau","count":5,)"
                           R"("digest":"ab","text_count":1,"text_digest":"cd"})");
  EXPECT_EQ(to_json(*read_rating_batch(to_json(body))), to_json(body));
  EXPECT_FALSE(read_rating_batch(R"({"batch":"01936c0a-1c00-7000-8000-000000000001","session":"s1","subject":"bureau","count":-1,"digest":"","text_count":0,"text_digest":""})"));
}

TEST(RecordBodies, named_rating_reads_back_and_needs_a_grade) {
  const RatingBody body{.registration = kRegistration, .session = "s1", .subject = "bureau", .grade = 2, .tags = {"K201", "K208"}};
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","subject":"bureau","grade":2,"tags":["K201","K208"]})");
  EXPECT_EQ(to_json(*read_rating(to_json(body))), to_json(body));
  EXPECT_FALSE(read_rating(R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","subject":"bureau","grade":6})"));
  EXPECT_FALSE(read_rating(R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","subject":"bureau","grade":2,"tags":[1]})"));
}

TEST(RecordBodies, named_rating_keeps_category_and_comment) {
  const RatingBody body{.registration = kRegistration, .session = "s1", .subject = "bureau", .grade = 5, .tags = {}, .category = "npc", .text = "很好"};
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","subject":"bureau","grade":5,"category":"npc","text":"很好"})");
  EXPECT_EQ(to_json(*read_rating(to_json(body))), to_json(body));
}

TEST(RecordBodies, scorecard_reads_back_with_every_kind_of_answer) {
  const ScorecardBody body{kRegistration, "s1", "review", "npc", {{"bureau", {{"order", 8}, {"want", {}, {"再来"}}, {"advice", {}, {}, "多讲案例"}}}, {"event", {}}}};
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","questionnaire":"review","category":"npc","subjects":[)"
                           R"({"subject":"bureau","items":[{"item":"order","value":8},{"item":"want","choices":["再来"]},{"item":"advice","text":"多讲案例"}]},)"
                           R"({"subject":"event","items":[]}]})");
  const auto read = read_scorecard(to_json(body));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->subjects, body.subjects);
  const std::string head = R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","questionnaire":"q","category":"npc","subjects":)";
  for (const char* subjects : {"{}", "[1]", R"([{"subject":"a"}])", R"([{"items":[]}])", R"([{"subject":"a","items":[{"item":"b"}]}])"}) EXPECT_FALSE(read_scorecard(head + subjects + "}")) << subjects;
}

TEST(RecordBodies, opinion_reads_back_and_says_only_what_there_is) {
  OpinionBody body{.number = "B0ZX-QXBJ", .session = "s1", .subject = "land", .text = "周六也办"};
  EXPECT_EQ(to_json(body), R"({"number":"B0ZX-QXBJ","session":"s1","subject":"land","text":"周六也办","reply":"none"})");
  body.reply = ReplyWay::address;
  body.registration = kRegistration;
  body.sealed = "AAAA";
  body.typed_by_staff = true;
  const auto read = read_opinion(to_json(body));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json(*read), to_json(body));
  EXPECT_EQ(read->registration, kRegistration);
  EXPECT_FALSE(read_opinion(R"({"number":"B0ZX-QXBJ","session":"s1","subject":"land","text":"a","reply":"pigeon"})"));
  EXPECT_FALSE(read_opinion(R"({"number":"B0ZX-QXBJ","session":"s1","subject":"land","text":"a","reply":"none","registration":"12"})"));
}

TEST(RecordBodies, consent_and_follow_up_read_back) {
  const ConsentBody consent{"reply", "2020-1", "B0ZX-QXBJ", kRegistration};
  EXPECT_EQ(to_json(consent), R"({"purpose":"reply","version":"2020-1","number":"B0ZX-QXBJ","registration":"000102030405060708090a0b0c0d0e0f"})");
  EXPECT_EQ(to_json(*read_consent(to_json(consent))), to_json(consent));
  const FollowUpBody assigned{"B0ZX-QXBJ", CaseState::assigned, "登记中心", "已电话联系", "supervisor"};
  EXPECT_EQ(to_json(assigned), R"({"number":"B0ZX-QXBJ","state":"assigned","owner":"登记中心","note":"已电话联系","by":"supervisor"})");
  EXPECT_EQ(to_json(*read_follow_up(to_json(assigned))), to_json(assigned));
  EXPECT_FALSE(read_follow_up(R"({"number":"B0ZX-QXBJ"})")->state);
  EXPECT_FALSE(read_follow_up(R"({"number":"B0ZX-QXBJ","state":"lost"})"));
}

TEST(RecordBodies, erase_names_its_records_and_keeps_its_counts) {
  EraseBody body;
  body.records = {kUuid};
  body.reason = "retention";
  body.counts = R"({"persons":{"s1":{"npc":4}}})";
  EXPECT_EQ(to_json(body), R"({"records":["01936c0a-1c00-7000-8000-000000000001"],"reason":"retention","counts":{"persons":{"s1":{"npc":4}}}})");
  EXPECT_EQ(read_erase(to_json(body))->counts, body.counts);
  EXPECT_FALSE(read_erase(R"({"records":["x"]})"));
  EXPECT_FALSE(read_erase(R"({"records":[7]})"));
  EXPECT_FALSE(read_erase(R"({"records":[],"counts":3})"));
  body.records.assign(kMaxErasedIds, kUuid);
  EXPECT_TRUE(read_erase(to_json(body)));
  body.records.push_back(kUuid);
  EXPECT_FALSE(read_erase(to_json(body)));
}

TEST(RecordBodies, staff_refusal_document_and_device_read_back) {
  const StaffBody staff{.what = "settled", .role = "steward", .detail = "a b"};
  EXPECT_EQ(to_json(*read_staff(to_json(staff))), R"({"what":"settled","role":"steward","detail":"a b"})");
  const RefusalBody refusal{.verdict = "expired", .session = "s1"};
  EXPECT_EQ(to_json(*read_refusal(to_json(refusal))), R"({"verdict":"expired","session":"s1"})");
  const RefusalBody known{.verdict = "category-full", .session = "s1", .category = "client", .department = "办公室"};
  EXPECT_EQ(to_json(*read_refusal(to_json(known))), R"({"verdict":"category-full","session":"s1","category":"client","department":"办公室"})");
  const DocumentBody document{.kind = "plan", .version = 3, .digest = "00ff"};
  EXPECT_EQ(to_json(*read_document(to_json(document))), R"({"kind":"plan","version":3,"digest":"00ff"})");
  const DeviceBody device{.what = "clock", .boot = "b", .offset_ms = 1605573062000, .uncertainty_ms = 12, .detail = {}};
  EXPECT_EQ(to_json(*read_device(to_json(device))), R"({"what":"clock","boot":"b","offset_ms":1605573062000,"uncertainty_ms":12})");
  EXPECT_FALSE(read_device(R"({"what":"clock","uncertainty_ms":-1})"));
}

}  // namespace
}  // namespace openday::event
