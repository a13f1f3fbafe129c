#include "kiosk/event/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>


#include "kiosk/base/crypto.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

constexpr const char* kFile = OPENDAY_SOURCE_DIR "/config/ratings/satisfaction-5.toml";

Catalogue standard() { return read_catalogue(support::read_text(kFile), kFile).value(); }

base::Uuid uuid(std::uint8_t last) {
  base::Random16 random{};
  random[15] = last;
  return base::make_uuid_v4(random);
}

TEST(Catalogue, has_the_five_grades_of_the_standard_with_eight_tags_each) {
  const Catalogue catalogue = standard();
  std::vector<std::string> labels;
  for (const Grade& grade : catalogue.grades) {
    labels.push_back(grade.label);
    EXPECT_EQ(grade.tags.size(), 8u);
    EXPECT_FALSE(grade.question.empty());
    for (const Tag& tag : grade.tags) EXPECT_EQ(tag.code[1], static_cast<char>('0' + grade.value));
  }
  EXPECT_THAT(labels, ::testing::ElementsAre("非常满意", "满意", "基本满意", "不满意", "非常不满意"));
  ASSERT_NE(catalogue.tag("K202"), nullptr);
  EXPECT_EQ(catalogue.tag("K202")->label, "时间太紧");
  EXPECT_EQ(catalogue.tag("K299"), nullptr);
  EXPECT_EQ(catalogue.grade(1)->label, "非常不满意");
}

TEST(Catalogue, names_the_line_of_a_code_that_is_not_of_its_grade) {
  std::string text = support::read_text(kFile);
  text.replace(text.find("K203"), 4, "K303");
  const auto broken = read_catalogue(text, "r.toml");
  ASSERT_FALSE(broken);
  EXPECT_THAT(broken.error().what, ::testing::AllOf(::testing::StartsWith("r.toml:"), ::testing::HasSubstr("K2 and two digits")));
}

TEST(Catalogue, wants_all_five_grades_from_best_to_worst) {
  EXPECT_FALSE(read_catalogue("id='x'\nversion=1\n[[grade]]\nvalue=5\nlabel='好'\n", "r.toml"));
  EXPECT_FALSE(read_catalogue("id='x'\nversion=1\n[[grade]]\nvalue=1\nlabel='差'\n", "r.toml"));
  EXPECT_FALSE(read_catalogue("not toml", "r.toml"));
}

TEST(Ballot, is_written_in_one_form_whatever_the_order_of_its_tags) {
  Ballot ballot{uuid(1), "YX201117", "main", "bureau", 2, {"K205", "K202", "K205"}};
  EXPECT_EQ(ballot_json(ballot), R"({"id":"00000000-0000-4000-8000-000000000001","event":"YX201117","session":"main","subject":"bureau","grade":2,"tags":["K202","K205"]})");
  const auto read = read_ballot(ballot_json(ballot));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, ballot.id);
  EXPECT_EQ(ballot_json(*read), ballot_json(ballot));
}

TEST(Ballot, is_not_read_when_a_member_is_missing_or_out_of_range) {
  for (const char* text : {"", "[]", "{}", "null", R"({"id":"00000000-0000-4000-8000-000000000001","event":"e","session":"s","subject":"x","grade":6,"tags":[]})",
                           R"({"id":"00000000-0000-4000-8000-000000000001","event":"e","session":"s","subject":"x","grade":3})",
                           R"({"id":"00000000-0000-4000-8000-000000000001","event":"e","session":"s","subject":"x","grade":3,"tags":[1]})",
                           R"({"id":"1","event":"e","session":"s","subject":"x","grade":3,"tags":[]})"}) {
    EXPECT_FALSE(read_ballot(text)) << text;
  }
}

TEST(Ballot, of_a_score_sheet_has_answers_and_no_grade) {
  Ballot ballot{uuid(1), "YX201117", "main", "forest", 0, {}, {{"order", 8}, {"want", {}, {"再来", "\"带家人\""}}}};
  EXPECT_EQ(ballot_json(ballot), R"({"id":"00000000-0000-4000-8000-000000000001","event":"YX201117","session":"main","subject":"forest","answers":[{"item":"order","value":8},)"
                                 R"({"item":"want","choices":["再来","\"带家人\""]}]})");
  const auto read = read_ballot(ballot_json(ballot));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->answers, ballot.answers);
  EXPECT_EQ(read->grade, 0);
}

TEST(Ballot, of_a_score_sheet_on_which_its_guest_only_wrote_is_read) {
  const Ballot ballot{base::Uuid{}, "e", "s", "x", 0, {}, {}};
  EXPECT_NE(ballot_json(ballot).find("\"answers\":[]"), std::string::npos);
  EXPECT_TRUE(read_ballot(ballot_json(ballot)));
}

TEST(Ballot, with_bad_answers_is_not_read) {
  const std::string head = R"({"id":"00000000-0000-4000-8000-000000000001","event":"e","session":"s","subject":"x","answers":)";
  for (const char* answers : {"{}", "[1]", R"([{"value":1}])", R"([{"item":"a"}])", R"([{"item":"a","value":101}])", R"([{"item":"a","value":-1}])",
                              R"([{"item":"a","value":1.5}])", R"([{"item":"a","value":18446744073709551615}])", R"([{"item":"a","choices":[]}])",
                              R"([{"item":"a","choices":[1]}])", R"([{"item":"a","value":1,"choices":["b"]}])", R"([{"item":"a","value":1},{"item":"a","value":2}])",
                              R"([{"item":"a","text":"写在选票里的话"}])"}) {
    EXPECT_FALSE(read_ballot(head + answers + "}")) << answers;
  }
}

TEST(BallotText, comes_back_as_it_was_written) {
  const BallotText text{uuid(2), "YX201117", "main", "bureau", "周六上午也办理\"登记\"\n𠅤"};
  const auto read = read_ballot_text(ballot_text_json(text));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text, text.text);
  EXPECT_EQ(read->item, "");
  EXPECT_FALSE(read_ballot_text("{}"));
}

TEST(BallotText, of_a_score_sheet_names_its_item) {
  const BallotText text{uuid(2), "YX201117", "main", "forest", "树种多一些", "advice"};
  EXPECT_EQ(ballot_text_json(text), R"({"id":"00000000-0000-4000-8000-000000000002","event":"YX201117","session":"main","subject":"forest","text":"树种多一些","item":"advice"})");
  EXPECT_EQ(read_ballot_text(ballot_text_json(text))->item, "advice");
}

TEST(BatchDigest, is_the_hash_of_the_sorted_leaves) {
  const Leaf a{{1}, "a"}, b{{2}, "b"};
  const auto leaf = [](const Leaf& of) {
    std::string bytes(of.salt.begin(), of.salt.end());
    return base::sha256(base::as_bytes(bytes + of.bytes));
  };
  std::vector<base::Digest> hashes{leaf(a), leaf(b)};
  std::sort(hashes.begin(), hashes.end());
  std::string joined(hashes[0].begin(), hashes[0].end());
  joined.append(hashes[1].begin(), hashes[1].end());
  EXPECT_EQ(batch_digest({a, b}), base::to_hex(base::sha256(base::as_bytes(joined))));
  EXPECT_NE(batch_digest({a, b}), batch_digest({a}));
}

TEST(Tally, counts_grades_and_says_nothing_without_any) {
  Tally tally;
  EXPECT_EQ(tally.satisfied(), std::nullopt);
  for (const int grade : {5, 5, 4, 3, 2, 1, 0, 6, -1}) tally.add(grade);
  EXPECT_EQ(tally.total(), 6);
  EXPECT_THAT(tally.n, ::testing::ElementsAre(2, 1, 1, 1, 1));
  EXPECT_DOUBLE_EQ(*tally.satisfied(), 4.0 / 6);
  EXPECT_DOUBLE_EQ(*tally.bad(), 2.0 / 6);
  EXPECT_TRUE(tally.shown());
}

TEST(Tally, is_not_shown_below_five) {
  Tally tally;
  for (int i = 0; i < 4; ++i) tally.add(5);
  EXPECT_FALSE(tally.shown());
}

TEST(EvaluationProperty, does_not_depend_on_the_order) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& texts) {
    std::vector<Leaf> leaves;
    Tally forward, backward;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      leaves.push_back({{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(texts.size())}, texts[i]});
      forward.add(static_cast<int>(i % 7));
      backward.add(static_cast<int>((texts.size() - 1 - i) % 7));
    }
    std::vector<Leaf> turned(leaves.rbegin(), leaves.rend());
    RC_ASSERT(batch_digest(leaves) == batch_digest(turned));
    RC_ASSERT(forward.n == backward.n);
  }));
}

}  // namespace
}  // namespace openday::event
