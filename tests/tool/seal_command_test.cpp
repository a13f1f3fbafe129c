#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/seal.h"
#include "kiosk/event/trust.h"
#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;

class SealCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    office_.make_keys("keys");
    ASSERT_EQ(office_.run({"key", "new", "--use", "seal", "--out", "keys"}).exit_code, 0);
  }
  [[nodiscard]] std::string sealed(std::string_view plain) const {
    return base::seal_text(base::load_seal_public_key(office_.path("keys/seal.pub")).value(), plain).value();
  }
  [[nodiscard]] support::ProgramResult unseal(const std::string& file, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"unseal", "--key", "keys/seal.key", "--in", file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return office_.run(arguments);
  }
  [[nodiscard]] support::ProgramResult trust(const std::string& key, const std::string& use) const {
    return office_.run({"trust", "add", "--out", "trust.json", "--root", "keys/root.key", "--key", key, "--use", use, "--json"});
  }
  Office office_;
};

TEST_F(SealCommand, a_seal_key_enters_the_trust_list_and_no_other_key_does_for_it) {
  ASSERT_EQ(trust("keys/seal.pub", "seal").exit_code, 0);
  const auto list = event::read_trust(office_.read("trust.json"));
  ASSERT_TRUE(list) << list.error().what;
  ASSERT_NE(list->seal_key(std::nullopt), nullptr);
  EXPECT_EQ(list->seal_key(std::nullopt)->key, base::load_seal_public_key(office_.path("keys/seal.pub")).value());
  EXPECT_THAT(trust("keys/codes.pub", "seal").err, HasSubstr("not an X25519 key (seal)"));
  EXPECT_THAT(trust("keys/seal.pub", "codes").err, HasSubstr("not an Ed25519 key"));
}

TEST_F(SealCommand, opens_each_line_and_a_whole_file) {
  office_.write("two.txt", sealed("某县某镇 8 号") + "\r\n\n  " + sealed("someone@example.org") + "\n");
  EXPECT_EQ(unseal("two.txt").out, "某县某镇 8 号\nsomeone@example.org\n");
  office_.write("raw", std::string(base::as_text(*base::from_base64(sealed("whole")))));
  EXPECT_EQ(unseal("raw").out, "whole\n");
  EXPECT_EQ(unseal("raw", {"--out", "plain.txt"}).out, "");
  EXPECT_EQ(office_.read("plain.txt"), "whole");
}

TEST_F(SealCommand, names_the_line_that_cannot_be_opened) {
  office_.write("cut.txt", sealed("good") + "\n" + sealed("cut").substr(0, 40) + "\n");
  const auto cut = unseal("cut.txt");
  EXPECT_EQ(cut.exit_code, 2);
  EXPECT_EQ(cut.out, "") << "all or nothing";
  EXPECT_THAT(cut.err, HasSubstr("cut.txt:2: too short"));
  office_.write("empty.txt", "\n");
  EXPECT_THAT(unseal("empty.txt").err, HasSubstr("empty.txt: empty; expected sealed text"));
  ASSERT_EQ(office_.run({"key", "new", "--use", "seal", "--out", "other"}).exit_code, 0);
  office_.write("one.txt", sealed("mine"));
  EXPECT_THAT(office_.run({"unseal", "--key", "other/seal.key", "--in", "one.txt"}).err, HasSubstr("one.txt:1: sealed to another key"));
  EXPECT_THAT(office_.run({"unseal", "--key", "keys/codes.key", "--in", "one.txt"}).err, HasSubstr("not an X25519 key (seal)"));
}

TEST_F(SealCommand, asks_for_the_passphrase_of_a_sealed_key) {
  office_.write("words", "a long passphrase\n");
  ASSERT_EQ(office_.run({"key", "new", "--use", "seal", "--out", "safe", "--passphrase-file", "words"}).exit_code, 0);
  office_.write("one.txt", base::seal_text(base::load_seal_public_key(office_.path("safe/seal.pub")).value(), "mine").value());
  EXPECT_THAT(office_.run({"unseal", "--key", "safe/seal.key", "--in", "one.txt"}).err, HasSubstr("passphrase is missing or wrong"));
  EXPECT_EQ(office_.run({"unseal", "--key", "safe/seal.key", "--in", "one.txt", "--passphrase-file", "words"}).out, "mine\n");
}

}  // namespace
}  // namespace openday::tool
