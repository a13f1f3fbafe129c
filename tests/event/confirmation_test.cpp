#include "kiosk/event/confirmation.h"

#include <gtest/gtest.h>
#include <random>

#include "kiosk/base/qr_code.h"
#include "kiosk/event/cose.h"
#include "kiosk/event/cose_cbor.h"
#include "tests/event/people_fixture.h"

namespace openday::event {
namespace {

Confirmation full_claims() {
  Confirmation out = default_claims();
  out.seats = 3;
  out.name = "阿依古丽·买买提";
  return out;
}

CodeError error_of(std::string_view text, const Trust& trust = codes_trust()) {
  const auto decoded = decode_confirmation(text, trust, kEventDay);
  EXPECT_FALSE(decoded.has_value()) << text;
  return decoded ? CodeError::foreign : decoded.error().kind;
}

// A COSE_Sign1 of our issuer over whatever claims a test writes.
std::string signed_claims(base::Bytes claims) {
  return std::string(kConfirmationPrefix) + to_base45(sign_attached(claims, issuer_key()));
}

CborWriter plain_claims(std::size_t pairs) {
  CborWriter out;
  out.map(pairs).integer(3).text("YX201117").integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1);
  return out;
}

TEST(Base45, agrees_with_the_examples_of_rfc_9285) {
  EXPECT_EQ(to_base45(base::as_bytes("AB")), "BB8");
  EXPECT_EQ(to_base45(base::as_bytes("Hello!!")), "%69 VD92EX0");
  EXPECT_EQ(to_base45(base::as_bytes("base-45")), "UJCLQE7W581");
  EXPECT_EQ(base::as_text(*from_base45("QED8WEX0")), "ietf!");
  EXPECT_EQ(from_base45("")->size(), 0u);
}

TEST(Base45, refuses_other_characters_torn_groups_and_values_too_large) {
  for (const char* bad : {"A", "ABCD", "ab8", "B_8", ":::", "::", "\xe4\xb8\x80"}) EXPECT_FALSE(from_base45(bad)) << bad;
  EXPECT_TRUE(from_base45("FGW"));    // RFC 9285 section 6: 65535
  EXPECT_FALSE(from_base45("GGW"));   // 65536
}

TEST(Cbor, writer_agrees_with_appendix_a_of_rfc_8949) {
  const auto hex = [](std::int64_t value) { return base::to_hex(CborWriter().integer(value).take()); };
  EXPECT_EQ(hex(0), "00");
  EXPECT_EQ(hex(23), "17");
  EXPECT_EQ(hex(24), "1818");
  EXPECT_EQ(hex(1000), "1903e8");
  EXPECT_EQ(hex(1000000), "1a000f4240");
  EXPECT_EQ(hex(1000000000000), "1b000000e8d4a51000");
  EXPECT_EQ(hex(-1), "20");
  EXPECT_EQ(hex(-1000), "3903e7");
  EXPECT_EQ(base::to_hex(CborWriter().text("\u6c34").null().take()), "63e6b0b4f6");
}

TEST(Cbor, reader_refuses_every_form_but_the_shortest_definite_one) {
  for (const char* bad : {"1800", "1817", "190018", "1a00000100", "1b0000000000000001", "5800", "7801aa", "9800", "b800", "5f", "7f", "9f", "bf",
                          "ff", "c000", "f5", "f7", "f90000", "fa00000000", "1bffffffffffffffff", "3bffffffffffffffff", "18", "42aa",
                          "5bffffffffffffffff", "1c", "f8ff"}) {
    const auto bytes = *base::from_hex(bad);
    CborReader reader(bytes);
    EXPECT_FALSE(reader.next()) << bad;
    EXPECT_FALSE(reader.at_end()) << bad;
  }
}

TEST(Cose, sig_structure_agrees_with_the_working_groups_example) {
  // cose-wg/Examples sign1-tests: protected h'A10126', payload "This is the content.", no external data.
  const auto header = *base::from_hex("a10126");
  EXPECT_EQ(base::to_hex(sig_structure(header, base::as_bytes("This is the content."))),
            "846a5369676e61747572653143a101264054546869732069732074686520636f6e74656e742e");
}

TEST(Cose, attached_and_detached_messages_parse_and_verify) {
  const base::SigningKey key = issuer_key();
  const auto payload = base::as_bytes("payload");
  const auto attached = sign_attached(payload, key), detached = sign_detached(payload, key);
  const auto first = parse_cose_sign1(attached), second = parse_cose_sign1(detached);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(base::as_text(*first->payload), "payload");
  EXPECT_FALSE(second->payload);
  EXPECT_EQ(first->kid, base::key_id(key.public_key()));
  EXPECT_TRUE(verify_cose_sign1(*first, *first->payload, key.public_key()));
  EXPECT_TRUE(verify_cose_sign1(*second, payload, key.public_key()));
  EXPECT_FALSE(verify_cose_sign1(*second, base::as_bytes("payloae"), key.public_key()));
}

TEST(Cose, refuses_another_algorithm_a_tag_an_unprotected_entry_and_trailing_bytes) {
  const auto good = sign_attached(base::as_bytes("x"), issuer_key());
  ASSERT_TRUE(parse_cose_sign1(good));
  auto other_algorithm = good;
  other_algorithm[4] = 0x26;   // -7, ES256
  auto tagged = good;
  tagged.insert(tagged.begin(), 0xD2);
  auto unprotected = good;
  unprotected[11] = 0xA1;
  auto trailing = good;
  trailing.push_back(0);
  ASSERT_EQ(good[4], 0x27);
  ASSERT_EQ(good[11], 0xA0);
  for (const auto& bad : {other_algorithm, tagged, unprotected, trailing, base::Bytes{}, base::Bytes(good.begin(), good.end() - 1)})
    EXPECT_FALSE(parse_cose_sign1(bad)) << base::to_hex(bad);
}

TEST(Confirmation, says_again_what_was_put_in) {
  for (const Confirmation& claims : {default_claims(), full_claims()}) {
    const auto decoded = decode_confirmation(encode_confirmation(claims, issuer_key()), codes_trust(), kEventDay);
    ASSERT_TRUE(decoded) << decoded.error().what;
    EXPECT_EQ(decoded->event, claims.event);
    EXPECT_EQ(decoded->registration, claims.registration);
    EXPECT_EQ(decoded->expires, claims.expires);
    EXPECT_EQ(decoded->not_before, claims.not_before);
    EXPECT_EQ(decoded->category, claims.category);
    EXPECT_EQ(decoded->seats, claims.seats);
    EXPECT_EQ(decoded->name, claims.name);
  }
}

TEST(Confirmation, takes_127_to_133_bytes_and_a_qr_code_of_version_8) {
  Confirmation claims = default_claims();
  for (const auto& [seats, size] : {std::pair(1, 127u), std::pair(4, 133u)}) {
    claims.seats = seats;
    const std::string text = encode_confirmation(claims, issuer_key());
    EXPECT_EQ(from_base45(std::string_view(text).substr(4))->size(), size);
    const auto code = base::make_qr_code(text);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->version, 8);
  }
}

TEST(Confirmation, of_another_system_is_foreign) {
  for (const char* text : {"", "OD1", "od1:ABC", "https://example.org/?code=1", "OD2:6BF"}) EXPECT_EQ(error_of(text), CodeError::foreign) << text;
}

TEST(Confirmation, by_an_unknown_issuer_or_a_key_for_something_else_is_named_so) {
  const std::string text = encode_confirmation(default_claims(), issuer_key());
  EXPECT_EQ(error_of(text, Trust{}), CodeError::unknown_issuer);
  Trust documents = codes_trust();
  documents.keys[0].use = KeyUse::documents;
  EXPECT_EQ(error_of(text, documents), CodeError::unknown_issuer);
}

TEST(Confirmation, issuer_counts_until_its_last_day_and_always_while_the_clock_is_guessed) {
  const std::string text = encode_confirmation(default_claims(), issuer_key());
  Trust trust = codes_trust();
  trust.keys[0].until = kEventDay;
  EXPECT_TRUE(decode_confirmation(text, trust, kEventDay));
  trust.keys[0].until = base::parse_date("2020-11-16");
  EXPECT_EQ(error_of(text, trust), CodeError::unknown_issuer);
  EXPECT_TRUE(decode_confirmation(text, trust, std::nullopt));
}

TEST(Confirmation, forged_with_another_key_of_the_same_name_has_a_bad_signature) {
  Trust trust = codes_trust();
  trust.keys[0].key = base::SigningKey::from_seed({9}).public_key();
  EXPECT_EQ(error_of(encode_confirmation(default_claims(), issuer_key()), trust), CodeError::bad_signature);
}

TEST(Confirmation, claims_an_issuer_may_add_are_passed_over) {
  auto claims = plain_claims(5).integer(-70000).text("x").integer(-70001).bytes({}).take();
  EXPECT_TRUE(decode_confirmation(signed_claims(claims), codes_trust(), kEventDay));
}

TEST(Confirmation, signed_but_bent_claims_are_damaged) {
  const auto with = [](std::size_t pairs) { return plain_claims(pairs); };
  const std::vector<base::Bytes> bad{
      CborWriter().map(0).take(),
      CborWriter().map(2).integer(3).text("YX201117").integer(-65537).integer(1).take(),                       // no registration
      CborWriter().map(2).integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),             // no event
      CborWriter().map(2).integer(3).text("YX201117").integer(7).bytes(kRegistration.bytes).take(),            // no category
      CborWriter().map(3).integer(3).text("YX2011177").integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
      CborWriter().map(3).integer(3).text("开放日").integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
      CborWriter().map(3).integer(3).text("").integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
      CborWriter().map(3).integer(7).bytes(kRegistration.bytes).integer(3).text("YX201117").integer(-65537).integer(1).take(),  // order
      CborWriter().map(4).integer(3).text("A").integer(3).text("B").integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
      with(4).integer(-65538).integer(1).take(),        // one seat is not written
      with(4).integer(-65538).integer(10000).take(),
      with(4).integer(-65539).text("\xff").take(),
      with(4).integer(-65539).text(std::string(101, 'x')).take(),
      with(4).integer(-70000).array(0).take(),          // nothing nested
      with(4).integer(-70000).map(0).take(),
      with(4).text("x").integer(1).take(),              // keys are integers
      with(4).take(),                                   // one fewer than said
      with(3).integer(1).take(),                        // one more than said
      CborWriter().map(4).integer(3).text("A").integer(4).integer(-1).integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
      CborWriter().map(4).integer(3).text("A").integer(4).integer(1LL << 62).integer(7).bytes(kRegistration.bytes).integer(-65537).integer(1).take(),
  };
  for (const auto& claims : bad) EXPECT_EQ(error_of(signed_claims(claims)), CodeError::damaged) << base::to_hex(claims);
}

TEST(Confirmation, longer_than_512_bytes_is_damaged_unread) {
  EXPECT_EQ(error_of(std::string("OD1:") + std::string(769, '0')), CodeError::damaged);
  auto claims = plain_claims(4);
  claims.integer(-70000).text(std::string(400, 'x'));
  EXPECT_EQ(error_of(signed_claims(claims.take())), CodeError::damaged);
}

TEST(Confirmation, none_of_100_000_random_and_mutated_payloads_is_accepted) {
  const Trust trust = codes_trust();
  const std::string good = encode_confirmation(full_claims(), issuer_key());
  const auto cose = *from_base45(std::string_view(good).substr(4));
  std::mt19937 random(20201117);
  int accepted = 0, verified = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    if (i % 4 == 0) {          // random bytes
      base::Bytes bytes(random() % 160);
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
      text = "OD1:" + to_base45(bytes);
    } else if (i % 4 == 1) {   // random characters
      text = good.substr(0, random() % good.size());
      text += static_cast<char>(random());
    } else {                   // some bytes changed, cut or put in. Of the signature and its payload only now and then: Ed25519 is slow
      base::Bytes bytes = cose;
      const std::size_t reach = i % 40 == 2 ? bytes.size() : 13;
      for (std::size_t n = 1 + random() % 3; n > 0; --n) bytes[random() % reach] ^= static_cast<std::uint8_t>(1 + random() % 255);
      if (bytes == cose) continue;
      if (random() % 3 == 0) bytes.resize(random() % bytes.size());
      if (random() % 3 == 0) bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(random() % (bytes.size() + 1)), static_cast<std::uint8_t>(random()));
      text = "OD1:" + to_base45(bytes);
    }
    const auto decoded = decode_confirmation(text, trust, kEventDay);
    accepted += decoded.has_value();
    verified += !decoded && decoded.error().kind == CodeError::bad_signature;
  }
  EXPECT_EQ(accepted, 0);
  EXPECT_GT(verified, 100);   // some came as far as the signature
}

}  // namespace
}  // namespace openday::event
