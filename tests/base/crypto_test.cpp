#include "kiosk/base/crypto.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/support/files.h"
#include "tests/support/process.h"

namespace openday::base {
namespace {

using support::run_program;
using support::TempDir;
using support::write_text;

std::array<std::uint8_t, 32> seed_of(std::string_view hex) { return *array_from_hex<32>(hex); }
Bytes bytes_of(std::string_view hex) { return *from_hex(hex); }

struct SigningVector {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

// RFC 8032 section 7.1, TEST 1, 2, 3 and SHA(abc).
constexpr SigningVector kRfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
     "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"},
};

TEST(Ed25519, agrees_with_the_vectors_of_the_rfc) {
  for (const SigningVector& vector : kRfc8032) {
    const SigningKey key = SigningKey::from_seed(seed_of(vector.seed));
    const Bytes message = bytes_of(vector.message);
    EXPECT_EQ(to_hex(key.public_key()), vector.public_key);
    const Signature signature = key.sign(message);
    EXPECT_EQ(to_hex(signature), vector.signature);
    EXPECT_TRUE(verify(key.public_key(), message, signature));
  }
}

TEST(Ed25519, refuses_another_message_signature_or_key) {
  const SigningKey key = SigningKey::generate();
  const Bytes message{1, 2, 3};
  const Signature good = key.sign(message);
  EXPECT_TRUE(verify(key.public_key(), message, good));
  EXPECT_FALSE(verify(key.public_key(), Bytes{1, 2, 4}, good));
  EXPECT_FALSE(verify(SigningKey::generate().public_key(), message, good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    Signature bad = good;
    bad[i] ^= 1;
    EXPECT_FALSE(verify(key.public_key(), message, bad)) << "byte " << i;
  }
}

TEST(Ed25519, refuses_bytes_that_are_no_point_of_the_curve) {
  PublicKey nonsense;
  nonsense.fill(0xFF);
  EXPECT_FALSE(verify(nonsense, Bytes{1}, Signature{}));
}

TEST(Sha256, agrees_with_fips_180_4) {
  EXPECT_EQ(to_hex(sha256(as_bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, of_parts_is_that_of_the_whole) {
  EXPECT_TRUE(rc::check("incremental", [](const Bytes& a, const Bytes& b) {
    Bytes whole = a;
    whole.insert(whole.end(), b.begin(), b.end());
    RC_ASSERT(Sha256().add(a).add(b).finish() == sha256(whole));
  }));
}

// RFC 4231 test cases 1, 2 and 6.
TEST(Hmac, agrees_with_the_vectors_of_the_rfc) {
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(20, 0x0b), as_bytes("Hi There"))), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(131, 0xaa), as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, takes_an_empty_key_and_message) {
  EXPECT_EQ(to_hex(hmac_sha256({}, {})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

// python3: hashlib.scrypt(secret, salt=salt, n=2**15, r=8, p=1, dklen=32, maxmem=64<<20)
TEST(Scrypt, agrees_with_another_implementation) {
  Bytes salt(16);
  for (std::size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(to_hex(scrypt("4711-staff", salt)), "00837cb97bd146056aef1d4b0507bed9f7ed7f274a3353c7cb6e05cb8986831b");
  EXPECT_EQ(to_hex(scrypt("", {})), "2c804bf5d0ccb28051f20fb0b99bf7e9a45a67496650536018dd8839d9370748");
}

TEST(EqualInConstantTime, compares_length_and_bytes) {
  EXPECT_TRUE(equal_in_constant_time(Bytes{1, 2}, Bytes{1, 2}));
  EXPECT_TRUE(equal_in_constant_time({}, {}));
  EXPECT_FALSE(equal_in_constant_time(Bytes{1, 2}, Bytes{1, 3}));
  EXPECT_FALSE(equal_in_constant_time(Bytes{1, 2}, Bytes{1, 2, 3}));
}

TEST(Random, differs_every_time) { EXPECT_NE(random16(), random16()); }

TEST(KeyId, is_the_start_of_the_digest) {
  const PublicKey key = SigningKey::from_seed(seed_of(kRfc8032[0].seed)).public_key();
  EXPECT_EQ(to_hex(key_id(key)), to_hex(sha256(key)).substr(0, 8));
}

class KeyFile : public testing::Test {
 protected:
  std::filesystem::path write(std::string_view text) {
    write_text(dir_ / "key.pem", text);
    return dir_ / "key.pem";
  }
  KeyError refusal(std::string_view text, std::string_view passphrase = {}) {
    const auto loaded = SigningKey::load(write(text), passphrase);
    EXPECT_FALSE(loaded);
    if (loaded) return KeyError::missing;
    EXPECT_NE(loaded.error().what.find("key.pem"), std::string::npos) << loaded.error().what;
    return loaded.error().kind;
  }
  TempDir dir_;
};

TEST_F(KeyFile, holds_a_plain_private_key) {
  const SigningKey key = SigningKey::generate();
  const auto loaded = SigningKey::load(write(key.to_pem()));
  ASSERT_TRUE(loaded) << loaded.error().what;
  EXPECT_EQ(loaded->public_key(), key.public_key());
  EXPECT_EQ(loaded->sign(Bytes{7}), key.sign(Bytes{7}));
}

TEST_F(KeyFile, holds_a_sealed_private_key_that_its_passphrase_opens) {
  const SigningKey key = SigningKey::generate();
  const std::string pem = key.to_pem("正确的密码 correct");
  EXPECT_NE(pem.find("ENCRYPTED PRIVATE KEY"), std::string::npos);
  const auto loaded = SigningKey::load(write(pem), "正确的密码 correct");
  ASSERT_TRUE(loaded) << loaded.error().what;
  EXPECT_EQ(loaded->public_key(), key.public_key());
}

TEST_F(KeyFile, tells_a_wrong_passphrase_from_a_damaged_file) {
  const std::string sealed = SigningKey::generate().to_pem("right");
  EXPECT_EQ(refusal(sealed, "wrong"), KeyError::wrong_passphrase);
  EXPECT_EQ(refusal(sealed, ""), KeyError::wrong_passphrase);
  EXPECT_EQ(refusal(sealed.substr(0, sealed.size() / 2), "right"), KeyError::unreadable);
  EXPECT_EQ(refusal("", "right"), KeyError::unreadable);
  EXPECT_EQ(refusal("no key at all\n"), KeyError::unreadable);
  EXPECT_EQ(refusal("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "right"), KeyError::unreadable);
  EXPECT_EQ(refusal("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), KeyError::unreadable);
}

TEST_F(KeyFile, of_another_kind_is_named_so) {
  EXPECT_EQ(refusal(public_key_to_pem(SigningKey::generate().public_key())), KeyError::wrong_type);
  const auto private_file = write(SigningKey::generate().to_pem());
  ASSERT_FALSE(load_public_key(private_file));
  EXPECT_EQ(load_public_key(private_file).error().kind, KeyError::wrong_type);
}

TEST_F(KeyFile, that_is_missing_is_named_so) {
  ASSERT_FALSE(SigningKey::load(dir_ / "none.pem"));
  EXPECT_EQ(SigningKey::load(dir_ / "none.pem").error().kind, KeyError::missing);
  EXPECT_EQ(load_public_key(dir_ / "none.pem").error().kind, KeyError::missing);
}

TEST_F(KeyFile, holds_a_public_key) {
  const PublicKey key = SigningKey::generate().public_key();
  const auto loaded = load_public_key(write(public_key_to_pem(key)));
  ASSERT_TRUE(loaded) << loaded.error().what;
  EXPECT_EQ(*loaded, key);
}

// Against the openssl program (package openssl): other tools open what we seal, and scrypt is really inside.
TEST_F(KeyFile, is_opened_by_another_program_and_sealed_with_scrypt) {
  if (run_program({"sh", "-c", "command -v openssl"}).exit_code != 0) GTEST_SKIP() << "no openssl program here";
  const SigningKey key = SigningKey::generate();
  const auto file = write(key.to_pem("right")).string();
  const auto opened = run_program({"openssl", "pkey", "-in", file, "-passin", "pass:right", "-pubout"});
  EXPECT_EQ(opened.exit_code, 0) << opened.err;
  EXPECT_EQ(opened.out, public_key_to_pem(key.public_key()));
  const auto inside = run_program({"openssl", "asn1parse", "-in", file}).out;
  EXPECT_NE(inside.find(":scrypt"), std::string::npos) << inside;
  EXPECT_NE(inside.find(":aes-256-cbc"), std::string::npos) << inside;
  EXPECT_NE(inside.find("INTEGER           :4000"), std::string::npos) << inside;  // N = 2^14
}

TEST_F(KeyFile, of_another_algorithm_is_refused_as_such) {
  const auto other = run_program({"sh", "-c", "command -v openssl >/dev/null && openssl genpkey -algorithm X25519"});
  if (other.exit_code != 0) GTEST_SKIP() << "no openssl program here";
  EXPECT_EQ(refusal(other.out), KeyError::wrong_type);
}

TEST_F(KeyFile, made_by_another_program_is_read) {
  const auto other = run_program({"sh", "-c", "command -v openssl >/dev/null && openssl genpkey -algorithm ED25519"});
  if (other.exit_code != 0) GTEST_SKIP() << "no openssl program here";
  EXPECT_TRUE(SigningKey::load(write(other.out)));
}

}  // namespace
}  // namespace openday::base
