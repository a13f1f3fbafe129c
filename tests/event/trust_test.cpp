#include "kiosk/event/trust.h"

#include <gtest/gtest.h>

#include "tests/event/people_fixture.h"

namespace openday::event {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
TrustError error_of(const std::string& json) {
  const auto trust = read_trust(json);
  EXPECT_FALSE(trust) << json;
  return trust ? TrustError::older : trust.error().kind;
}

TEST(Trust, reads_back_what_the_root_signed) {
  Trust trust = codes_trust();
  trust.keys[0].until = kEventDay;
  const auto read = read_trust(write_trust(trust, root_key()));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->root, root_key().public_key());
  ASSERT_EQ(read->keys.size(), 2u);
  EXPECT_EQ(read->keys[0].until, kEventDay);
  EXPECT_EQ(read->keys[1].key, documents_key().public_key());
  EXPECT_TRUE(read->find(base::key_id(issuer_key().public_key()), KeyUse::codes));
  EXPECT_FALSE(read->find(base::key_id(issuer_key().public_key()), KeyUse::documents));
}

TEST(Trust, laid_out_anew_it_still_verifies_but_changed_it_does_not) {
  const std::string text = write_trust(codes_trust(), root_key());
  std::string compact;
  for (const char c : text)
    if (c != ' ' && c != '\n') compact += c;
  EXPECT_TRUE(read_trust(compact));
  EXPECT_EQ(error_of(replaced(text, "\"version\": 1", "\"version\": 2")), TrustError::wrong_signature);
  EXPECT_EQ(error_of(replaced(text, "\"use\": \"codes\"", "\"use\": \"seal\"")), TrustError::wrong_signature);
  EXPECT_EQ(error_of(replaced(text, "\"keys\"", "\"more\": 1, \"keys\"")), TrustError::wrong_signature);
}

TEST(Trust, without_a_signature_or_of_another_shape_is_refused) {
  const std::string text = write_trust(codes_trust(), root_key());
  EXPECT_EQ(error_of(R"({"version":1,"root":"","keys":[]})"), TrustError::not_signed);
  for (const char* bad : {"", "[]", "{", "7"}) EXPECT_EQ(error_of(bad), TrustError::unreadable) << bad;
  EXPECT_EQ(error_of(replaced(text, "\"version\": 1", "\"version\": 0")), TrustError::wrong_schema);
  EXPECT_EQ(error_of(replaced(text, "\"version\": 1", "\"version\": \"1\"")), TrustError::wrong_schema);
  EXPECT_EQ(error_of(replaced(text, "\"signature\": \"", "\"signature\": \"A")), TrustError::wrong_schema);
  EXPECT_EQ(error_of(replaced(text, "\"kid\": \"", "\"kid\": \"0")), TrustError::wrong_schema);
}

TEST(Trust, gives_the_seal_key_added_last_that_still_counts) {
  const base::Date day = kEventDay;
  Trust trust = codes_trust();
  EXPECT_EQ(trust.seal_key(day), nullptr) << "without one no address is asked for";
  const auto add = [&](std::uint8_t first, std::optional<base::Date> until) {
    base::PublicKey key{};
    key[0] = first;
    trust.keys.push_back({base::key_id(key), key, KeyUse::seal, until});
  };
  add(1, std::nullopt);
  add(2, day);
  ASSERT_NE(trust.seal_key(day), nullptr);
  EXPECT_EQ(trust.seal_key(day)->key[0], 2);
  const base::Date later = std::chrono::sys_days(day) + std::chrono::days(1);
  EXPECT_EQ(trust.seal_key(later)->key[0], 1) << "the later one is too old by then";
  EXPECT_EQ(trust.seal_key(std::nullopt)->key[0], 2) << "a guessed clock makes no key too old";
}

TEST(Trust, key_listed_twice_for_one_use_is_refused) {
  Trust trust = codes_trust();
  trust.keys.push_back(trust.keys[0]);
  EXPECT_EQ(error_of(write_trust(trust, root_key())), TrustError::wrong_schema);
}

TEST(Trust, later_one_needs_the_same_root_and_a_higher_version) {
  const Trust held = codes_trust();
  Trust next = held;
  next.version = 2;
  ASSERT_TRUE(replace_trust(held, write_trust(next, root_key())));
  EXPECT_EQ(replace_trust(held, write_trust(held, root_key())).error().kind, TrustError::older);
  EXPECT_EQ(replace_trust(held, write_trust(next, issuer_key())).error().kind, TrustError::wrong_signature);
}

TEST(Revocations, read_back_what_was_written) {
  Revocations list{"YX201117", 3, {kRegistration, RegistrationId{}}};
  const auto read = read_revocations(write_revocations(list));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->event, "YX201117");
  EXPECT_EQ(read->version, 3);
  EXPECT_EQ(read->registrations, list.registrations);
}

TEST(Revocations, of_another_shape_are_refused_whole) {
  for (const char* bad : {"", "[]", R"({"schema":2,"event":"A","version":1,"registrations":[]})", R"({"schema":1,"version":1,"registrations":[]})",
                          R"({"schema":1,"event":"A","registrations":[]})", R"({"schema":1,"event":"A","version":1})",
                          R"({"schema":1,"event":"A","version":1,"registrations":["000102030405060708090a0b0c0d0e0f","x"]})",
                          R"({"schema":1,"event":"A","version":1,"registrations":[7]})"})
    EXPECT_FALSE(read_revocations(bad)) << bad;
}

TEST(Document, signature_beside_it_verifies_until_either_changes) {
  const std::string document = "schema = 1\n";
  const std::string cose = sign_document(document, documents_key());
  EXPECT_TRUE(verify_document(document, cose, codes_trust()));
  EXPECT_EQ(verify_document(document + " ", cose, codes_trust()).error().kind, TrustError::wrong_signature);
  for (std::size_t i = 0; i < cose.size(); ++i) {
    std::string bent = cose;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    EXPECT_FALSE(verify_document(document, bent, codes_trust())) << i;
  }
}

TEST(Document, needs_a_key_trusted_for_documents_on_the_day) {
  const std::string document = "x";
  EXPECT_EQ(verify_document(document, sign_document(document, issuer_key()), codes_trust()).error().kind, TrustError::wrong_signature);
  EXPECT_EQ(verify_document(document, "", codes_trust()).error().kind, TrustError::not_signed);
  EXPECT_EQ(verify_document(document, "x", codes_trust()).error().kind, TrustError::unreadable);
  Trust old = codes_trust();
  old.keys[1].until = base::parse_date("2020-11-16");
  const std::string cose = sign_document(document, documents_key());
  EXPECT_FALSE(verify_document(document, cose, old, kEventDay));
  EXPECT_TRUE(verify_document(document, cose, old));
}

}  // namespace
}  // namespace openday::event
