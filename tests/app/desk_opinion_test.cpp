// Opinions, comments and names at the desk: what lies in the journal afterwards, and what never does.
#include "kiosk/base/seal.h"
#include "kiosk/event/case_number.h"
#include "tests/app/desk_fixture.h"

namespace openday::app {
namespace {

class OpinionDesk : public DeskTest {
 protected:
  OpinionDesk() {
    const std::filesystem::path config = std::filesystem::path(OPENDAY_SOURCE_DIR) / "config";
    options.documents.opinions = config / "opinions/subjects.toml";
    options.documents.phrases = std::filesystem::path(OPENDAY_SOURCE_DIR) / "assets/phrases/opinions.toml";
    options.documents.calendar = config / "calendar/holidays.json";
    plan(R"(
[opinions]
opens = "all_day"
replies = ["registered", "address"]
[[feedback]]
what = "resolve"
n = 15
unit = "workday"
[[feedback]]
what = "reply"
n = 10
unit = "workday"
anchor = "comment_received"
)");
  }

  // Programme 3 with more to it.
  void plan(const std::string& more) {
    support::write_text(folder / "plan.toml", support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / "config/plans/03-city-timed.toml") + more);
    options.documents.plan = folder / "plan.toml";
  }
  void seal_to(const base::UnsealKey& key) {
    const base::SigningKey root = base::SigningKey::generate();
    event::Trust trust{1, root.public_key(), {{base::key_id(issuer.public_key()), issuer.public_key(), event::KeyUse::codes, {}}, {base::key_id(key.public_key()), key.public_key(), event::KeyUse::seal, {}}}};
    support::write_text(folder / "trust.json", event::write_trust(trust, root));
  }
  SubmitOpinion opinion(std::string text) {
    SubmitOpinion out;
    out.visit = ++visit;
    out.subject = "registration";
    out.text = std::move(text);
    return out;
  }
  OpinionAnswer submit(const SubmitOpinion& what) { return ask<OpinionAnswer>(what, at("11:10:00")); }
  RatingSaved rate_as(int guest, bool anonymous, std::string text = {}) {
    CastRating cast{++visit, guests[static_cast<std::size_t>(guest)].registration, anonymous, "review", {{"bureau", 2, {"K201"}, std::move(text)}, {"event", 5, {}}}};
    if (!anonymous) cast.consent = "2020-11", cast.category = "client";
    return ask<RatingAnswer>(cast, at("11:25:00")).saved;
  }
  [[nodiscard]] event::OpinionBody only_opinion() const { return *event::read_opinion(bodies("opinion").at(0)); }
};

TEST_F(OpinionDesk, an_opinion_is_a_case_with_a_number_and_the_first_date_that_concerns_its_author) {
  open();
  const OpinionAnswer answer = submit(opinion("窗口排队时间太长"));
  ASSERT_TRUE(answer.saved);
  EXPECT_EQ(only_opinion().number, answer.receipt.number);
  EXPECT_TRUE(event::parse_case_number(answer.receipt.number));
  ASSERT_TRUE(answer.receipt.code);
  EXPECT_EQ(answer.receipt.code->modules, base::make_qr_code(event::receipt_text("YX201117", answer.receipt.number))->modules);
  EXPECT_EQ(only_opinion().session, "main");
  EXPECT_FALSE(only_opinion().registration);
  EXPECT_EQ(answer.receipt.due, base::parse_date("2020-12-08"));   // 15 working days: nobody asked for a reply
  EXPECT_EQ(answer.receipt.workdays, 15);
  EXPECT_FALSE(answer.receipt.provisional);
  EXPECT_TRUE(bodies("consent").empty());
}

TEST_F(OpinionDesk, a_reply_to_the_registration_is_written_with_its_consent_in_one_go) {
  open();
  SubmitOpinion wanted = opinion("希望公开进度");
  wanted.reply = event::ReplyWay::registered;
  wanted.guest = guests[0].registration;
  wanted.consent_version = "2020-11";
  const OpinionAnswer answer = submit(wanted);
  ASSERT_TRUE(answer.saved);
  EXPECT_EQ(only_opinion().registration, guests[0].registration);
  const auto consent = event::read_consent(bodies("consent").at(0));
  EXPECT_EQ(consent->purpose, "reply");
  EXPECT_EQ(consent->version, "2020-11");
  EXPECT_EQ(consent->number, answer.receipt.number);
  EXPECT_EQ(answer.receipt.due, base::parse_date("2020-12-01"));   // the reply's ten working days come first
}

TEST_F(OpinionDesk, another_address_lies_sealed_in_the_journal_and_opens_with_the_office_s_key_alone) {
  const base::UnsealKey key = base::UnsealKey::generate();
  seal_to(key);
  open();
  ASSERT_EQ(report.documents->opinions->replies.size(), 2u);
  SubmitOpinion wanted = opinion("希望公开进度");
  wanted.reply = event::ReplyWay::address;
  wanted.address = "wang@example.com";
  ASSERT_TRUE(submit(wanted).saved);
  EXPECT_EQ(bodies("opinion").at(0).find("wang@"), std::string::npos);
  EXPECT_EQ(base::unseal_text(key, only_opinion().sealed).value(), "wang@example.com");
}

TEST_F(OpinionDesk, without_a_seal_key_another_address_is_neither_offered_nor_taken) {
  open();
  EXPECT_EQ(report.documents->opinions->replies, (std::vector<event::ReplyOffer>{event::ReplyOffer::registered}));
  SubmitOpinion wanted = opinion("希望公开进度");
  wanted.reply = event::ReplyWay::address;
  wanted.address = "wang@example.com";
  EXPECT_FALSE(submit(wanted).saved);
  EXPECT_EQ(records("opinion"), 0);
  EXPECT_EQ(records("consent"), 0);
}

TEST_F(OpinionDesk, numbers_of_persons_never_reach_the_disk) {
  open();
  ASSERT_TRUE(submit(opinion("请打 138-1234-5678\u202E，老房子证办不下来")).saved);
  EXPECT_EQ(only_opinion().text, "请打 138****5678，老房子证办不下来");
  for (const auto& file : std::filesystem::directory_iterator(options.state / "journal")) {
    const std::string bytes = support::read_text(file.path());
    EXPECT_EQ(bytes.find("1234-5678"), std::string::npos) << file.path();
  }
}

TEST_F(OpinionDesk, the_same_press_is_answered_again_and_written_once) {
  open();
  SubmitOpinion wanted = opinion("窗口太少");
  const OpinionAnswer first = submit(wanted), again = submit(wanted);
  EXPECT_TRUE(again.saved);
  EXPECT_EQ(first.receipt.number, again.receipt.number);
  EXPECT_EQ(records("opinion"), 1);
  ++wanted.press;
  EXPECT_NE(submit(wanted).receipt.number, first.receipt.number);
  EXPECT_EQ(records("opinion"), 2);
}

TEST_F(OpinionDesk, a_megabyte_is_kept_as_five_hundred_characters_and_nothing_as_nothing) {
  open();
  std::string endless;
  while (endless.size() < (1u << 20)) endless += "建议登记中心周末也办";
  ASSERT_TRUE(submit(opinion(endless)).saved);
  EXPECT_EQ(only_opinion().text.size(), 1500u);
  EXPECT_FALSE(submit(opinion(" \u200B\n")).saved);
}

// ---- comments; a name or none ----

TEST_F(OpinionDesk, a_comment_goes_with_a_named_rating_masked_and_with_the_chosen_name_s_consent) {
  open();
  EXPECT_EQ(rate_as(0, false, "讲解员 13812345678 没来"), RatingSaved::saved);
  const auto body = event::read_rating(bodies("rating").at(0));
  EXPECT_EQ(body->text, "讲解员 138****5678 没来");
  EXPECT_EQ(body->category, "client");
  const auto consent = event::read_consent(bodies("consent").at(0));
  EXPECT_EQ(consent->purpose, "named-rating");
  EXPECT_EQ(consent->registration, guests[0].registration);
}

TEST_F(OpinionDesk, who_rated_without_a_name_cannot_rate_with_it_afterwards) {
  open();
  EXPECT_EQ(rate_as(0, true, "时间太紧"), RatingSaved::saved);
  EXPECT_EQ(rate_as(0, false), RatingSaved::already);
  EXPECT_EQ(records("rating"), 0);
}

TEST_F(OpinionDesk, who_rated_with_a_name_cannot_rate_without_it_afterwards) {
  open();
  EXPECT_EQ(rate_as(0, false), RatingSaved::saved);
  EXPECT_EQ(rate_as(0, true), RatingSaved::already);
  EXPECT_EQ(rate_as(1, true), RatingSaved::saved);
  open();   // and not after a restart either
  EXPECT_EQ(rate_as(0, true), RatingSaved::already);
}

}  // namespace
}  // namespace openday::app
