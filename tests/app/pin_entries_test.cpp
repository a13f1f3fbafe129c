#include "kiosk/app/pin_entries.h"

#include <gtest/gtest.h>

namespace openday::app {
namespace {

using ui::StaffRole;

constexpr base::Random16 kSalt{1, 2, 3};

PinEntries two() {
  PinEntries out;
  EXPECT_EQ(out.add("00000001", StaffRole::supervisor, "负责人", "271828", kSalt), PeopleSaved::saved);
  EXPECT_EQ(out.add("7c21a90e", StaffRole::steward, "引导员一", "314159", {9}), PeopleSaved::saved);
  return out;
}

TEST(PinEntries, survive_their_text_with_role_and_label) {
  const PinEntries read = PinEntries::parse(two().to_text(), {});
  ASSERT_EQ(read.list().size(), 2u);
  EXPECT_EQ(read.list()[1].label, "引导员一");
  EXPECT_EQ(read.list()[1].role, StaffRole::steward);
  ASSERT_TRUE(read.match("314159"));
  EXPECT_EQ(read.match("314159")->id, "7c21a90e");
  EXPECT_EQ(read.match("271828")->role, StaffRole::supervisor);
  EXPECT_FALSE(read.match("000000"));
}

TEST(PinEntries, the_single_pin_of_an_older_box_is_the_first_supervisors) {
  const std::string old = two().list().front().hash;
  const PinEntries read = PinEntries::parse({}, old);
  ASSERT_EQ(read.list().size(), 1u);
  EXPECT_EQ(read.match("271828")->role, StaffRole::supervisor);
  EXPECT_EQ(PinEntries::parse(two().to_text(), old).list().size(), 2u);   // once there are entries it says nothing
}

TEST(PinEntries, damaged_lines_are_passed_over_and_open_nothing) {
  const std::string text = two().to_text();
  EXPECT_EQ(PinEntries::parse("junk\n" + text + "a king scrypt1 00 00 x\nb steward plain 271828 271828 x\n", {}).list().size(), 2u);
  for (std::size_t cut = 0; cut < text.size(); cut += 7) EXPECT_LE(PinEntries::parse(text.substr(0, cut), {}).list().size(), 2u);
  EXPECT_TRUE(PinEntries::parse("x supervisor scrypt1   ", "scrypt1  ").list().empty());
}

TEST(PinEntries, hold_eight_with_a_pin_each_and_no_pin_twice) {
  PinEntries all = two();
  EXPECT_EQ(all.add("x", StaffRole::steward, "引导员二", "271828", kSalt), PeopleSaved::taken);
  EXPECT_EQ(all.change_pin("7c21a90e", "271828", kSalt), PeopleSaved::taken);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(all.add(std::to_string(i), StaffRole::steward, "引导员", "60221" + std::to_string(i), kSalt), PeopleSaved::saved);
  EXPECT_EQ(all.add("ninth", StaffRole::steward, "引导员", "662607", kSalt), PeopleSaved::full);
}

TEST(PinEntries, the_last_supervisor_stays) {
  PinEntries all = two();
  EXPECT_EQ(all.remove("00000001"), PeopleSaved::last_supervisor);
  EXPECT_EQ(all.add("x", StaffRole::supervisor, "值班领导", "602214", kSalt), PeopleSaved::saved);
  EXPECT_EQ(all.remove("00000001"), PeopleSaved::saved);
  EXPECT_FALSE(all.match("271828"));
  EXPECT_EQ(all.remove("00000001"), PeopleSaved::failed);
}

TEST(PinEntries, a_changed_pin_replaces_the_old_one) {
  PinEntries all = two();
  EXPECT_EQ(all.change_pin("7c21a90e", "602214", kSalt), PeopleSaved::saved);
  EXPECT_FALSE(all.match("314159"));
  EXPECT_EQ(all.match("602214")->id, "7c21a90e");
}

TEST(PinEntries, a_label_is_one_short_line) {
  PinEntries all;
  EXPECT_EQ(all.add("x", StaffRole::supervisor, "a\nb supervisor", "271828", kSalt), PeopleSaved::saved);
  EXPECT_EQ(PinEntries::parse(all.to_text(), {}).list().size(), 1u);
  EXPECT_EQ(all.add("y", StaffRole::steward, "", "314159", kSalt), PeopleSaved::failed);
}

}  // namespace
}  // namespace openday::app
