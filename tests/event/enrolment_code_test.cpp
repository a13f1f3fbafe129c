#include "kiosk/event/enrolment_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace openday::event {
namespace {

const base::Instant kUntil = base::parse_rfc3339("2020-11-17T08:30:00Z")->at;

EnrolmentCode sample() {
  EnrolmentCode out{"https://bureau.example:8480", base::Digest{}, "临泉县服务大厅", {}, kUntil};
  out.ca->fill(0xab);
  out.secret.fill(0xcd);
  return out;
}

EnrolmentError kind_of(std::string_view text, std::optional<base::Instant> now = std::nullopt) {
  const auto read = read_enrolment_code(text, now);
  EXPECT_FALSE(read) << text;
  return read ? EnrolmentError::other : read.error().kind;
}

TEST(EnrolmentCode, is_read_as_it_was_written) {
  const auto code = sample();
  const auto text = write_enrolment_code(code);
  EXPECT_TRUE(is_enrolment_text(text));
  const auto read = read_enrolment_code(text, kUntil);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->url, code.url);
  EXPECT_EQ(read->ca, code.ca);
  EXPECT_EQ(read->hall, code.hall);
  EXPECT_EQ(read->secret, code.secret);
  EXPECT_EQ(read->until, code.until);
}

TEST(EnrolmentCode, runs_out_by_a_clock_that_is_known) {
  const auto text = write_enrolment_code(sample());
  EXPECT_EQ(kind_of(text, kUntil + std::chrono::seconds(1)), EnrolmentError::expired);
  EXPECT_TRUE(read_enrolment_code(text, std::nullopt));
}

TEST(EnrolmentCode, needs_a_ca_for_https_only) {
  auto code = sample();
  code.ca.reset();
  EXPECT_EQ(kind_of(write_enrolment_code(code)), EnrolmentError::unreadable);
  code.url = "http://127.0.0.1:8480";
  EXPECT_TRUE(read_enrolment_code(write_enrolment_code(code), std::nullopt));
}

TEST(EnrolmentCode, is_refused_when_it_is_another_code_or_damaged) {
  EXPECT_EQ(kind_of("OD1:ABC"), EnrolmentError::other);
  EXPECT_EQ(kind_of(""), EnrolmentError::other);
  EXPECT_EQ(kind_of("ODE1:"), EnrolmentError::unreadable);
  EXPECT_EQ(kind_of("ODE1:[]"), EnrolmentError::unreadable);
  EXPECT_EQ(kind_of("ODE1:" + std::string(5000, ' ')), EnrolmentError::unreadable);
  const auto text = write_enrolment_code(sample());
  for (std::size_t cut = kEnrolmentPrefix.size(); cut < text.size(); ++cut) EXPECT_EQ(kind_of(text.substr(0, cut)), EnrolmentError::unreadable);
}

RC_GTEST_PROP(EnrolmentCode, survives_any_text, (const std::string& text)) {
  (void)read_enrolment_code(std::string(kEnrolmentPrefix) + text, kUntil);
}

}  // namespace
}  // namespace openday::event
