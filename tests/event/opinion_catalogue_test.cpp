#include "kiosk/event/opinion_catalogue.h"

#include <set>

#include <gtest/gtest.h>

#include "kiosk/base/utf8.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

std::string text_of(const std::string& file) { return support::read_text(std::filesystem::path(OPENDAY_SOURCE_DIR) / file); }

TEST(OpinionCatalogue, the_office_s_own_subjects_are_read_with_their_departments) {
  const auto catalogue = read_opinion_catalogue(text_of("config/opinions/subjects.toml"), "subjects.toml");
  ASSERT_TRUE(catalogue) << catalogue.error().what;
  std::vector<std::string> labels;
  for (const CatalogueSubject& subject : catalogue->subjects) {
    labels.push_back(subject.label);
    EXPECT_FALSE(subject.owner.empty()) << subject.id;
  }
  EXPECT_EQ(labels, (std::vector<std::string>{"不动产登记", "规划", "矿产", "耕地保护", "林草", "地质灾害", "森林防火", "其他"}));
}

TEST(OpinionCatalogue, every_subject_has_eight_phrases_and_more_of_its_own) {
  const auto catalogue = read_opinion_catalogue(text_of("config/opinions/subjects.toml"), "subjects.toml");
  const auto phrases = read_phrases(text_of("assets/phrases/opinions.toml"), "opinions.toml");
  ASSERT_TRUE(phrases) << phrases.error().what;
  std::set<std::string> seen;
  std::size_t characters = 0;
  for (const OpinionSubject& subject : opinion_subjects(OpinionRules{}, *catalogue, *phrases)) {
    EXPECT_GE(subject.phrases.size(), 8u) << subject.id;
    for (const std::string& phrase : subject.phrases) {
      EXPECT_TRUE(seen.insert(phrase).second) << phrase;
      characters += base::count_code_points(phrase);
    }
  }
  EXPECT_GE(phrases->comment.size(), 8u);
  EXPECT_GE(characters, 500u);
}

TEST(OpinionCatalogue, a_plan_s_own_subjects_stand_instead_with_their_phrases_in_front) {
  const auto catalogue = read_opinion_catalogue("id = \"a\"\nversion = 1\n[[subject]]\nid = \"forest\"\nlabel = \"林草\"\n", "a.toml");
  const auto phrases = read_phrases("version = 1\n[[subject]]\nid = \"forest\"\nphrases = [\"多种树\"]\n", "b.toml");
  OpinionRules rules;
  rules.subjects = {{"forest", "国有林场", "林场", {"修好路"}}};
  const auto subjects = opinion_subjects(rules, *catalogue, *phrases);
  ASSERT_EQ(subjects.size(), 1u);
  EXPECT_EQ(subjects[0].label, "国有林场");
  EXPECT_EQ(subjects[0].phrases, (std::vector<std::string>{"修好路", "多种树"}));
}

TEST(OpinionCatalogue, a_subject_out_of_use_is_not_offered_and_keeps_its_name) {
  const auto catalogue = read_opinion_catalogue("id = \"a\"\nversion = 2\n[[subject]]\nid = \"old\"\nlabel = \"国土\"\nactive = false\n[[subject]]\nid = \"new\"\nlabel = \"规划\"\n", "a.toml");
  ASSERT_TRUE(catalogue) << catalogue.error().what;
  EXPECT_EQ(opinion_subjects(OpinionRules{}, *catalogue, Phrases{}).size(), 1u);
  EXPECT_EQ(subject_label(Plan{}, *catalogue, "old"), "国土");
  EXPECT_EQ(subject_label(Plan{}, *catalogue, "gone"), "gone");
}

struct Wrong {
  const char* toml;
  const char* said;
};

TEST(OpinionCatalogue, mistakes_are_named_by_line) {
  for (const Wrong& wrong : {Wrong{"id = \"a\"\nversion = 1\n[[subject]]\nid = \"x\"\nlabel = \"甲\"\n[[subject]]\nid = \"x\"\nlabel = \"乙\"\n", "a.toml:7:"},
                             Wrong{"id = \"a\"\nversion = 1\n[[subject]]\nid = \"x\"\n", "label"}, Wrong{"id = \"a\"\nversion = 1\n[[subject]]\nid = \"x\"\nlabel = \"甲\"\nowmer = \"办\"\n", "a.toml:6:"},
                             Wrong{"id = \"a\"\nversion = 1\n[[subject]]\nid = \"x\"\nlabel = \"甲\"\nactive = false\n", "no subject is active"}, Wrong{"id = \"a\"\nversion = 1\n", "subject"}, Wrong{"id = ", "a.toml:1:"}}) {
    const auto read = read_opinion_catalogue(wrong.toml, "a.toml");
    ASSERT_FALSE(read) << wrong.toml;
    EXPECT_NE(read.error().what.find(wrong.said), std::string::npos) << read.error().what;
  }
  const auto phrases = read_phrases("version = 1\n[[subject]]\nid = \"x\"\nphrases = [1]\n", "p.toml");
  ASSERT_FALSE(phrases);
  EXPECT_NE(phrases.error().what.find("p.toml:4:"), std::string::npos) << phrases.error().what;
}

}  // namespace
}  // namespace openday::event
