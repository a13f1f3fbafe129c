#include "kiosk/base/seal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::base {
namespace {

using support::run_program;

std::array<std::uint8_t, 32> counting() {
  std::array<std::uint8_t, 32> key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  return key;
}

SealError refusal(const UnsealKey& key, const Bytes& sealed) {
  const auto opened = key.unseal(sealed);
  EXPECT_FALSE(opened);
  return opened ? SealError::weak_key : opened.error().kind;
}

TEST(Seal, is_opened_by_the_private_half_only) {
  const UnsealKey office = UnsealKey::generate(), other = UnsealKey::generate();
  EXPECT_TRUE(rc::check("any bytes", [&](const Bytes& plain) {
    const auto sealed = seal(office.public_key(), plain).value();
    RC_ASSERT(sealed.size() == plain.size() + kSealOverhead);
    RC_ASSERT(office.unseal(sealed).value() == plain);
    RC_ASSERT(!other.unseal(sealed));
  }));
}

TEST(Seal, differs_every_time) {
  const UnsealKey office = UnsealKey::generate();
  EXPECT_NE(seal(office.public_key(), Bytes{1}).value(), seal(office.public_key(), Bytes{1}).value());
}

TEST(Seal, refuses_what_was_cut_or_changed) {
  const UnsealKey office = UnsealKey::generate();
  const Bytes good = seal(office.public_key(), as_bytes("某县某镇某村 8 号")).value();
  for (std::size_t size = 0; size < good.size(); ++size) {
    const Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(refusal(office, cut), size < kSealOverhead ? SealError::truncated : SealError::not_opened) << size;
  }
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes changed = good;
    changed[i] ^= 1;
    EXPECT_EQ(refusal(office, changed), SealError::not_opened) << i;
  }
}

TEST(Seal, refuses_a_key_that_protects_nothing) {
  const auto sealed = seal(SealPublicKey{}, Bytes{1, 2, 3});
  ASSERT_FALSE(sealed);
  EXPECT_EQ(sealed.error().kind, SealError::weak_key);
}

TEST(Seal, stands_in_a_record_as_base64) {
  const UnsealKey office = UnsealKey::generate();
  const auto text = seal_text(office.public_key(), "someone@example.org").value();
  EXPECT_EQ(unseal_text(office, text).value(), "someone@example.org");
  EXPECT_EQ(unseal_text(office, text.substr(1)).error().kind, SealError::truncated);
  EXPECT_EQ(unseal_text(office, "not base64!").error().kind, SealError::truncated);
  EXPECT_EQ(unseal_text(office, "").error().kind, SealError::truncated);
}

class SealKeyFile : public testing::Test {
 protected:
  std::filesystem::path write(std::string_view text) {
    support::write_text(dir_ / "seal.pem", text);
    return dir_ / "seal.pem";
  }
  support::TempDir dir_;
};

TEST_F(SealKeyFile, holds_both_halves) {
  const UnsealKey key = UnsealKey::generate();
  EXPECT_EQ(UnsealKey::load(write(key.to_pem()))->public_key(), key.public_key());
  EXPECT_EQ(UnsealKey::load(write(key.to_pem("正确的密码")), "正确的密码")->public_key(), key.public_key());
  EXPECT_EQ(UnsealKey::load(write(key.to_pem("right")), "wrong").error().kind, KeyError::wrong_passphrase);
  EXPECT_EQ(*load_seal_public_key(write(seal_public_key_to_pem(key.public_key()))), key.public_key());
}

TEST_F(SealKeyFile, is_never_taken_for_a_signing_key_nor_the_other_way) {
  const SigningKey signing = SigningKey::generate();
  const UnsealKey sealing = UnsealKey::generate();
  EXPECT_EQ(UnsealKey::load(write(signing.to_pem())).error().kind, KeyError::wrong_type);
  EXPECT_EQ(SigningKey::load(write(sealing.to_pem())).error().kind, KeyError::wrong_type);
  EXPECT_EQ(load_seal_public_key(write(public_key_to_pem(signing.public_key()))).error().kind, KeyError::wrong_type);
  EXPECT_EQ(load_public_key(write(seal_public_key_to_pem(sealing.public_key()))).error().kind, KeyError::wrong_type);
  EXPECT_EQ(UnsealKey::load(dir_ / "none.pem").error().kind, KeyError::missing);
}

// Against another binding (package python3-nacl), both ways, and against the openssl program's reading of the key file.
class SealPeer : public SealKeyFile {
 protected:
  void SetUp() override {
    if (python({"-c", "import nacl"}).exit_code != 0) GTEST_SKIP() << "no python3-nacl here";
  }
  // Debian's own python, where there is another one too.
  static support::ProgramResult python(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"sh", "-c", "[ -x /usr/bin/python3 ] && PATH=/usr/bin:$PATH; exec python3 \"$@\"", "sh"});
    return run_program(arguments);
  }
  static std::string peer(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), OPENDAY_SOURCE_DIR "/tests/base/seal_peer.py");
    const auto result = python(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out.substr(0, result.out.find('\n'));
  }
};

TEST_F(SealPeer, derives_the_same_public_half) {
  EXPECT_EQ(peer({"make"}), to_hex(counting()) + " " + to_hex(UnsealKey::from_bytes(counting()).public_key()));
}

TEST_F(SealPeer, opens_what_we_seal) {
  const UnsealKey key = UnsealKey::from_bytes(counting());
  const Bytes sealed = seal(key.public_key(), as_bytes("回信请寄 8 号")).value();
  EXPECT_EQ(peer({"open", to_hex(counting()), to_hex(sealed)}), to_hex(as_bytes("回信请寄 8 号")));
}

TEST_F(SealPeer, seals_what_we_open) {
  const UnsealKey key = UnsealKey::from_bytes(counting());
  const auto sealed = from_hex(peer({"seal", to_hex(key.public_key()), to_hex(as_bytes("回信请寄 8 号"))})).value();
  EXPECT_EQ(as_text(key.unseal(sealed).value()), "回信请寄 8 号");
}

TEST_F(SealKeyFile, is_read_and_made_by_another_program) {
  const auto made = run_program({"sh", "-c", "command -v openssl >/dev/null && openssl genpkey -algorithm X25519"});
  if (made.exit_code != 0) GTEST_SKIP() << "no openssl program here";
  const auto key = UnsealKey::load(write(made.out));
  ASSERT_TRUE(key) << key.error().what;
  const auto opened = run_program({"openssl", "pkey", "-in", write(key->to_pem("right")).string(), "-passin", "pass:right", "-pubout"});
  EXPECT_EQ(opened.out, seal_public_key_to_pem(key->public_key())) << opened.err;
}

}  // namespace
}  // namespace openday::base
