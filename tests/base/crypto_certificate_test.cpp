// Terms of certificates that were made for this test (openssl req -x509, throw-away keys).
#include "kiosk/base/crypto_certificate.h"

#include <gtest/gtest.h>

namespace openday::base {
namespace {

constexpr const char* k30 = R"(
-----BEGIN CERTIFICATE-----
MIIBRDCB96ADAgECAhRqkBnAiw9WVft6IQoGicZaBkrkSDAFBgMrZXAwGDEWMBQG
A1UEAwwNeXVueGkuZXhhbXBsZTAeFw0yNjExMjYxNjIyMzlaFw0yNjEyMjYxNjIy
MzlaMBgxFjAUBgNVBAMMDXl1bnhpLmV4YW1wbGUwKjAFBgMrZXADIQBPshx1F1+v
qUKHQHI131+FEVa0BqcGoaszehtTH63FQ6NTMFEwHQYDVR0OBBYEFKtf9jjrnAEd
4+7OVZhfdbTPXRpFMB8GA1UdIwQYMBaAFKtf9jjrnAEd4+7OVZhfdbTPXRpFMA8G
A1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAiZsUK8e1edTFMyeClHtSZidVflSnbkeh
Puk74dAgJioJy4rhe5vlzAP1HdtIVDH1yC1enrXXnkeYeRx+ObP8Dg==
-----END CERTIFICATE-----
)";
constexpr const char* k4000 = R"(
-----BEGIN CERTIFICATE-----
MIIBRDCB96ADAgECAhQ+Mqdzv/PBIJKdpYJ9FDxQ6yC/7zAFBgMrZXAwGDEWMBQG
A1UEAwwNeXVueGkuZXhhbXBsZTAeFw0yNjExMjYxNjIyMzlaFw0zNzExMDgxNjIy
MzlaMBgxFjAUBgNVBAMMDXl1bnhpLmV4YW1wbGUwKjAFBgMrZXADIQDvUxxU/RGr
8HQ0/+5dTXUJnVICPWplZIaR55MK11buA6NTMFEwHQYDVR0OBBYEFJjZDRknqjOL
cvh6b0/0n8QtpbSUMB8GA1UdIwQYMBaAFJjZDRknqjOLcvh6b0/0n8QtpbSUMA8G
A1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAbhwgkU8L6ySA3upbCBnbRvLQeaQyEuUv
GL8clSaHqyo4Qnm9PGpL+DVu83xxqvJyFtyQ1QYL/S5yu8Sg1YsyAg==
-----END CERTIFICATE-----
)";

std::string until(std::string_view pem) {
  const auto term = certificate_term(pem);
  return term ? to_rfc3339(term->until, Minutes(0)) : term.error().what;
}

TEST(Certificate, is_taken_out_of_what_stands_beside_it) {
  const auto wanted = certificate_fingerprint(k30).value();
  for (const auto& text : {std::string(k30) + k4000, std::string(k4000) + "words\n" + k30}) {
    const auto one = certificate_of(text, wanted);
    ASSERT_TRUE(one);
    EXPECT_EQ(certificate_fingerprint(*one).value(), wanted);
    EXPECT_FALSE(certificate_of(*one, certificate_fingerprint(k4000).value()));
  }
  EXPECT_FALSE(certificate_of(k4000, wanted));
  EXPECT_FALSE(certificate_of("", wanted));
}

TEST(Certificate, says_until_when_it_counts) {
  EXPECT_EQ(until(k4000), "2037-11-08T16:22:39+00:00");
  EXPECT_EQ(to_rfc3339(certificate_term(k4000)->from, Minutes(0)), "2026-11-26T16:22:39+00:00");
}

TEST(Certificate, of_a_bundle_says_the_one_that_ends_first) {
  EXPECT_EQ(until(std::string(k4000) + k30), "2026-12-26T16:22:39+00:00");
  EXPECT_EQ(until(std::string(k30) + k4000), "2026-12-26T16:22:39+00:00");
}

TEST(Certificate, says_so_where_there_is_none) {
  for (const std::string& text : {std::string(), std::string("not a certificate"), std::string(k30).substr(0, 200), std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")})
    EXPECT_FALSE(certificate_term(text)) << text;
}

}  // namespace
}  // namespace openday::base
