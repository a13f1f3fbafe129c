// Confirmations against python3-cbor2 and the openssl program, which share no code with libcbor and our COSE.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/event/people_fixture.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::event {
namespace {

std::string line(const Confirmation& claims, std::string_view expected) {
  return fmt::format("{}\t{}\t{}\n", base::to_hex(issuer_key().public_key()), encode_confirmation(claims, issuer_key()), expected);
}

std::string cases() {
  Confirmation claims = default_claims();
  std::string out = line(claims, R"({"3":"YX201117","4":1605628800,"5":1605542400,"7":"000102030405060708090a0b0c0d0e0f","-65537":1})");
  claims.seats = 300;
  claims.category = 70000;
  claims.name = "阿依古丽·买买提";
  out += line(claims, R"({"3":"YX201117","4":1605628800,"5":1605542400,"7":"000102030405060708090a0b0c0d0e0f","-65537":70000,)"
                      R"("-65538":300,"-65539":"阿依古丽·买买提"})");
  claims = Confirmation{};
  claims.event = "A";
  return out + line(claims, R"({"3":"A","7":"00000000000000000000000000000000","-65537":0})");
}

TEST(CosePeer, cbor2_and_openssl_read_what_we_issue) {
  const support::TempDir folder;
  const auto file = folder / "cases";
  support::write_text(file, cases());
  const auto ran = support::run_program({"sh", "-c", "exec python3 \"$0\" < \"$1\"", OPENDAY_SOURCE_DIR "/tests/event/cose_peer.py", file.string()});
  if (ran.exit_code == 77) GTEST_SKIP() << "NOT COMPARED with cbor2: " << ran.err;
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("agreed 3"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace openday::event
