#include "kiosk/event/sent_paper.h"

#include <gtest/gtest.h>

namespace openday::event {
namespace {

const std::string kSealed = std::string(60, '\x01') + std::string("\n\0{\xff", 4);

SentPaper paper() { return {"openday-sign-in-20201117T120500.pdf", "sign-in", "lq2020", "main", kSealed}; }

SentPaperError error_of(const std::string& text) {
  const auto read = parse_sent_paper(text);
  EXPECT_FALSE(read) << text.substr(0, 80);
  return read ? SentPaperError::no_line : read.error().kind;
}
SentPaperError error_of(const SentPaper& of) { return error_of(to_text(of)); }

TEST(SentPaper, is_read_as_it_was_written) {
  EXPECT_EQ(*parse_sent_paper(to_text(paper())), paper());
  SentPaper without = paper();
  without.session.clear();
  EXPECT_EQ(*parse_sent_paper(to_text(without)), without);
}

TEST(SentPaper, is_one_line_and_then_the_sealed_bytes) {
  EXPECT_EQ(to_text(paper()), R"({"name":"openday-sign-in-20201117T120500.pdf","kind":"sign-in","event":"lq2020","session":"main"})"
                              "\n" + kSealed);
}

TEST(SentPaper, of_a_newer_kiosk_may_say_more) {
  EXPECT_EQ(parse_sent_paper(R"({"name":"a.pdf","kind":"slips","event":"e","session":"","pages":3})" "\n" + kSealed)->kind, "slips");
}

TEST(SentPaper, never_names_a_path) {
  for (const char* name : {"", "../x.pdf", "a/b.pdf", "a\\b.pdf", ".hidden", "a\nb", "a\x7f"}) {
    SentPaper one = paper();
    one.name = name;
    EXPECT_EQ(error_of(one), SentPaperError::bad_name) << name;
  }
  SentPaper one = paper();
  one.name = std::string(121, 'a');
  EXPECT_EQ(error_of(one), SentPaperError::bad_name);
}

TEST(SentPaper, is_refused_with_what_is_wrong) {
  EXPECT_EQ(error_of(""), SentPaperError::no_line);
  EXPECT_EQ(error_of(std::string(5000, ' ') + "\n"), SentPaperError::no_line);
  EXPECT_EQ(error_of("{}"), SentPaperError::no_line);
  EXPECT_EQ(error_of("[]\n" + kSealed), SentPaperError::unreadable);
  EXPECT_EQ(error_of("{}\n" + kSealed), SentPaperError::bad_name);
  EXPECT_EQ(error_of(R"({"name":7,"kind":"slips","event":"e"})" "\n" + kSealed), SentPaperError::bad_name);
  SentPaper one = paper();
  one.kind = "Sign in";
  EXPECT_EQ(error_of(one), SentPaperError::bad_kind);
  one = paper();
  one.event.clear();
  EXPECT_EQ(error_of(one), SentPaperError::bad_id);
  one = paper();
  one.session = std::string(65, 's');
  EXPECT_EQ(error_of(one), SentPaperError::bad_id);
  one = paper();
  one.sealed = std::string(48, 's');
  EXPECT_EQ(error_of(one), SentPaperError::not_sealed) << "what seals nothing";
  one.sealed = std::string(kMaxSentPaper + 1, 's');
  EXPECT_EQ(error_of(one), SentPaperError::too_large);
}

}  // namespace
}  // namespace openday::event
