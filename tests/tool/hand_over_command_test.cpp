#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/crypto.h"
#include "kiosk/event/hand_over.h"
#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::HasSubstr;

class HandOverCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    (void)office_.set_up();
    ASSERT_EQ(office_.run({"trust", "add", "--out", "trust.json", "--root", "keys/root.key", "--key", "keys/documents.pub", "--use", "documents"}).exit_code, 0);
  }
  [[nodiscard]] support::ProgramResult pack(std::vector<std::string> more) const {
    std::vector<std::string> arguments{"hand-over", "pack", "--plan", "plan.toml", "--roster", "roster.json", "--out", "stick", "--at", "2020-11-16T08:00:00+08:00"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return office_.run(arguments);
  }
  [[nodiscard]] event::Package read_back(std::vector<std::string> kinds) const {
    event::Package out{office_.read("stick/openday-in/manifest.json"), office_.read("stick/openday-in/manifest.json.cose"), {}};
    for (const std::string& kind : kinds) {
      const std::string file = "stick/openday-in/" + std::string(event::package_file_name(kind));
      out.documents.push_back({kind, office_.read(file), kind == "trust" ? std::string() : office_.read(file + ".cose")});
    }
    return out;
  }
  Office office_;
};

TEST_F(HandOverCommand, packs_what_the_box_will_take) {
  const auto run = pack({"--key", "keys/documents.key", "--trust", "trust.json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("roster.json version 1"));
  const auto trust = event::read_trust(office_.read("trust.json"));
  const auto manifest = event::verify_package(read_back({"trust", "plan", "roster"}), &*trust, std::nullopt);
  ASSERT_TRUE(manifest) << manifest.error().what;
  EXPECT_EQ(manifest->files.size(), 3u);
  const std::string first = office_.read("stick/openday-in/manifest.json");
  ASSERT_EQ(pack({"--key", "keys/documents.key", "--trust", "trust.json"}).exit_code, 0);
  EXPECT_EQ(office_.read("stick/openday-in/manifest.json"), first) << "the same again is the same again";
}

TEST_F(HandOverCommand, does_not_pack_what_the_box_would_refuse) {
  const auto run = pack({"--key", "keys/codes.key", "--trust", "trust.json"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err, HasSubstr("the box would refuse this package"));
  office_.write("revoked.json", R"({"schema":1,"event":"other","version":1,"registrations":[]})");
  EXPECT_THAT(pack({"--key", "keys/documents.key", "--revocations", "revoked.json"}).err, HasSubstr("is of event other"));
}

}  // namespace
}  // namespace openday::tool
